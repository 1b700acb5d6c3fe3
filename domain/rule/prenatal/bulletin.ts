import type { BulletinLadder } from '../../code/prenatal.ts'
import { rounded } from '../rounding.ts'
import { type ShownRate, shownRate } from './figures.ts'
import type { PrenatalRules } from './prenatal-rules.ts'

/** What one county or township reports of the year so far (§13). */
export type BulletinInput = {
  readonly name: string
  readonly task: number
  readonly monthScreened: number
  readonly screened: number
  readonly highRisk: number
  readonly recalled: number
  readonly diagnosed: number
  readonly outcomesDue: number
  readonly outcomesFollowed: number
  readonly confirmed: number
}
export type BulletinRow = BulletinInput & {
  readonly completion: ShownRate
  readonly diagnosis: ShownRate
  readonly followUp: ShownRate
  /** Equal rates share a rank and the next is left out; null without a task. */
  readonly rank: number | null
  readonly gap: number | null
  readonly ladder: BulletinLadder | null
}

const MONTHS = 12
/** 时间进度 in per cent at the end of a month given as `YYYY-MM`. */
export const timeProgress = (month: string): number => rounded(Number(month.slice(5, 7)) / MONTHS * 100, 2)
/** Completion against the time, in percentage points; negative when behind. */
export const progressGap = (completionPercent: number, month: string): number => rounded(completionPercent - timeProgress(month), 2)

/** 督办等级: a limit itself belongs to the milder step (§13; P-29). */
export function ladderOf(gap: number, rules: PrenatalRules): BulletinLadder {
  if (gap < -rules.criticismGap) return 'criticism'
  if (gap < -rules.writtenGap) return 'written'
  if (gap < -rules.phoneGap) return 'phone'
  return gap < -rules.reminderGap ? 'reminder' : 'normal'
}

/** The bulletin of a month: highest completion first, equal ones by name; who has no task comes last. */
export function bulletinRows(input: readonly BulletinInput[], month: string, rules: PrenatalRules): BulletinRow[] {
  const rows = input.map(one => {
    const completion = shownRate(one.screened, one.task)
    const gap = completion.percent === null ? null : progressGap(completion.percent, month)
    return { ...one, completion, diagnosis: shownRate(one.diagnosed, one.highRisk), followUp: shownRate(one.outcomesFollowed, one.outcomesDue), gap, ladder: gap === null ? null : ladderOf(gap, rules) }
  })
  const order = rows.toSorted((a, b) => (b.completion.percent ?? -1) - (a.completion.percent ?? -1) || a.name.localeCompare(b.name, 'zh-Hans-CN'))
  return order.map(row => ({ ...row, rank: row.completion.percent === null ? null : 1 + order.findIndex(one => one.completion.percent === row.completion.percent) }))
}
