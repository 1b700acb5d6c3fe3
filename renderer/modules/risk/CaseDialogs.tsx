import { useState } from 'react'
import { RISK_CASE_OUTCOME } from '../../../domain/code/risk-care.ts'
import type { StoredRiskCase } from '../../../domain/modules/risk/case.record.ts'
import type { CallFailure } from '../../api/client.ts'
import { failureText } from '../../api/failure.ts'
import { useWrite } from '../../api/useCall.ts'
import { today } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { codeText, DayInput, Dialog, FieldGrid, FormArea, LabelledInput, ListInput, TextInput, useShortcut } from '../../kit/index.ts'

type Props = { row: StoredRiskCase; onClose(isDone: boolean): void }

/** 结案: day, 转归, to whom she is handed on. What is still owed is said by the core, each duty a line. */
export function CloseCaseDialog({ row, onClose }: Props) {
  const [day, setDay] = useState<string | null>(today())
  const [outcome, setOutcome] = useState<string | null>(null)
  const [handedTo, setHandedTo] = useState<string | null>(null)
  const [note, setNote] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const close = useWrite('risk.case.close', (failure: CallFailure) => { setProblem(failureText(failure)); return true })
  const run = async (): Promise<void> => {
    if (close.busy) return
    if (!day || !RISK_CASE_OUTCOME.isCode(outcome)) { setProblem(t('riskCase.outcome', '结案请选择转归')); return }
    if (await close.run({ id: row.id, rev: row.rev, closedDay: day, outcome, handedTo: handedTo?.trim() || null, closingNote: note?.trim() || null })) onClose(true)
  }
  useShortcut(['F2', 'Ctrl+Enter'], () => void run(), { inDialog: true })
  return (
    <Dialog
      width={560} title={t('riskScreen.closeTitle', '专案结案 {{number}}', { number: row.number ?? '' })} maskClosable={false} onCancel={() => onClose(false)} onOk={() => void run()} confirmLoading={close.busy}
      okText={<>{t('childCase.close', '结案')} <kbd>F2</kbd></>} cancelText={t('form.cancel', '取消')} first="risk-close-outcome"
    >
      <FormArea>
        <FieldGrid columns={2}>
          <LabelledInput id="risk-close-outcome" label={t('risk.case.outcome.label', '转归')} span={6} required><ListInput id="risk-close-outcome" value={outcome} onChange={setOutcome} choices={RISK_CASE_OUTCOME.list.map(one => ({ value: one.code, label: codeText(RISK_CASE_OUTCOME, one.code) }))} /></LabelledInput>
          <LabelledInput id="risk-close-day" label={t('risk.case.closedDay.label', '结案日期')} span={6} required><DayInput id="risk-close-day" value={day} onChange={setDay} /></LabelledInput>
          <LabelledInput id="risk-close-handed" label={t('riskScreen.handedTo', '转交专科(产后仍需随访的)')} span={12}><TextInput id="risk-close-handed" value={handedTo} onChange={setHandedTo} lines={1} /></LabelledInput>
          <LabelledInput id="risk-close-note" label={t('risk.case.closingNote.label', '结案说明')} span={12}><TextInput id="risk-close-note" value={note} onChange={setNote} lines={2} /></LabelledInput>
        </FieldGrid>
      </FormArea>
      {problem ? <div className="issue is-block" role="alert">{problem}</div> : null}
    </Dialog>
  )
}

/** Takes back a closing that was a mistake. */
export function ReopenCaseDialog({ row, onClose }: Props) {
  const [reason, setReason] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const reopen = useWrite('risk.case.reopen', (failure: CallFailure) => { setProblem(failureText(failure)); return true })
  const isReady = (reason?.trim().length ?? 0) >= 2
  const run = async (): Promise<void> => { if (isReady && !reopen.busy && await reopen.run({ id: row.id, rev: row.rev, reason: reason?.trim() ?? '' })) onClose(true) }
  useShortcut(['F2', 'Ctrl+Enter'], () => void run(), { inDialog: true })
  return (
    <Dialog
      width={480} title={t('childCase.reopen', '撤销结案')} onCancel={() => onClose(false)} onOk={() => void run()} confirmLoading={reopen.busy} okButtonProps={{ disabled: !isReady }} okText={<>{t('form.save', '保存')} <kbd>F2</kbd></>} cancelText={t('form.cancel', '取消')}
      first="risk-reopen-reason"
    >
      <FormArea><LabelledInput id="risk-reopen-reason" label={t('childCase.reopenReason', '撤销原因')} span={12} required><TextInput id="risk-reopen-reason" value={reason} onChange={setReason} lines={2} /></LabelledInput></FormArea>
      {problem ? <div className="issue is-block" role="alert">{problem}</div> : null}
    </Dialog>
  )
}
