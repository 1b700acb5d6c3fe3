import { ANTENATAL_VISIT, type AntenatalVisit } from '../../code/maternal-care.ts'
import { FOLLOW_UP_GUIDANCE, type FollowUpGuidance, type FollowUpVisit } from '../../code/maternal-visit.ts'
import { block, type FieldIssue, message, warn } from '../../message/message.ts'
import { addDays, type Day, daysBetween } from '../../time/day.ts'
import type { MaternalRules } from './maternal-rules.ts'

const DAYS_PER_WEEK = 7

/** First and last day on which a visit is in time. */
export type VisitWindow = { readonly first: Day; readonly last: Day }

/** The days of gestation on which each of the five visits is in time (§4.1): the first day of the first week to the sixth day of the last; the first visit from the beginning. */
export function antenatalDays(visit: AntenatalVisit, rules: MaternalRules): { readonly first: number; readonly last: number } {
  const weeks: Readonly<Record<AntenatalVisit, readonly [number, number]>> = {
    '1': [0, rules.earlyBookingBelowWeek - 1], '2': [rules.secondVisitFirstWeek, rules.secondVisitLastWeek], '3': [rules.thirdVisitFirstWeek, rules.thirdVisitLastWeek],
    '4': [rules.fourthVisitFirstWeek, rules.fourthVisitLastWeek], '5': [rules.fifthVisitFirstWeek, rules.fifthVisitLastWeek],
  }
  const [first, last] = weeks[visit]
  return { first: first * DAYS_PER_WEEK, last: last * DAYS_PER_WEEK + DAYS_PER_WEEK - 1 }
}

/** The same as days of the calendar. */
export function antenatalWindow(visit: AntenatalVisit, startDay: Day, rules: MaternalRules): VisitWindow {
  const { first, last } = antenatalDays(visit, rules)
  return { first: addDays(startDay, first), last: addDays(startDay, last) }
}

/** The visit whose window a day lies in; null between two windows and after the last. */
export const visitOn = (startDay: Day, on: Day, rules: MaternalRules): AntenatalVisit | null =>
  ANTENATAL_VISIT.values.find(visit => isWithin(on, antenatalWindow(visit, startDay, rules))) ?? null

const isWithin = (on: Day, { first, last }: VisitWindow): boolean => on >= first && on <= last

/** The choices of guidance printed in the column of a visit; a further visit has them all (§4.3). */
export const guidanceAt = (visit: FollowUpVisit): FollowUpGuidance[] =>
  FOLLOW_UP_GUIDANCE.list.filter(({ from }) => visit === 'other' || from <= Number(visit)).map(({ code }) => code)

/** The last day of 早孕建册 (M-21). */
export const earlyBookingLastDay = (startDay: Day, rules: Pick<MaternalRules, 'earlyBookingBelowWeek'>): Day => addDays(startDay, rules.earlyBookingBelowWeek * DAYS_PER_WEEK - 1)
/** 早孕建册: booked before the limit of completed weeks (M-21). */
export const isEarlyBooking = (startDay: Day, bookedDay: Day, rules: Pick<MaternalRules, 'earlyBookingBelowWeek'>): boolean => bookedDay <= earlyBookingLastDay(startDay, rules)

export type VisitState = 'done' | 'ahead' | 'due' | 'overdue'
/** Where a visit stands today. */
export function visitState({ first, last }: VisitWindow, doneDay: Day | null, today: Day): VisitState {
  if (doneDay !== null) return 'done'
  if (today < first) return 'ahead'
  return today <= last ? 'due' : 'overdue'
}

export type DeliveryDays = { readonly deliveredDay: Day; readonly dischargedDay: Day | null }
const dischargeOf = ({ deliveredDay, dischargedDay }: DeliveryDays, rules: Pick<MaternalRules, 'assumedDischargeDays'>): Day =>
  dischargedDay ?? addDays(deliveredDay, rules.assumedDischargeDays)

/** 产后访视: from the day she went home (assumed where nobody noted it) to the last day of the limit (§8, M-22). */
export function homeVisitWindow(days: DeliveryDays, rules: MaternalRules): VisitWindow {
  const first = dischargeOf(days, rules)
  return { first, last: addDays(first, rules.homeVisitDays) }
}

/** 产后42天检查 (§9). */
export const postpartumCheckWindow = (deliveredDay: Day, rules: MaternalRules): VisitWindow =>
  ({ first: addDays(deliveredDay, rules.postpartumCheckFirstDay), last: addDays(deliveredDay, rules.postpartumCheckLastDay) })

/** The last day on which a home visit still counts for 产后访视率: from discharge or from delivery, as the hospital reports (§12). */
export const postpartumCountedUntil = (days: DeliveryDays, rules: MaternalRules): Day =>
  addDays(rules.postpartumCountedFromDischarge === 1 ? dischargeOf(days, rules) : days.deliveredDay, rules.postpartumCountedDays)

/** Days since the delivery, and what is to be asked about a check outside its days (M-23). */
export function postpartumCheck(deliveredDay: Day, on: Day, rules: MaternalRules): { readonly days: number; readonly issues: readonly FieldIssue[] } {
  const days = daysBetween(deliveredDay, on)
  const { postpartumCheckFirstDay: first, postpartumCheckLastDay: last } = rules
  if (days < 0) return { days, issues: [block('visitDay', message('postpartum.beforeDelivery', '产后检查日期不能早于分娩日期,请核对'))] }
  if (days >= first && days <= last) return { days, issues: [] }
  return { days, issues: [warn('visitDay', message('postpartum.outside', '产后第 {{days}} 天,不在产后 {{first}}–{{last}} 天之间,请核对日期', { days, first, last }))] }
}
