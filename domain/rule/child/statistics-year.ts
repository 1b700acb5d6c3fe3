import { type Day, monthRange } from '../../time/day.ts'

/** The statistics year of mothers and children a day lies in, named by the year it ends in: October 2025 belongs to 2026 (§16 [S19]). */
export const statisticsYearOf = (day: Day): number => Number(day.slice(0, 4)) + (Number(day.slice(5, 7)) >= 10 ? 1 : 0)

/** 1 October of the year before to 30 September (§16 [S19]). */
export const statisticsYearRange = (year: number): { readonly first: Day; readonly last: Day } => ({ first: `${year - 1}-10-01` as Day, last: `${year}-09-30` as Day })

/** The four quarters of a statistics year; the first is October to December (§16 [S19]). */
export function statisticsQuarterRange(year: number, quarter: 1 | 2 | 3 | 4): { readonly first: Day; readonly last: Day } {
  const [from, to] = quarter === 1 ? [`${year - 1}-10`, `${year - 1}-12`] : [`${year}-0${quarter * 3 - 5}`, `${year}-0${quarter * 3 - 3}`]
  return { first: monthRange(from).first, last: monthRange(to).last }
}
