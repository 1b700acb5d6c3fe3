import type { VisualAcuity } from '../../code/visual-acuity.ts'
import { lensOfRow } from './examination.ts'
import { eyeField } from './parts.ts'
import type { StoredEyeVisit } from './visit.record.ts'
import { ageGroupOf } from '../../rule/eye/age-group.ts'
import { EYES, type EyeSide } from '../../rule/eye/conclusion.ts'
import type { EyeRules } from '../../rule/eye/eye-rules.ts'
import { isCycloplegic, refractionLimits, sphericalEquivalent } from '../../rule/eye/refraction.ts'
import { reserveBand, yearlyChange } from '../../rule/eye/reserve.ts'
import { decimalVision, visionLimit, visionTenths } from '../../rule/eye/vision.ts'
import { addDays, type Day, daysBetween } from '../../time/day.ts'

export const TREND_MEASURES = ['equivalent', 'vision', 'axialLength'] as const
export type TrendMeasure = (typeof TREND_MEASURES)[number]
export type TrendPoint = { readonly x: number; readonly y: number; readonly day: Day; readonly cycloplegic: boolean }
export type Step = { readonly name: 'hyperopia' | 'myopia' | 'lowVision'; readonly points: readonly (readonly [number, number])[] }

const LAST_MONTH = 84
const DAYS_PER_MONTH = 30.4375
const MONTHS_PER_YEAR = 12
/** The age of a point in months with fractions: visits are placed by their day. */
export const ageInMonths = (birthDay: Day, day: Day): number => daysBetween(birthDay, day) / DAYS_PER_MONTH

/** One measure of one eye of a visit; what lies below the chart is a value and no point (eye care note §5.1). */
export function measureOf(visit: object, side: EyeSide, measure: TrendMeasure): number | null {
  if (measure === 'equivalent') { const lens = lensOfRow(visit, side); return lens && sphericalEquivalent(lens) }
  const values = visit as Readonly<Record<string, unknown>>
  if (measure === 'axialLength') return (values[eyeField('axialLengthMm', side)] ?? null) as number | null
  const acuity = (values[eyeField('vision', side)] ?? null) as VisualAcuity | null
  return acuity === null || decimalVision(acuity) === null ? null : visionTenths(acuity) / 10
}

/** The points of one eye over age; the kind of pupil stays with each, so that the two kinds are never joined (§11). */
export function trendPoints(visits: readonly StoredEyeVisit[], birthDay: Day, side: EyeSide, measure: TrendMeasure): TrendPoint[] {
  return visits.flatMap(visit => {
    const y = measureOf(visit, side, measure)
    return y === null ? [] : [{ x: ageInMonths(birthDay, visit.visitDay), y, day: visit.visitDay, cycloplegic: measure === 'equivalent' && isCycloplegic(visit.pupilState) }]
  })
}

const FIRST_LIMIT_MONTH = 24
const AGE_STARTS = [24, 36, 48, 60] as const
/** The limits of each age as steps of months (§5.2, §6.3); an axial length has none. */
export function trendSteps(measure: TrendMeasure, rules: EyeRules): Step[] {
  const stepped = (starts: readonly number[], of: (months: number) => number): [number, number][] => [...starts.map((start): [number, number] => [start, of(start)]), [LAST_MONTH, of(starts.at(-1)!)]]
  if (measure === 'axialLength') return []
  if (measure === 'vision') return [{ name: 'lowVision', points: stepped([FIRST_LIMIT_MONTH, 36, 48, 60], months => visionLimit(months, rules) / 10) }]
  const limit = (name: 'hyperopia' | 'myopia') => (months: number): number => refractionLimits(ageGroupOf(months), rules)![name]
  return [{ name: 'hyperopia', points: stepped(AGE_STARTS, limit('hyperopia')) }, { name: 'myopia', points: stepped(AGE_STARTS, limit('myopia')) }]
}

export type Band = { readonly from: number; readonly to: number; readonly lowD: number; readonly highD: number }
const BAND_STARTS = [48, 72] as const
/** Where the note gives a reference band: the reserve of hyperopia from four years on (§6.4). There is none of an axial length yet (§11). */
export function trendBands(measure: TrendMeasure, rules: EyeRules): Band[] {
  return measure === 'equivalent' ? BAND_STARTS.map((from, index) => ({ from, to: BAND_STARTS[index + 1] ?? LAST_MONTH, ...reserveBand(from, rules)! })) : []
}

/** A drawing of one measure: the points of each eye, the limits as steps, the reference band. */
export type TrendData = { readonly measure: TrendMeasure; readonly points: Readonly<Record<EyeSide, readonly TrendPoint[]>>; readonly steps: readonly Step[]; readonly bands: readonly Band[] }
export const trendOf = (visits: readonly StoredEyeVisit[], birthDay: Day, measure: TrendMeasure, rules: EyeRules): TrendData =>
  ({ measure, points: { right: trendPoints(visits, birthDay, 'right', measure), left: trendPoints(visits, birthDay, 'left', measure) }, steps: trendSteps(measure, rules), bands: trendBands(measure, rules) })
/** How far the age of a drawing goes: to seven years, and on to the birthday after the last point. */
export const lastMonthOf = ({ points }: TrendData): number => Math.max(LAST_MONTH, ...[...points.right, ...points.left].map(point => Math.ceil(point.x / MONTHS_PER_YEAR) * MONTHS_PER_YEAR))

const VALUE_STEPS: Readonly<Record<TrendMeasure, readonly number[]>> = { equivalent: [0.5, 1, 2, 5], vision: [0.1], axialLength: [0.2, 0.5, 1, 2] }
const MOST_LINES = 13
const VISION_RANGE = [4, 5.3] as const
const USUAL_AXIS_MM = [21, 24] as const
/** The values a drawing shows, in whole steps: never so near that two lines would bear the same number. Without any it is the frame most children fit in. */
export function rangeOf({ measure, points, steps, bands }: TrendData): { from: number; to: number; step: number } {
  const values = [...EYES.flatMap(side => points[side].map(point => point.y)), ...steps.flatMap(step => step.points.map(([, y]) => y)), ...bands.flatMap(({ lowD, highD }) => [lowD, highD])]
  const [low, high] = measure === 'vision' ? VISION_RANGE : values.length === 0 ? USUAL_AXIS_MM : [Math.min(...values), Math.max(...values)]
  const step = VALUE_STEPS[measure].find(one => (high - low) / one <= MOST_LINES) ?? VALUE_STEPS[measure].at(-1)!
  // Whole steps, so that 4.0 to 5.3 keeps its thirteen lines in spite of binary fractions.
  const from = Math.floor(low / step + 1e-9) * step
  return { from, to: Math.max(from + step, Math.ceil(high / step - 1e-9) * step), step }
}

/** What a measured visit needs of a visit to be compared with it. */
type Measured = Pick<StoredEyeVisit, 'visitDay' | 'pupilState'>
/**
 * What changed a year since the last measurement of this eye that lies far enough back (§6.5; case E-21): mm of an axis, D of an
 * equivalent, which is the reserve it loses. Small pupils are never compared with cycloplegic ones (§11). Null without one.
 */
export function yearlyChangeOf<V extends Measured>(visits: readonly StoredEyeVisit[], at: V, side: EyeSide, measure: 'equivalent' | 'axialLength', rules: EyeRules): number | null {
  const value = measureOf(at, side, measure)
  const latest = addDays(at.visitDay, -rules.growthIntervalDays)
  const isOfKind = (visit: Measured): boolean => measure === 'axialLength' || isCycloplegic(visit.pupilState) === isCycloplegic(at.pupilState)
  const before = visits.findLast(visit => visit.visitDay <= latest && isOfKind(visit) && measureOf(visit, side, measure) !== null)
  return value === null || !before ? null : yearlyChange({ day: before.visitDay, value: measureOf(before, side, measure)! }, { day: at.visitDay, value }, rules)
}
