import { PlusOutlined } from '@ant-design/icons'
import { Alert, Button, ConfigProvider, Segmented, Switch, Tag } from 'antd'
import { useState } from 'react'
import { RISK_COLOUR, RISK_GROUP } from '../../../domain/code/maternal-risk.ts'
import { riskTableGaps } from '../../../domain/rule/maternal/risk-assessment.ts'
import { RISK_TABLE } from '../../../domain/rule/maternal/risk-criteria.ts'
import { applyRiskEdits, type OwnRiskRow, type RiskEdit, type RiskTableEdits } from '../../../domain/rule/maternal/risk-table.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { codeText, DataTable, useShortcut } from '../../kit/index.ts'
import { activeText, conditionText, criterionText, type CriterionRow, gapText, riskColourText, riskMarkText, riskSourceText, shippedRow } from '../../kit/risk-text.ts'
import { RiskCriterionDialog } from './RiskCriterionDialog.tsx'
import { SettingForm, type SettingParts } from './SettingForm.tsx'
import './risk-criteria.css'

const FILTERS = ['all', 'screening', ...RISK_COLOUR.values] as const
type Filter = (typeof FILTERS)[number]
const filterText = (filter: Filter): string => filter === 'all' ? t('riskCriteria.all', '全部') : riskColourText(filter === 'screening' ? null : filter)

/** The items and criteria of the risk assessment: what the program ships, with what the hospital's doctors changed beside it. */
export function RiskCriteriaSettings() {
  // Above the form, which begins anew after each saving: whoever goes through the unverified rows stays among them.
  const [filter, setFilter] = useState<Filter>('all')
  const [onlyUnverified, setOnlyUnverified] = useState(false)
  return (
    <SettingForm settingKey="riskCriteria" note={t('riskCriteria.note', '标“未核实”的条目没有读到原表,请产科医生核对后使用。修改须写原因并留有记录,原条目一直显示在旁边;已作的评估不随本表改变。')}>
      {parts => <Criteria parts={parts} filter={filter} setFilter={setFilter} onlyUnverified={onlyUnverified} setOnlyUnverified={setOnlyUnverified} />}
    </SettingForm>
  )
}

type Props = { parts: SettingParts<RiskTableEdits>; filter: Filter; setFilter(filter: Filter): void; onlyUnverified: boolean; setOnlyUnverified(only: boolean): void }

function Criteria({ parts: { value, saved, set }, filter, setFilter, onlyUnverified, setOnlyUnverified }: Props) {
  const mayWrite = useMay('settings.criteria')
  const [open, setOpen] = useState<CriterionRow | 'new' | null>(null)
  const { table, left } = applyRiskEdits(RISK_TABLE, value)
  const gaps = riskTableGaps(table)
  const rows = table.rows.filter(({ colour, mark }) => (filter === 'all' || (filter === 'screening' ? colour === null : colour === filter)) && (!onlyUnverified || mark === 'K'))
  const reasonOf = (id: string): string | undefined => value.edits.find(edit => edit.id === id)?.reason
  useShortcut(['F6'], () => setFilter(FILTERS[(FILTERS.indexOf(filter) + 1) % FILTERS.length] ?? 'all'))
  useShortcut(['F7'], () => setOnlyUnverified(!onlyUnverified))
  useShortcut(['F4'], () => setOpen('new'), { enabled: mayWrite && open === null })

  function keep(row: OwnRiskRow | RiskEdit): void {
    // A row keeps its place, so that the table does not jump.
    const put = <R extends { readonly id: string }>(list: readonly R[], next: R): R[] => list.some(({ id }) => id === next.id) ? list.map(one => one.id === next.id ? next : one) : [...list, next]
    set('reason' in row ? { edits: put(value.edits, row) } : { own: put(value.own, row) })
    setOpen(null)
  }
  function reset(id: string): void {
    set({ edits: value.edits.filter(edit => edit.id !== id), own: value.own.filter(row => row.id !== id) })
    setOpen(null)
  }
  return (
    <>
      <p className="risk-edition">{t('riskCriteria.edition', '{{title}}({{region}})第 {{version}} 版,本院第 {{edition}} 次修改。来源:{{source}}', { title: t('riskCriteria.title', table.title), region: t('riskCriteria.region', table.region), version: table.version, edition: table.edition, source: riskSourceText(table.source) })}</p>
      {gaps.map(gap => <Alert key={gapText(gap)} className="form-alert" type="warning" showIcon title={gapText(gap)} />)}
      {left.length > 0 ? (
        <Alert
          className="form-alert" type="warning" showIcon title={t('riskCriteria.left', '条目 {{ids}} 程序已不再提供,本院对它的修改不起作用', { ids: left.join('、') })}
          action={mayWrite ? <Button size="small" onClick={() => set({ edits: value.edits.filter(({ id }) => !left.includes(id)) })}>{t('riskCriteria.dropLeft', '删去这些修改')}</Button> : null}
        />
      ) : null}
      {/* Who may only read filters all the same. */}
      <ConfigProvider componentDisabled={false}>
        <div className="risk-filters">
          <span><Segmented size="small" aria-label={t('riskCriteria.filter', '按颜色')} value={filter} onChange={setFilter} options={FILTERS.map(one => ({ value: one, label: filterText(one) }))} /><kbd>F6</kbd></span>
          <label><Switch size="small" checked={onlyUnverified} onChange={setOnlyUnverified} aria-label={t('riskCriteria.onlyUnverified', '只看未核实')} /> {t('riskCriteria.onlyUnverified', '只看未核实')} <kbd>F7</kbd></label>
          <span>{t('table.total', '共 {{total}} 条', { total: rows.length })}</span>
          {mayWrite ? <Button size="small" icon={<PlusOutlined />} onClick={() => setOpen('new')}>{t('riskCriteria.add', '增加本院条目')} <kbd>F4</kbd></Button> : null}
        </div>
      </ConfigProvider>
      <DataTable<CriterionRow>
        rows={rows} rowKey="id" label={t('settings.riskCriteria', '妊娠风险评估标准')} height={320} {...(mayWrite ? { onOpen: setOpen } : {})} mark={row => row.active ? (row.mark === 'changed' || row.mark === 'own' ? 'warn' : undefined) : 'quiet'}
        empty={t('riskCriteria.none', '没有这样的条目,请换一种颜色或关闭“只看未核实”')}
        columns={[
          { title: t('riskCriteria.code', '编号'), dataIndex: 'id', width: 76 },
          { title: t('riskCriteria.group', '类别'), width: 120, render: (_, { group }) => codeText(RISK_GROUP, group) },
          { title: t('riskCriteria.colour', '颜色'), width: 88, render: (_, row) => <><ColourText colour={row.colour} /><Before row={row} of={({ colour }) => riskColourText(colour)} />{row.active ? null : <div>{activeText(false)}</div>}</> },
          { title: t('riskCriteria.text', '条目'), render: (_, row) => <>{criterionText(row)}<Before row={row} of={criterionText} /></> },
          { title: t('riskCriteria.condition', '条件'), width: 240, render: (_, row) => <>{conditionText(row.condition)}<Before row={row} of={({ condition }) => conditionText(condition)} />{row.limitSource ? <div className="rule-source">{riskSourceText(row.limitSource)}</div> : null}</> },
          { title: t('riskFactor.source', '来源'), width: 220, render: (_, row) => <>{row.mark === 'K' ? <Tag color="warning">{riskMarkText('K')}</Tag> : <b>{riskMarkText(row.mark)}</b>} <span className="rule-source">{riskSourceText(row.source)}</span>{reasonOf(row.id) ? <div className="rule-source is-changed">{t('riskCriteria.because', '修改原因:{{reason}}', { reason: reasonOf(row.id) ?? '' })}</div> : null}</> },
        ]}
      />
      {open !== null ? (
        <RiskCriterionDialog
          row={open === 'new' ? null : open} reason={open === 'new' ? '' : reasonOf(open.id) ?? ''} taken={value.own.map(({ id }) => id)} isSaved={open !== 'new' && saved.own.some(({ id }) => id === open.id)}
          onKeep={keep} onReset={reset} onClose={() => setOpen(null)}
        />
      ) : null}
    </>
  )
}

function ColourText({ colour }: { colour: CriterionRow['colour'] }) {
  return <>{colour === null ? null : <span className={`risk-dot is-${colour}`} />}{riskColourText(colour)}</>
}

/** What the program ships, beside what the hospital made of it. */
function Before({ row, of }: { row: CriterionRow; of(row: CriterionRow): string }) {
  const shipped = shippedRow(row.id)
  return shipped && of(shipped) !== of(row) ? <div className="rule-source is-changed">{t('riskCriteria.before', '原为:{{value}}', { value: of(shipped) })}</div> : null
}
