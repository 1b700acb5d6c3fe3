import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ChildContent } from '../../domain/code/child-check.ts'
import { CHILD_REMINDER } from '../../domain/code/child-reminder.ts'
import { CHILD_RULES_DEFAULT as RULES } from '../../domain/rule/child/child-rules.ts'
import { CHILD_EVENTS, type ChildEventName, REMINDER_RULES } from '../../domain/rule/child/reminder-rules.ts'
import { type ChildEvent, openReminders, type ReminderFacts, remindersOf } from '../../domain/rule/child/reminders.ts'
import { addDays, toDay } from '../../domain/time/day.ts'
import { anyChild, anyEvents, childBorn } from '../support/child-facts.ts'

const visit = (day: string, ...contents: ChildContent[]): ChildEvent => ({ kind: 'visit', day: toDay(day), contents })
const event = (day: string, name: ChildEventName): ChildEvent => ({ kind: 'event', day: toDay(day), name })
const born = (more: Partial<ReminderFacts> = {}): ReminderFacts => ({ ...childBorn('2023-01-31'), planDays: [], ...more })
const of = (ruleId: string, events: readonly ChildEvent[], today: string, facts = born()) => remindersOf(facts, events, toDay(today), RULES).filter(line => line.ruleId === ruleId)
const states = (ruleId: string, events: readonly ChildEvent[], today: string, facts?: ReminderFacts) => of(ruleId, events, today, facts).map(({ state }) => state)

describe('the table', () => {
  test('R1 to R32 once each; every event is used', () => {
    expect(REMINDER_RULES.map(({ id }) => id).toSorted()).toEqual([...CHILD_REMINDER.values].toSorted())
    const used = new Set(JSON.stringify(REMINDER_RULES).match(/[a-z]\w+/g))
    // What a refusal or a loss means is said by the rule it ends; all others start or answer one.
    expect(CHILD_EVENTS.filter(name => !used.has(name))).toEqual([])
  })
})

describe('contacts and their contents', () => {
  test('R3: due on the day of three months, overdue after its window, cancelled once the next has begun', () => {
    const first = (today: string) => of('R3', [], today)[0]
    expect(first('2023-04-29')).toMatchObject({ occurrence: 'month3', dueDay: '2023-04-30', windowEnd: '2023-05-30', overdueFrom: '2023-05-31', state: 'notDue' })
    expect([first('2023-05-30')?.state, first('2023-05-31')?.state]).toEqual(['due', 'overdue'])
    expect(first('2023-07-31')).toMatchObject({ state: 'cancelled', reason: 'missed' })
  })

  test('one visit completes every rule whose content was recorded; a content left out stays open', () => {
    const events = [visit('2023-08-02', 'growth', 'autism', 'hearing', 'eye', 'feeding')]
    const today = '2023-08-10'
    const at = (ruleId: string) => of(ruleId, events, today).find(({ occurrence }) => occurrence === 'month6')?.state
    expect(['R3', 'R6', 'R7', 'R27', 'R28'].map(at)).toEqual(['done', 'done', 'done', 'done', 'done'])
    expect(['R5', 'R26'].map(at)).toEqual(['due', 'due'])
  })

  test('R5: haemoglobin at 6 or at 8 months is enough; its window ends with that of 8 months, and late until 18 months', () => {
    const hb = (day: string) => of('R5', [visit(day, 'haemoglobin')], '2024-09-01')[0]
    expect(of('R5', [], '2023-10-30')[0]).toMatchObject({ occurrence: 'month6', dueDay: '2023-07-31', windowEnd: '2023-10-30', state: 'due' })
    expect([hb('2023-08-01')?.state, hb('2023-10-01')?.state, hb('2024-07-30')?.state]).toEqual(['done', 'done', 'done'])
    expect(hb('2024-07-31')).toMatchObject({ state: 'cancelled', reason: 'missed' })
    expect(states('R5', [], '2023-10-31')[0]).toBe('overdue')
  })

  test('R28 asks at all 13 contacts, R27 at 9, R7 at 11, R26 at 6', () => {
    expect(['R28', 'R27', 'R7', 'R26', 'R5', 'R6'].map(id => of(id, [], '2023-01-31').length)).toEqual([13, 9, 11, 6, 6, 4])
  })
})

describe('newborn', () => {
  test('R13: asked for after 72 hours, overdue after day 20, done by the sample, ended by a signed refusal', () => {
    expect(of('R13', [], '2023-02-02')[0]).toMatchObject({ openFrom: '2023-02-03', dueDay: '2023-02-07', windowEnd: '2023-02-20', state: 'notDue' })
    expect([states('R13', [], '2023-02-03'), states('R13', [], '2023-02-20'), states('R13', [], '2023-02-21')]).toEqual([['due'], ['due'], ['overdue']])
    expect(states('R13', [event('2023-02-22', 'bloodSpotTaken')], '2023-02-23')).toEqual(['done'])
    expect(of('R13', [event('2023-02-05', 'bloodSpotRefused')], '2023-02-23')[0]).toMatchObject({ state: 'cancelled', reason: 'refused' })
  })

  test('R20: before discharge, or 72 hours where nobody noted one', () => {
    const home = born({ dischargeDay: toDay('2023-02-02') })
    expect(of('R20', [], '2023-02-02', home)[0]).toMatchObject({ dueDay: '2023-02-02', windowEnd: '2023-02-02', state: 'due' })
    expect(states('R20', [], '2023-02-03', home)).toEqual(['overdue'])
    expect(states('R20', [], '2023-02-03')).toEqual(['due'])
    expect(states('R20', [event('2023-02-01', 'heartScreened')], '2023-02-03')).toEqual(['done'])
  })

  test('R30: a first hearing test nobody recorded, from the day after the discharge, made up for by day 42', () => {
    const home = born({ dischargeDay: toDay('2023-02-05') })
    expect(of('R30', [], '2023-02-05', home)[0]).toMatchObject({ openFrom: '2023-02-06', dueDay: '2023-03-14', windowEnd: '2023-03-14', state: 'notDue' })
    expect([states('R30', [], '2023-02-06', home), states('R30', [], '2023-03-14', home), states('R30', [], '2023-03-15', home)]).toEqual([['due'], ['due'], ['overdue']])
    // Not before the 48 hours a first test needs; without a noted discharge three days after the birth.
    expect(of('R30', [], '2023-02-05', born({ dischargeDay: toDay('2023-01-31') }))[0]).toMatchObject({ openFrom: '2023-02-02' })
    expect(of('R30', [], '2023-02-05')[0]).toMatchObject({ openFrom: '2023-02-04' })
    // Still in hospital at day 42: asked for on that day, not after it.
    expect(of('R30', [], '2023-02-05', born({ dischargeDay: toDay('2023-05-01') }))[0]).toMatchObject({ openFrom: '2023-03-14', windowEnd: '2023-03-14' })
    expect(states('R30', [event('2023-02-03', 'hearingBegun')], '2023-03-15', home)).toEqual(['done'])
    expect(of('R30', [event('2023-02-10', 'hearingClosed')], '2023-03-15', home)[0]).toMatchObject({ state: 'cancelled' })
    expect(of('R30', [], '2023-06-01', born({ servedFromDay: toDay('2023-05-01') }))[0]).toMatchObject({ state: 'cancelled', reason: 'notYetServed' })
  })

  test('R31: eyes nobody looked at, from the day after the discharge, by the first eye check after it, the home visit', () => {
    const home = born({ dischargeDay: toDay('2023-02-05') })
    expect(of('R31', [], '2023-02-06', home)[0]).toMatchObject({ openFrom: '2023-02-06', windowEnd: '2023-02-12', state: 'due' })
    expect([states('R31', [], '2023-02-13', home), states('R31', [event('2023-02-13', 'eyesExamined')], '2023-02-13', home)]).toEqual([['overdue'], ['done']])
    expect(of('R31', [event('2023-02-10', 'eyesClosed')], '2023-03-15', home)[0]).toMatchObject({ state: 'cancelled' })
  })

  test('R15 to R17: re-test by day 42, diagnosis at 3, intervention at 6 months, each only once asked for', () => {
    expect(of('R15', [], '2023-03-01')).toEqual([])
    const events = [event('2023-02-02', 'hearingFirstNotPassed')]
    expect(of('R15', events, '2023-03-14')[0]).toMatchObject({ windowEnd: '2023-03-14', state: 'due' })
    expect(states('R15', events, '2023-03-15')).toEqual(['overdue'])
    const failed = [...events, event('2023-03-10', 'hearingRetestNotPassed')]
    expect(states('R15', failed, '2023-03-15')).toEqual(['done'])
    expect(of('R16', failed, '2023-03-15')[0]).toMatchObject({ windowEnd: '2023-04-30', state: 'due' })
    expect(of('R17', [...failed, event('2023-04-20', 'hearingConfirmed')], '2023-08-01')[0]).toMatchObject({ windowEnd: '2023-07-31', state: 'overdue' })
    // A child of intensive care goes to diagnosis without a re-test.
    expect([of('R15', [event('2023-02-02', 'hearingIntensiveNotPassed')], '2023-03-01').length, states('R16', [event('2023-02-02', 'hearingIntensiveNotPassed')], '2023-03-01')]).toEqual([0, ['due']])
  })

  test('R18: yearly to the third birthday, late for 60 days', () => {
    const events = [event('2023-02-02', 'hearingRiskFound'), event('2024-03-10', 'hearingFollowUp')]
    expect(of('R18', events, '2024-06-01').map(({ dueDay, windowEnd, state }) => [dueDay, windowEnd, state])).toEqual([['2024-01-31', '2024-03-31', 'done'], ['2025-03-10', '2025-05-09', 'notDue']])
    // Found at 20 months: the first one asked for is that of two years.
    expect(of('R18', [event('2024-09-30', 'hearingRiskFound')], '2024-10-01').map(({ dueDay }) => dueDay)).toEqual(['2025-01-31'])
    // The next one would lie beyond three years.
    expect(of('R18', [...events, event('2025-03-10', 'hearingFollowUp')], '2025-06-01')).toHaveLength(2)
  })

  test('R14 and R19: recall within 7 days, overdue after 14; echocardiography within 7', () => {
    expect(of('R14', [event('2023-02-10', 'bloodSpotSuspicious')], '2023-02-24')[0]).toMatchObject({ dueDay: '2023-02-17', windowEnd: '2023-02-24', state: 'due' })
    expect(states('R14', [event('2023-02-10', 'bloodSpotSuspicious')], '2023-02-25')).toEqual(['overdue'])
    expect(of('R14', [event('2023-02-10', 'bloodSpotSuspicious'), event('2023-02-20', 'bloodSpotLost')], '2023-02-25')[0]).toMatchObject({ state: 'cancelled', reason: 'closed' })
    expect(of('R19', [event('2023-02-02', 'heartPositive')], '2023-02-10')[0]).toMatchObject({ windowEnd: '2023-02-09', state: 'overdue' })
  })
})

describe('autism', () => {
  const abnormal = event('2024-08-01', 'autismFirstAbnormal')
  test('R8: open at once for 30 days; a second abnormal screening meanwhile asks for nothing new', () => {
    expect(states('R8', [abnormal], '2024-08-01')).toEqual(['due'])
    expect(of('R8', [abnormal, event('2024-08-20', 'autismFirstAbnormal')], '2024-08-31')).toMatchObject([{ windowEnd: '2024-08-31', state: 'due' }])
    expect(states('R8', [abnormal], '2024-09-01')).toEqual(['overdue'])
  })

  test('R9: three months after a normal re-screening or 70–79 points, once more after each 70–79, none after a normal re-check', () => {
    const rescreened = [abnormal, event('2024-08-20', 'autismRescreenNormal')]
    expect(states('R8', rescreened, '2024-09-01')).toEqual(['done'])
    expect(of('R9', rescreened, '2024-11-12')).toMatchObject([{ openFrom: '2024-11-13', dueDay: '2024-11-20', overdueFrom: '2024-11-21', state: 'notDue' }])
    expect(states('R9', [...rescreened, event('2024-11-18', 'autismRecheckNormal')], '2025-06-01')).toEqual(['done'])
    expect(states('R9', [...rescreened, event('2024-11-18', 'autismRecheckRetest')], '2025-03-01')).toEqual(['done', 'overdue'])
  })

  test('R10 to R12: diagnosis in 30 days, undecided again after 2 months, follow-up every 3 and from 3 years every 6 months', () => {
    const chain = [abnormal, event('2024-08-20', 'autismRescreenAbnormal')]
    expect(of('R10', chain, '2024-09-19')).toMatchObject([{ windowEnd: '2024-09-19', state: 'due' }])
    const undecided = [...chain, event('2024-09-10', 'autismUndecided')]
    expect(of('R11', undecided, '2024-11-24')).toMatchObject([{ dueDay: '2024-11-10', windowEnd: '2024-11-24', state: 'due' }])
    const confirmed = [...undecided, event('2024-11-10', 'autismConfirmed')]
    expect(states('R11', confirmed, '2024-12-01')).toEqual(['done'])
    expect(of('R12', confirmed, '2024-12-01')).toMatchObject([{ dueDay: '2025-02-10', windowEnd: '2025-03-12', state: 'notDue' }])
    const followed = [...confirmed, event('2025-02-10', 'autismFollowUp'), event('2026-02-01', 'autismFollowUp')]
    // Born 2023-01-31: three years old on 2026-01-31.
    expect(of('R12', followed, '2026-03-01').map(({ dueDay, state }) => [dueDay, state])).toEqual([['2025-02-10', 'done'], ['2025-05-10', 'done'], ['2026-08-01', 'notDue']])
  })
})

describe('case files and plans', () => {
  test('R21: two to four weeks after the start of iron; a haemoglobin on the next day does not answer', () => {
    const iron = event('2024-03-01', 'ironStarted')
    expect([states('R21', [iron], '2024-03-14'), states('R21', [iron], '2024-03-15'), states('R21', [iron], '2024-03-29'), states('R21', [iron], '2024-03-30')]).toEqual([['notDue'], ['due'], ['due'], ['overdue']])
    expect(states('R21', [iron, event('2024-03-02', 'haemoglobinChecked')], '2024-03-30')).toEqual(['overdue'])
    expect(states('R21', [iron, visit('2024-03-20', 'haemoglobin')], '2024-03-30')).toEqual(['done'])
  })

  test.each([['R22', 'malnutrition', 7], ['R23', 'rickets', 7], ['R24', 'obesity', 14]] as const)('%s: monthly while the file is open, with its grace; closed with the file', (ruleId, name, grace) => {
    const events = [event('2024-03-01', `${name}Opened`), event('2024-04-03', `${name}FollowUp`)]
    expect(of(ruleId, events, '2024-04-10').map(({ dueDay, state }) => [dueDay, state])).toEqual([['2024-04-01', 'done'], ['2024-05-03', 'notDue']])
    expect([states(ruleId, events, addDays(toDay('2024-05-03'), grace)).at(-1), states(ruleId, events, addDays(toDay('2024-05-03'), grace + 1)).at(-1)]).toEqual(['due', 'overdue'])
    expect(of(ruleId, [...events, event('2024-05-20', `${name}Closed`)], '2024-06-10').at(-1)).toMatchObject({ state: 'cancelled', reason: 'closed' })
    expect(states(ruleId, [...events, event('2024-05-20', `${name}Closed`), event('2024-07-01', `${name}Opened`)], '2024-08-01')).toEqual(['done', 'cancelled', 'due'])
  })

  test('R25: the plan days, each for the follow-up around it', () => {
    const facts = born({ planDays: [toDay('2023-03-31'), toDay('2023-02-28'), toDay('2023-04-30')] })
    const followed = event('2023-03-29', 'highRiskFollowUp')
    expect(of('R25', [followed], '2023-05-14', facts).map(({ dueDay, state, reason }) => [dueDay, state, reason])).toEqual([['2023-02-28', 'cancelled', 'missed'], ['2023-03-31', 'done', null], ['2023-04-30', 'due', null]])
    expect(of('R25', [followed], '2023-05-15', facts).at(-1)).toMatchObject({ state: 'overdue' })
    expect(of('R25', [followed, event('2023-04-15', 'highRiskClosed')], '2023-05-15', facts).at(-1)).toMatchObject({ state: 'cancelled', reason: 'closed' })
  })

  test('R25: a follow-up answers one plan day, also when the next lies within the days of notice', () => {
    const facts = born({ planDays: [toDay('2023-03-10'), toDay('2023-03-13')] })
    expect(of('R25', [event('2023-03-10', 'highRiskFollowUp')], '2023-03-10', facts).map(({ openFrom, state }) => [openFrom, state])).toEqual([['2023-03-03', 'done'], ['2023-03-11', 'notDue']])
  })

  test('R32: the fundus of a preterm or light child, asked for a week before its window until it was looked at', () => {
    const light = born({ gestationDays: 240, birthWeightG: 1900 })
    expect(of('R32', [], '2023-02-21', light)).toMatchObject([{ openFrom: '2023-02-21', dueDay: '2023-02-28', windowEnd: '2023-03-14', state: 'due' }])
    expect([states('R32', [], '2023-03-14', light), states('R32', [], '2023-03-15', light)]).toEqual([['due'], ['overdue']])
    expect([states('R32', [event('2023-03-16', 'retinopathyExamined')], '2023-03-20', light), states('R32', [event('2023-03-16', 'retinopathyClosed')], '2023-03-20', light)]).toEqual([['done'], ['cancelled']])
    expect([of('R32', [], '2023-03-20'), of('R32', [], '2023-03-20', born({ gestationDays: 275, birthWeightG: 3300 }))]).toEqual([[], []])
  })
  test('R29: a form is spent three months after its issue, or by its use', () => {
    const issued = event('2026-06-10', 'entranceIssued')
    expect(of('R29', [issued], '2026-09-10')).toMatchObject([{ windowEnd: '2026-09-10', state: 'due' }])
    expect([states('R29', [issued], '2026-09-11'), states('R29', [issued, event('2026-09-01', 'entranceEntered')], '2026-09-11')]).toEqual([['overdue'], ['done']])
  })
})

describe('the end of care', () => {
  test('a death cancels all that is open and leaves what was done', () => {
    const facts = born({ stop: { reason: 'death', day: toDay('2024-03-10') } })
    const events = [event('2024-03-01', 'malnutritionOpened'), visit('2024-02-10', 'growth')]
    const lines = remindersOf(facts, events, toDay('2024-06-01'), RULES)
    expect(openReminders(lines)).toEqual([])
    expect(lines.filter(({ state }) => state === 'done').map(({ ruleId, occurrence }) => [ruleId, occurrence])).toEqual([['R3', 'month12']])
    expect(lines.find(({ ruleId }) => ruleId === 'R22')).toMatchObject({ state: 'cancelled', reason: 'death' })
    expect(openReminders(remindersOf(facts, events, toDay('2024-03-09'), RULES)).length).toBeGreaterThan(0)
  })

  test('what was over before the child came is nobody\'s omission; after the seventh birthday nothing is asked for', () => {
    const moved = born({ servedFromDay: toDay('2025-01-01') })
    expect(openReminders(remindersOf(moved, [], toDay('2025-01-01'), RULES))).toEqual([])
    // A result that nobody has answered moves in with the child.
    expect(openReminders(remindersOf(moved, [event('2024-03-01', 'heartPositive'), event('2024-03-01', 'autismFirstAbnormal')], toDay('2025-01-01'), RULES)).map(({ ruleId }) => ruleId).toSorted()).toEqual(['R19', 'R8'])
    expect(openReminders(remindersOf(born(), [event('2028-01-01', 'obesityOpened')], toDay('2030-01-31'), RULES))).toEqual([])
    expect(openReminders(remindersOf(born(), [event('2028-01-01', 'obesityOpened')], toDay('2030-01-30'), RULES)).map(({ ruleId }) => ruleId)).toContain('R24')
  })

  test('whatever happened: done has its day and is never overdue, cancelled has a reason, every line is unique and its days are in order', () => {
    fc.assert(fc.property(anyChild.chain(child => fc.tuple(fc.constant(child), anyEvents(child.birthDay), fc.array(fc.integer({ min: 10, max: 800 }), { maxLength: 6 }), fc.integer({ min: 0, max: 3_000 }))), ([child, events, plan, age]) => {
      const today = addDays(child.birthDay, age)
      const lines = remindersOf({ ...child, planDays: plan.map(days => addDays(child.birthDay, days)) }, events, today, RULES)
      expect(new Set(lines.map(({ ruleId, occurrence }) => `${ruleId} ${occurrence}`)).size).toBe(lines.length)
      for (const line of lines) {
        expect(line.state === 'done').toBe(line.doneDay !== null)
        expect(line.state === 'cancelled').toBe(line.reason !== null)
        expect(line.openFrom <= line.dueDay && line.dueDay <= line.windowEnd && line.windowEnd < line.overdueFrom).toBe(true)
        if (line.state === 'overdue') expect(line.overdueFrom <= today).toBe(true)
        if (line.state === 'due') expect(line.openFrom <= today && today <= line.windowEnd).toBe(true)
        if (line.doneDay) expect(line.doneDay <= today).toBe(true)
      }
      if (child.stop && child.stop.day <= today) expect(openReminders(lines)).toEqual([])
    }), { numRuns: 150 })
  })
})
