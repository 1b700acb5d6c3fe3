// The numbered acceptance cases of the child health note (§17) that growth evaluation answers.
import { describe, expect, test } from 'vitest'
import { completedMonths, decimalMonths, dayNumberOf, growthAges } from '../../domain/rule/growth/age.ts'
import { wst423CutoffsAt } from '../../domain/rule/growth/bands.ts'
import { evaluateBirthSize } from '../../domain/rule/growth/birth-size.ts'
import { evaluateBothAges, evaluateGrowth } from '../../domain/rule/growth/evaluate.ts'
import { exchangeLevel, physiqueCodes, printedLevel } from '../../domain/rule/growth/mapping.ts'
import { whoLms, whoMeasurement, whoZ } from '../../domain/rule/growth/who.ts'
import { toDay } from '../../domain/time/day.ts'
import { ofDays, ofMonths, rowOf, tables } from '../support/growth.ts'

const who2006 = (...[measurement, indicator]: [Parameters<typeof rowOf>[0], Parameters<typeof rowOf>[2]]) => rowOf(measurement, 'who2006', indicator)
const wst423 = (...[measurement, indicator, options]: [Parameters<typeof rowOf>[0], Parameters<typeof rowOf>[2], Parameters<typeof rowOf>[3]?]) => rowOf(measurement, 'wst423', indicator, options)
const about = (value: number | null, expected: number) => expect(value).toBeCloseTo(expected, 2)
/** Two decimals as published: within half a hundredth. */
const published = (value: number | null, expected: number) => expect(Math.abs((value ?? Number.NaN) - expected)).toBeLessThanOrEqual(0.005 + 1e-9)

describe('WHO', () => {
  test('case 1: boy, day 0, 3.3 kg', () => published(who2006(ofDays(0, { sex: '1', weightKg: 3.3 }), 'wfa').z, -0.1))

  test('case 2: girl, 365 d, 7.0 kg is underweight', () => {
    const row = who2006(ofDays(365, { sex: '2', weightKg: 7 }), 'wfa')
    published(row.z, -2.05)
    expect(row.grade).toBe('underweight')
  })

  test('case 3: boy, 183 d, 4.5 kg is restricted', () => published(who2006(ofDays(183, { sex: '1', weightKg: 4.5 }), 'wfa').z, -4.72))

  test('case 4: boy, 730 d, standing 85.0 cm is converted', () => {
    const row = who2006(ofDays(730, { sex: '1', lengthCm: 85, position: 'standing' }), 'lhfa')
    published(row.z, -0.69)
    expect(row.value).toBeCloseTo(85.7, 9)
    expect(row.notes).toContain('standingConverted')
    published(who2006(ofDays(730, { sex: '1', lengthCm: 85 }), 'lhfa').z, -0.92)
  })

  test('case 5: boy, 731 d, standing 85.0 cm is not converted', () => {
    const row = who2006(ofDays(731, { sex: '1', lengthCm: 85, position: 'standing' }), 'lhfa')
    published(row.z, -0.7)
    expect(row.notes).toEqual([])
  })

  test('case 6: girl, 800 d, lying 88.0 cm is converted', () => {
    const row = who2006(ofDays(800, { sex: '2', lengthCm: 88, position: 'lying' }), 'lhfa')
    published(row.z, -0.12)
    expect(row.value).toBeCloseTo(87.3, 9)
  })

  test('case 7: boy, 300 d, 9.00 kg, 72.35 cm: L, M, S between 0.1 cm', () => {
    const lms = { l: 0, m: 0, s: 0 }
    expect(whoLms(tables, { standard: 'who2006', indicator: 'wfl', sex: 1, key: 72.35 }, lms)).toBe(true)
    expect(lms.m).toBeCloseTo(8.9462, 4)
    expect(lms.s).toBeCloseTo(0.082595, 6)
    expect(lms.l).toBeCloseTo(-0.3521, 4)
    published(who2006(ofDays(300, { sex: '1', weightKg: 9, lengthCm: 72.35 }), 'wfl').z, 0.07)
  })

  test('case 8: girl, 1000 d, 18.5 kg, 92.0 cm standing: both restricted', () => {
    const child = ofDays(1000, { sex: '2', weightKg: 18.5, lengthCm: 92, position: 'standing' })
    published(who2006(child, 'wfh').z, 3.66)
    published(who2006(child, 'bfa').z, 3.81)
    expect(who2006(child, 'wfh').percentile).toBeNull()
  })

  test('case 9: boy, 90 d, head 38.0 cm', () => published(who2006(ofDays(90, { sex: '1', headCm: 38 }), 'hcfa').z, -2.08))

  test('case 10: boy, 1826 d is WHO 2006, 1827 d is WHO 2007', () => {
    published(who2006(ofDays(1826, { sex: '1', weightKg: 18.3 }), 'wfa').z, -0.01)
    const next = ofDays(1827, { sex: '1', weightKg: 18.3 })
    expect(() => who2006(next, 'wfa')).toThrow('no row')
    expect(rowOf(next, 'who2007', 'wfa').z).not.toBeNull()
  })

  test('case 11: girl, 100.5 months, 120.0 cm, 35.0 kg', () => {
    published(whoZ(tables, { standard: 'who2007', indicator: 'lhfa', sex: 2, key: 100.5 }, 120), -1.48)
    published(whoZ(tables, { standard: 'who2007', indicator: 'bfa', sex: 2, key: 100.5 }, 35 / 1.2 ** 2), 2.8)
    // The same child as it is measured, by days of life.
    const child = ofDays(Math.round(100.5 * 30.4375), { sex: '2', weightKg: 35, lengthCm: 120, position: 'standing' })
    published(rowOf(child, 'who2007', 'lhfa').z, -1.48)
    published(rowOf(child, 'who2007', 'bfa').z, 2.8)
  })

  test('case 12: boy, 72 months, 20.0 kg, 115.0 cm', () => {
    published(whoZ(tables, { standard: 'who2007', indicator: 'wfa', sex: 1, key: 72 }, 20), -0.19)
    published(whoZ(tables, { standard: 'who2007', indicator: 'bfa', sex: 1, key: 72 }, 20 / 1.15 ** 2), -0.14)
    const child = ofDays(Math.round(72 * 30.4375), { sex: '1', weightKg: 20, lengthCm: 115, position: 'standing' })
    published(rowOf(child, 'who2007', 'wfa').z, -0.19)
    published(rowOf(child, 'who2007', 'bfa').z, -0.14)
  })

  test('case 13: oedema leaves only length, by WHO and by WS/T 423', () => {
    const child = ofDays(400, { sex: '1', weightKg: 9, lengthCm: 75, hasOedema: true })
    for (const standard of ['who2006', 'wst423'] as const) {
      for (const indicator of ['wfa', 'wfl', 'bfa'] as const) expect(rowOf(child, standard, indicator), `${standard} ${indicator}`).toMatchObject({ z: null, reason: 'oedema', grade: null, status: null })
      const length = rowOf(child, standard, 'lhfa')
      expect([length.reason, standard === 'wst423' ? length.grade : length.z]).toEqual([null, standard === 'wst423' ? 'lowMiddle' : expect.any(Number)])
    }
  })

  test('case 14: "standing" at 8 months is implausible and not converted', () => {
    const row = who2006(ofMonths(8, { sex: '1', lengthCm: 60, position: 'standing' }), 'lhfa')
    expect(row.value).toBe(60)
    expect(row.notes).toContain('standingImplausible')
  })

  test('case 15: preterm boy by corrected age, chronological age second', () => {
    const child = { sex: '1', birthDay: toDay('2024-01-01'), measuredDay: toDay('2024-07-01'), weightKg: 6, gestationDays: 32 * 7 } as const
    const { primary, chronological } = evaluateBothAges(tables, child)
    expect([primary.actualDays, primary.ageDays, primary.ageUsed]).toEqual([182, 126, 'corrected'])
    published(primary.rows.find(row => row.standard === 'who2006')?.z ?? null, -1.45)
    published(chronological?.rows.find(row => row.standard === 'who2006')?.z ?? null, -2.5)
    expect(growthAges(child.birthDay, child.measuredDay, 224)).toMatchObject({ actualDays: 182, correctedDays: 126, used: 'corrected' })
  })
})

describe('WS/T 423', () => {
  test('case 16: boy 12 months, 8.2 kg = −2 SD', () => expect(wst423(ofMonths(12, { sex: '1', weightKg: 8.2 }), 'wfa')).toMatchObject({ grade: 'lowMiddle', status: null }))
  test('case 17: boy 12 months, 8.1 kg', () => expect(wst423(ofMonths(12, { sex: '1', weightKg: 8.1 }), 'wfa')).toMatchObject({ grade: 'low', status: 'underweight' }))
  test('case 18: boy 12 months, 7.4 and 7.3 kg', () => {
    expect(wst423(ofMonths(12, { sex: '1', weightKg: 7.4 }), 'wfa').status).toBe('underweight')
    expect(wst423(ofMonths(12, { sex: '1', weightKg: 7.3 }), 'wfa').status).toBe('severelyUnderweight')
  })
  test('case 19: boy 12 months, 12.4 kg = +2 SD', () => expect(wst423(ofMonths(12, { sex: '1', weightKg: 12.4 }), 'wfa').grade).toBe('high'))
  test('case 20: boy 12 months, 9.2 kg by both methods', () => {
    const child = ofMonths(12, { sex: '1', weightKg: 9.2 })
    expect(wst423(child, 'wfa').grade).toBe('middle')
    expect(wst423(child, 'wfa', { method: 'percentile' }).grade).toBe('lowMiddle')
  })
  test('case 21: girl 36 months, 11.3 kg', () => expect(wst423(ofMonths(36, { sex: '2', weightKg: 11.3 }), 'wfa')).toMatchObject({ grade: 'low', status: 'underweight' }))
  test('case 22: boy 24 months, standing 81.9 and 82.0 cm', () => {
    expect(wst423(ofMonths(24, { sex: '1', lengthCm: 81.9, position: 'standing' }), 'lhfa')).toMatchObject({ grade: 'low', status: 'stunted' })
    expect(wst423(ofMonths(24, { sex: '1', lengthCm: 82, position: 'standing' }), 'lhfa')).toMatchObject({ grade: 'lowMiddle', status: null })
  })
  test('case 23: boy 24 months, lying 82.6 cm', () => {
    expect(wst423(ofMonths(24, { sex: '1', lengthCm: 82.6, position: 'lying' }), 'lhfa')).toMatchObject({ value: 81.9, status: 'stunted' })
  })
  test('case 24: girl 60 months, 98.3 and 98.2 cm', () => {
    expect(wst423(ofMonths(60, { sex: '2', lengthCm: 98.3 }), 'lhfa').status).toBe('stunted')
    expect(wst423(ofMonths(60, { sex: '2', lengthCm: 98.2 }), 'lhfa').status).toBe('severelyStunted')
  })
  test('case 25: boy 10 months, 70.0 cm, 9.5 kg = +1 SD', () => expect(wst423(ofMonths(10, { sex: '1', lengthCm: 70, weightKg: 9.5 }), 'wfl')).toMatchObject({ grade: 'highMiddle', status: 'overweight' }))
  test('case 26: girl 48 months, 100.0 cm, 18.0 kg = +2 SD', () => expect(wst423(ofMonths(48, { sex: '2', lengthCm: 100, weightKg: 18 }), 'wfh')).toMatchObject({ grade: 'high', status: 'obese' }))
  test('case 27: girl 48 months, 100.0 cm, 13.0 kg', () => expect(wst423(ofMonths(48, { sex: '2', lengthCm: 100, weightKg: 13 }), 'wfh').status).toBe('wasted'))
  test('case 28: boy 60 months, BMI 18.4 and 20.7', () => {
    expect(wst423(ofMonths(60, { sex: '1', lengthCm: 100, weightKg: 18.4 }), 'bfa')).toMatchObject({ value: 18.4, status: 'obese' })
    expect(wst423(ofMonths(60, { sex: '1', lengthCm: 100, weightKg: 20.7 }), 'bfa')).toMatchObject({ value: 20.7, status: 'severelyObese' })
  })
  test('case 29: girl 72 months, BMI 12.6', () => expect(wst423(ofMonths(72, { sex: '2', lengthCm: 100, weightKg: 12.6 }), 'bfa').status).toBe('wasted'))
  test('case 30: boy 6 months, head 45.9, 41.0 and 40.9 cm', () => {
    const gradeOf = (headCm: number) => wst423(ofMonths(6, { sex: '1', headCm }), 'hcfa').grade
    expect([gradeOf(45.9), gradeOf(41), gradeOf(40.9)]).toEqual(['high', 'lowMiddle', 'low'])
  })
  test('case 31: boy 40 months, head is not evaluated', () => expect(wst423(ofMonths(40, { sex: '1', headCm: 50 }), 'hcfa')).toMatchObject({ grade: null, status: null, reason: 'ageAbove' }))
  test('case 32: girl 36 months, 91.8 cm by percentile = P10', () => {
    expect(wst423(ofMonths(36, { sex: '2', lengthCm: 91.8 }), 'lhfa', { method: 'percentile' }).grade).toBe('lowMiddle')
    expect(wst423CutoffsAt(tables, 'lhfa', 2, 36, 'percentile')?.[1]).toBe(91.8)
  })
  test('case 33: between two rows, interpolated and 查表法', () => {
    const child = { sex: '1', birthDay: toDay('2023-01-10'), measuredDay: toDay('2025-02-25'), weightKg: 10.4 } as const
    const months = decimalMonths(dayNumberOf(child.birthDay), dayNumberOf(child.measuredDay))
    expect(months).toBeCloseTo(25.5357, 4)
    expect(wst423CutoffsAt(tables, 'wfa', 1, months, 'sd')?.[1]).toBeCloseTo(10.456, 2)
    expect(wst423(child, 'wfa').status).toBe('underweight')
    expect(wst423(child, 'wfa', { betweenRows: 'lookup' }).status).toBeNull()
  })
  test('case 34: boy 12 months, 9.6 kg: z by SD lines is an estimate', () => {
    const row = wst423(ofMonths(12, { sex: '1', weightKg: 9.6 }), 'wfa')
    about(row.estimatedZ, -0.5)
    expect(row.z).toBeNull()
    expect(row.notes).toContain('zEstimated')
  })
  test('case 35: boy 77 months, 132 cm, 30 kg', () => {
    const child = ofMonths(77, { sex: '1', lengthCm: 132, weightKg: 30 })
    expect(wst423(child, 'wfh')).toMatchObject({ grade: null, reason: 'sizeOutside' })
    expect(wst423(child, 'bfa')).toMatchObject({ value: 17.2, reason: null })
    expect(wst423(child, 'bfa').grade).not.toBeNull()
  })
  test('case 36: boy 84 months: WS/T 423 not applicable, 586 and 612 offered', () => {
    const child = ofMonths(84, { sex: '1', lengthCm: 125, weightKg: 25 })
    const { rows } = evaluateGrowth(tables, child)
    expect(rows.filter(row => row.standard === 'wst423').every(row => row.reason === 'ageAbove')).toBe(true)
    expect(rows.filter(row => row.standard === 'wst586' || row.standard === 'wst612').map(row => row.grade)).toEqual(['normal', 'middle'])
    expect(evaluateGrowth(tables, ofMonths(83, { sex: '1', weightKg: 25 })).rows.find(row => row.standard === 'wst423')).toMatchObject({ reason: null, notes: ['lastRowHeld', 'zEstimated'] })
  })
})

describe('limits beside the numbered cases', () => {
  test('weight for length 45–100 cm and for height 75–130 cm, ends included', () => {
    const reasonOf = (months: number, lengthCm: number) => wst423(ofMonths(months, { sex: '1', lengthCm, weightKg: 10 }), months < 24 ? 'wfl' : 'wfh').reason
    expect([44.9, 45, 100, 100.1].map(cm => reasonOf(12, cm))).toEqual(['sizeOutside', null, null, 'sizeOutside'])
    expect([74.9, 75, 130, 130.1].map(cm => reasonOf(40, cm))).toEqual(['sizeOutside', null, null, 'sizeOutside'])
    const whoReasonOf = (days: number, lengthCm: number) => who2006(ofDays(days, { sex: '1', lengthCm, weightKg: 10 }), days < 731 ? 'wfl' : 'wfh').reason
    expect([44.9, 45, 110, 110.1].map(cm => whoReasonOf(400, cm))).toEqual(['sizeOutside', null, null, 'sizeOutside'])
    expect([64.9, 65, 120, 120.1].map(cm => whoReasonOf(1000, cm))).toEqual(['sizeOutside', null, null, 'sizeOutside'])
  })
  test('weight counts by 0.01 kg below 12 months and by 0.1 kg from then on', () => {
    expect(wst423(ofMonths(12, { sex: '1', weightKg: 8.15 }), 'wfa')).toMatchObject({ value: 8.2, status: null })
    const limit = wst423CutoffsAt(tables, 'wfa', 1, 11, 'sd')?.[1] ?? 0
    expect(wst423(ofMonths(11, { sex: '1', weightKg: limit - 0.04 }), 'wfa').status).toBe('underweight')
  })
  test('6岁9月 is held from the day after 81 months, head ends with 36 months', () => {
    const notesAt = (measuredDay: string) => wst423({ sex: '1', birthDay: toDay('2015-01-15'), measuredDay: toDay(measuredDay), weightKg: 22 }, 'wfa').notes
    expect([notesAt('2021-10-15'), notesAt('2021-10-16')]).toEqual([['zEstimated'], ['lastRowHeld', 'zEstimated']])
    const reasonAt = (measuredDay: string) => wst423({ sex: '1', birthDay: toDay('2015-01-15'), measuredDay: toDay(measuredDay), headCm: 49 }, 'hcfa').reason
    expect([reasonAt('2018-01-15'), reasonAt('2018-01-16')]).toEqual([null, 'ageAbove'])
  })
  test('a newborn before term: size at birth by its own day, everything else 未足月', () => {
    const { rows } = evaluateGrowth(tables, ofDays(0, { sex: '2', weightKg: 1.344, gestationDays: 224, fetusCount: 1 }))
    expect(rows.map(({ standard, reason, ageDays, ageUsed, grade }) => [standard, reason, ageDays, ageUsed, grade])).toEqual([
      ['who2006', 'notTerm', -56, 'corrected', null], ['wst423', 'notTerm', -56, 'corrected', null], ['wst800', null, 0, 'actual', 'appropriateForGestation']])
  })
  test('several statuses are listed with the most severe first', () => {
    // Printed for boys of 3 years: 10.8 kg and 87.0–90.5 cm; at 88 cm 10.1–10.8 kg. BMI 13.6 is −2 SD, normal.
    expect(evaluateGrowth(tables, ofMonths(36, { sex: '1', weightKg: 10.5, lengthCm: 88 })).statuses).toEqual(['severelyUnderweight', 'wasted', 'stunted'])
  })
})

describe('rules', () => {
  test('case 37: born on 29 February, 12 months are complete on 28 February', () => {
    const [birth, on] = [dayNumberOf(toDay('2024-02-29')), dayNumberOf(toDay('2025-02-28'))]
    expect([completedMonths(birth, on), on - birth]).toEqual([12, 365])
    expect(decimalMonths(birth, on)).toBe(12)
  })
  test('case 51: 9.0-year-old boy, BMI 18.5 and 20.8 (WS/T 586)', () => {
    const classOf = (weightKg: number) => rowOf(ofMonths(108, { sex: '1', lengthCm: 130, weightKg }), 'wst586', 'bfa')
    expect(classOf(31.27)).toMatchObject({ value: 18.5, grade: 'overweight' })
    expect(classOf(35.15)).toMatchObject({ value: 20.8, grade: 'obese' })
    expect(classOf(31.1)).toMatchObject({ value: 18.4, grade: 'normal' })
  })
  test('WS/T 586 counts completed half years: its own example, born 2000-09-25', () => {
    // Printed for boys: 9.5 years 18.9 and 21.4, 10.0 years 19.2 and 21.9, 10.5 years 19.6 and 22.5.
    const gradeOn = (measuredDay: string, weightKg: number) => rowOf({ sex: '1', birthDay: toDay('2000-09-25'), measuredDay: toDay(measuredDay), lengthCm: 100, weightKg }, 'wst586', 'bfa').grade
    expect([gradeOn('2010-09-24', 18.9), gradeOn('2010-09-25', 18.9), gradeOn('2010-09-25', 19.2), gradeOn('2011-03-24', 19.2), gradeOn('2011-03-25', 19.2), gradeOn('2011-03-25', 19.6)]).toEqual(['overweight', 'normal', 'overweight', 'overweight', 'normal', 'overweight'])
    expect([gradeOn('2010-09-24', 21.4), gradeOn('2010-09-25', 21.4), gradeOn('2011-03-25', 21.9)]).toEqual(['obese', 'overweight', 'overweight'])
  })
  test('case 52: 10-year-old girl, 148.57 and 148.58 cm (WS/T 612)', () => {
    const gradeOf = (lengthCm: number) => rowOf(ofMonths(120, { sex: '2', lengthCm }), 'wst612', 'lhfa').grade
    expect([gradeOf(148.57), gradeOf(148.58)]).toEqual(['middle', 'highMiddle'])
  })
  test('case 54: 肥胖 prints 5 超重 and stays 肥胖 on the screen', () => {
    const { statuses } = evaluateGrowth(tables, ofMonths(60, { sex: '1', lengthCm: 110, weightKg: 23 }))
    expect(statuses).toEqual(['obese'])
    expect(physiqueCodes(statuses)).toEqual(['5'])
    expect(physiqueCodes([])).toEqual(['1'])
    expect(physiqueCodes(['severelyWasted', 'stunted', 'underweight'])).toEqual(['2', '3', '4'])
    expect((['high', 'highMiddle', 'middle', 'lowMiddle', 'low'] as const).map(level => [printedLevel(level), exchangeLevel(level)])).toEqual([['1', '1'], ['2', '21'], ['2', '2'], ['2', '24'], ['3', '3']])
  })
  test('case 55: boy, single, 40+0: 3001, 3002, 3941, 3942 g', () => {
    const gradeOf = (weightG: number) => evaluateBirthSize(tables, { sex: '1', gestationDays: 280, fetusCount: 1, weightG }).grade
    expect([3001, 3002, 3941, 3942].map(gradeOf)).toEqual(['smallForGestation', 'appropriateForGestation', 'appropriateForGestation', 'largeForGestation'])
  })
  test('case 56: girl, single, 32+0: 1344 and 1343 g', () => {
    const sizeOf = (weightG: number) => evaluateBirthSize(tables, { sex: '2', gestationDays: 224, fetusCount: 1, weightG })
    expect(sizeOf(1344)).toMatchObject({ grade: 'appropriateForGestation', weightBand: 'P10–P25', weeks: 32 })
    expect(sizeOf(1343)).toMatchObject({ grade: 'smallForGestation', weightBand: 'P3–P10' })
  })
  test('case 57: twin, 36+0: WS/T 800 does not apply', () => {
    expect(evaluateBirthSize(tables, { sex: '1', gestationDays: 252, fetusCount: 2, weightG: 2500 })).toMatchObject({ reason: 'multiple', grade: null })
    const onDayOfBirth = { sex: '1', gestationDays: 252, fetusCount: 2, weightKg: 2.5 } as const
    expect(rowOf(ofDays(0, onDayOfBirth), 'wst800', 'wfa')).toMatchObject({ reason: 'multiple', grade: null })
  })
})

test('the inverse answers the published weight at +2 SD (WHO 2006, boys, birth: 4.4 kg)', () => {
  expect(whoMeasurement(tables, { standard: 'who2006', indicator: 'wfa', sex: 1, key: 0 }, 2)).toBeCloseTo(4.4, 1)
})
