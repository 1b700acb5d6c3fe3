import { useState } from 'react'
import { CHILD_FILE_CLOSING, DISEASE_OUTCOME } from '../../../domain/code/child-nutrition.ts'
import type { StoredChildCase } from '../../../domain/modules/child/case.record.ts'
import { mayHaveDeathCard } from '../../../domain/rule/child/death-card.ts'
import type { Day } from '../../../domain/time/day.ts'
import type { CallFailure } from '../../api/client.ts'
import { failureText } from '../../api/failure.ts'
import { useWrite } from '../../api/useCall.ts'
import { today } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { codeText, DayInput, Dialog, FieldGrid, FormArea, LabelledInput, ListInput, TextInput, useShortcut } from '../../kit/index.ts'
import type { ChildHead } from './tabs.tsx'

/**
 * 结案: day, reason, national 转归. Death is not among the reasons where a death card is possible: the card closes. For a
 * child without one the case says it, and the file and everything else of the child ends with it.
 */
export function CloseCaseDialog({ row, head, onClose }: { row: StoredChildCase; head: ChildHead; onClose(): void }) {
  const [day, setDay] = useState<string | null>(today())
  const [reason, setReason] = useState<string | null>('recovered')
  const [outcome, setOutcome] = useState<string | null>(row.kind === 'highRisk' ? null : '1')
  const [note, setNote] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const mayDie = head.birthDay !== null && day !== null && (head.state === 'death' || !mayHaveDeathCard(head, head.birthDay as Day, day as Day))
  const reasons = CHILD_FILE_CLOSING.list.filter(one => one.code !== 'died' || mayDie)
  const hasDied = reason === 'died' && row.kind !== 'highRisk'
  const close = useWrite('child.case.close', (failure: CallFailure) => { setProblem(failureText(failure)); return true })
  const run = async (): Promise<void> => {
    if (close.busy || !day || !CHILD_FILE_CLOSING.isCode(reason)) return
    if (await close.run({ id: row.id, rev: row.rev, closedDay: day, closingReason: reason, outcome: DISEASE_OUTCOME.isCode(outcome) ? outcome : null, closingNote: note })) onClose()
  }
  useShortcut(['F2', 'Ctrl+Enter'], () => void run(), { inDialog: true })
  return (
    <Dialog
      width={560} title={t('childCase.closeTitle', '结案 {{number}}', { number: row.number ?? '' })} maskClosable={false} onCancel={onClose} onOk={() => void run()} confirmLoading={close.busy}
      okText={<>{t('childCase.close', '结案')} <kbd>F2</kbd></>} cancelText={t('form.cancel', '取消')} first="close-day"
    >
      <FormArea>
        <FieldGrid columns={2}>
          <LabelledInput id="close-day" label={t('child.case.closedDay.label', '结案日期')} span={6} required><DayInput id="close-day" value={day} onChange={setDay} /></LabelledInput>
          <LabelledInput id="close-reason" label={t('child.case.closingReason.label', '结案原因')} span={6} required>
            <ListInput id="close-reason" value={reason} onChange={next => { setReason(next); setOutcome(row.kind === 'highRisk' ? null : next === 'recovered' ? '1' : next === 'died' ? '5' : null) }} choices={reasons.map(one => ({ value: one.code, label: codeText(CHILD_FILE_CLOSING, one.code) }))} />
          </LabelledInput>
          {row.kind === 'highRisk' ? null : (
            <LabelledInput id="close-outcome" label={t('child.case.outcome.label', '转归')} span={6} required>
              <ListInput id="close-outcome" value={outcome} onChange={setOutcome} choices={DISEASE_OUTCOME.list.filter(one => hasDied === (one.code === '5')).map(one => ({ value: one.code, label: codeText(DISEASE_OUTCOME, one.code) }))} />
            </LabelledInput>
          )}
          <LabelledInput id="close-note" label={t('child.case.closingNote.label', '结案说明')} span={12}><TextInput id="close-note" value={note} onChange={setNote} lines={2} /></LabelledInput>
        </FieldGrid>
      </FormArea>
      {reason === 'died' && head.state !== 'death' ? <div className="issue is-warn" role="alert">{t('childCase.diedCloses', '该儿童不填死亡报告卡:结案后档案转为“死亡”,其他未结专案、孤独症管理、随访提醒和预约同时结束')}</div> : null}
      {problem ? <div className="issue is-block" role="alert">{problem}</div> : null}
    </Dialog>
  )
}

/** Takes back a closing that was a mistake. */
export function ReopenCaseDialog({ row, onClose }: { row: StoredChildCase; onClose(): void }) {
  const [reason, setReason] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const reopen = useWrite('child.case.reopen', (failure: CallFailure) => { setProblem(failureText(failure)); return true })
  const isReady = (reason?.trim().length ?? 0) >= 2
  const run = async (): Promise<void> => { if (isReady && !reopen.busy && await reopen.run({ id: row.id, rev: row.rev, reason: reason ?? '' })) onClose() }
  useShortcut(['F2', 'Ctrl+Enter'], () => void run(), { inDialog: true })
  return (
    <Dialog
      width={480} title={t('childCase.reopen', '撤销结案')} onCancel={onClose} onOk={() => void run()} confirmLoading={reopen.busy} okButtonProps={{ disabled: !isReady }} okText={<>{t('form.save', '保存')} <kbd>F2</kbd></>} cancelText={t('form.cancel', '取消')}
      first="reopen-reason"
    >
      <p>{t('childCase.reopenText', '只用于误登记的结案;再次发病请另建专案。')}</p>
      <FormArea><LabelledInput id="reopen-reason" label={t('childCase.reopenReason', '撤销原因')} required><TextInput id="reopen-reason" value={reason} onChange={setReason} lines={2} /></LabelledInput></FormArea>
      {problem ? <div className="issue is-block" role="alert">{problem}</div> : null}
    </Dialog>
  )
}
