// WHO's numbers by paths that do not come from our tables' reader or formulas: the published SD tables, the examples in
// the documentation and tests of WHO's own packages, and the survey WHO ships with igrowup together with its results.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { DAYS_PER_WHO_MONTH, roundedAgeDays } from '../../domain/rule/growth/age.ts'
import { isImplausibleZ } from '../../domain/rule/growth/classes.ts'
import { evaluateGrowth } from '../../domain/rule/growth/evaluate.ts'
import { sdLine } from '../../domain/rule/growth/lms.ts'
import { normalQuantile, normalShare, percentileOf } from '../../domain/rule/growth/normal.ts'
import { whoLms, whoZ, type WhoPlace } from '../../domain/rule/growth/who.ts'
import { ofDays, rowOf, tables } from '../support/growth.ts'

/** A published z has two decimals (or as many as given): it must be the nearest. */
function published(z: number | null, expected: number, decimals = 2): void {
  expect(Math.abs((z ?? Number.NaN) - expected), `${z} for ${expected}`).toBeLessThanOrEqual(0.5 * 10 ** -decimals + 1e-9)
}

/** Published −3 … +3 SD, WHO Child Growth Standards (2006), simplified field tables by month or centimetre. */
const FIELD_TABLES: readonly { title: string; place: Omit<WhoPlace, 'key'>; isByMonth: boolean; rows: readonly (readonly number[])[] }[] = [
  { title: 'weight for age, boys', place: { standard: 'who2006', indicator: 'wfa', sex: 1 }, isByMonth: true, rows: [
    [0, 2.1, 2.5, 2.9, 3.3, 3.9, 4.4, 5.0], [1, 2.9, 3.4, 3.9, 4.5, 5.1, 5.8, 6.6], [3, 4.4, 5.0, 5.7, 6.4, 7.2, 8.0, 9.0], [6, 5.7, 6.4, 7.1, 7.9, 8.8, 9.8, 10.9],
    [9, 6.4, 7.1, 8.0, 8.9, 9.9, 11.0, 12.3], [12, 6.9, 7.7, 8.6, 9.6, 10.8, 12.0, 13.3], [18, 7.8, 8.8, 9.8, 10.9, 12.2, 13.7, 15.3], [24, 8.6, 9.7, 10.8, 12.2, 13.6, 15.3, 17.1],
    [36, 10.0, 11.3, 12.7, 14.3, 16.2, 18.3, 20.7], [48, 11.2, 12.7, 14.4, 16.3, 18.6, 21.2, 24.2], [59, 12.3, 14.0, 15.9, 18.2, 20.8, 23.9, 27.6],
  ] },
  { title: 'length for age, girls', place: { standard: 'who2006', indicator: 'lhfa', sex: 2 }, isByMonth: true, rows: [
    [0, 43.6, 45.4, 47.3, 49.1, 51.0, 52.9, 54.7], [3, 53.5, 55.6, 57.7, 59.8, 61.9, 64.0, 66.1], [6, 58.9, 61.2, 63.5, 65.7, 68.0, 70.3, 72.5],
    [12, 66.3, 68.9, 71.4, 74.0, 76.6, 79.2, 81.7], [18, 72.0, 74.9, 77.8, 80.7, 83.6, 86.5, 89.4], [23, 76.0, 79.2, 82.3, 85.5, 88.7, 91.9, 95.0],
  ] },
  { title: 'weight for age, girls', place: { standard: 'who2006', indicator: 'wfa', sex: 2 }, isByMonth: true, rows: [
    [0, 2.0, 2.4, 2.8, 3.2, 3.7, 4.2, 4.8], [3, 4.0, 4.5, 5.2, 5.8, 6.6, 7.5, 8.5], [6, 5.1, 5.7, 6.5, 7.3, 8.2, 9.3, 10.6], [12, 6.3, 7.0, 7.9, 8.9, 10.1, 11.5, 13.1], [24, 8.1, 9.0, 10.2, 11.5, 13.0, 14.8, 17.0], [36, 9.6, 10.8, 12.2, 13.9, 15.8, 18.1, 20.9],
  ] },
  { title: 'length for age, boys', place: { standard: 'who2006', indicator: 'lhfa', sex: 1 }, isByMonth: true, rows: [
    [0, 44.2, 46.1, 48.0, 49.9, 51.8, 53.7, 55.6], [3, 55.3, 57.3, 59.4, 61.4, 63.5, 65.5, 67.6], [6, 61.2, 63.3, 65.5, 67.6, 69.8, 71.9, 74.0], [12, 68.6, 71.0, 73.4, 75.7, 78.1, 80.5, 82.9],
  ] },
  { title: 'BMI for age, girls', place: { standard: 'who2006', indicator: 'bfa', sex: 2 }, isByMonth: true, rows: [
    [24, 12.4, 13.3, 14.4, 15.7, 17.1, 18.7, 20.6], [30, 12.3, 13.2, 14.3, 15.5, 16.9, 18.5, 20.4], [36, 12.1, 13.1, 14.2, 15.4, 16.8, 18.4, 20.3],
    [48, 11.8, 12.8, 14.0, 15.3, 16.8, 18.5, 20.6], [57, 11.7, 12.7, 13.9, 15.3, 16.9, 18.7, 21.0],
  ] },
  { title: 'weight for length, boys', place: { standard: 'who2006', indicator: 'wfl', sex: 1 }, isByMonth: false, rows: [
    [45, 1.9, 2, 2.2, 2.4, 2.7, 3, 3.3], [50, 2.6, 2.8, 3, 3.3, 3.6, 4, 4.4], [60.5, 4.8, 5.2, 5.6, 6.1, 6.7, 7.3, 8], [72.5, 7.1, 7.6, 8.3, 9, 9.8, 10.6, 11.6],
    [80, 8.2, 8.9, 9.6, 10.4, 11.4, 12.4, 13.6], [94.5, 10.9, 11.8, 12.7, 13.8, 14.9, 16.3, 17.7], [110, 14.2, 15.4, 16.8, 18.3, 20, 21.9, 24.1],
  ] },
]
/** Published −3 … +3 SD with three decimals: WHO's own expanded z-score tables (2006 and 2007), by day, centimetre or month, their SD columns and not computed from L, M, S here. */
const EXPANDED_TABLES: readonly Omit<(typeof FIELD_TABLES)[number], 'isByMonth'>[] = [
  { title: 'head circumference for age, girls (days)', place: { standard: 'who2006', indicator: 'hcfa', sex: 2 }, rows: [
    [0, 30.326, 31.51, 32.694, 33.879, 35.063, 36.247, 37.432], [30, 32.999, 34.171, 35.344, 36.516, 37.689, 38.861, 40.034], [100, 36.105, 37.354, 38.603, 39.852, 41.101, 42.35, 43.599], [182, 38.277, 39.58, 40.883, 42.186, 43.488, 44.791, 46.094],
  ] },
  { title: 'weight for height, girls (cm)', place: { standard: 'who2006', indicator: 'wfh', sex: 2 }, rows: [
    [65, 5.583, 6.071, 6.62, 7.24, 7.944, 8.746, 9.664], [75, 7.177, 7.797, 8.493, 9.279, 10.168, 11.18, 12.337], [80, 7.929, 8.609, 9.373, 10.233, 11.207, 12.313, 13.577], [83.5, 8.55, 9.281, 10.101, 11.025, 12.07, 13.257, 14.613],
  ] },
  { title: 'weight for age, boys, WHO 2007 (months)', place: { standard: 'who2007', indicator: 'wfa', sex: 1 }, rows: [
    [61, 12.718, 14.367, 16.279, 18.506, 21.109, 24.165, 27.77], [90, 16.475, 18.565, 21.078, 24.137, 27.911, 32.642, 38.682], [120, 20.42, 23.206, 26.694, 31.159, 37.035, 45.038, 56.434],
  ] },
  { title: 'height for age, boys, WHO 2007 (months)', place: { standard: 'who2007', indicator: 'lhfa', sex: 1 }, rows: [
    [61, 96.49, 101.082, 105.673, 110.265, 114.856, 119.448, 124.039], [84, 105.877, 111.162, 116.448, 121.734, 127.019, 132.305, 137.591], [120, 118.658, 125.032, 131.406, 137.78, 144.153, 150.527, 156.901],
    [180, 145.545, 153.35, 161.154, 168.958, 176.762, 184.566, 192.371], [204, 152.229, 159.873, 167.517, 175.161, 182.805, 190.449, 198.093],
  ] },
  { title: 'BMI for age, girls, WHO 2007 (months)', place: { standard: 'who2007', indicator: 'bfa', sex: 2 }, rows: [
    [61, 11.77, 12.748, 13.891, 15.244, 16.87, 18.858, 21.34], [120, 12.378, 13.47, 14.838, 16.613, 19.032, 22.57, 28.378], [180, 14.362, 15.871, 17.764, 20.212, 23.514, 28.224, 35.538], [228, 14.724, 16.497, 18.681, 21.427, 24.965, 29.67, 36.179],
  ] },
]
const lineAt = (place: WhoPlace, sd: number): number => {
  const lms = { l: 0, m: 0, s: 0 }
  if (!whoLms(tables, place, lms)) throw new Error('outside the table')
  return sdLine(lms, sd)
}
/** Months are published at exactly 30.4375 days each, between two of our days; 24 months of the standing tables begin at 731 days. */
function lineAtMonth(place: Omit<WhoPlace, 'key'>, month: number, sd: number): number {
  const days = Math.max(month * DAYS_PER_WHO_MONTH, month === 24 ? 731 : 0)
  const below = Math.floor(days)
  return lineAt({ ...place, key: below }, sd) * (below + 1 - days) + lineAt({ ...place, key: below + 1 }, sd) * (days - below)
}

describe('published SD tables', () => {
  test.each(FIELD_TABLES)('$title', ({ place, isByMonth, rows }) => {
    for (const [key = 0, ...lines] of rows) {
      lines.forEach((line, index) => {
        const ours = isByMonth ? lineAtMonth(place, key, index - 3) : lineAt({ ...place, key }, index - 3)
        expect(Math.abs(ours - line), `${key}, ${index - 3} SD: ${ours}`).toBeLessThanOrEqual(0.05 + 1e-9)
      })
    }
  })

  test.each(EXPANDED_TABLES)('expanded: $title', ({ place, rows }) => {
    for (const [key = 0, ...lines] of rows) {
      lines.forEach((line, index) => expect(Math.abs(lineAt({ ...place, key }, index - 3) - line), `${key}, ${index - 3} SD`).toBeLessThanOrEqual(0.0011))
    }
  })
})

describe('examples of the R packages anthro and anthroplus', () => {
  test('length of a boy of 987 days, lying 72.86 cm: −6.09, flagged', () => {
    const row = rowOf(ofDays(987, { sex: '1', lengthCm: 72.86, position: 'lying' }), 'who2006', 'lhfa')
    published(row.z, -6.09)
    expect(row.notes).toContain('implausibleZ')
  })
  test('weight of a girl of 1522 days, 17 kg: 0.24, not flagged; 10.37 kg at 1 day is', () => {
    const row = rowOf(ofDays(1522, { sex: '2', weightKg: 17 }), 'who2006', 'wfa')
    published(row.z, 0.24)
    expect(row.notes).toEqual([])
    expect(rowOf(ofDays(1, { sex: '2', weightKg: 10.37 }), 'who2006', 'wfa').notes).toEqual(['implausibleZ'])
  })
  test('length of a boy of 44 days, 50 cm: (50 / 56.4833 − 1) / 0.03492', () => {
    expect(rowOf(ofDays(44, { sex: '1', lengthCm: 50 }), 'who2006', 'lhfa').z).toBeCloseTo((50 / 56.4833 - 1) / 0.03492, 9)
  })
  test('standing at 8 and at 9 months: only the second is converted', () => {
    const rows = [8, 9].map(months => rowOf(ofDays(roundedAgeDays(months * DAYS_PER_WHO_MONTH), { sex: '1', lengthCm: 60, position: 'standing' }), 'who2006', 'lhfa'))
    expect(rows.map(row => row.value)).toEqual([60, 60.7])
    published(rows[0]?.z ?? null, -4.81)
    published(rows[1]?.z ?? null, -5.02)
    expect(rows.map(row => row.notes[0])).toEqual(['standingImplausible', 'standingConverted'])
  })
  test('height tables are used from 24 months: girl, 77.5 cm: −2.55', () => published(rowOf(ofDays(731, { sex: '2', lengthCm: 77.5, position: 'standing' }), 'who2006', 'lhfa').z, -2.55))
  test('lengths of 100 cm at 730 and 800 days by position', () => {
    const values = ([[730, 'standing'], [800, 'standing'], [730, 'lying'], [800, 'lying']] as const).map(([days, position]) => rowOf(ofDays(days, { sex: '1', lengthCm: 100, position }), 'who2006', 'lhfa').value)
    expect(values).toEqual([100.7, 100, 100, 99.3])
  })
  test('WHO 2006 ends below 60 months', () => {
    expect(evaluateGrowth(tables, ofDays(1826, { sex: '1', lengthCm: 80, weightKg: 20, headCm: 45, armCm: 15 })).rows.filter(row => row.standard === 'who2006').every(row => row.z !== null)).toBe(true)
    expect(evaluateGrowth(tables, ofDays(1827, { sex: '1', lengthCm: 80, weightKg: 20, headCm: 45, armCm: 15 })).rows.some(row => row.standard === 'who2006')).toBe(false)
  })
  test('girls just above 60 months, three decimals', () => {
    const z = (indicator: WhoPlace['indicator'], key: number, y: number) => whoZ(tables, { standard: 'who2007', indicator, sex: 2, key }, y)
    published(z('wfa', 60.32, 18.7), 0.212, 3)
    published(z('wfa', 60.911701, 20.5), 0.795, 3)
    published(z('bfa', 60.32, 18.7 / 1.138 ** 2), -0.575, 3)
    published(z('bfa', 60.911701, 20.5 / 1.136 ** 2), 0.418, 3)
    published(z('lhfa', 60.32, 113.8), 0.959, 3)
    published(z('lhfa', 60.911701, 113.6), 0.848, 3)
  })
  test('the two children of the README, with their flags', () => {
    const one = (sex: 1 | 2, key: number, heightCm: number, weightKg: number) => (['lhfa', 'wfa', 'bfa'] as const).map(indicator =>
      whoZ(tables, { standard: 'who2007', indicator, sex, key }, indicator === 'lhfa' ? heightCm : indicator === 'wfa' ? weightKg : weightKg / (heightCm / 100) ** 2) ?? Number.NaN)
    const [boy, girl] = [one(1, 100, 100, 30), one(2, 110, 90, 40)]
    boy.forEach((z, index) => published(z, [-5.04, 0.87, 5.03][index] ?? 0))
    girl.forEach((z, index) => published(z, [-7.06, 1.78, 7.37][index] ?? 0))
    const flags = (zs: readonly number[]) => (['stature', 'weight', 'other'] as const).map((kind, index) => isImplausibleZ(kind, zs[index] ?? 0))
    expect([flags(boy), flags(girl)]).toEqual([[false, false, true], [true, false, true]])
  })
  test('age upper bounds are exclusive', () => {
    const has = (indicator: WhoPlace['indicator'], key: number) => whoZ(tables, { standard: 'who2007', indicator, sex: 1, key }, 30) !== null
    expect([120, 228.5, 121, 229].map(key => has('lhfa', key))).toEqual([true, true, true, false])
    expect([120, 120.99, 121, 228.5].map(key => has('wfa', key))).toEqual([true, true, false, false])
    expect([59, 59.99, 60].map(key => has('bfa', key))).toEqual([false, false, true])
  })
  test('a measurement of nothing has no z', () => {
    for (const value of [0, -1, Number.NaN, Infinity]) {
      const row = evaluateGrowth(tables, ofDays(100, { sex: '2', weightKg: value, lengthCm: 60 })).rows.find(one => one.standard === 'who2006' && one.indicator === 'wfa')
      // NaN is "not measured" and has no row; the others have one without a z.
      expect(row?.z ?? null).toBeNull()
      if (!Number.isNaN(value)) expect(row?.reason).toBe('impossible')
    }
  })
})

test('the survey WHO ships with igrowup, with its z-scores', () => {
  const [header = '', ...lines] = readFileSync(join(import.meta.dirname, '../fixtures/growth/igrowup-survey.csv'), 'utf8').trim().split('\n')
  const names = header.split(',')
  let compared = 0
  for (const line of lines) {
    const cells = Object.fromEntries(line.split(',').map((cell, index) => [names[index] ?? '', cell]))
    const number = (name: string): number | null => cells[name] ? Number(cells[name]) : null
    const { rows } = evaluateGrowth(tables, ofDays(number('ageDays') ?? 0, {
      sex: cells.sex === '1' ? '1' : '2', weightKg: number('weightKg'), lengthCm: number('lengthCm'), position: cells.position === 'L' ? 'lying' : cells.position === 'H' ? 'standing' : null,
    }))
    for (const [name, indicators] of [['zwfa', ['wfa']], ['zlhfa', ['lhfa']], ['zwfl', ['wfl', 'wfh']], ['zbfa', ['bfa']]] as const) {
      const expected = number(name)
      const z = rows.find(row => row.standard === 'who2006' && (indicators as readonly string[]).includes(row.indicator))?.z ?? null
      if (expected === null) expect(z, `child ${cells.id} ${name}`).toBeNull()
      else {
        expect(Math.abs((z ?? Number.NaN) - expected), `child ${cells.id} ${name}: ${z} for ${expected}`).toBeLessThanOrEqual(0.005 + 1e-6)
        compared++
      }
    }
  }
  expect(compared).toBe(42 * 4 + 1)
})

describe('normal distribution', () => {
  // Abramowitz & Stegun, table 26.1, to ten decimals.
  test.each([[0, 0.5], [0.5, 0.6914624613], [1, 0.8413447461], [1.5, 0.9331927987], [2, 0.9772498681], [2.5, 0.9937903347], [3, 0.9986501020], [4, 0.9999683288]])('share below %d', (z, share) => {
    expect(Math.abs(normalShare(z) - share)).toBeLessThan(1e-10)
    expect(Math.abs(normalShare(-z) - (1 - share))).toBeLessThan(1e-10)
  })
  test('quantiles of the percentile lines', () => {
    const known = [[0.03, -1.8807936082], [0.1, -1.2815515655], [0.25, -0.6744897502], [0.5, 0], [0.75, 0.6744897502], [0.97, 1.8807936082], [1e-6, -4.7534243088]] as const
    for (const [share, z] of known) expect(Math.abs(normalQuantile(share) - z)).toBeLessThan(1e-9)
    expect(() => normalQuantile(0)).toThrow(RangeError)
    expect(() => normalQuantile(1)).toThrow(RangeError)
  })
  test('percentiles end at ±3', () => {
    expect(percentileOf(3)).toBeCloseTo(99.865, 3)
    expect([percentileOf(3.001), percentileOf(-3.001)]).toEqual([null, null])
  })
})
