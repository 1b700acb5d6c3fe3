import type { Day } from '../../time/day.ts'
import { DEFAULT_GROWTH_RULES, type GrowthRuleValues } from './rules.ts'

/** WHO's month, 365.25 / 12 days (WHO Child Growth Standards 2006). */
export const DAYS_PER_WHO_MONTH = 30.4375
/** A pregnancy of 40 weeks, from which a corrected age counts (儿童保健说明 §2). */
export const TERM_DAYS = 280

// Days are numbered from 1970-01-01 with the civil-calendar arithmetic of the proleptic Gregorian calendar: growth is
// evaluated for whole registers at a time, and Date would be most of the work.
const ERA_DAYS = 146_097
const EPOCH_SHIFT_DAYS = 719_468

function numberOf(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year
  const era = Math.floor(shifted / 400)
  const yearOfEra = shifted - era * 400
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1
  return era * ERA_DAYS + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - EPOCH_SHIFT_DAYS
}

/** Year × 10000 + month × 100 + day of a day number: one number instead of an object in the hot path. */
function calendarOf(dayNumber: number): number {
  const shifted = dayNumber + EPOCH_SHIFT_DAYS
  const era = Math.floor(shifted / ERA_DAYS)
  const dayOfEra = shifted - era * ERA_DAYS
  const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365)
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return year * 10_000 + month * 100 + dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1
}

const twoDigits = (text: string, at: number): number => (text.charCodeAt(at) - 48) * 10 + text.charCodeAt(at + 1) - 48

/** Days since 1970-01-01 of a calendar day; age in days is a difference of calendar days (儿童保健说明 §2). */
export const dayNumberOf = (day: Day): number => numberOf(twoDigits(day, 0) * 100 + twoDigits(day, 2), twoDigits(day, 5), twoDigits(day, 8))

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
const monthLength = (year: number, month: number): number => month === 2 ? (isLeap(year) ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31

/** The day number on which month `months` of life is complete: the same day of the month, or the last day of a shorter one. */
export function monthAnniversary(birthNumber: number, months: number): number {
  const calendar = calendarOf(birthNumber)
  const index = Math.floor(calendar / 10_000) * 12 + (Math.floor(calendar / 100) % 100) - 1 + months
  const year = Math.floor(index / 12)
  const month = (index % 12) + 1
  return numberOf(year, month, Math.min(calendar % 100, monthLength(year, month)))
}

/** Completed calendar months 实足月龄 (儿童保健说明 §2); −1 before birth. */
export function completedMonths(birthNumber: number, onNumber: number): number {
  if (onNumber < birthNumber) return -1
  const from = calendarOf(birthNumber)
  const to = calendarOf(onNumber)
  const months = (Math.floor(to / 10_000) - Math.floor(from / 10_000)) * 12 + (Math.floor(to / 100) % 100) - (Math.floor(from / 100) % 100)
  return monthAnniversary(birthNumber, months) > onNumber ? months - 1 : months
}

/** Decimal calendar months for WS/T 423 (儿童保健说明 §2): whole on a month anniversary, so that the printed row applies exactly. */
export function decimalMonths(birthNumber: number, onNumber: number): number {
  const months = completedMonths(birthNumber, onNumber)
  if (months < 0) return -1
  const last = monthAnniversary(birthNumber, months)
  if (last === onNumber) return months
  return months + (onNumber - last) / (monthAnniversary(birthNumber, months + 1) - last)
}

/** WHO's months of an age in days (WHO 2006: days / 30.4375). */
export const whoMonths = (days: number): number => days / DAYS_PER_WHO_MONTH

/** WHO rounds an age in days half up before it looks at a table (WHO 2006). */
export const roundedAgeDays = (days: number): number => Math.floor(days + 0.5)

/** How many days a preterm child's age is set back: 280 − gestation below 37 weeks, otherwise 0 (儿童保健说明 §2). */
export const correctionDays = (gestationDays: number, rules: GrowthRuleValues = DEFAULT_GROWTH_RULES): number =>
  gestationDays > 0 && gestationDays < rules.correctionBelowWeeks * 7 ? TERM_DAYS - gestationDays : 0

/** The ages of a child on one day; `correctedDays` is null for a child born at term or with unknown gestation. */
export type GrowthAges = {
  readonly actualDays: number
  readonly actualMonths: number
  readonly correctedDays: number | null
  readonly correctedMonths: number | null
  /** Which of both the rules use: the corrected one until 24 months of corrected age (儿童保健说明 §2). */
  readonly used: 'actual' | 'corrected'
}

/** True while the corrected age is the one to use; `correctedMonthsCompleted` is −1 before term. */
export const usesCorrectedAge = (correctionInDays: number, correctedMonthsCompleted: number, rules: GrowthRuleValues = DEFAULT_GROWTH_RULES): boolean =>
  correctionInDays > 0 && correctedMonthsCompleted < rules.correctionUntilMonths

/** Both ages of a child in completed calendar months and days (儿童保健说明 §2: store and show both). */
export function growthAges(birthDay: Day, onDay: Day, gestationDays: number | null = null, rules: GrowthRuleValues = DEFAULT_GROWTH_RULES): GrowthAges {
  const [birth, on] = [dayNumberOf(birthDay), dayNumberOf(onDay)]
  const correction = correctionDays(gestationDays ?? 0, rules)
  const actual = { actualDays: on - birth, actualMonths: completedMonths(birth, on) }
  if (correction === 0) return { ...actual, correctedDays: null, correctedMonths: null, used: 'actual' }
  const correctedMonths = completedMonths(birth + correction, on)
  return { ...actual, correctedDays: on - birth - correction, correctedMonths, used: usesCorrectedAge(correction, correctedMonths, rules) ? 'corrected' : 'actual' }
}
