import { expect, test } from 'vitest'
import { BLANK_STATE } from '../../domain/code/certificate.ts'
import { blankFitness, blankLastDay, checkBlankExpiry } from '../../domain/rule/blank-expiry.ts'
import { lossDeadline, lossEvidenceIssues, lossMinutesLeft } from '../../domain/rule/loss-report.ts'
import { fullYearBirths, planFilingDay, planQuantity, wasteDueDay } from '../../domain/rule/yearly-plan.ts'
import { epochOf, toDay, toMinute } from '../../domain/time/day.ts'

const at = (minute: string): number => epochOf(toMinute(minute))

test('a loss is due upward two hours after its discovery, over midnight too; the minute of the deadline is still in time', () => {
  expect(lossDeadline(toMinute('2026-03-10T23:30'))).toBe('2026-03-11T01:30')
  const left = (now: string) => lossMinutesLeft(toMinute('2026-03-10T08:30'), at(now))
  expect([left('2026-03-10T08:30'), left('2026-03-10T10:29'), left('2026-03-10T10:30'), left('2026-03-10T10:31'), left('2026-03-11T10:30')]).toEqual([120, 1, 0, -1, -1440])
})

test('the papers of a loss: what is missing depends on theft and on the province', () => {
  const nothing = { kind: 'lost' as const, discoveredAt: '2026-03-10T08:30', upwardAt: null, upwardTo: null, policeNumber: null, declaration: null, declarationDay: null, writtenReport: null }
  const all = { ...nothing, upwardAt: '2026-03-10T09:00', upwardTo: '省', policeNumber: '1', declaration: '日报', declarationDay: '2026-03-11', writtenReport: '1 号' }
  const paths = (...given: Parameters<typeof lossEvidenceIssues>) => lossEvidenceIssues(...given).map(issue => issue.path)
  expect(paths(nothing, 'either')).toEqual(['upwardAt', 'writtenReport'])
  expect(paths(nothing, 'newspaper')).toEqual(['upwardAt', 'writtenReport', 'declaration'])
  expect(paths({ ...nothing, kind: 'stolen' }, 'written')).toEqual(['upwardAt', 'writtenReport', 'policeNumber'])
  expect(paths({ ...all, declarationDay: null }, 'newspaper')).toEqual(['declaration'])
  expect(paths({ ...all, upwardTo: '' }, 'newspaper')).toEqual(['upwardAt'])
  expect(paths({ ...all, kind: 'stolen' }, 'newspaper')).toEqual([])
})

test('blanks are used by the end of the year after printing, where the province says so; the letter is never asked', () => {
  expect(blankLastDay(2025, 'none')).toBeNull()
  expect(blankLastDay(null, 'yearAfterPrinting')).toBeNull()
  expect(blankLastDay(2025, 'yearAfterPrinting')).toBe('2026-12-31')
  const fitness = (day: string, edition: '6' | '7' = '7', year: number | null = 2025) => blankFitness({ edition, printYear: year }, 'yearAfterPrinting', toDay(day))
  expect([fitness('2026-10-01'), fitness('2026-10-02'), fitness('2026-12-31'), fitness('2027-01-01')]).toEqual(['fit', 'expiring', 'expiring', 'expired'])
  expect([fitness('2023-03-31', '6', 2022), fitness('2023-04-01', '6', 2022), fitness('2030-01-01', '7', null)]).toEqual(['fit', 'editionStopped', 'fit'])
  expect(checkBlankExpiry(2025, 'yearAfterPrinting', toDay('2026-12-31'), 'number')).toEqual([])
  expect(checkBlankExpiry(2025, 'yearAfterPrinting', toDay('2027-01-01'), 'number')).toMatchObject([{ path: 'number', level: 'block' }])
})

test('the plan: births of a year not over are carried on, whole sheets are rounded up, and both rules say their number', () => {
  expect(fullYearBirths(100, 2026, toDay('2026-07-01'))).toBe(201)
  expect(fullYearBirths(100, 2026, toDay('2026-12-31'))).toBe(100)
  expect(fullYearBirths(100, 2026, toDay('2027-03-01'))).toBe(100)
  expect(fullYearBirths(5, 2028, toDay('2027-03-01'))).toBe(0)
  expect(planQuantity('thisYearPlus5', { thisYear: 1000, lastYear: 0 })).toBe(1050)
  expect(planQuantity('thisYearPlus5', { thisYear: 1001, lastYear: 0 })).toBe(1052)
  expect(planQuantity('lastYear120', { thisYear: 0, lastYear: 1001 })).toBe(1202)
  expect(planFilingDay(2027)).toBe('2026-12-20')
  expect(wasteDueDay(2026)).toBe('2027-01-31')
})

test('what is lost, void or destroyed has no way back to a window; what was given to another hospital may come back to the cabinet', () => {
  const reach = (from: typeof BLANK_STATE.values[number], seen = new Set<string>()): Set<string> => {
    for (const to of BLANK_STATE.movesFrom(from)) if (!seen.has(to)) { seen.add(to); reach(to, seen) }
    return seen
  }
  for (const end of ['void', 'lostReported', 'lostVoid', 'exchanged', 'toHandIn', 'handedIn', 'destroyed', 'returned'] as const) for (const live of ['inStock', 'drawn', 'held', 'issued']) expect(reach(end).has(live), `${end} → ${live}`).toBe(false)
  expect(BLANK_STATE.movesFrom('transferred')).toEqual(['inStock'])
  expect(BLANK_STATE.isFinal('destroyed')).toBe(true)
})
