import type { FirstScreeningResult, SignAnswer } from '../../code/child-autism.ts'
import type { ChildContact } from '../../code/child-check.ts'
import type { WarningSign } from '../../code/child-warning-sign.ts'
import { WARNING_SIGN } from '../../code/child-warning-sign.ts'
import { contactOf } from '../../rule/child/contacts.ts'
import { firstScreeningResult, warningSignsAt } from '../../rule/child/warning-signs.ts'

/** What 初筛 needs of a check-up: nothing said stays null and is never read as 无 (§6). */
export type ScreenedVisit = {
  readonly contact: ChildContact
  /** The group that was asked; null or absent: that of the column, as the first definition always did. 0: none was reached yet. */
  readonly signsAgeMonths?: number | null
  readonly warningSign1: boolean | null
  readonly warningSign2: boolean | null
  readonly warningSign3: boolean | null
  readonly warningSign4: boolean | null
  readonly languageRegression: boolean | null
}

export type VisitScreening = {
  readonly ageMonths: number
  readonly signs: readonly { readonly sign: WarningSign; readonly answer: SignAnswer }[]
  readonly regression: SignAnswer
  readonly result: FirstScreeningResult
}

const answerOf = (value: boolean | null): SignAnswer => value === null ? 'notAsked' : value ? 'present' : 'absent'

/**
 * 初筛 of a check-up by the signs of the group that was asked: that of its column, or of the corrected age (§2, §6, §7). null
 * where none are asked for; before the first group only a regression is abnormal.
 */
export function screeningOfVisit(visit: ScreenedVisit): VisitScreening | null {
  const { due } = contactOf(visit.contact)
  if (due.from !== 'month') return null
  const answers = [visit.warningSign1, visit.warningSign2, visit.warningSign3, visit.warningSign4].map(answerOf)
  const ageMonths = visit.signsAgeMonths ?? due.months
  const signs = warningSignsAt(ageMonths).map((sign, index) => ({ sign, answer: answers[index] ?? 'notAsked' as const }))
  const regression = answerOf(visit.languageRegression)
  if (signs.length === 0) return regression === 'present' ? { ageMonths, signs, regression, result: 'abnormal' } : null
  const result = firstScreeningResult(ageMonths, { answers: Object.fromEntries(signs.map(({ sign, answer }) => [sign, answer])), regression })
  return result === null ? null : { ageMonths, signs, regression, result }
}

const REGRESSION_WORDS = '语言或社交能力障碍、倒退'

/** Why a first screening is abnormal, in the words of the form: the signs present and 倒退. */
export const abnormalWords = ({ signs, regression }: Pick<VisitScreening, 'signs' | 'regression'>): string =>
  [...signs.filter(({ answer }) => answer === 'present').map(({ sign }) => WARNING_SIGN.label(sign)), ...(regression === 'present' ? [REGRESSION_WORDS] : [])].join(';')
