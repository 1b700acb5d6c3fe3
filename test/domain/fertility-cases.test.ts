import { describe, expect, test } from 'vitest'
import { PRECONCEPTION_ITEM } from '../../domain/code/fertility.ts'
import { FERTILITY_RULE, FERTILITY_RULES, FERTILITY_RULES_DEFAULT as rules } from '../../domain/rule/fertility/fertility-rules.ts'
import { midPregnancyDay, pregnancyOfCourse } from '../../domain/rule/fertility/folic-acid.ts'
import { isAfterCheck, missingItems, trackingDue } from '../../domain/rule/fertility/preconception.ts'
import type { Day } from '../../domain/time/day.ts'

const day = (text: string): Day => text as Day
const TODAY = day('2026-03-10')

describe('the 19 items', () => {
  test('are five services and 14 examinations: nine of the laboratory, four of viruses, one of imaging', () => {
    const of = (group: string): number => PRECONCEPTION_ITEM.list.filter(item => item.group === group).length
    expect([of('service'), of('laboratory'), of('virus'), of('imaging')]).toEqual([5, 9, 4, 1])
  })
  test('of a woman without a husband ask nothing of him; half a marker row is not done', () => {
    const facts = { couple: { educationDay: '2026-03-01', assessedDay: '2026-03-02' }, man: null, isTracked: false }
    const whole = { historyTaken: true, physicalFinding: '1', discharge: '1', gonococcus: '1', chlamydia: '1', bloodRoutine: '1', urineRoutine: '1', aboGroup: '1', rhGroup: '2', glucoseMmolL: 5, altUL: 0, hbsAg: '1', hbsAb: '2', hbeAg: '1', hbeAb: '1', hbcAb: '1', creatinineUmolL: 60, tshMiuL: 2, syphilis: '1', rubellaIgG: '2', cmvIgM: '1', cmvIgG: '2', toxoplasmaIgM: '1', toxoplasmaIgG: '1', ultrasound: '1' }
    expect(missingItems({ ...facts, woman: whole, hasHusband: false })).toEqual([])
    expect(missingItems({ ...facts, woman: whole, hasHusband: true })).toEqual(['history', 'physical', 'urine', 'bloodGroup', 'liver', 'hepatitisB', 'kidney', 'syphilis'])
    expect(missingItems({ ...facts, woman: { ...whole, hbcAb: null }, hasHusband: false })).toEqual(['hepatitisB'])
  })
})

describe('what a couple is asked next', () => {
  const nothing = { servedDay: day('2026-01-01'), lastAskedDay: null, earlyDone: false, outcomeDone: false }
  const pregnancy = { startDay: day('2026-01-20'), expectedDay: day('2026-10-27'), endedDay: null }
  test.each([
    ['whether she is pregnant, 90 days after the examination', null, {}, { kind: 'notPregnant', fromDay: '2026-04-01', dueDay: '2026-04-01' }],
    ['again 90 days after the last time', null, { lastAskedDay: day('2026-03-01') }, { kind: 'notPregnant', fromDay: '2026-05-30', dueDay: '2026-05-30' }],
    ['how the early pregnancy goes, up to 12+0', pregnancy, {}, { kind: 'early', fromDay: '2026-01-20', dueDay: '2026-04-14' }],
    ['how it ended, once the early one is done: from the expected day', pregnancy, { earlyDone: true }, { kind: 'outcome', fromDay: '2026-10-27', dueDay: '2026-12-08' }],
    ['how it ended, from the day it did; the early one is lost', { ...pregnancy, endedDay: day('2026-03-01') }, {}, { kind: 'outcome', fromDay: '2026-03-01', dueDay: '2026-04-12' }],
    ['nothing more once the outcome is known', { ...pregnancy, endedDay: day('2026-03-01') }, { outcomeDone: true }, null],
  ])('%s', (_what, found, done, expected) => {
    expect(trackingDue(found, { ...nothing, ...done }, TODAY, rules)).toEqual(expected)
  })
  test('a pregnancy counts as after the examination when it was conceived on its day or later', () => {
    expect(isAfterCheck(day('2025-12-18'), day('2026-01-01'))).toBe(true)
    expect(isAfterCheck(day('2025-12-17'), day('2026-01-01'))).toBe(false)
  })
})

describe('folic acid', () => {
  test('is taken to 13+0; without a pregnancy there is no such day', () => {
    expect(midPregnancyDay(day('2025-12-01'), rules)).toBe('2026-03-02')
    expect(midPregnancyDay(null, rules)).toBeNull()
  })
  test('belongs to the first pregnancy that had not reached its middle when she was listed, else to the day she told', () => {
    const known = (id: string, startDay: string) => ({ id, womanId: 'w', startDay: day(startDay), expectedDay: day(startDay), state: null, endedDay: null })
    const course = { registeredDay: day('2026-01-01'), lastMenstrualDay: day('2025-12-20') }
    expect(pregnancyOfCourse(course, [known('old', '2024-05-01'), known('this', '2025-11-01')], rules)?.id).toBe('this')
    expect(pregnancyOfCourse(course, [known('old', '2024-05-01')], rules)).toEqual({ id: null, startDay: '2025-12-20' })
    expect(pregnancyOfCourse({ ...course, lastMenstrualDay: null }, [], rules)).toBeNull()
  })
})

test('every number is shown with a source; what was not read is marked, and the high dose is never below the usual one', () => {
  for (const [id, { source, mark, limits, value }] of Object.entries(FERTILITY_RULE)) {
    expect(source.length, id).toBeGreaterThan(3)
    expect(['S', 'K'], id).toContain(mark)
    expect(value, id).toBeGreaterThanOrEqual(limits[0])
    expect(value, id).toBeLessThanOrEqual(limits[1])
  }
  expect(FERTILITY_RULE.folicAcidHighDoseMg.mark).toBe('K')
  expect(FERTILITY_RULES.schema.safeParse({ ...rules, folicAcidDoseMg: 1, folicAcidHighDoseMg: 0.5 }).success).toBe(false)
})
