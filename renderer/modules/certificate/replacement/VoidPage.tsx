import { Alert, App, Button, Input, type InputRef, Radio, Space } from 'antd'
import { useRef, useState } from 'react'
import { useSearchParams } from 'react-router'
import type { SecondPerson } from '../../../../domain/api/define-api.ts'
import { BLANK_STATE, VOID_REASON, type VoidReason } from '../../../../domain/code/certificate.ts'
import type { FieldIssue } from '../../../../domain/message/message.ts'
import { normaliseScan } from '../../../../domain/rule/certificate-number.ts'
import { useCall, useWrite } from '../../../api/useCall.ts'
import { issueText, t } from '../../../app/i18n.ts'
import { useMay } from '../../../app/session.ts'
import { codeText, Dialog, FieldGrid, FormArea, LabelledInput, Loaded, NumberTimeline, Page, Panel, PrintPreview, ScanTarget, SecondPersonFields, secondPersonOf, StateTag, useShortcut } from '../../../kit/index.ts'
import { OthersWork } from '../OthersWork.tsx'
import '../../../kit/shared.css'
import '../certificate.css'
import './replacement.css'

// A lost blank is reported as lost, not voided here (note §1.10).
const REASONS: readonly VoidReason[] = ['1', '2', '9']
const MIN_REASON = 2
const VOID_STATES: readonly string[] = ['void', 'toHandIn', 'handedIn', 'destroyed']

/** 作废登记: one number in hand that shall not be used, with a reviewer's word, and its form on paper. */
export default function VoidPage() {
  const mayPrint = useMay('certificate.print')
  return (
    <Page title={t('replace.void', '作废登记')} back="/replacements">
      {mayPrint ? <VoidForm /> : <OthersWork permission="certificate.print" text={t('void.others', '作废登记由领用这张空白证件的签发人员办理,审核人同意。')} />}
    </Page>
  )
}

function VoidForm() {
  const { message } = App.useApp()
  const [search] = useSearchParams()
  const [typed, setTyped] = useState(search.get('number') ?? '')
  const [reasonCode, setReasonCode] = useState<VoidReason | null>(null)
  const [reason, setReason] = useState('')
  const [reviewer, setReviewer] = useState<Partial<SecondPerson>>({})
  const [issues, setIssues] = useState<readonly FieldIssue[]>([])
  const [paper, setPaper] = useState<string | null>(null)
  const input = useRef<InputRef>(null)
  const number = normaliseScan(typed)
  const isNumber = /^[A-Z]\d{9}$/.test(number)
  const history = useCall('stock.history', { number }, { enabled: isNumber })
  const state = isNumber ? history.data?.at(-1)?.toState : undefined
  const isVoid = state !== undefined && VOID_STATES.includes(state)
  const save = useWrite('certificate.voidNumber', failure => { setIssues(failure.fields); setReviewer(now => ({ ...now, password: '' })); return failure.fields.length > 0 })
  const given = secondPersonOf(reviewer)
  const missing = !isNumber ? t('void.needsNumber', '先扫描或输入编号') : isVoid ? t('void.alreadyVoid', '这个编号已作废') : reasonCode === null ? t('void.needsReasonCode', '请选作废原因') : reason.trim().length < MIN_REASON ? t('void.needsReason', '请写明情况') : !given ? t('void.needsReviewer', '请审核人输入本人密码') : ''
  async function go(): Promise<void> {
    if (save.busy || missing !== '' || reasonCode === null || !given) return
    setIssues([])
    if (!await save.run({ number, reasonCode, reason: reason.trim(), reviewer: given })) return
    void message.warning(t('void.done', '{{number}} 已作废,不能再用;请打印作废登记表', { number }))
    setPaper(number)
    setReason('')
    setReasonCode(null)
    setReviewer({})
  }
  useShortcut(['Ctrl+Enter', 'F2'], () => void go())
  useShortcut(['F10'], () => setPaper(number), { enabled: isVoid })
  const secondIssue = issues.find(issue => /reviewer|secondPerson|password/i.test(issue.path + issue.message.key))
  const ofField = (path: string) => issues.filter(issue => issue.path === path)
  return (
    <div className="print-step">
      <Panel title={t('void.which', '作废哪一张')} extra={isVoid ? <Button onClick={() => setPaper(number)}>{t('void.paper', '作废登记表')} <kbd>F10</kbd></Button> : null}>
        <Alert className="form-alert" type="info" showIcon title={t('void.what', '用于手中已损坏、印坏或填错的空白或未签发证件。已签发的请换发或补发;遗失的请办理遗失上报。')} />
        <ScanTarget onScan={scanned => { setTyped(scanned); setIssues([]) }} />
        <FormArea>
          <FieldGrid columns={2}>
            <LabelledInput id="void-number" label={t('void.number', '编号(可扫描)')} span={12} required issues={ofField('number')}>
              <Input id="void-number" ref={input} className="number" size="large" autoFocus value={typed} maxLength={40} autoComplete="off" spellCheck={false} onFocus={event => event.target.select()} onChange={event => { setTyped(event.target.value); setIssues([]) }} />
            </LabelledInput>
            <LabelledInput id="void-reason-code" label={t('desk.endReason', '作废原因')} span={12} required issues={ofField('reasonCode')}>
              <Radio.Group id="void-reason-code" aria-labelledby="void-reason-code-label" value={reasonCode} onChange={event => { setReasonCode(event.target.value as VoidReason); setIssues([]) }} options={REASONS.map(code => ({ value: code, label: codeText(VOID_REASON, code) }))} />
            </LabelledInput>
            <LabelledInput id="void-reason" label={t('ask.reason', '是什么情况')} span={12} required issues={ofField('reason')}>
              <Input id="void-reason" value={reason} maxLength={300} autoComplete="off" onChange={event => { setReason(event.target.value); setIssues([]) }} />
            </LabelledInput>
          </FieldGrid>
          <SecondPersonFields id="void-reviewer" value={reviewer} onChange={value => { setReviewer(value); setIssues([]) }} permission="certificate.review" title={t('confirm.approverWho', '审核人')} error={secondIssue ? issueText(secondIssue) : undefined} />
          {issues.filter(issue => issue !== secondIssue && !['number', 'reasonCode', 'reason'].includes(issue.path)).map(issue => <div key={issue.message.key} className="issue is-block" role="alert">{issueText(issue)}</div>)}
          <Space className="form-buttons" wrap>
            <Button type="primary" danger data-save loading={save.busy} disabled={missing !== ''} onClick={() => void go()}>{t('ask.doInked', '作废此编号')} <kbd>Ctrl+Enter</kbd></Button>
            <span className="hint" role="status">{missing}</span>
          </Space>
        </FormArea>
      </Panel>
      <Panel title={<>{t('blank.history', '编号经历')} {isNumber ? <span className="number">{number}</span> : null} {state ? <StateTag table={BLANK_STATE} state={state} /> : null}</>}>
        {isNumber ? <NumberTimeline number={number} /> : <p className="hint">{t('void.historyHere', '输入编号后,这里显示它的经历')}</p>}
      </Panel>
      {paper ? <VoidPaper number={paper} onClose={() => { setPaper(null); input.current?.focus() }} /> : null}
    </div>
  )
}

/** 作废登记表 of one number: looked at, printed, kept as PDF. */
function VoidPaper({ number, onClose }: { number: string; onClose(): void }) {
  const { message } = App.useApp()
  const preview = useCall('certificate.voidFormPreview', { number })
  const print = useWrite('certificate.printVoidForm')
  const pdf = useWrite('certificate.voidFormPdf')
  const save = useWrite('workstation.saveFile')
  async function toPrinter(printerName: string): Promise<void> {
    const answer = await print.run({ number, printerName })
    if (answer?.outcome === 'sent') void message.success(t('print.sent', '已送到打印机'))
    else if (answer?.outcome === 'failed') void message.error(t('failure.printFailed', '没有送到打印机,请检查打印机电源、纸张和连接后重试'))
  }
  async function toPdf(): Promise<void> {
    const made = await pdf.run({ number })
    if (!made) return
    const kept = await save.run(made)
    if (kept) void message.success(t('print.saved', '已保存到 {{path}}', { path: kept.path }))
  }
  return (
    <Dialog width={980} className="paper-dialog" title={<>{t('void.paper', '作废登记表')} <span className="number">{number}</span></>} footer={null} onCancel={onClose}>
      <Loaded of={preview}>{({ html, issues }) => <PrintPreview form="registration-form" html={html} issues={issues} title={t('void.paper', '作废登记表')} inDialog printing={print.busy} onPrint={printer => void toPrinter(printer)} onPdf={() => void toPdf()} />}</Loaded>
    </Dialog>
  )
}
