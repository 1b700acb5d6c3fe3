import type { EyeCheck } from '../code/eye-check.ts'
import { eyeField } from '../modules/eye/parts.ts'
import { APPEARANCE_PARTS, EYES, POSITION_STEPS, RESULT_CHECKS } from '../rule/eye/conclusion.ts'
import { type Random, weighted } from './random.ts'

/** 眼外观 of two healthy eyes. */
export const APPEARANCE_ROW: Readonly<Record<string, string>> = Object.fromEntries(EYES.flatMap(side => APPEARANCE_PARTS.map(part => [eyeField(part, side), '1'])))
const STARRED: ReadonlySet<string> = new Set(['redReflex', 'position', 'coverAversion'])
const FINDING = weighted<'none' | 'discharge' | 'ptosis' | 'strabismus' | 'reflex'>([['none', 9_800], ['discharge', 120], ['ptosis', 20], ['strabismus', 50], ['reflex', 10]])

/** What the checks of a visit find of both eyes: nearly always nothing, sometimes a child that does not hold still, now and then a finding. */
export function resultsAt(random: Random, checks: ReadonlySet<EyeCheck>, done: number): Record<string, string> {
  const row: Record<string, string> = {}
  const isShy = random.chance(0.02)
  for (const check of RESULT_CHECKS) {
    if (!checks.has(check) || (STARRED.has(check) && !random.chance(done))) continue
    for (const name of check === 'position' ? [...POSITION_STEPS, check] : [check]) for (const side of EYES) row[eyeField(name, side)] = isShy && check !== 'lightResponse' ? '3' : '1'
  }
  const finding = random.weighted(FINDING)
  if (finding === 'discharge') row.conjunctivaLeft = '3'
  if (finding === 'ptosis') row.eyelidRight = '3'
  if (finding === 'strabismus' && row.positionLeft) Object.assign(row, { coverTestLeft: '2', positionLeft: '2', alignment: '3', deviatingEye: '2', deviationDegrees: random.int(5, 20) })
  if (finding === 'reflex' && row.redReflexRight) row.redReflexRight = '2'
  return row
}
