import type { ChildContact, ChildContactState, ChildContactTiming } from '../../code/child-check.ts'
import type { ChildCareStop } from '../../code/child-nutrition.ts'
import type { ChildCancelReason } from '../../code/child-reminder.ts'
import { addDays, type Day, monthAnniversary } from '../../time/day.ts'
import type { ChildRules } from './child-rules.ts'
import { CONTACTS, CONTACTS_END_MONTHS } from './contacts.ts'

/** What the schedule of a child depends on; a fact nobody knows is null. */
export type ChildFacts = {
  readonly birthDay: Day
  readonly dischargeDay: Day | null
  /** The day the maternity hospital reported the discharge of a high-risk newborn; the discharge day stands in. */
  readonly dischargeReportDay: Day | null
  readonly highRisk: boolean
  /** The day the child came into our care, when it was not ours from birth: what ended before is nobody's omission. */
  readonly servedFromDay: Day | null
  /** 死亡, 转出, 拒绝 with its day: nothing more is asked for (§15). */
  readonly stop: { readonly reason: ChildCareStop; readonly day: Day } | null
}

/** A visit that was made; `contact` where the doctor said which one it is, else its day decides. */
export type VisitDone = { readonly day: Day; readonly contact?: ChildContact }

export type ContactWindow = {
  readonly contact: ChildContact
  /** First and last day on time. */
  readonly dueDay: Day
  readonly windowEnd: Day
  /** Day on which the next contact's window opens; from then on this one is missed. */
  readonly nextDay: Day
}

export type ScheduledContact = ContactWindow & {
  readonly state: ChildContactState
  readonly doneDay: Day | null
  readonly timing: ChildContactTiming | null
  readonly reason: ChildCancelReason | null
}

/** The discharge day, or the assumed one where nobody noted it (R1 [K]). */
export const dischargeOf = (facts: Pick<ChildFacts, 'birthDay' | 'dischargeDay'>, rules: ChildRules): Day =>
  facts.dischargeDay ?? addDays(facts.birthDay, rules.assumedDischargeDays)

const later = (a: Day, b: Day): Day => a > b ? a : b
const earlier = (a: Day, b: Day): Day => a < b ? a : b

/**
 * The windows of a child's contacts, in order and never overlapping; the national text gives ages only, the windows are
 * the product rule of §3 [K]. A child still in hospital at the age of 满月 has no home visit as a newborn any more: the
 * visit after its discharge is the full-month contact; when it stays beyond three months that one falls away too.
 */
export function contactWindows(facts: ChildFacts, rules: ChildRules): ContactWindow[] {
  const { birthDay } = facts
  const discharge = dischargeOf(facts, rules)
  const fullMonthDay = addDays(birthDay, rules.fullMonthFirstDay)
  const homeVisitEnd = facts.highRisk
    ? addDays(later(facts.dischargeReportDay ?? discharge, discharge), rules.highRiskHomeVisitDays)
    : addDays(discharge, rules.homeVisitDays)
  const firstMonthContact = monthAnniversary(birthDay, 3)
  const windows: Omit<ContactWindow, 'nextDay'>[] = []
  for (const { contact, due } of CONTACTS) {
    if (due.from === 'discharge') {
      if (discharge < fullMonthDay) windows.push({ contact, dueDay: discharge, windowEnd: earlier(homeVisitEnd, addDays(fullMonthDay, -1)) })
    } else if (due.from === 'day') {
      const dueDay = later(fullMonthDay, discharge)
      const end = discharge < fullMonthDay ? addDays(birthDay, rules.fullMonthLastDay) : later(addDays(birthDay, rules.fullMonthLastDay), homeVisitEnd)
      if (dueDay < firstMonthContact) windows.push({ contact, dueDay, windowEnd: earlier(end, addDays(firstMonthContact, -1)) })
    } else {
      const width = due.months <= 36 ? rules.monthVisitWindowMonths : rules.yearVisitWindowMonths
      windows.push({ contact, dueDay: monthAnniversary(birthDay, due.months), windowEnd: addDays(monthAnniversary(birthDay, due.months + width), -1) })
    }
  }
  const end = monthAnniversary(birthDay, CONTACTS_END_MONTHS)
  return windows.map((window, index) => ({ ...window, nextDay: windows[index + 1]?.dueDay ?? end }))
}

/** Which contact a visit on a day belongs to: the last one whose window has opened; null before the first and from the seventh birthday on. */
export const contactAt = (facts: ChildFacts, day: Day, rules: ChildRules): ChildContact | null => contactIn(contactWindows(facts, rules), day)

/** The same for windows that were worked out before: a list of all children asks for each visit. */
export const contactIn = (windows: readonly ContactWindow[], day: Day): ChildContact | null =>
  windows.find(({ dueDay, nextDay }) => dueDay <= day && day < nextDay)?.contact ?? null

/** The day a visit of the contact was first made, by the doctor's own word or by the day. */
function firstDone(window: ContactWindow, visits: readonly VisitDone[]): Day | null {
  const days = visits.filter(visit => visit.contact === undefined ? window.dueDay <= visit.day && visit.day < window.nextDay : visit.contact === window.contact)
    .map(visit => visit.day).toSorted()
  return days[0] ?? null
}

/**
 * The 13 contacts of a child as they stand today: 未到期, 到期, 超期 (can be made up until the next window opens), 错过,
 * 已完成 (early, on time or late) or 已取消 with its reason (§3, §15). Visits after today do not count.
 */
export const contactSchedule = (facts: ChildFacts, visits: readonly VisitDone[], today: Day, rules: ChildRules): ScheduledContact[] =>
  scheduleIn(contactWindows(facts, rules), facts, visits, today, rules)

/** The same for windows that were worked out before. */
export function scheduleIn(windows: readonly ContactWindow[], facts: ChildFacts, visits: readonly VisitDone[], today: Day, rules: ChildRules): ScheduledContact[] {
  const made = visits.filter(({ day }) => day <= today)
  const stop = facts.stop && facts.stop.day <= today ? facts.stop : null
  return CONTACTS.map(({ contact }): ScheduledContact => {
    const window = windows.find(one => one.contact === contact)
    if (!window) return inHospital(contact, facts, made, rules)
    const open = (state: ChildContactState, reason: ChildCancelReason | null = null): ScheduledContact => ({ ...window, state, doneDay: null, timing: null, reason })
    const doneDay = firstDone(window, made)
    if (doneDay) return { ...window, state: 'done', doneDay, timing: doneDay < window.dueDay ? 'early' : doneDay <= window.windowEnd ? 'onTime' : 'late', reason: null }
    if (facts.servedFromDay && window.windowEnd < facts.servedFromDay) return open('cancelled', 'notYetServed')
    if (stop) return window.nextDay <= stop.day ? open('missed') : open('cancelled', stop.reason)
    if (today < window.dueDay) return open('notDue')
    if (today <= window.windowEnd) return open('due')
    return open(today < window.nextDay ? 'overdue' : 'missed')
  })
}

// A child in hospital through the whole window: the line stays in the list, with the age at which it would have stood.
function inHospital(contact: ChildContact, facts: ChildFacts, visits: readonly VisitDone[], rules: ChildRules): ScheduledContact {
  const discharge = dischargeOf(facts, rules)
  const doneDay = visits.filter(visit => visit.contact === contact).map(visit => visit.day).toSorted()[0] ?? null
  const line = { contact, dueDay: discharge, windowEnd: discharge, nextDay: discharge }
  return doneDay ? { ...line, state: 'done', doneDay, timing: 'late', reason: null } : { ...line, state: 'cancelled', doneDay: null, timing: null, reason: 'inHospital' }
}
