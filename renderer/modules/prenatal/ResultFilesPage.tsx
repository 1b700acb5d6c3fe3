import { FolderOpenOutlined } from '@ant-design/icons'
import { Alert, Button, Segmented, Select, Space } from 'antd'
import { useCallback, useState } from 'react'
import { useNavigate } from 'react-router'
import type { Input, Output } from '../../../domain/api/api.ts'
import { MOST_RESULT_FILE_BYTES } from '../../../domain/api/prenatal-api.ts'
import { PRENATAL_TEST, RESULT_ROW_REASON, RESULT_ROW_STATE } from '../../../domain/code/prenatal-record.ts'
import { call, CallFailure } from '../../api/client.ts'
import { failureText, showFailure } from '../../api/failure.ts'
import { useCall, useWrite } from '../../api/useCall.ts'
import { countText } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { base64Of, codeText, DataTable, FormArea, gestationColumn, LabelledInput, Loaded, Page, Panel, saveFile, StateTag, useAddressFilters } from '../../kit/index.ts'
import { ResultRowDialog } from './ResultRowDialog.tsx'
import './prenatal.css'

type Line = Output<'prenatal.resultRow.list'>['rows'][number]
type ReadFile = NonNullable<Output<'prenatal.resultFile.read'>>
type StoredFile = Output<'prenatal.resultFile.list'>['rows'][number]
type Given = Input<'prenatal.resultFile.read'>['file']
const VIEWS = ['waiting', 'taken', 'dismissed', 'files'] as const
type View = (typeof VIEWS)[number]
const PAGE_ROWS = 20

/** Laboratories' files: chosen or dropped; each line finds its tube by barcode, the rest waits here with its reason. */
export default function ResultFilesPage() {
  const mayWrite = useMay('prenatal.write')
  const { params, offset, change } = useAddressFilters()
  const view = VIEWS.find(one => one === params.get('view')) ?? 'waiting'
  const mappings = useCall('prenatal.resultFile.mappings', null, { staleTimeMs: 300_000 }).data ?? []
  const [mapping, setMapping] = useState('')
  const [read, setRead] = useState<readonly ReadFile[]>([])
  // What is wrong with a file stands on the page until the next one is read.
  const [problem, setProblem] = useState<string>()
  const reading = useWrite('prenatal.resultFile.read', useCallback((failure: CallFailure) => { setProblem(failureText(failure)); return true }, []))
  async function readFiles(files: readonly Given[]): Promise<void> {
    setProblem(undefined)
    setRead([])
    for (const file of files) {
      const answer = await reading.run({ ...(mapping ? { mapping } : {}), ...(file ? { file } : {}) })
      if (!answer) {
        // Of several dropped at once, the one that was refused is named.
        if (file && files.length > 1) setProblem(before => before && `${file.name}: ${before}`)
        return
      }
      setRead(before => [...before, answer])
    }
    change({ view: null, file: null })
  }
  async function drop(files: readonly File[]): Promise<void> {
    const given: Given[] = []
    for (const file of files) {
      if (file.size > MOST_RESULT_FILE_BYTES) { setProblem(t('prenatalFiles.tooLarge', '“{{name}}”超过 {{megabytes}} MB,请从实验室系统按日期分开导出', { name: file.name, megabytes: MOST_RESULT_FILE_BYTES / 1_000_000 })); return }
      given.push({ name: file.name, base64: base64Of(new Uint8Array(await file.arrayBuffer())) })
    }
    await readFiles(given)
  }
  const turn = (): void => change({ view: VIEWS[(VIEWS.indexOf(view) + 1) % VIEWS.length] ?? 'waiting', file: null })
  const chosen = mappings.find(one => one.id === mapping)
  return (
    <Page
      title={t('prenatalFiles.title', '实验室结果文件')} back="/prenatal"
      actions={[
        { key: 'next', label: t('eyeScreen.nextList', '下一名单'), shortcut: 'F6', run: turn },
        ...(mayWrite ? [{ key: 'choose', label: t('eyeDeviceScreen.choose', '选择结果文件'), shortcut: 'F4', icon: <FolderOpenOutlined />, primary: true, busy: reading.busy, run: () => { if (!reading.busy) void readFiles([undefined]) } }] : []),
      ]}
    >
      {mayWrite ? (
        <div className="result-drop" onDragOver={event => event.preventDefault()} onDrop={event => { event.preventDefault(); if (!reading.busy) void drop([...event.dataTransfer.files]) }}>
          <Panel>
            <FormArea>
              <div className="filters">
                <LabelledInput id="result-mapping" label={t('prenatal.resultFile.mapping.label', '文件格式')}>
                  <Select<string> id="result-mapping" className="list-input" value={mapping} onChange={setMapping} popupMatchSelectWidth={false} options={[{ value: '', label: t('eyeDeviceScreen.recognise', '自动识别') }, ...mappings.map(one => ({ value: one.id, label: one.title }))]} />
                </LabelledInput>
              </div>
              <p className="field-help">{t('prenatalFiles.drop', '按 F4 选择,或者把实验室导出的文件(.xlsx、.csv)拖到这里;读过的文件不会重复添加。')}</p>
            </FormArea>
            {chosen ? <p className="hint">{chosen.source} — {t('prenatalFiles.headings', '列:{{headings}}', { headings: chosen.headings.join('、') })}</p> : null}
            {problem ? <Alert className="form-alert" type="error" showIcon title={problem} /> : null}
            {read.map(one => <Alert key={one.resultFileId} className="form-alert" type={one.waiting > 0 || one.isFileKnown ? 'warning' : 'success'} showIcon title={readText(one)} />)}
          </Panel>
        </div>
      ) : null}
      <Panel>
        <Space wrap className="prenatal-views">
          <Segmented<View> aria-label={t('prenatalFiles.title', '实验室结果文件')} value={view} onChange={next => change({ view: next, file: null })} options={VIEWS.map(one => ({ value: one, label: <ViewLabel view={one} /> }))} />
        </Space>
        {view === 'files' && !params.get('file') ? <Files offset={offset} change={change} /> : <Lines key={view} view={view} resultFileId={params.get('file')} offset={offset} change={change} />}
      </Panel>
    </Page>
  )
}

/** What came of a file, in one sentence. */
const readText = ({ fileName, isFileKnown, readDay, read, taken, waiting, dismissed }: ReadFile): string => isFileKnown
  ? t('prenatalFiles.known', '“{{fileName}}”已于 {{day}} 读过,没有重复添加;待对应 {{waiting}} 条', { fileName, day: readDay, waiting })
  : t('prenatalFiles.read', '“{{fileName}}”读到 {{read}} 条结果:已采用 {{taken}} 条,待对应 {{waiting}} 条,不采用 {{dismissed}} 条', { fileName, read, taken, waiting, dismissed })

const viewText = (view: View): string => view === 'files' ? t('eyeDeviceScreen.files', '读过的文件') : codeText(RESULT_ROW_STATE, view)
function ViewLabel({ view }: { view: View }) {
  const counted = useCall('prenatal.resultRow.list', { state: 'waiting', offset: 0, limit: 1 }, { enabled: view === 'waiting' }).data
  return <>{viewText(view)}{view === 'waiting' && counted ? ` ${countText(counted.total)}` : ''}</>
}

type Change = (next: Readonly<Record<string, string | null>>) => void

/** Lines in one state, or all of one file; Enter opens what a line says and whose it may be. */
function Lines({ view, resultFileId, offset, change }: { view: View; resultFileId: string | null; offset: number; change: Change }) {
  const navigate = useNavigate()
  const [opened, setOpened] = useState<Line | null>(null)
  const list = useCall('prenatal.resultRow.list', { ...(resultFileId ? { resultFileId } : view === 'files' ? {} : { state: view }), offset, limit: PAGE_ROWS }, { keepPrevious: true })
  async function open(row: Line): Promise<void> {
    if (row.state !== 'taken' || !row.resultId) { setOpened(row); return }
    try {
      const { pregnancyId } = await call('prenatal.result.get', { id: row.resultId })
      void navigate(`/prenatal/${pregnancyId}/results/${row.resultId}`)
    } catch (error) {
      if (!(error instanceof CallFailure)) throw error
      showFailure(error)
    }
  }
  return (
    <Loaded of={list}>
      {({ rows, total }) => (
        <>
          <DataTable<Line>
            rows={rows} rowKey="id" label={viewText(view)} loading={list.isPlaceholderData} onOpen={row => void open(row)} mark={row => row.state === 'dismissed' ? 'quiet' : row.state === 'waiting' ? 'warn' : undefined}
            paging={{ total, offset, limit: PAGE_ROWS, onChange: next => change({ offset: next ? String(next) : null }) }} empty={t('prenatalFiles.none', '没有这样的结果')}
            columns={[
              { title: t('prenatal.resultRow.line.label', '行号'), width: 60, render: (_, row) => row.line }, { title: t('prenatal.resultRow.barcode.label', '条形码'), width: 140, render: (_, row) => <span className="number">{row.barcode ?? '—'}</span> },
              { title: t('prenatal.resultRow.name.label', '姓名'), width: 120, ellipsis: true, render: (_, row) => <span title={row.name ?? ''}>{row.name ?? '—'}</span> }, gestationColumn<Line>(), { title: t('prenatal.resultRow.test.label', '项目'), width: 150, ellipsis: true, render: (_, row) => codeText(PRENATAL_TEST, row.test) || '—' },
              { title: t('prenatal.resultRow.state.label', '状态'), width: 90, render: (_, row) => <StateTag table={RESULT_ROW_STATE} state={row.state} /> },
              { title: t('prenatal.resultRow.reason.label', '待对应原因'), render: (_, row) => [row.reason ? codeText(RESULT_ROW_REASON, row.reason) : '', row.detail].filter(Boolean).join(': ') || '—' },
              { title: t('prenatal.resultFile.fileName.label', '文件名'), width: 180, ellipsis: true, render: (_, row) => <span title={row.fileName}>{row.fileName}</span> },
            ]}
          />
          {opened ? <ResultRowDialog row={opened} onClose={() => setOpened(null)} /> : null}
        </>
      )}
    </Loaded>
  )
}

/** The files that were read; Enter lists the lines of one. */
function Files({ offset, change }: { offset: number; change: Change }) {
  const maySeeOriginal = useMay('prenatal.diagnosis')
  const mappings = useCall('prenatal.resultFile.mappings', null, { staleTimeMs: 300_000 }).data
  const list = useCall('prenatal.resultFile.list', { offset, limit: PAGE_ROWS }, { keepPrevious: true })
  async function save(id: string): Promise<void> {
    try {
      const { fileName, base64 } = await call('prenatal.resultFile.original', { id })
      await saveFile(fileName, base64)
    } catch (error) {
      if (!(error instanceof CallFailure)) throw error
      showFailure(error)
    }
  }
  return (
    <Loaded of={list}>
      {({ rows, total }) => (
        <DataTable<StoredFile>
          rows={rows} rowKey="id" label={t('eyeDeviceScreen.files', '读过的文件')} loading={list.isPlaceholderData} onOpen={row => change({ file: row.id })} mark={row => row.waiting > 0 ? 'warn' : undefined}
          paging={{ total, offset, limit: PAGE_ROWS, onChange: next => change({ offset: next ? String(next) : null }) }} empty={t('prenatalFiles.noFiles', '还没有读过结果文件')}
          columns={[
            { title: t('prenatal.resultFile.fileName.label', '文件名'), ellipsis: true, render: (_, row) => <span title={row.fileName}>{row.fileName}</span> }, { title: t('prenatal.resultFile.mapping.label', '文件格式'), width: 180, ellipsis: true, render: (_, row) => { const title = mappings?.find(({ id }) => id === row.mapping)?.title ?? row.mapping; return <span title={title}>{title}</span> } },
            { title: t('prenatal.resultFile.readDay.label', '读入日期'), width: 120, render: (_, row) => row.readDay }, { title: t('prenatal.resultFile.lineCount.label', '结果行数'), width: 100, render: (_, row) => row.lineCount }, { title: codeText(RESULT_ROW_STATE, 'waiting'), width: 100, render: (_, row) => row.waiting },
            ...(maySeeOriginal ? [{ title: '', width: 100, render: (_: unknown, row: StoredFile) => <Button size="small" onClick={() => void save(row.id)}>{t('eyeDeviceScreen.original', '另存原件')}</Button> }] : []),
          ]}
        />
      )}
    </Loaded>
  )
}
