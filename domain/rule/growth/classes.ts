import { reaches } from './cutoffs.ts'
import { GROWTH_GRADES, NUTRITION_STATUSES, type GrowthGrade, type NutritionStatus } from './words.ts'

// Classes as indexes into GROWTH_GRADES and NUTRITION_STATUSES: the hot path moves numbers, rows name them at the end.

const grade = (name: GrowthGrade): number => GROWTH_GRADES.indexOf(name)
const status = (name: NutritionStatus): number => NUTRITION_STATUSES.indexOf(name)

const HIGH = grade('high')
const HIGH_MIDDLE = grade('highMiddle')
const MIDDLE = grade('middle')
const LOW_MIDDLE = grade('lowMiddle')
const LOW = grade('low')
const NORMAL = grade('normal')

const at = (cutoffs: Float64Array, column: number): number => cutoffs[column] ?? 0

/** Growth level by the SD tables (WS/T 423 table 1): every lower limit belongs to its class. Cut-offs are −3 … +3 SD. */
export function levelBySd(measured: number, cutoffs: Float64Array): number {
  if (reaches(measured, at(cutoffs, 5))) return HIGH
  if (reaches(measured, at(cutoffs, 4))) return HIGH_MIDDLE
  if (reaches(measured, at(cutoffs, 2))) return MIDDLE
  return reaches(measured, at(cutoffs, 1)) ? LOW_MIDDLE : LOW
}

/** Growth level by the percentile tables (WS/T 423 table 1). Cut-offs are P3, P10, P25, P50, P75, P90, P97. */
export function levelByPercentile(measured: number, cutoffs: Float64Array): number {
  if (reaches(measured, at(cutoffs, 6))) return HIGH
  if (reaches(measured, at(cutoffs, 4))) return HIGH_MIDDLE
  if (reaches(measured, at(cutoffs, 2))) return MIDDLE
  return reaches(measured, at(cutoffs, 0)) ? LOW_MIDDLE : LOW
}

type Kind = 'weight' | 'stature' | 'proportion'
const BELOW_MODERATE: Readonly<Record<Kind, number>> = { weight: status('underweight'), stature: status('stunted'), proportion: status('wasted') }
const BELOW_SEVERE: Readonly<Record<Kind, number>> = { weight: status('severelyUnderweight'), stature: status('severelyStunted'), proportion: status('severelyWasted') }
const OVERWEIGHT = status('overweight')
const OBESE = status('obese')
const SEVERELY_OBESE = status('severelyObese')

/** Nutrition status (WS/T 423 table 2, SD method only): exactly −2 SD is normal, exactly −3 SD the moderate class, exactly +1, +2, +3 SD the higher one. */
export function nutritionStatus(kind: Kind, measured: number, cutoffs: Float64Array): number {
  if (!reaches(measured, at(cutoffs, 0))) return BELOW_SEVERE[kind]
  if (!reaches(measured, at(cutoffs, 1))) return BELOW_MODERATE[kind]
  if (kind !== 'proportion' || !reaches(measured, at(cutoffs, 4))) return 0
  if (reaches(measured, at(cutoffs, 6))) return SEVERELY_OBESE
  return reaches(measured, at(cutoffs, 5)) ? OBESE : OVERWEIGHT
}

/** Height level by WS/T 612: upper limits closed above the middle, unlike WS/T 423. Cut-offs are −2 … +2 SD. */
export function levelByWst612(measured: number, cutoffs: Float64Array): number {
  if (!reaches(measured, at(cutoffs, 0))) return LOW
  if (!reaches(measured, at(cutoffs, 1))) return LOW_MIDDLE
  if (reaches(at(cutoffs, 3), measured)) return MIDDLE
  return reaches(at(cutoffs, 4), measured) ? HIGH_MIDDLE : HIGH
}

const WST586_OVERWEIGHT = grade('overweight')
const WST586_OBESE = grade('obese')

/** Overweight and obesity by WS/T 586: cut-offs are 超重 and 肥胖, each belongs to its class. */
export function classByWst586(measured: number, cutoffs: Float64Array): number {
  if (reaches(measured, at(cutoffs, 1))) return WST586_OBESE
  return reaches(measured, at(cutoffs, 0)) ? WST586_OVERWEIGHT : NORMAL
}

const SMALL = grade('smallForGestation')
const APPROPRIATE = grade('appropriateForGestation')
const LARGE = grade('largeForGestation')

/** Size at birth by weight (WS/T 800): below P10 小于胎龄, P10–P90 适于胎龄, above P90 大于胎龄. */
export function sizeAtBirth(weightG: number, cutoffs: Float64Array): number {
  if (!reaches(weightG, at(cutoffs, 1))) return SMALL
  return reaches(at(cutoffs, 5), weightG) ? APPROPRIATE : LARGE
}

const UNDERWEIGHT = grade('underweight')
const SEVERELY_UNDERWEIGHT = grade('severelyUnderweight')
const STUNTED = grade('stunted')
const SEVERELY_STUNTED = grade('severelyStunted')
const WASTED = grade('wasted')
const SEVERELY_WASTED = grade('severelyWasted')
const THIN = grade('thin')
const SEVERELY_THIN = grade('severelyThin')
const RISK = grade('overweightRisk')

/** WHO reads its classes and flags from the z-score rounded to two decimals, the one it reports. */
export const reportedZ = (z: number): number => Math.round(z * 100) / 100

/** WHO class of a z-score (儿童保健说明 §5.3, mark K); 0 for indicators without classes. `kind` says which row of the table. */
export function classByWho(kind: Kind | 'none', z: number, isSchoolAge: boolean): number {
  if (kind === 'none') return 0
  const shown = reportedZ(z)
  if (kind === 'weight') return shown < -3 ? SEVERELY_UNDERWEIGHT : shown < -2 ? UNDERWEIGHT : NORMAL
  if (kind === 'stature') return shown < -3 ? SEVERELY_STUNTED : shown < -2 ? STUNTED : NORMAL
  if (isSchoolAge) return shown < -3 ? SEVERELY_THIN : shown < -2 ? THIN : shown > 2 ? WST586_OBESE : shown > 1 ? WST586_OVERWEIGHT : NORMAL
  return shown < -3 ? SEVERELY_WASTED : shown < -2 ? WASTED : shown > 3 ? WST586_OBESE : shown > 2 ? WST586_OVERWEIGHT : shown > 1 ? RISK : NORMAL
}

/** Values WHO flags as implausible: length/height |z| > 6, weight z < −6 or > 5, all others |z| > 5 (WHO 2006). */
export function isImplausibleZ(indicator: 'weight' | 'stature' | 'other', z: number): boolean {
  const shown = reportedZ(z)
  if (indicator === 'stature') return Math.abs(shown) > 6
  if (indicator === 'weight') return shown < -6 || shown > 5
  return Math.abs(shown) > 5
}
