import { KUPPERMAN_ITEM, type KuppermanGrade, type KuppermanItem } from '../../code/maternal-care.ts'
import type { MaternalRules } from './maternal-rules.ts'

export const KUPPERMAN_SEVERITY_MAX = 3
/** The original has 11 items (at most 51), the modified one 13 (at most 63). */
export type KuppermanVersion = 'original' | 'modified'
export type KuppermanAnswers = Readonly<Partial<Record<KuppermanItem, number | null>>>

const itemsOf = (version: KuppermanVersion) => KUPPERMAN_ITEM.list.filter(({ isAdded }) => version === 'modified' || !isAdded)

/** Score and grade of the index (§13.6); neither while an item is not answered, and `missing` names those. */
export function kupperman(answers: KuppermanAnswers, version: KuppermanVersion, rules: Pick<MaternalRules, 'kuppermanNormalMax' | 'kuppermanMildMax' | 'kuppermanModerateMax'>): { readonly score: number | null; readonly grade: KuppermanGrade | null; readonly missing: readonly KuppermanItem[] } {
  const items = itemsOf(version)
  const missing = items.filter(({ code }) => typeof answers[code] !== 'number').map(({ code }) => code)
  if (missing.length > 0) return { score: null, grade: null, missing }
  const score = items.reduce((sum, { code, weight }) => sum + weight * (answers[code] ?? 0), 0)
  const grade = score <= rules.kuppermanNormalMax ? 'normal' : score <= rules.kuppermanMildMax ? 'mild' : score <= rules.kuppermanModerateMax ? 'moderate' : 'severe'
  return { score, grade, missing }
}
