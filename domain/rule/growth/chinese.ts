import { classByWst586, levelByPercentile, levelBySd, levelByWst612, nutritionStatus, sizeAtBirth } from './classes.ts'
import { ageCutoffsInto, bmiTenths, cutoffsInto, estimatedZ, rowInto, wholeUnits } from './cutoffs.ts'
import { beginRow, INDICATOR_AT, NOTE_BIT, REASON_AT, refuse, STANDARD_AT, type GrowthBuffer, type GrowthNumbers } from './numbers.ts'
import type { GrowthRuleValues } from './rules.ts'
import type { CutoffTable, GrowthTables } from './tables.ts'
import { isStandingImplausible, positionNote, positionShift } from './who.ts'

/** WS/T 423 applies from birth to below 84 months, its tables for standing children from 24 months. */
const WST423_END_MONTHS = 84
const STANDING_FROM_MONTH = 24
const MONTHS_PER_YEAR = 12
const MONTHS_PER_HALF_YEAR = 6

const sdCutoffs = new Float64Array(7)
const percentileCutoffs = new Float64Array(7)

/** One row of WS/T 423 from the cut-offs put into sdCutoffs and, by percentile, percentileCutoffs; `measured` in tenths. */
function wst423Row(indicator: number, kind: 'weight' | 'stature' | 'proportion' | 'head', measured: number, notes: number, isByPercentile: boolean, out: GrowthBuffer): void {
  const at = beginRow(out, STANDARD_AT.wst423, indicator, measured / 10, notes | NOTE_BIT.zEstimated)
  out.estimatedZ[at] = estimatedZ(measured, sdCutoffs)
  out.grade[at] = isByPercentile ? levelByPercentile(measured, percentileCutoffs) : levelBySd(measured, sdCutoffs)
  if (kind !== 'head') out.status[at] = nutritionStatus(kind, measured, sdCutoffs)
}

/** Why a measurement cannot be used, 0 when it can; it is asked after rounding, because 0.04 cm is nothing in the unit of the form. */
function refusalOf(value: number, isWeightBased: boolean, hasOedema: boolean): number {
  if (!(value > 0 && value < Infinity)) return REASON_AT.impossible
  return isWeightBased && hasOedema ? REASON_AT.oedema : 0
}

type ByAge = 'wfa' | 'lhfa' | 'bfa' | 'hcfa'
const KIND_BY_AGE = { wfa: 'weight', lhfa: 'stature', bfa: 'proportion', hcfa: 'head' } as const

function wst423ByAge(tables: GrowthTables, rules: GrowthRuleValues, input: GrowthNumbers, sex: 1 | 2, indicator: ByAge, measured: number, refusal: number, notes: number, out: GrowthBuffer): void {
  const at = INDICATOR_AT[indicator]
  if (refusal !== 0) return refuse(out, STANDARD_AT.wst423, at, refusal, notes)
  const table = tables.wst423.sd[indicator]
  const months = input.isLookup ? Math.floor(out.ageMonths) : out.ageMonths
  const isHeld = months > table.last
  if (out.ageMonths >= WST423_END_MONTHS || (isHeld && indicator === 'hcfa')) return refuse(out, STANDARD_AT.wst423, at, REASON_AT.ageAbove, notes)
  const key = isHeld ? table.last : months
  ageCutoffsInto(tables.wst423.sd, indicator, sex, key, input.isLookup, rules, sdCutoffs)
  if (input.isByPercentile) ageCutoffsInto(tables.wst423.percentile, indicator, sex, key, input.isLookup, rules, percentileCutoffs)
  wst423Row(at, KIND_BY_AGE[indicator], measured, notes | (isHeld ? NOTE_BIT.lastRowHeld : 0), input.isByPercentile, out)
}

function wst423BySize(tables: GrowthTables, input: GrowthNumbers, sex: 1 | 2, indicator: 'wfl' | 'wfh', measured: number, lengthTenths: number, refusal: number, notes: number, out: GrowthBuffer): void {
  const at = INDICATOR_AT[indicator]
  if (refusal !== 0) return refuse(out, STANDARD_AT.wst423, at, refusal, notes)
  if (out.ageMonths >= WST423_END_MONTHS) return refuse(out, STANDARD_AT.wst423, at, REASON_AT.ageAbove, notes)
  const table = tables.wst423.sd[indicator]
  const lengthCm = lengthTenths / 10
  if (lengthCm < table.first || lengthCm > table.last) return refuse(out, STANDARD_AT.wst423, at, REASON_AT.sizeOutside, notes)
  // Whole centimetres are printed and a length is measured to 0.1 cm: always interpolated (§5.1), 查表法 is about ages.
  cutoffsInto(table, sex, lengthCm, false, sdCutoffs)
  if (input.isByPercentile) cutoffsInto(tables.wst423.percentile[indicator], sex, lengthCm, false, percentileCutoffs)
  wst423Row(at, 'proportion', measured, notes, input.isByPercentile, out)
}

/** What the Chinese standards compare: measurements rounded to the unit of the form, in whole tenths or hundredths. */
type Rounded = { weightTenths: number; weightHundredths: number; lengthTenths: number; lengthHundredths: number; notes: number }
const rounded: Rounded = { weightTenths: 0, weightHundredths: 0, lengthTenths: 0, lengthHundredths: 0, notes: 0 }

function roundInto(rules: GrowthRuleValues, input: GrowthNumbers, ageDays: number, ageMonths: number): void {
  const perKg = Math.round(1 / (ageMonths < rules.infantUntilMonths ? rules.infantWeightUnitKg : rules.weightUnitKg))
  rounded.weightTenths = wholeUnits(input.weightKg, perKg) * 10 / perKg
  rounded.weightHundredths = wholeUnits(input.weightKg, 100)
  const isImplausible = isStandingImplausible(input.position, ageDays)
  const shiftCm = isImplausible ? 0 : positionShift(input.position, ageMonths < STANDING_FROM_MONTH, rules)
  rounded.lengthTenths = wholeUnits(input.lengthCm + shiftCm, 10)
  rounded.lengthHundredths = wholeUnits(input.lengthCm + shiftCm, 100)
  rounded.notes = isImplausible ? NOTE_BIT.standingImplausible : positionNote(shiftCm)
}

/** The rows of WS/T 423 and, from 6 and 7 years on, of WS/T 586 and 612 at the age the buffer names. */
export function chineseInto(tables: GrowthTables, rules: GrowthRuleValues, input: GrowthNumbers, sex: 1 | 2, out: GrowthBuffer): void {
  const { weightKg, lengthCm, headCm, hasOedema } = input
  const hasWeight = !Number.isNaN(weightKg)
  const hasLength = !Number.isNaN(lengthCm)
  roundInto(rules, input, out.ageDays, out.ageMonths)
  const { weightTenths, weightHundredths, lengthTenths, lengthHundredths, notes } = rounded
  const refusedWeight = hasWeight ? refusalOf(weightTenths, true, hasOedema) : 0
  const refusedLength = hasLength ? refusalOf(lengthTenths, false, hasOedema) : 0
  const refusedBoth = refusedWeight === 0 ? refusedLength : refusedWeight
  const hasBoth = hasWeight && hasLength
  const bmi = hasBoth && refusedBoth === 0 ? bmiTenths(weightHundredths, lengthTenths) : 0
  if (hasWeight) wst423ByAge(tables, rules, input, sex, 'wfa', weightTenths, refusedWeight, 0, out)
  if (hasLength) wst423ByAge(tables, rules, input, sex, 'lhfa', lengthTenths, refusedLength, notes, out)
  if (hasBoth) {
    wst423BySize(tables, input, sex, out.ageMonths < STANDING_FROM_MONTH ? 'wfl' : 'wfh', weightTenths, lengthTenths, refusedBoth, notes, out)
    wst423ByAge(tables, rules, input, sex, 'bfa', bmi, refusedBoth, notes, out)
  }
  if (!Number.isNaN(headCm)) wst423ByAge(tables, rules, input, sex, 'hcfa', wholeUnits(headCm, 10), refusalOf(wholeUnits(headCm, 10), false, hasOedema), 0, out)
  schoolAgeInto(tables, sex, hasBoth ? bmi : Number.NaN, refusedBoth, hasLength ? lengthHundredths : Number.NaN, refusedLength, notes, out)
}

/** WS/T 586 by completed half years from 6 years, WS/T 612 by completed years from 7 years. */
function schoolAgeInto(tables: GrowthTables, sex: 1 | 2, bmi: number, refusedBmi: number, heightHundredths: number, refusedHeight: number, notes: number, out: GrowthBuffer): void {
  const completed = Math.floor(out.ageMonths)
  const halfYears = Math.floor(completed / MONTHS_PER_HALF_YEAR)
  if (!Number.isNaN(bmi) && halfYears >= tables.wst586.first && halfYears <= tables.wst586.last) {
    if (refusedBmi !== 0) refuse(out, STANDARD_AT.wst586, INDICATOR_AT.bfa, refusedBmi, notes)
    else {
      rowInto(tables.wst586, sex, halfYears - tables.wst586.first, sdCutoffs)
      out.grade[beginRow(out, STANDARD_AT.wst586, INDICATOR_AT.bfa, bmi / 10, notes)] = classByWst586(bmi, sdCutoffs)
    }
  }
  const years = Math.floor(completed / MONTHS_PER_YEAR)
  if (!Number.isNaN(heightHundredths) && years >= tables.wst612.first && years <= tables.wst612.last) {
    if (refusedHeight !== 0) refuse(out, STANDARD_AT.wst612, INDICATOR_AT.lhfa, refusedHeight, notes)
    else {
      rowInto(tables.wst612, sex, years - tables.wst612.first, sdCutoffs)
      out.grade[beginRow(out, STANDARD_AT.wst612, INDICATOR_AT.lhfa, heightHundredths / 100, notes)] = levelByWst612(heightHundredths, sdCutoffs)
    }
  }
}

function birthRow(table: CutoffTable, indicator: 'wfa' | 'lhfa' | 'hcfa', sex: 1 | 2, input: GrowthNumbers, value: number, out: GrowthBuffer): void {
  const at = INDICATOR_AT[indicator]
  const weeks = Math.floor(input.gestationDays / 7)
  if (input.fetusCount > 1) return refuse(out, STANDARD_AT.wst800, at, REASON_AT.multiple)
  if (weeks < table.first || weeks > table.last) return refuse(out, STANDARD_AT.wst800, at, REASON_AT.gestationOutside)
  if (!(value > 0 && value < Infinity)) return refuse(out, STANDARD_AT.wst800, at, REASON_AT.impossible)
  const row = beginRow(out, STANDARD_AT.wst800, at, value, input.fetusCount === 0 ? NOTE_BIT.singleAssumed : 0)
  if (indicator !== 'wfa') return
  rowInto(table, sex, weeks - table.first, percentileCutoffs)
  out.grade[row] = sizeAtBirth(value, percentileCutoffs)
}

/** The rows of WS/T 800 for a newborn measured on the day of birth, by completed week of gestation; weight alone decides the class. */
export function birthInto(tables: GrowthTables, input: GrowthNumbers, sex: 1 | 2, out: GrowthBuffer): void {
  const { weightKg, lengthCm, headCm } = input
  if (!Number.isNaN(weightKg)) birthRow(tables.wst800.wfa, 'wfa', sex, input, wholeUnits(weightKg, 1000), out)
  if (!Number.isNaN(lengthCm)) birthRow(tables.wst800.lhfa, 'lhfa', sex, input, wholeUnits(lengthCm, 10) / 10, out)
  if (!Number.isNaN(headCm)) birthRow(tables.wst800.hcfa, 'hcfa', sex, input, wholeUnits(headCm, 10) / 10, out)
}
