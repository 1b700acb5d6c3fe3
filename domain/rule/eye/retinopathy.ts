import { addDays, type Day, daysBetween } from '../../time/day.ts'
import type { EyeRules } from './eye-rules.ts'

const DAYS_PER_WEEK = 7
export type BirthFacts = { readonly birthDay: Day; readonly gestationDays: number | null; readonly birthWeightG: number | null }

/** Whether a newborn belongs to the children who are examined for ROP: born before the weeks or lighter than the weight (§4; case E-19). */
export const needsRetinopathyScreening = ({ gestationDays, birthWeightG }: Omit<BirthFacts, 'birthDay'>, rules: EyeRules): boolean =>
  (gestationDays !== null && gestationDays < rules.retinopathyGestationBelowWeeks * DAYS_PER_WEEK) || (birthWeightG !== null && birthWeightG < rules.retinopathyWeightBelowG)

/** Postmenstrual age in days on a day (§4 [K]); null when the weeks at birth are not known. */
export const postmenstrualDays = ({ birthDay, gestationDays }: Omit<BirthFacts, 'birthWeightG'>, on: Day): number | null => gestationDays === null ? null : gestationDays + daysBetween(birthDay, on)

/**
 * When the first fundus examination is due (§4; case E-18): birth + 28 … + 42 days, with the day of 32 weeks beside it,
 * because the source's “or” is ambiguous; the doctor may set another day. Null for who needs none.
 */
export function retinopathyFirstWindow(facts: BirthFacts, rules: EyeRules): { readonly firstDay: Day; readonly lastDay: Day; readonly postmenstrualDay: Day | null } | null {
  if (!needsRetinopathyScreening(facts, rules)) return null
  const { birthDay, gestationDays } = facts
  const daysToTerm = gestationDays === null ? 0 : rules.retinopathyPostmenstrualWeeks * DAYS_PER_WEEK - gestationDays
  return { firstDay: addDays(birthDay, rules.retinopathyFirstDays), lastDay: addDays(birthDay, rules.retinopathyLastDays), postmenstrualDay: daysToTerm > 0 ? addDays(birthDay, daysToTerm) : null }
}

/** The day of the next examination after one without a finding, or null once the postmenstrual age of the end is reached (§4 [S-E9]). */
export function retinopathyNextDay(facts: Omit<BirthFacts, 'birthWeightG'>, examinedDay: Day, rules: EyeRules): Day | null {
  const age = postmenstrualDays(facts, examinedDay)
  return age !== null && age >= rules.retinopathyEndWeeks * DAYS_PER_WEEK ? null : addDays(examinedDay, rules.retinopathyRepeatDays)
}
