import { Alert, App, Button, Input, Space } from 'antd'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { SecondPerson } from '../../../domain/api/define-api.ts'
import type { PrintResult } from '../../../domain/code/certificate.ts'
import type { FieldIssue } from '../../../domain/message/message.ts'
import { useWrite } from '../../api/useCall.ts'
import { issueText, t } from '../../app/i18n.ts'
import { useUser } from '../../app/session.ts'
import { FormArea, LabelledInput, SecondPersonFields, secondPersonOf, useShortcut } from '../../kit/index.ts'
import type { Sheet } from './names.ts'
import { PrintJobs } from './PrintJobs.tsx'

type Props = {
  sheet: Sheet
  name: string
  /** The sheet may still go to the printer: never sent, or somebody looked and found no ink. */
  mayPrint: boolean
  isPrinting?: boolean
  outcome?: 'sent' | 'cancelled' | 'failed' | null
  /** The printer's own words when it failed. */
  failure?: string | null
  /** Absent where printing is done on another page. */
  onPrint?: () => void
  printerChoice?: ReactNode
  inDialog?: boolean
  onAnswered?: () => void
}

type Failure = Exclude<PrintResult, 'ok'> | 'cancel'
const MIN_REASON = 2

/** 印好了吗? — asked until it is answered: the number stays held, whatever happened to printer or power. */
export function PrintQuestion({ sheet, name, mayPrint, isPrinting = false, outcome = null, failure = null, onPrint, printerChoice, inDialog = false, onAnswered }: Props) {
  const { message } = App.useApp()
  const user = useUser()
  const [failed, setFailed] = useState<Failure | null>(null)
  const answer = useWrite('certificate.answerPrint')
  const isMine = sheet.printedById === user.id
  async function good(): Promise<void> {
    if (answer.busy) return
    if (await answer.run({ certificateId: sheet.id, rev: sheet.rev, result: 'ok' })) {
      void message.success(t('ask.goodDone', '{{number}} 已打印,等待另一人盖章', { number: sheet.number }))
      onAnswered?.()
    }
  }
  const asks = !mayPrint && !isPrinting
  const panel = useRef<HTMLDivElement>(null)
  useEffect(() => { if (asks) panel.current?.focus() }, [asks])
  useShortcut(['Alt+1'], () => void good(), { inDialog, enabled: asks })
  useShortcut(['Alt+2'], () => setFailed('inked'), { inDialog, enabled: asks })
  useShortcut(['Alt+3'], () => setFailed('notInked'), { inDialog, enabled: asks })
  useShortcut(['Ctrl+P'], () => onPrint?.(), { inDialog, enabled: mayPrint && !isPrinting && isMine && onPrint !== undefined })
  return (
    // The answer itself is never focused: an Enter too many, or a scanner's, must not say that the sheet is good.
    <div ref={panel} tabIndex={-1} className="ask-panel" role="group" aria-label={t('desk.queue.ask', '印好了吗?')}>
      <div className="ask-head">
        <div>
          <h2>{isPrinting ? t('ask.printing', '正在送打印机…') : mayPrint ? (sheet.printCount > 0 ? t('ask.heldAgain', '没有着墨,可以再打印') : t('ask.held', '编号已占用,还没有打印')) : t('desk.queue.ask', '印好了吗?')}</h2>
          <div className="wrap-any">{t('ask.who', '{{name}} · 签发人员 {{clerk}} · 送打印机 {{count}} 次', { name, clerk: sheet.printedByName, count: sheet.printCount })}</div>
        </div>
        <div className="number huge">{sheet.number}</div>
      </div>
      {outcome === 'cancelled' && asks ? <Alert className="form-alert" type="warning" showIcon title={t('ask.cancelled', '打印对话框被取消。请看一看纸上有没有着墨,再回答。')} /> : null}
      {outcome === 'failed' && asks ? <Alert className="form-alert" type="error" showIcon title={t('ask.failed', '系统报告没有送到打印机。请看一看纸上有没有着墨,再回答。')} description={failure ? t('ask.failedReason', '打印机的说明:{{reason}}', { reason: failure }) : undefined} /> : null}
      {sheet.printCount > 0 ? <PrintJobs certificateId={sheet.id} /> : null}
      {asks ? (
        <div className="ask-choices">
          <button type="button" className="ask-choice is-good" disabled={answer.busy} onClick={() => void good()}>
            <b>{t('ask.good', '印好了')} <kbd>Alt+1</kbd></b><span>{t('ask.goodText', '内容完整、位置正确,交给另一人盖章')}</span>
          </button>
          <button type="button" className={failed === 'inked' ? 'ask-choice is-bad is-chosen' : 'ask-choice is-bad'} aria-pressed={failed === 'inked'} onClick={() => setFailed('inked')}>
            <b>{t('ask.inked', '已着墨,印坏了')} <kbd>Alt+2</kbd></b><span>{t('ask.inkedText', '这个编号作废,换下一张重新打印')}</span>
          </button>
          <button type="button" className={failed === 'notInked' ? 'ask-choice is-chosen' : 'ask-choice'} aria-pressed={failed === 'notInked'} onClick={() => setFailed('notInked')}>
            <b>{t('ask.notInked', '没有着墨')} <kbd>Alt+3</kbd></b><span>{t('ask.notInkedText', '纸还是空白,用同一张再打印')}</span>
          </button>
        </div>
      ) : null}
      {mayPrint && !isPrinting ? (
        <>
          <p>{sheet.printCount === 0 ? t('ask.neverSent', '这个编号已为该新生儿占用,还没有送过打印机。') : t('ask.again', '已确认上次没有着墨,可以用同一张纸再打印。')}</p>
          {isMine && onPrint ? printerChoice : null}
          {isMine ? null : <Alert className="form-alert" type="info" showIcon title={t('ask.otherClerk', '由签发人员 {{name}} 占用,请由其本人打印。', { name: sheet.printedByName })} />}
          <Space>
            {isMine && onPrint ? <Button type="primary" size="large" autoFocus onClick={onPrint}>{t('print.print', '打印')} <kbd>Ctrl+P</kbd></Button> : null}
            <Button size="large" onClick={() => setFailed('cancel')}>{t('ask.cancel', '不打了,退回编号')}</Button>
          </Space>
        </>
      ) : null}
      {failed && !isPrinting ? <FailureForm key={failed} sheet={sheet} what={failed} inDialog={inDialog} onBack={() => setFailed(null)} onDone={() => { setFailed(null); onAnswered?.() }} /> : null}
    </div>
  )
}

function FailureForm({ sheet, what, inDialog, onBack, onDone }: { sheet: Sheet; what: Failure; inDialog: boolean; onBack(): void; onDone(): void }) {
  const { message } = App.useApp()
  const [reason, setReason] = useState('')
  const [second, setSecond] = useState<Partial<SecondPerson>>({})
  const [issues, setIssues] = useState<readonly FieldIssue[]>([])
  const [isIncomplete, setIsIncomplete] = useState(false)
  const onFailure = (failure: { fields: readonly FieldIssue[] }): boolean => { setIssues(failure.fields); setSecond(now => ({ ...now, password: '' })); return failure.fields.length > 0 }
  const answer = useWrite('certificate.answerPrint', onFailure)
  const cancel = useWrite('certificate.cancelPrint', onFailure)
  const busy = answer.busy || cancel.busy
  const needsSecond = what !== 'cancel' || sheet.printCount > 0
  const quick = what === 'cancel'
    ? [t('ask.quickWrongChild', '选错了新生儿'), t('ask.quickLater', '家属暂不办理'), t('ask.quickChange', '登记表还要修改')]
    : [t('ask.quickJam', '卡纸'), t('ask.quickShift', '位置偏移'), t('ask.quickFaint', '字迹不清'), t('ask.quickTorn', '纸张破损'), t('ask.quickOff', '停电')]
  async function go(): Promise<void> {
    if (busy) return
    const secondPerson = secondPersonOf(second)
    if (reason.trim().length < MIN_REASON || (needsSecond && !secondPerson)) { setIsIncomplete(true); return }
    setIssues([])
    const shared = { certificateId: sheet.id, rev: sheet.rev, reason: reason.trim(), ...(secondPerson && needsSecond ? { secondPerson } : {}) }
    if (what === 'cancel') {
      if (await cancel.run(shared) === undefined) return
      void message.success(t('ask.cancelDone', '{{number}} 已退回您手中,可以用于别的新生儿', { number: sheet.number }))
    } else {
      const done = await answer.run({ ...shared, result: what })
      if (!done) return
      if (what === 'inked') void message.warning(done.nextNumber ? t('ask.inkedDone', '{{number}} 已作废,下一个编号 {{next}}', { number: sheet.number, next: done.nextNumber }) : t('ask.inkedDoneNone', '{{number}} 已作废,您手中没有空白证件了', { number: sheet.number }))
    }
    onDone()
  }
  useShortcut(['F2', 'Ctrl+Enter'], () => void go(), { inDialog })
  const title = what === 'inked' ? t('ask.inkedTitle', '编号 {{number}} 将作废,不能再用', { number: sheet.number }) : what === 'notInked' ? t('ask.notInkedTitle', '确认纸上没有着墨,编号 {{number}} 继续使用', { number: sheet.number }) : t('ask.cancelTitle', '退回编号 {{number}}', { number: sheet.number })
  const secondIssue = issues.find(issue => /secondPerson|password|loginName/i.test(issue.path + issue.message.key))
  return (
    <FormArea>
      <div className={what === 'inked' ? 'ask-failure is-bad' : 'ask-failure'}>
        <h3>{title}</h3>
        <LabelledInput id="print-failure-reason" label={what === 'cancel' ? t('ask.cancelReason', '原因') : t('ask.reason', '是什么情况')} required>
          <Input id="print-failure-reason" autoFocus value={reason} maxLength={300} autoComplete="off" onChange={event => setReason(event.target.value)} />
          <Space size={4} wrap className="quick-reasons">{quick.map(text => <Button key={text} size="small" type="dashed" tabIndex={-1} onClick={() => setReason(text)}>{text}</Button>)}</Space>
        </LabelledInput>
        {needsSecond ? <SecondPersonFields id="print-second" value={second} onChange={setSecond} permission="certificate.read" title={t('ask.second', '看过这张纸的第二人')} error={secondIssue ? issueText(secondIssue) : undefined} /> : null}
        {issues.filter(issue => issue !== secondIssue).map(issue => <div key={issue.message.key} className="issue is-block" role="alert">{issueText(issue)}</div>)}
        {isIncomplete ? <div className="issue is-block" role="alert">{needsSecond ? t('ask.incomplete', '请写明情况,并由第二人输入本人密码') : t('ask.incompleteReason', '请写明原因(至少两个字)')}</div> : null}
        <Space className="form-buttons">
          <Button type="primary" data-save danger={what === 'inked'} loading={busy} onClick={() => void go()}>
            {what === 'inked' ? t('ask.doInked', '作废此编号') : what === 'notInked' ? t('ask.doNotInked', '确认没有着墨') : t('ask.doCancel', '退回编号')} <kbd>F2</kbd>
          </Button>
          <Button onClick={onBack}>{t('confirm.backShort', '返回')}</Button>
        </Space>
      </div>
    </FormArea>
  )
}
