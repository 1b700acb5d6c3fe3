import { expect, test } from 'vitest'
import { DEFECT, defectCode } from '../../domain/code/vital.ts'
import { isOnTarget } from '../../domain/rule/infection/figures.ts'
import { INFECTION_RULES_DEFAULT as INFECTION } from '../../domain/rule/infection/infection-rules.ts'
import { isSyphilisTreatmentAdequate, standingOf, untreated } from '../../domain/rule/infection/treatment.ts'
import { maternalRate } from '../../domain/rule/maternal/indicators.ts'
import { immunoglobulinTiming } from '../../domain/rule/maternal/hepatitis-b-birth.ts'
import { MATERNAL_RULES_DEFAULT } from '../../domain/rule/maternal/maternal-rules.ts'
import { deathClock, defectCardKind, isMaternalDeath, quarterDeadline } from '../../domain/rule/vital/clocks.ts'
import { VITAL_RULES_DEFAULT as RULES } from '../../domain/rule/vital/vital-rules.ts'
import { DEFAULT_WORK_CALENDAR } from '../../domain/rule/working-days.ts'
import type { Day, Minute } from '../../domain/time/day.ts'

const day = (text: string) => text as Day
const minute = (text: string) => text as Minute

test('M-26 and M-27: a death rate per 100,000 live births, a defect rate per 10,000', () => {
  expect(maternalRate('maternalDeath', 2, 25_000)).toBe(8)
  expect(maternalRate('liveBirthDefect', 78, 10_021)).toBe(77.84)
  expect(maternalRate('birthDefect', 29, 3_102)).toBe(93.49)
  expect(maternalRate('maternalDeath', 0, 0)).toBeNull()
})

test('M-32: immunoglobulin at 19:30 for a child of 08:00 is in time, at 20:30 it is late', () => {
  expect(immunoglobulinTiming(minute('2026-03-05T08:00'), minute('2026-03-05T19:30'), MATERNAL_RULES_DEFAULT)).toMatchObject({ hours: 11.5, isInTime: true })
  expect(immunoglobulinTiming(minute('2026-03-05T08:00'), minute('2026-03-05T20:30'), MATERNAL_RULES_DEFAULT)).toMatchObject({ hours: 12.5, isInTime: false })
})

test('a defect has one name here and another number in each of the three tables', () => {
  const numbers = (defect: Parameters<typeof defectCode>[0]) => (['WS 377.6—2013', 'WS 364—2011', 'WS/T 364—2023'] as const).map(target => defectCode(defect, target))
  expect(numbers('downSyndrome')).toEqual(['37', '28', '28'])
  expect(numbers('heart')).toEqual(['38', '29', '29'])
  expect(numbers('cleftPalateLeft')).toEqual(['05', '05', '0501'])
  expect(numbers('cleftPalateRight')).toEqual(['06', '05', '0502'])
  expect(numbers('other')).toEqual(['99', '99', '99'])
  // The printed table: 01 to 38 and 99, each once.
  expect(DEFECT.list.map(({ printed }) => printed)).toEqual([...Array.from({ length: 38 }, (_, index) => String(index + 1).padStart(2, '0')), '99'])
  expect(new Set(DEFECT.list.map(({ code }) => defectCode(code, 'WS/T 364—2023'))).size).toBe(DEFECT.list.length)
})

test('the clock of a maternal death: 24 hours, ten working days without the holiday', () => {
  expect(deathClock(minute('2026-03-08T22:30'), RULES, DEFAULT_WORK_CALENDAR)).toEqual({ reportDueAt: '2026-03-09T22:30', investigation: { day: '2026-03-20', isEstimated: false } })
  // Spring Festival of 2026 is off from 15 to 23 February; the Saturdays 14 and 28 are worked.
  expect(deathClock(minute('2026-02-13T08:00'), RULES, DEFAULT_WORK_CALENDAR).investigation.day).toBe('2026-03-05')
  expect(isMaternalDeath(day('2026-01-20'), day('2026-03-03'))).toBe(true)
  expect(isMaternalDeath(day('2026-01-20'), day('2026-03-04'))).toBe(false)
})

test('28 weeks make a card, below them an entry of the inductions; quarters are due as the handbook says', () => {
  expect(defectCardKind({ gestationDays: 196, weightG: 500 }, RULES)).toBe('defect')
  expect(defectCardKind({ gestationDays: 195, weightG: 1500 }, RULES)).toBe('induction')
  expect(defectCardKind({ gestationDays: null, weightG: 1000 }, RULES)).toBe('defect')
  expect(defectCardKind({ gestationDays: null, weightG: null }, RULES)).toBeNull()
  expect(['2025-10-01', '2025-12-31', '2026-01-01', '2026-03-31', '2026-06-30', '2026-09-30'].map(text => quarterDeadline(day(text), RULES))).toEqual(['2026-02-20', '2026-02-20', '2026-05-20', '2026-05-20', '2026-08-20', '2026-10-25'])
})

test('a positive result waits, is confirmed or excluded; HBsAg counts by itself', () => {
  const nothing = { hivResult: null, hivConfirmation: null, syphilisResult: null, syphilisConfirmation: null, hbvResult: null } as const
  expect(standingOf({ ...nothing, hivResult: 'positive' })).toEqual({ waiting: ['hiv'], confirmed: [] })
  expect(standingOf({ ...nothing, hivResult: 'positive', hivConfirmation: 'excluded', hbvResult: 'positive' })).toEqual({ waiting: [], confirmed: ['hbv'] })
  expect(standingOf({ ...nothing, syphilisResult: 'positive', syphilisConfirmation: 'confirmed' })).toEqual({ waiting: [], confirmed: ['syphilis'] })
  const treated = { ...nothing, syphilisDrug: null, syphilisDoses: null, syphilisEndDay: null, hivTreatmentDay: null, hbvAntiviralDay: null }
  expect(untreated({ ...treated, hbvResult: 'positive', hbvDnaIuPerMl: 199_999 }, false, INFECTION)).toEqual([])
  expect(untreated({ ...treated, hbvResult: 'positive', hbvDnaIuPerMl: 200_000 }, false, INFECTION)).toEqual(['hbv'])
  expect(untreated({ ...treated, hbvResult: 'positive', hbvDnaIuPerMl: 200_000 }, true, INFECTION)).toEqual([])
})

test('syphilis is treated adequately by penicillin, in all doses, a month before the birth', () => {
  const course = { syphilisDrug: 'benzathine', syphilisDoses: 3, syphilisEndDay: day('2026-01-30') } as const
  expect(isSyphilisTreatmentAdequate(course, null, INFECTION)).toBe(true)
  expect(isSyphilisTreatmentAdequate(course, day('2026-03-01'), INFECTION)).toBe(true)
  expect(isSyphilisTreatmentAdequate(course, day('2026-02-28'), INFECTION)).toBe(false)
  expect(isSyphilisTreatmentAdequate({ ...course, syphilisDoses: 2 }, null, INFECTION)).toBeNull()
  expect(isSyphilisTreatmentAdequate({ ...course, syphilisDoses: 2 }, day('2026-03-05'), INFECTION)).toBe(false)
  expect(isSyphilisTreatmentAdequate({ ...course, syphilisDrug: 'ceftriaxone' }, null, INFECTION)).toBe(false)
  expect(isSyphilisTreatmentAdequate({ syphilisDrug: null, syphilisDoses: null, syphilisEndDay: null }, day('2026-03-05'), INFECTION)).toBe(false)
})

test('a target is to be reached, a limit not to be passed', () => {
  expect([isOnTarget('tested', 95, 95), isOnTarget('tested', 94.99, 95), isOnTarget('hivTransmission', 2, 2), isOnTarget('hivTransmission', 2.01, 2), isOnTarget('tested', null, 95)]).toEqual([true, false, true, false, null])
})
