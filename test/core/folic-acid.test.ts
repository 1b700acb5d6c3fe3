import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { folicAcidDays } from '../../domain/rule/fertility/folic-acid.ts'
import { FERTILITY_RULES_DEFAULT } from '../../domain/rule/fertility/fertility-rules.ts'
import type { Day } from '../../domain/time/day.ts'
import { changeSetting, type Desk, insist, openDesk, type Window } from '../support/desk.ts'
import { adult, fertilityRows as rows } from '../support/fertility-scene.ts'

let desk: Desk
let nurse: Window
let midwife: Window
beforeAll(async () => {
  desk = await openDesk()
  nurse = await desk.as('fubao', ['womenCare'], '何妇保')
  midwife = await desk.as('yunbao', ['maternalCare'], '曹孕保')
})
afterAll(() => desk.close())

let count = 0
const woman = (): Promise<string> => { count += 1; return adult(nurse, `叶女士${count}`, '2', '1997-04-05') }
const course = async (values: object = {}): Promise<{ courseId: string; womanId: string }> => {
  const womanId = await woman()
  return { womanId, courseId: (await insist(nurse, 'fertility.folicAcid.save', { row: rows.course(womanId, { ...values }) })).id }
}
const keysOf = async (name: 'fertility.folicAcid.save' | 'fertility.folicAcidIssue.save' | 'fertility.folicAcidFollowUp.save', row: object): Promise<string[]> =>
  (await nurse.fails(name, { row } as never)).fields!.map(({ level, path, message }) => `${level} ${path} ${message.key}`)
const inView = async (view: 'toIssue' | 'toFollow' | 'active' | 'all', womanId: string) => (await nurse.call('fertility.folicAcid.list', { view, offset: 0, limit: 500 })).rows.find(row => row.womanId === womanId)

describe('应服 and 实服天数', () => {
  const day = (text: string): Day => text as Day
  const answer = (on: string, weeklyTimes: number, stopDay: string | null = null) => ({ day: day(on), weeklyTimes, stopDay: stopDay as Day | null })
  test.each([
    ['nothing before the first day', null, null, [], { required: 0, taken: 0 }],
    ['each answer for the days since the one before', '2026-01-01', null, [answer('2026-01-15', 7), answer('2026-01-29', 5)], { required: 69, taken: 24 }],
    ['to the end of the third month and no further', '2026-01-01', '2025-11-01', [answer('2026-03-10', 7)], { required: 30, taken: 30 }],
    ['days nobody was told of are not taken', '2026-01-01', null, [answer('2026-01-08', 7)], { required: 69, taken: 7 }],
    ['up to the day she stopped', '2026-01-01', null, [answer('2026-01-15', 7, '2026-01-08')], { required: 69, taken: 7 }],
  ] as const)('%s', (_what, startDay, pregnancyStartDay, answers, expected) => {
    expect(folicAcidDays({ startDay: startDay as Day | null, pregnancyStartDay: pregnancyStartDay as Day | null, answers }, day('2026-03-10'), FERTILITY_RULES_DEFAULT)).toEqual(expected)
  })
})

describe('a course', () => {
  test('begins with the dose of the hospital; another dose is asked about, 4 mg is for who is at high risk', async () => {
    const womanId = await woman()
    const { row, dosage } = await nurse.call('fertility.folicAcid.prepare', { womanId })
    expect(row).toMatchObject({ takerGroup: 'preparing', doseMg: 0.4, isHighRisk: false })
    expect(dosage).toEqual({ ordinaryMg: 0.4, highRiskMg: 4, bottles: 6, followUpDays: 30 })
    expect(await keysOf('fertility.folicAcid.save', rows.course(womanId, { doseMg: 4 }))).toContain('warn doseMg folicAcid.dose')
    expect(await keysOf('fertility.folicAcid.save', rows.course(womanId, { isHighRisk: true, doseMg: 4 }))).toEqual(['block highRiskReason folicAcid.highRisk'])
    const { id } = await insist(nurse, 'fertility.folicAcid.save', { row: rows.course(womanId, { isHighRisk: true, highRiskReason: '曾生育神经管缺陷儿', doseMg: 4 }) })
    expect(await nurse.call('fertility.folicAcid.get', { id })).toMatchObject({ number: expect.stringMatching(/^YS2026\d{6}$/), nextDay: '2026-03-31' })
    expect((await nurse.call('fertility.folicAcid.prepare', { womanId })).activeId).toBe(id)
    expect(await keysOf('fertility.folicAcid.save', rows.course(womanId))).toContain('block womanId folicAcid.activeTwice')
  })
  test('bad input is refused or asked about, with the field', async () => {
    const { courseId } = await course()
    const waiting = await course({ startDay: null })
    const man = await adult(nurse, '叶先生', '1', '1997-04-05')
    expect(await keysOf('fertility.folicAcid.save', rows.course(man))).toEqual(['block womanId fertility.notWoman'])
    expect(await keysOf('fertility.folicAcidIssue.save', rows.issue(courseId, { issuedDay: '2026-02-28' }))).toContain('block issuedDay folicAcid.issuedBefore')
    expect(await keysOf('fertility.folicAcidIssue.save', rows.issue(courseId, { bottles: 7 }))).toContain('warn bottles folicAcid.bottles')
    expect(await keysOf('fertility.folicAcidFollowUp.save', rows.taken(courseId, { isTaking: false }))).toContain('block stopDay folicAcid.stop')
    expect(await keysOf('fertility.folicAcidFollowUp.save', rows.taken(courseId, { weeklyTimes: 0 }))).toContain('warn weeklyTimes folicAcid.noTimes')
    expect(await keysOf('fertility.folicAcidFollowUp.save', rows.taken(courseId, { followDay: '2026-02-27' }))).toContain('block followDay folicAcid.followBefore')
    expect(await keysOf('fertility.folicAcidFollowUp.save', rows.taken(waiting.courseId))).toContain('block weeklyTimes folicAcid.notStarted')
  })
  test('is stopped by the follow-up that says so, and asked for again on the day agreed', async () => {
    const { courseId, womanId } = await course({ registeredDay: '2026-01-20', startDay: '2026-01-20' })
    expect(await inView('toFollow', womanId)).toMatchObject({ courseId, dueDay: '2026-02-19', isOverdue: true })
    await insist(nurse, 'fertility.folicAcidFollowUp.save', { row: rows.taken(courseId, { nextDay: '2026-03-20' }) })
    expect(await inView('toFollow', womanId)).toBeUndefined()
    expect(await inView('active', womanId)).toMatchObject({ dueDay: '2026-03-20', lastFollowDay: '2026-03-10' })
    const { followUps: [first] } = await nurse.call('fertility.folicAcid.open', { courseId })
    await insist(nurse, 'fertility.folicAcidFollowUp.save', { id: first!.id, rev: first!.rev, row: rows.taken(courseId, { isTaking: false, stopDay: '2026-03-05', stopReason: 'forgot' }) })
    expect(await nurse.call('fertility.folicAcid.get', { id: courseId })).toMatchObject({ state: 'ended', endDay: '2026-03-05', stopReason: 'forgot', nextDay: null })
    expect(await inView('active', womanId)).toBeUndefined()
    expect(await inView('all', womanId)).toMatchObject({ stopReason: 'forgot' })
    // Voided, it says nothing any more: she takes it and is asked again, unless she has begun anew meanwhile.
    const { id: again } = await insist(nurse, 'fertility.folicAcid.save', { row: rows.course(womanId) })
    const wrong = { id: first!.id, rev: first!.rev + 1, reason: '登记在别人名下' }
    expect((await nurse.fails('fertility.folicAcidFollowUp.void', wrong)).fields?.[0]?.message.key).toBe('folicAcid.activeTwice')
    await nurse.call('fertility.folicAcid.void', { id: again, rev: 1, reason: '重复登记' })
    await nurse.call('fertility.folicAcidFollowUp.void', wrong)
    expect(await nurse.call('fertility.folicAcid.get', { id: courseId })).toMatchObject({ state: 'active', endDay: null, stopReason: null, nextDay: '2026-02-19' })
    expect((await nurse.call('home.summary', null)).folicAcidDue!.first).toContainEqual(expect.objectContaining({ id: courseId, since: '2026-02-19' }))
  })
  test('says how many days she should have taken and took', async () => {
    const { courseId, womanId } = await course({ registeredDay: '2025-12-01', startDay: '2025-12-01' })
    await insist(midwife, 'pregnancy.save', { row: rows.pregnancy(womanId, '2025-11-15') })
    await insist(nurse, 'fertility.folicAcidFollowUp.save', { row: rows.taken(courseId, { weeklyTimes: 6 }) })
    expect(await nurse.call('fertility.folicAcid.open', { courseId })).toMatchObject({ days: { required: 75, taken: 64, percent: 85.33, isCompliant: true }, midPregnancyDay: '2026-02-14' })
  })
})

test('待发放 are the women booked before 13 weeks who were handed none; one more week and they are gone', async () => {
  const [early, late, given, unbooked] = [await woman(), await woman(), await woman(), await woman()]
  // 12+6 and 13+0 on the day of the test.
  await insist(midwife, 'pregnancy.save', { row: rows.pregnancy(early, '2025-12-10') })
  await insist(midwife, 'pregnancy.save', { row: rows.pregnancy(late, '2025-12-09') })
  await insist(midwife, 'pregnancy.save', { row: rows.pregnancy(given, '2026-01-10') })
  await insist(midwife, 'pregnancy.save', { row: rows.pregnancy(unbooked, '2026-01-10', { bookedDay: null }) })
  await insist(nurse, 'fertility.folicAcid.save', { row: rows.course(given) })
  expect(await inView('toIssue', early)).toMatchObject({ courseId: null, gestationDays: 90, expectedDay: '2026-09-16', dueDay: '2026-03-10' })
  for (const womanId of [late, given, unbooked]) expect(await inView('toIssue', womanId)).toBeUndefined()
  const { row } = await nurse.call('fertility.folicAcid.prepare', { womanId: early })
  expect(row.takerGroup).toBe('early')
  await insist(nurse, 'fertility.folicAcid.save', { row: rows.course(early, { takerGroup: 'early' }) })
  expect(await inView('toIssue', early)).toBeUndefined()
})

test('the list to phone by has whole phones and needs its own right', async () => {
  const { courseId } = await course({ registeredDay: '2026-01-02', startDay: '2026-01-02' })
  const saved = await nurse.call('fertility.folicAcid.export', { view: 'toFollow' })
  expect(saved.fileName).toBe('叶酸发放与随访名单-2026-03-10.xlsx')
  expect(saved.rows).toBe((await nurse.call('fertility.folicAcid.list', { view: 'toFollow', offset: 0, limit: 1 })).total)
  const doctor = await desk.as('yisheng', ['doctor'], '周医生')
  expect(await doctor.fails('fertility.folicAcid.export', { view: 'toFollow' })).toMatchObject({ code: 'forbidden', detail: { need: 'export.list' } })
  // A doctor sees the phone masked.
  expect((await doctor.call('fertility.folicAcid.list', { view: 'toFollow', offset: 0, limit: 500 })).rows.find(row => row.courseId === courseId)!.phone).toMatch(/\*/)
})

test('M-30: 300 due, 285 started; 285 takers reached mid-pregnancy, 268 took it on ≥ 80 % of days: 95.00 % and 94.04 %', async () => {
  const own = await openDesk()
  const [clerk, booking] = [await own.as('fubao', ['womenCare'], '何妇保'), await own.as('yunbao', ['maternalCare'], '曹孕保')]
  for (let index = 0; index < 300; index += 1) {
    const womanId = await adult(clerk, `叶酸${index}`, '2', `19${90 + index % 10}-${String(1 + index % 12).padStart(2, '0')}-${String(1 + index % 28).padStart(2, '0')}`)
    const isStarted = index < 285
    const { id } = await insist(clerk, 'fertility.folicAcid.save', { row: rows.course(womanId, { registeredDay: '2026-01-01', startDay: isStarted ? '2026-01-01' : null }) })
    if (!isStarted) continue
    // Mid-pregnancy on 2026-03-02, 60 days from the first: six a week are 51, five a week 43; 48 are 80 %.
    await insist(booking, 'pregnancy.save', { row: rows.pregnancy(womanId, '2025-12-01') })
    await insist(clerk, 'fertility.folicAcidFollowUp.save', { row: rows.taken(id, { weeklyTimes: index < 268 ? 6 : 5 }) })
  }
  const quarter = { firstDay: '2026-01-01', lastDay: '2026-03-31' }
  expect(await clerk.call('fertility.folicAcid.figures', quarter)).toEqual({ use: { numerator: 285, denominator: 300, percent: 95, target: 90 }, compliance: { numerator: 268, denominator: 285, percent: 94.04, target: 70 } })
  // Mid-pregnancy lies in the quarter, not in the next; the share of days is the hospital's to set.
  expect(await clerk.call('fertility.folicAcid.figures', { firstDay: '2026-04-01', lastDay: '2026-06-30' })).toMatchObject({ use: { denominator: 0, percent: null }, compliance: { denominator: 0, percent: null } })
  await changeSetting(await own.as('guanli', ['administrator']), 'maternalRules', { folicAcidCompliancePercent: 70 })
  expect((await clerk.call('fertility.folicAcid.figures', quarter)).compliance).toMatchObject({ numerator: 285, percent: 100 })
  await own.close()
}, 60_000)
