import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addWorkingDays, DEFAULT_WORK_CALENDAR as CALENDAR, isWorkingDay, WorkCalendarSchema } from '../../domain/rule/working-days.ts'
import { addDays, toDay } from '../../domain/time/day.ts'

const after = (from: string, count: number) => addWorkingDays(toDay(from), count, CALENDAR).day

test('P-15: received on a Friday before the October holiday, with worked weekend days', () => {
  expect([2, 3, 5, 7, 10, 15].map(count => after('2025-09-26', count))).toEqual(['2025-09-29', '2025-09-30', '2025-10-10', '2025-10-13', '2025-10-16', '2025-10-23'])
})

test('day 0 is the day itself, whatever day it is', () => {
  expect([after('2025-10-03', 0), after('2025-10-03', 1), after('2025-10-11', 0), after('2025-10-11', 1)]).toEqual(['2025-10-03', '2025-10-09', '2025-10-11', '2025-10-13'])
})

test('the days off and the worked weekends of the two notices', () => {
  const worked = (...days: string[]) => days.map(day => isWorkingDay(toDay(day), CALENDAR))
  expect(worked('2025-01-26', '2025-01-27', '2025-01-28', '2025-02-04', '2025-02-05', '2025-02-08', '2025-04-27', '2025-06-02')).toEqual([true, true, false, false, true, true, true, false])
  expect(worked('2026-01-04', '2026-02-14', '2026-02-15', '2026-02-23', '2026-02-28', '2026-05-09', '2026-06-19', '2026-09-20', '2026-09-25', '2026-10-07', '2026-10-08', '2026-10-10')).toEqual([true, true, false, false, true, true, false, true, false, false, true, true])
  expect(CALENDAR.years.map(({ off, worked }) => [off.length, worked.length])).toEqual([[28, 5], [33, 6]])
  // A worked day lies on a weekend, or the notice was copied wrongly.
  for (const { worked } of CALENDAR.years) for (const day of worked) expect([0, 6], day).toContain(new Date(`${day}T00:00:00Z`).getUTCDay())
})

test('a year without a notice knows weekends alone and says so', () => {
  expect(addWorkingDays(toDay('2026-12-30'), 3, CALENDAR)).toEqual({ day: '2027-01-04', isEstimated: true })
  expect(addWorkingDays(toDay('2026-12-28'), 3, CALENDAR)).toEqual({ day: '2026-12-31', isEstimated: false })
})

test('a hospital\'s own calendar is held to its year and to one answer a day', () => {
  const parse = (...years: unknown[]) => WorkCalendarSchema.safeParse({ years }).success
  const own = { year: 2027, source: '通知', off: ['2027-01-01'], worked: [] }
  expect([parse(...CALENDAR.years, own), parse(own, own), parse({ ...own, off: ['2026-01-01'] }), parse({ ...own, worked: ['2027-01-01'] }), parse({ ...own, off: ['2027-02-30'] }), parse({ ...own, source: '' })]).toEqual([true, false, false, false, false, false])
})

test('property: a later start never ends earlier, one day more never ends sooner, and the end is worked', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 1, max: 30 }), (start, count) => {
    const from = addDays(toDay('2025-01-01'), start)
    const { day } = addWorkingDays(from, count, CALENDAR)
    expect(isWorkingDay(day, CALENDAR)).toBe(true)
    expect(addWorkingDays(from, count + 1, CALENDAR).day > day).toBe(true)
    expect(addWorkingDays(addDays(from, 1), count, CALENDAR).day >= day).toBe(true)
  }))
})
