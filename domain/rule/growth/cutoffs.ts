import type { GrowthRuleValues } from './rules.ts'
import { ofSex, type CutoffTable, type Wst423Tables } from './tables.ts'

/**
 * Measurements are whole multiples of a tenth (or hundredth) of the printed unit; interpolated cut-offs are multiples of
 * 1/93 of it at finest (31 days, rows three months apart). Two that differ do so by more than 1e-3, so a difference
 * below this is binary rounding.
 */
const SAME = 1e-9

/** True when a measurement has reached a cut-off, both in the scale of the table. */
export const reaches = (measured: number, cutoff: number): boolean => measured >= cutoff - SAME

/** Rounds a typed value to whole multiples of 1/scale, half up; the epsilon undoes binary halves such as 1.005 (at most 3 decimals are typed). */
export const wholeUnits = (value: number, scale: number): number => Math.floor(value * scale + 0.5 + 1e-6)

/**
 * BMI to one decimal, half up, in tenths, from whole hundredths of a kilogram and whole tenths of a centimetre: in whole
 * numbers, so that a BMI of exactly 18.45 is 18.5 on every machine (WS/T 586: one decimal before comparing).
 */
export const bmiTenths = (weightHundredths: number, lengthTenths: number): number =>
  Math.floor((2 * weightHundredths * 100_000 + lengthTenths * lengthTenths) / (2 * lengthTenths * lengthTenths))

/** The cut-offs of one row as printed. */
export function rowInto(table: CutoffTable, sex: 1 | 2, row: number, into: Float64Array): void {
  const values = ofSex(table, sex)
  for (let column = 0; column < table.columns; column++) into[column] = values[row * table.columns + column] ?? 0
}

/**
 * The cut-offs at a key inside the table: linear between the neighbouring rows, or with `isLookup` those of the last
 * row not above the key (WS/T 423 prints whole months and centimetres only; 儿童保健说明 §5.1).
 */
export function cutoffsInto(table: CutoffTable, sex: 1 | 2, key: number, isLookup: boolean, into: Float64Array): void {
  const row = table.rowAt[Math.floor(key) - table.first] ?? 0
  const from = table.keys[row] ?? 0
  rowInto(table, sex, row, into)
  if (isLookup || key === from) return
  const values = ofSex(table, sex)
  const share = (key - from) / ((table.keys[row + 1] ?? 0) - from)
  for (let column = 0; column < table.columns; column++) {
    const below = into[column] ?? 0
    into[column] = below + share * ((values[(row + 1) * table.columns + column] ?? 0) - below)
  }
}

const STEP_FROM = 23
const STEP_TO = 24
const MEDIAN = 3

/**
 * Cut-offs by age of WS/T 423 with the step at 24 months kept: the row of 23 months is for lying, that of 24 for standing
 * children, so that in between the row of 24 months is first brought to the lying position (length + 0.7 cm, BMI by the
 * median height; §5.6: two branches, not smoothed over).
 */
export function ageCutoffsInto(tables: Wst423Tables, indicator: 'wfa' | 'lhfa' | 'bfa' | 'hcfa', sex: 1 | 2, months: number, isLookup: boolean, rules: GrowthRuleValues, into: Float64Array): void {
  const table = tables[indicator]
  cutoffsInto(table, sex, months, isLookup, into)
  if (isLookup || !(months > STEP_FROM && months < STEP_TO) || rules.acrossStep === 'plain' || (indicator !== 'lhfa' && indicator !== 'bfa')) return
  const share = months - STEP_FROM
  const at = (table.rowAt[STEP_TO - table.first] ?? 0) * table.columns
  const values = ofSex(table, sex)
  const shiftTenths = rules.positionDifferenceCm * table.scale
  const medianTenths = ofSex(tables.lhfa, sex)[at + MEDIAN] ?? 0
  const factor = (medianTenths / (medianTenths + shiftTenths)) ** 2
  for (let column = 0; column < table.columns; column++) {
    const standing = values[at + column] ?? 0
    into[column] = (into[column] ?? 0) + share * (indicator === 'lhfa' ? shiftTenths : standing * factor - standing)
  }
}

/** The z-score by the seven SD lines: linear between them, beyond ±3 SD with the width of the outermost interval. For display only (§5.1). */
export function estimatedZ(measured: number, lines: Float64Array): number {
  let above = 1
  while (above < 6 && measured > (lines[above] ?? 0)) above++
  const from = lines[above - 1] ?? 0
  const to = lines[above] ?? 0
  return above - 4 + (measured - from) / (to - from)
}
