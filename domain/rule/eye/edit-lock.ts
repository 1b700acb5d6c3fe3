import { addDays, type Day, dayAt } from '../../time/day.ts'
import type { EyeRules } from './eye-rules.ts'

/** The last day on which a visit may be changed without a reason, counted from the day it was first saved; null where the hospital locks nothing (§8.2). */
export const lastEditDay = (createdAt: string, { editDays }: Pick<EyeRules, 'editDays'>): Day | null => editDays === 0 ? null : addDays(dayAt(Date.parse(createdAt)), editDays)

/** Whether a stored visit opens read-only: its days of correction have passed. */
export function isEditLocked(createdAt: string, today: Day, rules: Pick<EyeRules, 'editDays'>): boolean {
  const last = lastEditDay(createdAt, rules)
  return last !== null && today > last
}
