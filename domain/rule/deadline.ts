import type { Permission } from '../access/permission.ts'
import { addDays, type Day, daysBetween, type Minute, monthRange } from '../time/day.ts'
import { wasteDueDay } from './yearly-plan.ts'

/** What a certificate desk must not forget. */
export const DEADLINE_KINDS = ['lossReport', 'dailyStock', 'tenDayIssue', 'uncollected', 'stockTake', 'plan', 'annualForm', 'waste', 'blanksLow'] as const
export type DeadlineKind = (typeof DEADLINE_KINDS)[number]

type KindOf = {
  readonly title: string
  readonly source: string
  /** S: a source says so; K: general knowledge, to be configured; D: derived by us. */
  readonly mark: 'S' | 'K' | 'D'
  /** Who does the work; only they are told. */
  readonly need: Permission
  /** Where it is done. */
  readonly to: string
  /** Done outside the program: ticked off by hand. */
  readonly tickable: boolean
}
/** Title, source and place of each deadline. */
export const DEADLINE: Readonly<Record<DeadlineKind, KindOf>> = {
  lossReport: { title: '遗失空白证件上报(2 小时)', source: '湖北省出生医学证明管理办法 2019(说明 §1.10)', mark: 'S', need: 'stock.write', to: '/stock?tab=losses', tickable: false },
  dailyStock: { title: '当日库存上报', source: '未见全国性规定,按省平台要求设置', mark: 'K', need: 'stock.write', to: '/stock', tickable: true },
  tenDayIssue: { title: '十日签发上报', source: '未见全国性规定,按省平台要求设置', mark: 'K', need: 'stock.write', to: '/annual/rates', tickable: true },
  uncollected: { title: '签发后未领取', source: '本程序约定,天数可设置', mark: 'D', need: 'certificate.handOver', to: '/certificate?queue=handOver', tickable: false },
  stockTake: { title: '月末盘点', source: '出生医学证明管理制度(范文):签发机构月末按编号盘点(说明 §4.1)', mark: 'S', need: 'stock.count', to: '/stocktake', tickable: false },
  plan: { title: '下年度空白证件计划', source: '出生医学证明管理制度(范文):12 月 20 日前(说明 §4.1)', mark: 'S', need: 'stock.write', to: '/stock?tab=plan', tickable: true },
  annualForm: { title: '年度统计表', source: '湖北 2019:次年 1 月 31 日前(说明 §4.6)', mark: 'S', need: 'stock.annual', to: '/annual', tickable: false },
  waste: { title: '上年度废证上交', source: '湖北 2019:次年 1 月 31 日前(说明 §1.10)', mark: 'S', need: 'stock.write', to: '/stock?tab=waste', tickable: false },
  blanksLow: { title: '空白证件不足一个月用量', source: '本程序约定:近 90 天平均用量', mark: 'D', need: 'stock.write', to: '/stock', tickable: false },
}

export type DeadlineRules = {
  /** Reports the province asks for; both have no national source and can be switched off. */
  readonly dailyStockReport: boolean
  readonly tenDayIssueReport: boolean
  /** A certificate issued this many days ago and not collected is listed. */
  readonly uncollectedDays: number
}

/** What the records say; a fact nobody keeps is null and asks for nothing. */
export type DeadlineFacts = {
  readonly today: Day
  readonly now: Minute
  /** Days on which a number came into the stock or left it, of the last fortnight. */
  readonly stockDays: readonly Day[]
  /** Days on which certificates were issued, of the last six weeks. */
  readonly issueDays: readonly Day[]
  readonly uncollected: { readonly count: number; readonly oldest: Day | null }
  readonly openLosses: { readonly count: number; readonly due: string | null }
  /** Months that were counted at their end, `YYYY-MM`; null when stock is not kept here. */
  readonly countedMonths: readonly string[] | null
  readonly plannedYears: readonly number[] | null
  readonly finalisedYears: readonly number[] | null
  /** First year the program kept the stock. */
  readonly firstYear: number | null
  /** Void sheets of earlier years that were not handed in, and the earliest of these years. */
  readonly wasteNotHandedIn: { readonly count: number; readonly oldestYear: number | null }
  readonly unused: number
  readonly usedInNinetyDays: number
}

export type Deadline = { readonly kind: DeadlineKind; readonly period: string; readonly due: string; readonly state: 'ahead' | 'soon' | 'today' | 'overdue'; readonly count: number }

const SOON_DAYS = 7
const LOOK_BACK_DAYS = 14
const MONTH_DAYS = 30
const NINETY_DAYS = 90

/**
 * Everything that is due or will be soon, the most urgent first (two hours before any day); what is ticked off is left to the caller. Ten days are
 * the three parts of a month (1–10, 11–20, 21–last), reported by the third day after (our reading).
 */
export function deadlinesOf(facts: DeadlineFacts, rules: DeadlineRules): Deadline[] {
  const { today } = facts
  const year = Number(today.slice(0, 4))
  const found: Deadline[] = []
  const add = (kind: DeadlineKind, period: string, due: Day, count = 0) => {
    const left = daysBetween(today, due)
    found.push({ kind, period, due, count, state: left < 0 ? 'overdue' : left === 0 ? 'today' : left <= SOON_DAYS ? 'soon' : 'ahead' })
  }
  if (facts.openLosses.count) {
    const due = facts.openLosses.due ?? facts.now
    found.push({ kind: 'lossReport', period: today, due, count: facts.openLosses.count, state: due < facts.now ? 'overdue' : 'today' })
  }
  if (rules.dailyStockReport) for (const day of facts.stockDays) if (day <= today && daysBetween(day, today) <= LOOK_BACK_DAYS) add('dailyStock', day, day)
  if (rules.tenDayIssueReport) {
    const parts = new Map<string, Day>()
    for (const day of facts.issueDays) { const part = tenDaysOf(day); parts.set(part.period, part.last) }
    for (const [period, last] of parts) if (last < today) add('tenDayIssue', period, addDays(last, 3))
  }
  if (facts.uncollected.count && facts.uncollected.oldest) add('uncollected', today, addDays(facts.uncollected.oldest, rules.uncollectedDays), facts.uncollected.count)
  if (facts.countedMonths) {
    const lastMonth = addDays(`${today.slice(0, 7)}-01` as Day, -1).slice(0, 7)
    if (!facts.countedMonths.includes(lastMonth) && daysBetween(monthRange(lastMonth).last, today) <= LOOK_BACK_DAYS) add('stockTake', lastMonth, monthRange(lastMonth).last)
    const { last } = monthRange(today.slice(0, 7))
    if (!facts.countedMonths.includes(today.slice(0, 7)) && daysBetween(today, last) <= 3) add('stockTake', today.slice(0, 7), last)
  }
  // Told of from 1 December; still asked for through January.
  const planYear = today.slice(5, 7) === '12' ? year + 1 : today.slice(5, 7) === '01' ? year : null
  if (planYear && facts.plannedYears && !facts.plannedYears.includes(planYear)) add('plan', String(planYear), `${planYear - 1}-12-20` as Day)
  if (facts.finalisedYears && facts.firstYear !== null && facts.firstYear < year && !facts.finalisedYears.includes(year - 1)) add('annualForm', String(year - 1), `${year}-01-31` as Day)
  const waste = facts.wasteNotHandedIn
  if (waste.count && waste.oldestYear !== null) add('waste', String(waste.oldestYear), wasteDueDay(waste.oldestYear), waste.count)
  const monthNeed = Math.ceil(facts.usedInNinetyDays * MONTH_DAYS / NINETY_DAYS)
  if (monthNeed > 0 && facts.unused < monthNeed) add('blanksLow', today, today, facts.unused)
  const rank = { overdue: 0, today: 1, soon: 2, ahead: 3 }
  const hours = (line: Deadline) => line.kind === 'lossReport' ? 0 : 1
  return found.toSorted((a, b) => hours(a) - hours(b) || rank[a.state] - rank[b.state] || (a.due < b.due ? -1 : a.due > b.due ? 1 : 0))
}

/** The third of a month a day lies in, as `YYYY-MM-1` … `-3`, and its last day. */
export function tenDaysOf(day: Day): { period: string; last: Day } {
  const month = day.slice(0, 7)
  const part = Math.min(3, Math.ceil(Number(day.slice(8)) / 10))
  return { period: `${month}-${part}`, last: part === 3 ? monthRange(month).last : `${month}-${part}0` as Day }
}
