// The numbered acceptance cases of the maternal care note (§15) that pure rules answer.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ANTENATAL_VISIT, KUPPERMAN_ITEM } from '../../domain/code/maternal-care.ts'
import { siblingRules } from '../../domain/modules/birth/birth.rules.ts'
import { criticalReferral } from '../../domain/modules/maternal/critical-referral.record.ts'
import { formatGestation } from '../../domain/rule/gestation.ts'
import { COMPLETED_LATER, completionDue, DEFAULT_MATERNAL_RISK } from '../../domain/rule/maternal-referral.ts'
import { breastNextStep, cervicalNextStep } from '../../domain/rule/maternal/cancer-screening.ts'
import { closingIssues } from '../../domain/rule/maternal/closing.ts'
import { datePregnancy, datingIssues, type DatingScan, expectedDayOf, gestationOn, isDeliveryOverdue, redatingRule, startDayOf } from '../../domain/rule/maternal/dating.ts'
import { immunoglobulinTiming } from '../../domain/rule/maternal/hepatitis-b-birth.ts'
import { isFolicAcidCompliant, maternalRate } from '../../domain/rule/maternal/indicators.ts'
import { kupperman, type KuppermanAnswers } from '../../domain/rule/maternal/kupperman.ts'
import { assessmentDueDay, caseFollowUpDays, COLOUR_DUTY, deliveryRetention, isReportOverdue, isStandingBeyond, needsCaseManagement, nextCaseFollowUp, referralOutcomeDay, riskReportDue } from '../../domain/rule/maternal/management.ts'
import { MATERNAL_RULES, MATERNAL_RULES_DEFAULT as RULES } from '../../domain/rule/maternal/maternal-rules.ts'
import { premaritalTextIssues } from '../../domain/rule/maternal/premarital-text.ts'
import { antenatalWindow, homeVisitWindow, isEarlyBooking, postpartumCheck, postpartumCheckWindow, postpartumCountedUntil, visitOn, visitState } from '../../domain/rule/maternal/visits.ts'
import { addDays, toDay, toMinute } from '../../domain/time/day.ts'

const day = toDay
const at = toMinute
const scanOf = (on: string, weeks: number, days: number): DatingScan => ({ day: day(on), gestationDays: weeks * 7 + days })
const date = (lastMenstruation: string | null, ...scans: DatingScan[]) => datePregnancy({ lastMenstrualDay: lastMenstruation === null ? null : day(lastMenstruation), scans, transfer: null }, RULES)
const levelsOf = (issues: readonly { readonly path: string; readonly level: string }[]) => issues.map(({ path, level }) => `${path} ${level}`)

describe('gestation and expected day', () => {
  test('M-01: 280 days from the last menstruation', () => {
    expect(expectedDayOf(day('2025-01-15'))).toBe('2025-10-22')
    expect(formatGestation(gestationOn(day('2025-01-15'), day('2025-05-07')))).toBe('16+0')
    expect(date('2025-01-15')).toMatchObject({ expectedDay: '2025-10-22', startDay: '2025-01-15', method: 'menstruation', compared: null, reason: { key: 'dating.menstruation' } })
  })
  test('M-02, M-03: 280 days at the ends of months, never Naegele’s months', () => {
    expect([expectedDayOf(day('2025-05-31')), expectedDayOf(day('2024-02-29'))]).toEqual(['2026-03-07', '2024-12-05'])
  })
  test('M-04, M-05: four and six days at 9+0 keep the expected day', () => {
    expect(date('2025-02-03', scanOf('2025-04-07', 8, 3))).toMatchObject({ expectedDay: '2025-11-10', method: 'menstruation', compared: { gestationDays: 63, differenceDays: 4, limitDays: 7, rule: 'redateWeek9' }, reason: { key: 'dating.kept' } })
    expect(date('2025-02-03', scanOf('2025-04-07', 8, 1))).toMatchObject({ expectedDay: '2025-11-10', method: 'menstruation', compared: { differenceDays: 6 } })
  })
  test('M-06, M-07: at 8+0 five days keep it, six change it and say why', () => {
    expect(date('2025-02-03', scanOf('2025-03-31', 7, 2))).toMatchObject({ expectedDay: '2025-11-10', method: 'menstruation' })
    expect(date('2025-02-03', scanOf('2025-03-31', 7, 1))).toMatchObject({
      expectedDay: '2025-11-16', startDay: '2025-02-09', method: 'ultrasound', byMenstruation: '2025-11-10', compared: { differenceDays: 6, limitDays: 5, rule: 'redateBelow9' },
      reason: { key: 'dating.redated', params: { scan: '7+1', gestation: '8+0', days: 6, limit: 5 } }, source: '孕产期保健说明 §3 [S-M9]',
    })
  })
  test.each([[62, 'redateBelow9', 5], [63, 'redateWeek9', 7], [97, 'redateWeek9', 7], [98, 'redateWeek14', 7], [111, 'redateWeek14', 7], [112, 'redateWeek16', 10], [153, 'redateWeek16', 10], [154, 'redateWeek22', 14], [195, 'redateWeek22', 14], [196, 'redateWeek28', 21]] as const)(
    'at %i days of gestation the limit is %s, %i days', (gestation, rule, limit) => {
      expect(redatingRule(gestation)).toBe(rule)
      const scan = (differs: number): DatingScan => ({ day: addDays(day('2025-02-03'), gestation), gestationDays: gestation - differs })
      expect([date('2025-02-03', scan(limit))?.method, date('2025-02-03', scan(limit + 1))?.method]).toEqual(['menstruation', 'ultrasound'])
    })
  test('a hospital that corrects from seven days on sets the limit to six', () => {
    const facts = { lastMenstrualDay: day('2025-02-03'), scans: [scanOf('2025-04-07', 8, 0)], transfer: null }
    expect([datePregnancy(facts, RULES)?.method, datePregnancy(facts, { ...RULES, redateWeek9: 6 })?.method]).toEqual(['menstruation', 'ultrasound'])
  })
  test('the earliest scan decides; without a last menstruation it decides alone; nothing known dates nothing', () => {
    expect(date('2025-02-03', scanOf('2025-06-02', 12, 0), scanOf('2025-03-31', 8, 0))?.method).toBe('menstruation')
    expect(date(null, scanOf('2025-03-31', 7, 1))).toMatchObject({ expectedDay: '2025-11-16', method: 'ultrasound', byMenstruation: null, reason: { key: 'dating.scanOnly' } })
    expect(date(null)).toBeNull()
  })
  test('M-08: transfer of an embryo of five and of three days, over any last menstruation and scan', () => {
    const transferred = (embryoAge: '3' | '5') => datePregnancy({ lastMenstrualDay: day('2025-02-03'), scans: [scanOf('2025-03-31', 7, 1)], transfer: { day: day('2025-03-10'), embryoAge } }, RULES)
    expect([transferred('5')?.expectedDay, transferred('3')?.expectedDay]).toEqual(['2025-11-26', '2025-11-28'])
    expect(transferred('5')).toMatchObject({ method: 'transfer', startDay: startDayOf(day('2025-11-26')), reason: { params: { days: 261, age: 5 } } })
  })
  test('days that cannot be right are named at their field', () => {
    const on = { today: day('2025-06-01'), deliveredDay: null }
    const issues = (facts: Partial<Parameters<typeof datingIssues>[0]>, moment: Parameters<typeof datingIssues>[1] = on) => levelsOf(datingIssues({ lastMenstrualDay: null, scans: [], transfer: null, ...facts }, moment))
    expect(issues({ lastMenstrualDay: day('2025-06-01') })).toEqual([])
    expect(issues({ lastMenstrualDay: day('2025-06-02') })).toEqual(['lastMenstrualDay block'])
    expect(issues({ lastMenstrualDay: day('2025-05-20') }, { ...on, deliveredDay: day('2025-05-20') })).toEqual(['lastMenstrualDay block'])
    expect(issues({ lastMenstrualDay: day('2025-05-19') }, { ...on, deliveredDay: day('2025-05-20') })).toEqual([])
    expect(issues({ scans: [scanOf('2025-06-02', 8, 0)] })).toEqual(['scanDay block'])
    expect(issues({ lastMenstrualDay: day('2025-04-07'), scans: [scanOf('2025-04-07', 8, 0)] })).toEqual(['scanDay block'])
    expect(issues({ scans: [scanOf('2025-04-07', 4, 6), scanOf('2025-04-07', 5, 0), scanOf('2025-04-07', 42, 0), scanOf('2025-04-07', 42, 1)] })).toEqual(['scanGestationDays block', 'scanGestationDays block'])
    expect(issues({ transfer: { day: day('2025-06-02'), embryoAge: '5' } })).toEqual(['transferDay block'])
    const afterMenstruation = (days: number) => issues({ lastMenstrualDay: day('2025-03-01'), transfer: { day: addDays(day('2025-03-01'), days), embryoAge: '5' } })
    expect([afterMenstruation(-1), afterMenstruation(0), afterMenstruation(31), afterMenstruation(32)]).toEqual([['transferDay warn'], [], [], ['transferDay warn']])
  })
  test('over 42 weeks and not delivered: 42+0 is not yet', () => {
    expect([294, 295].map(days => isDeliveryOverdue(day('2025-01-15'), addDays(day('2025-01-15'), days), RULES))).toEqual([false, true])
  })
  test('start and expected day lead to each other', () => fc.assert(fc.property(fc.integer({ min: 0, max: 20_000 }), days => {
    const start = addDays(day('1990-01-01'), days)
    return startDayOf(expectedDayOf(start)) === start && gestationOn(start, expectedDayOf(start)) === 280
  })))
})

describe('visits', () => {
  const start = day('2025-01-15')
  test('M-20: the windows of the five visits', () => {
    expect(ANTENATAL_VISIT.values.map(visit => antenatalWindow(visit, start, RULES))).toEqual([
      { first: '2025-01-15', last: '2025-04-15' }, { first: '2025-05-07', last: '2025-06-10' }, { first: '2025-06-11', last: '2025-07-08' }, { first: '2025-07-30', last: '2025-09-30' }, { first: '2025-10-01', last: '2025-10-28' },
    ])
    expect(['2025-01-14', '2025-04-15', '2025-04-16', '2025-05-07', '2025-06-10', '2025-06-11', '2025-07-09', '2025-10-28', '2025-10-29'].map(on => visitOn(start, day(on), RULES))).toEqual([null, '1', null, '2', '2', '3', null, '5', null])
  })
  test('a visit is ahead, due from the first to the last day of its window, overdue behind it, done whenever it was', () => {
    const window = antenatalWindow('2', start, RULES)
    expect(['2025-05-06', '2025-05-07', '2025-06-10', '2025-06-11'].map(today => visitState(window, null, day(today)))).toEqual(['ahead', 'due', 'due', 'overdue'])
    expect(visitState(window, day('2025-06-20'), day('2025-06-21'))).toBe('done')
  })
  test('M-21: 12+6 is early, 13+0 is not', () => {
    expect([formatGestation(gestationOn(start, day('2025-04-15'))), isEarlyBooking(start, day('2025-04-15'), RULES), isEarlyBooking(start, day('2025-04-16'), RULES)]).toEqual(['12+6', true, false])
  })
  test('M-22: home visit, 42 days, 28 days after discharge', () => {
    const days = { deliveredDay: day('2025-09-01'), dischargedDay: day('2025-09-04') }
    expect(homeVisitWindow(days, RULES)).toEqual({ first: '2025-09-04', last: '2025-09-11' })
    expect(postpartumCheckWindow(days.deliveredDay, RULES)).toEqual({ first: '2025-10-13', last: '2025-10-27' })
    expect(postpartumCountedUntil(days, RULES)).toBe('2025-10-02')
    expect(postpartumCountedUntil(days, { ...RULES, postpartumCountedFromDischarge: 0 })).toBe('2025-09-29')
    expect(homeVisitWindow({ ...days, dischargedDay: null }, RULES).last).toBe('2025-09-11')
    expect(homeVisitWindow({ ...days, dischargedDay: null }, { ...RULES, assumedDischargeDays: 5 }).last).toBe('2025-09-13')
  })
  test('M-23: days since the delivery, asked about outside 42–56', () => {
    const check = (on: string) => { const { days, issues } = postpartumCheck(day('2025-09-01'), day(on), RULES); return [days, ...levelsOf(issues)] }
    expect(['2025-10-12', '2025-10-13', '2025-10-27', '2025-10-28', '2025-08-31'].map(check)).toEqual([[41, 'visitDay warn'], [42], [56], [57, 'visitDay warn'], [-1, 'visitDay block']])
  })
  test('M-23, M-24: closed when recovered or referred, every child entered and the case closed', () => {
    const facts = { fetusCount: 1, newbornCount: 1, isRecovered: true, isReferred: false, hasOpenCase: false, needsAssessment: false }
    const against = (changes: Partial<typeof facts>) => levelsOf(closingIssues({ ...facts, ...changes }))
    expect([against({}), against({ isRecovered: false, isReferred: true }), against({ fetusCount: 2, newbornCount: 2 })]).toEqual([[], [], []])
    expect([against({ fetusCount: 2 }), against({ newbornCount: 2 }), against({ isRecovered: false }), against({ hasOpenCase: true }), against({ needsAssessment: true })]).toEqual([['fetusCount block'], ['fetusCount block'], ['recovery block'], ['caseFile block'], ['assessment block']])
    const children = (count: number) => Array.from({ length: count }, (_, index) => ({ birthOrder: index + 1, bornAt: at(`2025-09-01T08:0${index}`) }))
    expect([[2, 1], [2, 2], [2, 3], [1, 1]].map(([fetuses, born]) => levelsOf(siblingRules(fetuses!, children(born!))))).toEqual([['fetusCount block'], [], ['fetusCount block'], []])
  })
  test('windows that would overlap are refused as a setting', () => {
    expect(MATERNAL_RULES.schema.safeParse({ ...RULES, thirdVisitFirstWeek: 20 }).success).toBe(true)
    expect(MATERNAL_RULES.schema.safeParse({ ...RULES, secondVisitLastWeek: 22 }).success).toBe(false)
    expect(MATERNAL_RULES.schema.safeParse({ ...RULES, redateWeek9: 4 }).success).toBe(false)
  })
})

describe('management', () => {
  const standing = (colour: 'green' | 'yellow' | 'orange' | 'red', isPurple = false) => ({ colour, isPurple })
  test('M-17: orange is reported within three days, red within 24 hours, the others not', () => {
    const due = (colour: 'green' | 'yellow' | 'orange' | 'red', rules = RULES) => riskReportDue(standing(colour), at('2025-09-26T09:00'), rules)
    expect([due('orange'), due('red'), due('yellow'), due('green')]).toEqual([{ dueDay: '2025-09-29', dueAt: null }, { dueDay: '2025-09-27', dueAt: '2025-09-27T09:00' }, null, null])
    // 26 September 2025 is a Friday.
    expect(due('orange', { ...RULES, orangeReportWorkingDays: 1 })?.dueDay).toBe('2025-10-01')
    expect([isReportOverdue({ dueDay: day('2025-09-29'), dueAt: null }, at('2025-09-29T23:59')), isReportOverdue({ dueDay: day('2025-09-29'), dueAt: null }, at('2025-09-30T00:00'))]).toEqual([false, true])
    expect(['2025-09-27T09:00', '2025-09-27T09:01'].map(now => isReportOverdue({ dueDay: day('2025-09-27'), dueAt: at('2025-09-27T09:00') }, at(now)))).toEqual([false, true])
  })
  test('M-18, M-19: two weeks to the assessment and to the outcome of a referral; red the same day', () => {
    expect([assessmentDueDay(day('2025-09-01'), RULES), referralOutcomeDay(day('2025-09-01'), 'orange', RULES), referralOutcomeDay(day('2025-09-01'), 'red', RULES)]).toEqual(['2025-09-15', '2025-09-15', '2025-09-01'])
  })
  test('cases are orange, red and purple; red every 7 days, orange every 14, purple alone by its pathway', () => {
    expect([standing('green'), standing('yellow'), standing('orange'), standing('red'), standing('green', true)].map(needsCaseManagement)).toEqual([false, false, true, true, true])
    expect([standing('red', true), standing('orange'), standing('yellow', true)].map(one => caseFollowUpDays(one, RULES))).toEqual([7, 14, null])
    expect([nextCaseFollowUp(standing('red'), day('2025-09-01'), RULES), nextCaseFollowUp(standing('green', true), day('2025-09-01'), RULES)]).toEqual(['2025-09-08', null])
  })
  test('a delivery of orange or red beyond the institution is 截留; purple alone is not, yellow neither', () => {
    const kept = (colour: 'green' | 'yellow' | 'orange' | 'red', level: '' | '1' | '2' | '3', isPurple = false) => deliveryRetention(standing(colour, isPurple), level, DEFAULT_MATERNAL_RISK) !== null
    expect([kept('orange', '1'), kept('orange', ''), kept('orange', '2'), kept('red', '1'), kept('red', '2'), kept('red', '3')]).toEqual([true, true, false, true, true, false])
    expect([kept('yellow', '1'), kept('green', '1', true)]).toEqual([false, false])
    expect([isStandingBeyond(standing('green', true), '1', DEFAULT_MATERNAL_RISK), isStandingBeyond(standing('green'), '1', DEFAULT_MATERNAL_RISK)]).toEqual([true, false])
    expect(Object.values(COLOUR_DUTY).filter(({ source }) => /未核对|地方/.test(source)).every(({ mark }) => mark === 'partly')).toBe(true)
  })
  test('the emergency slip: no field is asked for at once and also left for later; the timer runs 24 hours', () => {
    const required = Object.entries(criticalReferral.fields).filter(([, field]) => field.required === true).map(([name]) => name)
    expect(required.toSorted()).toEqual(['contact', 'organizationId', 'personId', 'reason', 'referredAt', 'state', 'vitalSignsAt'])
    const later = Object.keys(COMPLETED_LATER)
    expect(later.filter(name => required.includes(name) || !(name in criticalReferral.fields))).toEqual([])
    const row = { ...Object.fromEntries(later.map(name => [name, null])), referredAt: at('2025-09-01T10:00') }
    expect(completionDue(row, at('2025-09-02T10:01'), DEFAULT_MATERNAL_RISK)).toMatchObject({ dueAt: '2025-09-02T10:00', isOverdue: true })
  })
})

describe('figures', () => {
  test('M-25, M-26, M-27, M-28', () => {
    expect([maternalRate('earlyBooking', 964, 1000), maternalRate('maternalDeath', 2, 25_000), maternalRate('liveBirthDefect', 78, 10_021), maternalRate('caseManaged', 2226 + 105, 2331)]).toEqual([96.4, 8, 77.84, 100])
  })
  test('over nothing there is no rate; above its base it stays', () => {
    expect([maternalRate('earlyBooking', 0, 0), maternalRate('postpartumVisit', 101, 100)]).toEqual([null, 101])
  })
  test('M-30: folic acid taken, and taken as asked', () => {
    expect([maternalRate('folicAcidUse', 285, 300), maternalRate('folicAcidCompliance', 268, 285)]).toEqual([95, 94.04])
    expect([isFolicAcidCompliant(72, 90, RULES), isFolicAcidCompliant(71, 90, RULES), isFolicAcidCompliant(0, 0, RULES)]).toEqual([true, false, false])
  })
})

describe('linked programmes', () => {
  const answers: KuppermanAnswers = { flush: 2, paraesthesia: 1, insomnia: 2, irritability: 2, depression: 1, dizziness: 1, fatigue: 2, joints: 1, headache: 0, palpitation: 1, formication: 0, urinary: 1, sexual: 1 }
  test('M-29: the modified Kupperman index', () => {
    expect(kupperman(answers, 'modified', RULES)).toEqual({ score: 28, grade: 'moderate', missing: [] })
    expect(kupperman(answers, 'original', RULES)).toMatchObject({ score: 24, grade: 'moderate' })
    expect(kupperman({ ...answers, headache: null, sexual: undefined as never }, 'modified', RULES)).toEqual({ score: null, grade: null, missing: ['headache', 'sexual'] })
    const highest = Object.fromEntries(KUPPERMAN_ITEM.values.map(item => [item, 3]))
    expect([kupperman(highest, 'modified', RULES).score, kupperman(highest, 'original', RULES).score]).toEqual([63, 51])
  })
  test.each([[{ fatigue: 3, joints: 3 }, 6, 'normal'], [{ fatigue: 3, joints: 3, headache: 1 }, 7, 'mild'], [{ flush: 3, fatigue: 3 }, 15, 'mild'], [{ flush: 3, insomnia: 2 }, 16, 'moderate'], [{ flush: 3, insomnia: 3, irritability: 3, sexual: 3 }, 30, 'moderate'], [{ flush: 3, insomnia: 3, irritability: 3, sexual: 3, headache: 1 }, 31, 'severe']] as const)('%o is %i, %s', (some, score, grade) => {
    expect(kupperman({ ...Object.fromEntries(KUPPERMAN_ITEM.values.map(item => [item, 0])), ...some }, 'modified', RULES)).toMatchObject({ score, grade })
  })
  test('M-31: what follows a cervical and a breast screening', () => {
    expect([cervicalNextStep('type16or18', null), cervicalNextStep('type16or18', 'nilm'), cervicalNextStep('otherHighRisk', null), cervicalNextStep('otherHighRisk', 'nilm'), cervicalNextStep('otherHighRisk', 'ascus'), cervicalNextStep('negative', 'hsil'), cervicalNextStep('negative', null), cervicalNextStep(null, 'nilm'), cervicalNextStep(null, null)])
      .toEqual(['colposcopy', 'colposcopy', 'cytology', 'nextRound', 'colposcopy', 'colposcopy', 'nextRound', 'nextRound', null])
    expect((['0', '1', '2', '3', '4', '5', '6'] as const).map(category => breastNextStep(category, false))).toEqual(['mammography', 'nextRound', 'nextRound', 'mammography', 'biopsy', 'biopsy', 'treatment'])
    expect([breastNextStep('1', true), breastNextStep('4', true)]).toEqual(['mammography', 'biopsy'])
  })
  test('M-32: immunoglobulin within 12 hours of birth', () => {
    const given = (time: string) => { const { hours, isInTime, issues } = immunoglobulinTiming(at('2025-09-01T08:00'), at(time), RULES); return [hours, isInTime, ...levelsOf(issues)] }
    expect(['2025-09-01T19:30', '2025-09-01T20:00', '2025-09-01T20:30', '2025-09-01T07:59'].map(given)).toEqual([[11.5, true], [12, true], [12.5, false, 'immunoglobulinAt warn'], [-1 / 60, false, 'immunoglobulinAt block']])
  })
  test('M-33: a premarital text that names what must not be described is asked about', () => {
    expect(levelsOf(premaritalTextIssues({ gynaecology: '外阴未见异常, 处女膜完整', note: '处 女 膜', other: null, place: '暂住处女方家' }))).toEqual(['gynaecology warn', 'note warn'])
  })
})
