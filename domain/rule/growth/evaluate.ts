import type { Sex } from '../../code/sex.ts'
import type { Message } from '../../message/message.ts'
import type { Day } from '../../time/day.ts'
import { dayNumberOf } from './age.ts'
import { birthBand, type PercentileBand } from './birth-size.ts'
import { evaluateInto } from './evaluate-into.ts'
import { percentileOf } from './normal.ts'
import { createGrowthBuffer, emptyNumbers, LYING, STANDING, type GrowthNumbers } from './numbers.ts'
import { DEFAULT_GROWTH_RULES, type BetweenRows, type CutoffMethod, type GrowthRuleValues } from './rules.ts'
import type { GrowthTables } from './tables.ts'
import {
  GROWTH_GRADES, GROWTH_INDICATORS, GROWTH_NOTES, GROWTH_REASONS, GROWTH_STANDARDS, NOTE_TEXT, NUTRITION_STATUSES, REASON_TEXT,
  type GrowthGrade, type GrowthIndicator, type GrowthNote, type GrowthReason, type GrowthStandard, type NutritionStatus,
} from './words.ts'

/** One visit of one child as it stands in a record. Empty measurements were not taken. */
export type GrowthMeasurement = {
  readonly sex: Sex
  readonly birthDay: Day
  readonly measuredDay: Day
  readonly weightKg?: number | null
  readonly lengthCm?: number | null
  /** The position actually used; empty: the one the age asks for. */
  readonly position?: 'lying' | 'standing' | null
  readonly headCm?: number | null
  readonly armCm?: number | null
  readonly hasOedema?: boolean
  /** 出生孕周(d): completed weeks and days as days; empty: unknown, taken as term. */
  readonly gestationDays?: number | null
  readonly fetusCount?: number | null
}

export type GrowthOptions = {
  /** `auto`: corrected age while the rule says so (§2); `actual`: chronological age always. */
  readonly age?: 'auto' | 'actual'
  readonly method?: CutoffMethod
  readonly betweenRows?: BetweenRows
  readonly rules?: GrowthRuleValues
}

/** The result of one standard and indicator. */
export type GrowthRow = {
  readonly standard: GrowthStandard
  readonly indicator: GrowthIndicator
  /** The age the row uses, in days, and which it is. */
  readonly ageDays: number
  readonly ageUsed: 'actual' | 'corrected'
  /** What was compared: kg, cm or BMI after conversion and, for Chinese standards, rounding; g at birth. */
  readonly value: number | null
  /** WHO's z-score, unrounded; the Chinese standards define none. */
  readonly z: number | null
  /** WS/T 423 by its SD lines, for display only: 估算. */
  readonly estimatedZ: number | null
  /** Of z, null beyond ±3 (percentileOf). */
  readonly percentile: number | null
  /** At birth, between which printed lines of WS/T 800 the value lies. */
  readonly percentileBand: PercentileBand | null
  readonly grade: GrowthGrade | null
  /** Nutrition status by WS/T 423; null is normal or not defined. */
  readonly status: NutritionStatus | null
  readonly reason: GrowthReason | null
  readonly notes: readonly GrowthNote[]
}

export type GrowthEvaluation = {
  /** Why nothing was evaluated at all. */
  readonly reason: GrowthReason | null
  readonly actualDays: number
  readonly ageDays: number
  /** Decimal calendar months of the age used, −1 before term. */
  readonly ageMonths: number
  readonly ageUsed: 'actual' | 'corrected'
  readonly rows: readonly GrowthRow[]
  /** All statuses of WS/T 423, most severe first, each once: one child can have several. */
  readonly statuses: readonly NutritionStatus[]
}

/** A visit as numbers for evaluateInto; `into` is filled and answered. */
export function numbersOf(measurement: GrowthMeasurement, options: GrowthOptions = {}, into: GrowthNumbers = emptyNumbers()): GrowthNumbers {
  const rules = options.rules ?? DEFAULT_GROWTH_RULES
  into.sex = measurement.sex === '1' ? 1 : measurement.sex === '2' ? 2 : 0
  into.birthNumber = dayNumberOf(measurement.birthDay)
  into.measuredNumber = dayNumberOf(measurement.measuredDay)
  into.gestationDays = measurement.gestationDays ?? 0
  into.fetusCount = measurement.fetusCount ?? 0
  into.weightKg = measurement.weightKg ?? Number.NaN
  into.lengthCm = measurement.lengthCm ?? Number.NaN
  into.headCm = measurement.headCm ?? Number.NaN
  into.armCm = measurement.armCm ?? Number.NaN
  into.position = measurement.position === 'lying' ? LYING : measurement.position === 'standing' ? STANDING : 0
  into.hasOedema = measurement.hasOedema ?? false
  into.isActualAgeForced = options.age === 'actual'
  into.isByPercentile = (options.method ?? rules.method) === 'percentile'
  into.isLookup = (options.betweenRows ?? rules.betweenRows) === 'lookup'
  return into
}

const buffer = createGrowthBuffer()
const numbers = emptyNumbers()
const numberOrNull = (value: number | undefined): number | null => value === undefined || Number.isNaN(value) ? null : value
const wordOrNull = <T extends string>(word: T | undefined): Exclude<T, ''> | null => word === undefined || word === '' ? null : word as Exclude<T, ''>

/** The notes of each bit pattern, made once: there are few and rows are many. */
const notesByBits = new Map<number, readonly GrowthNote[]>()
function notesOf(bits: number): readonly GrowthNote[] {
  let notes = notesByBits.get(bits)
  if (!notes) {
    notes = GROWTH_NOTES.filter((_, index) => (bits >> index) % 2 === 1)
    notesByBits.set(bits, notes)
  }
  return notes
}

/**
 * Evaluates one visit of one child by every standard that covers the age: WHO 2006 or 2007, WS/T 423, from 6 and 7 years
 * WS/T 586 and 612, on the day of birth WS/T 800. What was measured but cannot be evaluated has a row with its reason;
 * nothing is extrapolated.
 */
export function evaluateGrowth(tables: GrowthTables, measurement: GrowthMeasurement, options: GrowthOptions = {}): GrowthEvaluation {
  const count = evaluateInto(tables, options.rules ?? DEFAULT_GROWTH_RULES, numbersOf(measurement, options, numbers), buffer)
  const { ageDays, actualDays, ageMonths } = buffer
  const ageUsed = buffer.isCorrected ? 'corrected' : 'actual'
  const rows: GrowthRow[] = []
  let statusBits = 0
  for (let row = 0; row < count; row++) {
    const z = numberOrNull(buffer.z[row])
    const standard = GROWTH_STANDARDS[buffer.standard[row] ?? 0] ?? 'who2006'
    const isAtBirth = standard === 'wst800'
    statusBits |= 1 << (buffer.status[row] ?? 0)
    rows.push({
      standard, indicator: GROWTH_INDICATORS[buffer.indicator[row] ?? 0] ?? 'wfa',
      ageDays: isAtBirth ? actualDays : ageDays, ageUsed: isAtBirth ? 'actual' : ageUsed,
      value: numberOrNull(buffer.value[row]), z, estimatedZ: numberOrNull(buffer.estimatedZ[row]), percentile: z === null ? null : percentileOf(z),
      percentileBand: isAtBirth ? birthBand(tables, GROWTH_INDICATORS[buffer.indicator[row] ?? 0] ?? 'wfa', numbers, buffer.value[row]) : null,
      grade: wordOrNull(GROWTH_GRADES[buffer.grade[row] ?? 0]), status: wordOrNull(NUTRITION_STATUSES[buffer.status[row] ?? 0]),
      reason: wordOrNull(GROWTH_REASONS[buffer.rowReason[row] ?? 0]), notes: notesOf(buffer.notes[row] ?? 0),
    })
  }
  return { reason: wordOrNull(GROWTH_REASONS[buffer.reason]), actualDays, ageDays, ageMonths, ageUsed, rows, statuses: statusesOf(statusBits) }
}

const statusesByBits = new Map<number, readonly NutritionStatus[]>()
function statusesOf(bits: number): readonly NutritionStatus[] {
  let statuses = statusesByBits.get(bits)
  if (!statuses) {
    statuses = NUTRITION_STATUSES.flatMap((status, index) => status !== '' && (bits >> index) % 2 === 1 ? [status] : [])
    statusesByBits.set(bits, statuses)
  }
  return statuses
}

/** Both readings of a preterm child: by the age the rule uses, and by chronological age as second opinion where that differs (§2, §5.6). */
export function evaluateBothAges(tables: GrowthTables, measurement: GrowthMeasurement, options: GrowthOptions = {}): { readonly primary: GrowthEvaluation; readonly chronological: GrowthEvaluation | null } {
  const primary = evaluateGrowth(tables, measurement, options)
  return { primary, chronological: primary.ageUsed === 'corrected' ? evaluateGrowth(tables, measurement, { ...options, age: 'actual' }) : null }
}

/** The sentences that belong to a row: its reason, then its notes. */
export const rowMessages = (row: Pick<GrowthRow, 'reason' | 'notes'>): readonly Message[] => [...row.reason === null ? [] : [REASON_TEXT[row.reason]], ...row.notes.map(note => NOTE_TEXT[note])]
