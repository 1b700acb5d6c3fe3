import { Alert, Radio, Space, Table } from 'antd'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import type { PersonHit } from '../../../domain/api/people-api.ts'
import { PELVIC_FILE_STATE, PELVIC_REPORT_STATE, type PelvicReportState } from '../../../domain/code/pelvic-care.ts'
import { block, type FieldIssue, message as sentence } from '../../../domain/message/message.ts'
import { pelvicAssessment } from '../../../domain/modules/pelvic/assessment.record.ts'
import { pelvicReport } from '../../../domain/modules/pelvic/report.record.ts'
import { REPORT_FIELDS, type ReportField } from '../../../domain/modules/pelvic/report-formats.ts'
import { call, CallFailure } from '../../api/client.ts'
import { showFailure } from '../../api/failure.ts'
import { useCall, useWrite } from '../../api/useCall.ts'
import { messageText, t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { codeText, DayInput, Fact, FieldGrid, fieldLabel, firstField, FormArea, LabelledInput, ListInput, Loaded, NumberInput, Page, Panel, PersonSearch, saveFile, StateTag, TextInput, unitText, useBeginAt, useVoidRecord } from '../../kit/index.ts'
import { formatChoices } from './usePlaces.ts'
import './report.css'

type Report = Output<'pelvic.report.open'>
type Candidate = Report['candidates'][number]
type Chosen = Omit<Candidate, 'by'> & { readonly by?: Candidate['by'] }

/** A report of an instrument: the original at the left, what it says and whose it is at the right; a therapist decides. */
export default function ReportPage() {
  const { reportId = '' } = useParams()
  const fileId = useSearchParams()[0].get('file')
  const report = useCall('pelvic.report.open', { id: reportId, ...(fileId ? { fileId } : {}) })
  return <Loaded of={report}>{data => <Opened key={`${data.id}-${data.rev}`} report={data} />}</Loaded>
}

function Opened({ report }: { report: Report }) {
  const navigate = useNavigate()
  const [asked] = useSearchParams()
  const mayWrite = useMay('pelvic.write')
  const [others, setOthers] = useState<readonly Chosen[]>([])
  // The file the report is of, the one it was read in, or nobody: a proposal is looked at before it is taken.
  const [fileId, setFileId] = useState<string | null>(report.fileId ?? asked.get('file'))
  const [lifted, setLifted] = useState<Report['lifted']>(report.lifted)
  const [measuredDay, setMeasuredDay] = useState(report.measuredDay)
  const [reason, setReason] = useState<string | null>(report.reason)
  const [issues, setIssues] = useState<readonly FieldIssue[]>([])
  const showIssues = useCallback((failure: CallFailure) => { setIssues(failure.fields); return failure.fields.length > 0 }, [])
  const decision = useWrite('pelvic.report.decide', showIssues)
  const lifting = useWrite('pelvic.report.lift', showIssues)
  const issuesAt = (path: string): FieldIssue[] => issues.filter(issue => issue.path === path)
  const isOpen = mayWrite && report.assessmentId === null && report.voidedAt === null
  const back = report.fileId ? `/pelvic/${report.fileId}?tab=report` : '/pelvic?tab=reports'
  const voiding = useVoidRecord(pelvicReport.id, report, mayWrite, () => void navigate(back))
  const area = useRef<HTMLDivElement>(null)
  // Whose it is comes first; nobody is chosen yet.
  useBeginAt(() => firstField(area.current), isOpen)
  const choices: readonly Chosen[] = [...report.candidates, ...others.filter(one => !report.candidates.some(({ fileId: id }) => id === one.fileId))]

  async function search(hit: PersonHit): Promise<void> {
    setIssues([])
    try {
      const found = await call('pelvic.report.filesOf', { womanId: hit.id })
      if (found.length === 0) { setIssues([block('fileId', sentence('pelvicReport.woman', '“{{name}}”没有盆底档案,请先建档再选择', { name: hit.name ?? '' }))]); return }
      setOthers(found)
      setFileId(found[0]!.fileId)
    } catch (error) {
      if (!(error instanceof CallFailure)) throw error
      showFailure(error)
    }
  }
  async function decide(state: PelvicReportState): Promise<void> {
    if (decision.busy) return
    setIssues([])
    if (!await decision.run({ id: report.id, rev: report.rev, state, fileId, measuredDay, lifted, reason: reason?.trim() || null })) return
    void navigate(state === 'confirmed' ? `/pelvic/${fileId}/assessments/new?report=${report.id}` : state === 'kept' ? `/pelvic/${fileId}?tab=report` : '/pelvic?tab=reports')
  }
  /** By another format another name and other figures are read: the page begins anew. */
  async function lift(format: string | null): Promise<void> {
    if (format === null || format === report.format) return
    setIssues([])
    await lifting.run({ id: report.id, rev: report.rev, format })
  }
  async function save(): Promise<void> {
    try {
      const { fileName, base64 } = await call('pelvic.report.original', { id: report.id })
      await saveFile(fileName, base64)
    } catch (error) {
      if (!(error instanceof CallFailure)) throw error
      showFailure(error)
    }
  }
  return (
    <Page
      title={t('pelvicReport.title', '设备报告')} back={back}
      actions={[
        ...voiding.actions,
        { key: 'original', label: t('pelvicReport.save', '另存原件'), shortcut: 'F7', run: () => void save() },
        ...isOpen ? [
          { key: 'reject', label: t('pelvicReport.reject', '不采用'), shortcut: 'F8', danger: true, run: () => void decide('rejected') }, { key: 'keep', label: t('pelvicReport.keep', '仅存档'), shortcut: 'F6', run: () => void decide('kept') },
          { key: 'confirm', label: t('pelvicReport.confirm', '数值无误,登记评估'), shortcut: 'F2', primary: true, busy: decision.busy, run: () => void decide('confirmed') },
        ] : report.assessmentId && report.fileId ? [{ key: 'assessment', label: t('pelvicReport.assessment', '打开用它登记的评估'), shortcut: 'F4', primary: true, run: () => void navigate(`/pelvic/${report.fileId}/assessments/${report.assessmentId}`) }] : [],
      ]}
    >
      {voiding.dialog}
      <div className="pelvic-report">
        <Panel title={<span lang="zh-CN">{report.fileName}</span>}><Original report={report} /></Panel>
        <Panel>
          <dl className="record-facts">
            <Fact label={t('pelvicReport.state', '状态')}><StateTag table={PELVIC_REPORT_STATE} state={report.state} /></Fact>
            <Fact label={t('pelvicReport.readDay', '读入日期')}>{report.readDay}</Fact>
            <Fact label={t('pelvicReport.who', '报告上的姓名、编号')}>{[report.name, report.birthDay, report.number].filter(Boolean).join(' ') || '—'}</Fact>
          </dl>
          {report.voidedAt ? <Alert className="form-alert" type="warning" showIcon title={t('pelvicReport.voided', '这份报告已作废,同一个文件可以重新读入')} /> : null}
          {report.faults ? <Alert className="form-alert" type="warning" showIcon title={<span lang="zh-CN">{report.faults}</span>} /> : null}
          {issuesAt('id').map(issue => <Alert key={issue.message.key} className="form-alert" type="error" showIcon title={messageText(issue.message)} />)}
          <FormArea areaRef={area}>
            <FieldGrid columns={3}>
              <LabelledInput id="report-file" span={12} label={t('pelvicReport.file', '这份报告是谁的(程序只提示,请核对后选择)')} issues={issuesAt('fileId')}>
                <Radio.Group disabled={!isOpen} value={fileId} onChange={event => setFileId(event.target.value as string)}>
                  <Space orientation="vertical">{choices.map(one => <Radio key={one.fileId} value={one.fileId}>{candidateText(one)}</Radio>)}</Space>
                </Radio.Group>
                {isOpen ? <PersonSearch id="report-file" onChoose={hit => void search(hit)} placeholder={t('pelvicReport.search', '不在其中的,按姓名、拼音首字母、证件号或电话查找')} /> : null}
              </LabelledInput>
              <LabelledInput id="report-day" span={4} label={t('pelvicReport.day', '检测日期')} issues={issuesAt('measuredDay')}><DayInput id="report-day" value={measuredDay} onChange={setMeasuredDay} disabled={!isOpen} /></LabelledInput>
              <LabelledInput id="report-format" span={6} label={t('pelvicReport.format', '报告格式')} issues={issuesAt('format')}>
                <ListInput id="report-format" value={report.format} choices={formatChoices(report.formats.map(formatChoice), report.format)} placeholder={t('pelvicReport.noFormatYet', '可选择一种,重新取数')} disabled={!isOpen || lifting.busy} required onChange={format => void lift(format)} />
              </LabelledInput>
              {REPORT_FIELDS.map(field => <FigureInput key={field} field={field} value={lifted[field] ?? null} disabled={!isOpen} issues={[...issuesAt(field), ...field === 'preRestUv' ? issuesAt('lifted') : []]} onChange={value => setLifted(({ [field]: _before, ...rest }) => value === null ? rest : { ...rest, [field]: value })} />)}
              <LabelledInput id="report-reason" span={12} label={t('pelvicReport.reason', '对应的依据,或不采用的原因')} issues={issuesAt('reason')}><TextInput id="report-reason" value={reason} onChange={setReason} disabled={!isOpen} /></LabelledInput>
            </FieldGrid>
          </FormArea>
        </Panel>
      </div>
    </Page>
  )
}

function FigureInput({ field, value, disabled, issues, onChange }: { field: ReportField; value: number | null; disabled: boolean; issues: readonly FieldIssue[]; onChange(value: number | null): void }) {
  const { decimals, ...facts } = pelvicAssessment.fields[field] as { readonly decimals: number; readonly unit?: string }
  return <LabelledInput id={`report-${field}`} span={4} label={fieldLabel(pelvicAssessment, field)} issues={issues}><NumberInput id={`report-${field}`} value={value} onChange={onChange} decimals={decimals} unit={unitText(facts.unit)} disabled={disabled} /></LabelledInput>
}

const formatChoice = ({ name, devices }: Report['formats'][number]) => ({ value: name, label: devices.length > 0 ? t('pelvicReport.formatOf', '{{name}}({{devices}})', { name, devices: devices.join('、') }) : name })

function candidateText({ number, name, birthDay, state, by }: Chosen): string {
  const how = by === 'number' ? t('pelvicReport.byNumber', '编号相符') : by === 'nameAndBirthDay' ? t('pelvicReport.byBirthDay', '姓名和出生日期相符') : by === 'name' ? t('pelvicReport.byName', '仅姓名相符') : null
  return [name, birthDay, number, state === 'closed' ? codeText(PELVIC_FILE_STATE, 'closed') : null, how].filter(Boolean).join(' · ')
}

/** The file as it came: a text by its lines, pages and pictures as they are. */
function Original({ report }: { report: Report }) {
  const isText = report.lines !== null
  const original = useCall('pelvic.report.original', { id: report.id }, { enabled: !isText, staleTimeMs: 600_000 }).data
  const address = useMemo(() => original ? URL.createObjectURL(new Blob([Uint8Array.from(atob(original.base64), letter => letter.charCodeAt(0))], { type: original.mediaType })) : null, [original])
  useEffect(() => () => { if (address) URL.revokeObjectURL(address) }, [address])
  if (report.lines) {
    const width = Math.max(...report.lines.map(cells => cells.length))
    return <Table size="small" className="report-lines" pagination={false} showHeader={false} scroll={{ y: 520 }} rowKey="line" dataSource={report.lines.map((cells, line) => ({ line, cells }))} columns={Array.from({ length: width }, (_, column) => ({ key: String(column), render: (_value: unknown, { cells }: { cells: string[] }) => <span lang="zh-CN">{cells[column] ?? ''}</span> }))} />
  }
  if (!address) return <p className="hint">{t('pelvicReport.opening', '正在打开…')}</p>
  return report.mediaType === 'application/pdf' ? <Pages address={address} /> : <img className="report-picture" src={address} alt={t('pelvicReport.title', '设备报告')} />
}

const BY_TAB_MS = 300

/** The pages of a PDF in Chromium's viewer. */
function Pages({ address }: { address: string }) {
  const frame = useRef<HTMLIFrameElement>(null)
  useEffect(() => {
    // The viewer would keep the keys of whoever clicked on its pages, and F2 would save nothing; the wheel turns them all the same. Who comes by Tab stays.
    let before: Element | null = null
    let tabbedMs = -Infinity
    const noteFocus = ({ target }: FocusEvent): void => { if (target instanceof Element && target !== frame.current) before = target }
    const noteTab = ({ key, timeStamp }: KeyboardEvent): void => { if (key === 'Tab') tabbedMs = timeStamp }
    const giveBack = ({ timeStamp }: FocusEvent): void => {
      if (document.activeElement !== frame.current || timeStamp - tabbedMs < BY_TAB_MS) return
      setTimeout(() => {
        frame.current?.blur()
        window.focus()
        if (before instanceof HTMLElement) before.focus({ preventScroll: true })
      })
    }
    document.addEventListener('focusin', noteFocus)
    window.addEventListener('keydown', noteTab, true)
    window.addEventListener('blur', giveBack)
    return () => {
      document.removeEventListener('focusin', noteFocus)
      window.removeEventListener('keydown', noteTab, true)
      window.removeEventListener('blur', giveBack)
    }
  }, [])
  // Chromium shows no PDF in a sandboxed frame; its viewer runs in a process of its own and no script of the page reaches it.
  // Without its bar: a page that leaves the program goes through 另存原件, which is written down.
  // oxlint-disable-next-line react/iframe-missing-sandbox
  return <iframe ref={frame} className="report-pages" title={t('pelvicReport.title', '设备报告')} src={`${address}#toolbar=0&navpanes=0&view=FitH`} />
}
