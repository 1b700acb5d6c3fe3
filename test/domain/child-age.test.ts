import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, completedMonths, type Day, daysBetween, monthAnniversary, toDay } from '../../domain/time/day.ts'

const FIRST = toDay('1999-01-01')
const anyDay = fc.integer({ min: 0, max: 18_000 }).map(days => addDays(FIRST, days))

describe('months of life', () => {
  test('case 37: born on 29 February, a shorter month is complete on its last day', () => {
    const born = toDay('2024-02-29')
    expect(completedMonths(born, toDay('2025-02-28'))).toBe(12)
    expect(completedMonths(born, toDay('2025-02-27'))).toBe(11)
    expect(daysBetween(born, toDay('2025-02-28'))).toBe(365)
    expect(completedMonths(born, toDay('2028-02-28'))).toBe(47)
    expect(completedMonths(born, toDay('2028-02-29'))).toBe(48)
  })

  test.each<[string, number, string]>([
    ['2023-01-31', 1, '2023-02-28'], ['2024-01-31', 1, '2024-02-29'], ['2023-01-31', 3, '2023-04-30'], ['2023-01-31', 12, '2024-01-31'],
    ['2023-12-15', 1, '2024-01-15'], ['2023-03-31', -1, '2023-02-28'], ['2023-01-15', -1, '2022-12-15'], ['2023-01-15', 0, '2023-01-15'],
  ])('%s and %i months is %s', (from, months, to) => { expect(monthAnniversary(from as Day, months)).toBe(to) })

  test('an anniversary completes its month, and the day before does not', () => {
    fc.assert(fc.property(anyDay, fc.integer({ min: -30, max: 240 }), (from, months) => {
      const day = monthAnniversary(from, months)
      expect(completedMonths(from, day)).toBe(months)
      expect(completedMonths(from, addDays(day, -1))).toBe(months - 1)
    }))
  })

  test('every day lies between the anniversary of its completed month and the next', () => {
    fc.assert(fc.property(anyDay, anyDay, (from, on) => {
      const months = completedMonths(from, on)
      expect(monthAnniversary(from, months) <= on && on < monthAnniversary(from, months + 1)).toBe(true)
    }))
  })
})
