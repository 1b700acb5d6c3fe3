import type { ReferralState } from '../code/referral.ts'
import { addDays, type Day, daysBetween } from '../time/day.ts'

/** What a referral's due day depends on. */
export type ReferralCase = { readonly state: ReferralState; readonly critical: boolean; readonly referredDay: Day }

/** Sent and not yet answered: only these can be overdue. Source: certificate note §5.3, case 51. */
export const WAITING_REFERRAL_STATES = ['sent', 'arrived'] as const satisfies readonly ReferralState[]
/** Not closed: somebody still has to do something, also after a refusal (case 55: never closed silently). */
export const OPEN_REFERRAL_STATES = ['toSend', 'sent', 'arrived', 'returned', 'rejected', 'patientRefused'] as const satisfies readonly ReferralState[]
/** 24 hours for the arrival of a critical case, counted in days since a referral has a day and no hour. Source: §5.3. */
export const CRITICAL_ARRIVAL_DAYS = 1

// A critical patient who has arrived is waited for like everybody else.
const waitsForArrival = ({ state, critical }: Pick<ReferralCase, 'state' | 'critical'>): boolean => critical && (state === 'toSend' || state === 'sent')

/** The last day an answer is in time: arrival of a critical case the next day, everything else after the hospital's own days. */
export const referralDueDay = (referral: ReferralCase, answerDays: number): Day =>
  addDays(referral.referredDay, waitsForArrival(referral) ? CRITICAL_ARRIVAL_DAYS : answerDays)

/** Days past the due day; 0 when in time or when nobody is waiting. */
export function referralOverdueDays(referral: ReferralCase, answerDays: number, today: Day): number {
  if (!(WAITING_REFERRAL_STATES as readonly string[]).includes(referral.state)) return 0
  return Math.max(0, daysBetween(referralDueDay(referral, answerDays), today))
}
