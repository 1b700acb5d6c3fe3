import fc from 'fast-check'
import { CHILD_CONTACT, CHILD_CONTENT } from '../../domain/code/child-check.ts'
import type { ChildFacts } from '../../domain/rule/child/contact-schedule.ts'
import { CHILD_EVENTS } from '../../domain/rule/child/reminder-rules.ts'
import type { ChildEvent } from '../../domain/rule/child/reminders.ts'
import { addDays, type Day, toDay } from '../../domain/time/day.ts'

/** A child without anything special, born on a day. */
export const childBorn = (birthDay: string, more: Partial<ChildFacts> = {}): ChildFacts =>
  ({ birthDay: toDay(birthDay), dischargeDay: null, dischargeReportDay: null, highRisk: false, servedFromDay: null, stop: null, ...more })

const FIRST = toDay('2015-01-01')
export const anyBirthDay = fc.integer({ min: 0, max: 4_000 }).map(days => addDays(FIRST, days))

/** Any child: discharged at once, late or never noted, high-risk or not, come later, stopped. */
export const anyChild: fc.Arbitrary<ChildFacts> = anyBirthDay.chain(birthDay => {
  const dayAfter = (most: number): fc.Arbitrary<Day> => fc.integer({ min: 0, max: most }).map(days => addDays(birthDay, days))
  return fc.record({
    birthDay: fc.constant(birthDay), dischargeDay: fc.option(dayAfter(140)), dischargeReportDay: fc.option(dayAfter(140)), highRisk: fc.boolean(),
    servedFromDay: fc.option(dayAfter(2_000), { freq: 3 }),
    stop: fc.option(fc.record({ reason: fc.constantFrom('death' as const, 'moved' as const, 'refused' as const, 'lost' as const), day: dayAfter(2_500) }), { freq: 3 }),
  })
})

/** Up to 25 visits and other events in the first eight years. */
export const anyEvents = (birthDay: Day): fc.Arbitrary<ChildEvent[]> => {
  const day = fc.integer({ min: 0, max: 2_900 }).map(days => addDays(birthDay, days))
  const visit = fc.record({ kind: fc.constant('visit' as const), day, contents: fc.subarray([...CHILD_CONTENT.values]) })
  const named = fc.record({ kind: fc.constant('visit' as const), day, contact: fc.constantFrom(...CHILD_CONTACT.values), contents: fc.subarray([...CHILD_CONTENT.values]) })
  const event = fc.record({ kind: fc.constant('event' as const), day, name: fc.constantFrom(...CHILD_EVENTS) })
  return fc.array(fc.oneof(visit, named, event), { maxLength: 25 })
}
