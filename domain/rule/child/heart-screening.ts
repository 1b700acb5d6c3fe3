import type { HeartMurmur, HeartScreeningResult } from '../../code/child-screening.ts'
import { block, type FieldIssue, message, warn } from '../../message/message.ts'
import { addDays, type Day, type Minute } from '../../time/day.ts'
import { hoursOfLife } from './blood-spot.ts'
import type { ChildRules } from './child-rules.ts'

/** One measurement: right hand and one foot, in per cent. */
export type Saturation = { readonly handPercent: number; readonly footPercent: number }
export type HeartScreening = {
  readonly murmur: HeartMurmur | null
  /** Levine grade, where the doctor gave one; a suspicious murmur without a grade counts as positive. */
  readonly murmurGrade: number | null
  readonly saturations: readonly Saturation[]
}

/** One measurement by the limits of §10.3 [K]: critical is positive at once, abnormal only when confirmed. */
export function saturationFinding({ handPercent, footPercent }: Saturation, rules: ChildRules): 'critical' | 'abnormal' | 'normal' {
  if (Math.min(handPercent, footPercent) < rules.heartSaturationCritical) return 'critical'
  const bothLow = handPercent < rules.heartSaturationNormal && footPercent < rules.heartSaturationNormal
  return bothLow || Math.abs(handPercent - footPercent) > rules.heartSaturationDifference ? 'abnormal' : 'normal'
}

/** Auscultation: no grade or a grade at or above the limit is positive, a lower one is not (§10.3 [K]). */
const isMurmurPositive = ({ murmur, murmurGrade }: HeartScreening, rules: ChildRules): boolean =>
  murmur === '2' && (murmurGrade === null || murmurGrade >= rules.heartMurmurGrade)

/**
 * 双指标法 (§10.3; case 50): either index alone is enough for 阳性. An abnormal saturation is measured again until it is
 * confirmed or a normal one answers it; without both indexes nothing is negative.
 */
export function heartScreeningResult(screening: HeartScreening, rules: ChildRules): HeartScreeningResult {
  const findings = screening.saturations.map(one => saturationFinding(one, rules))
  const abnormal = findings.filter(finding => finding !== 'normal').length
  if (isMurmurPositive(screening, rules) || findings.includes('critical') || abnormal >= rules.heartRepeatMeasurements) return 'positive'
  if (findings.at(-1) === 'abnormal') return 'repeat'
  return screening.murmur === null || findings.length === 0 ? 'incomplete' : 'negative'
}

/** Until when a positive child must have its echocardiography (§10.3 [S9], R19). */
export const heartEchoDueDay = (screeningDay: Day, rules: ChildRules): Day => addDays(screeningDay, rules.heartEchoDays)

/** Time of the screening: 6–72 hours after birth; outside it is saved with a mark (§10.3). */
export function checkHeartScreeningTime(bornAt: Minute, screenedAt: Minute, rules: ChildRules, path = 'screenedAt'): FieldIssue[] {
  if (screenedAt < bornAt) return [block(path, message('child.heartBeforeBirth', '筛查时间不能早于出生时间'))]
  const hours = hoursOfLife(bornAt, screenedAt)
  if (hours >= rules.heartFirstHours && hours <= rules.heartLastHours) return []
  return [warn(path, message('child.heartTime', '出生后 {{hours}} 小时筛查,不在 {{least}}–{{most}} 小时之间', { hours, least: rules.heartFirstHours, most: rules.heartLastHours }))]
}
