import type { Sex } from '../../code/sex.ts'
import { sizeAtBirth } from './classes.ts'
import { reaches, rowInto, wholeUnits } from './cutoffs.ts'
import type { GrowthNumbers } from './numbers.ts'
import { DEFAULT_GROWTH_RULES, type GrowthRuleValues } from './rules.ts'
import type { CutoffTable, GrowthTables } from './tables.ts'
import { GROWTH_GRADES, type GrowthGrade, type GrowthIndicator, type GrowthReason } from './words.ts'

/** A newborn as the delivery record has it: grams, whole days of gestation. */
export type BirthMeasurement = {
  readonly sex: Sex
  readonly gestationDays: number | null
  readonly fetusCount: number
  readonly weightG: number | null
  readonly lengthCm?: number | null
  readonly headCm?: number | null
}

/** Between which printed lines a value lies, `P10–P25`, `<P3`, `≥P97`; a value on a line belongs above it. */
export type PercentileBand = string

export type BirthSize = {
  readonly reason: GrowthReason | null
  /** Completed weeks: 39+6 is week 39 (§5.5, mark K). */
  readonly weeks: number | null
  readonly grade: Extract<GrowthGrade, 'smallForGestation' | 'appropriateForGestation' | 'largeForGestation'> | null
  readonly weightBand: PercentileBand | null
  /** Length and head are auxiliary reference only (§5.5). */
  readonly lengthBand: PercentileBand | null
  readonly headBand: PercentileBand | null
}

const PERCENTILES = [3, 10, 25, 50, 75, 90, 97]
const cutoffs = new Float64Array(PERCENTILES.length)

/** Names the band of a value among the seven percentile lines. */
export function percentileBand(measured: number, lines: ArrayLike<number>): PercentileBand {
  let reached = 0
  while (reached < PERCENTILES.length && reaches(measured, lines[reached] ?? Infinity)) reached++
  if (reached === 0) return `<P${PERCENTILES[0]}`
  return reached === PERCENTILES.length ? `≥P${PERCENTILES.at(-1)}` : `P${PERCENTILES[reached - 1]}–P${PERCENTILES[reached]}`
}

/** The band of an evaluated value at birth (WS/T 800); null for a row without one. */
export function birthBand(tables: GrowthTables, indicator: GrowthIndicator, { sex, gestationDays }: GrowthNumbers, value: number | undefined): PercentileBand | null {
  if (value === undefined || Number.isNaN(value) || (sex !== 1 && sex !== 2) || (indicator !== 'wfa' && indicator !== 'lhfa' && indicator !== 'hcfa')) return null
  const table = tables.wst800[indicator]
  rowInto(table, sex, Math.floor(gestationDays / 7) - table.first, cutoffs)
  return percentileBand(wholeUnits(value, table.scale), cutoffs)
}

/** Size at birth by WS/T 800—2022: single births of 24–42 completed weeks; SGA below P10, LGA above P90 of weight. */
export function evaluateBirthSize(tables: GrowthTables, birth: BirthMeasurement): BirthSize {
  const nothing = { weeks: null, grade: null, weightBand: null, lengthBand: null, headBand: null }
  if (birth.sex !== '1' && birth.sex !== '2') return { ...nothing, reason: 'sexUnknown' }
  if (birth.fetusCount > 1) return { ...nothing, reason: 'multiple' }
  const sex = birth.sex === '1' ? 1 : 2
  const { wfa, lhfa, hcfa } = tables.wst800
  const weeks = Math.floor((birth.gestationDays ?? 0) / 7)
  if (weeks < wfa.first || weeks > wfa.last) return { ...nothing, reason: 'gestationOutside' }
  const band = (table: CutoffTable, value: number | null | undefined): PercentileBand | null => {
    if (!(value !== null && value !== undefined && value > 0)) return null
    rowInto(table, sex, weeks - table.first, cutoffs)
    return percentileBand(wholeUnits(value, table.scale), cutoffs)
  }
  const [lengthBand, headBand, weightBand] = [band(lhfa, birth.lengthCm), band(hcfa, birth.headCm), band(wfa, birth.weightG)]
  // The weight's cut-offs are the last ones looked up and still stand in the scratch array.
  const grade = weightBand === null ? null : GROWTH_GRADES[sizeAtBirth(wholeUnits(birth.weightG ?? 0, 1), cutoffs)] as BirthSize['grade']
  return { reason: null, weeks, grade, weightBand, lengthBand, headBand }
}

/** Weight class at birth whatever the gestation (§5.5, mark K): 超低 < 1000 g, 极低 < 1500 g, 低出生体重 < 2500 g, 巨大儿 ≥ 4000 g. */
export function birthWeightGroup(weightG: number, rules: GrowthRuleValues = DEFAULT_GROWTH_RULES): 'extremelyLow' | 'veryLow' | 'low' | 'normal' | 'macrosomia' {
  if (weightG < rules.extremelyLowBirthWeightBelowG) return 'extremelyLow'
  if (weightG < rules.veryLowBirthWeightBelowG) return 'veryLow'
  if (weightG < rules.lowBirthWeightBelowG) return 'low'
  return weightG >= rules.macrosomiaFromG ? 'macrosomia' : 'normal'
}
