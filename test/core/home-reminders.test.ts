import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { VitalList } from '../../domain/code/vital.ts'
import { PRECONCEPTION_VIEW } from '../../domain/code/fertility.ts'
import { openScene, registerBirth, type Scene } from '../support/birth-scene.ts'
import { insist, type Window } from '../support/desk.ts'
import { couple, fertilityRows } from '../support/fertility-scene.ts'
import { infectionRows, nameForInfection, pregnantWoman } from '../support/infection-scene.ts'
import { deathRow, defectRow } from '../support/vital-scene.ts'
import { adolescentRow, menopauseFileRow, menopauseVisitRow, registerWoman } from '../support/women-scene.ts'
import { idNumberOf } from '../support/women.ts'

// The clock of the tests stands on 2026-03-10, 10:00 in China.
let scene: Scene
let nurse: Window
beforeAll(async () => {
  scene = await openScene({ blanks: false })
  nurse = await scene.as('fubao', ['womenCare'], '何妇保')
})
afterAll(() => scene.close())

let serial = 0
const mother = () => { serial += 1; return { name: `提醒${'甲乙丙丁戊己'[serial % 6]}`, idNumber: idNumberOf('430421', '1995-08-15', 700 + serial * 2), phone: `1370000${String(serial).padStart(4, '0')}` } }

describe('报告卡 on the home page', () => {
  const line = async (view: VitalList) => {
    const [total, count] = [(await scene.doctor.call('vital.list', { view, offset: 0, limit: 1 })).total, (await scene.doctor.call('vital.count', null))[view]]
    expect(count, view).toBe(total)
    return total
  }
  const step = async (who: Window, call: 'vital.maternalDeath.step' | 'vital.birthDefect.step', id: string, rev: number, to: 'submitted' | 'reviewed' | 'reported') => (await who.call(call, { id, rev, to })).rev

  test('a death waits from the delivery that notes it, as a card until it is reported, and reported until it is investigated', async () => {
    expect([await line('deaths'), await line('overdue')]).toEqual([0, 0])
    const { motherId } = await registerBirth(scene, { mother: mother(), delivery: { motherOutcome: '3' } as never })
    expect([await line('deaths'), await line('overdue')]).toEqual([1, 1])
    // Known since the evening before: until this evening it is in time.
    const row = (values: object = {}) => deathRow(motherId, { diedAt: '2026-03-09T20:00', noticedAt: '2026-03-09T20:00', ...values })
    const { id, rev } = await insist(scene.doctor, 'vital.maternalDeath.save', { row: row() })
    expect([await line('deaths'), await line('overdue')]).toEqual([1, 0])
    const submitted = await step(scene.doctor, 'vital.maternalDeath.step', id, rev, 'submitted')
    const reviewed = await step(scene.seniorDoctor, 'vital.maternalDeath.step', id, submitted, 'reviewed')
    await step(scene.doctor, 'vital.maternalDeath.step', id, reviewed, 'reported')
    expect((await scene.doctor.call('vital.list', { view: 'deaths', offset: 0, limit: 5 })).rows).toMatchObject([{ id, state: 'reported', duty: 'investigate', dueAt: '2026-03-23', isOverdue: false }])
    const { card } = await scene.doctor.call('vital.maternalDeath.open', { id })
    await insist(scene.doctor, 'vital.maternalDeath.save', { id, rev: card.rev, row: row({ investigatedDay: '2026-03-10' }) })
    // A changed card goes round again; then nothing is left of it.
    const again = await step(scene.seniorDoctor, 'vital.maternalDeath.step', id, (await scene.doctor.call('vital.maternalDeath.open', { id })).card.rev, 'reviewed')
    expect(await line('deaths')).toBe(1)
    await step(scene.doctor, 'vital.maternalDeath.step', id, again, 'reported')
    expect([await line('deaths'), await line('overdue')]).toEqual([0, 0])
  })
  test('a death that is not investigated in its working days is overdue', async () => {
    const { motherId } = await registerBirth(scene, { mother: mother() })
    const { id, rev } = await insist(scene.doctor, 'vital.maternalDeath.save', { row: deathRow(motherId, { diedAt: '2026-02-10T20:00', noticedAt: '2026-02-10T21:00', deliveredAt: '2026-02-09T08:00', reportDay: '2026-02-11' }) })
    const submitted = await step(scene.doctor, 'vital.maternalDeath.step', id, rev, 'submitted')
    await step(scene.doctor, 'vital.maternalDeath.step', id, await step(scene.seniorDoctor, 'vital.maternalDeath.step', id, submitted, 'reviewed'), 'reported')
    expect((await scene.doctor.call('vital.list', { view: 'overdue', offset: 0, limit: 5 })).rows).toMatchObject([{ id, duty: 'investigate', isOverdue: true }])
    expect(await line('overdue')).toBe(1)
  })
  test('a defect waits from the birth that notes it until its card is reported', async () => {
    const before = await line('defects')
    const { motherId, newbornIds } = await registerBirth(scene, { mother: mother(), newborns: [{ defect: true, defectNote: '唇裂' }] as never })
    expect(await line('defects')).toBe(before + 1)
    const { id, rev } = await insist(scene.doctor, 'vital.birthDefect.save', { row: defectRow(motherId, { newbornId: newbornIds[0] }) })
    expect(await line('defects')).toBe(before + 1)
    const submitted = await step(scene.doctor, 'vital.birthDefect.step', id, rev, 'submitted')
    await step(scene.doctor, 'vital.birthDefect.step', id, await step(scene.seniorDoctor, 'vital.birthDefect.step', id, submitted, 'reviewed'), 'reported')
    expect(await line('defects')).toBe(before)
  })
  test('is counted for nobody without the right', async () => {
    for (const who of [scene.clerk, nurse]) expect((await who.fails('vital.count', null)).code).toBe('forbidden')
  })
})

describe('艾梅乙 on the home page', () => {
  test('counts for those who are named, without a name in the answer; a case takes her off the list', async () => {
    const clerk = await scene.as('zhuanggan', ['maternalCare'], '曹孕保')
    expect((await clerk.fails('infection.count', null)).code).toBe('forbidden')
    const { pregnancyId } = await pregnantWoman(clerk, { name: '苏保密', first: { syphilis: '2' } })
    const named = await scene.as('zhuanggan2', ['maternalCare'], '龚孕保')
    await nameForInfection(scene.database, named.userId)
    const counts = await named.call('infection.count', null)
    expect(Object.values(counts).every(value => typeof value === 'number')).toBe(true)
    expect(counts).toMatchObject({ proposed: 1, confirm: 0 })
    await insist(named, 'infection.case.save', { row: infectionRows(pregnancyId).case({ hbvDay: null, hbvResult: null, syphilisDay: '2026-01-10', syphilisResult: 'positive', syphilisConfirmation: 'waiting' }) })
    expect(await named.call('infection.count', null)).toMatchObject({ proposed: 0, confirm: 1 })
    for (const view of ['proposed', 'confirm', 'follow', 'children', 'overdue'] as const) expect((await named.call('infection.list', { view, offset: 0, limit: 1 })).total, view).toBe((await named.call('infection.count', null))[view])
  })
})

describe('孕前优生 on the home page', () => {
  const work = async () => {
    const counts = await nurse.call('fertility.preconception.work', null)
    for (const view of PRECONCEPTION_VIEW.values) if (view in counts) expect((await nurse.call('fertility.preconception.list', { view, offset: 0, limit: 1 })).total, view).toBe(counts[view as keyof typeof counts])
    return counts
  }
  test('asks after the days have passed, follows in early pregnancy and for the outcome; each goes when it is done', async () => {
    expect(await work()).toEqual({ toNotify: 0, toAsk: 0, early: 0, outcome: 0 })
    const { womanId, manId } = await couple(nurse, '裘')
    const { id: coupleId } = await insist(nurse, 'fertility.preconception.save', { row: fertilityRows.preconception(womanId, manId, { servedDay: '2025-12-01' }) })
    expect(await work()).toEqual({ toNotify: 0, toAsk: 1, early: 0, outcome: 0 })
    await insist(nurse, 'fertility.preconceptionFollowUp.save', { row: fertilityRows.followUp(coupleId) })
    expect(await work()).toEqual({ toNotify: 0, toAsk: 0, early: 0, outcome: 0 })
    const midwife = await scene.as('yunbao', ['maternalCare'], '陈孕保')
    await insist(midwife, 'pregnancy.save', { row: fertilityRows.pregnancy(womanId, '2026-01-20') })
    expect(await work()).toMatchObject({ early: 1 })
    const { row } = await nurse.call('fertility.preconceptionFollowUp.prepare', { coupleId })
    await insist(nurse, 'fertility.preconceptionFollowUp.save', { row: fertilityRows.followUp(coupleId, { ...row }) })
    expect(await work()).toMatchObject({ early: 0, outcome: 0 })
    expect((await midwife.fails('fertility.preconception.work', null)).code).toBe('forbidden')
  })
  test('a result waits to be told', async () => {
    const { womanId, manId } = await couple(nurse, '程')
    const row = fertilityRows.preconception(womanId, manId, { educationDay: '2026-03-02' })
    const { id } = await insist(nurse, 'fertility.preconception.save', { row })
    for (const sex of ['1', '2'] as const) await insist(nurse, 'fertility.preconceptionCheck.save', { row: fertilityRows.check(id, sex) })
    const assessed = { ...row, assessedDay: '2026-03-05', womanRisk: 'general', manRisk: 'general', advice: '备孕前三个月起服叶酸', doctorName: '何医生' }
    const revOf = async () => (await nurse.call('fertility.preconception.open', { coupleId: id })).couple.rev
    const { rev } = await insist(nurse, 'fertility.preconception.save', { id, rev: await revOf(), row: assessed })
    expect(await work()).toMatchObject({ toNotify: 1 })
    await insist(nurse, 'fertility.preconception.save', { id, rev, row: { ...assessed, noticeDay: '2026-03-10', noticeReceiver: '程女士' } })
    expect(await work()).toMatchObject({ toNotify: 0 })
  })
})

describe('更年期 and 青少年 on the home page', () => {
  const work = async () => {
    const counts = await nurse.call('women.work', null)
    expect([(await nurse.call('women.menopauseFile.list', { view: 'due', offset: 0, limit: 1 })).total, (await nurse.call('women.adolescentVisit.list', { view: 'due', offset: 0, limit: 1 })).total]).toEqual([counts.menopause, counts.adolescent])
    return counts
  }
  test('whoever is due within the week stands there until she came', async () => {
    const [older, girl] = [await registerWoman(nurse, '更年提醒', '1974-03-02'), await registerWoman(nurse, '青少提醒', '2012-03-02')]
    const { id: fileId } = await insist(nurse, 'women.menopauseFile.save', { row: menopauseFileRow(older) })
    await insist(nurse, 'women.menopauseVisit.save', { row: menopauseVisitRow(older, fileId, { nextVisitDay: '2026-03-18' }) })
    await insist(nurse, 'women.adolescentVisit.save', { row: adolescentRow(girl, { nextVisitDay: '2026-03-17' }) })
    expect(await work()).toEqual({ menopause: 0, adolescent: 1 })
    await insist(nurse, 'women.menopauseVisit.save', { row: menopauseVisitRow(older, fileId, { visitDay: '2026-03-03', nextVisitDay: '2026-03-17' }) })
    expect(await work()).toEqual({ menopause: 1, adolescent: 1 })
    await insist(nurse, 'women.menopauseVisit.save', { row: menopauseVisitRow(older, fileId, { visitDay: '2026-03-10', nextVisitDay: '2026-09-10' }) })
    await insist(nurse, 'women.adolescentVisit.save', { row: adolescentRow(girl, { visitDay: '2026-03-10', nextVisitDay: '2026-09-10' }) })
    expect(await work()).toEqual({ menopause: 0, adolescent: 0 })
    expect((await scene.clerk.fails('women.work', null)).code).toBe('forbidden')
  })
})
