import { z } from 'zod'
import { message } from '../message/message.ts'
import { fault, faultIf, repeated, says } from '../settings/said.ts'
import { addDays, type Day, isDay } from '../time/day.ts'

const Days = z.array(z.string().refine(isDay)).max(80)
const YearSchema = z.strictObject({
  year: z.int().min(2000).max(2100),
  /** The notice the days were read from. */
  source: z.string().trim().min(1).max(200),
  /** Days off, weekends within a holiday too, and weekend days that are worked. */
  off: Days, worked: Days,
}).superRefine(says(({ year, off, worked }) => {
  const days = [...off, ...worked]
  const [others, twice] = [days.filter(day => !day.startsWith(`${year}-`)), repeated(days)]
  return [
    ...faultIf(others.length > 0, message('workCalendar.otherYear', '{{year}} 年的日历里有别的年份的日期({{days}}),请删除或登记到那一年', { year, days: others.join('、') })),
    ...faultIf(twice.length > 0, message('workCalendar.twice', '{{year}} 年的日历里 {{days}} 重复,或既放假又上班,请只留一处', { year, days: twice.join('、') })),
  ]
}))

/** The holiday calendar of the State Council, year by year; a hospital adds each new notice. */
export const WorkCalendarSchema = z.strictObject({ years: z.array(YearSchema).max(100) })
  .superRefine(says(({ years }) => repeated(years.map(({ year }) => year)).map(year => fault(message('workCalendar.yearTwice', '{{year}} 年的工作日历有两份,请删去一份', { year }), 'years'))))
export type WorkCalendar = z.output<typeof WorkCalendarSchema>

type Holiday = readonly [first: string, days: number]
const year = (number: number, notice: string, holidays: readonly Holiday[], worked: readonly string[]): WorkCalendar['years'][number] => ({
  year: number, source: `国务院办公厅关于${number}年部分节假日安排的通知(${notice})`,
  off: holidays.flatMap(([first, days]) => Array.from({ length: days }, (_, index) => addDays(`${number}-${first}` as Day, index))), worked: worked.map(day => `${number}-${day}` as Day),
})
/** What a new hospital starts with. A year without a notice counts weekends alone and says so. */
export const DEFAULT_WORK_CALENDAR: WorkCalendar = {
  years: [
    year(2025, '国办发明电〔2024〕12号', [['01-01', 1], ['01-28', 8], ['04-04', 3], ['05-01', 5], ['05-31', 3], ['10-01', 8]], ['01-26', '02-08', '04-27', '09-28', '10-11']),
    year(2026, '国办发明电〔2025〕7号', [['01-01', 3], ['02-15', 9], ['04-04', 3], ['05-01', 5], ['06-19', 3], ['09-25', 3], ['10-01', 7]], ['01-04', '02-14', '02-28', '05-09', '09-20', '10-10']),
  ],
}

const isWeekend = (day: Day): boolean => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())

/** Is a day worked? A year without a calendar knows weekends only. */
export function isWorkingDay(day: Day, { years }: WorkCalendar): boolean {
  const calendar = years.find(one => one.year === Number(day.slice(0, 4)))
  if (calendar?.off.includes(day)) return false
  return calendar?.worked.includes(day) === true || !isWeekend(day)
}

/** A deadline; `isEstimated` where it runs through a year whose holidays nobody has entered. */
export type WorkingDeadline = { readonly day: Day; readonly isEstimated: boolean }

/** The day so many working days later; the day itself is day 0 (§3.5 of the prenatal screening note; P-15). */
export function addWorkingDays(from: Day, count: number, calendar: WorkCalendar): WorkingDeadline {
  let day = from
  for (let left = count; left > 0;) { day = addDays(day, 1); if (isWorkingDay(day, calendar)) left -= 1 }
  const [first, last] = [Number(from.slice(0, 4)), Number(day.slice(0, 4))]
  const known = new Set(calendar.years.map(one => one.year))
  return { day, isEstimated: Array.from({ length: last - first + 1 }, (_, index) => first + index).some(one => !known.has(one)) }
}
