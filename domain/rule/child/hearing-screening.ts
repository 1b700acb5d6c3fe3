import type { EarResult, HearingRisk, HearingStage } from '../../code/child-screening.ts'
import { block, type FieldIssue, message, warn } from '../../message/message.ts'
import { addDays, type Day, type Minute, monthAnniversary } from '../../time/day.ts'
import { hoursOfLife } from './blood-spot.ts'
import type { ChildRules } from './child-rules.ts'
import type { ChildEventName } from './reminder-rules.ts'

export type EarResults = { readonly right: EarResult; readonly left: EarResult }

/** One ear that did not pass is not passed; one ear that was not tested and none failed is not finished (§10.2). */
export function hearingResult({ right, left }: EarResults): 'passed' | 'notPassed' | 'incomplete' {
  if (right === '2' || left === '2') return 'notPassed'
  return right === '1' && left === '1' ? 'passed' : 'incomplete'
}

/** Last days of the chain: re-test by day 42, diagnosis by 3 months, intervention by 6 months of age (§10.2 [S8][S9]; case 49). */
export function hearingDeadlines(birthDay: Day, rules: ChildRules): { readonly retestDay: Day; readonly diagnosisDay: Day; readonly interventionDay: Day } {
  return {
    retestDay: addDays(birthDay, rules.hearingRetestDays), diagnosisDay: monthAnniversary(birthDay, rules.hearingDiagnosisMonths),
    interventionDay: monthAnniversary(birthDay, rules.hearingInterventionMonths),
  }
}

export type HearingStep = { readonly step: 'retest' | 'diagnosis'; readonly ears: 'both'; readonly byDay: Day } | { readonly step: 'none' }

/**
 * What follows a test (§10.2): not passed or missed → both ears again; a child of the intensive care unit or one that
 * failed again → diagnosis. Both ears are always tested again, also when one passed.
 */
export function hearingNextStep(stage: Extract<HearingStage, '1' | '2'>, ears: EarResults, child: { readonly birthDay: Day; readonly intensiveCare: boolean }, rules: ChildRules): HearingStep {
  const result = hearingResult(ears)
  if (result === 'passed') return { step: 'none' }
  const { retestDay, diagnosisDay } = hearingDeadlines(child.birthDay, rules)
  const toDiagnosis = result === 'notPassed' && (stage === '2' || child.intensiveCare)
  return toDiagnosis ? { step: 'diagnosis', ears: 'both', byDay: diagnosisDay } : { step: 'retest', ears: 'both', byDay: retestDay }
}

/** The reminder event of a test (rule/child/reminder-rules.ts); null where nothing follows and nothing was waited for. */
export function hearingEventOf(stage: Extract<HearingStage, '1' | '2'>, ears: EarResults, intensiveCare: boolean): ChildEventName | null {
  const result = hearingResult(ears)
  if (stage === '2') return result === 'passed' ? 'hearingRetestPassed' : result === 'notPassed' ? 'hearingRetestNotPassed' : null
  if (result === 'passed') return null
  if (result === 'incomplete') return 'hearingFirstMissed'
  return intensiveCare ? 'hearingIntensiveNotPassed' : 'hearingFirstNotPassed'
}

/** Time of the first screening: from 48 hours after birth; an earlier one is saved with a mark, since fluid in the ear fails it (§10.2 [S8][S9]). */
export function checkFirstHearingTime(bornAt: Minute, testedAt: Minute, rules: ChildRules, path = 'testedAt'): FieldIssue[] {
  if (testedAt < bornAt) return [block(path, message('child.hearingBeforeBirth', '听力筛查时间不能早于出生时间'))]
  const hours = hoursOfLife(bornAt, testedAt)
  return hours >= rules.hearingFirstHours ? [] : [warn(path, message('child.hearingEarly', '出生后 {{hours}} 小时初筛,不足 {{least}} 小时,请核对', { hours, least: rules.hearingFirstHours }))]
}

/** What the newborn's record can say about the 13 risk factors; null: nobody noted it. */
export type HearingRiskFacts = {
  readonly birthWeightG: number | null
  readonly apgar1: number | null
  readonly apgar5: number | null
  readonly intensiveCareDays: number | null
}

/** Risk factors that the newborn's record shows by itself; the others are ticked (§10.2 [S18]). */
export function detectHearingRisks({ birthWeightG, apgar1, apgar5, intensiveCareDays }: HearingRiskFacts): HearingRisk[] {
  const found: HearingRisk[] = []
  if (intensiveCareDays !== null && intensiveCareDays > 5) found.push('02')
  if (birthWeightG !== null && birthWeightG < 1500) found.push('05')
  if ((apgar1 !== null && apgar1 <= 4) || (apgar5 !== null && apgar5 <= 6)) found.push('08')
  return found
}
