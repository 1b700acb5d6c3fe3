import { addDays, type Day, daysBetween, isDay } from '../time/day.ts'
import type { WorkCalendar } from './working-days.ts'

/** What a pasted notice says of one year; `unread` are the pieces that name a day but not what it is. */
export type HolidayNotice = { readonly off: readonly Day[]; readonly worked: readonly Day[]; readonly unread: readonly string[] }

const MOST_DAYS_OFF = 15
// The weekday and the day of the lunar calendar stand in brackets behind each date.
const BRACKETS = /\([^()]*\)/g
const DATE = String.raw`(?:(\d{4})[年\-/.])?(?:(\d{1,2})[月\-/.])?(\d{1,2})日?`
const RANGE = new RegExp(String.raw`${DATE}(?:\s*(?:至|到|~|—|–)\s*${DATE})?`, 'g')
// What is counted is no date: 共8天, 第1个.
const COUNTS = /共?\s*\d+\s*天|\d+\s*个/g

/**
 * Reads the State Council's notice as it is published (元旦:1月1日(周四)至3日(周六)放假调休,共3天。1月4日(周日)上班。),
 * or lines of single days (2027-05-09 上班). A day of another year counts as unread.
 */
export function readHolidayNotice(text: string, year: number): HolidayNotice {
  const off = new Set<Day>()
  const worked = new Set<Day>()
  const unread: string[] = []
  for (const piece of text.normalize('NFKC').split(/[。;\n]/)) {
    const plain = piece.replace(BRACKETS, '').replace(COUNTS, '').trim()
    const days = daysIn(plain, year)
    if (days === undefined) unread.push(piece.trim())
    else if (days.length > 0) {
      const into = /上班|补班/.test(plain) ? worked : /放假|休/.test(plain) ? off : undefined
      if (into) for (const day of days) into.add(day)
      else unread.push(piece.trim())
    }
  }
  return { off: [...off].toSorted(), worked: [...worked].toSorted(), unread }
}

/** Every day that a piece names; undefined where one of them does not exist or is of another year. */
function daysIn(plain: string, year: number): Day[] | undefined {
  const found: Day[] = []
  for (const match of plain.matchAll(RANGE)) {
    const [, ownYear, month, day, lastYear, lastMonth, lastDay] = match
    // A number without its month is no date (2027年部分节假日, 一、).
    if (month === undefined) continue
    const first = dayOf(ownYear, month, day, year)
    const last = lastDay === undefined ? first : dayOf(lastYear ?? ownYear, lastMonth ?? month, lastDay, year)
    if (!first || !last || daysBetween(first, last) < 0 || daysBetween(first, last) >= MOST_DAYS_OFF) return undefined
    for (let at = first; at <= last; at = addDays(at, 1)) found.push(at)
  }
  return found.every(one => one.startsWith(`${year}-`)) ? found : undefined
}

function dayOf(ownYear: string | undefined, month: string, day: string | undefined, year: number): Day | undefined {
  const text = `${ownYear ?? year}-${month.padStart(2, '0')}-${(day ?? '').padStart(2, '0')}`
  return isDay(text) ? text : undefined
}

/** One line of a year's calendar: days one after the other that are off, or worked. */
export type CalendarRun = { readonly first: Day; readonly last: Day; readonly kind: 'off' | 'worked' }

/** A year's days as lines, in order. */
export function calendarRuns({ off, worked }: Pick<WorkCalendar['years'][number], 'off' | 'worked'>): CalendarRun[] {
  const runsOf = (days: readonly string[], kind: CalendarRun['kind']): CalendarRun[] => {
    const runs: CalendarRun[] = []
    for (const day of (days as readonly Day[]).toSorted()) {
      const open = runs.at(-1)
      if (open && addDays(open.last, 1) === day) runs[runs.length - 1] = { ...open, last: day }
      else runs.push({ first: day, last: day, kind })
    }
    return runs
  }
  return [...runsOf(off, 'off'), ...runsOf(worked, 'worked')].toSorted((a, b) => (a.first < b.first ? -1 : 1))
}

/** From when on the next year's notice is expected: it came in November in both years that were read. */
const NOTICE_MONTH = 11
/** Years whose calendar a deadline may run through by now and that nobody has entered: this year, from November on the next. */
export function missingYears({ years }: WorkCalendar, today: Day): number[] {
  const year = Number(today.slice(0, 4))
  return [year, ...(Number(today.slice(5, 7)) >= NOTICE_MONTH ? [year + 1] : [])].filter(one => !years.some(calendar => calendar.year === one))
}
