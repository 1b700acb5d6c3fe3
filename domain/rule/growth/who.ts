import { whoMonths } from './age.ts'
import { classByWho, isImplausibleZ } from './classes.ts'
import { findLms, measurementOfPlainZ, measurementOfRestrictedZ, plainZ, restrictedZ, type Lms } from './lms.ts'
import { beginRow, INDICATOR_AT, LYING, NOTE_BIT, REASON_AT, refuse, STANDARD_AT, STANDING, type GrowthBuffer, type GrowthNumbers } from './numbers.ts'
import type { GrowthRuleValues } from './rules.ts'
import type { GrowthTables, LmsTable } from './tables.ts'
import type { GrowthIndicator } from './words.ts'

/** WHO 2006 covers 0–1826 days: the last whole day below 60 months of 30.4375 days. WHO 2007 applies from the next day. */
export const WHO2006_LAST_DAY = 1826
/** From this day on the WHO 2006 tables are for standing children. */
const STANDING_FROM_DAY = 731
/** "Standing" noted below 9 months (of 30.4375 days) is implausible and not converted (WHO 2006). */
const STANDING_PLAUSIBLE_FROM_MONTH = 9

/** WHO 2006 or 2007. */
export type WhoStandard = 'who2006' | 'who2007'
/** Where in a table: the key is the age in days (2006), in months (2007), or the length or height in cm (weight for length or height). */
export type WhoPlace = { readonly standard: WhoStandard; readonly indicator: GrowthIndicator; readonly sex: 1 | 2; readonly key: number }

const isBySize = (indicator: GrowthIndicator): boolean => indicator === 'wfl' || indicator === 'wfh'
/** Length/height and head circumference have the plain z-score; all others the restricted one (WHO 2006). */
export const isRestricted = (indicator: GrowthIndicator): boolean => indicator !== 'lhfa' && indicator !== 'hcfa'

function tableOf(tables: GrowthTables, standard: WhoStandard, indicator: GrowthIndicator): LmsTable | undefined {
  if (standard === 'who2006') return tables.who2006[indicator]
  return indicator === 'wfa' || indicator === 'lhfa' || indicator === 'bfa' ? tables.who2007[indicator] : undefined
}

/** Tenths of a centimetre; a typed tenth is exactly a step of the table, not a hair beside it. */
function tenthsOf(cm: number): number {
  const tenths = cm * 10
  const whole = Math.round(tenths)
  return Math.abs(tenths - whole) < 1e-6 ? whole : tenths
}

/** Looks up L, M, S at a place; false where WHO publishes none: 2007 ends before its last row, which only serves interpolation. */
export function whoLms(tables: GrowthTables, place: WhoPlace, into: Lms): boolean {
  const table = tableOf(tables, place.standard, place.indicator)
  if (!table) return false
  if (place.standard === 'who2007') return place.key < table.last && findLms(table, place.sex, place.key, into)
  return findLms(table, place.sex, isBySize(place.indicator) ? tenthsOf(place.key) : Math.floor(place.key + 0.5), into)
}

/** The z-score of a measurement, unrounded (WHO 2006, 2007); null outside the table or for a measurement not above zero. */
export function whoZ(tables: GrowthTables, place: WhoPlace, measurement: number): number | null {
  const lms: Lms = { l: 0, m: 0, s: 0 }
  if (!(measurement > 0) || !whoLms(tables, place, lms)) return null
  return isRestricted(place.indicator) ? restrictedZ(lms, measurement) : plainZ(lms, measurement)
}

/** The measurement with a z-score, the inverse of whoZ; null outside the table or where no measurement has it. */
export function whoMeasurement(tables: GrowthTables, place: WhoPlace, z: number): number | null {
  const lms: Lms = { l: 0, m: 0, s: 0 }
  if (!whoLms(tables, place, lms)) return null
  return isRestricted(place.indicator) ? measurementOfRestrictedZ(lms, z) : measurementOfPlainZ(lms, z)
}

/** True where "standing" was noted for a child too young to stand (WHO 2006: below 9 months). */
export const isStandingImplausible = (position: number, ageDays: number): boolean => position === STANDING && whoMonths(ageDays) < STANDING_PLAUSIBLE_FROM_MONTH

/** Centimetres to add for the position the tables expect: +0.7 for a standing child measured against lying tables, −0.7 the other way round (WHO 2006). */
export function positionShift(position: number, isLyingExpected: boolean, rules: GrowthRuleValues): number {
  if (position === STANDING && isLyingExpected) return rules.positionDifferenceCm
  return position === LYING && !isLyingExpected ? -rules.positionDifferenceCm : 0
}

/** The note that goes with a shift. */
export const positionNote = (shiftCm: number): number => shiftCm > 0 ? NOTE_BIT.standingConverted : shiftCm < 0 ? NOTE_BIT.lyingConverted : 0

const found: Lms = { l: 0, m: 0, s: 0 }

type Kind = { readonly indicator: GrowthIndicator; readonly classes: 'weight' | 'stature' | 'proportion' | 'none'; readonly flag: 'weight' | 'stature' | 'other'; readonly isWeightBased: boolean }
const KINDS: Readonly<Record<GrowthIndicator, Kind>> = {
  wfa: { indicator: 'wfa', classes: 'weight', flag: 'weight', isWeightBased: true },
  lhfa: { indicator: 'lhfa', classes: 'stature', flag: 'stature', isWeightBased: false },
  wfl: { indicator: 'wfl', classes: 'proportion', flag: 'other', isWeightBased: true },
  wfh: { indicator: 'wfh', classes: 'proportion', flag: 'other', isWeightBased: true },
  bfa: { indicator: 'bfa', classes: 'proportion', flag: 'other', isWeightBased: true },
  hcfa: { indicator: 'hcfa', classes: 'none', flag: 'other', isWeightBased: false },
  acfa: { indicator: 'acfa', classes: 'none', flag: 'other', isWeightBased: false },
}

function row(table: LmsTable, kind: Kind, standard: WhoStandard, sex: 1 | 2, key: number, value: number, hasOedema: boolean, notes: number, out: GrowthBuffer): void {
  const standardAt = STANDARD_AT[standard]
  const indicatorAt = INDICATOR_AT[kind.indicator]
  if (!(value > 0 && value < Infinity)) return refuse(out, standardAt, indicatorAt, REASON_AT.impossible, notes)
  if (hasOedema && kind.isWeightBased) return refuse(out, standardAt, indicatorAt, REASON_AT.oedema, notes)
  // The last row of WHO 2007 only serves interpolation and is no age of its own; no whole number of days falls on it.
  if (!findLms(table, sex, key, found)) {
    const reason = isBySize(kind.indicator) ? REASON_AT.sizeOutside : key < table.first ? REASON_AT.ageBelow : REASON_AT.ageAbove
    return refuse(out, standardAt, indicatorAt, reason, notes)
  }
  const z = isRestricted(kind.indicator) ? restrictedZ(found, value) : plainZ(found, value)
  const at = beginRow(out, standardAt, indicatorAt, value, notes | (isImplausibleZ(kind.flag, z) ? NOTE_BIT.implausibleZ : 0))
  out.z[at] = z
  out.grade[at] = classByWho(kind.classes, z, standard === 'who2007')
}

/** WHO's rows of one child at the age the buffer names: 2006 to 1826 days, from there on 2007. */
export function whoInto(tables: GrowthTables, rules: GrowthRuleValues, input: GrowthNumbers, sex: 1 | 2, out: GrowthBuffer): void {
  const is2006 = out.ageDays <= WHO2006_LAST_DAY
  const standard: WhoStandard = is2006 ? 'who2006' : 'who2007'
  const set = is2006 ? tables.who2006 : tables.who2007
  const key = is2006 ? out.ageDays : whoMonths(out.ageDays)
  const { weightKg, lengthCm, headCm, armCm, hasOedema } = input
  const isLyingExpected = out.ageDays < STANDING_FROM_DAY
  const isImplausible = isStandingImplausible(input.position, out.ageDays)
  const shiftCm = isImplausible ? 0 : positionShift(input.position, isLyingExpected, rules)
  const notes = isImplausible ? NOTE_BIT.standingImplausible : positionNote(shiftCm)
  const statureCm = lengthCm + shiftCm
  // A shift must neither make a measurement of nothing into one nor leave less than nothing.
  const isReal = lengthCm > 0 && statureCm > 0
  const valueCm = isReal ? statureCm : 0
  if (!Number.isNaN(weightKg)) row(set.wfa, KINDS.wfa, standard, sex, key, weightKg, hasOedema, 0, out)
  if (!Number.isNaN(lengthCm)) {
    row(set.lhfa, KINDS.lhfa, standard, sex, key, valueCm, hasOedema, notes, out)
    if (!Number.isNaN(weightKg)) {
      const weightIfReal = isReal ? weightKg : 0
      if (is2006) row(isLyingExpected ? tables.who2006.wfl : tables.who2006.wfh, isLyingExpected ? KINDS.wfl : KINDS.wfh, standard, sex, tenthsOf(statureCm), weightIfReal, hasOedema, notes, out)
      row(set.bfa, KINDS.bfa, standard, sex, key, weightIfReal / ((statureCm / 100) * (statureCm / 100)), hasOedema, notes, out)
    }
  }
  if (!is2006) return
  if (!Number.isNaN(headCm)) row(tables.who2006.hcfa, KINDS.hcfa, standard, sex, key, headCm, hasOedema, 0, out)
  if (!Number.isNaN(armCm)) row(tables.who2006.acfa, KINDS.acfa, standard, sex, key, armCm, hasOedema, 0, out)
}
