import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Output } from '../../domain/api/api.ts'
import { HIV, infectionRows, nameForInfection, pregnantWoman, SYPHILIS } from '../support/infection-scene.ts'
import { openScene, registerBirth, type Scene } from '../support/birth-scene.ts'
import { changeSetting, insist, type Window } from '../support/desk.ts'

// The clock of the tests stands on 2026-03-10.
let scene: Scene
let clerk: Window
beforeAll(async () => {
  scene = await openScene({ blanks: false })
  clerk = await scene.as('zhuanggan', ['maternalCare'], '曹孕保')
  await nameForInfection(scene.database, clerk.userId)
})
afterAll(() => scene.close())

type View = Parameters<typeof listed>[0]
const listed = async (view: 'proposed' | 'confirm' | 'follow' | 'children' | 'overdue' | 'open' | 'all'): Promise<Output<'infection.list'>['rows']> => (await clerk.call('infection.list', { view, offset: 0, limit: 100 })).rows
const of = async (view: View, number: string | null) => (await listed(view)).filter(row => row.number === number)
const opened = async (values: object, options: Parameters<typeof pregnantWoman>[1] = {}) => {
  const { pregnancyId, womanId } = await pregnantWoman(clerk, options)
  const { id: caseId } = await insist(clerk, 'infection.case.save', { row: infectionRows(pregnancyId).case({ hbvDay: null, hbvResult: null, ...values }) })
  return { pregnancyId, womanId, caseId, number: (await clerk.call('infection.open', { caseId })).case.number }
}

test('a positive first visit is proposed until there is a case, filled with its results; a pregnancy has one case', async () => {
  const { pregnancyId } = await pregnantWoman(clerk, { name: '张丽华', first: { hivAntibody: '1', syphilis: '2', hepatitisBSurfaceAntigen: '2', hepatitisBEAntigen: '1' } })
  const [line] = (await listed('proposed')).filter(row => row.pregnancyId === pregnancyId)
  expect(line).toMatchObject({ caseId: null, infections: ['syphilis', 'hbv'], what: 'proposed', behind: { initials: 'ZLH', ageYears: 30, gestationDays: 129, expectedDay: '2026-08-08' } })
  expect(JSON.stringify(line)).not.toContain('张丽华')
  const { row } = await clerk.call('infection.prepare', { pregnancyId })
  expect(row).toMatchObject({ hivResult: 'negative', syphilisResult: 'positive', syphilisConfirmation: 'waiting', syphilisDay: '2026-01-10', hbvResult: 'positive', hbeAntigen: 'negative' })
  const { id } = await insist(clerk, 'infection.case.save', { row: { ...infectionRows(pregnancyId).case(), ...row } })
  const { case: saved } = await clerk.call('infection.open', { caseId: id })
  expect(saved).toMatchObject({ number: expect.stringMatching(/^MY2026\d{4}$/) as string, waiting: 'syphilis', confirmed: 'hbv' })
  expect((await listed('proposed')).filter(one => one.pregnancyId === pregnancyId)).toEqual([])
  expect((await clerk.fails('infection.case.save', { row: infectionRows(pregnancyId).case() as never })).fields?.[0]?.message.key).toBe('infection.exists')
})

describe('what waits', () => {
  test('confirmation, then treatment, then the next visit', async () => {
    const { caseId, number } = await opened({ hivDay: '2026-03-01', hivResult: 'positive', hivConfirmation: 'waiting' })
    expect(await of('confirm', number)).toMatchObject([{ what: 'confirm', dueDay: '2026-03-15', isOverdue: false }])
    const { case: row } = await clerk.call('infection.open', { caseId })
    const values = { ...infectionRows(row.pregnancyId).case(), ...Object.fromEntries(Object.entries(row).filter(([name]) => name in infectionRows('x').case())) }
    await insist(clerk, 'infection.case.save', { id: caseId, rev: row.rev, row: { ...values, hivConfirmation: 'confirmed', hivConfirmationDay: '2026-03-05' } })
    expect(await of('follow', number)).toMatchObject([{ what: 'treat', dueDay: '2026-03-05', infections: ['hiv'] }])
    await insist(clerk, 'infection.visit.save', { row: infectionRows(row.pregnancyId).visit(caseId, { visitDay: '2026-03-09' }) })
    // Without a day of its own the next visit is a month on.
    expect((await clerk.call('infection.open', { caseId })).case.nextVisitDay).toBe('2026-04-08')
  })

  test('a case is not closed while a result waits; a visit of long ago is overdue', async () => {
    const { pregnancyId, caseId, number } = await opened({ ...SYPHILIS, syphilisDrug: 'benzathine', syphilisStartDay: '2026-01-16', nextVisitDay: '2026-02-01' })
    expect(await of('overdue', number)).toMatchObject([{ what: 'visit', dueDay: '2026-02-01', isOverdue: true }])
    const { case: row } = await clerk.call('infection.open', { caseId })
    const refused = await clerk.fails('infection.case.save', { id: caseId, rev: row.rev, row: infectionRows(pregnancyId).case({ ...SYPHILIS, syphilisConfirmation: 'waiting', syphilisConfirmationDay: null, closedDay: '2026-03-10', closingReason: 'completed' }) as never })
    expect(refused.fields?.map(({ message }) => message.key)).toContain('infection.stillWaiting')
  })
})

describe('exposed children', () => {
  test('M-32: the immunoglobulin 11.5 hours after birth is in time, 12.5 hours late and asked about', async () => {
    const { caseId, pregnancyId } = await opened({ hbvDay: '2026-01-10', hbvResult: 'positive' })
    const row = infectionRows(pregnancyId).child(caseId, { immunoglobulinAt: '2026-03-05T19:30' })
    await insist(clerk, 'infection.child.save', { row })
    expect((await clerk.call('infection.open', { caseId })).children[0]!.child).toMatchObject({ immunoglobulinHours: 11.5, isImmunoglobulinInTime: true })
    expect(await clerk.call('infection.child.hints', { bornAt: '2026-03-05T08:00', immunoglobulinAt: '2026-03-05T20:30', vaccineFirstAt: null })).toMatchObject({ hours: 12.5, isInTime: false, issues: [{ message: { key: 'immunoglobulin.late' } }] })
    const asked = await clerk.fails('infection.child.save', { row: { ...row, birthOrder: 2, immunoglobulinAt: '2026-03-05T20:30' } as never })
    expect(asked).toMatchObject({ code: 'confirm' })
    expect(asked.fields?.map(({ message }) => message.key)).toEqual(['immunoglobulin.late'])
    expect((await clerk.fails('infection.child.save', { row: { ...row, birthOrder: 2, immunoglobulinAt: '2026-03-05T07:30' } as never })).fields?.[0]?.message.key).toBe('immunoglobulin.beforeBirth')
  })

  test('the programme of an HIV and syphilis child: early nucleic acid, antibodies, titres to 18 months; one test once', async () => {
    const { caseId, pregnancyId, number } = await opened({ ...HIV, ...SYPHILIS, hivTreatmentDay: '2026-01-16', hivRegimen: 'TDF+3TC+EFV' })
    const { id: childId } = await insist(clerk, 'infection.child.save', { row: infectionRows(pregnancyId).child(caseId, { bornAt: '2026-01-20T10:00' }) })
    const planned = async () => (await clerk.call('infection.open', { caseId })).children[0]!.planned
    expect((await planned()).map(({ test: name, dueDay }) => [name, dueDay])).toEqual([
      ['syphilis0', '2026-01-20'], ['hivDna1', '2026-01-22'], ['hivDna2', '2026-03-03'], ['hivDna3', '2026-04-20'], ['syphilis1', '2026-04-20'], ['syphilis2', '2026-07-20'], ['syphilis3', '2026-10-20'],
      ['hivAntibody1', '2027-01-20'], ['syphilis4', '2027-01-20'], ['syphilis5', '2027-04-20'], ['hivAntibody2', '2027-07-20'], ['syphilis6', '2027-07-20'],
    ])
    expect((await of('overdue', number)).filter(line => line.childId !== null)).toMatchObject([{ childId, test: 'syphilis0', what: 'test' }])
    const rows = infectionRows(pregnancyId)
    for (const name of ['syphilis0', 'hivDna1']) await insist(clerk, 'infection.childTest.save', { row: rows.test(childId, { test: name, testDay: '2026-01-22' }) })
    expect(await of('children', number)).toMatchObject([{ test: 'hivDna2', dueDay: '2026-03-03', isOverdue: false }])
    expect((await clerk.fails('infection.childTest.save', { row: rows.test(childId, { test: 'hivDna1', testDay: '2026-03-01' }) as never })).fields?.[0]?.message.key).toBe('infection.testTwice')
    // What is known asks for no more tests.
    const { child } = (await clerk.call('infection.open', { caseId })).children[0]!
    await insist(clerk, 'infection.child.save', { id: childId, rev: child.rev, row: rows.child(caseId, { bornAt: '2026-01-20T10:00', hivOutcome: 'uninfected' }) })
    expect((await planned()).filter(({ doneDay }) => doneDay === null).map(({ test: name }) => name)).toEqual(['syphilis1', 'syphilis2', 'syphilis3', 'syphilis4', 'syphilis5', 'syphilis6'])
  })

  test('hepatitis B is tested at seven months, or a month after a late last dose', async () => {
    const { caseId, pregnancyId } = await opened({ hbvDay: '2025-03-01', hbvResult: 'positive', openedDay: '2025-03-01' }, { lastMenstrualDay: '2024-09-01', pregnancy: { bookedDay: '2024-12-01' } })
    const { id } = await insist(clerk, 'infection.child.save', { row: infectionRows(pregnancyId).child(caseId, { bornAt: '2025-06-05T08:00', vaccineSecondDay: '2025-07-05' }) })
    const due = async () => (await clerk.call('infection.open', { caseId })).children[0]!.planned.map(({ dueDay }) => dueDay)
    expect(await due()).toEqual(['2026-01-05'])
    const { child } = (await clerk.call('infection.open', { caseId })).children[0]!
    await insist(clerk, 'infection.child.save', { id, rev: child.rev, row: infectionRows(pregnancyId).child(caseId, { bornAt: '2025-06-05T08:00', vaccineSecondDay: '2025-07-05', vaccineThirdDay: '2026-02-05' }) })
    expect(await due()).toEqual(['2026-03-05'])
  })

  test('a child is proposed from the delivery with what the delivery room noted', async () => {
    const { caseId, womanId, pregnancyId } = await opened({ hbvDay: '2025-09-01', hbvResult: 'positive', openedDay: '2025-09-02' }, { lastMenstrualDay: '2025-06-01', pregnancy: { bookedDay: '2025-08-20' } })
    await registerBirth(scene, { motherId: womanId, delivery: { pregnancyId } })
    const { rows } = await clerk.call('infection.child.prepare', { caseId })
    expect(rows).toMatchObject([{ caseId, birthOrder: 1, bornAt: '2026-03-05T08:01' }])
    // A case with a child is not voided over its head.
    const { id: childId } = await insist(clerk, 'infection.child.save', { row: infectionRows(pregnancyId).child(caseId, rows[0]) })
    const rev = async () => (await clerk.call('infection.case.get', { id: caseId })).rev
    expect((await clerk.fails('infection.case.void', { id: caseId, rev: await rev(), reason: '登记错误' })).fields?.[0]?.message.key).toBe('infection.hasChildren')
    await clerk.call('infection.child.void', { id: childId, rev: 1, reason: '登记错误' })
    await clerk.call('infection.case.void', { id: caseId, rev: await rev(), reason: '登记错误' })
  })
})

test('process figures count over women who gave birth; every number opens its lines, by code and initials', async () => {
  const span = { from: '2025-10-01', to: '2026-09-30' } as const
  const figures = Object.fromEntries((await clerk.call('infection.figures', span)).map(one => [one.figure, one]))
  expect(figures.tested).toMatchObject({ numerator: 0, denominator: 1, rate: 0, target: 95, isOnTarget: false })
  expect(figures.hivEarly).toMatchObject({ numerator: 1, denominator: 1, rate: 100, isOnTarget: true })
  expect(figures.hivTransmission).toMatchObject({ numerator: 0, denominator: 1, rate: 0, target: 2, isOnTarget: true })
  expect(figures.congenitalSyphilis).toMatchObject({ numerator: 0, denominator: 1, isOnTarget: true })
  const counted = await clerk.call('infection.figure.list', { ...span, figure: 'hivEarly', part: 'counted', offset: 0, limit: 20 })
  expect(counted.rows).toMatchObject([{ number: expect.stringMatching(/^MY/) as string, day: '2026-01-20' }])
  expect(counted.total).toBe(figures.hivEarly!.numerator)
  const missing = await clerk.call('infection.figure.list', { ...span, figure: 'tested', part: 'missing', offset: 0, limit: 20 })
  expect(missing.total).toBe(figures.tested!.denominator - figures.tested!.numerator)
})

test('days that follow from the setting move with it; adequate treatment is penicillin, whole and a month before the birth', async () => {
  const { pregnancyId, womanId, caseId } = await opened({ ...SYPHILIS, syphilisDrug: 'benzathine', syphilisDoses: 3, syphilisStartDay: '2026-01-16', syphilisEndDay: '2026-01-30' }, { lastMenstrualDay: '2025-06-02', pregnancy: { bookedDay: '2025-08-20' } })
  await registerBirth(scene, { motherId: womanId, delivery: { pregnancyId } })
  const adequate = async () => (await clerk.call('infection.open', { caseId })).case.isSyphilisAdequate
  expect(await adequate()).toBe(true)
  await changeSetting(scene.admin, 'infectionRules', { syphilisDaysBeforeBirth: 60 })
  expect(await adequate()).toBe(false)
  await changeSetting(scene.admin, 'infectionRules', { syphilisDaysBeforeBirth: 30, syphilisDoses: 4 })
  expect(await adequate()).toBe(false)
})

test('papers carry a code and initials and a title that names no disease; the slip for the family says nothing of why', async () => {
  const { caseId, pregnancyId, number } = await opened({ hbvDay: '2026-01-10', hbvResult: 'positive' }, { name: '尉迟听澜' })
  const { id: childId } = await insist(clerk, 'infection.child.save', { row: infectionRows(pregnancyId).child(caseId, { immunoglobulinAt: '2026-03-05T10:00' }) })
  const sheet = await clerk.call('infection.paper.preview', { caseId, what: 'case' })
  const text = sheet.html.replaceAll(/<[^>]*>/g, '')
  expect(text).toContain('孕产妇随访登记表')
  expect(text).toContain(number!)
  expect(text).not.toContain('尉迟')
  expect(sheet.issues).toEqual([])
  const slip = (await clerk.call('infection.paper.preview', { caseId, what: 'slip', childId })).html.replaceAll(/<[^>]*>/g, '')
  expect(slip).toContain('儿童健康检查通知单')
  expect(slip).toContain('2026-10-05')
  for (const word of ['乙肝', '梅毒', '艾滋', '尉迟', '阻断']) expect(slip).not.toContain(word)
})
