import { block, message } from '../message/message.ts'
import type { FieldIssue } from '../message/message.ts'
import { daysBetween } from '../time/day.ts'
import type { Day } from '../time/day.ts'
import type { LateBracket, ProvinceRules } from './province-rules.ts'

/** Where an application stands in the province's 逾期规则. */
export type LateFinding = { readonly daysSinceBirth: number; readonly bracket: LateBracket; readonly isLate: boolean }

/** The bracket for an application day; the first bracket is the normal time, every further one is late (§1.4). */
export function findLateBracket(birthDay: Day, applyDay: Day, rules: Pick<ProvinceRules, 'lateRules'>): LateFinding {
  const daysSinceBirth = daysBetween(birthDay, applyDay)
  const index = rules.lateRules.findIndex(({ maxDays }) => maxDays === null || daysSinceBirth <= maxDays)
  const bracket = rules.lateRules[index]
  // The schema of the rules makes the last bracket open, so this is a programming error.
  if (!bracket) throw new RangeError('the last late bracket must be open')
  return { daysSinceBirth, bracket, isLate: index > 0 }
}

/** Refuses an application day before the birth. */
export function checkApplyDay(birthDay: Day, applyDay: Day, path = 'applyDay'): FieldIssue[] {
  return applyDay < birthDay ? [block(path, message('applyDay.beforeBirth', '申领日期不能早于出生日期'))] : []
}
