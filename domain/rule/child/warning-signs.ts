import type { FirstScreeningResult, SignAnswer } from '../../code/child-autism.ts'
import type { ChildContact } from '../../code/child-check.ts'
import { WARNING_SIGN, type WarningSign } from '../../code/child-warning-sign.ts'
import type { Day } from '../../time/day.ts'
import { growthAges } from '../growth/age.ts'
import type { GrowthRuleValues } from '../growth/rules.ts'
import { contactOf } from './contacts.ts'

/** The ages of the 11 groups in completed months, youngest first. */
export const WARNING_SIGN_AGES: readonly number[] = [...new Set(WARNING_SIGN.list.map(({ ageMonths }) => ageMonths))].toSorted((a, b) => a - b)

/** The age of the group to ask: between two ages the last group already reached (§6 [K]); null before 3 months. */
export const warningSignAge = (ageMonths: number): number | null => WARNING_SIGN_AGES.findLast(age => age <= ageMonths) ?? null

/** The four signs of the group that belongs to an age in completed (or corrected) months, in printed order; none before 3 months. */
export function warningSignsAt(ageMonths: number): WarningSign[] {
  const age = warningSignAge(ageMonths)
  return WARNING_SIGN.list.filter(sign => sign.ageMonths === age).map(({ code }) => code)
}

/**
 * The age group whose signs a contact asks for: the column's own, and while a child born too early is judged by corrected
 * age the group last reached by it (§2, §6); 0 before the first group, null where the contact asks for none.
 */
export function signsAgeAt(contact: ChildContact, child: { readonly birthDay: Day; readonly gestationDays: number | null }, on: Day, rules: GrowthRuleValues): number | null {
  const { due } = contactOf(contact)
  if (due.from !== 'month') return null
  const { used, correctedMonths } = growthAges(child.birthDay, on, child.gestationDays, rules)
  return used === 'corrected' && correctedMonths !== null ? Math.min(due.months, warningSignAge(correctedMonths) ?? 0) : due.months
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
