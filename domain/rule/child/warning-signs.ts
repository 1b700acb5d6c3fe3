import type { FirstScreeningResult, SignAnswer } from '../../code/child-autism.ts'
import { WARNING_SIGN, type WarningSign } from '../../code/child-warning-sign.ts'

/** The ages of the 11 groups in completed months, youngest first. */
export const WARNING_SIGN_AGES: readonly number[] = [...new Set(WARNING_SIGN.list.map(({ ageMonths }) => ageMonths))].toSorted((a, b) => a - b)

/** The age of the group to ask: between two ages the last group already reached (§6 [K]); null before 3 months. */
export const warningSignAge = (ageMonths: number): number | null => WARNING_SIGN_AGES.findLast(age => age <= ageMonths) ?? null

/** The four signs of the group that belongs to an age in completed (or corrected) months, in printed order; none before 3 months. */
export function warningSignsAt(ageMonths: number): WarningSign[] {
  const age = warningSignAge(ageMonths)
  return WARNING_SIGN.list.filter(sign => sign.ageMonths === age).map(({ code }) => code)
}

export type FirstScreening = {
  readonly answers: Readonly<Partial<Record<WarningSign, SignAnswer>>>
  /** Loss of language or social contact that was there before: asked for at every age (§7 (b)). */
  readonly regression: SignAnswer
}

/**
 * 孤独症初筛 at an age (§6, §7; case 53): one sign of the group present, or regression, is abnormal; otherwise one
 * question not asked leaves it incomplete, never normal. A sign without an answer was not asked. null before 3 months.
 */
export function firstScreeningResult(ageMonths: number, { answers, regression }: FirstScreening): FirstScreeningResult | null {
  const signs = warningSignsAt(ageMonths)
  if (signs.length === 0) return null
  const all: SignAnswer[] = [...signs.map(sign => answers[sign] ?? 'notAsked'), regression]
  if (all.includes('present')) return 'abnormal'
  return all.includes('notAsked') ? 'incomplete' : 'normal'
}

/**
 * 发育评估 of the check-up form: the signs alone, without the question about regression; 发育评估通过标志 of WS 376.2 is
 * sent only for normal and abnormal (§4.6, §6).
 */
export function developmentCheckResult(ageMonths: number, answers: FirstScreening['answers']): FirstScreeningResult | null {
  return firstScreeningResult(ageMonths, { answers, regression: 'absent' })
}
