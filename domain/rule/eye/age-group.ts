import type { ChildContact } from '../../code/child-check.ts'

/** The rows of the limits table: 24 months, 36 months, 4 years, 5–6 years, and younger than any of them. */
export const AGE_GROUPS = ['under24', 'month24', 'month36', 'year4', 'year5'] as const
export type AgeGroup = (typeof AGE_GROUPS)[number]

const NOMINAL_MONTHS: Readonly<Record<ChildContact, number>> = { home: 0, month1: 1, month3: 3, month6: 6, month8: 8, month12: 12, month18: 18, month24: 24, month30: 30, month36: 36, year4: 48, year5: 60, year6: 72 }
/** The age a visit is named by, in months. */
export const nominalMonths = (contact: ChildContact): number => NOMINAL_MONTHS[contact]

/**
 * The age a check is judged by, in months: that of the visit where it is a visit of the programme, because a 24-month check
 * may be made a fortnight early; else completed months (§6.3, §9).
 */
export const judgedMonths = ({ contact, completedMonths }: { readonly contact: ChildContact | null; readonly completedMonths: number }): number => contact === null ? completedMonths : NOMINAL_MONTHS[contact]

/** The row of the limits table for an age in months. */
export function ageGroupOf(months: number): AgeGroup {
  if (months < 24) return 'under24'
  if (months < 36) return 'month24'
  if (months < 48) return 'month36'
  return months < 60 ? 'year4' : 'year5'
}
