// A second, plain reading of the growth standards for the tests: its own file reading, its own calendar, exact fractions
// for the Chinese cut-offs. It shares no code with the product and does not care for speed.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

type Line = Record<string, string>
const folder = join(import.meta.dirname, '../../resources/growth')
const files = new Map<string, Line[]>()
function linesOf(name: string): Line[] {
  let lines = files.get(name)
  if (!lines) {
    const [header = '', ...rest] = readFileSync(join(folder, name), 'utf8').trim().split('\n')
    lines = rest.map(line => Object.fromEntries(header.split(',').map((column, index) => [column, line.split(',')[index] ?? ''])))
    files.set(name, lines)
  }
  return lines
}
const indexes = new Map<string, Map<string, Line>>()
/** The line of a sex whose key column has a value, found by its number. */
function lineOf(name: string, sex: number, key: string, value: number): Line | undefined {
  const id = `${name}|${key}`
  let index = indexes.get(id)
  if (!index) {
    index = new Map(linesOf(name).map(line => [`${line.sex}|${Number(line[key])}`, line]))
    indexes.set(id, index)
  }
  return index.get(`${sex}|${value}`)
}

export type ReferenceChild = {
  sex: 1 | 2; birth: string; measured: string; weightHundredths: number | null; lengthTenths: number | null; headTenths: number | null
  position: 'lying' | 'standing' | null; hasOedema: boolean; gestationDays: number | null
}
export type ReferenceRow = { z?: number; grade?: string; status?: string | null; age: number }

const utc = (day: string): Date => new Date(`${day}T00:00:00Z`)
const iso = (date: Date): string => date.toISOString().slice(0, 10)
const DAY_MS = 86_400_000
const days = (from: string, to: string): number => Math.round((utc(to).getTime() - utc(from).getTime()) / DAY_MS)

/** Month N is complete on the same day of the month or, in a shorter month, on its last day. */
function anniversary(birth: string, months: number): string {
  const date = utc(birth)
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months + 1, 0))
  return iso(new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), Math.min(date.getUTCDate(), last.getUTCDate()))))
}
function completed(birth: string, on: string): number {
  let months = 0
  while (anniversary(birth, months + 1) <= on) months++
  return months
}

function z(l: number, m: number, s: number, y: number, restricted: boolean): number {
  const plain = (Math.pow(y / m, l) - 1) / (l * s)
  const sd = (k: number) => m * Math.pow(1 + l * s * k, 1 / l)
  if (restricted && plain > 3) return 3 + (y - sd(3)) / (sd(3) - sd(2))
  if (restricted && plain < -3) return -3 + (y - sd(-3)) / (sd(-2) - sd(-3))
  return plain
}

type Three = [number, number, number]
const lms = (line: Line | undefined): Three | undefined => line && [Number(line.l), Number(line.m), Number(line.s)]
const between = (a: Three | undefined, b: Three | undefined, share: number): Three | undefined =>
  share === 0 ? a : a && b && [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share]

function whoRows(child: ReferenceChild, age: number, into: Map<string, ReferenceRow>): void {
  const { sex, weightHundredths, lengthTenths, headTenths, position, hasOedema } = child
  const months = age / 30.4375
  const young = age < 731
  let tenths = lengthTenths
  if (tenths !== null && position === 'standing' && young && months >= 9) tenths += 7
  if (tenths !== null && position === 'lying' && !young) tenths -= 7
  const weight = weightHundredths === null || hasOedema ? null : weightHundredths / 100
  const bmi = weight === null || tenths === null ? null : weight / ((tenths / 1000) * (tenths / 1000))
  const put = (name: string, found: Three | undefined, y: number | null, restricted: boolean) => {
    if (y !== null && found) into.set(name, { z: z(...found, y, restricted), age })
  }
  if (months < 60) {
    const at = (file: string) => lms(lineOf(`who2006/${file}.csv`, sex, 'age_days', age))
    put('who2006|wfa', at('weight_for_age'), weight, true)
    put('who2006|lhfa', at('length_height_for_age'), tenths === null ? null : tenths / 10, false)
    put('who2006|bfa', at('bmi_for_age'), bmi, true)
    put('who2006|hcfa', at('head_circumference_for_age'), headTenths === null ? null : headTenths / 10, false)
    if (tenths !== null) {
      const found = young ? lineOf('who2006/weight_for_length.csv', sex, 'length_cm', tenths / 10) : lineOf('who2006/weight_for_height.csv', sex, 'height_cm', tenths / 10)
      put(young ? 'who2006|wfl' : 'who2006|wfh', lms(found), weight, true)
    }
  } else {
    const low = Math.trunc(months)
    const at = (file: string, end: number) => months < end ? between(lms(lineOf(`who2007/${file}.csv`, sex, 'age_months', low)), lms(lineOf(`who2007/${file}.csv`, sex, 'age_months', low + 1)), months - low) : undefined
    put('who2007|wfa', at('weight_for_age', 121), weight, true)
    put('who2007|lhfa', at('height_for_age', 229), tenths === null ? null : tenths / 10, false)
    put('who2007|bfa', at('bmi_for_age', 229), bmi, true)
  }
}

const SD = ['sd_neg3', 'sd_neg2', 'sd_neg1', 'median', 'sd_pos1', 'sd_pos2', 'sd_pos3']
const PERCENTILE = ['p3', 'p10', 'p25', 'p50', 'p75', 'p90', 'p97']
const tenthsOf = (line: Line, columns: readonly string[]): number[] => columns.map(column => Math.round(Number(line[column]) * 10))

/** Cut-offs as exact fractions: numerators over one denominator, in tenths. */
type Cutoffs = { over: bigint; values: bigint[] }
const reached = (measuredHundredthsOfTenth: number, { over, values }: Cutoffs): boolean[] => values.map(value => BigInt(measuredHundredthsOfTenth) * over >= value * 10n)

function ageCutoffs(file: string, kind: 'sd' | 'percentile', sex: number, months: number, part: number, whole: number, isLookup: boolean): Cutoffs {
  const columns = kind === 'sd' ? SD : PERCENTILE
  const name = `wst423-2022/${file}_${kind}.csv`
  const keys = linesOf(name).filter(line => line.sex === String(sex)).map(line => Number(line.age_months))
  const below = keys.filter(key => key <= months).at(-1) ?? 0
  const above = keys.find(key => key > months)
  const low = tenthsOf(lineOf(name, sex, 'age_months', below) ?? {}, columns)
  if (isLookup || above === undefined || (below === months && part === 0)) return { over: 1n, values: low.map(BigInt) }
  const high = tenthsOf(lineOf(name, sex, 'age_months', above) ?? {}, columns)
  const over = BigInt((above - below) * whole)
  const share = BigInt((months - below) * whole + part)
  if (below === 23 && file === 'length_height_for_age') return { over, values: low.map((value, at) => BigInt(value) * over + BigInt((high[at] ?? 0) + 7 - value) * share) }
  if (below === 23 && file === 'bmi_for_age') {
    const median = BigInt(tenthsOf(lineOf('wst423-2022/length_height_for_age_' + kind + '.csv', sex, 'age_months', 24) ?? {}, columns)[3] ?? 0)
    const square = (median + 7n) * (median + 7n)
    return { over: over * square, values: low.map((value, at) => BigInt(value) * over * square + (BigInt(high[at] ?? 0) * median * median - BigInt(value) * square) * share) }
  }
  return { over, values: low.map((value, at) => BigInt(value) * over + BigInt((high[at] ?? 0) - value) * share) }
}

function sizeCutoffs(file: string, keyColumn: string, kind: 'sd' | 'percentile', sex: number, tenths: number): Cutoffs | undefined {
  const columns = kind === 'sd' ? SD : PERCENTILE
  const name = `wst423-2022/${file}_${kind}.csv`
  const [cm, part] = [Math.floor(tenths / 10), tenths % 10]
  const [low, high] = [lineOf(name, sex, keyColumn, cm), lineOf(name, sex, keyColumn, cm + 1)]
  if (!low || (part > 0 && !high)) return undefined
  const [from, to] = [tenthsOf(low, columns), part > 0 ? tenthsOf(high ?? {}, columns) : tenthsOf(low, columns)]
  return { over: 10n, values: from.map((value, at) => BigInt(value * 10 + ((to[at] ?? 0) - value) * part)) }
}

const levelOf = (is: readonly boolean[], method: 'sd' | 'percentile'): string => {
  const [high, upper, middle, lower] = method === 'sd' ? [is[5], is[4], is[2], is[1]] : [is[6], is[4], is[2], is[0]]
  return high ? 'high' : upper ? 'highMiddle' : middle ? 'middle' : lower ? 'lowMiddle' : 'low'
}
const WORDS = { wfa: ['severelyUnderweight', 'underweight'], lhfa: ['severelyStunted', 'stunted'], wfl: ['severelyWasted', 'wasted'], wfh: ['severelyWasted', 'wasted'], bfa: ['severelyWasted', 'wasted'], hcfa: [null, null] } as const
function statusOf(indicator: keyof typeof WORDS, is: readonly boolean[]): string | null {
  if (!is[0]) return WORDS[indicator][0]
  if (!is[1]) return WORDS[indicator][1]
  if (indicator !== 'wfl' && indicator !== 'wfh' && indicator !== 'bfa') return null
  return is[6] ? 'severelyObese' : is[5] ? 'obese' : is[4] ? 'overweight' : null
}

/** Half up by decimal text, not by binary fraction. */
const halfUp = (value: number): number => Math.floor(Number(value.toPrecision(12)) + 0.5)

function chineseRows(child: ReferenceChild, birth: string, age: number, method: 'sd' | 'percentile', isLookup: boolean, into: Map<string, ReferenceRow>): void {
  const { sex, weightHundredths, lengthTenths, headTenths, position, hasOedema, measured } = child
  const months = completed(birth, measured)
  const part = days(anniversary(birth, months), measured)
  const whole = days(anniversary(birth, months), anniversary(birth, months + 1))
  let tenths = lengthTenths
  if (tenths !== null && position === 'standing' && months < 24 && age / 30.4375 >= 9) tenths += 7
  if (tenths !== null && position === 'lying' && months >= 24) tenths -= 7
  // In hundredths of the printed unit: weight by 0.01 kg for infants and by 0.1 kg afterwards.
  const weight = weightHundredths === null || hasOedema ? null : months < 12 ? weightHundredths : halfUp(weightHundredths / 10) * 10
  const bmi = weightHundredths === null || hasOedema || tenths === null ? null : halfUp(weightHundredths * 100_000 / (tenths * tenths)) * 10
  const length = tenths === null ? null : tenths * 10
  const put = (indicator: keyof typeof WORDS, value: number | null, cutoffs: (kind: 'sd' | 'percentile') => Cutoffs | undefined) => {
    const bySd = value === null ? undefined : cutoffs('sd')
    if (value === null || !bySd) return
    const is = reached(value, bySd)
    const other = method === 'percentile' ? cutoffs('percentile') : undefined
    into.set(`wst423|${indicator}`, { grade: levelOf(other ? reached(value, other) : is, method), status: statusOf(indicator, is), age })
  }
  if (months < 84) {
    const held = months > 81 || (months === 81 && part > 0 && !isLookup)
    const byAge = (file: string) => (kind: 'sd' | 'percentile') => held ? ageCutoffs(file, kind, sex, 81, 0, 1, true) : ageCutoffs(file, kind, sex, months, part, whole, isLookup)
    put('wfa', weight, byAge('weight_for_age'))
    put('lhfa', length, byAge('length_height_for_age'))
    put('bfa', bmi, byAge('bmi_for_age'))
    if (months < 36 || (months === 36 && (part === 0 || isLookup))) put('hcfa', headTenths === null ? null : headTenths * 10, byAge('head_circumference_for_age'))
    if (tenths !== null) {
      const stature = tenths
      if (months < 24) put('wfl', weight, kind => sizeCutoffs('weight_for_length', 'length_cm', kind, sex, stature))
      else put('wfh', weight, kind => sizeCutoffs('weight_for_height', 'height_cm', kind, sex, stature))
    }
  }
  const half = lineOf('school-age-cn/wst586-2018_bmi_cutoffs.csv', sex, 'age_years_from', Math.floor(months / 6) / 2)
  if (half && bmi !== null) into.set('wst586|bfa', { grade: bmi >= Math.round(Number(half.obesity_ge) * 100) ? 'obese' : bmi >= Math.round(Number(half.overweight_ge) * 100) ? 'overweight' : 'normal', age })
  const year = lineOf('school-age-cn/wst612-2018_height_for_age_sd.csv', sex, 'age_years', Math.floor(months / 12))
  if (year && length !== null) {
    const line = (column: string) => Math.round(Number(year[column]) * 100)
    const grade = length < line('sd_neg2') ? 'low' : length < line('sd_neg1') ? 'lowMiddle' : length <= line('sd_pos1') ? 'middle' : length <= line('sd_pos2') ? 'highMiddle' : 'high'
    into.set('wst612|lhfa', { grade, age })
  }
}

/** Everything the standards say about a child, by `standard|indicator`; what they do not evaluate is absent. */
export function referenceRows(child: ReferenceChild, method: 'sd' | 'percentile', isLookup: boolean): Map<string, ReferenceRow> {
  const rows = new Map<string, ReferenceRow>()
  let { birth } = child
  if (child.gestationDays !== null && child.gestationDays < 37 * 7) {
    const term = iso(new Date(utc(birth).getTime() + (280 - child.gestationDays) * DAY_MS))
    if (term > child.measured) return rows
    if (completed(term, child.measured) < 24) birth = term
  }
  const age = days(birth, child.measured)
  whoRows(child, age, rows)
  chineseRows(child, birth, age, method, isLookup, rows)
  return rows
}
