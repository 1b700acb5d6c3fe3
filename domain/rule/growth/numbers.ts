import { GROWTH_INDICATORS, GROWTH_NOTES, GROWTH_REASONS, GROWTH_STANDARDS, type GrowthIndicator, type GrowthNote, type GrowthReason, type GrowthStandard } from './words.ts'

/**
 * One visit of one child as bare numbers: what evaluateInto takes for whole registers. NaN is "not measured".
 * The friendly form is GrowthMeasurement in evaluate.ts.
 */
export type GrowthNumbers = {
  /** 1 boy, 2 girl, anything else is not evaluated. */
  sex: number
  /** Days since 1970-01-01 (dayNumberOf). */
  birthNumber: number
  measuredNumber: number
  /** Gestation in days, 0 for unknown or term. */
  gestationDays: number
  /** 0 for unknown. */
  fetusCount: number
  weightKg: number
  lengthCm: number
  headCm: number
  armCm: number
  /** 0 not noted, 1 lying, 2 standing. */
  position: number
  hasOedema: boolean
  /** Leaves out the correction for preterm birth. */
  isActualAgeForced: boolean
  /** Grades by the percentile tables of WS/T 423 instead of the SD tables. */
  isByPercentile: boolean
  /** 查表法 instead of interpolation between the rows of WS/T 423. */
  isLookup: boolean
}

export const LYING = 1
export const STANDING = 2

/** A visit without measurements, to be filled in and used again. */
export const emptyNumbers = (): GrowthNumbers => ({
  sex: 0, birthNumber: 0, measuredNumber: 0, gestationDays: 0, fetusCount: 0, weightKg: Number.NaN, lengthCm: Number.NaN, headCm: Number.NaN, armCm: Number.NaN,
  position: 0, hasOedema: false, isActualAgeForced: false, isByPercentile: false, isLookup: false,
})

const CAPACITY = 24

/** Where evaluateInto leaves its rows; made once and used for every child. Codes are indexes into the lists of words.ts. */
export type GrowthBuffer = {
  count: number
  /** Why nothing was evaluated at all, 0 when something was. */
  reason: number
  actualDays: number
  /** The age the rows use. */
  ageDays: number
  ageMonths: number
  isCorrected: boolean
  readonly standard: Uint8Array
  readonly indicator: Uint8Array
  /** What was compared, in the unit of the table: kg, cm, BMI, at birth g; NaN without one. */
  readonly value: Float64Array
  readonly z: Float64Array
  readonly estimatedZ: Float64Array
  readonly grade: Uint8Array
  readonly status: Uint8Array
  readonly rowReason: Uint8Array
  readonly notes: Uint16Array
}

/** A buffer for evaluateInto. */
export const createGrowthBuffer = (): GrowthBuffer => ({
  count: 0, reason: 0, actualDays: 0, ageDays: 0, ageMonths: 0, isCorrected: false,
  standard: new Uint8Array(CAPACITY), indicator: new Uint8Array(CAPACITY), value: new Float64Array(CAPACITY), z: new Float64Array(CAPACITY), estimatedZ: new Float64Array(CAPACITY),
  grade: new Uint8Array(CAPACITY), status: new Uint8Array(CAPACITY), rowReason: new Uint8Array(CAPACITY), notes: new Uint16Array(CAPACITY),
})

const numbered = <T extends string>(list: readonly T[]): Readonly<Record<T, number>> => Object.fromEntries(list.map((name, index) => [name, index])) as Record<T, number>

/** Places of the names in their lists, and the bit of each note. */
export const STANDARD_AT: Readonly<Record<GrowthStandard, number>> = numbered(GROWTH_STANDARDS)
export const INDICATOR_AT: Readonly<Record<GrowthIndicator, number>> = numbered(GROWTH_INDICATORS)
export const REASON_AT: Readonly<Record<GrowthReason | '', number>> = numbered(GROWTH_REASONS)
export const NOTE_BIT = Object.fromEntries(GROWTH_NOTES.map((name, index) => [name, 1 << index])) as Readonly<Record<GrowthNote, number>>

/** Begins a row and answers its place. */
export function beginRow(out: GrowthBuffer, standard: number, indicator: number, value: number, notes: number): number {
  const row = out.count++
  out.standard[row] = standard
  out.indicator[row] = indicator
  out.value[row] = value
  out.z[row] = Number.NaN
  out.estimatedZ[row] = Number.NaN
  out.grade[row] = 0
  out.status[row] = 0
  out.rowReason[row] = 0
  out.notes[row] = notes
  return row
}

/** Puts down that there is no result and why. */
export function refuse(out: GrowthBuffer, standard: number, indicator: number, reason: number, notes = 0): void {
  out.rowReason[beginRow(out, standard, indicator, Number.NaN, notes)] = reason
}
