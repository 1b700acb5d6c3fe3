import { FolderOpenOutlined } from '@ant-design/icons'
import { Alert, Button, Segmented, Select, Space } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { MOST_DEVICE_BYTES } from '../../../domain/api/eye-device-api.ts'
import { EYE_DEVICE_STATE, type EyeDeviceState } from '../../../domain/code/eye-device.ts'
import type { DeviceMappingId } from '../../../domain/rule/eye/device-mappings.ts'
import { useCall } from '../../api/useCall.ts'
import { countText } from '../../app/format.ts'
import { messageText, t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { codeText, DataTable, FormArea, LabelledInput, Loaded, Page, Panel, personName, StateTag, useAddressFilters, useFileReading } from '../../kit/index.ts'
import { ResultDialog } from './ResultDialog.tsx'
import { instrumentLensText, instrumentVisionText } from './eye-text.ts'
import { useOriginal } from './useOriginal.ts'
import { useWatchedFolders } from './useWatchedFolders.ts'
import './eye.css'

type Line = Output<'eye.device.rows'>['rows'][number]
type ReadFile = NonNullable<Output<'eye.device.read'>>
type DeviceFile = Output<'eye.device.files'>['rows'][number]
const VIEWS = ['waiting', 'matched', 'used', 'dismissed', 'files'] as const
type View = (typeof VIEWS)[number]
const PAGE_ROWS = 20
const SHOWN_REFUSED = 5

/** What instruments measured: a file is chosen or dropped, its results find their child by number and birth day, the rest waits here. */
export default function InstrumentsPage() {
  const mayWrite = useMay('eye.write')
  const { params, offset, change } = useAddressFilters()
  const view = VIEWS.find(one => one === params.get('view')) ?? 'waiting'
  const mappings = useCall('eye.device.mappings', null, { staleTimeMs: 300_000 }).data ?? []
  const [mapping, setMapping] = useState<DeviceMappingId | null>(null)
  const [read, setRead] = useState<readonly ReadFile[]>([])
  const reading = useFileReading('eye.device.read', {
    inputOf: file => ({ ...(mapping ? { mapping } : {}), ...(file ? { file } : {}) }), mostBytes: MOST_DEVICE_BYTES, tooLarge: () => t('eyeDevice.tooLarge', '文件超过 {{megabytes}} MB,请从仪器按日期分开导出', { megabytes: MOST_DEVICE_BYTES / 1_000_000 }),
    onRead(answers) { setRead(answers); if (answers.length > 0) change({ view: null, file: null }) },
  })
  const { folders, refused, came } = useWatchedFolders()
  const turn = (): void => change({ view: VIEWS[(VIEWS.indexOf(view) + 1) % VIEWS.length] ?? 'waiting', file: null })
  const chosen = mappings.find(one => one.id === mapping)
  return (
    <Page
      title={t('eyeDeviceScreen.title', '仪器结果')} back="/eyes"
      actions={[
        { key: 'next', label: t('eyeScreen.nextList', '下一名单'), shortcut: 'F6', run: turn },
        ...(mayWrite ? [{ key: 'choose', label: t('eyeDeviceScreen.choose', '选择结果文件'), shortcut: 'F4', icon: <FolderOpenOutlined />, primary: true, busy: reading.busy, run: reading.choose }] : []),
      ]}
    >
      {mayWrite ? (
        <div className="eye-drop" {...reading.target}>
          <Panel>
            <FormArea>
              <div className="filters">
                <LabelledInput id="eye-mapping" label={t('eyeDeviceScreen.mapping', '仪器格式')}>
                  <Select<DeviceMappingId | ''> id="eye-mapping" className="eye-mapping" value={mapping ?? ''} onChange={next => setMapping(next || null)} options={[{ value: '', label: t('eyeDeviceScreen.recognise', '自动识别') }, ...mappings.map(one => ({ value: one.id, label: one.title }))]} />
                </LabelledInput>
              </div>
              <p className="field-help">{t('eyeDeviceScreen.drop', '按 F4 选择,或者把仪器导出的文件(CSV、XML)拖到这里')}</p>
            </FormArea>
            {chosen ? <p className="hint">{chosen.isDocumented ? t('eyeDeviceScreen.documented', '格式依据:{{source}}', { source: chosen.source }) : t('eyeDeviceScreen.undocumented', '没有公开依据的格式:{{source}}', { source: chosen.source })}</p> : null}
            <p className="hint">{folders.length > 0 ? t('eyeDeviceScreen.watched', '每 5 秒看一次:{{folders}}', { folders: folders.map(one => one.folder).join(t('punctuation.semicolon', ';')) }) : t('eyeDeviceScreen.notWatched', '要自动读入仪器写出的文件,请管理员在“设置 → 外接设备”里填写仪器的结果文件夹')}</p>
            {folders.map(one => one.problem ? <Alert key={one.folder} className="form-alert" type="error" showIcon title={`${one.folder}: ${messageText(one.problem)}`} /> : null)}
            {refused.length > 0 ? <Alert className="form-alert" type="error" showIcon title={t('eyeDeviceScreen.refused', '文件夹里有 {{count}} 个文件没有读入', { count: refused.length })} description={refused.slice(0, SHOWN_REFUSED).map(one => <div key={one.fileName}>{`${one.fileName}: ${messageText(one.problem)}`}</div>)} /> : null}
            {came.map(one => <Alert key={one.deviceFileId} className="form-alert" type={one.waiting > 0 ? 'info' : 'success'} showIcon title={readText(one)} />)}
            {reading.problems.map(one => <Alert key={one} className="form-alert" type="error" showIcon title={one} />)}
            {read.map(one => <Alert key={one.deviceFileId} className="form-alert" type={one.added === 0 || one.waiting > 0 ? 'info' : 'success'} showIcon title={readText(one)} />)}
          </Panel>
        </div>
      ) : null}
      <Panel>
        <Space wrap className="eye-views">
          <Segmented<View> aria-label={t('eyeDeviceScreen.title', '仪器结果')} value={view} onChange={next => change({ view: next, file: null })} options={VIEWS.map(one => ({ value: one, label: <ViewLabel view={one} /> }))} />
        </Space>
        {view === 'files' && !params.get('file') ? <Files offset={offset} change={change} /> : <Results key={view} view={view} deviceFileId={params.get('file')} offset={offset} change={change} />}
      </Panel>
    </Page>
  )
}

/** What came of a file, in one sentence. */
function readText({ fileName, isFileKnown, read, added, known, matched, waiting }: ReadFile): string {
  if (added === 0 && isFileKnown) return t('eyeDeviceScreen.sameFile', '“{{fileName}}”以前读过,{{read}} 条结果都已登记,没有重复添加', { fileName, read })
  if (added === 0) return t('eyeDeviceScreen.sameResults', '“{{fileName}}”的 {{read}} 条结果以前从别的文件读过,没有重复添加', { fileName, read })
  return t('eyeDeviceScreen.read', '“{{fileName}}”读到 {{read}} 条结果:已对应 {{matched}} 条,待对应 {{waiting}} 条,以前读过 {{known}} 条', { fileName, read, matched, waiting, known })
}

const viewText = (view: View): string => view === 'files' ? t('eyeDeviceScreen.files', '读过的文件') : codeText(EYE_DEVICE_STATE, view)
function ViewLabel({ view }: { view: View }) {
  const counted = useCall('eye.device.rows', { state: view as EyeDeviceState, offset: 0, limit: 1 }, { enabled: view === 'waiting' || view === 'matched' }).data
  return <>{viewText(view)}{counted ? ` ${countText(counted.total)}` : ''}</>
}

type Change = (next: Readonly<Record<string, string | null>>) => void

/** Results in one state, or all of one file; Enter gives one to a child, or opens the visit that took it over. */
function Results({ view, deviceFileId, offset, change }: { view: View; deviceFileId: string | null; offset: number; change: Change }) {
  const navigate = useNavigate()
  const [opened, setOpened] = useState<Line | null>(null)
  const list = useCall('eye.device.rows', { ...(deviceFileId ? { deviceFileId } : { state: view as EyeDeviceState }), offset, limit: PAGE_ROWS }, { keepPrevious: true })
  const isAll = deviceFileId !== null
  const open = (row: Line): void => { if (row.state === 'used' && row.child && row.visitId) void navigate(`/eyes/${row.child.fileId}/visits/${row.visitId}`); else setOpened(row) }
  return (
    <Loaded of={list}>
      {({ rows, total }) => (
        <>
          <DataTable<Line>
            rows={rows} rowKey="id" label={viewText(view)} loading={list.isPlaceholderData} onOpen={open} mark={row => row.state === 'dismissed' ? 'quiet' : row.faults || (row.state === 'waiting' && isAll) ? 'warn' : undefined}
            paging={{ total, offset, limit: PAGE_ROWS, onChange: next => change({ offset: next ? String(next) : null }) }} empty={t('eyeDeviceScreen.none', '没有这样的仪器结果')}
            columns={[
              { title: t('eyeScreen.day', '检查日期'), width: 100, render: (_, row) => row.measuredDay ?? '—' },
              ...(isAll ? [{ title: t('eyeScreen.state', '状态'), width: 84, render: (_: unknown, row: Line) => <StateTag table={EYE_DEVICE_STATE} state={row.state} /> }] : []),
              { title: t('eyeDeviceScreen.name', '仪器上的姓名'), width: 108, ellipsis: true, render: (_, row) => <span title={row.name ?? ''}>{row.name ?? '—'}</span> },
              { title: t('eyeDeviceScreen.number', '仪器上的编号'), width: 172, ellipsis: true, render: (_, row) => <span className="number" title={row.number ?? ''}>{row.number ?? '—'}</span> },
              { title: t('person.birthDay.label', '出生日期'), width: 100, render: (_, row) => row.birthDay ?? '—' },
              { title: t('eyeScreen.lensBoth', '屈光 右 / 左'), width: 236, render: (_, row) => instrumentLensText(row) },
              { title: t('eyeScreen.visionBoth', '裸眼视力 右 / 左'), width: 132, render: (_, row) => instrumentVisionText(row) },
              ...(view === 'waiting' && !isAll ? [] : [{ title: t('child.name', '儿童'), width: 112, ellipsis: true, render: (_: unknown, row: Line) => row.child ? personName({ name: row.child.childName, motherName: null }) : '—' }]),
              { title: t('classList.reason', '说明'), render: (_, row) => <span className="wrap-any">{[row.reason, row.faults].filter(Boolean).join(t('punctuation.semicolon', ';'))}</span> },
            ]}
          />
          {opened ? <ResultDialog row={opened} onClose={() => setOpened(null)} /> : null}
        </>
      )}
    </Loaded>
  )
}

/** The files that were read; Enter shows the results of one, the original is written out as it came. */
function Files({ offset, change }: { offset: number; change: Change }) {
  const list = useCall('eye.device.files', { offset, limit: PAGE_ROWS }, { keepPrevious: true })
  const original = useOriginal()
  return (
    <Loaded of={list}>
      {({ rows, total }) => (
        <DataTable<DeviceFile>
          rows={rows} rowKey="id" label={viewText('files')} loading={list.isPlaceholderData} onOpen={row => change({ file: row.id })} mark={row => row.waiting > 0 ? 'warn' : undefined}
          paging={{ total, offset, limit: PAGE_ROWS, onChange: next => change({ offset: next ? String(next) : null }) }} empty={t('eyeDeviceScreen.noFiles', '还没有读过仪器文件')}
          columns={[
            { title: t('eyeDeviceScreen.readDay', '读入日期'), width: 104, render: (_, row) => row.readDay },
            { title: t('eyeDeviceScreen.fileName', '文件名'), width: 260, ellipsis: true, render: (_, row) => <span title={row.fileName}>{row.fileName}</span> },
            { title: t('eyeDeviceScreen.mapping', '仪器格式'), ellipsis: true, render: (_, row) => <span title={row.device}>{row.device}</span> },
            { title: t('eyeDeviceScreen.encoding', '编码'), width: 92, render: (_, row) => <span className="number">{row.encoding}</span> },
            { title: t('eyeDeviceScreen.lines', '结果'), width: 60, align: 'right', render: (_, row) => countText(row.lineCount) },
            { title: codeText(EYE_DEVICE_STATE, 'waiting'), width: 72, align: 'right', render: (_, row) => countText(row.waiting) },
            ...(original.isAllowed ? [{ title: '', width: 104, render: (_: unknown, row: DeviceFile) => <Button size="small" onClick={() => void original.save(row.id)}>{t('eyeDeviceScreen.original', '另存原件')}</Button> }] : []),
          ]}
        />
      )}
    </Loaded>
  )
}
