import { FileExcelOutlined, PrinterOutlined } from '@ant-design/icons'
import { App, Space } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { Input, Output } from '../../../domain/api/api.ts'
import { PELVIC_EFFICACY, PELVIC_METHOD, PELVIC_SESSION_STATE } from '../../../domain/code/pelvic.ts'
import { PELVIC_DIAGNOSIS } from '../../../domain/code/pelvic-care.ts'
import { isDay } from '../../../domain/time/day.ts'
import { PELVIC_CHANGE_COLUMNS, PELVIC_FIGURE, type PelvicChangeColumn } from '../../../domain/rule/pelvic/board.ts'
import { useCall, useWrite } from '../../api/useCall.ts'
import { countText, today } from '../../app/format.ts'
import { messageText, t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { codeText, CountButton, DataTable, DayInput, Dialog, LabelledInput, Loaded, Page, Panel, percentText, useAddressFilters } from '../../kit/index.ts'

type Board = Output<'pelvic.board'>
type Counted = Input<'pelvic.board.people'>['counted']
type Person = Output<'pelvic.board.people'>['rows'][number]
type Open = (title: string, counted: Counted) => void
const STATES = ['done', 'missed', 'cancelled'] as const
const PAGE_ROWS = 50
const LIST_HEIGHT = 430

/** What the director asks of the clinic: workload, completion, adherence and improvement of a period; every number opens its people. */
export default function BoardPage() {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const mayExport = useMay('export.list')
  const { params, change } = useAddressFilters()
  const dayOf = (name: string, otherwise: string): string => { const day = params.get(name) ?? ''; return isDay(day) ? day : otherwise }
  const period = { first: dayOf('first', `${today().slice(0, 4)}-01-01`), last: dayOf('last', today()) } as Input<'pelvic.board'>
  const [opened, setOpened] = useState<{ title: string; counted: Counted } | null>(null)
  const board = useCall('pelvic.board', period, { keepPrevious: true })
  const file = useWrite('pelvic.board.file')
  const save = useWrite('workstation.saveFile')
  const open: Open = (title, counted) => setOpened({ title, counted })
  async function excel(): Promise<void> {
    const made = await file.run(period)
    const kept = made ? await save.run(made) : null
    if (kept) void message.success(t('referral.pdfSaved', '已保存到 {{path}}', { path: kept.path }))
  }
  return (
    <Page
      title={t('pelvicBoard.title', '盆底专科质控与统计')} back="/pelvic"
      actions={[
        ...(mayExport ? [{ key: 'excel', label: t('prenatalBulletin.excel', '存为 Excel'), shortcut: 'F9', icon: <FileExcelOutlined />, busy: file.busy || save.busy, run: () => void excel() }] : []),
        { key: 'print', label: t('childPaper.print', '打印'), shortcut: 'Ctrl+P', icon: <PrinterOutlined />, run: () => void navigate(`/pelvic/board/print?first=${period.first}&last=${period.last}`) },
      ]}
    >
      <Space wrap className="filters" align="end">
        <LabelledInput id="board-first" label={t('pelvicBoard.first', '从')}><DayInput id="board-first" autoFocus value={period.first} onChange={day => { if (day) change({ first: day }) }} /></LabelledInput>
        <LabelledInput id="board-last" label={t('pelvicBoard.last', '到')}><DayInput id="board-last" value={period.last} onChange={day => { if (day) change({ last: day }) }} /></LabelledInput>
      </Space>
      <Loaded of={board}>
        {data => (
          <>
            <Panel title={t('pelvicBoard.rates', '院内指标')}>
              <p className="hint">{t('pelvicBoard.internal', '院内指标:没有查到国家或省级口径和目标值,只供院内比较,不作对外上报。')}</p>
              <Rates data={data} onOpen={open} />
            </Panel>
            <Panel title={t('pelvicBoard.workload', '治疗量')}><Workload data={data} onOpen={open} /></Panel>
            <Panel title={t('pelvicBoard.improvement', '按诊断看改善')}><Improvement data={data} onOpen={open} /></Panel>
          </>
        )}
      </Loaded>
      {opened ? <PeopleDialog title={opened.title} period={period} counted={opened.counted} onClose={() => setOpened(null)} /> : null}
    </Page>
  )
}

function Rates({ data, onOpen }: { data: Board; onOpen: Open }) {
  return (
    <table className="statistics-table" aria-label={t('pelvicBoard.rates', '院内指标')}>
      <thead><tr><th scope="col">{t('pelvicBoard.figure', '指标')}</th><th scope="col">{t('childStatistics.numerator', '分子')}</th><th scope="col">{t('childStatistics.denominator', '分母')}</th><th scope="col">{t('childStatistics.rate', '比率')}</th><th scope="col">{t('pelvicBoard.meaning', '口径')}</th></tr></thead>
      <tbody>
        {data.rates.map(({ figure, numerator, denominator, percent }) => {
          const title = messageText(PELVIC_FIGURE[figure].title)
          return (
            <tr key={figure}>
              <th scope="row">{title}</th>
              <td><CountButton title={title} part="numerator" count={numerator} onOpen={() => onOpen(title, { of: 'figure', figure, part: 'numerator' })} /></td>
              <td><CountButton title={title} part="denominator" count={denominator} onOpen={() => onOpen(title, { of: 'figure', figure, part: 'denominator' })} /></td>
              <td className="number">{percentText(percent)}</td>
              <td>{`${messageText(PELVIC_FIGURE[figure].numerator)} ÷ ${messageText(PELVIC_FIGURE[figure].denominator)}`}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** A number that opens its people. */
function Count({ title, count, onOpen }: { title: string; count: number; onOpen(): void }) {
  return <button type="button" className="link-button number" aria-label={`${title} ${count}`} onClick={onOpen}>{countText(count)}</button>
}

function Workload({ data, onOpen }: { data: Board; onOpen: Open }) {
  const methods = PELVIC_METHOD.values.filter(method => data.therapists.some(one => one.methods.some(of => of.method === method)))
  return (
    <>
      <table className="statistics-table" aria-label={t('pelvicBoard.byTherapist', '按治疗师')}>
        <thead><tr><th scope="col">{t('pelvicBoard.therapist', '治疗师')}</th><th scope="col">{t('eyeCoverage.total', '合计')}</th>{methods.map(method => <th key={method} scope="col">{codeText(PELVIC_METHOD, method)}</th>)}</tr></thead>
        <tbody>
          {data.therapists.map(({ therapist, total, methods: of }) => (
            <tr key={therapist}>
              <th scope="row">{therapist || '—'}</th><td><Count title={therapist} count={total} onOpen={() => onOpen(therapist, { of: 'therapist', therapist, method: null })} /></td>
              {methods.map(method => { const done = of.find(one => one.method === method)?.done ?? 0; const title = `${therapist} ${codeText(PELVIC_METHOD, method)}`; return <td key={method}><Count title={title} count={done} onOpen={() => onOpen(title, { of: 'therapist', therapist, method })} /></td> })}
            </tr>
          ))}
        </tbody>
      </table>
      <table className="statistics-table" aria-label={t('pelvicBoard.byMonth', '按月')}>
        <thead><tr><th scope="col">{t('pelvicBoard.month', '月份')}</th>{STATES.map(state => <th key={state} scope="col">{codeText(PELVIC_SESSION_STATE, state)}</th>)}</tr></thead>
        <tbody>{data.months.map(one => <tr key={one.month}><th scope="row">{one.month}</th>{STATES.map(state => { const title = `${one.month} ${codeText(PELVIC_SESSION_STATE, state)}`; return <td key={state}><Count title={title} count={one[state]} onOpen={() => onOpen(title, { of: 'month', month: one.month, state })} /></td> })}</tr>)}</tbody>
      </table>
    </>
  )
}

function columnText(column: PelvicChangeColumn): string {
  switch (column) {
    case 'closed': return t('pelvicBoard.closed', '结束的疗程')
    case 'stronger': return t('pelvicBoard.stronger', '肌力提高')
    case 'strengthCompared': return t('pelvicBoard.strengthCompared', '前后都测了肌力')
    case 'higher': return t('pelvicBoard.higher', '脱垂分度下降')
    case 'stageCompared': return t('pelvicBoard.stageCompared', '有脱垂且前后都分度')
    default: return codeText(PELVIC_EFFICACY, column)
  }
}

function Improvement({ data, onOpen }: { data: Board; onOpen: Open }) {
  return (
    <>
      <table className="statistics-table" aria-label={t('pelvicBoard.improvement', '按诊断看改善')}>
        <thead><tr><th scope="col">{t('pelvicBoard.diagnosis', '诊断')}</th>{PELVIC_CHANGE_COLUMNS.map(column => <th key={column} scope="col">{columnText(column)}</th>)}</tr></thead>
        <tbody>
          {data.diagnoses.map(({ diagnosis, counts }) => (
            <tr key={diagnosis}><th scope="row">{codeText(PELVIC_DIAGNOSIS, diagnosis)}</th>{counts.map(({ column, count }) => { const title = `${codeText(PELVIC_DIAGNOSIS, diagnosis)} ${columnText(column)}`; return <td key={column}><Count title={title} count={count} onOpen={() => onOpen(title, { of: 'diagnosis', diagnosis, column })} /></td> })}</tr>
          ))}
        </tbody>
      </table>
      <p className="hint">{t('pelvicBoard.changeRule', '期内结束的疗程,基线评估与该疗程最后一次评估相比:改良牛津、Ⅰ类、Ⅱ类肌力至少一项提高且没有一项下降为肌力提高;疗效由医生选择。')}</p>
    </>
  )
}

/** The women behind a number; Enter opens the file. */
function PeopleDialog({ title, period, counted, onClose }: { title: string; period: Input<'pelvic.board'>; counted: Counted; onClose(): void }) {
  const navigate = useNavigate()
  const [offset, setOffset] = useState(0)
  const found = useCall('pelvic.board.people', { ...period, counted, offset, limit: PAGE_ROWS }, { keepPrevious: true }).data
  return (
    <Dialog width={760} title={title} footer={null} onCancel={onClose} maskClosable={false}>
      <DataTable<Person>
        rows={found?.rows} rowKey="id" label={title} height={LIST_HEIGHT} start={0} empty={t('pelvicBoard.nobody', '没有人')} onOpen={row => void navigate(row.fileId ? `/pelvic/${row.fileId}` : `/people/${row.womanId}`)}
        {...(found ? { paging: { total: found.total, offset, limit: PAGE_ROWS, onChange: setOffset } } : {})}
        columns={[
          { title: t('pelvicBoard.day', '日期'), width: 110, render: (_, row) => row.day },
          { title: t('childStatistics.fileNumber', '档案编号'), width: 150, render: (_, row) => <span className="number">{row.fileNumber ?? t('childStatistics.noFile', '未建档')}</span> },
          { title: t('pelvicReport.woman.name', '姓名'), ellipsis: true, render: (_, row) => <span title={row.name ?? ''}>{row.name ?? '—'}</span> },
          { title: t('person.birthDay.label', '出生日期'), width: 120, render: (_, row) => row.birthDay ?? '—' },
        ]}
      />
    </Dialog>
  )
}
