import { ofSex, type LmsTable } from './tables.ts'

/** L, M, S of one child at one age or length; written by findLms, read at once. */
export type Lms = { l: number; m: number; s: number }

/**
 * Looks up L, M, S at `key` (days, months, or tenths of a centimetre), linearly between two steps as WHO does for months
 * and for lengths between 0.1 cm; false outside the table, never extrapolated.
 */
export function findLms(table: LmsTable, sex: 1 | 2, key: number, into: Lms): boolean {
  if (!(key >= table.first && key <= table.last)) return false
  const values = ofSex(table, sex)
  const below = Math.floor(key)
  const share = key - below
  const at = (below - table.first) * 3
  const l = values[at] ?? 0
  const m = values[at + 1] ?? 0
  const s = values[at + 2] ?? 0
  into.l = l
  into.m = m
  into.s = s
  if (share > 0) {
    into.l += share * ((values[at + 3] ?? 0) - l)
    into.m += share * ((values[at + 4] ?? 0) - m)
    into.s += share * ((values[at + 5] ?? 0) - s)
  }
  return true
}

/** The measurement that stands at an SD line: M · (1 + L·S·k)^(1/L) (WHO 2006; L is never 0 in its tables). */
export const sdLine = ({ l, m, s }: Lms, sd: number): number => m * (1 + l * s * sd) ** (1 / l)

/** The plain LMS z-score ((y/M)^L − 1) / (L·S): length/height and head circumference (WHO 2006). */
export const plainZ = ({ l, m, s }: Lms, y: number): number => ((y / m) ** l - 1) / (s * l)

/** The restricted z-score of weight-based indicators, BMI and arm: beyond ±3 SD it counts widths of the interval between 2 and 3 SD (WHO 2006). */
export function restrictedZ(lms: Lms, y: number): number {
  const z = plainZ(lms, y)
  if (z > 3) {
    const third = sdLine(lms, 3)
    return 3 + (y - third) / (third - sdLine(lms, 2))
  }
  if (z < -3) {
    const third = sdLine(lms, -3)
    return -3 + (y - third) / (sdLine(lms, -2) - third)
  }
  return z
}

/** The measurement of a plain z-score; null where no measurement has it (1 + L·S·z ≤ 0). */
export const measurementOfPlainZ = (lms: Lms, z: number): number | null => 1 + lms.l * lms.s * z > 0 ? sdLine(lms, z) : null

/** The measurement of a restricted z-score: the inverse of restrictedZ; null below zero. */
export function measurementOfRestrictedZ(lms: Lms, z: number): number | null {
  if (Math.abs(z) <= 3) return sdLine(lms, z)
  const side = z > 0 ? 1 : -1
  const third = sdLine(lms, 3 * side)
  const y = third + (z - 3 * side) * Math.abs(third - sdLine(lms, 2 * side))
  return y > 0 ? y : null
}
