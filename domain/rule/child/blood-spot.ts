import type { BloodSpotResult, BloodSpotState } from '../../code/child-screening.ts'
import { block, type FieldIssue, message, warn } from '../../message/message.ts'
import { addDays, type Day, dayOf, daysBetween, epochOf, type Minute } from '../../time/day.ts'
import type { ChildRules } from './child-rules.ts'

const HOUR_MS = 3_600_000

/** Whole hours of life at a moment; negative before the birth. */
export const hoursOfLife = (bornAt: Minute, at: Minute): number => Math.floor((epochOf(at) - epochOf(bornAt)) / HOUR_MS)

/** The days between which the heel prick is normally taken, and the latest one (§10.1): after 72 hours, within 7 days, at most 20 days. */
export function bloodSpotWindow(birthDay: Day, rules: ChildRules): { readonly firstDay: Day; readonly normalLastDay: Day; readonly lastDay: Day } {
  return { firstDay: addDays(birthDay, Math.ceil(rules.bloodSpotFirstHours / 24)), normalLastDay: addDays(birthDay, rules.bloodSpotNormalDays), lastDay: addDays(birthDay, rules.bloodSpotLastDays) }
}

/** How urgent a sample that was not taken is: yellow from day 7, red from day 15, overdue after day 20 (§10.1 [K], R13). */
export function bloodSpotAlert(birthDay: Day, today: Day, rules: ChildRules): 'none' | 'yellow' | 'red' | 'overdue' {
  const ageDays = daysBetween(birthDay, today)
  if (ageDays > rules.bloodSpotLastDays) return 'overdue'
  if (ageDays >= rules.bloodSpotRedDays) return 'red'
  return ageDays >= rules.bloodSpotNormalDays ? 'yellow' : 'none'
}

/** Sampling time: not before birth nor after now; too early or too late is marked, since the sample then tells less (§10.1). */
export function checkSamplingTime(bornAt: Minute, sampledAt: Minute, now: Minute, rules: ChildRules, path = 'sampledAt'): FieldIssue[] {
  if (sampledAt < bornAt) return [block(path, message('child.sampledBeforeBirth', '采血时间不能早于出生时间'))]
  if (sampledAt > now) return [block(path, message('child.sampledFuture', '采血时间不能晚于现在'))]
  const hours = hoursOfLife(bornAt, sampledAt)
  if (hours < rules.bloodSpotFirstHours) return [warn(path, message('child.sampledEarly', '出生后 {{hours}} 小时采血,不足 {{least}} 小时,结果可能不可靠', { hours, least: rules.bloodSpotFirstHours }))]
  const days = daysBetween(dayOf(bornAt), dayOf(sampledAt))
  return days > rules.bloodSpotLastDays ? [warn(path, message('child.sampledLate', '出生后第 {{days}} 天采血,超过最迟的 {{most}} 天', { days, most: rules.bloodSpotLastDays }))] : []
}

/** The state that the results of one sample lead to: the most serious item decides, an unfit sample is taken again (§10.1). */
export function bloodSpotStateOf(results: readonly BloodSpotResult[]): Extract<BloodSpotState, 'sampled' | 'resample' | 'negative' | 'suspicious' | 'positive'> {
  if (results.length === 0) return 'sampled'
  if (results.includes('3')) return 'positive'
  if (results.includes('2')) return 'suspicious'
  return results.includes('4') ? 'resample' : 'negative'
}

export type RecallDue = { readonly dueDay: Day; readonly overdueFrom: Day }
/** Until when blood must be taken again after a suspicious result or an unfit sample (§10.1 [K], R14). */
export const recallDue = (resultDay: Day, rules: ChildRules): RecallDue => ({ dueDay: addDays(resultDay, rules.recallSampleDays), overdueFrom: addDays(resultDay, rules.recallOverdueDays + 1) })
