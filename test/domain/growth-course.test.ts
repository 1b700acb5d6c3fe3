// Curves, the course of growth between visits, and slips of the finger.
import { describe, expect, test } from 'vitest'
import { growthBands, wst423CutoffsAt, type BandRequest } from '../../domain/rule/growth/bands.ts'
import { birthWeightGroup, evaluateBirthSize, percentileBand } from '../../domain/rule/growth/birth-size.ts'
import type { GrowthMeasurement } from '../../domain/rule/growth/evaluate.ts'
import { checkMeasurement } from '../../domain/rule/growth/plausibility.ts'
import { DEFAULT_GROWTH_RULES } from '../../domain/rule/growth/rules.ts'
import { growthVelocity, growthWarnings } from '../../domain/rule/growth/trend.ts'
import { toDay } from '../../domain/time/day.ts'
import { BIRTH, ofDays, ofMonths, rowOf, tables } from '../support/growth.ts'

describe('curves', () => {
  const bands = (request: Partial<BandRequest>) => growthBands(tables, { standard: 'wst423', indicator: 'lhfa', sex: 1, lines: 'sd', ...request })

  test('WS/T 423: the step at 24 months is two branches (boys’ median 88.0 at 23, 88.2 at 24 months)', () => {
    const [lying, standing, ...more] = bands({})
    expect(more).toEqual([])
    expect([lying?.position, standing?.position]).toEqual(['lying', 'standing'])
    expect([lying?.x.at(-1), standing?.x[0]]).toEqual([23, 24])
    expect([lying?.lines[3]?.values.at(-1), standing?.lines[3]?.values[0]]).toEqual([88, 88.2])
    expect(lying?.lines.map(line => line.name)).toEqual(['-3', '-2', '-1', '0', '+1', '+2', '+3'])
  })
  test('WHO 2006: branches end at 730 and begin at 731 days', () => {
    const [lying, standing] = bands({ standard: 'who2006' })
    expect([lying?.x.at(-1), standing?.x[0]]).toEqual([730 / 30.4375, 731 / 30.4375])
    // Published for boys at 24 months: 87.8 cm lying, 87.1 cm standing.
    expect(lying?.lines[3]?.values.at(-1)).toBeCloseTo(87.8, 1)
    expect(standing?.lines[3]?.values[0]).toBeCloseTo(87.1, 1)
    expect(bands({ standard: 'who2006', indicator: 'wfa' })).toHaveLength(1)
  })
  test('every branch of every standard is complete, and its lines never cross', () => {
    for (const [standard, indicators] of [['who2006', ['wfa', 'lhfa', 'wfl', 'wfh', 'bfa', 'hcfa', 'acfa']], ['who2007', ['wfa', 'lhfa', 'bfa']], ['wst423', ['wfa', 'lhfa', 'wfl', 'wfh', 'bfa', 'hcfa']], ['wst586', ['bfa']], ['wst612', ['lhfa']], ['wst800', ['wfa', 'lhfa', 'hcfa']]] as const) {
      for (const indicator of indicators) {
        for (const lines of ['sd', 'percentile'] as const) {
          for (const sex of [1, 2] as const) {
            const branches = growthBands(tables, { standard, indicator, sex, lines })
            expect(branches.length, `${standard} ${indicator}`).toBeGreaterThan(0)
            for (const branch of branches) {
              expect(branch.x.every((x, index) => index === 0 || x > (branch.x[index - 1] ?? 0))).toBe(true)
              for (const line of branch.lines) expect(line.values.every(Number.isFinite) && line.values.length === branch.x.length, `${standard} ${indicator} ${line.name}`).toBe(true)
              const isRising = branch.x.every((_, at) => branch.lines.every((line, index) => index === 0 || (line.values[at] ?? 0) > (branch.lines[index - 1]?.values[at] ?? 0)))
              expect(isRising, `${standard} ${indicator} ${lines}`).toBe(true)
            }
          }
        }
      }
    }
    expect(growthBands(tables, { standard: 'who2007', indicator: 'hcfa', sex: 1, lines: 'sd' })).toEqual([])
  })
  test('a stretch can be cut out', () => {
    const [only] = bands({ indicator: 'wfa', from: 3, to: 6 })
    expect(only?.x).toEqual([3, 4, 5, 6])
    expect(only?.lines[0]?.values).toHaveLength(4)
  })
  test('between 23 and 24 months the lying branch goes on to 24 months plus 0.7 cm, or over the step when so chosen', () => {
    const at = (months: number, acrossStep: 'branches' | 'plain') => wst423CutoffsAt(tables, 'lhfa', 1, months, 'sd', { ...DEFAULT_GROWTH_RULES, acrossStep })?.[3]
    expect(at(23.5, 'branches')).toBeCloseTo((88 + 88.9) / 2, 9)
    expect(at(23.5, 'plain')).toBeCloseTo((88 + 88.2) / 2, 9)
    // One day before two years, lying, and on the birthday, lying and converted: the same child is the same.
    const before = rowOf(ofDays(730, { sex: '1', lengthCm: 82.4, position: 'lying' }), 'wst423', 'lhfa')
    const after = rowOf(ofDays(731, { sex: '1', lengthCm: 82.4, position: 'lying' }), 'wst423', 'lhfa')
    expect([before.status, after.status]).toEqual(['stunted', 'stunted'])
  })
  test('查表法 takes the last row not above the age', () => {
    expect(wst423CutoffsAt(tables, 'wfa', 1, 25.5, 'sd', { ...DEFAULT_GROWTH_RULES, betweenRows: 'lookup' })?.[1]).toBe(10.2)
  })
  test('outside the printed rows there are no cut-offs', () => {
    expect(wst423CutoffsAt(tables, 'wfa', 1, 81.1, 'sd')).toBeNull()
    expect(wst423CutoffsAt(tables, 'wfh', 1, 74.9, 'sd')).toBeNull()
    expect(wst423CutoffsAt(tables, 'hcfa', 1, 36, 'sd')).toHaveLength(7)
  })
})

describe('course', () => {
  const kinds = (...series: GrowthMeasurement[]) => growthWarnings(tables, series).map(({ kind, indicator }) => `${kind} ${indicator}`)

  test('steady growth on one line says nothing', () => {
    const medians = [3, 6, 9, 12].map(months => ofMonths(months, { sex: '1', weightKg: (wst423CutoffsAt(tables, 'wfa', 1, months, 'sd')?.[3] ?? 0) + 0.1, lengthCm: (wst423CutoffsAt(tables, 'lhfa', 1, months, 'sd')?.[3] ?? 0) + 0.2 }))
    expect(growthWarnings(tables, medians).filter(one => one.indicator === 'wfa' || one.indicator === 'lhfa')).toEqual([])
  })
  test('weight flat or falling over two measurements', () => {
    expect(kinds(ofMonths(6, { sex: '1', weightKg: 8 }), ofMonths(7, { sex: '1', weightKg: 8 }))).toContain('weightFlat wfa')
    expect(kinds(ofMonths(6, { sex: '1', weightKg: 8 }), ofMonths(7, { sex: '1', weightKg: 7.9 }))).toContain('weightFalling wfa')
    expect(kinds(ofMonths(6, { sex: '1', weightKg: 8 }), ofMonths(7, { sex: '1', weightKg: 8.3 })).filter(kind => kind.startsWith('weight'))).toEqual([])
  })
  test('the loss of the first days is physiological', () => {
    expect(kinds(ofDays(1, { sex: '2', weightKg: 3.3 }), ofDays(5, { sex: '2', weightKg: 3.15 })).filter(kind => kind.startsWith('weight'))).toEqual([])
    expect(kinds(ofDays(20, { sex: '2', weightKg: 3.3 }), ofDays(30, { sex: '2', weightKg: 3.15 }))).toContain('weightFalling wfa')
  })
  test('crossing two percentile lines, and one SD line', () => {
    // From the median at 6 months to P25 (one line) or P3 (three lines) at 12 months.
    const [before, p25, p3] = [wst423CutoffsAt(tables, 'wfa', 1, 6, 'percentile')?.[3] ?? 0, wst423CutoffsAt(tables, 'wfa', 1, 12, 'percentile')?.[2] ?? 0, wst423CutoffsAt(tables, 'wfa', 1, 12, 'percentile')?.[0] ?? 0]
    const from = ofMonths(6, { sex: '1', weightKg: before })
    expect(kinds(from, ofMonths(12, { sex: '1', weightKg: p25 })).filter(kind => kind.startsWith('crossedPercentiles'))).toEqual([])
    const found = growthWarnings(tables, [from, ofMonths(12, { sex: '1', weightKg: p3 })]).filter(one => one.kind.startsWith('crossed'))
    expect(found.map(one => one.kind)).toEqual(['crossedPercentiles', 'crossedSd'])
    expect(found[0]?.message).toMatchObject({ key: 'growth.trend.percentilesDown', params: { lines: 3 } })
  })
  test('a visit in between that measured something else hides neither a crossing nor a fall', () => {
    const line = (indicator: 'wfa' | 'lhfa', months: number, at: number) => wst423CutoffsAt(tables, indicator, 1, months, 'percentile')?.[at] ?? 0
    const [from, to] = [ofMonths(6, { sex: '1', lengthCm: line('lhfa', 6, 3), position: 'lying' }), ofMonths(12, { sex: '1', lengthCm: line('lhfa', 12, 0), position: 'lying' })]
    const weighed = ofMonths(9, { sex: '1', weightKg: 8.9 })
    const crossed = (...series: GrowthMeasurement[]) => growthWarnings(tables, series).filter(({ kind }) => kind.startsWith('crossed')).map(({ kind, indicator, fromDay, toDay }) => `${kind} ${indicator} ${fromDay} ${toDay}`)
    expect(crossed(from, to)).toHaveLength(2)
    expect(crossed(from, weighed, to)).toEqual(crossed(from, to))
    expect(kinds(ofMonths(6, { sex: '1', weightKg: 8.5 }), ofMonths(9, { sex: '1', lengthCm: 71, position: 'lying' }), ofMonths(12, { sex: '1', weightKg: 8 }))).toContain('weightFalling wfa')
  })
  test('a head that crosses one SD line upwards, and one beyond ±2 SD', () => {
    const line = (months: number, at: number) => wst423CutoffsAt(tables, 'hcfa', 2, months, 'sd')?.[at] ?? 0
    const from = ofMonths(3, { sex: '2', headCm: line(3, 3) + 0.1 })
    expect(kinds(from, ofMonths(6, { sex: '2', headCm: line(6, 4) }))).toContain('headUp hcfa')
    expect(kinds(from, ofMonths(6, { sex: '2', headCm: line(6, 3) + 0.1 }))).toEqual([])
    expect(kinds(ofMonths(6, { sex: '2', headCm: line(6, 5) }))).toEqual(['headHigh hcfa'])
    expect(kinds(ofMonths(6, { sex: '2', headCm: line(6, 1) }))).toEqual([])
    expect(kinds(ofMonths(6, { sex: '2', headCm: line(6, 1) - 0.1 }))).toEqual(['headLow hcfa'])
  })
  test('the end of the correction for preterm birth is no crossing, and visits may come in any order', () => {
    const preterm = { sex: '1', gestationDays: 30 * 7, lengthCm: 85, position: 'lying' } as const
    const visits = [ofMonths(25, preterm), ofMonths(28, { ...preterm, lengthCm: 86.5 })]
    expect(growthWarnings(tables, visits)).toEqual([])
    const falling = [ofMonths(7, { sex: '1', weightKg: 7.5 }), ofMonths(6, { sex: '1', weightKg: 8 })]
    expect(growthWarnings(tables, falling)).toEqual(growthWarnings(tables, falling.toReversed()))
    expect(growthWarnings(tables, falling).length).toBeGreaterThan(0)
  })
  test('velocity counts positions alike', () => {
    const [lying, standing] = [ofDays(700, { sex: '1', weightKg: 11, lengthCm: 87, position: 'lying', headCm: 48 }), ofDays(760.875, { sex: '1', weightKg: 11.3, lengthCm: 87.3, position: 'standing' })]
    expect(growthVelocity(lying, standing)).toEqual({ days: 60, weightGPerDay: expect.closeTo(5, 9), lengthCmPerMonth: expect.closeTo(1 / 60 * 30.4375, 9), headCmPerMonth: null })
    expect(growthVelocity(lying, lying).weightGPerDay).toBeNull()
  })
})

describe('plausibility', () => {
  const today = toDay('2020-01-01')
  const check = (measurement: GrowthMeasurement, previous: GrowthMeasurement | null = null, deathDay = null as GrowthMeasurement['birthDay'] | null) =>
    checkMeasurement(tables, measurement, { today, others: previous ? [previous] : [], deathDay }).map(issue => `${issue.level} ${issue.path} ${issue.message.key.split('.').at(-1)}`)

  test('days that cannot be', () => {
    expect(check({ sex: '1', birthDay: BIRTH, measuredDay: toDay('2015-01-14') })).toEqual(['block measuredDay beforeBirth'])
    expect(check({ sex: '1', birthDay: BIRTH, measuredDay: toDay('2020-01-02') })).toEqual(['block measuredDay future'])
    expect(check(ofMonths(6, { sex: '1' }), null, toDay('2015-07-14'))).toEqual(['block measuredDay afterDeath'])
    expect(check(ofMonths(6, { sex: '1' }), null, toDay('2015-07-15'))).toEqual([])
  })
  test('values that cannot be, and rare ones', () => {
    expect(check(ofMonths(6, { sex: '1', weightKg: 0, lengthCm: -3, headCm: Number.NaN }))).toEqual(['block weightKg notPositive', 'block lengthCm notPositive', 'block headCm notPositive'])
    expect(check(ofMonths(6, { sex: '1', weightKg: 60.1, lengthCm: 140.1, headCm: 19.9 }))).toEqual(['warn weightKg unusual', 'warn lengthCm unusual', 'warn headCm unusual'])
    expect(check(ofMonths(6, { sex: '1', weightKg: 60, lengthCm: 140, headCm: 20 }))).toEqual([])
  })
  test('a length that shrinks: over 0.5 cm warns, over 2 cm is typed again', () => {
    const before = ofMonths(24, { sex: '1', lengthCm: 88 })
    const after = (lengthCm: number, position: 'lying' | 'standing' | null = null) => check(ofMonths(27, { sex: '1', lengthCm, position }), before)
    expect(after(87.5)).toEqual([])
    expect(after(87.4)).toEqual(['warn lengthCm lengthShrunk'])
    expect(after(86)).toEqual(['warn lengthCm lengthShrunk'])
    expect(after(85.9)).toEqual(['retype lengthCm lengthShrunkMuch'])
    // 64.4 − 63.9 is a hair above 0.5 in binary fractions and half a centimetre on paper.
    expect(check(ofMonths(7, { sex: '1', lengthCm: 63.9 }), ofMonths(6, { sex: '1', lengthCm: 64.4 }))).toEqual([])
    // Lying last time, standing now: 0.7 cm less is the position, not the child.
    expect(check(ofMonths(27, { sex: '1', lengthCm: 87.1, position: 'standing' }), ofMonths(24, { sex: '1', lengthCm: 88, position: 'lying' }))).toEqual([])
  })
  test('a head that shrinks, a weight that falls by more than 15 %', () => {
    const before = ofMonths(12, { sex: '2', headCm: 45, weightKg: 10 })
    expect(check(ofMonths(13, { sex: '2', headCm: 44.5, weightKg: 8.5 }), before)).toEqual([])
    expect(check(ofMonths(13, { sex: '2', headCm: 44.4, weightKg: 8.4 }), before)).toEqual(['warn headCm headShrunk', 'retype weightKg weightLost'])
  })
  test('a jump of more than 3 SD', () => {
    expect(check(ofMonths(13, { sex: '1', weightKg: 15 }), ofMonths(12, { sex: '1', weightKg: 9.6 }))).toEqual(['warn weightKg jump'])
    expect(check(ofMonths(13, { sex: '1', weightKg: 12 }), ofMonths(12, { sex: '1', weightKg: 9.6 }))).toEqual([])
  })
  test('each measure is held against the last time it was taken: a visit that only weighed hides no length, one that only measured no weight', () => {
    const others = [ofMonths(9, { sex: '1', weightKg: 8.6 }), ofMonths(12, { sex: '1', lengthCm: 80 }), ofMonths(15, { sex: '1', weightKg: 9.5 }), ofMonths(16, { sex: '1', lengthCm: 80.2 })].toReversed()
    const found = checkMeasurement(tables, ofMonths(18, { sex: '1', weightKg: 7, lengthCm: 74 }), { today, others })
    expect(found.filter(issue => issue.level === 'retype').map(issue => [issue.path, issue.message.params])).toEqual([['lengthCm', { cm: 6.2, day: '2016-05-15' }], ['weightKg', { percent: 26, day: '2016-04-15' }]])
  })
  test('a visit entered afterwards is not held against a later one', () => expect(check(ofMonths(12, { sex: '1', lengthCm: 75 }), ofMonths(13, { sex: '1', lengthCm: 80 }))).toEqual([]))
})

describe('size at birth', () => {
  test('bands, completed weeks and limits of the table', () => {
    const size = (gestationDays: number, weightG: number, lengthCm?: number) => evaluateBirthSize(tables, { sex: '1', gestationDays, fetusCount: 1, weightG, lengthCm: lengthCm ?? null })
    expect(size(39 * 7 + 6, 3300).weeks).toBe(39)
    expect(size(24 * 7, 454)).toMatchObject({ weightBand: '<P3', grade: 'smallForGestation' })
    expect(size(24 * 7, 959)).toMatchObject({ weightBand: '≥P97', grade: 'largeForGestation' })
    expect(size(24 * 7, 800, 31.2)).toMatchObject({ lengthBand: 'P50–P75', headBand: null })
    expect([size(24 * 7 - 1, 500).reason, size(43 * 7, 3500).reason]).toEqual(['gestationOutside', 'gestationOutside'])
    expect(evaluateBirthSize(tables, { sex: '9', gestationDays: 280, fetusCount: 1, weightG: 3000 }).reason).toBe('sexUnknown')
    expect(percentileBand(5, [1, 2, 3, 4, 5, 6, 7])).toBe('P75–P90')
  })
  test('weight groups', () => {
    expect([999, 1000, 1499, 1500, 2499, 2500, 3999, 4000].map(weight => birthWeightGroup(weight))).toEqual(['extremelyLow', 'veryLow', 'veryLow', 'low', 'low', 'normal', 'normal', 'macrosomia'])
  })
})
