/** A calendar day `YYYY-MM-DD` in China (the program has no other time zone). Never a Date. */
export type Day = string & { readonly __day: never }
/** A local moment to the minute, `YYYY-MM-DDTHH:mm`, China standard time. */
export type Minute = string & { readonly __minute: never }
/** An instant in UTC, ISO 8601 with milliseconds. */
export type Instant = string & { readonly __instant: never }

const DAY_PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/
const MINUTE_PATTERN = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})$/
const CHINA_OFFSET_MS = 8 * 3_600_000
const DAY_MS = 86_400_000

/** True for a day that exists in the calendar: 2025-02-30 does not. */
export function isDay(text: unknown): text is Day {
  if (typeof text !== 'string') return false
  const match = DAY_PATTERN.exec(text)
  if (!match) return false
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  if (year < 1800 || year > 2999) return false
  const utc = new Date(Date.UTC(year, month - 1, day))
  return utc.getUTCFullYear() === year && utc.getUTCMonth() === month - 1 && utc.getUTCDate() === day
}

/** True for an existing local minute: hour 0–23, minute 0–59. */
export function isMinute(text: unknown): text is Minute {
  if (typeof text !== 'string') return false
  const match = MINUTE_PATTERN.exec(text)
  return !!match && isDay(match[1]) && Number(match[2]) < 24 && Number(match[3]) < 60
}

/** Checks and brands; throws RangeError on anything that is not an existing day. */
export function toDay(text: string): Day {
  if (!isDay(text)) throw new RangeError(`not a day: ${text}`)
  return text
}

/** Checks and brands; throws RangeError on anything that is not an existing minute. */
export function toMinute(text: string): Minute {
  if (!isMinute(text)) throw new RangeError(`not a minute: ${text}`)
  return text
}

/** The day in China at an instant given in milliseconds since 1970. */
export const dayAt = (epochMs: number): Day => new Date(epochMs + CHINA_OFFSET_MS).toISOString().slice(0, 10) as Day
/** The local minute in China at an instant given in milliseconds since 1970. */
export const minuteAt = (epochMs: number): Minute => new Date(epochMs + CHINA_OFFSET_MS).toISOString().slice(0, 16) as Minute
/** The UTC text of an instant given in milliseconds since 1970. */
export const instantAt = (epochMs: number): Instant => new Date(epochMs).toISOString() as Instant
/** The day part of a local minute. */
export const dayOf = (minute: Minute): Day => minute.slice(0, 10) as Day
/** Milliseconds since 1970 of a local minute. */
export const epochOf = (minute: Minute): number => Date.parse(`${minute}:00Z`) - CHINA_OFFSET_MS

// A day without a time is UTC to Date.parse, which reads it three times as fast as one with a time: lists of a county ask this of thousands.
const dayNumber = (day: Day): number => Date.parse(day) / DAY_MS

/** Whole days from one day to another; negative when `to` lies before `from`. */
export const daysBetween = (from: Day, to: Day): number => dayNumber(to) - dayNumber(from)
/** The day `days` later (earlier when negative). */
export const addDays = (day: Day, days: number): Day => new Date((dayNumber(day) + days) * DAY_MS).toISOString().slice(0, 10) as Day

/** Completed years of life (周岁) on a day; the birthday itself completes the year. */
export function completedYears(birth: Day, on: Day): number {
  const years = Number(on.slice(0, 4)) - Number(birth.slice(0, 4))
  return on.slice(5) < birth.slice(5) ? years - 1 : years
}

/**
 * The day on which month `months` of life (or of anything else that began on `from`) is complete: the same day of the
 * month, or the last day where the month is shorter (born on 31 January: 28 February completes the first). Negative
 * numbers look back. Source: child health note §2 (product rule), case 38.
 */
export function monthAnniversary(from: Day, months: number): Day {
  const total = Number(from.slice(0, 4)) * 12 + Number(from.slice(5, 7)) - 1 + months
  const year = Math.floor(total / 12)
  const month = total - year * 12
  const lastDayOfMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  const day = Math.min(Number(from.slice(8)), lastDayOfMonth)
  return `${String(year).padStart(4, '0')}-${String(month + 1).padStart(2, '0')}-${String(day).padStart(2, '0')}` as Day
}

/** Completed calendar months (实足月龄) on a day, by the anniversaries above; negative before the birth. Source: child health note §2, case 37. */
export function completedMonths(birth: Day, on: Day): number {
  const months = (Number(on.slice(0, 4)) - Number(birth.slice(0, 4))) * 12 + Number(on.slice(5, 7)) - Number(birth.slice(5, 7))
  return on < monthAnniversary(birth, months) ? months - 1 : months
}

/** First and last day of a calendar month given as `YYYY-MM`. */
export function monthRange(month: string): { first: Day; last: Day } {
  const first = toDay(`${month}-01`)
  const next = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 1))
  return { first, last: new Date(next.getTime() - DAY_MS).toISOString().slice(0, 10) as Day }
}
