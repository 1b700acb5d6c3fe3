import { Alert, App, Select } from 'antd'
import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { type AnnualKey, annualPeriod } from '../../../domain/rule/annual-form.ts'
import { call, CallFailure } from '../../api/client.ts'
import { showFailure } from '../../api/failure.ts'
import { useCall, useWrite } from '../../api/useCall.ts'
import { countText, instantText, today } from '../../app/format.ts'
import { issueText, t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { LabelledInput, Loaded, Page, type PageAction, Panel, saveText } from '../../kit/index.ts'
import { CellList } from './CellList.tsx'
import { FinaliseDialog } from './FinaliseDialog.tsx'
import { FormTable } from './FormTable.tsx'
import { ImportDialog } from './ImportDialog.tsx'
import { columnText } from './names.ts'
import { ReportDialog } from './ReportDialog.tsx'
import { StartDialog } from './StartDialog.tsx'
import './annual.css'

type Form = Output<'annual.form'>
type Dialog = { kind: 'start' | 'finalise' | 'import' } | { kind: 'report'; id: string | null } | { kind: 'cell'; key: AnnualKey }

/** 管理使用情况年度统计表: counted from the records, finalised by two persons, printed and handed on. */
export default function AnnualPage() {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const mayWrite = useMay('stock.annual')
  // The form of the year that is over is what is worked on until the end of January (note §4.6).
  const [thisYear, month] = today().split('-').map(Number) as [number, number]
  const { year: asked } = useParams()
  const year = /^\d{4}$/.test(asked ?? '') ? Number(asked) : month <= 2 ? thisYear - 1 : thisYear
  const [dialog, setDialog] = useState<Dialog | null>(null)
  const form = useCall('annual.form', { year }, { keepPrevious: true })
  const close = (): void => setDialog(null)
  async function csv(): Promise<void> {
    try {
      const made = await call('annual.csv', { year })
      const path = await saveText(made.fileName, made.csv)
      if (path) void message.success(t('annual.csvSaved', '已保存到 {{path}}', { path }))
    } catch (error) {
      if (!(error instanceof CallFailure)) throw error
      showFailure(error)
    }
  }
  const xlsx = useWrite('annual.save')
  async function save(): Promise<void> {
    const saved = await xlsx.run({ year })
    if (saved) void message.success(t('annual.csvSaved', '已保存到 {{path}}', { path: saved.path }))
  }
  const data = form.data
  const actions: PageAction[] = [
    ...(mayWrite && data && !data.final && data.startYear === null && data.openingFrom === 'records' ? [{ key: 'start', label: t('annual.start', '登记启用库存'), shortcut: 'F6', run: () => setDialog({ kind: 'start' }) }] : []),
    ...(mayWrite && data && !data.final ? [{ key: 'finalise', label: t('annual.finalise', '定稿'), shortcut: 'F8', primary: true, run: () => setDialog({ kind: 'finalise' as const }) }] : []),
    ...(mayWrite && data?.isManager ? [
      { key: 'report', label: t('annual.addReport', '录入下属机构'), shortcut: 'F4', run: () => setDialog({ kind: 'report', id: null }) },
      { key: 'import', label: t('annual.import', '导入'), shortcut: 'F7', run: () => setDialog({ kind: 'import' }) },
    ] : []),
    { key: 'rates', label: t('annual.ratesShort', '三项比率'), shortcut: 'F9', run: () => void navigate('/annual/rates') },
    ...(mayWrite ? [{ key: 'csv', label: t('annual.csv', '导出 CSV'), run: () => void csv() }, { key: 'xlsx', label: t('annual.xlsx', '导出 .xlsx'), busy: xlsx.busy, run: () => void save() }] : []),
    { key: 'print', label: t('annual.toPrint', '打印'), shortcut: 'Ctrl+P', run: () => void navigate(`/annual/${year}/print`) },
  ]
  return (
    <Page title={t('annual.title', '管理使用情况年度统计表')} actions={actions}>
      <div className="filters">
        <LabelledInput id="annual-year" label={t('annual.year', '年度')}>
          <Select<number> id="annual-year" className="list-input" value={year} options={[...new Set([...(data?.years ?? []), year, thisYear, thisYear - 1])].toSorted((a, b) => b - a).map(value => ({ value, label: String(value) }))} onChange={value => void navigate(`/annual/${value}`)} />
        </LabelledInput>
        {data ? <div className="hint">{t('annual.due', '统计期间 {{first}} 至 {{last}},{{due}} 前报送(湖北 2019)', { ...annualPeriod(data.year), due: data.due })}</div> : null}
      </div>
      <Loaded of={form}>
        {loaded => (
          <>
            <State form={loaded} />
            <Panel>
              <FormTable form={loaded} onCell={key => setDialog({ kind: 'cell', key })} onReport={mayWrite ? id => setDialog({ kind: 'report', id }) : undefined} />
              <Notes form={loaded} />
            </Panel>
          </>
        )}
      </Loaded>
      {dialog?.kind === 'cell' ? <CellList period={String(year)} what={dialog.key} title={`${year} · ${columnText(dialog.key)}`} onClose={close} /> : null}
      {dialog?.kind === 'start' ? <StartDialog year={year} onClose={close} /> : null}
      {dialog?.kind === 'finalise' && data ? <FinaliseDialog form={data} onClose={close} /> : null}
      {dialog?.kind === 'report' ? <ReportDialog id={dialog.id} year={year} onClose={close} /> : null}
      {dialog?.kind === 'import' ? <ImportDialog year={year} onClose={close} /> : null}
    </Page>
  )
}

function State({ form }: { form: Form }) {
  if (form.final) {
    return (
      <Alert
        className="form-alert" type={form.differences.length ? 'warning' : 'success'} showIcon
        title={t('annual.isFinal', '已定稿:填表人 {{preparer}},审核人 {{approver}},{{at}}', { preparer: form.final.preparedBy, approver: form.final.approvedBy, at: instantText(form.final.finalisedAt) })}
        {...(form.differences.length ? { description: t('annual.changed', '定稿后记录有变化,有变化的栏下方注明现在的数字;定稿的数字不变。') } : {})}
      />
    )
  }
  return (
    <Alert
      className="form-alert" type={form.issues.length ? 'warning' : 'info'} showIcon title={form.issues.length ? t('annual.draftIssues', '草稿,还不能定稿:') : t('annual.draft', '草稿,公式成立,年底库存与实际未用编号一致。')}
      {...(form.issues.length ? { description: <ul className="issue-list">{form.issues.map(issue => <li key={issue.path + issue.message.key}>{issueText(issue)}</li>)}</ul> } : {})}
    />
  )
}

function Notes({ form }: { form: Form }) {
  const supply = form.final?.supply ?? form.supply
  const counted = form.final?.counted ?? form.counted
  return (
    <div className="annual-notes">
      <p>{t('annual.opening', '第(1)栏依据:{{source}}', { source: form.final?.openingSource ?? form.openingSource ?? t('annual.openingRecords', '仅按现有记录推算,尚无依据') })}</p>
      <p>{t('annual.supply', '第(2)栏 = 入库 {{takenIn}} + 下级退回 {{takenBack}} − 退回上级 {{returned}} − 调出 {{transferred}}(表中没有退回、调出栏,按净数填列)', { takenIn: countText(supply.takenIn), takenBack: countText(supply.takenBack), returned: countText(supply.returned), transferred: countText(supply.transferred) })}</p>
      <p>{t('annual.counted', '12 月 31 日(或今天)按编号逐张清点的未用证件:{{count}} 枚', { count: countText(counted) })}</p>
      <p>{t('annual.how', '每个编号在离开库存时计一次:签发后又换发或遗失的仍计原签发;遗失从上报时计入第(11)栏;遗留问题补录的旧证不计。')}</p>
    </div>
  )
}
