import { Segmented, Select } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { SCREENING_FIGURES, type ScreeningFigure, type ScreeningLine } from '../../../domain/api/women-api.ts'
import { screeningTarget, type StoredScreeningTarget } from '../../../domain/modules/women/screening-target.record.ts'
import { useCall } from '../../api/useCall.ts'
import { countText, today } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { DataTable, Dialog, LabelledInput, Loaded, Page, Panel, percentText, RecordForm, saveRecord, useRecordForm, whoColumns } from '../../kit/index.ts'
import { PAGE_ROWS } from './lists.tsx'
import { screeningColumns } from './screening-columns.tsx'
import './women.css'

type Township = Output<'women.screeningTarget.completion'>['townships'][number]
type Shown = { figure: ScreeningFigure; region: string | undefined; name: string }
const YEARS_BACK = 6
const LIST_HEIGHT = 430

const figureText = (figure: ScreeningFigure): string => ({
  screened: t('cancerTask.screened', '已筛查'), hpvPositive: t('cancerTask.hpvPositive', 'HPV阳性'), hpv16or18: t('cancerTask.hpv16or18', '其中16或18型'), cervicalPositive: t('cancerTask.cervicalPositive', '宫颈须追踪'), breastPositive: t('cancerTask.breastPositive', '乳腺须追踪'),
  followed: t('cancerTask.followed', '追踪已结束'), waiting: t('cancerTask.waiting', '仍待追踪'),
})[figure]

/** How far a year's task is, by township: above 100 % as it is, and each number opens its women. */
export default function ScreeningTaskPage() {
  const mayWrite = useMay('women.write')
  const thisYear = Number(today().slice(0, 4))
  const [taskYear, setTaskYear] = useState(thisYear)
  const [freeOnly, setFreeOnly] = useState(true)
  const [shown, setShown] = useState<Shown | null>(null)
  const [target, setTarget] = useState<Township | 'new' | null>(null)
  const board = useCall('women.screeningTarget.completion', { taskYear, freeOnly }, { keepPrevious: true })
  const number = (name: string, region: string | undefined, figure: ScreeningFigure, count: number) => <button type="button" className="link-button number" aria-label={`${name} ${figureText(figure)} ${count}`} onClick={() => setShown({ figure, region, name })}>{countText(count)}</button>
  return (
    <Page title={t('cancerTask.title', '两癌任务完成')} back="/women?tab=cancer" actions={mayWrite ? [{ key: 'target', label: t('cancerTask.setTarget', '登记任务数'), shortcut: 'F4', run: () => setTarget('new') }] : []}>
      <div className="filters women-choice">
        <LabelledInput id="task-year" label={t('women.cancerScreening.taskYear.label', '任务年度')}><Select<number> id="task-year" className="list-input" value={taskYear} autoFocus options={Array.from({ length: YEARS_BACK }, (_, back) => ({ value: thisYear + 1 - back, label: String(thisYear + 1 - back) }))} onChange={setTaskYear} /></LabelledInput>
        <Segmented<string> aria-label={t('cancerTask.counted', '统计范围')} value={freeOnly ? 'free' : 'all'} onChange={next => setFreeOnly(next === 'free')} options={[{ value: 'free', label: t('cancerTask.free', '免费项目') }, { value: 'all', label: t('cancerTask.everybody', '全部筛查') }]} />
      </div>
      <Loaded of={board}>
        {({ total, townships }) => (
          <Panel>
            <table className="statistics-table task-table" aria-label={t('cancerTask.title', '两癌任务完成')}>
              <thead><tr><th scope="col">{t('women.township', '乡镇')}</th><th scope="col">{t('women.screeningTarget.target.label', '任务数')}</th><th scope="col">{t('cancerTask.percent', '完成率')}</th>{SCREENING_FIGURES.map(figure => <th key={figure} scope="col">{figureText(figure)}</th>)}</tr></thead>
              <tbody>
                <tr><th scope="row">{t('eyeCoverage.total', '合计')}</th><td className="number">{total.target === null ? '—' : countText(total.target)}</td><td className="number">{percentText(total.percent)}</td>{SCREENING_FIGURES.map(figure => <td key={figure}>{number(t('eyeCoverage.total', '合计'), undefined, figure, total.figures[figure])}</td>)}</tr>
                {townships.map(row => {
                  const name = row.name || t('eyeCoverage.noTownship', '没有登记乡镇')
                  return (
                    <tr key={row.region}>
                      <th scope="row">{name}</th>
                      <td>{row.target === null ? '—' : mayWrite ? <button type="button" className="link-button number" aria-label={t('cancerTask.changeTarget', '修改 {{name}} 任务数 {{count}}', { name, count: row.target })} onClick={() => setTarget(row)}>{countText(row.target)}</button> : <span className="number">{countText(row.target)}</span>}</td>
                      <td className="number">{percentText(row.percent)}</td>
                      {SCREENING_FIGURES.map(figure => <td key={figure}>{number(name, row.region, figure, row.figures[figure])}</td>)}
                    </tr>
                  )
                })}
              </tbody>
            </table>
            <p className="hint">{t('cancerTask.note', '同一妇女一个年度只计一次,按现住乡镇;完成率=已筛查÷任务数,超过100%照实显示。任务数由下发的任务文件录入。')}</p>
          </Panel>
        )}
      </Loaded>
      {shown ? <WomenDialog taskYear={taskYear} freeOnly={freeOnly} of={shown} onClose={() => setShown(null)} /> : null}
      {target === 'new' ? <TargetDialog initial={{ taskYear }} onClose={() => setTarget(null)} /> : target?.targetId ? <StoredTarget id={target.targetId} onClose={() => setTarget(null)} /> : null}
    </Page>
  )
}

function WomenDialog({ taskYear, freeOnly, of: { figure, region, name }, onClose }: { taskYear: number; freeOnly: boolean; of: Shown; onClose(): void }) {
  const navigate = useNavigate()
  const [offset, setOffset] = useState(0)
  const found = useCall('women.screeningTarget.women', { taskYear, freeOnly, figure, ...(region === undefined ? {} : { region }), offset, limit: PAGE_ROWS }, { keepPrevious: true }).data
  const title = `${taskYear} · ${name} · ${figureText(figure)}`
  return (
    <Dialog width={1040} title={title} footer={null} onCancel={onClose} maskClosable={false}>
      <DataTable<ScreeningLine>
        rows={found?.rows} rowKey="id" label={title} height={LIST_HEIGHT} onOpen={row => void navigate(`/women/cancer/${row.id}`)} empty={t('cancerScreen.none', '没有符合条件的筛查')}
        {...(found ? { paging: { total: found.total, offset, limit: PAGE_ROWS, onChange: setOffset } } : {})} columns={[...whoColumns<ScreeningLine>(), ...screeningColumns()]}
      />
    </Dialog>
  )
}

function StoredTarget({ id, onClose }: { id: string; onClose(): void }) {
  const stored = useCall('women.screeningTarget.get', { id })
  return stored.data ? <TargetDialog initial={stored.data} stored={stored.data} onClose={onClose} /> : null
}

function TargetDialog({ initial, stored, onClose }: { initial: Readonly<Record<string, unknown>>; stored?: StoredScreeningTarget; onClose(): void }) {

  const form = useRecordForm({ definition: screeningTarget, initial, id: stored?.id, rev: stored?.rev, save: saveRecord(screeningTarget, stored?.id), saves: 'women.screeningTarget.save', draft: false, onCancel: onClose, onSaved: onClose })
  return (
    <Dialog width={640} title={t('cancerTask.setTarget', '登记任务数')} footer={null} onCancel={form.cancel} first={() => document.querySelector<HTMLElement>(`.ant-modal [data-field="${stored ? 'target' : 'region'}"] input`)}>
      <RecordForm form={form} inDialog columns={2} />
    </Dialog>
  )
}
