import { RISK_COLOUR, RISK_FINDING, RISK_MEASURE } from '../../code/maternal-risk.ts'
import type { RiskCaseOutcome } from '../../code/risk-care.ts'
import { block, type FieldIssue, message } from '../../message/message.ts'
import { addDays, type Day } from '../../time/day.ts'
import { needsCaseManagement, nextCaseFollowUp } from './management.ts'
import type { MaternalRules } from './maternal-rules.ts'
import type { RiskStanding } from './risk-assessment.ts'
import type { RiskFact, RiskFacts } from './risk-table.ts'

type Standing = Pick<RiskStanding, 'colour' | 'isPurple'>

export type CaseCourse = {
  readonly openedDay: Day
  /** The hospital's own interval for this woman; null: by her colour. */
  readonly followUpDays: number | null
  readonly lastVisitDay: Day | null
  /** The day agreed at the last follow-up. */
  readonly nextDay: Day | null
  /** The day of her last assessment: a colour that rose since the last follow-up makes an agreed day void. */
  readonly assessedDay: Day | null
}

/** When the next follow-up of an open case is due (§7.1); null where neither a day was agreed nor an interval holds. */
export function caseDueDay(course: CaseCourse, standing: Standing, rules: MaternalRules): Day | null {
  const { openedDay, followUpDays, lastVisitDay, nextDay, assessedDay } = course
  const seen = lastVisitDay ?? openedDay
  const isReassessed = assessedDay !== null && assessedDay > seen
  if (nextDay !== null && !isReassessed) return nextDay
  const from = isReassessed ? assessedDay : seen
  return followUpDays === null ? nextCaseFollowUp(standing, from, rules) : addDays(from, followUpDays)
}

export type CaseDuties = {
  readonly standing: Standing
  readonly isPregnant: boolean
  readonly unreported: boolean
  readonly openReferral: boolean
  readonly needsAssessment: boolean
}

/**
 * What still stands against closing a case (§7.1, §9): duties that nobody did, a colour that still asks for the case while
 * she is pregnant, after the birth a specialty that takes over what remains. Death and loss end every duty but the report.
 */
export function caseClosingIssues(outcome: RiskCaseOutcome, handedTo: string | null, { standing, isPregnant, unreported, openReferral, needsAssessment }: CaseDuties): FieldIssue[] {
  const issues: FieldIssue[] = []
  if (unreported) issues.push(block('outcome', message('riskCase.unreported', '评估分级报告单尚未报送,请先登记报告再结案')))
  if (outcome === 'died' || outcome === 'lost') return issues
  if (openReferral) issues.push(block('outcome', message('riskCase.openReferral', '有一次危重转诊还没有登记到达,请先登记转诊结果再结案')))
  if (needsAssessment) issues.push(block('outcome', message('riskCase.needsAssessment', '检查结果、年龄或孕周提示风险升高,请先重新评估再结案')))
  const isHigh = needsCaseManagement(standing)
  const isEnd = outcome === 'delivered' || outcome === 'ended'
  if (isEnd && isPregnant) issues.push(block('outcome', message('riskCase.stillPregnant', '妊娠状态仍为“怀孕中”,请先登记分娩或终止妊娠再按此转归结案')))
  if (!isEnd && isPregnant && isHigh) issues.push(block('outcome', message('riskCase.stillHigh', '风险等级仍须专案管理,请先重新评估降级(写明理由)再结案')))
  if (!isPregnant && isHigh && !handedTo) issues.push(block('handedTo', message('riskCase.handedTo', '风险等级仍未解除,请写明转交的专科,或产后重新评估后再结案')))
  return issues
}

/** Facts as a doctor reads them: `血红蛋白 58 g/L`, `梅毒筛查阳性`. */
export function factText(fact: RiskFact, facts: RiskFacts): string {
  if (RISK_FINDING.isCode(fact)) return RISK_FINDING.label(fact)
  const { label, unit } = RISK_MEASURE.entry(fact)
  const value = facts[fact]
  return `${label} ${value === null ? '—' : Math.round(value * 100) / 100}${unit === '' ? '' : ` ${unit}`}`
}

/** A standing in words: 橙色、紫色. */
export const standingText = ({ colour, isPurple }: Standing): string =>
  [...colour === 'green' && isPurple ? [] : [colour], ...isPurple ? ['purple' as const] : []].map(one => `${RISK_COLOUR.label(one)}色`).join('、')
