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
