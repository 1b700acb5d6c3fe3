import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { completedMonths, dayNumberOf, decimalMonths, growthAges, monthAnniversary } from '../../domain/rule/growth/age.ts'
import { wst423CutoffsAt } from '../../domain/rule/growth/bands.ts'
import { classByWho, isImplausibleZ, levelByPercentile, levelBySd, levelByWst612, nutritionStatus } from '../../domain/rule/growth/classes.ts'
import { bmiTenths, estimatedZ, wholeUnits } from '../../domain/rule/growth/cutoffs.ts'
import { evaluateGrowth } from '../../domain/rule/growth/evaluate.ts'
import { normalQuantile, normalShare } from '../../domain/rule/growth/normal.ts'
import { DEFAULT_GROWTH_RULES, GROWTH_RULES, GrowthRuleValuesSchema, growthRuleValues } from '../../domain/rule/growth/rules.ts'
import { parseGrowthTables } from '../../domain/rule/growth/tables.ts'
import { whoMeasurement, whoZ, type WhoPlace } from '../../domain/rule/growth/who.ts'
import { GROWTH_GRADES } from '../../domain/rule/growth/words.ts'
import { addDays, daysBetween, toDay } from '../../domain/time/day.ts'
import { openGrowth } from '../../electron/core/growth.ts'
import { BIRTH, resources, tables } from '../support/growth.ts'

const readTable = (path: string): string => readFileSync(join(resources, 'growth', path), 'utf8')

const sex = fc.constantFrom(1 as const, 2 as const)
const place: fc.Arbitrary<WhoPlace> = fc.oneof(
  fc.record({ standard: fc.constant('who2006' as const), indicator: fc.constantFrom('wfa' as const, 'lhfa' as const, 'bfa' as const, 'hcfa' as const), sex, key: fc.integer({ min: 0, max: 1826 }) }),
  fc.record({ standard: fc.constant('who2006' as const), indicator: fc.constant('acfa' as const), sex, key: fc.integer({ min: 91, max: 1826 }) }),
  fc.record({ standard: fc.constant('who2006' as const), indicator: fc.constant('wfl' as const), sex, key: fc.double({ min: 45, max: 110, noNaN: true }) }),
  fc.record({ standard: fc.constant('who2006' as const), indicator: fc.constant('wfh' as const), sex, key: fc.double({ min: 65, max: 120, noNaN: true }) }),
  fc.record({ standard: fc.constant('who2007' as const), indicator: fc.constant('wfa' as const), sex, key: fc.double({ min: 60, max: 120.9, noNaN: true }) }),
  fc.record({ standard: fc.constant('who2007' as const), indicator: fc.constantFrom('lhfa' as const, 'bfa' as const), sex, key: fc.double({ min: 60, max: 228.9, noNaN: true }) }),
)
const day = fc.integer({ min: 0, max: 20_000 }).map(days => addDays(toDay('1990-01-01'), days))

describe('z-scores', () => {
  test('rise with the measurement', () => fc.assert(fc.property(place, fc.double({ min: -5, max: 5, noNaN: true }), fc.double({ min: 1e-6, max: 2, noNaN: true }), (where, z, more) => {
    const [smaller, larger] = [whoMeasurement(tables, where, z), whoMeasurement(tables, where, z + more)]
    fc.pre(smaller !== null && larger !== null)
    expect(whoZ(tables, where, larger ?? 0) ?? 0).toBeGreaterThan(whoZ(tables, where, smaller ?? 0) ?? 0)
  })))
  test('and their inverse give back the measurement', () => fc.assert(fc.property(place, fc.double({ min: 0.4, max: 2.2, noNaN: true }), (where, factor) => {
    const median = whoMeasurement(tables, where, 0) ?? 0
    const z = whoZ(tables, where, median * factor)
    expect(z).not.toBeNull()
    expect((whoMeasurement(tables, where, z ?? 0) ?? 0) / (median * factor)).toBeCloseTo(1, 9)
  })))
  test('no measurement has a z below the limit of a skew distribution', () => {
    expect(whoMeasurement(tables, { standard: 'who2006', indicator: 'lhfa', sex: 1, key: 0 }, -30)).toBeNull()
    expect(whoMeasurement(tables, { standard: 'who2006', indicator: 'wfa', sex: 1, key: 0 }, -30)).toBeNull()
  })
  test('estimated from SD lines rise with the measurement and are whole on the lines', () => fc.assert(fc.property(sex, fc.double({ min: 0, max: 81, noNaN: true }), fc.double({ min: 2, max: 40, noNaN: true }), (one, months, kg) => {
    const lines = Float64Array.from(wst423CutoffsAt(tables, 'wfa', one, months, 'sd') ?? [])
    lines.forEach((line, index) => expect(estimatedZ(line, lines)).toBeCloseTo(index - 3, 9))
    expect(estimatedZ(kg + 0.1, lines)).toBeGreaterThan(estimatedZ(kg, lines))
  })))
  test('share and quantile are inverse', () => fc.assert(fc.property(fc.double({ min: -5, max: 5, noNaN: true }), z => { expect(normalQuantile(normalShare(z))).toBeCloseTo(z, 7) })))
})

describe('ages', () => {
  test('day numbers differ as calendar days do', () => fc.assert(fc.property(day, day, (from, to) => { expect(dayNumberOf(to) - dayNumberOf(from)).toBe(daysBetween(from, to)) })))
  test('corrected age never exceeds actual age, and a term child has none', () => fc.assert(fc.property(day, fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 126, max: 315 }), (birth, days, gestation) => {
    const ages = growthAges(birth, addDays(birth, days), gestation)
    if (gestation >= 259) expect([ages.correctedDays, ages.used]).toEqual([null, 'actual'])
    else {
      expect(ages.correctedDays ?? Infinity).toBeLessThan(ages.actualDays)
      expect(ages.correctedMonths ?? Infinity).toBeLessThanOrEqual(ages.actualMonths)
      expect(ages.used).toBe((ages.correctedMonths ?? 0) < 24 ? 'corrected' : 'actual')
    }
  })))
  test('decimal months rise day by day, are whole on anniversaries, and completed months are their whole part', () => fc.assert(fc.property(day, fc.integer({ min: 0, max: 7000 }), (birth, days) => {
    const [from, on] = [dayNumberOf(birth), dayNumberOf(birth) + days]
    const months = decimalMonths(from, on)
    expect(Math.floor(months)).toBe(completedMonths(from, on))
    expect(decimalMonths(from, on + 1)).toBeGreaterThan(months)
    expect(Number.isInteger(months)).toBe(monthAnniversary(from, completedMonths(from, on)) === on)
  })))
  test('completed months before birth are −1', () => expect(completedMonths(10, 9)).toBe(-1))
})

describe('classes', () => {
  const cutoffs = fc.uniqueArray(fc.integer({ min: 10, max: 2000 }), { minLength: 7, maxLength: 7 }).map(values => Float64Array.from(values.toSorted((a, b) => a - b)))
  test('every value has exactly one grade, and grades never fall while the value rises', () => fc.assert(fc.property(cutoffs, fc.integer({ min: 0, max: 2100 }), (lines, value) => {
    // Places in the list of grades: 1 上 … 5 下.
    for (const levelOf of [levelBySd, levelByPercentile, levelByWst612]) {
      const [level, next] = [levelOf(value, lines), levelOf(value + 1, lines)]
      expect([1, 2, 3, 4, 5]).toContain(level)
      expect(next).toBeLessThanOrEqual(level)
    }
  })))
  test('the limits belong where WS/T 423 puts them', () => fc.assert(fc.property(cutoffs, lines => {
    const at = (index: number) => lines[index] ?? 0
    expect([5, 4, 2, 1].map(index => levelBySd(at(index), lines))).toEqual([1, 2, 3, 4])
    expect([6, 4, 2, 0].map(index => levelByPercentile(at(index), lines))).toEqual([1, 2, 3, 4])
    expect([5, 4, 2, 1].map(index => levelBySd(at(index) - 0.1, lines))).toEqual([2, 3, 4, 5])
    expect(nutritionStatus('weight', at(1), lines)).toBe(0)
    expect(nutritionStatus('weight', at(0), lines)).not.toBe(nutritionStatus('weight', at(0) - 0.1, lines))
    expect(nutritionStatus('weight', at(6), lines)).toBe(0)
    expect(new Set([at(4) - 0.1, at(4), at(5), at(6)].map(value => nutritionStatus('proportion', value, lines))).size).toBe(4)
  })))
  test('a typed decimal is what it says, whatever its binary fraction', () => fc.assert(fc.property(fc.integer({ min: 1, max: 300_000 }), thousandths => {
    expect(wholeUnits(thousandths / 1000, 1000)).toBe(thousandths)
    expect(wholeUnits(thousandths / 1000, 100)).toBe(Math.floor((thousandths + 5) / 10))
    expect(wholeUnits(thousandths / 1000, 10)).toBe(Math.floor((thousandths + 50) / 100))
  })))
  test('halves that binary fractions lose still round up', () => {
    expect([wholeUnits(1.005, 100), wholeUnits(8.165, 100), wholeUnits(8.15, 10), wholeUnits(64.15, 10)]).toEqual([101, 817, 82, 642])
  })
  test('WHO classes (note §5.3) at their limits, by the z-score as reported', () => {
    const names = (kind: 'weight' | 'stature' | 'proportion', isSchoolAge: boolean, zs: readonly number[]) => zs.map(z => GROWTH_GRADES[classByWho(kind, z, isSchoolAge)])
    expect(names('weight', false, [-3.01, -3, -2.01, -2, 9])).toEqual(['severelyUnderweight', 'underweight', 'underweight', 'normal', 'normal'])
    expect(names('stature', false, [-3.01, -3, -2.01, -2, 9])).toEqual(['severelyStunted', 'stunted', 'stunted', 'normal', 'normal'])
    expect(names('proportion', false, [-3.01, -3, -2.01, -2, 1, 1.01, 2, 2.01, 3, 3.01])).toEqual(['severelyWasted', 'wasted', 'wasted', 'normal', 'normal', 'overweightRisk', 'overweightRisk', 'overweight', 'overweight', 'obese'])
    expect(names('proportion', true, [-3.01, -3, -2.01, -2, 1, 1.01, 2, 2.01])).toEqual(['severelyThin', 'thin', 'thin', 'normal', 'normal', 'overweight', 'overweight', 'obese'])
    expect(names('weight', false, [-2.004, -2.006])).toEqual(['normal', 'underweight'])
    expect(classByWho('none', -9, false)).toBe(0)
  })
  test('implausible values: length ±6, weight −6 and +5, others ±5', () => {
    const flags = (indicator: 'stature' | 'weight' | 'other') => [-6.01, -6, -5.01, -5, 5, 5.01, 6, 6.01].map(z => isImplausibleZ(indicator, z))
    expect(flags('stature')).toEqual([true, false, false, false, false, false, false, true])
    expect(flags('weight')).toEqual([true, false, false, false, false, true, true, true])
    expect(flags('other')).toEqual([true, true, true, false, false, true, true, true])
  })
  test('BMI rounds half up exactly', () => {
    expect(bmiTenths(1845, 1000)).toBe(185)
    expect(bmiTenths(1844, 1000)).toBe(184)
    fc.assert(fc.property(fc.integer({ min: 50, max: 20_000 }), fc.integer({ min: 300, max: 2000 }), (weight, length) => {
      expect(Math.abs(bmiTenths(weight, length) - weight * 100_000 / length ** 2)).toBeLessThanOrEqual(0.5 + 1e-9)
    }))
  })
})

describe('evaluation', () => {
  const measurement = fc.record({
    sex: fc.constantFrom('0' as const, '1' as const, '2' as const, '9' as const), days: fc.integer({ min: -10, max: 9000 }), weightKg: fc.option(fc.double({ min: -1, max: 200, noNaN: true })),
    lengthCm: fc.option(fc.double({ min: -1, max: 250, noNaN: true })), headCm: fc.option(fc.double({ min: -1, max: 90, noNaN: true })), armCm: fc.option(fc.double({ min: -1, max: 60, noNaN: true })),
    position: fc.constantFrom(null, 'lying' as const, 'standing' as const), hasOedema: fc.boolean(), gestationDays: fc.option(fc.integer({ min: 1, max: 320 })), fetusCount: fc.constantFrom(null, 1, 2),
  })
  test('any input is answered: a row has a result or a reason, never both, and no standard speaks twice', () => fc.assert(fc.property(measurement, ({ days, ...rest }) => {
    const evaluation = evaluateGrowth(tables, { ...rest, birthDay: BIRTH, measuredDay: addDays(BIRTH, days) })
    const isKnown = rest.sex === '1' || rest.sex === '2'
    expect(evaluation.reason).toBe(days < 0 ? 'beforeBirth' : isKnown ? null : 'sexUnknown')
    if (evaluation.reason !== null) expect(evaluation.rows).toEqual([])
    for (const row of evaluation.rows) {
      expect(row.reason === null, JSON.stringify(row)).toBe(row.value !== null)
      if (row.reason !== null) expect([row.z, row.estimatedZ, row.grade, row.status]).toEqual([null, null, null, null])
      if (row.reason === null) expect(Number.isFinite(row.z ?? row.estimatedZ ?? 0)).toBe(true)
      if (row.z !== null) expect(row.standard.startsWith('who')).toBe(true)
    }
    expect(new Set(evaluation.rows.map(row => `${row.standard} ${row.indicator}`)).size).toBe(evaluation.rows.length)
    const severe = evaluation.statuses.map(status => status.startsWith('severely'))
    expect(severe).toEqual(severe.toSorted((a, b) => Number(b) - Number(a)))
  }), { numRuns: 500 }))
  test('the results of one child do not depend on who came before', () => fc.assert(fc.property(measurement, measurement, (one, other) => {
    const evaluate = ({ days, ...rest }: typeof one) => evaluateGrowth(tables, { ...rest, birthDay: BIRTH, measuredDay: addDays(BIRTH, days) })
    const first = evaluate(one)
    evaluate(other)
    expect(evaluate(one)).toEqual(first)
  })))
})

describe('rules and tables', () => {
  test('every rule is named as it is called, marked K and with its source', () => {
    for (const [name, rule] of Object.entries(GROWTH_RULES)) {
      expect(rule.id).toBe(name)
      expect(rule.mark).toBe('K')
      expect(rule.source.length, name).toBeGreaterThan(3)
    }
    expect(GrowthRuleValuesSchema.parse(DEFAULT_GROWTH_RULES)).toEqual(DEFAULT_GROWTH_RULES)
    expect(GrowthRuleValuesSchema.safeParse({ ...DEFAULT_GROWTH_RULES, weightUnitKg: 0 }).success).toBe(false)
    expect(growthRuleValues({ method: 'percentile' })).toEqual({ ...DEFAULT_GROWTH_RULES, method: 'percentile' })
  })
  test('a changed rule changes the result', () => {
    const child = { sex: '1', birthDay: BIRTH, measuredDay: addDays(BIRTH, 800), lengthCm: 88, position: 'lying' } as const
    const value = (positionDifferenceCm: number) => evaluateGrowth(tables, child, { rules: { ...DEFAULT_GROWTH_RULES, positionDifferenceCm } }).rows[0]?.value
    expect([value(0.7), value(1)]).toEqual([87.3, 87])
  })
  test('core reads the tables once', () => expect(openGrowth(resources)).toBe(openGrowth(resources)))
  test('a damaged table is refused by name', () => {
    expect(() => parseGrowthTables(path => path.includes('weight_for_age') ? readTable(path).replace(/^1,5,.*$/m, '') : readTable(path))).toThrow('who2006/weight_for_age.csv')
    expect(() => parseGrowthTables(path => readTable(path).replace('sex', 'gender'))).toThrow('are missing')
    expect(() => parseGrowthTables(path => path === 'who2007/bmi_for_age.csv' ? readTable(path).replace('1,61,', '1,161,') : readTable(path))).toThrow('who2007/bmi_for_age.csv')
  })
})
