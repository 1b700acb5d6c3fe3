import type { RetinopathyResult } from '../../code/eye-check.ts'
import { addDays, type Day } from '../../time/day.ts'
import { postmenstrualDays } from '../child/preterm-plan.ts'
import type { EyeRules } from './eye-rules.ts'

const DAYS_PER_WEEK = 7

/**
 * The day of the next fundus examination after one without a finding, or null once the postmenstrual age of the end is
 * reached (§4 [S-E9]). When the first one is due is the child clinic's rule too: rule/child/preterm-plan.ts.
 */
export function retinopathyNextDay({ birthDay, gestationDays }: { readonly birthDay: Day; readonly gestationDays: number | null }, examinedDay: Day, rules: EyeRules): Day | null {
  const age = postmenstrualDays(birthDay, gestationDays, examinedDay)
  return age !== null && age >= rules.retinopathyEndWeeks * DAYS_PER_WEEK ? null : addDays(examinedDay, rules.retinopathyRepeatDays)
}

/**
 * The next day proposed while an examination is written down: by the rule where neither eye showed ROP. With a finding
 * the ophthalmologist decides the interval, and before a result nothing is proposed; null then.
 */
export function proposedNextDay(birth: Parameters<typeof retinopathyNextDay>[0], examinedDay: Day, results: readonly (RetinopathyResult | null)[], rules: EyeRules): Day | null {
  const given = results.filter(result => result !== null)
  return given.length > 0 && given.every(result => WITHOUT_FINDING.has(result)) ? retinopathyNextDay(birth, examinedDay, rules) : null
}
const WITHOUT_FINDING: ReadonlySet<RetinopathyResult> = new Set(['0', '1'])
