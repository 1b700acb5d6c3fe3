import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ANTENATAL_VISIT, type AntenatalVisit } from '../../domain/code/maternal-care.ts'
import { guidanceAt, antenatalWindow } from '../../domain/rule/maternal/visits.ts'
import { MATERNAL_RULES_DEFAULT as RULES } from '../../domain/rule/maternal/maternal-rules.ts'
import { isHypertensive, measureIssues, pressureAgainstAssessment } from '../../domain/rule/maternal/measures.ts'
import { type MadeVisit, nextVisit } from '../../domain/rule/maternal/next-visit.ts'
import { addDays, type Day } from '../../domain/time/day.ts'

const START = '2025-09-01' as Day
const on = (weeks: number, days = 0): Day => addDays(START, weeks * 7 + days)
const made = (...visits: (readonly [AntenatalVisit | null, Day, Day?])[]): MadeVisit[] => visits.map(([visit, day, nextDay]) => ({ visit, day, nextDay: nextDay ?? null }))
const next = (today: Day, ...visits: (readonly [AntenatalVisit | null, Day, Day?])[]) => { const found = nextVisit(START, made(...visits), today, RULES); return found && `${found.visit ?? 'agreed'} ${found.state}` }

test('the first form is asked for until it is there, whatever the week', () => {
  expect([next(on(8)), next(on(12, 6)), next(on(13)), next(on(30)), next(on(30), ['4', on(29)])]).toEqual(['1 due', '1 due', '1 overdue', '1 overdue', '1 overdue'])
})
test('of the others the window that began last counts: within it due, behind it overdue, overtaken by the next one no more', () => {
  const first = ['1', on(10)] as const
  expect([next(on(12), first), next(on(16), first), next(on(20, 6), first), next(on(21), first), next(on(25), first), next(on(28), first), next(on(41), first)]).toEqual(['2 ahead', '2 due', '2 due', '3 due', '3 overdue', '4 due', '5 overdue'])
  expect([next(on(17), first, ['2', on(16)]), next(on(41), first, ['5', on(38)])]).toEqual(['3 ahead', null])
})
test('a day agreed on before the window leads, one within or behind it does not; a later visit answers it', () => {
  const first = ['1', on(10), on(12)] as const
  expect([next(on(11), first), next(on(12), first), next(on(12, 1), first), next(on(16), first)]).toEqual(['agreed ahead', 'agreed due', 'agreed overdue', '2 due'])
  expect(next(on(13), first, [null, on(12, 3)])).toBe('2 ahead')
  expect(next(on(12), ['1', on(10), on(17)])).toBe('2 ahead')
})
test('what is due lies in its window, what is overdue behind it, whatever was made', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 300 }), fc.subarray([...ANTENATAL_VISIT.values]), (gestation, numbers) => {
    const today = addDays(START, gestation)
    const found = nextVisit(START, numbers.map(visit => ({ visit, day: antenatalWindow(visit, START, RULES).first, nextDay: null })), today, RULES)
    if (!found) return
    expect(numbers).not.toContain(found.visit)
    expect(found.state).toBe(today < found.first ? 'ahead' : today <= found.last ? 'due' : 'overdue')
  }))
})

test('the choices of guidance are those of the column; a further visit has them all', () => {
  expect([guidanceAt('2'), guidanceAt('3'), guidanceAt('5'), guidanceAt('other')].map(codes => codes.join(''))).toEqual(['12348', '1234578', '12345678', '12345678'])
})

test('140 or 90 prompts for hypertension and contradicts 未见异常; a fundal height before 16 weeks and a jump of weight are asked about', () => {
  expect([[139, 89], [140, 60], [100, 90], [null, null]].map(([systolicMmHg, diastolicMmHg]) => isHypertensive({ systolicMmHg, diastolicMmHg }, RULES))).toEqual([false, true, true, false])
  expect(['1', '2', null].map(assessment => pressureAgainstAssessment({ systolicMmHg: 150, diastolicMmHg: 95, assessment }, RULES).length)).toEqual([1, 0, 0])
  const asked = (facts: Parameters<typeof measureIssues>[0]) => measureIssues(facts, RULES).map(issue => issue.message.key)
  expect([asked({ gestationDays: 111, fundalHeightCm: 12 }), asked({ gestationDays: 112, fundalHeightCm: 12 }), asked({ gestationDays: 200, weightKg: 70, lastWeightKg: 60 }), asked({ gestationDays: 200, weightKg: 70.1, lastWeightKg: 60 })]).toEqual([['maternalMeasure.fundalEarly'], [], [], ['maternalMeasure.weightJump']])
})
