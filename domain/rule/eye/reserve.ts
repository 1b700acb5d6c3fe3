import type { HyperopiaReserve } from '../../code/eye-check.ts'
import { type Day, daysBetween } from '../../time/day.ts'
import type { EyeRules } from './eye-rules.ts'

const DAYS_PER_YEAR = 365

/** The reference band of an age in dioptres (§6.4); null where the note has none (under 4 years). */
export function reserveBand(months: number, rules: EyeRules): { readonly lowD: number; readonly highD: number } | null {
  if (months < 48) return null
  if (months < 72) return { lowD: rules.reserveYear4Low, highD: rules.reserveYear4High }
  return months < 84 ? { lowD: rules.reserveYear6Low, highD: rules.reserveYear6High } : { lowD: rules.reserveYear7Low, highD: rules.reserveYear7High }
}

/**
 * 远视储备 (§6.4; case E-25). Information, never a reason to refer: most healthy children lie below the desirable values.
 * Without cycloplegia the eye accommodates, so that a low value is a suspicion only.
 */
export function hyperopiaReserve(equivalentD: number, months: number, cycloplegic: boolean, rules: EyeRules): HyperopiaReserve {
  const band = reserveBand(months, rules)
  if (!band) return 'noReference'
  if (equivalentD < band.lowD) return cycloplegic ? 'insufficient' : 'suspected'
  return equivalentD > band.highD ? 'high' : 'sufficient'
}

/** What changed a year between two measurements of one kind, per 365 days; null when they lie too near (§6.5; case E-21). */
export function yearlyChange(from: { readonly day: Day; readonly value: number }, to: { readonly day: Day; readonly value: number }, rules: EyeRules): number | null {
  const days = daysBetween(from.day, to.day)
  return days < rules.growthIntervalDays ? null : (to.value - from.value) / days * DAYS_PER_YEAR
}
