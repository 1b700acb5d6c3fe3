import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AUTISM_STATE, type SignAnswer } from '../../domain/code/child-autism.ts'
import { WARNING_SIGN, type WarningSign } from '../../domain/code/child-warning-sign.ts'
import { type AutismStep, autismDue, autismEventOf, autismStateAfter, isAutismOverdue } from '../../domain/rule/child/autism-course.ts'
import { abcResult, carsResult, checkScaleTotals, developmentQuotientClass, developmentScaleResult, type DevelopmentQuotients, mchatResult, rescreeningResult, scalesFor } from '../../domain/rule/child/autism-scales.ts'
import { CHILD_RULES_DEFAULT as RULES } from '../../domain/rule/child/child-rules.ts'
import { developmentCheckResult, firstScreeningResult, signsAgeAt, WARNING_SIGN_AGES, warningSignAge, warningSignsAt } from '../../domain/rule/child/warning-signs.ts'
import { DEFAULT_GROWTH_RULES } from '../../domain/rule/growth/rules.ts'
import { screeningOfVisit } from '../../domain/modules/child/visit-screening.ts'
import { toDay } from '../../domain/time/day.ts'

const answersAt = (ageMonths: number, ...answers: SignAnswer[]): Partial<Record<WarningSign, SignAnswer>> =>
  Object.fromEntries(warningSignsAt(ageMonths).map((sign, index) => [sign, answers[index] ?? 'absent']))

describe('warning signs (§6)', () => {
  test('eleven groups of four, in the words of the national table', () => {
    expect(WARNING_SIGN_AGES).toEqual([3, 6, 8, 12, 18, 24, 30, 36, 48, 60, 72])
    for (const age of WARNING_SIGN_AGES) expect(WARNING_SIGN.list.filter(({ ageMonths }) => ageMonths === age).map(({ number }) => number)).toEqual([1, 2, 3, 4])
    expect(warningSignsAt(18).map(sign => WARNING_SIGN.label(sign))).toEqual(['不会有意识叫“爸爸”或“妈妈”', '不会按要求指人或物', '与人无目光交流', '不会独走'])
    expect([WARNING_SIGN.label('031'), WARNING_SIGN.label('724')]).toEqual(['对很大声音没有反应', '不会奔跑'])
  })

  test('between two ages the last group reached; none before three months', () => {
    expect([2, 3, 5, 6, 7, 17, 18, 47, 48, 83].map(warningSignAge)).toEqual([null, 3, 3, 6, 6, 12, 18, 36, 48, 72])
    expect(warningSignsAt(2)).toEqual([])
    expect(firstScreeningResult(2, { answers: {}, regression: 'present' })).toBeNull()
  })

  test('case 53: one of four signs not asked at 18 months, the others absent', () => {
    expect(firstScreeningResult(18, { answers: answersAt(18, 'absent', 'notAsked'), regression: 'absent' })).toBe('incomplete')
    expect(firstScreeningResult(18, { answers: answersAt(18), regression: 'absent' })).toBe('normal')
    expect(firstScreeningResult(18, { answers: answersAt(18, 'present', 'notAsked'), regression: 'absent' })).toBe('abnormal')
    expect(firstScreeningResult(18, { answers: {}, regression: 'absent' })).toBe('incomplete')
    expect(firstScreeningResult(18, { answers: answersAt(18), regression: 'present' })).toBe('abnormal')
    expect(firstScreeningResult(18, { answers: answersAt(18), regression: 'notAsked' })).toBe('incomplete')
    // Signs of another age do not count.
    expect(firstScreeningResult(18, { answers: { ...answersAt(18), '121': 'present' }, regression: 'absent' })).toBe('normal')
    expect(developmentCheckResult(18, answersAt(18))).toBe('normal')
  })

  test('normal only when every sign was asked and absent', () => {
    const answer = fc.constantFrom<SignAnswer>('present', 'absent', 'notAsked')
    fc.assert(fc.property(fc.constantFrom(...WARNING_SIGN_AGES), fc.tuple(answer, answer, answer, answer), answer, (age, signs, regression) => {
      const all = [...signs, regression]
      const expected = all.includes('present') ? 'abnormal' : all.every(one => one === 'absent') ? 'normal' : 'incomplete'
      expect(firstScreeningResult(age, { answers: answersAt(age, ...signs), regression })).toBe(expected)
    }))
  })
})

const REVERSED = [11, 18, 20, 22]
/** A child that passes every item, but answers the given items the other way. */
const mchat = (failed: readonly number[]): (boolean | null)[] => Array.from({ length: 23 }, (_, index) => REVERSED.includes(index + 1) === failed.includes(index + 1))

describe('scales (§7)', () => {
  test('case 39: items 2 and 7 answered 否', () => {
    expect(mchatResult(mchat([2, 7]))).toMatchObject({ failedItems: [2, 7], failedCoreItems: [2, 7], result: 'notPassed' })
    expect(mchat([2, 7])[1]).toBe(false)
  })
  test('case 40: items 1, 3 and 4 answered 否', () => { expect(mchatResult(mchat([1, 3, 4]))).toMatchObject({ failedCoreItems: [], result: 'notPassed' }) })
  test('case 41: items 11 and 18 answered 是', () => {
    expect(mchat([11, 18])[10]).toBe(true)
    expect(mchatResult(mchat([11, 18]))).toMatchObject({ failedItems: [11, 18], failedCoreItems: [], result: 'passed' })
  })
  test('case 42: every item answered 是', () => {
    expect(mchatResult(Array.from({ length: 23 }, () => true))).toMatchObject({ failedItems: [11, 18, 20, 22], result: 'notPassed' })
  })
  test('M-CHAT: one core item passes; an open item leaves it incomplete unless it has failed already', () => {
    expect(mchatResult(mchat([2])).result).toBe('passed')
    expect(mchatResult(mchat([2, 1])).result).toBe('passed')
    expect(mchatResult(mchat([]).with(4, null))).toMatchObject({ openItems: [5], result: 'incomplete' })
    expect(mchatResult(mchat([9, 15]).with(4, null)).result).toBe('notPassed')
    expect(() => mchatResult([true])).toThrow(RangeError)
  })

  test('case 43: ABC 52 and 53', () => { expect([abcResult(52), abcResult(53)]).toEqual(['passed', 'suspicious']) })

  const quotients = (more: Partial<DevelopmentQuotients>): DevelopmentQuotients => ({ total: 90, grossMotor: 90, fineMotor: 90, adaptive: 90, language: 90, social: 90, ...more })
  test('case 44: 儿心量表-II', () => {
    expect(developmentScaleResult(quotients({ total: 75 }))).toBe('retest')
    expect(developmentScaleResult(quotients({ total: 69 }))).toBe('disorder')
    expect(developmentScaleResult(quotients({ total: 85, language: 68 }))).toBe('deviation')
    expect(developmentScaleResult(quotients({ total: 85, grossMotor: 60 }))).toBe('normal')
    expect(developmentScaleResult(quotients({ total: 85, fineMotor: 60 }))).toBe('normal')
    expect([quotients({ total: 70 }), quotients({ total: 79 }), quotients({ total: 79.9 }), quotients({ total: 80 })].map(developmentScaleResult)).toEqual(['retest', 'retest', 'retest', 'normal'])
    expect([quotients({ adaptive: 69.9 }), quotients({ social: 69 }), quotients({ language: 70 }), quotients({ total: null }), quotients({ social: null })].map(developmentScaleResult)).toEqual(['deviation', 'deviation', 'normal', 'incomplete', 'incomplete'])
  })
  test('quotient classes', () => {
    expect([130, 129, 110, 109, 80, 79, 70, 69].map(total => developmentQuotientClass(total, RULES))).toEqual(['excellent', 'good', 'good', 'normal', 'normal', 'borderline', 'borderline', 'disabled'])
  })

  test('case 45: CARS 29.5 and 30', () => { expect([carsResult(29.5), carsResult(30)]).toEqual(['below', 'autismRange']) })
  test('totals that a scale cannot give are refused', () => {
    expect(checkScaleTotals({ abcTotal: 228, carsTotal: 15 })).toEqual([])
    expect(checkScaleTotals({ abcTotal: 229, carsTotal: 14.5 }).map(({ path }) => path)).toEqual(['abcTotal', 'carsTotal'])
    expect(checkScaleTotals({ abcTotal: null, carsTotal: 29.3 }).map(({ path }) => path)).toEqual(['carsTotal'])
  })

  test('the scale of an age: at exactly 24 months ABC', () => {
    expect([17, 18, 23, 24, 60].map(age => scalesFor(age).join())).toEqual(['development', 'mchat,development', 'mchat,development', 'abc,development', 'abc,development'])
  })

  test('re-screening: any part abnormal is abnormal, a missing part leaves it open', () => {
    const at = (ageMonths: number, more: Partial<Parameters<typeof rescreeningResult>[0]>) => rescreeningResult({ ageMonths, observedProblem: false, mchat: null, abc: null, development: 'normal', ...more })
    expect(at(12, {})).toBe('normal')
    expect(at(12, { development: 'retest' })).toBe('retest')
    expect(at(12, { development: 'deviation' })).toBe('abnormal')
    expect(at(12, { observedProblem: true, development: null })).toBe('abnormal')
    expect(at(20, {})).toBe('incomplete')
    expect(at(20, { mchat: 'passed' })).toBe('normal')
    expect(at(20, { mchat: 'notPassed', development: 'retest' })).toBe('abnormal')
    // M-CHAT does not count for a child of two years.
    expect(at(24, { mchat: 'notPassed', abc: 'passed' })).toBe('normal')
    expect([at(30, {}), at(30, { abc: 'suspicious' }), at(30, { abc: 'passed', observedProblem: null })]).toEqual(['incomplete', 'abnormal', 'incomplete'])
  })
})

describe('the chain', () => {
  const run = (steps: readonly AutismStep[]) => steps.reduce(autismStateAfter, 'notScreened' as const as ReturnType<typeof autismStateAfter>)
  const first = (result: 'normal' | 'abnormal' | 'incomplete'): AutismStep => ({ kind: 'firstScreening', result })
  const again = (result: 'normal' | 'abnormal' | 'retest' | 'incomplete'): AutismStep => ({ kind: 'rescreening', result })
  const diagnosis = (result: 'confirmed' | 'excluded' | 'undecided'): AutismStep => ({ kind: 'diagnosis', result })

  test('from the first screening to the diagnosis', () => {
    expect(run([first('incomplete')])).toBe('notScreened')
    expect(run([first('normal'), first('normal')])).toBe('firstNormal')
    expect(run([first('normal'), first('abnormal')])).toBe('firstAbnormal')
    expect(run([first('abnormal'), again('incomplete')])).toBe('rescreening')
    expect(run([first('abnormal'), again('abnormal'), diagnosis('undecided'), diagnosis('confirmed')])).toBe('confirmed')
    expect(run([first('abnormal'), again('normal')])).toBe('rescreenNormal')
    expect(run([first('abnormal'), again('normal'), again('normal')])).toBe('firstNormal')
    expect(run([first('abnormal'), again('retest'), again('abnormal')])).toBe('rescreenAbnormal')
    expect(run([first('abnormal'), { kind: 'lost' }, again('abnormal')])).toBe('rescreenAbnormal')
    expect(run([first('abnormal'), again('abnormal'), diagnosis('excluded'), first('abnormal')])).toBe('firstAbnormal')
  })

  test('what is not allowed changes nothing: no diagnosis without a re-screening, a confirmed child stays confirmed', () => {
    expect(run([first('normal'), diagnosis('confirmed')])).toBe('firstNormal')
    expect(run([first('abnormal'), first('normal')])).toBe('firstAbnormal')
    expect(run([first('abnormal'), again('abnormal'), diagnosis('confirmed'), first('abnormal'), again('normal')])).toBe('confirmed')
  })

  test('every step from every state ends in the same state or in one the table allows', () => {
    const steps: AutismStep[] = [first('normal'), first('abnormal'), first('incomplete'), { kind: 'rescreeningBegun' }, again('normal'), again('retest'), again('abnormal'), again('incomplete'), diagnosis('confirmed'), diagnosis('excluded'), diagnosis('undecided'), { kind: 'lost' }]
    for (const state of AUTISM_STATE.values) {
      for (const step of steps) {
        const to = autismStateAfter(state, step)
        expect(to === state || AUTISM_STATE.canMove(state, to), `${state} → ${to}`).toBe(true)
      }
    }
  })

  test('due days per state, and overdue from the day after', () => {
    const birth = toDay('2023-01-31')
    const due = (state: Parameters<typeof autismDue>[0], since: string) => autismDue(state, toDay(since), birth, RULES)
    expect(due('firstAbnormal', '2024-08-01')).toEqual({ dueDay: '2024-08-31', overdueFrom: '2024-09-01' })
    expect(due('rescreenNormal', '2024-08-31')).toEqual({ dueDay: '2024-11-30', overdueFrom: '2024-12-01' })
    expect(due('undecided', '2024-08-01')).toEqual({ dueDay: '2024-10-01', overdueFrom: '2024-10-16' })
    expect(due('confirmed', '2026-01-30')?.dueDay).toBe('2026-04-30')
    expect(due('confirmed', '2026-01-31')?.dueDay).toBe('2026-07-31')
    for (const state of AUTISM_STATE.values) {
      const waits = AUTISM_STATE.label(state).includes('待') || state === 'rescreening' || state === 'confirmed'
      expect(autismDue(state, toDay('2024-08-01'), birth, RULES) !== null, state).toBe(waits)
    }
    expect([isAutismOverdue('firstAbnormal', toDay('2024-08-01'), birth, toDay('2024-08-31'), RULES), isAutismOverdue('firstAbnormal', toDay('2024-08-01'), birth, toDay('2024-09-01'), RULES), isAutismOverdue('lost', toDay('2020-01-01'), birth, toDay('2024-09-01'), RULES)]).toEqual([false, true, false])
  })

  test('a step gives the event the reminders wait for', () => {
    expect(autismEventOf('firstNormal', first('abnormal'))).toBe('autismFirstAbnormal')
    expect([autismEventOf('rescreenAbnormal', first('abnormal')), autismEventOf('confirmed', again('normal')), autismEventOf('firstNormal', diagnosis('confirmed'))]).toEqual([null, null, null])
    expect([autismEventOf('firstAbnormal', again('normal')), autismEventOf('rescreenNormal', again('normal')), autismEventOf('retest', again('abnormal')), autismEventOf('rescreening', again('incomplete'))]).toEqual(['autismRescreenNormal', 'autismRecheckNormal', 'autismRecheckAbnormal', null])
    expect([autismEventOf('rescreenAbnormal', diagnosis('undecided')), autismEventOf('undecided', { kind: 'lost' })]).toEqual(['autismUndecided', 'autismLost'])
  })
})

describe('the signs of a child born too early (§2, §6)', () => {
  const born = toDay('2025-01-10')
  const at = (contact: Parameters<typeof signsAgeAt>[0], on: string, gestationDays: number | null) => signsAgeAt(contact, { birthDay: born, gestationDays }, toDay(on), DEFAULT_GROWTH_RULES)
  test('the group last reached by corrected age, never above the column, until the correction ends', () => {
    // 28 weeks: 84 days, term on 2025-04-04.
    expect([at('month3', '2025-04-10', 196), at('month3', '2025-07-03', 196), at('month6', '2025-07-10', 196), at('month8', '2025-09-10', 196), at('month12', '2026-01-10', 196), at('month18', '2026-07-10', 196)]).toEqual([0, 0, 3, 3, 8, 12])
    expect([at('month24', '2027-04-03', 196), at('month24', '2027-04-04', 196), at('month3', '2025-09-10', 196)]).toEqual([18, 24, 3])
    expect([at('month3', '2025-04-10', 258), at('month3', '2025-04-10', 259), at('month3', '2025-04-10', null), at('year6', '2031-01-10', 196)]).toEqual([0, 3, 3, 72])
    expect([at('home', '2025-01-14', 196), at('month1', '2025-02-10', 196)]).toEqual([null, null])
  })
  test('before the first group only regression can be abnormal; a visit of the first definition was asked by its column', () => {
    const none = { warningSign1: null, warningSign2: null, warningSign3: null, warningSign4: null }
    expect(screeningOfVisit({ contact: 'month3', signsAgeMonths: 0, ...none, languageRegression: false })).toBeNull()
    expect(screeningOfVisit({ contact: 'month3', signsAgeMonths: 0, ...none, languageRegression: true })).toMatchObject({ ageMonths: 0, signs: [], regression: 'present', result: 'abnormal' })
    expect(screeningOfVisit({ contact: 'month6', signsAgeMonths: null, ...none, warningSign1: true, languageRegression: null })).toMatchObject({ ageMonths: 6, result: 'abnormal' })
  })
})
