import type { ChildContact, ChildContent } from '../../code/child-check.ts'
import type { ChildCancelReason, ChildReminder, ChildReminderState } from '../../code/child-reminder.ts'
import { addDays, completedMonths, type Day, monthAnniversary } from '../../time/day.ts'
import { CHILD_RULE, type ChildRuleId, type ChildRules } from './child-rules.ts'
import { type ChildFacts, contactIn, contactWindows, type ContactWindow, dischargeOf, type ScheduledContact, scheduleIn } from './contact-schedule.ts'
import { CONTACTS, CONTACTS_END_MONTHS } from './contacts.ts'
import { hearingDeadlines } from './hearing-screening.ts'
import { retinopathyWindow } from './preterm-plan.ts'
import { type BirthReminder, type ChildEventName, type ContactReminder, type ContentReminder, type EventReminder, type PlanReminder, REMINDER_RULES, type RepeatedReminder } from './reminder-rules.ts'
import { eyesLastDay } from './screening-chain.ts'

/** A visit with the contents that were really recorded, or something else that happened. */
export type ChildEvent =
  | { readonly kind: 'visit'; readonly day: Day; readonly contact?: ChildContact; readonly contents: readonly ChildContent[] }
  | { readonly kind: 'event'; readonly day: Day; readonly name: ChildEventName }

/** `planDays` are the days of the child's follow-up plan (rule/child/preterm-plan.ts), empty without one; gestation and birth weight decide on R32. */
export type ReminderFacts = ChildFacts & { readonly planDays: readonly Day[]; readonly gestationDays?: number | null; readonly birthWeightG?: number | null }

export type ReminderOf = {
  readonly ruleId: ChildReminder
  /** Which one of the rule: the contact, or the day of the event, plan or turn it comes from. */
  readonly occurrence: ChildContact | Day
  /** From here on it is asked for. */
  readonly openFrom: Day
  readonly dueDay: Day
  /** Last day in time; overdue from the day after. */
  readonly windowEnd: Day
  readonly overdueFrom: Day
  readonly state: ChildReminderState
  readonly doneDay: Day | null
  readonly reason: ChildCancelReason | null
}

type Draft = Pick<ReminderOf, 'ruleId' | 'occurrence' | 'openFrom' | 'dueDay' | 'windowEnd'> & { readonly doneDay: Day | null; readonly cancelled?: ChildCancelReason | null }
type NamedEvent = Extract<ChildEvent, { kind: 'event' }>
type Visit = Extract<ChildEvent, { kind: 'visit' }>
/** Visit with its place among the 13 contacts; -1 before the first window. */
type PlacedVisit = Visit & { readonly order: number }
/** Worked out once for a child and used by all its rules: a list of all children must not take minutes. */
type Context = {
  readonly facts: ReminderFacts
  readonly visits: readonly PlacedVisit[]
  readonly events: readonly NamedEvent[]
  readonly today: Day
  readonly rules: ChildRules
  readonly windows: readonly ContactWindow[]
  readonly schedule: readonly ScheduledContact[]
  readonly endDay: Day
}

const later = (a: Day, b: Day): Day => a > b ? a : b
const earlier = (a: Day, b: Day): Day => a < b ? a : b
const HOURS_PER_DAY = 24

/** A span of the hospital's rules counted from a day, in the unit of the rule. */
function plus(from: Day, span: ChildRuleId, rules: ChildRules): Day {
  return CHILD_RULE[span].unit === 'month' ? monthAnniversary(from, rules[span]) : addDays(from, rules[span])
}

function contactDrafts(rule: ContactReminder, { schedule }: Context): Draft[] {
  return schedule.filter(({ contact }) => rule.contacts.includes(contact)).map(line => ({
    ruleId: rule.id, occurrence: line.contact, openFrom: line.dueDay, dueDay: line.dueDay, windowEnd: line.windowEnd, doneDay: line.doneDay,
    cancelled: line.state === 'missed' ? 'missed' : line.reason,
  }))
}

const orderOf = (contact: ChildContact): number => CONTACTS.findIndex(line => line.contact === contact)

function contentDrafts(rule: ContentReminder, { facts, visits, today, rules, windows }: Context): Draft[] {
  const made = visits.filter(({ contents }) => contents.includes(rule.content))
  return rule.groups.flatMap((group, index): Draft[] => {
    const own = windows.filter(({ contact }) => group.includes(contact))
    const [first] = own
    const last = own.at(-1)
    const occurrence = group[0]
    if (occurrence === undefined) return []
    if (!first || !last) {
      const discharge = dischargeOf(facts, rules)
      return [{ ruleId: rule.id, occurrence, openFrom: discharge, dueDay: discharge, windowEnd: discharge, doneDay: null, cancelled: 'inHospital' }]
    }
    // Made up for until the content is asked for again; the last time only until the next contact.
    const next = rule.groups[index + 1]?.[0]
    const until = next === undefined ? last.nextDay : windows.find(({ contact }) => contact === next)?.dueDay ?? last.nextDay
    const untilOrder = next === undefined ? orderOf(last.contact) + 1 : orderOf(next)
    const doneDay = made.filter(({ order }) => orderOf(occurrence) <= order && order < untilOrder).map(({ day }) => day).toSorted()[0] ?? null
    return [{ ruleId: rule.id, occurrence, openFrom: first.dueDay, dueDay: first.dueDay, windowEnd: last.windowEnd, doneDay, cancelled: until <= today ? 'missed' : null }]
  })
}

/** A screening of newborns is made up for until an age of the hospital's rules [K]; after that it is missed, not overdue for years. */
export const birthReminderEnd = (birthDay: Day, rules: ChildRules): Day => plus(birthDay, 'newbornScreeningUntilMonths', rules)
const missedByAge = (draft: Draft, { facts, today, rules }: Context): Draft =>
  draft.doneDay === null && !draft.cancelled && birthReminderEnd(facts.birthDay, rules) <= today ? { ...draft, cancelled: 'missed' } : draft

function birthDrafts(rule: BirthReminder, { facts, events, rules }: Context): Draft[] {
  const { birthDay } = facts
  const doneDay = events.find(({ name }) => rule.doneBy.includes(name))?.day ?? null
  const refused = events.some(({ name }) => rule.cancelledBy.includes(name))
  const shared = { ruleId: rule.id, occurrence: birthDay, doneDay, cancelled: refused ? 'refused' as const : null }
  if (rule.due === 'bloodSpot') {
    return [{ ...shared, openFrom: addDays(birthDay, Math.ceil(rules.bloodSpotFirstHours / HOURS_PER_DAY)), dueDay: addDays(birthDay, rules.bloodSpotNormalDays), windowEnd: addDays(birthDay, rules.bloodSpotLastDays) }]
  }
  if (rule.due === 'hearing' || rule.due === 'eyes') {
    // Hearing is tested, eyes are looked at, before the child goes home: missing from the day after. A missed first hearing
    // test is made up for like a failed one, by day 42 (R15). For the eyes the note names no day but the first eye check
    // after the discharge, the home visit.
    const windowEnd = rule.due === 'hearing' ? hearingDeadlines(birthDay, rules).retestDay : eyesLastDay(facts, rules)
    const gone = addDays(dischargeOf(facts, rules), 1)
    const first = rule.due === 'hearing' ? later(gone, addDays(birthDay, Math.ceil(rules.hearingFirstHours / HOURS_PER_DAY))) : gone
    return [{ ...shared, openFrom: earlier(first, windowEnd), dueDay: windowEnd, windowEnd }]
  }
  if (rule.due === 'retinopathy') {
    const window = retinopathyWindow({ birthDay, gestationDays: facts.gestationDays ?? null }, facts.birthWeightG ?? null, rules)
    return window ? [{ ...shared, openFrom: addDays(window.firstDay, -rules.reminderLeadDays), dueDay: window.firstDay, windowEnd: window.lastDay }] : []
  }
  // Before 72 hours and before the child goes home, whichever is first; overdue once it has gone (R20).
  const deadline = addDays(birthDay, Math.ceil(rules.heartLastHours / HOURS_PER_DAY))
  const dueDay = facts.dischargeDay ? earlier(deadline, facts.dischargeDay) : deadline
  return [{ ...shared, openFrom: birthDay, dueDay, windowEnd: facts.dischargeDay ?? deadline }]
}

function eventDrafts(rule: EventReminder, { facts, events, visits, rules }: Context): Draft[] {
  const drafts: Draft[] = []
  let openUntil = -1
  events.forEach((trigger, index) => {
    // A second trigger while the first is still open asks for nothing new.
    if (!rule.trigger.includes(trigger.name) || index < openUntil) return
    const from = rule.from === 'birth' ? facts.birthDay : trigger.day
    const dueDay = plus(from, rule.due, rules)
    const opens = rule.opens === 'trigger' ? trigger.day : rule.opens === 'lead' ? later(addDays(dueDay, -rules.reminderLeadDays), trigger.day) : plus(trigger.day, rule.opens.span, rules)
    const windowEnd = rule.overdueAfter === 'due' ? dueDay : 'span' in rule.overdueAfter ? plus(from, rule.overdueAfter.span, rules) : addDays(dueDay, rules[rule.overdueAfter.grace])
    // With a first day of its own, what was done before that day does not answer (iron needs two weeks to show).
    const notBefore = typeof rule.opens === 'object' ? opens : trigger.day
    const answer = events.findIndex(({ name, day }, at) => at > index && (rule.cancelledBy.includes(name) || (rule.doneBy.includes(name) && day >= notBefore)))
    const answered = answer < 0 ? undefined : events[answer]
    const byEvent = answered && rule.doneBy.includes(answered.name) ? answered.day : null
    const { doneByContent } = rule
    const byVisit = doneByContent === undefined ? null : visits.find(({ day, contents }) => day >= notBefore && contents.includes(doneByContent))?.day ?? null
    openUntil = answer < 0 ? events.length : answer
    drafts.push({
      ruleId: rule.id, occurrence: trigger.day, openFrom: earlier(opens, dueDay), dueDay, windowEnd,
      doneDay: byEvent && byVisit ? earlier(byEvent, byVisit) : byEvent ?? byVisit, cancelled: answered && !byEvent ? 'closed' : null,
    })
  })
  return drafts
}

function repeatedDrafts(rule: RepeatedReminder, { facts, events, rules }: Context): Draft[] {
  const drafts: Draft[] = []
  const spanAt = (base: Day): ChildRuleId => typeof rule.every === 'string' ? rule.every : completedMonths(facts.birthDay, base) < 36 ? rule.every.below36Months : rule.every.from36Months
  const last = rule.untilMonths ? plus(facts.birthDay, rule.untilMonths, rules) : null
  let from = 0
  for (;;) {
    const start = events.findIndex(({ name }, at) => at >= from && rule.start.includes(name))
    const started = events[start]
    if (!started) return drafts
    const endAt = events.findIndex(({ name }, at) => at > start && rule.endedBy.includes(name))
    const end = endAt < 0 ? events.length : endAt
    let base = rule.from === 'birth' ? facts.birthDay : started.day
    while (plus(base, spanAt(base), rules) < started.day) base = plus(base, spanAt(base), rules)
    let position = start
    for (;;) {
      const dueDay = plus(base, spanAt(base), rules)
      if (last && dueDay > last) break
      const doneAt = events.findIndex(({ name }, at) => at > position && at < end && rule.doneBy.includes(name))
      const done = events[doneAt]
      drafts.push({
        ruleId: rule.id, occurrence: base, openFrom: addDays(dueDay, -rules.reminderLeadDays), dueDay, windowEnd: addDays(dueDay, rules[rule.grace]),
        doneDay: done?.day ?? null, cancelled: endAt < 0 ? null : 'closed',
      })
      if (!done) break
      base = done.day
      position = doneAt
    }
    from = end
    if (endAt < 0) return drafts
  }
}

function planDrafts(rule: PlanReminder, { facts, events, today, rules }: Context): Draft[] {
  const days = [...new Set(facts.planDays)].toSorted()
  const opens = days.map((day, index) => {
    const before = days[index - 1]
    const lead = addDays(day, -rules.reminderLeadDays)
    return before === undefined ? lead : later(lead, addDays(before, 1))
  })
  const closed = events.find(({ name }) => rule.endedBy.includes(name))?.day ?? null
  return days.map((dueDay, index): Draft => {
    const openFrom = opens[index] ?? dueDay
    const nextOpen = opens[index + 1]
    const done = events.find(({ name, day }) => rule.doneBy.includes(name) && openFrom <= day && (nextOpen === undefined || day < nextOpen))
    const missed = nextOpen !== undefined && nextOpen <= (closed ?? today)
    return { ruleId: rule.id, occurrence: dueDay, openFrom, dueDay, windowEnd: addDays(dueDay, rules[rule.grace]), doneDay: done?.day ?? null, cancelled: missed ? 'missed' : closed ? 'closed' : null }
  })
}

// A visit that fell due elsewhere is not missed here. A result that nobody has answered moves in with the child.
const COUNTED_FROM_ARRIVAL: ReadonlySet<string> = new Set(REMINDER_RULES.filter(({ kind }) => kind !== 'event' && kind !== 'repeated').map(({ id }) => id))

/** Done before cancelled; then who stopped coming (§15: 死亡, 转出, 拒绝 with date), then the calendar. */
function settle(draft: Draft, { facts, today, endDay }: Context): ReminderOf {
  const { cancelled = null, ...line } = draft
  const overdueFrom = addDays(line.windowEnd, 1)
  const stopped = facts.stop && facts.stop.day <= today ? facts.stop.reason : null
  const reason: ChildCancelReason | null = line.doneDay !== null ? null
    : COUNTED_FROM_ARRIVAL.has(line.ruleId) && facts.servedFromDay !== null && line.windowEnd < facts.servedFromDay ? 'notYetServed'
      : cancelled ?? stopped ?? (endDay <= today ? 'aged' : null)
  const state: ChildReminderState = line.doneDay !== null ? 'done' : reason !== null ? 'cancelled' : today >= overdueFrom ? 'overdue' : today >= line.openFrom ? 'due' : 'notDue'
  return { ...line, overdueFrom, state, reason }
}

/**
 * All reminders of a child as they stand today (§15, R1–R29; R30–R32): recomputed from the facts and events, never stored, so that
 * a corrected birth day or result cannot leave a stale one behind. Events after today do not count; of two on one day the
 * order given decides. One visit completes every rule whose content it recorded.
 */
export function remindersOf(facts: ReminderFacts, events: readonly ChildEvent[], today: Day, rules: ChildRules): ReminderOf[] {
  const past = events.filter(({ day }) => day <= today).toSorted((a, b) => a.day < b.day ? -1 : a.day > b.day ? 1 : 0)
  const windows = contactWindows(facts, rules)
  const visits = past.filter(event => event.kind === 'visit').map((visit): PlacedVisit => {
    const contact = visit.contact ?? contactIn(windows, visit.day)
    return { ...visit, order: contact === null ? -1 : orderOf(contact) }
  })
  const context: Context = {
    facts, today, rules, visits, windows, events: past.filter(event => event.kind === 'event'), schedule: scheduleIn(windows, facts, visits, today, rules), endDay: monthAnniversary(facts.birthDay, CONTACTS_END_MONTHS),
  }
  const lines = REMINDER_RULES.flatMap(rule => {
    const drafts = rule.kind === 'contact' ? contactDrafts(rule, context)
      : rule.kind === 'content' ? contentDrafts(rule, context)
        : rule.kind === 'birth' ? birthDrafts(rule, context).map(draft => missedByAge(draft, context))
          : rule.kind === 'event' ? eventDrafts(rule, context)
            : rule.kind === 'repeated' ? repeatedDrafts(rule, context)
              : planDrafts(rule, context)
    return drafts.map(draft => settle(draft, context))
  })
  // Begun, ended and begun again on one day: the last word stands, so that rule and occurrence name one line.
  return [...new Map(lines.map(line => [`${line.ruleId} ${line.occurrence}`, line])).values()]
}

/** What somebody has to do: overdue first, then by the last day in time. */
export const openReminders = (reminders: readonly ReminderOf[]): ReminderOf[] =>
  reminders.filter(({ state }) => state === 'due' || state === 'overdue').toSorted((a, b) => a.windowEnd < b.windowEnd ? -1 : a.windowEnd > b.windowEnd ? 1 : 0)
