import { FileExcelOutlined, PrinterOutlined } from '@ant-design/icons'
import { App, Space } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { Input, Output } from '../../../domain/api/api.ts'
import { PELVIC_EFFICACY, PELVIC_METHOD, PELVIC_SESSION_STATE } from '../../../domain/code/pelvic.ts'
import { PELVIC_DIAGNOSIS } from '../../../domain/code/pelvic-care.ts'
import { isDay } from '../../../domain/time/day.ts'
import { isMethod, PELVIC_CHANGE_COLUMNS, PELVIC_FIGURE, PELVIC_MONTH_WORK, PELVIC_WORK, type PelvicChangeColumn, type PelvicMonthWork, type PelvicWork } from '../../../domain/rule/pelvic/board.ts'
import { measureFor, PELVIC_MEASURE } from '../../../domain/rule/pelvic/improvement.ts'
import { useCall, useWrite } from '../../api/useCall.ts'
import { countText, today } from '../../app/format.ts'
import { messageText, t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { codeText, CountButton, DataTable, DayInput, Dialog, LabelledInput, Loaded, Page, Panel, percentText, useAddressFilters } from '../../kit/index.ts'

type Board = Output<'pelvic.board'>
type Counted = Input<'pelvic.board.people'>['counted']
type Person = Output<'pelvic.board.people'>['rows'][number]
type Open = (title: string, counted: Counted) => void
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
            <Panel title={t('pelvicBoard.workload', '工作量')}><Workload data={data} onOpen={open} /></Panel>
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

function workText(work: PelvicWork | PelvicMonthWork): string {
  switch (work) {
    case 'files': return t('pelvicBoard.files', '建档')
    case 'assessments': return t('pelvicBoard.assessments', '评估')
    case 'sessions': return t('pelvicBoard.sessions', '治疗')
    case 'done': case 'missed': case 'cancelled': return codeText(PELVIC_SESSION_STATE, work)
    default: return codeText(PELVIC_METHOD, work)
  }
}

function Workload({ data, onOpen }: { data: Board; onOpen: Open }) {
  const shown = PELVIC_WORK.filter(work => !isMethod(work) || data.therapists.some(({ counts }) => counts.some(one => one.work === work)))
  return (
    <>
      <table className="statistics-table" aria-label={t('pelvicBoard.byTherapist', '按治疗师')}>
        <thead><tr><th scope="col">{t('pelvicBoard.therapist', '治疗师')}</th>{shown.map(work => <th key={work} scope="col">{workText(work)}</th>)}</tr></thead>
        <tbody>
          {data.therapists.map(({ therapist, counts }) => (
            <tr key={therapist}>
              <th scope="row">{therapist || '—'}</th>
              {shown.map(work => { const title = `${therapist} ${workText(work)}`; return <td key={work}><Count title={title} count={counts.find(one => one.work === work)?.count ?? 0} onOpen={() => onOpen(title, { of: 'therapist', therapist, work })} /></td> })}
            </tr>
          ))}
        </tbody>
      </table>
      <table className="statistics-table" aria-label={t('pelvicBoard.byMonth', '按月')}>
        <thead><tr><th scope="col">{t('pelvicBoard.month', '月份')}</th>{PELVIC_MONTH_WORK.map(work => <th key={work} scope="col">{workText(work)}</th>)}</tr></thead>
        <tbody>{data.months.map(one => <tr key={one.month}><th scope="row">{one.month}</th>{PELVIC_MONTH_WORK.map(work => { const title = `${one.month} ${workText(work)}`; return <td key={work}><Count title={title} count={one[work]} onOpen={() => onOpen(title, { of: 'month', month: one.month, work })} /></td> })}</tr>)}</tbody>
      </table>
    </>
  )
}

function columnText(column: PelvicChangeColumn): string {
  switch (column) {
    case 'closed': return t('pelvicBoard.closed', '结束的疗程')
    case 'compared': return t('pelvicBoard.compared', '前后都测了')
    case 'better': return t('pelvicBoard.better', '好转')
    case 'same': return t('pelvicBoard.same', '持平')
    case 'worse': return t('pelvicBoard.worse', '加重')
    default: return codeText(PELVIC_EFFICACY, column)
  }
}

function Improvement({ data, onOpen }: { data: Board; onOpen: Open }) {
  return (
    <>
      <table className="statistics-table" aria-label={t('pelvicBoard.improvement', '按诊断看改善')}>
        <thead><tr><th scope="col">{t('pelvicBoard.diagnosis', '诊断')}</th><th scope="col">{t('pelvicBoard.measure', '看什么')}</th>{PELVIC_CHANGE_COLUMNS.map(column => <th key={column} scope="col">{columnText(column)}</th>)}</tr></thead>
        <tbody>
          {data.diagnoses.map(({ diagnosis, counts }) => (
            <tr key={diagnosis}><th scope="row">{codeText(PELVIC_DIAGNOSIS, diagnosis)}</th><td>{messageText(PELVIC_MEASURE[measureFor(diagnosis)].title)}</td>{counts.map(({ column, count }) => { const title = `${codeText(PELVIC_DIAGNOSIS, diagnosis)} ${columnText(column)}`; return <td key={column}><Count title={title} count={count} onOpen={() => onOpen(title, { of: 'diagnosis', diagnosis, column })} /></td> })}</tr>
          ))}
        </tbody>
      </table>
      <p className="hint">{t('pelvicBoard.changeRule', '期内结束的疗程,按主要诊断看对应的检查或量表(没有专门一项的看改良牛津、Ⅰ类、Ⅱ类肌力),基线评估与该疗程最后一次评估相比:至少一项好转且没有一项加重为好转,反之为加重,其余为持平;原来就没有问题的不比较。哪个诊断看哪一项由本程序定(盆底专科说明 §5–§9、§10.5);疗效由医生选择。')}</p>
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
