import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { delivery } from '../../domain/modules/birth/delivery.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { changeSetting, type Desk, insist, openDesk, type Window } from '../support/desk.ts'
import { adult, couple, fertilityRows as rows } from '../support/fertility-scene.ts'

let desk: Desk
let nurse: Window
let midwife: Window
beforeAll(async () => {
  desk = await openDesk()
  nurse = await desk.as('fubao', ['womenCare'], '何妇保')
  midwife = await desk.as('yunbao', ['maternalCare'], '曹孕保')
})
afterAll(() => desk.close())

async function file(name: string, values: object = {}): Promise<{ coupleId: string; womanId: string; manId: string }> {
  const both = await couple(nurse, name)
  const { id: coupleId } = await insist(nurse, 'fertility.preconception.save', { row: rows.preconception(both.womanId, both.manId, { ...values }) })
  return { coupleId, ...both }
}
const valuesOf = async (coupleId: string) => {
  const { couple: { id: _id, rev, defVersion: _v, createdAt: _a, createdBy: _b, updatedAt: _c, updatedBy: _d, voidedAt: _e, voidReason: _f, ...row } } = await nurse.call('fertility.preconception.open', { coupleId })
  return { id: coupleId, rev, row }
}
async function change(coupleId: string, changes: object): Promise<void> {
  const { id, rev, row } = await valuesOf(coupleId)
  await insist(nurse, 'fertility.preconception.save', { id, rev, row: { ...row, ...changes } })
}
const keysOf = async (name: 'fertility.preconception.save' | 'fertility.preconceptionCheck.save' | 'fertility.preconceptionFollowUp.save', input: object): Promise<string[]> =>
  (await nurse.fails(name, input as never)).fields!.map(({ level, path, message }) => `${level} ${path} ${message.key}`)
const lineOf = async (view: 'unfinished' | 'toNotify' | 'toAsk' | 'early' | 'outcome', coupleId: string) => (await nurse.call('fertility.preconception.list', { view, offset: 0, limit: 200 })).rows.find(({ id }) => id === coupleId)
const pregnant = (womanId: string, day: string, values: object = {}) => insist(midwife, 'pregnancy.save', { row: rows.pregnancy(womanId, day, { ...values }) })
const ASSESSED = { educationDay: '2026-03-02', assessedDay: '2026-03-05', womanRisk: 'general', manRisk: 'general', advice: '备孕前三个月起服叶酸', doctorName: '何医生' }

describe('the 19 items', () => {
  test('stand for woman and man; what is missing is named in the list and asked about at the assessment', async () => {
    const { coupleId } = await file('程')
    const before = await nurse.call('fertility.preconception.open', { coupleId })
    expect(before.items).toHaveLength(19)
    expect(before.items.filter(({ man }) => man !== null).map(({ item }) => item)).toEqual(['history', 'physical', 'urine', 'bloodGroup', 'liver', 'hepatitisB', 'kidney', 'syphilis'])
    expect((await lineOf('unfinished', coupleId))!.missing).toHaveLength(18)
    await insist(nurse, 'fertility.preconceptionCheck.save', { row: rows.check(coupleId, '2', { cmvIgG: null }) })
    await insist(nurse, 'fertility.preconceptionCheck.save', { row: rows.check(coupleId, '1') })
    await change(coupleId, { educationDay: '2026-03-02' })
    expect((await lineOf('unfinished', coupleId))!.missing).toEqual(['cytomegalovirus', 'assessment'])
    const { id, rev, row } = await valuesOf(coupleId)
    const asked = await nurse.fails('fertility.preconception.save', { id, rev, row: { ...row, ...ASSESSED } as never })
    expect(asked.fields).toMatchObject([{ level: 'warn', path: 'assessedDay', message: { params: { items: '巨细胞病毒(IgM、IgG)' } } }])
    await change(coupleId, ASSESSED)
    // Once assessed the couple is told within the hospital's days.
    expect(await lineOf('toNotify', coupleId)).toMatchObject({ dueDay: '2026-04-04', isOverdue: false })
    await change(coupleId, { noticeDay: '2026-03-10', noticeReceiver: '程女士' })
    expect(await lineOf('toNotify', coupleId)).toBeUndefined()
    expect((await nurse.call('fertility.preconception.open', { coupleId })).items.filter(({ woman, man }) => !woman || man === false).map(({ item }) => item)).toEqual(['cytomegalovirus', 'tracking'])
  })

  test('bad input is refused or asked about, with the field', async () => {
    const { coupleId, womanId, manId } = await file('苗')
    expect(await keysOf('fertility.preconception.save', { row: rows.preconception(womanId, manId) })).toContain('block womanId preconception.openTwice')
    expect(await keysOf('fertility.preconception.save', { row: rows.preconception(manId, womanId) })).toEqual(['block womanId fertility.notWoman'])
    const { id, rev, row } = await valuesOf(coupleId)
    expect(await keysOf('fertility.preconception.save', { id, rev, row: { ...row, ...ASSESSED, womanRisk: 'high' } })).toContain('block riskFactors preconception.factors')
    expect(await keysOf('fertility.preconception.save', { id, rev, row: { ...row, noticeDay: '2026-03-10' } })).toContain('block assessedDay preconception.noticeBefore')
    expect(await keysOf('fertility.preconception.save', { id, rev, row: { ...row, state: 'closed' } })).toContain('block closing preconception.closing')
    expect(await keysOf('fertility.preconceptionCheck.save', { row: rows.check(coupleId, '2', { ultrasound: '2' }) })).toContain('block findings preconception.findings')
    expect(await keysOf('fertility.preconceptionCheck.save', { row: rows.check(coupleId, '2', { checkedDay: '2026-03-01' }) })).toContain('block checkedDay preconception.checkedBefore')
    await insist(nurse, 'fertility.preconceptionCheck.save', { row: rows.check(coupleId, '1') })
    expect(await keysOf('fertility.preconceptionCheck.save', { row: rows.check(coupleId, '1') })).toContain('block sex preconception.sheetTwice')
    const single = await adult(nurse, '单女士', '2', '1998-02-03')
    const { id: alone } = await insist(nurse, 'fertility.preconception.save', { row: rows.preconception(single, null) })
    expect(await keysOf('fertility.preconceptionCheck.save', { row: rows.check(alone, '1') })).toContain('block sex preconception.noHusband')
    expect(await keysOf('fertility.preconceptionFollowUp.save', { row: rows.followUp(coupleId, { kind: 'outcome' }) })).toEqual(expect.arrayContaining(['block lastMenstrualDay preconception.menstruation', 'block outcome preconception.outcome']))
    // What is asked of a woman is not kept of a man.
    expect((await nurse.call('fertility.preconception.open', { coupleId })).husbandSheet).toMatchObject({ ultrasound: null, rubellaIgG: null, hbsAg: '1' })
  })
})

describe('the follow-up', () => {
  test('asks whether she is pregnant when the hospital’s days have passed since the last time', async () => {
    const { coupleId } = await file('裘', { servedDay: '2025-12-01' })
    expect(await lineOf('toAsk', coupleId)).toMatchObject({ kind: 'notPregnant', dueDay: '2026-03-01', isOverdue: true })
    await insist(nurse, 'fertility.preconceptionFollowUp.save', { row: rows.followUp(coupleId) })
    expect(await lineOf('toAsk', coupleId)).toBeUndefined()
    expect((await nurse.call('fertility.preconception.open', { coupleId })).due).toMatchObject({ kind: 'notPregnant', dueDay: '2026-06-08' })
  })

  test('takes early pregnancy and outcome from this hospital’s own records; nothing counts before it is saved', async () => {
    const { coupleId, womanId } = await file('易', { servedDay: '2025-05-20' })
    const { id: pregnancyId } = await pregnant(womanId, '2025-06-15')
    // 12 weeks have passed, she is still pregnant: late, but asked for.
    expect(await lineOf('early', coupleId)).toMatchObject({ kind: 'early', dueDay: '2025-09-07', isOverdue: true })
    const early = await nurse.call('fertility.preconceptionFollowUp.prepare', { coupleId })
    expect(early).toMatchObject({ fromRecords: true, row: { kind: 'early', pregnancyId, lastMenstrualDay: '2025-06-15', followDay: '2026-03-10' } })
    expect((await nurse.call('fertility.preconception.open', { coupleId })).followUps).toEqual([])
    await insist(nurse, 'fertility.preconceptionFollowUp.save', { row: rows.followUp(coupleId, { ...early.row, followDay: '2025-08-20' }) })
    expect(await lineOf('early', coupleId)).toBeUndefined()
    await insist(midwife, 'delivery.register', {
      row: { ...emptyRow(delivery), motherId: womanId, pregnancyId, gestationDays: 238, mode: '1', fetusCount: 1, placeType: '2', placeRegion: '430421', placeName: '青山县妇幼保健院', attendantType: '1', attendantName: '周助产' },
      newborns: [{ row: { birthOrder: 1, outcome: '1', sex: '2', bornAt: '2026-02-08T08:01', weightG: 2350, lengthCm: 47, health: '1', defect: true } }],
    })
    expect(await lineOf('outcome', coupleId)).toMatchObject({ kind: 'outcome', fromDay: '2026-02-08', dueDay: '2026-03-22', isOverdue: false })
    const ended = await nurse.call('fertility.preconceptionFollowUp.prepare', { coupleId })
    expect(ended).toMatchObject({ fromRecords: true, row: { kind: 'outcome', outcomeDay: '2026-02-08', outcome: 'preterm,lowWeight,defect' } })
    const { id, rev } = await insist(nurse, 'fertility.preconceptionFollowUp.save', { row: rows.followUp(coupleId, { ...ended.row }) })
    expect((await nurse.call('fertility.preconception.open', { coupleId }))).toMatchObject({ due: null, couple: { state: 'closed', closing: 'outcome', closedDay: '2026-03-10' } })
    // Entered by mistake: the file is open again and asks once more.
    await nurse.call('fertility.preconceptionFollowUp.void', { id, rev, reason: '登错了' })
    expect(await lineOf('outcome', coupleId)).toMatchObject({ kind: 'outcome' })
  })

  test('of a pregnancy elsewhere goes by what she tells; one before the examination does not count', async () => {
    const { coupleId, womanId } = await file('巫', { servedDay: '2026-01-10' })
    await pregnant(womanId, '2025-12-01', { state: 'ended', stateDay: '2026-01-05' })
    expect((await nurse.call('fertility.preconception.open', { coupleId })).due).toMatchObject({ kind: 'notPregnant' })
    await insist(nurse, 'fertility.preconceptionFollowUp.save', { row: rows.followUp(coupleId, { kind: 'early', lastMenstrualDay: '2026-01-15' }) })
    expect((await nurse.call('fertility.preconception.open', { coupleId })).due).toMatchObject({ kind: 'outcome', fromDay: '2026-10-22' })
    expect(await lineOf('outcome', coupleId)).toBeUndefined()
    expect(await keysOf('fertility.preconceptionFollowUp.save', { row: rows.followUp(coupleId, { kind: 'early', lastMenstrualDay: '2026-01-15' }) })).toContain('block kind preconception.followTwice')
    const other = await adult(nurse, '别人女士', '2', '1998-03-04')
    const { id: pregnancyId } = await pregnant(other, '2026-01-20')
    expect(await keysOf('fertility.preconceptionFollowUp.save', { row: rows.followUp(coupleId, { kind: 'outcome', lastMenstrualDay: '2026-01-15', outcomeDay: '2026-03-01', outcome: 'miscarriage', pregnancyId }) })).toContain('block pregnancyId preconception.otherPregnancy')
  })

  test('later than the weeks of an early pregnancy is asked about', async () => {
    const { coupleId } = await file('乔', { servedDay: '2025-10-01' })
    expect(await keysOf('fertility.preconceptionFollowUp.save', { row: rows.followUp(coupleId, { kind: 'early', lastMenstrualDay: '2025-12-15', followDay: '2026-03-10' }) })).toContain('warn followDay preconception.earlyLate')
  })
})

test('coverage is shown above 100 % against the task of the year; rates of the followed are of those who became pregnant', async () => {
  const own = await openDesk()
  const clerk = await own.as('fubao', ['womenCare'], '何妇保')
  const boss = await own.as('guanli', ['administrator'], '林管理')
  for (const name of ['甲', '乙', '丙']) {
    const both = await couple(clerk, name)
    const { id } = await insist(clerk, 'fertility.preconception.save', { row: rows.preconception(both.womanId, both.manId) })
    if (name === '甲') await insist(clerk, 'fertility.preconceptionFollowUp.save', { row: rows.followUp(id, { kind: 'early', lastMenstrualDay: '2026-02-25' }) })
  }
  await insist(clerk, 'fertility.base.save', { row: rows.base({ kind: 'preconception', firstDay: '2026-01-01', men: null, women: null, couples: 2 }) })
  expect(await clerk.call('fertility.preconception.figures', { year: 2026 })).toMatchObject({ coverage: { numerator: 3, denominator: 2, percent: 150, target: 80 }, early: { numerator: 1, denominator: 1, percent: 100 }, outcome: { numerator: 0, denominator: 1, percent: 0, target: 55 }, complete: { numerator: 0, denominator: 3 } })
  await changeSetting(boss, 'fertilityRules', { preconceptionCoverageTarget: 95 })
  expect((await clerk.call('fertility.preconception.figures', { year: 2026 })).coverage.target).toBe(95)
  // Nobody typed a task for another year: a line, not a guess.
  expect((await clerk.call('fertility.preconception.figures', { year: 2025 })).coverage).toMatchObject({ denominator: 0, percent: null })
  await own.close()
})
