import { daysBetween, type Day } from '../time/day.ts'

/** The year plans may be made for: the program's certificates begin in 1996. */
export const PLAN_YEARS = { first: 1996, last: 2100 } as const

/**
 * 年度计划 rules (certificate note §4.1): this year's live births and 5 % for spoilage, filed by 20 December; or at most
 * 120 % of last year's live births (Jiangxi). Data, so that a province's own rule is one more line.
 */
export const PLAN_RULES = {
  thisYearPlus5: { title: '当年活产数 + 5% 损耗', source: '出生医学证明管理制度(范文);说明 §4.1', percent: 105, base: 'thisYear' },
  lastYear120: { title: '不超过上年活产数的 120%', source: '江西省出生医学证明管理办法;说明 §4.1', percent: 120, base: 'lastYear' },
} as const
export type PlanRule = keyof typeof PLAN_RULES
export const PLAN_RULE_NAMES = Object.keys(PLAN_RULES) as [PlanRule, ...PlanRule[]]

/** The day by which the plan for a year is filed: 20 December of the year before (certificate note §4.1). */
export const planFilingDay = (year: number): Day => `${year - 1}-12-20` as Day
/** The day by which the 废证 of a year are handed in: 31 January of the next (certificate note §1.10, Hubei 2019). */
export const wasteDueDay = (year: number): Day => `${year + 1}-01-31` as Day
/** Live births of a year that is not over yet, carried on to its last day in the same proportion. */
export function fullYearBirths(counted: number, year: number, today: Day): number {
  const [first, last] = [`${year}-01-01` as Day, `${year}-12-31` as Day]
  if (today >= last) return counted
  if (today < first) return 0
  return Math.ceil(counted * (daysBetween(first, last) + 1) / (daysBetween(first, today) + 1))
}

/** How many blanks the rule allows or proposes; whole sheets, rounded up. */
export const planQuantity = (rule: PlanRule, births: { thisYear: number; lastYear: number }): number =>
  Math.ceil(births[PLAN_RULES[rule].base] * PLAN_RULES[rule].percent / 100)
