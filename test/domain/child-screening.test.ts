import { describe, expect, test } from 'vitest'
import { BLOOD_SPOT_STATE, HEARING_RISK } from '../../domain/code/child-screening.ts'
import { checkLost, vainDays } from '../../domain/rule/child/lost-to-follow-up.ts'
import { bloodSpotAlert, bloodSpotStateOf, bloodSpotWindow, checkSamplingTime, hoursOfLife, recallDue } from '../../domain/rule/child/blood-spot.ts'
import { CHILD_RULES_DEFAULT as RULES } from '../../domain/rule/child/child-rules.ts'
import { checkFirstHearingTime, detectHearingRisks, hearingDeadlines, hearingEventOf, hearingNextStep, hearingResult } from '../../domain/rule/child/hearing-screening.ts'
import { checkHeartScreeningTime, heartEchoDueDay, heartScreeningResult, saturationFinding } from '../../domain/rule/child/heart-screening.ts'
import { type HeartFact, heartLine } from '../../domain/rule/child/screening-chain.ts'
import { toDay, toMinute } from '../../domain/time/day.ts'

describe('heel prick (§10.1)', () => {
  const born = toDay('2025-03-01')
  test('window and alerts by day of life', () => {
    expect(bloodSpotWindow(born, RULES)).toEqual({ firstDay: '2025-03-04', normalLastDay: '2025-03-08', lastDay: '2025-03-21' })
    const at = (day: string) => bloodSpotAlert(born, toDay(day), RULES)
    expect([at('2025-03-07'), at('2025-03-08'), at('2025-03-15'), at('2025-03-16'), at('2025-03-21'), at('2025-03-22')]).toEqual(['none', 'yellow', 'yellow', 'red', 'red', 'overdue'])
  })

  test('time of sampling: 72 hours to the minute, at most 20 days, never before birth or in the future', () => {
    const bornAt = toMinute('2025-03-01T10:30')
    const levels = (at: string) => checkSamplingTime(bornAt, toMinute(at), toMinute('2025-04-30T12:00'), RULES).map(({ level, message }) => `${level} ${message.key}`)
    expect(hoursOfLife(bornAt, toMinute('2025-03-04T10:29'))).toBe(71)
    expect([levels('2025-03-04T10:29'), levels('2025-03-04T10:30'), levels('2025-03-21T23:59'), levels('2025-03-22T00:00')]).toEqual([['warn child.sampledEarly'], [], [], ['warn child.sampledLate']])
    expect([levels('2025-03-01T10:29'), levels('2025-04-30T12:01')]).toEqual([['block child.sampledBeforeBirth'], ['block child.sampledFuture']])
  })

  test('the most serious item decides; suspicious is recalled, positive is not yet confirmed', () => {
    expect([bloodSpotStateOf([]), bloodSpotStateOf(['1', '1']), bloodSpotStateOf(['1', '4']), bloodSpotStateOf(['4', '2']), bloodSpotStateOf(['2', '3', '1'])]).toEqual(['sampled', 'negative', 'resample', 'suspicious', 'positive'])
    expect(BLOOD_SPOT_STATE.canMove('suspicious', 'confirmed')).toBe(false)
    expect(BLOOD_SPOT_STATE.movesFrom('positive')).toContain('confirmed')
    expect(BLOOD_SPOT_STATE.values.filter(BLOOD_SPOT_STATE.isFinal)).toEqual(['negative', 'confirmed', 'excluded'])
    expect(recallDue(toDay('2025-03-10'), RULES)).toEqual({ dueDay: '2025-03-17', overdueFrom: '2025-03-25' })
  })

  test('lost only after vain attempts on three days: calls of one day count once, who answered does not', () => {
    const tried = (...list: string[]) => list.map(one => ({ day: toDay(one.slice(0, 10)), outcome: one.slice(11) }))
    const once = tried('2026-03-01 noAnswer', '2026-03-01 noAnswer', '2026-03-01 wrongNumber')
    expect(vainDays(once, null, null)).toEqual(['2026-03-01'])
    const days = vainDays([...once, ...tried('2026-03-09 movedAway', '2026-03-05 noAnswer', '2026-03-06 promised', '2026-03-07 refused', '2026-03-08 reached')], null, null)
    expect(days).toEqual(['2026-03-01', '2026-03-05', '2026-03-09'])
    expect(checkLost(days, RULES, 'state')).toEqual([])
    expect(checkLost(vainDays(once, null, null), RULES, 'state')).toMatchObject([{ level: 'block', path: 'state', message: { params: { least: 3, attempts: 1 } } }])
    expect(vainDays(tried('2026-03-01 noAnswer', '2026-03-05 noAnswer', '2026-03-09 noAnswer'), toDay('2026-03-05'), toDay('2026-03-05'))).toEqual(['2026-03-05'])
  })
})

describe('heart chain (§10.3)', () => {
  const born = toDay('2025-03-01')
  const row = (id: string, day: string, result: HeartFact['result'], echo: HeartFact['echo'] = null, echoDay: string | null = null, treated = false): HeartFact => ({ id, day: toDay(day), result, echo, echoDay: echoDay === null ? null : toDay(echoDay), treated })
  const line = (...rows: HeartFact[]) => { const { state, step, openedDay, dueDay } = heartLine(rows, born, RULES); return [state, step, openedDay, dueDay] }
  test('a second positive screening after a normal echocardiography is open again until another one answers it', () => {
    const first = row('a', '2025-03-03', 'positive', 'normal', '2025-03-05')
    expect(line(first)).toEqual(['excluded', null, '2025-03-03', null])
    expect(line(first, row('b', '2025-04-10', 'positive'))).toEqual(['positive', 'echo', '2025-04-10', '2025-04-17'])
    expect(line(first, row('b', '2025-04-10', 'positive', 'normal', '2025-04-12'))).toEqual(['excluded', null, '2025-03-03', null])
    expect(line(first, row('b', '2025-04-10', 'positive', 'defect', '2025-04-12'))).toEqual(['confirmed', 'heartCare', '2025-03-03', null])
  })
  test('a positive one stays whatever a later screening says, with the day of the first that waits', () => {
    expect(line(row('a', '2025-03-03', 'positive'), row('b', '2025-03-06', 'negative'), row('c', '2025-03-20', 'positive'))).toEqual(['positive', 'echo', '2025-03-03', '2025-03-10'])
  })
})

describe('hearing (§10.2)', () => {
  const child = { birthDay: toDay('2025-03-01'), intensiveCare: false }
  test('case 49: right passed, left not', () => {
    expect(hearingNextStep('1', { right: '1', left: '2' }, child, RULES)).toEqual({ step: 'retest', ears: 'both', byDay: '2025-04-12' })
    expect(hearingDeadlines(child.birthDay, RULES)).toEqual({ retestDay: '2025-04-12', diagnosisDay: '2025-06-01', interventionDay: '2025-09-01' })
    expect(hearingNextStep('2', { right: '1', left: '2' }, child, RULES)).toEqual({ step: 'diagnosis', ears: 'both', byDay: '2025-06-01' })
  })

  test('passed needs both ears; missed is tested again; intensive care goes to diagnosis', () => {
    expect([hearingResult({ right: '1', left: '1' }), hearingResult({ right: '1', left: '3' }), hearingResult({ right: '2', left: '3' }), hearingResult({ right: '3', left: '3' })]).toEqual(['passed', 'incomplete', 'notPassed', 'incomplete'])
    expect(hearingNextStep('1', { right: '1', left: '1' }, child, RULES)).toEqual({ step: 'none' })
    expect(hearingNextStep('1', { right: '3', left: '3' }, { ...child, intensiveCare: true }, RULES)).toMatchObject({ step: 'retest' })
    expect(hearingNextStep('1', { right: '2', left: '1' }, { ...child, intensiveCare: true }, RULES)).toMatchObject({ step: 'diagnosis' })
  })

  test('events for the reminders', () => {
    const failed = { right: '2', left: '1' } as const
    const missed = { right: '3', left: '3' } as const
    const passed = { right: '1', left: '1' } as const
    expect([hearingEventOf('1', failed, false), hearingEventOf('1', failed, true), hearingEventOf('1', missed, true), hearingEventOf('1', passed, false)]).toEqual(['hearingFirstNotPassed', 'hearingIntensiveNotPassed', 'hearingFirstMissed', null])
    expect([hearingEventOf('2', failed, false), hearingEventOf('2', passed, false), hearingEventOf('2', missed, false)]).toEqual(['hearingRetestNotPassed', 'hearingRetestPassed', null])
  })

  test('the first screening from 48 hours on', () => {
    const at = (time: string) => checkFirstHearingTime(toMinute('2025-03-01T10:00'), toMinute(time), RULES).map(({ level }) => level)
    expect([at('2025-03-01T09:59'), at('2025-03-03T09:59'), at('2025-03-03T10:00')]).toEqual([['block'], ['warn'], []])
  })

  test('13 risk factors, three of them found by the record', () => {
    expect(HEARING_RISK.list).toHaveLength(13)
    const facts = { birthWeightG: null, apgar1: null, apgar5: null, intensiveCareDays: null }
    expect(detectHearingRisks(facts)).toEqual([])
    expect(detectHearingRisks({ birthWeightG: 1499, apgar1: 4, apgar5: 9, intensiveCareDays: 6 })).toEqual(['02', '05', '08'])
    expect(detectHearingRisks({ birthWeightG: 1500, apgar1: 5, apgar5: 7, intensiveCareDays: 5 })).toEqual([])
    expect(detectHearingRisks({ ...facts, apgar5: 6 })).toEqual(['08'])
  })
})

describe('congenital heart disease (§10.3)', () => {
  const result = (murmur: '1' | '2' | null, saturations: readonly (readonly [number, number])[], murmurGrade: number | null = null) =>
    heartScreeningResult({ murmur, murmurGrade, saturations: saturations.map(([handPercent, footPercent]) => ({ handPercent, footPercent })) }, RULES)

  test('case 50: hand 97, foot 96, murmur: one index is enough', () => {
    expect(result('2', [[97, 96]])).toBe('positive')
    expect(result('1', [[97, 96]])).toBe('negative')
    expect(heartEchoDueDay(toDay('2025-03-03'), RULES)).toBe('2025-03-10')
  })

  test('limits of the saturation', () => {
    const finding = (handPercent: number, footPercent: number) => saturationFinding({ handPercent, footPercent }, RULES)
    expect([finding(89, 99), finding(99, 89), finding(90, 90), finding(94, 94), finding(95, 94), finding(95, 95), finding(98, 95), finding(99, 95), finding(95, 99)])
      .toEqual(['critical', 'critical', 'abnormal', 'abnormal', 'normal', 'normal', 'normal', 'abnormal', 'abnormal'])
  })

  test('critical at once; abnormal when measured again; a normal repeat answers it; one index alone is unfinished', () => {
    expect(result('1', [[89, 95]])).toBe('positive')
    expect(result('1', [[93, 93]])).toBe('repeat')
    expect(result('1', [[93, 93], [92, 94]])).toBe('positive')
    expect(result('1', [[93, 93], [98, 97]])).toBe('negative')
    expect([result(null, [[98, 97]]), result('1', [])]).toEqual(['incomplete', 'incomplete'])
    expect([result('2', [], 1), result('2', [[98, 97]], 1), result('2', [[98, 97]], 2)]).toEqual(['incomplete', 'negative', 'positive'])
  })

  test('6 to 72 hours after birth', () => {
    const at = (time: string) => checkHeartScreeningTime(toMinute('2025-03-01T10:00'), toMinute(time), RULES).map(({ level }) => level)
    expect([at('2025-03-01T15:59'), at('2025-03-01T16:00'), at('2025-03-04T10:59'), at('2025-03-04T11:00'), at('2025-03-01T09:59')]).toEqual([['warn'], [], [], ['warn'], ['block']])
  })
})
