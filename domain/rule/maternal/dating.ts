import type { DatingMethod, EmbryoAge } from '../../code/maternal-care.ts'
import { block, type FieldIssue, type Message, message, warn } from '../../message/message.ts'
import { addDays, type Day, daysBetween } from '../../time/day.ts'
import { formatGestation } from '../gestation.ts'
import type { MaternalRuleId, MaternalRules } from './maternal-rules.ts'

const TERM_DAYS = 280
const DAYS_PER_WEEK = 7
/** Days from transfer to the expected day: 280 less two weeks and the age of the embryo (§3 [S-M9]). */
const AFTER_TRANSFER: Readonly<Record<EmbryoAge, number>> = { '3': 263, '5': 261 }
const NOTE = '孕产期保健说明 §3'
/** Outside these a scan's gestation is a typing error. */
const SCAN_WEEKS = { least: 5, most: 42 } as const

/** What an ultrasound said. */
export type DatingScan = { readonly day: Day; readonly gestationDays: number }
export type DatingFacts = {
  readonly lastMenstrualDay: Day | null
  /** Every scan that gives a gestation; the earliest decides. */
  readonly scans: readonly DatingScan[]
  readonly transfer: { readonly day: Day; readonly embryoAge: EmbryoAge } | null
}

/** How a pregnancy is dated, and why: kept with the record, shown beside every expected day. */
export type Dating = {
  readonly expectedDay: Day
  /** 末次月经等效日: expected day − 280; every gestation and window counts from it. */
  readonly startDay: Day
  readonly method: DatingMethod
  /** What the last menstruation alone gives; null when it is not known. */
  readonly byMenstruation: Day | null
  /** Scan against last menstruation: gestation the latter gives, days between the two, and the limit the difference must exceed. */
  readonly compared: { readonly scan: DatingScan; readonly gestationDays: number; readonly differenceDays: number; readonly limitDays: number; readonly rule: MaternalRuleId } | null
  readonly reason: Message
  readonly source: string
}

/** 预产期: last menstruation + 280 days, also at the ends of months where Naegele's months would give another day (§3, M-02). */
export const expectedDayOf = (startDay: Day): Day => addDays(startDay, TERM_DAYS)
/** The last menstruation an expected day stands for. */
export const startDayOf = (expectedDay: Day): Day => addDays(expectedDay, -TERM_DAYS)
/** Days of gestation on a day; negative before the start. */
export const gestationOn = (startDay: Day, on: Day): number => daysBetween(startDay, on)

const REDATING: readonly (readonly [fromWeek: number, rule: MaternalRuleId])[] = [
  [28, 'redateWeek28'], [22, 'redateWeek22'], [16, 'redateWeek16'], [14, 'redateWeek14'], [9, 'redateWeek9'],
]
/** The limit that holds at the gestation the last menstruation gives on the day of the scan. */
export const redatingRule = (gestationDays: number): MaternalRuleId =>
  REDATING.find(([fromWeek]) => gestationDays >= fromWeek * DAYS_PER_WEEK)?.[1] ?? 'redateBelow9'

const earliest = (scans: readonly DatingScan[]): DatingScan | null =>
  scans.reduce<DatingScan | null>((first, scan) => first === null || scan.day < first.day ? scan : first, null)

/**
 * The expected day and what decided it: the transfer where there was one; else the last menstruation, unless the earliest
 * scan differs by more than the limit of that gestation; the scan alone where the last menstruation is not known. null
 * when nothing is known.
 */
export function datePregnancy({ lastMenstrualDay, scans, transfer }: DatingFacts, rules: MaternalRules): Dating | null {
  const byMenstruation = lastMenstrualDay === null ? null : expectedDayOf(lastMenstrualDay)
  const dated = (expectedDay: Day, method: DatingMethod, reason: Message, source: string, compared: Dating['compared'] = null): Dating =>
    ({ expectedDay, startDay: startDayOf(expectedDay), method, byMenstruation, compared, reason, source })
  if (transfer) {
    const days = AFTER_TRANSFER[transfer.embryoAge]
    return dated(addDays(transfer.day, days), 'transfer', message('dating.transfer', '按胚胎移植推算:移植日加 {{days}} 天({{age}} 天胚胎)', { days, age: Number(transfer.embryoAge) }), `${NOTE} [S-M9]`)
  }
  const scan = earliest(scans)
  const byScan = scan === null ? null : addDays(scan.day, TERM_DAYS - scan.gestationDays)
  if (lastMenstrualDay === null || byMenstruation === null) {
    return scan === null || byScan === null ? null
      : dated(byScan, 'ultrasound', message('dating.scanOnly', '末次月经不详,按 {{day}} 超声孕周 {{gestation}} 推算', { day: scan.day, gestation: formatGestation(scan.gestationDays) }), NOTE)
  }
  if (scan === null || byScan === null) return dated(byMenstruation, 'menstruation', message('dating.menstruation', '按末次月经推算:加 280 天'), NOTE)
  const gestationDays = gestationOn(lastMenstrualDay, scan.day)
  const rule = redatingRule(gestationDays)
  const compared = { scan, gestationDays, differenceDays: Math.abs(gestationDays - scan.gestationDays), limitDays: rules[rule], rule }
  const params = { gestation: formatGestation(Math.max(0, gestationDays)), scan: formatGestation(scan.gestationDays), days: compared.differenceDays, limit: compared.limitDays }
  return compared.differenceDays > compared.limitDays
    ? dated(byScan, 'ultrasound', message('dating.redated', '超声孕周 {{scan}},末次月经孕周 {{gestation}},相差 {{days}} 天,超过 {{limit}} 天,按超声校正', params), `${NOTE} [S-M9]`, compared)
    : dated(byMenstruation, 'menstruation', message('dating.kept', '超声孕周 {{scan}},末次月经孕周 {{gestation}},相差 {{days}} 天,未超过 {{limit}} 天,仍按末次月经', params), `${NOTE} [S-M9]`, compared)
}

/** What cannot be right among the days a pregnancy is dated by. */
export function datingIssues({ lastMenstrualDay, scans, transfer }: DatingFacts, on: { readonly today: Day; readonly deliveredDay: Day | null }): FieldIssue[] {
  const issues: FieldIssue[] = []
  if (lastMenstrualDay !== null && lastMenstrualDay > on.today) issues.push(block('lastMenstrualDay', message('pregnancy.lastMenstrualFuture', '末次月经不能晚于今天,请核对')))
  if (lastMenstrualDay !== null && on.deliveredDay !== null && lastMenstrualDay >= on.deliveredDay) {
    issues.push(block('lastMenstrualDay', message('dating.menstruationAfterDelivery', '末次月经应早于分娩日期 {{day}},请核对两个日期', { day: on.deliveredDay })))
  }
  if (transfer && transfer.day > on.today) issues.push(block('transferDay', message('dating.transferFuture', '胚胎移植日期不能晚于今天,请核对')))
  // Between menstruation and transfer lie about two weeks and the age of the embryo; a frozen cycle may be longer, a month never.
  if (transfer && lastMenstrualDay !== null && (transfer.day < lastMenstrualDay || daysBetween(lastMenstrualDay, transfer.day) > 31)) {
    issues.push(warn('transferDay', message('dating.transferFar', '胚胎移植日期与末次月经相差不合常理,请核对两个日期')))
  }
  for (const { day, gestationDays } of scans) {
    if (day > on.today) issues.push(block('scanDay', message('dating.scanFuture', '超声检查日期不能晚于今天,请核对')))
    if (lastMenstrualDay !== null && day <= lastMenstrualDay) issues.push(block('scanDay', message('dating.scanBeforeMenstruation', '超声检查日期应晚于末次月经,请核对两个日期')))
    if (gestationDays < SCAN_WEEKS.least * DAYS_PER_WEEK || gestationDays > SCAN_WEEKS.most * DAYS_PER_WEEK) {
      issues.push(block('scanGestationDays', message('dating.scanGestation', '超声孕周应在 {{least}}–{{most}} 周之间,请核对', SCAN_WEEKS)))
    }
  }
  return issues
}

/** 过期未分娩: more than the limit of weeks and not delivered (§3); 42+0 itself is not yet listed. */
export const isDeliveryOverdue = (startDay: Day, today: Day, rules: Pick<MaternalRules, 'overdueDeliveryWeeks'>): boolean =>
  gestationOn(startDay, today) > rules.overdueDeliveryWeeks * DAYS_PER_WEEK
