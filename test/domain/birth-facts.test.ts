import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ageAtDelivery, checkFatherAge, checkMotherAge } from '../../domain/rule/age.ts'
import { checkBirthTime, checkIssueDay } from '../../domain/rule/birth-time.ts'
import { checkGestation, formatGestation, gestationDays, parseGestation, splitGestation } from '../../domain/rule/gestation.ts'
import { birthWeightClass, checkBirthLength, checkBirthWeight } from '../../domain/rule/newborn-measure.ts'
import { checkPhone, normalisePhone } from '../../domain/rule/phone.ts'
import { toDay, toMinute } from '../../domain/time/day.ts'

const keys = (issues: readonly { level: string; message: { key: string } }[]) => issues.map(({ level, message }) => `${level} ${message.key}`)

describe('birth time and issue day', () => {
  const now = toMinute('2026-11-22T10:00')
  test('case 12: five minutes in the future is refused, this minute is not', () => {
    expect(keys(checkBirthTime(toMinute('2026-11-22T10:05'), now))).toEqual(['block birthTime.future'])
    expect(checkBirthTime(now, now)).toEqual([])
  })
  test('case 13: 1995-12-31 is before the certificate existed', () => {
    expect(keys(checkBirthTime(toMinute('1995-12-31T23:59'), now))).toEqual(['block birthTime.before1996'])
    expect(checkBirthTime(toMinute('1996-01-01T00:00'), now)).toEqual([])
  })
  test('case 14: an issue day before the birth is refused', () => {
    const today = toDay('2026-11-22')
    expect(keys(checkIssueDay(toDay('2026-11-20'), toMinute('2026-11-21T00:00'), today))).toEqual(['block issueDay.beforeBirth'])
    expect(checkIssueDay(toDay('2026-11-21'), toMinute('2026-11-21T23:59'), today)).toEqual([])
    expect(keys(checkIssueDay(toDay('2026-11-23'), toMinute('2026-11-21T23:59'), today))).toEqual(['block issueDay.future'])
  })
})

describe('gestation', () => {
  test('case 15: 39 weeks and 7 days is refused', () => {
    expect(keys(checkGestation({ weeks: 39, days: 7 }))).toEqual(['block gestation.days'])
    expect(checkGestation({ weeks: 39, days: 6 })).toEqual([])
  })
  test.each([[17, 'block'], [18, 'warn'], [27, 'warn'], [28, ''], [42, ''], [43, 'warn'], [45, 'warn'], [46, 'block'], [39.5, 'block'], [Number.NaN, 'block']])('%s weeks: %s', (weeks, level) => {
    expect(checkGestation({ weeks, days: 0 }).map(issue => issue.level).join()).toBe(level)
  })
  test('weeks and days survive the way over days and over text', () => fc.assert(fc.property(fc.integer({ min: 0, max: 45 }), fc.integer({ min: 0, max: 6 }), (weeks, days) => {
    const total = gestationDays({ weeks, days })
    expect(splitGestation(total)).toEqual({ weeks, days })
    expect(parseGestation(formatGestation(total))).toEqual({ weeks, days })
  })))
  test.each([['39', 39, 0], ['39+5', 39, 5], [' 39 周 5 天', 39, 5], ['39周', 39, 0], ['３９＋５', 39, 5], ['39⁺⁵', 39, 5]])('reads %s', (text, weeks, days) => {
    expect(parseGestation(text)).toEqual({ weeks, days })
  })
  test.each(['', 'x', '39+12', '-3', '39.5'])('does not read %j', text => {
    expect(parseGestation(text)).toBeUndefined()
  })
})

describe('weight and length', () => {
  test('case 16: kilograms are refused; 320 g needs a reason and a second typing', () => {
    expect(checkBirthWeight(3.2)).toMatchObject([{ level: 'block', message: { key: 'birthWeight.kilograms', params: { grams: 3200 } } }])
    expect(keys(checkBirthWeight(320))).toEqual(['warn birthWeight.low', 'retype birthWeight.retype'])
  })
  test.each([[199, 'block'], [200, 'warn,retype'], [999, 'warn,retype'], [1000, ''], [5000, ''], [5001, 'warn'], [8000, 'warn'], [8001, 'block'], [3200.5, 'block'], [0, 'block'], [Number.NaN, 'block']])('%s g: %s', (grams, levels) => {
    expect(checkBirthWeight(grams).map(issue => issue.level).join()).toBe(levels)
  })
  test.each([[2499, 'low'], [2500, 'normal'], [3999, 'normal'], [4000, 'macrosomia']])('%s g is %s', (grams, expected) => {
    expect(birthWeightClass(grams)).toBe(expected)
  })
  test.each([[19.9, 'block'], [20, 'warn'], [39.9, 'warn'], [40, ''], [50.5, ''], [60, ''], [60.1, 'warn'], [70, 'warn'], [70.1, 'block'], [50.25, 'block'], [Number.NaN, 'block']])('%s cm: %s', (length, levels) => {
    expect(checkBirthLength(length).map(issue => issue.level).join()).toBe(levels)
  })
  test('every length with one decimal between 40 and 60 is accepted', () => fc.assert(fc.property(fc.integer({ min: 400, max: 600 }), tenths => {
    expect(checkBirthLength(tenths / 10)).toEqual([])
  })))
})

describe('age at delivery', () => {
  test('the birthday itself completes the year', () => {
    expect(ageAtDelivery(toDay('2000-11-22'), toDay('2026-11-21'))).toBe(25)
    expect(ageAtDelivery(toDay('2000-11-22'), toDay('2026-11-22'))).toBe(26)
    expect(ageAtDelivery(toDay('2004-02-29'), toDay('2026-02-28'))).toBe(21)
  })
  test.each([['2011-11-23', 'warn'], ['2011-11-22', ''], ['1970-11-23', ''], ['1970-11-22', 'warn'], ['2026-11-22', 'block']])('mother born %s: %s', (birthDay, levels) => {
    expect(checkMotherAge(toDay(birthDay), toDay('2026-11-22')).map(issue => issue.level).join()).toBe(levels)
  })
  test('a father born after his child is refused', () => {
    expect(keys(checkFatherAge(toDay('2026-11-22'), toDay('2026-11-22')))).toEqual(['block fatherAge.afterChild'])
    expect(checkFatherAge(toDay('1995-01-01'), toDay('2026-11-22'))).toEqual([])
  })
})

describe('telephone', () => {
  test.each([
    ['138 0013 8000', '13800138000'], ['+86 138-0013-8000', '13800138000'], ['１３８００１３８０００', '13800138000'],
    ['037112345678', '0371-12345678'], ['0371-1234567', '0371-1234567'], ['(010)12345678', '010-12345678'], ['0371-12345678转12', '0371-12345678-12'],
    ['+81 90 1234 5678', '+819012345678'],
  ])('%s is kept as %s', (typed, kept) => {
    expect(checkPhone(typed)).toEqual({ value: kept, issues: [] })
    expect(normalisePhone(kept)).toBe(kept)
  })
  test.each([['12345678', 'warn phone.areaCode'], ['1380013800', 'warn phone.shape'], ['23800138000', 'warn phone.shape'], ['12800138000', 'warn phone.shape'], ['abc', 'warn phone.shape']])('%s is asked about', (typed, expected) => {
    expect(keys(checkPhone(typed).issues)).toEqual([expected])
  })
  test('nothing typed is nothing wrong', () => expect(checkPhone(' ').issues).toEqual([]))
})
