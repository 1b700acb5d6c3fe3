import { Alert } from 'antd'
import { useMemo } from 'react'
import type { Output } from '../../../domain/api/api.ts'
import { riskIdsIn } from '../../../domain/modules/risk/parts.ts'
import { COLOUR_DUTY, coloursOf, needsCaseManagement, riskReportDue } from '../../../domain/rule/maternal/management.ts'
import type { MaternalRules } from '../../../domain/rule/maternal/maternal-rules.ts'
import { RISK_GRADES, riskChange, type RiskStanding, riskStanding } from '../../../domain/rule/maternal/risk-assessment.ts'
import type { RiskTable } from '../../../domain/rule/maternal/risk-table.ts'
import type { Minute } from '../../../domain/time/day.ts'
import { useCall } from '../../api/useCall.ts'
import { minuteText } from '../../app/format.ts'
import { messageText, t } from '../../app/i18n.ts'
import { type FormStore, Panel, RiskTags, useFieldValue } from '../../kit/index.ts'
import { riskSourceText, standingWords } from '../../kit/risk-text.ts'

type Previous = Output<'risk.assessment.prepare'>['previous']
export const standingBefore = (previous: Previous): RiskStanding | null => {
  if (!previous) return null
  const colour = RISK_GRADES.find(one => one === previous.colour) ?? 'green'
  return { colour, isPurple: previous.isPurple === true, shown: previous.isPurple === true && colour === 'green' ? 'purple' : colour }
}

/** The numbers this hospital works by; undefined until they are read. */
export const useMaternalRules = (): MaternalRules | undefined => useCall('setting.get', { key: 'maternalRules' }, { staleTimeMs: 300_000 }).data?.value as MaternalRules | undefined

/** Where she stands by the rows ticked so far, against the last time, and what follows from it. */
export function StandingPanel({ store, table, previous }: { store: FormStore; table: RiskTable; previous: Previous }) {
  const criteria = useFieldValue(store, 'criteria') as string | null
  const confirmedAt = useFieldValue(store, 'confirmedAt') as Minute | null
  const rules = useMaternalRules()
  const ids = riskIdsIn(criteria)
  const known = useMemo(() => new Set(table.rows.map(row => row.id)), [table])
  const standing = riskStanding(ids.filter(id => known.has(id)), table)
  const before = standingBefore(previous)
  const change = before ? riskChange(before, standing) : null
  const due = confirmedAt && rules ? riskReportDue(standing, confirmedAt, rules) : null
  return (
    <Panel title={t('riskScreen.standing', '评估结果')}>
      <div className="risk-standing" aria-live="polite" data-standing={standing.shown}>
        {ids.length === 0 ? <span className="hint">{t('riskScreen.nothingTicked', '还没有勾选条目')}</span> : <RiskTags colour={standing.colour} isPurple={standing.isPurple} />}
        <span className="risk-count">{t('riskScreen.tickedCount', '已选 {{count}} 条', { count: ids.length })}</span>
      </div>
      {before ? <p className="risk-change">{t('riskScreen.before', '上次:{{standing}}({{at}})', { standing: standingWords(before), at: minuteText(previous?.confirmedAt) })}{change === 'raised' ? ` ${t('riskScreen.raised', '↑ 升高')}` : ''}</p> : null}
      {change === 'lowered' && ids.length > 0 ? <Alert type="warning" showIcon title={t('riskScreen.lowered', '较上次降低,请填写降级理由')} /> : null}
      {ids.length > 0 ? (
        <ul className="risk-follows">
          {due ? <li><b>{t('riskScreen.reportBy', '分级报告单须在 {{due}} 前报送', { due: due.dueAt ? minuteText(due.dueAt) : due.dueDay })}</b></li> : null}
          {needsCaseManagement(standing) ? <li>{t('riskScreen.caseNeeded', '须纳入高危专案管理')}</li> : null}
        </ul>
      ) : null}
      {ids.length > 0 ? <DutyLines standing={standing} /> : null}
    </Panel>
  )
}

/** What each colour asks of the institutions, with where it was read. */
export function DutyLines({ standing }: { standing: Parameters<typeof coloursOf>[0] }) {
  return (
    <dl className="risk-duties">
      {coloursOf(standing).map(colour => (
        <div key={colour}>
          <dt><span className={`risk-mark is-${colour}`} />{standingWords({ colour, isPurple: false })}</dt>
          <dd>{messageText(COLOUR_DUTY[colour].duty)}<span className="risk-source">{riskSourceText(COLOUR_DUTY[colour].source)}</span></dd>
        </div>
      ))}
    </dl>
  )
}
