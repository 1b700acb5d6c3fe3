import { describe, expect, test } from 'vitest'
import { bandAt, fundalHeightBand, MATERNAL_CHART_RULES, maternalChart, type MeasuredVisit, weightBaseOf, weightClassOf, weightGainBand } from '../../domain/rule/maternal/chart-bands.ts'
import type { Day } from '../../domain/time/day.ts'

// Bands: note §14 (IOM bands, 10th–90th), numbers as the setting ships them, all marked as unverified.
const rules = MATERNAL_CHART_RULES.initial
const LIMITS = { hypertensionSystolic: 140, hypertensionDiastolic: 90 }
const visit = (week: number, measured: Partial<MeasuredVisit>): MeasuredVisit => ({ visitDay: '2026-03-01' as Day, gestationDays: week * 7, weightKg: null, fundalHeightCm: null, systolicMmHg: null, diastolicMmHg: null, haemoglobinGPerL: null, fetalHeartPerMinute: null, ...measured })

describe('weight gain', () => {
  test.each([[18.49, 'underweight'], [18.5, 'normal'], [24.99, 'normal'], [25, 'overweight'], [29.99, 'overweight'], [30, 'obese']] as const)('BMI %s asks for the band of %s', (value, kind) => expect(weightClassOf(value, rules)).toBe(kind))
  test('from the weight before the pregnancy the band ends at the recommended gain', () => {
    expect(weightGainBand(21, 0, rules)).toEqual([{ week: 0, low: 0, high: 0 }, { week: 13, low: 0.5, high: 2 }, { week: 40, low: 11.5, high: 16 }])
  })
  test('from a first visit at 13 weeks it begins at nothing there, and less is left to gain', () => {
    expect(weightGainBand(21, 13, rules)).toEqual([{ week: 13, low: 0, high: 0 }, { week: 40, low: 11, high: 14 }])
    expect(weightGainBand(21, 41, rules)).toEqual([])
  })
  test('gain counts from the known weight, else from the first one measured', () => {
    const visits = [visit(12, { weightKg: 54.2 }), visit(16, {}), visit(20, { weightKg: 57.9 })]
    expect(weightBaseOf(visits, { heightCm: 160, weightBeforeKg: 53 })).toEqual({ weightKg: 53, week: 0, bmi: 20.7 })
    const base = weightBaseOf(visits, { heightCm: 160, weightBeforeKg: null })
    expect(base).toEqual({ weightKg: 54.2, week: 12, bmi: 21.17 })
    const chart = maternalChart('weightGain', visits, base, 1, rules, LIMITS)
    expect(chart.lines[0]!.map(point => [point.week, point.value])).toEqual([[12, 0], [20, 3.7]])
    expect(chart.band.at(0)).toEqual({ week: 12, low: 0, high: 0 })
    expect(weightBaseOf([], { heightCm: 160, weightBeforeKg: null })).toBeNull()
  })
  test('no band is drawn for twins, and none without a height', () => {
    const visits = [visit(12, { weightKg: 54 })]
    expect(maternalChart('weightGain', visits, weightBaseOf(visits, { heightCm: 160, weightBeforeKg: null }), 2, rules, LIMITS).band).toEqual([])
    expect(maternalChart('weightGain', visits, weightBaseOf(visits, { heightCm: null, weightBeforeKg: null }), 1, rules, LIMITS).band).toEqual([])
  })
})

describe('fundal height', () => {
  test('between two weeks of the table the band is the straight line; before and after there is none', () => {
    const band = fundalHeightBand(rules)
    expect(bandAt(band, 20)).toMatchObject({ low: 16, high: 20.5 })
    expect(bandAt(band, 22)).toEqual({ low: 18, high: 22.5 })
    expect(bandAt(band, 19.9)).toBeNull()
    expect(bandAt(band, 40.1)).toBeNull()
  })
})

describe('blood pressure', () => {
  test('is two lines with the two limits', () => {
    expect(maternalChart('bloodPressure', [visit(16, { systolicMmHg: 118, diastolicMmHg: 76 })], null, 1, rules, LIMITS)).toMatchObject({ limits: [140, 90], lines: [[{ value: 118 }], [{ value: 76 }]] })
  })
})
