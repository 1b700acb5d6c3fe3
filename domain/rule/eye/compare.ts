import type { VisualAcuity } from '../../code/visual-acuity.ts'
import { message, type FieldIssue, warn } from '../../message/message.ts'
import { EYES, type EyeSide, type PerEye } from './conclusion.ts'
import type { EyeRules } from './eye-rules.ts'
import { dioptreText, type Lens, sphericalEquivalent } from './refraction.ts'
import { visionTenths } from './vision.ts'

/** What one visit measured of both eyes; null where an eye was not measured. */
export type EyeMeasures = { readonly lens: PerEye<Lens | null>; readonly vision: PerEye<VisualAcuity | null>; readonly axialLengthMm: PerEye<number | null> }
/** Where a question stands on the form. */
export type EyePaths = Readonly<Record<'lens' | 'vision' | 'axialLengthMm', PerEye<string>>>

const apart = (one: PerEye<number>, other: PerEye<number>): number => Math.abs(one.right - other.right) + Math.abs(one.left - other.left)
const swapped = (one: PerEye<number>): PerEye<number> => ({ right: one.left, left: one.right })
const both = <T>(pair: PerEye<T | null>, of: (value: T) => number): PerEye<number> | null => pair.right === null || pair.left === null ? null : { right: of(pair.right), left: of(pair.left) }

/** Whether the pair fits the last one clearly better with the eyes exchanged; each eye counts, so twice the margin. */
const fitsSwapped = (now: PerEye<number> | null, last: PerEye<number> | null, margin: number): boolean => now !== null && last !== null && apart(now, last) - apart(swapped(now), last) >= 2 * margin

/**
 * What looks mistyped against the visit before: the eyes exchanged, or a sign turned round. Asked about, never corrected:
 * a child's eyes may really have changed.
 */
export function eyeTypingIssues(now: EyeMeasures, last: EyeMeasures | null, paths: EyePaths, rules: EyeRules): FieldIssue[] {
  if (!last) return []
  const issues: FieldIssue[] = []
  const swap = (path: PerEye<string>): void => { issues.push(warn(path.right, message('eye.swapped', '左右眼互换后与上次更接近,请核对左右'))) }
  if (fitsSwapped(both(now.lens, sphericalEquivalent), both(last.lens, sphericalEquivalent), rules.swapMarginD)) swap(paths.lens)
  if (fitsSwapped(both(now.vision, visionTenths), both(last.vision, visionTenths), rules.swapMarginLines)) swap(paths.vision)
  if (fitsSwapped(both(now.axialLengthMm, value => value), both(last.axialLengthMm, value => value), rules.swapMarginMm)) swap(paths.axialLengthMm)
  for (const side of EYES) if (signTurned(now.lens[side], last.lens[side], rules)) issues.push(signIssue(paths.lens[side], side, now.lens[side]!, last.lens[side]!))
  return issues
}

/** A sphere of about the same size on the other side of nought. */
function signTurned(now: Lens | null, last: Lens | null, rules: EyeRules): boolean {
  if (!now || !last) return false
  const [one, other] = [sphericalEquivalent(now), sphericalEquivalent(last)]
  return one * other < 0 && Math.min(Math.abs(one), Math.abs(other)) >= rules.signFromD && Math.abs(one + other) < Math.abs(one - other) / 2
}
function signIssue(path: string, side: EyeSide, now: Lens, last: Lens): FieldIssue {
  const given = { now: dioptreText(sphericalEquivalent(now)), last: dioptreText(sphericalEquivalent(last)) }
  return warn(path, side === 'right' ? message('eye.signTurnedRight', '右眼等效球镜 {{now}} 与上次 {{last}} 正负相反,请核对正负号', given) : message('eye.signTurnedLeft', '左眼等效球镜 {{now}} 与上次 {{last}} 正负相反,请核对正负号', given))
}
