import { describe, expect, test } from 'vitest'
import { CANCER_NEXT_STEP } from '../../domain/code/maternal-care.ts'
import { BREAST_PATHOLOGY, CERVICAL_PATHOLOGY, HPV_TYPE } from '../../domain/code/women-care.ts'
import { chainStepOf, concludeScreening, daysForStep, hpvResultOf, stepAfterResult, type StepResult } from '../../domain/rule/maternal/cancer-follow-up.ts'
import { WOMEN_RULES } from '../../domain/rule/maternal/women-rules.ts'
import type { Day } from '../../domain/time/day.ts'

const RULES = WOMEN_RULES.initial
const DAY = '2026-03-02' as Day
const NOTHING: StepResult = { colposcopy: null, cervicalPathology: null, mammographyCategory: null, breastPathology: null }
const NOT_EXAMINED = { hpvResult: null, cytology: null, breastCategory: null, isBreastHighRisk: false } as const

test('a list of types says what the plan asks: 16 or 18 before any other', () => {
  expect(hpvResultOf([])).toBe(null)
  for (const type of HPV_TYPE.values) expect(hpvResultOf([type]), type).toBe(type === '16' || type === '18' ? 'type16or18' : 'otherHighRisk')
  expect(hpvResultOf(['52', '18'])).toBe('type16or18')
  expect(HPV_TYPE.values).toHaveLength(14)
})

describe('a screening', () => {
  test('names every gap, and has no next round before anything was examined', () => {
    expect(concludeScreening(NOT_EXAMINED, DAY, RULES)).toEqual({ cervicalStep: null, breastStep: null, gaps: ['hpv', 'ultrasound'], nextRoundDay: null })
    expect(concludeScreening({ ...NOT_EXAMINED, hpvResult: 'otherHighRisk' }, DAY, RULES).gaps).toEqual(['cytology', 'ultrasound'])
  })
  test('takes its intervals from the hospital; a leap day comes again on the last of February', () => {
    expect(concludeScreening({ ...NOT_EXAMINED, hpvResult: 'negative' }, DAY, { ...RULES, hpvIntervalYears: 3 }).nextRoundDay).toBe('2029-03-02')
    expect(concludeScreening({ ...NOT_EXAMINED, hpvResult: 'negative' }, '2024-02-29' as Day, RULES).nextRoundDay).toBe('2029-02-28')
  })
  test('puts onto the list what is neither the next round nor a cytology to be made up', () => {
    expect(CANCER_NEXT_STEP.values.filter(step => chainStepOf(step) !== null)).toEqual(['colposcopy', 'mammography', 'biopsy', 'treatment'])
    expect(chainStepOf(null)).toBe(null)
    expect((['colposcopy', 'mammography', 'biopsy', 'treatment'] as const).map(step => daysForStep(step, RULES))).toEqual([30, 30, 14, 30])
  })
})

describe('what follows from a result is proposed, or left to the doctor', () => {
  test.each(CERVICAL_PATHOLOGY.values.map(code => [CERVICAL_PATHOLOGY.label(code), code] as const))('cervical pathology %s', (_, code) => {
    const expected = ['23', '24', '25', '26', '27', '28', '29'].includes(code) ? 'treatment' : ['1', '21', '22'].includes(code) ? 'nextRound' : null
    expect(stepAfterResult('cervical', 'biopsy', { ...NOTHING, cervicalPathology: code })).toBe(expected)
  })
  test('colposcopy: normal ends it, any other asks for tissue, and tissue outranks the look', () => {
    for (const [colposcopy, step] of [['normal', 'nextRound'], ['low', 'biopsy'], ['high', 'biopsy'], ['cancer', 'biopsy'], ['other', 'biopsy']] as const) expect(stepAfterResult('cervical', 'colposcopy', { ...NOTHING, colposcopy })).toBe(step)
    expect(stepAfterResult('cervical', 'colposcopy', { ...NOTHING, colposcopy: 'high', cervicalPathology: '21' })).toBe('nextRound')
  })
  test('X-ray by category; 0 and 3 are the doctor\'s', () => {
    for (const [mammographyCategory, step] of [['0', null], ['1', 'nextRound'], ['2', 'nextRound'], ['3', null], ['4', 'biopsy'], ['5', 'biopsy'], ['6', 'treatment']] as const) expect(stepAfterResult('breast', 'mammography', { ...NOTHING, mammographyCategory })).toBe(step)
  })
  test('breast tissue; after treatment the next round; without a result nothing', () => {
    expect(BREAST_PATHOLOGY.values.map(code => stepAfterResult('breast', 'biopsy', { ...NOTHING, breastPathology: code }))).toEqual(['nextRound', 'treatment', 'treatment', 'treatment', null])
    expect(stepAfterResult('breast', 'treatment', NOTHING)).toBe('nextRound')
    for (const part of ['cervical', 'breast'] as const) expect(stepAfterResult(part, 'biopsy', NOTHING)).toBe(null)
  })
})
