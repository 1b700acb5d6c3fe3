import type { PupilState } from '../../code/eye-check.ts'
import { block, type FieldIssue, message, warn } from '../../message/message.ts'
import type { AgeGroup } from './age-group.ts'
import type { EyeRules } from './eye-rules.ts'

/** Sphere and cylinder in dioptres, axis in degrees 1–180; without a cylinder there is no axis. */
export type Lens = { readonly sphereD: number; readonly cylinderD: number; readonly axisDegrees: number | null }
/** A lens as it was typed, with what is still missing. */
export type TypedLens = { readonly [K in keyof Lens]: Lens[K] | null }

const STEP = 250
const QUARTER_TURN = 90

// Compared as whole thousandths: 4.5 − 0.25 is no exact binary number.
const thousandths = (dioptres: number): number => Math.round(dioptres * 1000)
const exceeds = (dioptres: number, limit: number): boolean => thousandths(dioptres) > thousandths(limit)

/** 等效球镜 S + C/2 in dioptres (§6.1; cases E-01, E-02). */
export const sphericalEquivalent = ({ sphereD, cylinderD }: Pick<Lens, 'sphereD' | 'cylinderD'>): number => sphereD + cylinderD / 2

/** The same lens in the other notation: sphere + cylinder, cylinder turned round, axis by a quarter turn (§6.1; case E-02). */
export const transpose = ({ sphereD, cylinderD, axisDegrees }: Lens): Lens => cylinderD === 0 ? { sphereD, cylinderD: 0, axisDegrees: null } : ({
  sphereD: sphereD + cylinderD, cylinderD: -cylinderD,
  axisDegrees: axisDegrees === null ? null : axisDegrees <= QUARTER_TURN ? axisDegrees + QUARTER_TURN : axisDegrees - QUARTER_TURN,
})

/** Minus-cylinder notation, as machines print it: two eyes are compared in it alone (§6.1; case E-10). */
export const minusCylinder = (lens: Lens): Lens => lens.cylinderD > 0 ? transpose(lens) : lens

/** A signed value with two decimals and a true minus: `−0.50`, `0.00`, `+1.25`. */
export function dioptreText(value: number): string {
  // Half steps of an equivalent round away from nought on both sides: ±0.375 is ±0.38.
  const hundredths = Math.round(Math.abs(value) * 100)
  return `${hundredths === 0 ? '' : value > 0 ? '+' : '−'}${(hundredths / 100).toFixed(2)}`
}
// Full-width digits and signs come from an input method left on; the true minus is how the program itself writes.
const plainDioptres = (typed: string): string => typed.normalize('NFKC').replaceAll('−', '-').replaceAll('。', '.').trim()
/**
 * What somebody typed for a sphere or cylinder: `1.25`, `-0.5`, or in hundredths as rooms speak of it, `+125`. Whole numbers
 * of three digits and more, and 25, 50, 75, are hundredths; 3 is 3.00. Null for nothing, undefined for no dioptres.
 */
export function readDioptres(typed: string): number | null | undefined {
  const text = plainDioptres(typed)
  if (text === '') return null
  if (!/^[-+]?(?:\d{1,4}|\d{0,2}\.\d{1,2}|\d{1,2}\.)$/.test(text)) return undefined
  const digits = text.replace(/^[-+]/, '')
  const isHundredths = !text.includes('.') && (digits.length >= 3 || ['25', '50', '75'].includes(digits))
  const value = isHundredths ? Number(text) / 100 : Number(text)
  return value === 0 ? 0 : value
}

/** `+1.25/−0.50×180`; the sign always, two decimals, no axis without a cylinder (§6.1). */
export const lensText = ({ sphereD, cylinderD, axisDegrees }: Lens): string => `${dioptreText(sphereD)}${cylinderD === 0 ? '' : `/${dioptreText(cylinderD)}×${axisDegrees ?? '?'}`}`

/** What a lens of one eye must hold before it is saved: quarter steps, an axis with a cylinder and none without (§6.2; case E-22). */
export function checkLens(lens: TypedLens, paths: Readonly<Record<keyof Lens, string>>): FieldIssue[] {
  const issues: FieldIssue[] = []
  for (const name of ['sphereD', 'cylinderD'] as const) {
    const value = lens[name]
    if (value !== null && thousandths(value) % STEP !== 0) issues.push(warn(paths[name], message('eye.quarterStep', '球镜、柱镜以 0.25 D 为一档,{{value}} 不在档上,请核对', { value: dioptreText(value) })))
  }
  if (lens.cylinderD !== null && lens.sphereD === null) issues.push(block(paths.sphereD, message('eye.sphereMissing', '填写了柱镜,请填写球镜(没有球镜时填 0)')))
  if (lens.cylinderD !== null && lens.cylinderD !== 0 && lens.axisDegrees === null) issues.push(block(paths.axisDegrees, message('eye.axisMissing', '有柱镜时请填写轴位(1–180)')))
  if ((lens.cylinderD === null || lens.cylinderD === 0) && lens.axisDegrees !== null) issues.push(block(paths.axisDegrees, message('eye.axisWithoutCylinder', '没有柱镜时不填轴位,请删去轴位或填写柱镜')))
  return issues
}

/** The lens of an eye in minus-cylinder notation; null while the sphere is missing. A cylinder not written is none. */
export const lensOf = ({ sphereD, cylinderD, axisDegrees }: TypedLens): Lens | null => sphereD === null ? null : minusCylinder({ sphereD, cylinderD: cylinderD ?? 0, axisDegrees })

export type RefractionFinding = { readonly finding: 'hyperopia' | 'myopia' | 'astigmatism'; readonly valueD: number; readonly limitD: number }

type Limits = { readonly astigmatism: number; readonly hyperopia: number; readonly myopia: number }
const LIMITS: Readonly<Record<AgeGroup, (rules: EyeRules) => Limits | null>> = {
  under24: () => null,
  month24: rules => ({ astigmatism: rules.astigmatismMonth24, hyperopia: rules.hyperopiaMonth24, myopia: rules.myopiaMonth24 }),
  month36: rules => ({ astigmatism: rules.astigmatismMonth36, hyperopia: rules.hyperopiaMonth36, myopia: rules.myopiaMonth36 }),
  year4: rules => ({ astigmatism: rules.astigmatismYear4, hyperopia: rules.hyperopiaYear4, myopia: rules.myopiaYear4 }),
  year5: rules => ({ astigmatism: rules.astigmatismYear5, hyperopia: rules.hyperopiaYear5, myopia: rules.myopiaYear5 }),
}
/** The limits of an age; null where the programme has none (under 24 months) and nothing is judged. */
export const refractionLimits = (group: AgeGroup, rules: EyeRules): Limits | null => LIMITS[group](rules)

/**
 * One eye's refraction without cycloplegia against the limits of its age (§6.3; cases E-03 to E-07). All comparisons are
 * strict: the limit itself passes.
 */
export function refractionFindings(lens: Lens, group: AgeGroup, rules: EyeRules): RefractionFinding[] {
  const limits = refractionLimits(group, rules)
  if (!limits) return []
  const equivalent = sphericalEquivalent(lens)
  const cylinder = Math.abs(lens.cylinderD)
  return [
    ...(exceeds(equivalent, limits.hyperopia) ? [{ finding: 'hyperopia' as const, valueD: equivalent, limitD: limits.hyperopia }] : []),
    ...(exceeds(limits.myopia, equivalent) ? [{ finding: 'myopia' as const, valueD: equivalent, limitD: limits.myopia }] : []),
    ...(exceeds(cylinder, limits.astigmatism) ? [{ finding: 'astigmatism' as const, valueD: cylinder, limitD: limits.astigmatism }] : []),
  ]
}

/** Differences of the two eyes in minus-cylinder notation, in dioptres, and whether they are 屈光参差 (§6.3; cases E-08 to E-10). */
export function anisometropia(right: Lens, left: Lens, rules: EyeRules): { readonly sphereD: number; readonly cylinderD: number; readonly found: boolean } {
  const [one, other] = [minusCylinder(right), minusCylinder(left)]
  const [sphereD, cylinderD] = [Math.abs(one.sphereD - other.sphereD), Math.abs(one.cylinderD - other.cylinderD)]
  return { sphereD, cylinderD, found: exceeds(sphereD, rules.sphereDifference) || exceeds(cylinderD, rules.cylinderDifference) }
}

/** Which pupils a value was measured through; only cycloplegic values are true reserves. */
export const isCycloplegic = (state: PupilState | null): boolean => state === '2'
