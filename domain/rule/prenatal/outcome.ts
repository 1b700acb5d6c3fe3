import { addDays, type Day } from '../../time/day.ts'
import type { PrenatalRules } from './prenatal-rules.ts'

export type OutcomeFacts = { readonly deliveryDay: Day | null; readonly expectedDay: Day; readonly hadNipt: boolean; readonly followedDay: Day | null }
export type OutcomeDuty = {
  /** 随访结局 of a known delivery, or 追访 of a pregnancy whose end nobody wrote down. */
  readonly kind: 'follow' | 'trace'
  readonly dueDay: Day
  readonly isOverdue: boolean
}

/** When the outcome of a screened pregnancy is asked for; null once it is known (§11; P-28). */
export function outcomeDuty({ deliveryDay, expectedDay, hadNipt, followedDay }: OutcomeFacts, today: Day, rules: PrenatalRules): OutcomeDuty | null {
  if (followedDay !== null) return null
  if (deliveryDay === null) { const dueDay = addDays(expectedDay, rules.missingDeliveryDays); return { kind: 'trace', dueDay, isOverdue: today > dueDay } }
  return { kind: 'follow', dueDay: addDays(deliveryDay, hadNipt ? rules.niptOutcomeDays : rules.outcomeDays), isOverdue: today > addDays(deliveryDay, rules.outcomeOverdueDays) }
}
