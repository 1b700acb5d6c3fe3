import { message, type Message } from '../../message/message.ts'
import type { Day } from '../../time/day.ts'
import { dayNumberOf, decimalMonths, growthAges, whoMonths } from './age.ts'
import { type BandBranch, growthBands, wst423CutoffsAt } from './bands.ts'
import { evaluateBothAges, type GrowthEvaluation, type GrowthMeasurement, type GrowthOptions, type GrowthRow } from './evaluate.ts'
import { DEFAULT_GROWTH_RULES, type CutoffMethod, type GrowthRuleValues } from './rules.ts'
import type { GrowthTables } from './tables.ts'
import { type GrowthVelocity, growthVelocity, type GrowthWarning, growthWarnings } from './trend.ts'
import type { GrowthGrade, GrowthIndicator, GrowthNote, GrowthReason, GrowthStandard, NutritionStatus } from './words.ts'

/** The standard a curve is drawn on: WS/T 423 is the legal record, WHO a second look (§18 item 4). */
export const CURVE_STANDARDS = ['wst423', 'who'] as const
export type CurveStandard = (typeof CURVE_STANDARDS)[number]

/** What a curve shows; `wflh` is 身长/身高别体重, two tables of which the age says which one holds. */
export const CURVE_INDICATORS = ['wfa', 'lhfa', 'wflh', 'bfa', 'hcfa'] as const
export type CurveIndicator = (typeof CURVE_INDICATORS)[number]

/** The curves by name, as the standards word them. */
export const CURVE_TITLE: Readonly<Record<CurveIndicator, Message>> = {
  wfa: message('growth.curve.wfa', '年龄别体重'), lhfa: message('growth.curve.lhfa', '年龄别身长/身高'), wflh: message('growth.curve.wflh', '身长/身高别体重'),
  bfa: message('growth.curve.bfa', '年龄别BMI'), hcfa: message('growth.curve.hcfa', '年龄别头围'),
}

export type CurveRequest = { readonly standard: CurveStandard; readonly indicator: CurveIndicator; readonly lines: CutoffMethod }

/** A stretch of lines with the standard it comes from; WHO's are two standards, one after the other. */
export type CurveBranch = BandBranch & { readonly standard: GrowthStandard }

export type CurvePlace = { readonly x: number; readonly y: number }

/** One measurement on a curve. */
export type CurvePoint = {
  readonly day: Day
  readonly actualDays: number
  /** null for a child born at term or with unknown gestation. */
  readonly correctedDays: number | null
  readonly ageUsed: 'actual' | 'corrected'
  /** The main mark, at the age the rule uses; null where that age has no place: before term. */
  readonly main: CurvePlace | null
  /** The hollow mark of a preterm child at chronological age, until the correction ends (§5.6). */
  readonly hollow: CurvePlace | null
  /** As measured, and what was compared after conversion and rounding. */
  readonly measured: number
  readonly value: number | null
  readonly position: 'lying' | 'standing' | null
  readonly standard: GrowthStandard
  readonly z: number | null
  /** The Chinese standard defines no z: 估算. */
  readonly isEstimated: boolean
  readonly percentile: number | null
  /** The printed lines of WS/T 423 the value lies between (P25 and P50, −1 and 0); null at an end without a line. */
  readonly between: { readonly from: string | null; readonly to: string | null } | null
  readonly grade: GrowthGrade | null
  readonly status: NutritionStatus | null
  readonly reason: GrowthReason | null
  readonly notes: readonly GrowthNote[]
  /** Since the point before; null at the first. */
  readonly velocity: GrowthVelocity | null
}

/** What the standards for school age say of a measurement WS/T 423 no longer covers or soon will not (§5.4, case 36). */
export type OfferedRow = { readonly day: Day; readonly standard: 'wst586' | 'wst612'; readonly indicator: GrowthIndicator; readonly value: number; readonly grade: GrowthGrade }

export type GrowthCurve = CurveRequest & {
  readonly sex: '0' | '1' | '2' | '9'
  readonly xUnit: 'month' | 'cm'
  readonly yUnit: 'kg' | 'cm' | 'kg/m²'
  /** What of x is drawn: the first two years while all points lie in them, else to seven years; head to three. */
  readonly from: number
  readonly to: number
  readonly branches: readonly CurveBranch[]
  readonly points: readonly CurvePoint[]
  readonly warnings: readonly GrowthWarning[]
  readonly offered: readonly OfferedRow[]
}

const FIRST_YEARS_MONTHS = 24
const HEAD_MONTHS = 36
const ALL_MONTHS = 84
const WHO_2006_MONTHS = 60
const SIZE_CM = [45, 130] as const
const SD_NAMES = ['-3', '-2', '-1', '0', '+1', '+2', '+3']
const PERCENTILE_NAMES = ['P3', 'P10', 'P25', 'P50', 'P75', 'P90', 'P97']
/** Values are whole hundredths, cut-offs at finest 1/930: this much is binary rounding (cutoffs.ts). */
const ROUNDING = 1e-9
/** WHO's rows are whole days: the day nearest to 24 months lies a hair beyond it and still ends the line. */
const LINE_END_SLACK = 0.02

/** The standards' indicators a curve shows. */
export const curveIndicators = (indicator: CurveIndicator): readonly GrowthIndicator[] => indicator === 'wflh' ? ['wfl', 'wfh'] : [indicator]
const standardsOf = (standard: CurveStandard): readonly GrowthStandard[] => standard === 'who' ? ['who2006', 'who2007'] : ['wst423']

/** The value a curve shows, as it was measured; null where a part of it is missing. */
function measuredOf(indicator: CurveIndicator, { weightKg, lengthCm, headCm }: GrowthMeasurement): number | null {
  const value = indicator === 'lhfa' ? lengthCm : indicator === 'hcfa' ? headCm : weightKg
  if (value === null || value === undefined || !(value > 0)) return null
  if (indicator === 'wfa' || indicator === 'lhfa' || indicator === 'hcfa') return value
  if (lengthCm === null || lengthCm === undefined || !(lengthCm > 0)) return null
  return indicator === 'wflh' ? value : value / (lengthCm / 100) ** 2
}

function branchesOf(tables: GrowthTables, { standard, indicator, lines }: CurveRequest, sex: 1 | 2, from: number, to: number): CurveBranch[] {
  return standardsOf(standard).flatMap(one => curveIndicators(indicator).flatMap(each => {
    const start = one === 'who2007' ? Math.max(from, WHO_2006_MONTHS) : from
    return growthBands(tables, { standard: one, indicator: each, sex, lines, from: start, to: to + LINE_END_SLACK }).map(branch => ({ ...branch, standard: one }))
  }))
}

const rowOf = (evaluation: GrowthEvaluation, standard: CurveStandard, indicator: CurveIndicator): GrowthRow | undefined => {
  const rows = evaluation.rows.filter(row => standardsOf(standard).includes(row.standard) && curveIndicators(indicator).includes(row.indicator))
  return rows.find(row => row.value !== null) ?? rows.at(-1)
}

/** Between which printed lines of WS/T 423 a row's value lies. */
function betweenOf(tables: GrowthTables, row: GrowthRow | undefined, sex: 1 | 2, key: number | null, lines: CutoffMethod, rules: GrowthRuleValues): CurvePoint['between'] {
  if (!row || row.standard !== 'wst423' || row.value === null || row.indicator === 'acfa' || key === null) return null
  const cutoffs = wst423CutoffsAt(tables, row.indicator, sex, key, lines, rules)
  if (!cutoffs) return null
  const names = lines === 'sd' ? SD_NAMES : PERCENTILE_NAMES
  const reached = cutoffs.filter(cutoff => (row.value ?? 0) >= cutoff - ROUNDING).length
  return { from: names[reached - 1] ?? null, to: names[reached] ?? null }
}

function monthsAt(standard: CurveStandard, measurement: GrowthMeasurement, evaluation: GrowthEvaluation): number | null {
  if (evaluation.ageDays < 0) return null
  if (standard === 'who') return whoMonths(evaluation.ageDays)
  return evaluation.ageMonths >= 0 ? evaluation.ageMonths : decimalMonths(dayNumberOf(measurement.birthDay), dayNumberOf(measurement.measuredDay))
}

type Drawn = { readonly measurement: GrowthMeasurement; readonly point: Omit<CurvePoint, 'velocity'>; readonly table: GrowthIndicator | null }

function pointOf(tables: GrowthTables, measurement: GrowthMeasurement, request: CurveRequest, options: GrowthOptions, rules: GrowthRuleValues): Drawn | null {
  const { standard, indicator, lines } = request
  const measured = measuredOf(indicator, measurement)
  if (measured === null) return null
  const { primary, chronological } = evaluateBothAges(tables, measurement, { ...options, method: lines })
  const row = rowOf(primary, standard, indicator)
  const lengthRow = rowOf(primary, standard, 'lhfa')
  const x = (evaluation: GrowthEvaluation): number | null => indicator === 'wflh' ? lengthRow?.value ?? measurement.lengthCm ?? null : monthsAt(standard, measurement, evaluation)
  const place = (evaluation: GrowthEvaluation, value: number | null): CurvePlace | null => {
    const at = x(evaluation)
    return at === null ? null : { x: at, y: value ?? measured }
  }
  const ages = growthAges(measurement.birthDay, measurement.measuredDay, measurement.gestationDays ?? null, rules)
  const second = chronological && indicator !== 'wflh' ? place(chronological, rowOf(chronological, standard, indicator)?.value ?? null) : null
  const z = row?.z ?? row?.estimatedZ ?? null
  const sex = measurement.sex === '1' ? 1 : 2
  return {
    measurement, table: row?.value === null ? null : row?.indicator ?? null,
    point: {
      day: measurement.measuredDay, actualDays: ages.actualDays, correctedDays: ages.correctedDays, ageUsed: primary.ageUsed, main: primary.ageDays < 0 ? null : place(primary, row?.value ?? null), hollow: second, measured, value: row?.value ?? null,
      position: measurement.position ?? null, standard: row?.standard ?? standardsOf(standard)[0]!, z, isEstimated: row !== undefined && row.z === null && row.estimatedZ !== null, percentile: row?.percentile ?? null,
      between: betweenOf(tables, row, sex, indicator === 'wflh' ? lengthRow?.value ?? null : primary.ageMonths, lines, rules), grade: row?.grade ?? null, status: row?.status ?? null,
      reason: row?.reason ?? primary.reason ?? (row ? null : 'ageAbove'), notes: row?.notes ?? [],
    },
  }
}

function offeredRows(tables: GrowthTables, series: readonly GrowthMeasurement[], options: GrowthOptions): OfferedRow[] {
  return series.flatMap(measurement => evaluateBothAges(tables, measurement, options).primary.rows.flatMap(({ standard, indicator, value, grade }) =>
    (standard === 'wst586' || standard === 'wst612') && value !== null && grade !== null ? [{ day: measurement.measuredDay, standard, indicator, value, grade }] : []))
}

/**
 * A child's growth on one curve (child health note §5.6): the lines of the standard in branches that are never joined at
 * 24 months, each measurement at the age the rule uses and, while a preterm child's age is corrected, a second time at
 * its chronological age, what it means, how fast the child grew since the one before, and the warnings of its course.
 * A grade is by the method of the lines shown; the point names its standard.
 */
export function growthCurve(tables: GrowthTables, series: readonly GrowthMeasurement[], sex: GrowthMeasurement['sex'], request: CurveRequest, options: GrowthOptions = {}): GrowthCurve {
  const rules = options.rules ?? DEFAULT_GROWTH_RULES
  const { indicator } = request
  const ordered = series.toSorted((a, b) => a.measuredDay < b.measuredDay ? -1 : a.measuredDay > b.measuredDay ? 1 : 0)
  const drawn = ordered.flatMap(measurement => pointOf(tables, measurement, request, options, rules) ?? [])
  const points = drawn.map(({ measurement, point }, index): CurvePoint => {
    const before = drawn[index - 1]
    return { ...point, velocity: before ? growthVelocity(before.measurement, measurement, rules) : null }
  })
  const last = Math.max(0, ...points.flatMap(({ main, hollow }) => [main?.x ?? 0, hollow?.x ?? 0]))
  const first = Math.min(SIZE_CM[0], ...points.flatMap(({ main }) => main?.x ?? []))
  const [from, to] = indicator === 'wflh' ? [Math.floor(first / 5) * 5, Math.max(SIZE_CM[1], Math.ceil(last / 5) * 5)] : [0, last <= FIRST_YEARS_MONTHS ? FIRST_YEARS_MONTHS : indicator === 'hcfa' && last <= HEAD_MONTHS ? HEAD_MONTHS : Math.max(ALL_MONTHS, Math.ceil(last / 12) * 12)]
  // Lying and standing tables of weight for size lie over each other: a child seen in one position needs one of them.
  const tablesUsed = new Set(drawn.flatMap(({ table }) => table ?? []))
  const isUnused = ({ position }: CurveBranch): boolean => indicator === 'wflh' && tablesUsed.size === 1 && position !== (tablesUsed.has('wfl') ? 'lying' : 'standing')
  return {
    ...request, sex, xUnit: indicator === 'wflh' ? 'cm' : 'month', yUnit: indicator === 'bfa' ? 'kg/m²' : indicator === 'lhfa' || indicator === 'hcfa' ? 'cm' : 'kg', from, to,
    branches: sex === '1' || sex === '2' ? branchesOf(tables, request, sex === '1' ? 1 : 2, from, to).filter(branch => !isUnused(branch)) : [], points, warnings: growthWarnings(tables, ordered, options), offered: offeredRows(tables, ordered, options),
  }
}

/** Where the grid of x stands and which of its lines are named: monthly to 24 months, then quarterly (§5.6); centimetres by fives. */
export function curveGrid({ xUnit, from, to }: Pick<GrowthCurve, 'xUnit' | 'from' | 'to'>): { readonly grid: readonly number[]; readonly named: readonly number[] } {
  const steps = (first: number, last: number, step: number): number[] => Array.from({ length: Math.max(0, Math.floor((last - first) / step + ROUNDING) + 1) }, (_, index) => first + index * step)
  if (xUnit === 'cm') return { grid: steps(from, to, 5), named: steps(from, to, 10) }
  if (to <= FIRST_YEARS_MONTHS) return { grid: steps(from, to, 1), named: steps(from, to, 1) }
  return { grid: [...steps(from, FIRST_YEARS_MONTHS, 1), ...steps(FIRST_YEARS_MONTHS + 3, to, 3)], named: steps(from, to, to <= HEAD_MONTHS ? 3 : 6) }
}
