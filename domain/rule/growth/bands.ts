import { roundedAgeDays, DAYS_PER_WHO_MONTH } from './age.ts'
import { ageCutoffsInto, cutoffsInto } from './cutoffs.ts'
import { normalQuantile } from './normal.ts'
import { DEFAULT_GROWTH_RULES, type CutoffMethod, type GrowthRuleValues } from './rules.ts'
import { ofSex, type CutoffTable, type GrowthTables } from './tables.ts'
import { whoMeasurement } from './who.ts'
import type { GrowthIndicator, GrowthStandard } from './words.ts'

/** The lines of one stretch of a curve. `x` is months of age, centimetres (weight for length or height) or weeks of gestation (WS/T 800). */
export type BandBranch = {
  /** For which position the stretch holds, where the standard changes it at 24 months. */
  readonly position: 'lying' | 'standing' | null
  readonly x: readonly number[]
  readonly lines: readonly { readonly name: string; readonly values: readonly number[] }[]
}

export type BandRequest = {
  readonly standard: GrowthStandard
  readonly indicator: GrowthIndicator
  readonly sex: 1 | 2
  readonly lines: CutoffMethod
  /** Leaves out what lies outside, in the unit of x. */
  readonly from?: number
  readonly to?: number
}

const SD = [-3, -2, -1, 0, 1, 2, 3]
const PERCENTILES = [3, 10, 25, 50, 75, 90, 97]
const sdNames = SD.map(sd => sd > 0 ? `+${sd}` : String(sd))
const percentileNames = PERCENTILES.map(percent => `P${percent}`)
/** Days of each week to three months, then of each WHO month: dense where children grow fast. */
const WHO_2006_DAYS = [...Array.from({ length: 13 }, (_, week) => week * 7), ...Array.from({ length: 58 }, (_, month) => roundedAgeDays((month + 3) * DAYS_PER_WHO_MONTH))]
const STANDING_FROM_DAY = 731
const STANDING_FROM_MONTH = 24

const hasStep = (indicator: GrowthIndicator): boolean => indicator === 'lhfa' || indicator === 'bfa'

function branch(position: BandBranch['position'], x: readonly number[], names: readonly string[], valueAt: (x: number, line: number) => number | null): BandBranch {
  const lines = names.map((name, line) => ({ name, values: x.map(one => valueAt(one, line) ?? Number.NaN) }))
  return { position, x, lines }
}

function whoBands(tables: GrowthTables, { standard, indicator, sex, lines }: BandRequest & { readonly standard: 'who2006' | 'who2007' }): BandBranch[] {
  const zs = lines === 'sd' ? SD : PERCENTILES.map(percent => normalQuantile(percent / 100))
  const names = lines === 'sd' ? sdNames : percentileNames
  const value = (key: number, line: number) => whoMeasurement(tables, { standard, indicator, sex, key }, zs[line] ?? 0)
  if (standard === 'who2007') {
    if (indicator !== 'wfa' && indicator !== 'lhfa' && indicator !== 'bfa') return []
    const { first, last } = tables.who2007[indicator]
    return [branch('standing', Array.from({ length: last - first }, (_, month) => first + month), names, value)]
  }
  const table = tables.who2006[indicator]
  if (indicator === 'wfl' || indicator === 'wfh') {
    return [branch(indicator === 'wfl' ? 'lying' : 'standing', Array.from({ length: (table.last - table.first) / 5 + 1 }, (_, half) => (table.first + half * 5) / 10), names, value)]
  }
  const days = WHO_2006_DAYS.filter(day => day >= table.first && day <= table.last)
  const byDays = (position: BandBranch['position'], some: readonly number[]) => {
    const made = branch(position, some, names, value)
    return { ...made, x: some.map(day => day / DAYS_PER_WHO_MONTH) }
  }
  if (!hasStep(indicator)) return [byDays(null, days)]
  return [byDays('lying', [...days.filter(day => day < STANDING_FROM_DAY - 1), STANDING_FROM_DAY - 1]), byDays('standing', [STANDING_FROM_DAY, ...days.filter(day => day > STANDING_FROM_DAY)])]
}

/** The printed rows of a table whose key `keep` accepts. */
function printed(table: CutoffTable, sex: 1 | 2, names: readonly string[], position: BandBranch['position'], xOf: (key: number) => number, keep: (key: number) => boolean = () => true): BandBranch {
  const rows = [...table.keys.keys()].filter(row => keep(table.keys[row] ?? 0))
  const values = ofSex(table, sex)
  return {
    position, x: rows.map(row => xOf(table.keys[row] ?? 0)),
    lines: names.map((name, column) => ({ name, values: rows.map(row => (values[row * table.columns + column] ?? Number.NaN) / table.scale) })),
  }
}

function printedBands(tables: GrowthTables, { standard, indicator, sex, lines }: BandRequest): BandBranch[] {
  const same = (key: number) => key
  if (standard === 'wst586') return indicator === 'bfa' ? [printed(tables.wst586, sex, ['overweight', 'obese'], 'standing', key => key * 6)] : []
  if (standard === 'wst612') return indicator === 'lhfa' ? [printed(tables.wst612, sex, sdNames.slice(1, 6), 'standing', key => key * 12)] : []
  if (standard === 'wst800') return indicator === 'wfa' || indicator === 'lhfa' || indicator === 'hcfa' ? [printed(tables.wst800[indicator], sex, percentileNames, null, same)] : []
  if (indicator === 'acfa') return []
  const table = tables.wst423[lines][indicator]
  const names = lines === 'sd' ? sdNames : percentileNames
  if (!hasStep(indicator)) return [printed(table, sex, names, indicator === 'wfl' ? 'lying' : indicator === 'wfh' ? 'standing' : null, same)]
  return [printed(table, sex, names, 'lying', same, key => key < STANDING_FROM_MONTH), printed(table, sex, names, 'standing', same, key => key >= STANDING_FROM_MONTH)]
}

/**
 * The lines of a standard for a curve: −3 … +3 SD or P3 … P97 (§5.6). Where lying changes to standing at 24 months the
 * lines are two branches, and the step between them is not smoothed over. WS/T curves go through the printed rows only.
 * An indicator the standard has not answers no branch.
 */
export function growthBands(tables: GrowthTables, request: BandRequest): readonly BandBranch[] {
  const { standard, from = -Infinity, to = Infinity } = request
  const branches = standard === 'who2006' || standard === 'who2007' ? whoBands(tables, { ...request, standard }) : printedBands(tables, request)
  return branches.flatMap(one => {
    const kept = [...one.x.keys()].filter(index => (one.x[index] ?? 0) >= from && (one.x[index] ?? 0) <= to)
    if (kept.length === 0) return []
    return [{ ...one, x: kept.map(index => one.x[index] ?? 0), lines: one.lines.map(line => ({ ...line, values: kept.map(index => line.values[index] ?? Number.NaN) })) }]
  })
}

const scratch = new Float64Array(7)

/** The seven cut-offs of WS/T 423 at an age in decimal calendar months or, for weight for length or height, in cm; null outside the printed rows. */
export function wst423CutoffsAt(tables: GrowthTables, indicator: Exclude<GrowthIndicator, 'acfa'>, sex: 1 | 2, key: number, lines: CutoffMethod, rules: GrowthRuleValues = DEFAULT_GROWTH_RULES): readonly number[] | null {
  const set = tables.wst423[lines]
  const table = set[indicator]
  if (!(key >= table.first && key <= table.last)) return null
  if (indicator === 'wfl' || indicator === 'wfh') cutoffsInto(table, sex, key, false, scratch)
  else ageCutoffsInto(set, indicator, sex, key, rules.betweenRows === 'lookup', rules, scratch)
  return Array.from(scratch, value => value / table.scale)
}
