import { FileExcelOutlined, PrinterOutlined } from '@ant-design/icons'
import { Alert, App, Segmented, Space } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { BULLETIN_COLUMNS } from '../../../domain/api/prenatal-api.ts'
import { BULLETIN_LADDER } from '../../../domain/code/prenatal.ts'
import { useCall, useWrite } from '../../api/useCall.ts'
import { countText, today } from '../../app/format.ts'
import { messageText, t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { Chart, codeText, DataTable, Dialog, gestationColumn, LabelledInput, ListInput, Loaded, Page, Panel, useAddressFilters } from '../../kit/index.ts'
import { progressOption } from './bulletin-chart.ts'
import { tabOf } from './screening.ts'
import { RemarksDialog } from './RemarksDialog.tsx'
import { TargetsDialog } from './TargetsDialog.tsx'
import './prenatal.css'

type Bulletin = Output<'prenatal.bulletin'>
type Row = Bulletin['rows'][number]
type Column = (typeof BULLETIN_COLUMNS)[number]
type By = Bulletin['by']
const BY: readonly By[] = ['township', 'institution']
const MONTHS = Array.from({ length: 12 }, (_, index) => String(index + 1).padStart(2, '0'))
const YEARS_BACK = 6

const byText = (by: By): string => by === 'township' ? t('eyeCoverage.township', '乡镇(街道)') : t('prenatalBulletin.institution', '采血机构')
const nobodyText = (by: By): string => by === 'township' ? t('eyeCoverage.noTownship', '没有登记乡镇') : t('prenatalBulletin.noInstitution', '没有登记机构')
const columnText = (column: Column): string => ({
  monthScreened: t('prenatalBulletin.monthScreened', '当月筛查'), screened: t('prenatalBulletin.screened', '累计筛查'), highRisk: t('prenatalBulletin.highRisk', '高风险'), recalled: t('prenatalBulletin.recalled', '已召回'), diagnosed: t('prenatalBulletin.diagnosed', '干预诊断'),
  outcomesDue: t('prenatalBulletin.due', '应随访'), outcomesFollowed: t('prenatalBulletin.followed', '已随访'), confirmed: t('prenatalBulletin.confirmed', '确诊阳性'),
})[column]
const rateText = ({ percent }: Row['completion']): string => percent === null ? '—' : `${percent.toFixed(2)}%`

/** 月通报: the year up to a month by township or institution; every number opens its women, rates above a hundred are shown and asked about. */
export default function BulletinPage() {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const mayWrite = useMay('prenatal.write')
  const mayExport = useMay('export.list')
  const { params, change } = useAddressFilters()
  const by = BY.find(one => one === params.get('by')) ?? 'township'
  const month = /^\d{4}-\d{2}$/.test(params.get('month') ?? '') ? params.get('month')! : today().slice(0, 7)
  const [isSetting, setSetting] = useState(false)
  const [isRemarking, setRemarking] = useState(false)
  const [opened, setOpened] = useState<{ column: Column; group: Row | null } | null>(null)
  const found = useCall('prenatal.bulletin', { month, by }, { keepPrevious: true })
  const file = useWrite('prenatal.bulletin.file')
  const save = useWrite('workstation.saveFile')
  async function excel(): Promise<void> {
    const made = await file.run({ month, by })
    const kept = made ? await save.run(made) : null
    if (kept) void message.success(t('referral.pdfSaved', '已保存到 {{path}}', { path: kept.path }))
  }
  const year = Number(month.slice(0, 4))
  const thisYear = Number(today().slice(0, 4))
  return (
    <Page
      title={t('prenatalBulletin.title', '免费产前筛查月通报')} back="/prenatal"
      actions={[
        { key: 'by', label: by === 'township' ? t('prenatalBulletin.byInstitution', '按机构看') : t('eyeCoverage.byTownship', '按乡镇看'), shortcut: 'F6', run: () => change({ by: by === 'township' ? 'institution' : null }) },
        ...(mayWrite ? [{ key: 'targets', label: t('prenatalBulletin.targets', '年度任务'), shortcut: 'F7', run: () => setSetting(true) }, { key: 'remarks', label: t('prenatalBulletin.remark', '备注'), shortcut: 'F8', disabled: !found.data, run: () => setRemarking(true) }] : []),
        ...(mayExport ? [{ key: 'excel', label: t('prenatalBulletin.excel', '存为 Excel'), shortcut: 'F9', icon: <FileExcelOutlined />, busy: file.busy || save.busy, run: () => void excel() }] : []),
        { key: 'print', label: t('childPaper.print', '打印'), shortcut: 'Ctrl+P', icon: <PrinterOutlined />, run: () => void navigate(`/prenatal/bulletin/print?month=${month}&by=${by}`) },
      ]}
    >
      <Space wrap className="filters" align="end">
        <LabelledInput id="bulletin-year" label={t('prenatalBulletin.year', '年度')}><ListInput id="bulletin-year" autoFocus value={String(year)} choices={Array.from({ length: YEARS_BACK }, (_, back) => ({ value: String(thisYear - back), label: String(thisYear - back) }))} onChange={next => { if (next) change({ month: `${next}-${month.slice(5)}` }) }} /></LabelledInput>
        <LabelledInput id="bulletin-month" label={t('prenatalBulletin.month', '截至月份')}><ListInput id="bulletin-month" value={month.slice(5)} choices={MONTHS.map(one => ({ value: one, label: t('prenatalBulletin.monthShort', '{{month}}月', { month: Number(one) }) }))} onChange={next => { if (next) change({ month: `${year}-${next}` }) }} /></LabelledInput>
        <Segmented<By> aria-label={t('eyeCoverage.by', '分组')} value={by} onChange={next => change({ by: next === 'township' ? null : next })} options={BY.map(one => ({ value: one, label: byText(one) }))} />
      </Space>
      <Loaded of={found}>
        {data => (
          <>
            <Panel title={t('prenatalBulletin.until', '{{year}} 年累计,截至 {{day}}', { year, day: data.lastDay })} extra={<span>{t('prenatalBulletin.progress', '时间进度 {{percent}}%', { percent: data.timeProgress.toFixed(2) })}</span>}>
              {data.total.task === 0 ? <Alert className="form-alert" type="info" showIcon title={mayWrite ? t('prenatalBulletin.noTask', '还没有登记年度任务数,按 F7 登记后才有完成率和督办等级') : t('prenatalBulletin.noTaskRead', '还没有登记年度任务数')} /> : null}
              <BulletinTable data={data} by={by} onOpen={(column, group) => setOpened({ column, group })} />
            </Panel>
            {data.total.task > 0 ? <Panel title={t('prenatalBulletin.chart', '累计完成率与时间进度')}><Chart option={progressOption(data)} label={t('prenatalBulletin.chart', '累计完成率与时间进度')} height={240} /></Panel> : null}
          </>
        )}
      </Loaded>
      {opened ? <WomenDialog month={month} by={by} column={opened.column} group={opened.group} onClose={() => setOpened(null)} /> : null}
      {isRemarking && found.data ? <RemarksDialog data={found.data} onClose={() => setRemarking(false)} /> : null}
      {isSetting ? <TargetsDialog year={year} groups={found.data?.rows ?? []} by={by} onClose={() => setSetting(false)} /> : null}
    </Page>
  )
}

function BulletinTable({ data: { rows, total }, by, onOpen }: { data: Bulletin; by: By; onOpen(column: Column, group: Row | null): void }) {
  return (
    <div className="bulletin" tabIndex={0} role="region" aria-label={t('prenatalBulletin.title', '免费产前筛查月通报')}>
      <table className="statistics-table">
        <thead>
          <tr>
            <th scope="col">{t('prenatalBulletin.rank', '排名')}</th><th scope="col">{byText(by)}</th><th scope="col">{t('prenatalBulletin.task', '年度任务')}</th><th scope="col">{columnText('monthScreened')}</th><th scope="col">{columnText('screened')}</th>
            <th scope="col">{t('prenatalBulletin.rate', '完成率')}</th><th scope="col">{t('prenatalBulletin.gap', '与进度差')}</th><th scope="col">{t('prenatalBulletin.ladder', '督办等级')}</th><th scope="col">{columnText('highRisk')}</th><th scope="col">{columnText('recalled')}</th><th scope="col">{columnText('diagnosed')}</th>
            <th scope="col">{t('prenatalBulletin.diagnosisRate', '干预诊断率')}</th><th scope="col">{columnText('outcomesDue')}</th><th scope="col">{columnText('outcomesFollowed')}</th><th scope="col">{t('prenatalBulletin.followRate', '随访率')}</th><th scope="col">{columnText('confirmed')}</th><th scope="col">{t('prenatalBulletin.remark', '备注')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(row => <BulletinLine key={row.key} row={row} name={row.name || nobodyText(by)} onOpen={column => onOpen(column, row)} />)}
          <BulletinLine row={total} name={t('eyeCoverage.total', '合计')} isTotal onOpen={column => onOpen(column, null)} />
        </tbody>
      </table>
    </div>
  )
}

function BulletinLine({ row, name, isTotal = false, onOpen }: { row: Row; name: string; isTotal?: boolean; onOpen(column: Column): void }) {
  const number = (column: Column) => <td><button type="button" className="link-button number" aria-label={`${name} ${columnText(column)} ${row[column]}`} onClick={() => onOpen(column)}>{countText(row[column])}</button></td>
  const rate = (of: Row['completion']) => <td>{rateText(of)}{of.notice ? <span className="issue is-warn">{messageText(of.notice)}</span> : null}</td>
  return (
    <tr className={isTotal ? 'is-total' : ''}>
      <td className="is-word">{isTotal ? '' : row.rank ?? '—'}</td><th scope="row">{name}</th><td>{row.task > 0 ? countText(row.task) : '—'}</td>{number('monthScreened')}{number('screened')}{rate(row.completion)}
      <td>{row.gap === null ? '—' : `${row.gap > 0 ? '+' : ''}${row.gap.toFixed(2)}`}</td><td className="is-word">{row.ladder ? <span className={row.ladder === 'normal' ? '' : 'issue is-block'}>{codeText(BULLETIN_LADDER, row.ladder)}</span> : '—'}</td>
      {number('highRisk')}{number('recalled')}{number('diagnosed')}{rate(row.diagnosis)}{number('outcomesDue')}{number('outcomesFollowed')}{rate(row.followUp)}{number('confirmed')}<td className="is-remark">{row.remark?.value}</td>
    </tr>
  )
}

const PAGE_ROWS = 50
type Woman = Output<'prenatal.bulletin.women'>['rows'][number]

/** The women behind a number; Enter opens one. */
function WomenDialog({ month, by, column, group, onClose }: { month: string; by: By; column: Column; group: Row | null; onClose(): void }) {
  const navigate = useNavigate()
  const [offset, setOffset] = useState(0)
  const found = useCall('prenatal.bulletin.women', { month, by, column, ...(group ? { group: group.key } : {}), offset, limit: PAGE_ROWS }, { keepPrevious: true })
  const title = `${month} · ${group ? group.name || nobodyText(by) : t('eyeCoverage.total', '合计')} · ${columnText(column)}`
  return (
    <Dialog width={980} title={title} footer={null} onCancel={onClose} maskClosable={false}>
      <Loaded of={found}>
        {({ rows, total }) => (
          <DataTable<Woman>
            rows={rows} rowKey="pregnancyId" label={title} onOpen={row => void navigate(tabOf(row.pregnancyId))} height={430} start={0} paging={{ total, offset, limit: PAGE_ROWS, onChange: setOffset }} empty={t('prenatalBulletin.nobody', '没有孕妇')}
            columns={[
              { title: t('person.name.label', '姓名'), width: 160, ellipsis: true, render: (_, row) => <span title={row.name ?? ''}>{row.name ?? '—'}</span> }, gestationColumn<Woman>(), { title: t('prenatalScreen.days', '日期'), width: 110, render: (_, row) => row.day ?? '—' },
              { title: t('child.region', '现住乡镇'), width: 150, render: (_, row) => row.township || '—' }, { title: t('prenatalBulletin.institution', '采血机构'), ellipsis: true, render: (_, row) => <span title={row.institution ?? ''}>{row.institution ?? '—'}</span> },
              { title: t('person.phone.label', '联系电话'), width: 140, render: (_, row) => <span className="number">{row.phone ?? '—'}</span> },
            ]}
          />
        )}
      </Loaded>
    </Dialog>
  )
}
