import { Alert, App, Button, Input } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { Output } from '../../../../domain/api/api.ts'
import type { FieldIssue } from '../../../../domain/message/message.ts'
import { useWrite } from '../../../api/useCall.ts'
import { minuteText, today } from '../../../app/format.ts'
import { t } from '../../../app/i18n.ts'
import { useMay } from '../../../app/session.ts'
import { DayInput, Dialog, Fact, FieldGrid, FormArea, LabelledInput, NumberTimeline, Panel, useShortcut } from '../../../kit/index.ts'
import { ApplicationView } from './ApplicationView.tsx'
import type { Prepared } from './replacement-text.ts'

type Stored = Output<'certificate.replacement.get'>

/** An application that is over: done with both numbers and their histories, refused, or taken back. */
export function ClosedStep({ id, prepared, stored }: { id: string; prepared: Prepared; stored: Stored | undefined }) {
  const mayReplace = useMay('certificate.replace')
  const maySeeStock = useMay('stock.read')
  const [found, setFound] = useState(false)
  const { state, old, newSheet, kind } = prepared
  if (state !== 'done') {
    return (
      <>
        <Alert className="form-alert" type={state === 'refused' ? 'error' : 'info'} showIcon title={state === 'refused' ? t('replace.closedRefused', '不予办理,原证继续有效') : t('replace.closedWithdrawn', '申请已撤回,原证继续有效')} description={prepared.closeNote} />
        <ApplicationView prepared={prepared} />
      </>
    )
  }
  const mayNoteFound = mayReplace && kind === 'reissue' && old.state === 'lostVoid' && !stored?.foundDay
  return (
    <>
      <Panel
        title={t('replace.done', '已办结')}
        extra={mayNoteFound ? <Button onClick={() => setFound(true)}>{t('replace.noteFound', '原证找到了,登记交回')}</Button> : null}
      >
        <div className="hand-over-head"><span className="number huge">{newSheet?.number ?? stored?.forwardedNumber}</span><b className="baby wrap-any">{old.babyName}</b></div>
        <dl className="record-facts">
          <Fact label={t('done.collector', '领证人')}>{newSheet?.collectorName ?? '—'}</Fact>
          <Fact label={t('done.collected', '领证时间')}>{minuteText(newSheet?.collectedAt) || '—'}</Fact>
          <Fact label={t('replace.reviewedBy', '审核人')}>{prepared.reviewedByName ?? '—'}</Fact>
          <Fact label={t('replace.approvedBy', '二级审批人')}>{prepared.approvedByName ? `${prepared.approvedByName} ${prepared.approvalReason ?? ''}` : '—'}</Fact>
          {stored?.foundDay ? <Fact label={t('replace.foundDay', '原证找回交回')} wide>{`${stored.foundDay} ${stored.foundByName ?? ''} ${stored.foundNote ?? ''}`}</Fact> : null}
        </dl>
        <p><Link to={`/certificate/${old.newbornId}`}>{t('replace.openCertificate', '打开新生儿的证明')}</Link></p>
      </Panel>
      {maySeeStock ? (
        <div className="person-panels">
          <Panel title={<>{t('replace.oldHistory', '原证编号经历')} <span className="number">{old.number}</span></>}><NumberTimeline number={old.number} /></Panel>
          {newSheet ? <Panel title={<>{t('replace.newHistory', '新证编号经历')} <span className="number">{newSheet.number}</span></>}><NumberTimeline number={newSheet.number} /></Panel> : null}
        </div>
      ) : null}
      {found && prepared.rev !== null ? <FoundDialog id={id} rev={prepared.rev} number={old.number} onClose={() => setFound(false)} /> : null}
    </>
  )
}

/** A lost certificate turned up after its re-issue: it is handed in and never valid again (note §1.9). */
function FoundDialog({ id, rev, number, onClose }: { id: string; rev: number; number: string; onClose(): void }) {
  const { message } = App.useApp()
  const [foundDay, setFoundDay] = useState<string | null>(today())
  const [handedInBy, setHandedInBy] = useState('')
  const [note, setNote] = useState('')
  const [issues, setIssues] = useState<readonly FieldIssue[]>([])
  const save = useWrite('replacement.noteFound', failure => { setIssues(failure.fields); return failure.fields.length > 0 })
  const isComplete = foundDay !== null && handedInBy.trim() !== ''
  async function go(): Promise<void> {
    if (save.busy || !isComplete) return
    if (!await save.run({ id, rev, foundDay, handedInBy: handedInBy.trim(), ...(note.trim() ? { note: note.trim() } : {}) })) return
    void message.success(t('replace.foundDone', '已登记 {{number}} 交回,按废证保管', { number }))
    onClose()
  }
  useShortcut(['F2', 'Ctrl+Enter'], () => void go(), { inDialog: true })
  return (
    <Dialog
      width={560} title={t('replace.foundTitle', '找回的原证 {{number}} 交回', { number })} okText={<>{t('form.save', '保存')} <kbd>F2</kbd></>} okButtonProps={{ loading: save.busy, disabled: !isComplete }} onOk={() => void go()} onCancel={onClose}
      first="found-by"
    >
      <FormArea>
        <FieldGrid columns={2}>
          <LabelledInput id="found-by" label={t('replace.foundBy', '交回人')} span={6} required issues={issues.filter(issue => issue.path === 'handedInBy')}><Input id="found-by" value={handedInBy} maxLength={60} autoComplete="off" onChange={event => setHandedInBy(event.target.value)} /></LabelledInput>
          <LabelledInput id="found-day" label={t('replace.foundOn', '交回日期')} span={6} required issues={issues.filter(issue => issue.path !== 'handedInBy')}><DayInput id="found-day" value={foundDay} onChange={day => { setFoundDay(day); setIssues([]) }} /></LabelledInput>
          <LabelledInput id="found-note" label={t('replace.foundNote', '说明')} span={12}><Input id="found-note" value={note} maxLength={200} autoComplete="off" onChange={event => setNote(event.target.value)} /></LabelledInput>
        </FieldGrid>
      </FormArea>
    </Dialog>
  )
}
