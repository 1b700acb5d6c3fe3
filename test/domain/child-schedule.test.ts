import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CHILD_CONTACT } from '../../domain/code/child-check.ts'
import { CHILD_RULES_DEFAULT as RULES } from '../../domain/rule/child/child-rules.ts'
import { contactAt, contactSchedule, contactWindows, type VisitDone } from '../../domain/rule/child/contact-schedule.ts'
import { CONTACTS } from '../../domain/rule/child/contacts.ts'
import { addDays, type Day, toDay } from '../../domain/time/day.ts'
import { anyChild, childBorn } from '../support/child-facts.ts'

const lineOf = (contact: string, facts = childBorn('2023-01-31'), visits: readonly VisitDone[] = [], today = '2023-06-01') => {
  const line = contactSchedule(facts, visits, toDay(today), RULES).find(one => one.contact === contact)
  if (!line) throw new Error('every contact has a line')
  return line
}

describe('the 13 contacts', () => {
  test('their numbers and codes agree, and the contents are those of the note', () => {
    expect(CONTACTS.map(({ contact }) => contact)).toEqual(CHILD_CONTACT.values)
    expect(CONTACTS.map(({ number }) => number)).toEqual(CHILD_CONTACT.list.map(({ number }) => number))
    const at = (content: string) => CONTACTS.filter(({ contents }) => contents.some(one => one === content)).map(({ number }) => number)
    expect(at('autism')).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13])
    expect(at('eye')).toHaveLength(13)
    expect(at('haemoglobin')).toEqual([4, 5, 7, 9, 11, 12, 13])
    expect(at('hearing')).toEqual([4, 6, 8, 10])
    expect(at('tcm')).toEqual([4, 6, 7, 8, 9, 10])
    expect(at('feeding')).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10])
    expect(at('teeth')).toEqual([6, 7, 8, 9, 10, 11, 12, 13])
  })
})

describe('windows', () => {
  test('case 38: born on 31 January', () => {
    expect(lineOf('month3')).toMatchObject({ dueDay: '2023-04-30', windowEnd: '2023-05-30' })
    expect(lineOf('month8')).toMatchObject({ dueDay: '2023-09-30', windowEnd: '2023-10-30' })
    expect(lineOf('month1')).toMatchObject({ dueDay: '2023-02-28', windowEnd: '2023-03-14' })
    expect(lineOf('year4')).toMatchObject({ dueDay: '2027-01-31', windowEnd: '2028-01-30' })
    expect(lineOf('year6')).toMatchObject({ dueDay: '2029-01-31', windowEnd: '2030-01-30' })
  })

  test('home visit: seven days after discharge, three after the report for a high-risk newborn, three days of life assumed', () => {
    const discharged = { dischargeDay: toDay('2023-02-03') }
    expect(lineOf('home')).toMatchObject({ dueDay: '2023-02-03', windowEnd: '2023-02-10' })
    expect(lineOf('home', childBorn('2023-01-31', { dischargeDay: toDay('2023-02-05') }))).toMatchObject({ dueDay: '2023-02-05', windowEnd: '2023-02-12' })
    expect(lineOf('home', childBorn('2023-01-31', { ...discharged, highRisk: true }))).toMatchObject({ windowEnd: '2023-02-06' })
    expect(lineOf('home', childBorn('2023-01-31', { ...discharged, highRisk: true, dischargeReportDay: toDay('2023-02-04') }))).toMatchObject({ windowEnd: '2023-02-07' })
  })

  test('a child discharged after the 28th day has its full-month contact then, and no home visit as a newborn', () => {
    const late = childBorn('2023-01-31', { dischargeDay: toDay('2023-03-12') })
    expect(lineOf('home', late)).toMatchObject({ state: 'cancelled', reason: 'inHospital' })
    expect(lineOf('month1', late)).toMatchObject({ dueDay: '2023-03-12', windowEnd: '2023-03-19' })
    expect(lineOf('month1', childBorn('2023-01-31', { dischargeDay: toDay('2023-04-30') }))).toMatchObject({ state: 'cancelled', reason: 'inHospital' })
    expect(lineOf('month1', childBorn('2023-01-31', { dischargeDay: toDay('2023-04-29') }))).toMatchObject({ dueDay: '2023-04-29', windowEnd: '2023-04-29' })
  })

  test('they are ordered and never overlap, whatever the child', () => {
    fc.assert(fc.property(anyChild, child => {
      const windows = contactWindows(child, RULES)
      expect(windows.length).toBeGreaterThanOrEqual(11)
      windows.forEach((window, index) => {
        expect(window.dueDay <= window.windowEnd && window.windowEnd < window.nextDay).toBe(true)
        const next = windows[index + 1]
        if (next) expect(window.nextDay).toBe(next.dueDay)
      })
    }))
  })

  test('a day belongs to the contact whose window opened last', () => {
    const child = childBorn('2023-01-31')
    const at = (day: string) => contactAt(child, toDay(day), RULES)
    expect([at('2023-02-02'), at('2023-02-03'), at('2023-02-27'), at('2023-02-28'), at('2023-04-29'), at('2023-04-30')]).toEqual([null, 'home', 'home', 'month1', 'month1', 'month3'])
    expect([at('2027-01-30'), at('2027-01-31'), at('2030-01-30'), at('2030-01-31')]).toEqual(['month36', 'year4', 'year6', null])
  })

  test('the first and last day of every window belong to their contact', () => {
    fc.assert(fc.property(anyChild, child => {
      for (const { contact, dueDay, windowEnd } of contactWindows(child, RULES)) expect([contactAt(child, dueDay, RULES), contactAt(child, windowEnd, RULES)]).toEqual([contact, contact])
    }))
  })
})

describe('states', () => {
  test('not due, due, overdue, missed by the day', () => {
    const at = (today: string) => lineOf('month3', undefined, [], today).state
    expect([at('2023-04-29'), at('2023-04-30'), at('2023-05-30'), at('2023-05-31'), at('2023-07-30'), at('2023-07-31')]).toEqual(['notDue', 'due', 'due', 'overdue', 'overdue', 'missed'])
  })

  test('done on time, late, or early by the doctor\'s word; a visit of tomorrow does not count yet', () => {
    const visit = (day: string, contact?: VisitDone['contact']): VisitDone[] => [contact ? { day: toDay(day), contact } : { day: toDay(day) }]
    expect(lineOf('month3', undefined, visit('2023-05-30'))).toMatchObject({ state: 'done', timing: 'onTime', doneDay: '2023-05-30' })
    expect(lineOf('month3', undefined, visit('2023-05-31'))).toMatchObject({ state: 'done', timing: 'late' })
    expect(lineOf('month3', undefined, visit('2023-04-27', 'month3'))).toMatchObject({ state: 'done', timing: 'early' })
    expect(lineOf('month1', undefined, visit('2023-04-27', 'month3'))).toMatchObject({ state: 'missed', doneDay: null })
    expect(lineOf('month3', undefined, visit('2023-05-20'), '2023-05-19')).toMatchObject({ state: 'due', doneDay: null })
    expect(lineOf('month3', undefined, [...visit('2023-05-20'), ...visit('2023-05-10')])).toMatchObject({ doneDay: '2023-05-10' })
  })

  test('death, moving away and refusal cancel what is still possible, not what was missed before', () => {
    const child = childBorn('2023-01-31', { stop: { reason: 'moved', day: toDay('2023-05-31') } })
    expect(lineOf('month1', child, [], '2023-09-01')).toMatchObject({ state: 'missed' })
    expect(lineOf('month3', child, [], '2023-09-01')).toMatchObject({ state: 'cancelled', reason: 'moved' })
    expect(lineOf('month36', child, [], '2023-09-01')).toMatchObject({ state: 'cancelled', reason: 'moved' })
    expect(lineOf('month3', child, [], '2023-05-30')).toMatchObject({ state: 'due' })
    const onNext = childBorn('2023-01-31', { stop: { reason: 'death', day: toDay('2023-04-30') } })
    expect([lineOf('month1', onNext).state, lineOf('month3', onNext).state]).toEqual(['missed', 'cancelled'])
    expect(lineOf('month1', childBorn('2023-01-31', { servedFromDay: toDay('2023-03-15') }))).toMatchObject({ state: 'cancelled', reason: 'notYetServed' })
    expect(lineOf('month1', childBorn('2023-01-31', { servedFromDay: toDay('2023-03-14') }))).toMatchObject({ state: 'missed' })
  })

  test('every child on every day has 13 lines; done has its day and how it lies, cancelled its reason, and only one is due', () => {
    fc.assert(fc.property(anyChild, fc.array(fc.integer({ min: 0, max: 2_700 }), { maxLength: 15 }), fc.integer({ min: 0, max: 3_000 }), (child, visitAges, age) => {
      const today = addDays(child.birthDay, age)
      const visits = visitAges.map(days => ({ day: addDays(child.birthDay, days) as Day }))
      const lines = contactSchedule(child, visits, today, RULES)
      expect(lines.map(({ contact }) => contact)).toEqual(CHILD_CONTACT.values)
      for (const line of lines) {
        expect(line.state === 'done').toBe(line.doneDay !== null && line.timing !== null)
        expect(line.state === 'cancelled').toBe(line.reason !== null)
        if (line.doneDay) expect(line.doneDay <= today).toBe(true)
      }
      expect(lines.filter(({ state }) => state === 'due' || state === 'overdue').length).toBeLessThanOrEqual(1)
    }))
  })
})
