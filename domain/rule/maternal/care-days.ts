import { block, type FieldIssue, message, warn } from '../../message/message.ts'
import { type Day, daysBetween } from '../../time/day.ts'

/** The days of a pregnancy a record of the care has to fit. */
export type CareDays = { readonly startDay: Day | null; readonly bookedDay: Day | null; readonly state: string | null; readonly stateDay: Day | null; readonly deliveredDay: Day | null; readonly closedDay: Day | null }

/** 44 weeks: whoever left our care is taken to be pregnant until then. */
export const MOST_DAYS_PREGNANT = 308
/** No pregnancy lasts so long: a day behind it is a slip, or the last menstruation is. */
export const MOST_GESTATION_DAYS = 330
/** Days of gestation on a day; null where there are none: before the start, or so far behind it that one of both days is wrong. */
export function gestationWithin(startDay: Day | null, day: Day | null | undefined): number | null {
  const days = startDay && day ? daysBetween(startDay, day) : -1
  return days >= 0 && days <= MOST_GESTATION_DAYS ? days : null
}

type BookedDays = { readonly bookedDay: Day | null; readonly lastMenstrualDay: Day | null }
/** A booking against the start of the pregnancy: a wrong year shows as weeks that no pregnancy has. `path` is what dates it; `goesOnUntil` the day on which she is said to be pregnant. */
export function bookingDayIssues({ bookedDay, lastMenstrualDay }: BookedDays, startDay: Day, path: string, goesOnUntil: Day | null): FieldIssue[] {
  if (bookedDay !== null && daysBetween(startDay, bookedDay) > MOST_GESTATION_DAYS) return [block('bookedDay', message('pregnancy.bookedLate', '按孕周起算日 {{day}},建册时已超过47周,请核对建册日期和末次月经(超声、移植日期)', { day: startDay }))]
  const issues: FieldIssue[] = []
  if (goesOnUntil !== null && daysBetween(startDay, goesOnUntil) > MOST_GESTATION_DAYS) issues.push(warn(path, message('pregnancy.tooLong', '按孕周起算日 {{day}},今天已超过47周,请核对日期;补登已结束的妊娠请写明,随后登记结局', { day: startDay })))
  // Before the last menstruation it is refused by the record itself.
  if (bookedDay !== null && bookedDay < startDay && (lastMenstrualDay === null || bookedDay >= lastMenstrualDay)) issues.push(warn('bookedDay', message('pregnancy.bookedBeforeStart', '建册日期早于孕周起算日 {{day}},请核对建册日期和推算孕周的日期', { day: startDay })))
  return issues
}

/** A visit before birth: dated by the pregnancy, not before it, not after its end; one before the booking is asked about. */
export function antenatalDayIssues(day: Day | null | undefined, days: CareDays): FieldIssue[] {
  if (days.startDay === null) return [block('pregnancyId', message('maternalVisit.notDated', '本次妊娠没有末次月经、超声孕周或移植日期,无法推算孕周,请先在妊娠页面补填'))]
  if (!day) return []
  if (day < days.startDay) return [block('visitDay', message('maternalVisit.beforeStart', '检查日期不能早于孕周起算日 {{day}},请核对检查日期和末次月经', { day: days.startDay }))]
  if (days.deliveredDay === null && gestationWithin(days.startDay, day) === null) return [block('visitDay', message('maternalVisit.tooLate', '按孕周起算日 {{day}},这一天已超过47周,请核对检查日期和末次月经', { day: days.startDay }))]
  if (days.deliveredDay !== null && day > days.deliveredDay) return [block('visitDay', message('maternalVisit.afterDelivery', '已于 {{day}} 分娩,产前检查日期不能晚于分娩日期;产后请填写产后访视', { day: days.deliveredDay }))]
  if (days.deliveredDay === null && days.state !== 'pregnant' && days.stateDay !== null && day > days.stateDay) return [block('visitDay', message('maternalVisit.afterEnd', '本次妊娠已于 {{day}} 结束,检查日期不能晚于这一天,请核对', { day: days.stateDay }))]
  return days.bookedDay !== null && day < days.bookedDay ? [warn('visitDay', message('maternalVisit.beforeBooking', '检查日期早于建册日期 {{day}},请核对两个日期', { day: days.bookedDay }))] : []
}

/** The care after a birth is over long before. */
const MOST_DAYS_AFTER = 400
/** Days after a birth on a day; null where there are none. */
export function daysAfterWithin(deliveredDay: Day | null, day: Day | null | undefined): number | null {
  const days = deliveredDay && day ? daysBetween(deliveredDay, day) : -1
  return days >= 0 && days <= MOST_DAYS_AFTER ? days : null
}

/** A visit after birth: there was a delivery, the visit is not before it and not after the closing. */
export function postpartumDayIssues(day: Day | null | undefined, days: CareDays): FieldIssue[] {
  if (days.deliveredDay === null) return [block('pregnancyId', message('postpartum.noDelivery', '本次妊娠还没有登记分娩,请先登记分娩'))]
  if (!day) return []
  if (day < days.deliveredDay) return [block('visitDay', message('postpartum.beforeDelivery', '产后检查日期不能早于分娩日期,请核对'))]
  if (daysBetween(days.deliveredDay, day) > MOST_DAYS_AFTER) return [block('visitDay', message('postpartum.tooLate', '距分娩 {{born}} 已超过 {{days}} 天,请核对检查日期', { born: days.deliveredDay, days: MOST_DAYS_AFTER }))]
  return days.closedDay !== null && day > days.closedDay ? [block('visitDay', message('postpartum.afterClosing', '已于 {{day}} 结案,检查日期不能晚于结案日期;需继续随访请先撤销结案', { day: days.closedDay }))] : []
}

/**
 * A birth against the pregnancy it ends: after its start, and so far into it that a child can be born (§8: 140 days); the
 * weeks written down against those the pregnancy gives.
 */
export function deliveryDayIssues(bornDay: Day, gestationDays: number, startDay: Day | null, elapsed: number | null): FieldIssue[] {
  if (startDay === null || elapsed === null) return []
  if (bornDay <= startDay) return [block('pregnancyId', message('delivery.beforeMenstruation', '分娩日期 {{born}} 应晚于本次妊娠的末次月经(孕周起算日 {{day}}),请核对两个日期', { born: bornDay, day: startDay }))]
  if (elapsed < LEAST_BIRTH_DAYS) return [warn('pregnancyId', message('delivery.soonAfterStart', '按孕周起算日 {{day}},分娩时不足20周,请核对末次月经和分娩日期', { day: startDay }))]
  return Math.abs(elapsed - gestationDays) > MOST_DIFFERENCE_DAYS ? [warn('gestationDays', message('delivery.otherGestation', '按本次妊娠推算分娩时孕 {{weeks}} 周 {{days}} 天,与所填孕周相差超过7天,请核对', { weeks: Math.floor(elapsed / 7), days: elapsed % 7 }))] : []
}
const LEAST_BIRTH_DAYS = 140
// Our own: a redating that nobody entered shows as a week or more.
const MOST_DIFFERENCE_DAYS = 7
