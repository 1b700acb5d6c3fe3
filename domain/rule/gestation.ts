import { block, message, warn } from '../message/message.ts'
import type { FieldIssue } from '../message/message.ts'

const DAYS_PER_WEEK = 7
// Certificate note §2.2 field 5.
const WEEKS_MIN = 18
const WEEKS_MAX = 45
const WEEKS_WARN_BELOW = 28
const WEEKS_WARN_ABOVE = 42

/** Completed weeks and days. The national data sets and our tables keep one number of days (出生孕周(d)). */
export type Gestation = { readonly weeks: number; readonly days: number }

/** Weeks⁺days as days. */
export const gestationDays = ({ weeks, days }: Gestation): number => weeks * DAYS_PER_WEEK + days

/** Days as weeks⁺days. */
export const splitGestation = (totalDays: number): Gestation =>
  ({ weeks: Math.floor(totalDays / DAYS_PER_WEEK), days: totalDays % DAYS_PER_WEEK })

/** `39+5`, the way it is spoken and listed. */
export function formatGestation(totalDays: number): string {
  const { weeks, days } = splitGestation(totalDays)
  return `${weeks}+${days}`
}

const RAISED = '\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076'
/** `39⁺⁵`, the one way screens write it; papers keep `39+5`, since their font has no raised plus. */
export function raisedGestation(totalDays: number): string {
  const { weeks, days } = splitGestation(totalDays)
  return `${weeks}⁺${RAISED.charAt(days)}`
}
/** A text that is nothing but `39+5`, as screens write it; any other as it is. */
export const raisedText = (text: string): string => /^\d{1,2}\+[0-6]$/.test(text) ? text.replace(/\+(\d)$/, (_, days) => `⁺${RAISED.charAt(Number(days))}`) : text

/** Reads `39`, `39+5`, `39周5天`, `39⁺⁵`; undefined for anything else. The limits are checked by checkGestation. */
export function parseGestation(text: string): Gestation | undefined {
  const plain = text.normalize('NFKC').replace(/[\s天]/g, '').replace('周', '+').replace(/\+$/, '')
  const match = /^(\d{1,2})(?:\+(\d))?$/.exec(plain)
  return match ? { weeks: Number(match[1]), days: Number(match[2] ?? 0) } : undefined
}

/** Limits of 出生孕周: weeks 18–45, days 0–6; below 28 or above 42 weeks is saved with a reason. */
export function checkGestation({ weeks, days }: Gestation, paths = { weeks: 'gestationWeeks', days: 'gestationDays' }): FieldIssue[] {
  const issues: FieldIssue[] = []
  if (!Number.isInteger(weeks) || weeks < WEEKS_MIN || weeks > WEEKS_MAX) {
    issues.push(block(paths.weeks, message('gestation.weeks', '孕周应为 18–45 的整数')))
  } else if (weeks < WEEKS_WARN_BELOW || weeks > WEEKS_WARN_ABOVE) {
    issues.push(warn(paths.weeks, message('gestation.unusual', '孕周 {{weeks}} 周不在 28–42 周之间,请核对', { weeks })))
  }
  if (!Number.isInteger(days) || days < 0 || days >= DAYS_PER_WEEK) {
    issues.push(block(paths.days, message('gestation.days', '孕周的天数应为 0–6(满 7 天进 1 周)')))
  }
  return issues
}
