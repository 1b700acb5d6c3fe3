import { addDays, type Day, daysBetween } from '../../time/day.ts'
import type { FertilityRules } from './fertility-rules.ts'
import type { KnownPregnancy } from './known-pregnancy.ts'

const DAYS_PER_WEEK = 7

/** What a follow-up said: how often a week she took it since the one before, and the day she stopped, where she did. */
export type FolicAcidAnswer = { readonly day: Day; readonly weeklyTimes: number | null; readonly stopDay: Day | null }
export type FolicAcidFacts = {
  /** First day of taking; null for who has not begun. */
  readonly startDay: Day | null
  /** 孕周起算日 of the pregnancy she became or is; null while there is none. */
  readonly pregnancyStartDay: Day | null
  readonly answers: readonly FolicAcidAnswer[]
}

/** The first day on which she need not take it any more: the beginning of mid-pregnancy. null while she is not pregnant. */
export const midPregnancyDay = (pregnancyStartDay: Day | null, rules: Pick<FertilityRules, 'folicAcidUntilWeek'>): Day | null =>
  pregnancyStartDay === null ? null : addDays(pregnancyStartDay, rules.folicAcidUntilWeek * DAYS_PER_WEEK)

/**
 * 应服天数 and 实服天数 from her first day to the end of the third month, or up to `today` while that has not come. Each
 * answer speaks for the days since the one before; days of which nobody was told are not counted as taken.
 */
export function folicAcidDays({ startDay, pregnancyStartDay, answers }: FolicAcidFacts, today: Day, rules: Pick<FertilityRules, 'folicAcidUntilWeek'>): { readonly required: number; readonly taken: number } {
  if (startDay === null) return { required: 0, taken: 0 }
  const mid = midPregnancyDay(pregnancyStartDay, rules)
  const until = mid !== null && mid <= today ? mid : addDays(today, 1)
  let [from, taken] = [startDay, 0]
  for (const { day, weeklyTimes, stopDay } of answers.toSorted((one, other) => one.day.localeCompare(other.day))) {
    // Told on a day, the day itself is still to come; a day she stopped on is the first without.
    const told = stopDay !== null && stopDay < day ? stopDay : day
    const end = told < until ? told : until
    if (end > from) taken += daysBetween(from, end) * Math.min(DAYS_PER_WEEK, weeklyTimes ?? 0) / DAYS_PER_WEEK
    if (day > from) from = day
  }
  return { required: Math.max(0, daysBetween(startDay, until)), taken: Math.round(taken) }
}

/** The pregnancy a course was taken for: the first that had not yet reached its middle when she was listed, else the day she told. */
export function pregnancyOfCourse({ registeredDay, lastMenstrualDay }: { readonly registeredDay: Day; readonly lastMenstrualDay: Day | null }, pregnancies: readonly KnownPregnancy[], rules: Pick<FertilityRules, 'folicAcidUntilWeek'>): { readonly id: string | null; readonly startDay: Day } | null {
  const own = pregnancies.find(({ startDay }) => midPregnancyDay(startDay, rules)! > registeredDay)
  return own ?? (lastMenstrualDay ? { id: null, startDay: lastMenstrualDay } : null)
}
