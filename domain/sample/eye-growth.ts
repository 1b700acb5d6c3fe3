import { VISUAL_ACUITY, type VisualAcuity } from '../code/visual-acuity.ts'
import { eyeField } from '../modules/eye/parts.ts'
import { EYES, type PerEye } from '../rule/eye/conclusion.ts'
import { type Random, weighted } from './random.ts'

/** Two eyes as they are under cycloplegia at four years; everything measured of them follows from these. */
export type EyeGrowth = {
  readonly equivalentD: PerEye<number>
  readonly cylinderD: PerEye<number>
  readonly axisDegrees: PerEye<number>
  /** How far an eye is longer than others of its refraction. */
  readonly lengthMm: number
  readonly radiusMm: number
  /** Lines of the chart a child reads better or worse than others. */
  readonly lines: number
  /** Dioptres a year the refraction moves to the minus. */
  readonly drift: number
}

type Kind = 'usual' | 'hyperopic' | 'myopic' | 'astigmatic' | 'unequal'
// Counted, so that the smallest hospital has some of each: a seventh of the children that are measured, as screening finds.
const KINDS: Readonly<Record<number, Kind>> = { 2: 'myopic', 8: 'astigmatic', 14: 'unequal', 20: 'hyperopic' }
const KIND_EVERY = 27
const quarter = (dioptres: number): number => Math.round(dioptres * 4) / 4
const hundredth = (value: number): number => Math.round(value * 100) / 100

/** Draws the eyes of the `nth` child that is measured. Means: eye care note §6.4, §6.5 [S-E10] (+1.2 to +1.4 D, 22.4 mm at 3–6 years, radius 7.79 mm). */
export function eyeGrowth(random: Random, nth: number): EyeGrowth {
  const kind = KINDS[nth % KIND_EVERY] ?? 'usual'
  const right = kind === 'hyperopic' ? random.normal(5, 0.5) : kind === 'myopic' ? random.normal(-2.5, 0.8) : random.normal(1.6, 0.45)
  const left = kind === 'unequal' ? right + random.normal(2.4, 0.3) : right + random.normal(0, 0.15)
  const cylinder = kind === 'astigmatic' ? -random.int(8, 13) / 4 : -random.pick([0, 1, 1, 2, 2, 2, 3, 3, 4]) / 4
  const axis = random.chance(0.85) ? random.int(1, 15) : random.int(80, 100)
  return {
    equivalentD: { right, left }, cylinderD: { right: cylinder, left: Math.min(0, cylinder + random.pick([-1, 0, 0, 0, 1]) / 4) }, axisDegrees: { right: axis, left: axis > 15 ? axis : 181 - axis },
    lengthMm: random.normal(0, 0.45), radiusMm: random.normal(7.79, 0.2), lines: random.weighted(LINES), drift: kind === 'myopic' ? 0.5 : 0.08,
  }
}
const LINES = weighted([[-1, 8], [0, 70], [1, 22]])

/** Cycloplegic equivalent of an eye at an age: a newborn is further in the plus. */
const equivalentAt = ({ equivalentD, drift }: EyeGrowth, side: 'right' | 'left', years: number): number => equivalentD[side] - drift * (years - 4)

/** Sphere, cylinder and axis of both eyes, in quarter steps; an eye that is not dilated accommodates. */
export function lensAt(random: Random, eyes: EyeGrowth, years: number, isDilated: boolean): Record<string, number | null> {
  const accommodation = isDilated ? 0 : Math.abs(random.normal(0.7, 0.15))
  return Object.fromEntries(EYES.flatMap(side => {
    const cylinderD = eyes.cylinderD[side]
    const sphereD = quarter(equivalentAt(eyes, side, years) - accommodation - cylinderD / 2)
    return [[eyeField('sphereD', side), sphereD], [eyeField('cylinderD', side), cylinderD], [eyeField('axisDegrees', side), cylinderD === 0 ? null : eyes.axisDegrees[side]]]
  }))
}

const acuity = (tenths: number): VisualAcuity => { const code = String(Math.max(40, Math.min(52, tenths))); return VISUAL_ACUITY.isCode(code) ? code : '50' }
const usual = (years: number): number => years < 4.5 ? 49 : 50

/** Uncorrected vision of both eyes, in tenths of the five-mark notation: what refraction takes away from the lines of the age. */
export function visionAt(random: Random, eyes: EyeGrowth, years: number): Record<string, VisualAcuity> {
  return Object.fromEntries(EYES.map(side => {
    const equivalent = equivalentAt(eyes, side, years)
    const lost = (equivalent < -0.5 ? Math.round(-equivalent * 1.8) : equivalent > 4 ? 3 : equivalent > 3 ? 1 : 0) + (eyes.cylinderD[side] < -1.5 ? 2 : 0)
    return [eyeField('vision', side), acuity(usual(years) + eyes.lines - lost + (random.chance(0.1) ? 1 : 0))]
  }))
}
/** What a child reads through its glasses. */
export const correctedAt = (years: number): VisualAcuity => acuity(usual(years))

/** Length, curvature and chamber of both eyes, in mm and D (§6.5): length grows by about 0.27 mm a year at preschool age. */
export function biometryAt(random: Random, eyes: EyeGrowth, years: number): Record<string, number> {
  const chamber = random.normal(3.34, 0.12)
  return Object.fromEntries(EYES.flatMap(side => {
    const length = 22.2 + 0.27 * (years - 4) + eyes.lengthMm - 0.35 * (equivalentAt(eyes, side, years) - 1.6)
    const power = 337.5 / eyes.radiusMm
    const half = Math.abs(eyes.cylinderD[side]) / 2
    return [[eyeField('axialLengthMm', side), hundredth(length + random.normal(0, 0.02))], [eyeField('k1D', side), hundredth(power - half)], [eyeField('k2D', side), hundredth(power + half)], [eyeField('chamberDepthMm', side), hundredth(chamber)]]
  }))
}
