import { describe, expect, test } from 'vitest'
import { CURVE_INDICATORS, CURVE_STANDARDS, growthCurve, type CurveRequest, type GrowthCurve } from '../../domain/rule/growth/curve.ts'
import type { GrowthMeasurement } from '../../domain/rule/growth/evaluate.ts'
import { growthRuleValues } from '../../domain/rule/growth/rules.ts'
import type { Day } from '../../domain/time/day.ts'
import { tables as TABLES } from '../support/growth.ts'

type Seen = Partial<Omit<GrowthMeasurement, 'birthDay' | 'measuredDay'>> & { birthDay?: string; measuredDay: string }
const seen = ({ birthDay = '2024-01-01', measuredDay, ...more }: Seen): GrowthMeasurement => ({ sex: '1', birthDay: birthDay as Day, measuredDay: measuredDay as Day, gestationDays: 275, fetusCount: 1, ...more })
const curve = (series: readonly GrowthMeasurement[], request: Partial<CurveRequest> = {}, rules = growthRuleValues()): GrowthCurve =>
  growthCurve(TABLES, series, series[0]?.sex ?? '1', { standard: 'wst423', indicator: 'wfa', lines: 'sd', ...request }, { rules })

describe('case 15: a preterm child at both ages', () => {
  const at = (measuredDay: string, weightKg: number) => seen({ measuredDay, weightKg, gestationDays: 224 })
  test('the main mark stands at corrected age with its z, the hollow one at chronological age', () => {
    const [point] = curve([at('2024-07-01', 6)], { standard: 'who' }).points
    expect(point).toMatchObject({ actualDays: 182, correctedDays: 126, ageUsed: 'corrected', standard: 'who2006', isEstimated: false })
    expect(point!.z).toBeCloseTo(-1.45, 2)
    expect(point!.main!.x).toBeCloseTo(126 / 30.4375, 6)
    expect(point!.hollow!.x).toBeCloseTo(182 / 30.4375, 6)
    expect(point!.main!.y).toBe(6)
  })
  test('before term there is only the hollow mark; once the correction has ended only the full one', () => {
    const { points } = curve([at('2024-01-20', 2), at('2026-06-01', 12)])
    expect(points[0]).toMatchObject({ main: null, reason: 'notTerm', grade: null })
    expect(points[0]!.hollow!.x).toBeGreaterThan(0)
    expect(points[1]).toMatchObject({ ageUsed: 'actual', hollow: null, correctedDays: 882 - 56 })
    expect(points[1]!.main!.x).toBe(29)
  })
})

describe('case 33: an age between two printed rows', () => {
  const boy = [seen({ birthDay: '2023-01-10', measuredDay: '2025-02-25', weightKg: 10.4 })]
  test('interpolated it lies below −2 SD, by 查表法 it does not', () => {
    const [point] = curve(boy).points
    expect(point).toMatchObject({ status: 'underweight', grade: 'low', between: { from: '-3', to: '-2' }, isEstimated: true })
    expect(point!.main!.x).toBeCloseTo(25.5357, 4)
    expect(curve(boy, {}, growthRuleValues({ betweenRows: 'lookup' })).points[0]).toMatchObject({ status: null, grade: 'lowMiddle', between: { from: '-2', to: '-1' } })
  })
})

describe('case 36: 84 months', () => {
  test('WS/T 423 no longer evaluates; WS/T 586 and 612 are offered, and the mark still stands on the sheet', () => {
    const boy = [seen({ measuredDay: '2031-01-01', weightKg: 24, lengthCm: 124, position: 'standing' })]
    const shown = curve(boy, { indicator: 'lhfa' })
    expect(shown.points[0]).toMatchObject({ reason: 'ageAbove', grade: null, value: null, measured: 124 })
    expect(shown.points[0]!.main).toEqual({ x: 84, y: 124 })
    expect(shown.to).toBe(84)
    expect(shown.offered.map(({ standard, indicator, grade }) => [standard, indicator, grade])).toEqual([['wst586', 'bfa', 'normal'], ['wst612', 'lhfa', 'middle']])
  })
})

describe('the lines', () => {
  test.each(CURVE_STANDARDS.flatMap(standard => CURVE_INDICATORS.map(indicator => [standard, indicator] as const)))('%s %s: no branch goes over the step at 24 months, lines are whole', (standard, indicator) => {
    for (const lines of ['sd', 'percentile'] as const) {
      const { branches, from, to, xUnit } = curve([seen({ measuredDay: '2028-01-01', weightKg: 16, lengthCm: 101, headCm: 50 })], { standard, indicator, lines })
      expect(branches.length).toBeGreaterThan(0)
      for (const branch of branches) {
        expect(branch.lines).toHaveLength(7)
        expect(branch.lines.every(line => line.values.length === branch.x.length && line.values.every(Number.isFinite))).toBe(true)
        for (const x of branch.x) { expect(x).toBeGreaterThanOrEqual(from); expect(x).toBeLessThanOrEqual(to + 0.05) }
        const hasStep = indicator === 'lhfa' || indicator === 'bfa'
        if (hasStep && xUnit === 'month') expect(Math.min(...branch.x) < 24 && Math.max(...branch.x) > 24.02, `${branch.position}`).toBe(false)
      }
    }
  })
  test('a child of unknown sex has its marks and no lines, and the reason is said', () => {
    const { branches, points } = curve([seen({ sex: '9', measuredDay: '2024-07-01', weightKg: 7 })])
    expect(branches).toEqual([])
    expect(points[0]).toMatchObject({ reason: 'sexUnknown', grade: null, measured: 7 })
    expect(points[0]!.main!.y).toBe(7)
  })
  test('the grade is by the method of the lines shown (case 20)', () => {
    const boy = [seen({ measuredDay: '2025-01-01', weightKg: 9.2 })]
    expect(curve(boy, { lines: 'sd' }).points[0]).toMatchObject({ grade: 'middle' })
    expect(curve(boy, { lines: 'percentile' }).points[0]).toMatchObject({ grade: 'lowMiddle', between: { from: 'P10', to: 'P25' } })
  })
  test('weight for size takes the table of the position the child was measured in', () => {
    const small = seen({ measuredDay: '2024-10-01', weightKg: 9, lengthCm: 71, position: 'lying' })
    const tall = seen({ measuredDay: '2027-01-01', weightKg: 14, lengthCm: 95, position: 'standing' })
    expect(curve([small], { indicator: 'wflh' }).branches.map(one => one.position)).toEqual(['lying'])
    expect(curve([small, tall], { indicator: 'wflh' }).branches.map(one => one.position)).toEqual(['lying', 'standing'])
    expect(curve([tall], { indicator: 'wflh' }).points[0]!.main).toEqual({ x: 95, y: 14 })
  })
})

test('velocity is counted between the two measurements of the same thing, warnings come along', () => {
  const { points, warnings } = curve([
    seen({ measuredDay: '2024-03-01', weightKg: 5, headCm: 39 }), seen({ measuredDay: '2024-03-20', headCm: 40 }), seen({ measuredDay: '2024-03-31', weightKg: 5.9 }), seen({ measuredDay: '2024-05-31', weightKg: 5.9 }),
  ])
  expect(points.map(point => point.velocity?.weightGPerDay ?? null)).toEqual([null, expect.closeTo(30, 6), 0])
  expect(warnings.map(one => one.kind)).toContain('weightFlat')
})
