import { DiffOutlined, ExportOutlined, FolderOpenOutlined, PrinterOutlined } from '@ant-design/icons'
import { Alert, Button, Checkbox, Input, Segmented, Select, Space, Tag } from 'antd'
import { useCallback, useState } from 'react'
import type { Output } from '../../../domain/api/api.ts'
import { DIFFERENCE_KIND, type DifferenceKind } from '../../../domain/code/reconciliation.ts'
import { CallFailure } from '../../api/client.ts'
import { failureText, showFailure } from '../../api/failure.ts'
import { reloadAfter, useCall, useWrite } from '../../api/useCall.ts'
import { countText, instantText } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { DataTable, EmptyState, JobProgress, Loaded, Page, type PageAction, Panel, saveFile, saveText } from '../../kit/index.ts'
import { AnswerDialog } from './AnswerDialog.tsx'
import { answeredText, type Difference, differencesCsv, fieldText, kindText, oursText, theirsText } from './difference-text.ts'
import { type Choices, type ChosenList, MappingPanel } from './MappingPanel.tsx'
import '../../kit/shared.css'
import './reconciliation.css'

type Run = Output<'reconcile.runs'>[number]
const PAGE_SIZE = 50

/** The steps of the core in the language of the screen. */
function stepText(step: string): string {
  switch (step) {
    case '读取名单': return t('reconcile.step.read', '读取名单')
    case '读取本院记录': return t('reconcile.step.register', '读取本院记录')
    case '逐条比较': return t('reconcile.step.compare', '逐条比较')
    default: return step
  }
}

/** The province's list held against the register: choose, say what the columns mean, compare, answer what differs. */
export default function ReconciliationPage() {
  const runs = useCall('reconcile.runs', null)
  const [list, setList] = useState<ChosenList | null>(null)
  const [choices, setChoices] = useState<Choices | null>(null)
  const [jobId, setJobId] = useState<string | null>(null)
  const [running, setRunning] = useState(false)
  const [shown, setShown] = useState<string | null>(null)
  const [openOnly, setOpenOnly] = useState(false)
  // What is wrong with the list stands on the page until another one is chosen.
  const [problem, setProblem] = useState<string>()
  const showProblem = useCallback((failure: CallFailure) => { setProblem(failureText(failure)); return true }, [])
  const choose = useWrite('reconcile.choose', showProblem)
  const compare = useWrite('reconcile.compare', showProblem)
  const print = useWrite('reconcile.print')
  const run = runs.data?.find(one => one.id === shown) ?? runs.data?.[0]
  const busy = running || choose.busy || compare.busy

  async function chooseList(): Promise<void> {
    setProblem(undefined)
    const chosen = await choose.run(null)
    if (!chosen) return
    setList(chosen)
    setChoices({ headingRow: chosen.headingRow, mapping: chosen.mapping, firstDay: null, lastDay: null, ownOnly: false })
    setJobId(null)
  }
  async function start(): Promise<void> {
    if (!list || !choices || busy) return
    setProblem(undefined)
    const started = await compare.run({ token: list.token, ...choices })
    if (started) { setRunning(true); setJobId(started.jobId) }
  }
  // The former result stays, untouchable, until the new one is there: a dialog opened on it would vanish under the hand.
  async function showResult(id: string): Promise<void> {
    await reloadAfter('reconcile.compare')
    setShown(id)
    setList(null)
    setRunning(false)
  }
  async function exportCsv(of: Run): Promise<void> {
    try {
      await saveText(t('reconcile.exportName', '与省平台核对差异-{{day}}.csv', { day: of.createdAt.slice(0, 10) }), await differencesCsv(of.id, openOnly))
    } catch (error) {
      if (!(error instanceof CallFailure)) throw error
      showFailure(error)
    }
  }
  async function printList(of: Run): Promise<void> {
    const made = await print.run({ id: of.id, openOnly })
    if (made) await saveFile(t('reconcile.printName', '与省平台核对差异-{{day}}.pdf', { day: of.createdAt.slice(0, 10) }), made.pdfBase64)
  }
  const actions: PageAction[] = [
    { key: 'choose', label: t('reconcile.choose', '选择名单'), shortcut: 'F4', icon: <FolderOpenOutlined />, disabled: busy, busy: choose.busy, primary: !list, run: () => void chooseList() },
    ...(list ? [{ key: 'compare', label: t('reconcile.compare', '核对'), shortcut: 'F6', icon: <DiffOutlined />, primary: true, disabled: busy || choices?.mapping.number === undefined, busy: running, run: () => void start() }] : []),
    ...(run && run.differences > 0 ? [
      { key: 'export', label: t('reconcile.export', '导出 CSV'), shortcut: 'F8', icon: <ExportOutlined />, run: () => void exportCsv(run) },
      { key: 'print', label: t('reconcile.print', '打印为 PDF'), shortcut: 'Ctrl+P', icon: <PrinterOutlined />, busy: print.busy, run: () => void printList(run) },
    ] : []),
  ]
  return (
    <Page title={t('menu.reconciliation', '与省平台核对')} actions={actions}>
      {problem ? <Alert className="form-alert" type="error" showIcon title={problem} /> : null}
      {list && choices ? (
        <Panel title={t('reconcile.columns', '名单各列的含义')}>
          <MappingPanel list={list} choices={choices} disabled={busy} onChange={change => setChoices({ ...choices, ...change })} />
          {jobId ? (
            <JobProgress
              key={jobId} jobId={jobId} stepText={stepText} onFailed={() => setRunning(false)}
              onDone={job => void showResult((job.result as { id: string }).id)}
            />
          ) : null}
        </Panel>
      ) : null}
      <Loaded of={runs}>
        {all => all.length === 0 || !run
          ? list ? null : <EmptyState text={t('reconcile.none', '还没有核对过。从省平台导出签发名单(CSV 或 Excel),按 F4 选择;名单只用来比较,不会改动本院的任何记录,也不会留存。')} />
          : <Result key={run.id} runs={all} run={run} busy={running} openOnly={openOnly} onOpenOnly={setOpenOnly} onShow={setShown} />}
      </Loaded>
    </Page>
  )
}

function Result({ runs, run, busy, openOnly, onOpenOnly, onShow }: { runs: readonly Run[]; run: Run; busy: boolean; openOnly: boolean; onOpenOnly(on: boolean): void; onShow(id: string): void }) {
  const [kind, setKind] = useState<DifferenceKind | 'all'>('all')
  // Every look into the list is a line of the audit: the search waits for Enter.
  const [typed, setTyped] = useState('')
  const [text, setText] = useState('')
  const look = (wanted: string) => { if (wanted !== text) { setText(wanted); setOffset(0) } }
  const [offset, setOffset] = useState(0)
  const [answering, setAnswering] = useState<readonly Difference[] | null>(null)
  const found = useCall('reconcile.list', { id: run.id, openOnly, ...(kind === 'all' ? {} : { kind }), ...(text.trim() ? { text: text.trim() } : {}), offset, limit: PAGE_SIZE }, { keepPrevious: true })
  const counts = found.data?.byKind ?? {}
  const gone = found.data !== undefined && run.differences > 0 && Object.keys(counts).length === 0
  const rows = found.data?.rows ?? []
  const unanswered = rows.filter(row => row.answer === null)
  return (
    <Panel
      title={t('reconcile.result', '核对结果')}
      extra={(
        <Select
          aria-label={t('reconcile.run', '哪一次核对')} className="run-input" value={run.id} onChange={id => { onShow(id); setOffset(0) }} popupMatchSelectWidth={420}
          options={runs.map(one => ({ value: one.id, label: `${instantText(one.createdAt)} ${one.createdByName} · ${one.fileName}` }))}
        />
      )}
    >
      <p className="run-facts">
        {t('reconcile.counts', '名单 {{rows}} 行,按编号核对 {{compared}} 份,一致 {{same}} 份,差异 {{differences}} 项,未处理 {{open}} 项。', { rows: countText(run.listRows), compared: countText(run.compared), same: countText(run.same), differences: countText(run.differences), open: countText(found.data?.open ?? 0) })}
        {' '}{run.firstDay && run.lastDay ? t('reconcile.period', '“仅本院有”按签发日期 {{first}} 至 {{last}} 查找。', { first: run.firstDay, last: run.lastDay }) : t('reconcile.noPeriod', '名单没有签发日期,没有查找“仅本院有”的证明。')}
        {' '}{run.otherInstitutions > 0 ? t('reconcile.others', '另有其他机构 {{count}} 行未核对:{{names}}。', { count: countText(run.otherInstitutions), names: run.otherNames.join(', ') }) : ''}
      </p>
      {gone ? <Alert className="form-alert" type="info" showIcon title={t('reconcile.gone', '只保留最近三次核对的差异内容;这一次只剩计数,需要时请重新导入名单。')} />
        : run.differences === 0 ? <Alert type="success" showIcon title={t('reconcile.clean', '全部一致,没有差异。')} /> : (
          <>
            <Space wrap className="result-filters">
              <Segmented<DifferenceKind | 'all'>
                aria-label={t('reconcile.column.kind', '差异')} value={kind} onChange={next => { setKind(next); setOffset(0) }}
                options={[{ value: 'all' as const, label: t('reconcile.all', '全部') }, ...DIFFERENCE_KIND.values.filter(one => counts[one]).map(one => ({ value: one, label: `${kindText(one)} ${countText(counts[one] ?? 0)}` }))]}
              />
              <Checkbox id="reconcile-open" checked={openOnly} onChange={event => { onOpenOnly(event.target.checked); setOffset(0) }}>{t('reconcile.openOnly', '只看未处理')}</Checkbox>
              <Input id="reconcile-text" allowClear className="text-filter" placeholder={t('reconcile.search', '编号或姓名')} aria-label={t('reconcile.search', '编号或姓名')} value={typed} onChange={event => { setTyped(event.target.value); if (event.target.value === '') look('') }} onPressEnter={() => look(typed)} onBlur={() => look(typed)} />
              {unanswered.length > 1 ? <Button size="small" onClick={() => setAnswering(unanswered)}>{t('reconcile.answerPage', '一起处理本页未处理的 {{count}} 项', { count: unanswered.length })}</Button> : null}
            </Space>
            <DataTable<Difference>
              rows={found.data?.rows} rowKey={row => String(row.seq)} label={t('reconcile.result', '核对结果')} loading={found.isPlaceholderData || busy} {...(busy ? {} : { onOpen: (row: Difference) => setAnswering([row]) })} mark={row => (row.answer ? 'quiet' : undefined)}
              paging={{ total: found.data?.total ?? 0, offset, limit: PAGE_SIZE, onChange: setOffset }}
              columns={[
                { title: t('reconcile.column.number', '证明编号'), width: 120, render: (_, row) => <span className="number">{row.number}</span> },
                { title: t('reconcile.column.child', '新生儿'), width: 110, render: (_, row) => row.babyName ?? '' },
                { title: t('reconcile.column.kind', '差异'), width: 120, render: (_, row) => <Tag color={row.kind === 'damaged' || row.kind === 'double' ? 'default' : row.kind === 'field' ? 'warning' : 'error'}>{kindText(row.kind)}</Tag> },
                { title: t('reconcile.column.field', '项目'), width: 120, render: (_, row) => fieldText(row) },
                { title: t('reconcile.column.theirs', '省平台名单'), render: (_, row) => <span className="wrap-any">{theirsText(row)}</span> },
                { title: t('reconcile.column.ours', '本院记录'), render: (_, row) => <span className="wrap-any">{oursText(row)}</span> },
                { title: t('reconcile.column.answer', '处理意见'), width: 190, render: (_, row) => <span className="wrap-any">{answeredText(row)}</span> },
              ]}
            />
          </>
        )}
      {answering ? <AnswerDialog runId={run.id} rows={answering} onClose={() => setAnswering(null)} /> : null}
    </Panel>
  )
}
