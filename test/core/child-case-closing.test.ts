import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { newbornVisit } from '../../domain/modules/child/newborn-visit.record.ts'
import { childScale } from '../../domain/modules/child/scale.record.ts'
import { childVisit } from '../../domain/modules/child/visit.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { checkUp, followUp, openCase, registerChild } from '../support/child-case-scene.ts'
import { type Desk, insist, openDesk, type Window } from '../support/desk.ts'

// The clinic is at 2026-03-10; the child was born at term on 2024-02-20 and has a high-risk file for asphyxia.
let desk: Desk
let doctor: Window
beforeAll(async () => {
  desk = await openDesk()
  doctor = await desk.as('erbao', ['childCare'], '陈医生')
})
afterAll(() => desk.close())

const GROWN = { weightKg: 12.4, lengthCm: 87.5, headCm: 48, position: 'H' } as const
let fileId: string
let caseId: string
const closing = async () => (await doctor.call('child.case.open', { id: caseId })).closing
const scale = (testDay: string, row: Record<string, unknown>) => doctor.call('child.scale.save', { row: { ...emptyRow(childScale), fileId, kind: 'development', testDay, testerName: '周测评', ...row } as never })

describe('closing a high-risk file is proposed only for a child that is well (§8)', () => {
  let count = 0
  beforeEach(async () => {
    count += 1
    fileId = (await registerChild(doctor, `窒息${'甲乙丙丁戊己庚辛'[count]}`, '2024-02-20', { apgarOneMinute: 5 })).fileId
    caseId = await openCase(doctor, fileId, 'highRisk', { openedDay: '2024-03-20' })
    await followUp(doctor, caseId, { visitDay: '2025-11-20', weightKg: 11.4, lengthCm: 84, headCm: 47.5, position: 'L', developmentNormal: true })
  })

  test('weighing alone at the last follow-up does not undo 重度生长迟缓 and a small head of the one before', async () => {
    await followUp(doctor, caseId, { visitDay: '2026-02-25', weightKg: 11.8, lengthCm: 76, headCm: 44, position: 'H', developmentNormal: true })
    await followUp(doctor, caseId, { visitDay: '2026-03-05', weightKg: 12.2, developmentNormal: true })
    expect(await closing()).toBeNull()
    // The length has caught up, the head has not.
    await followUp(doctor, caseId, { visitDay: '2026-03-08', ...GROWN, headCm: 44.5 })
    expect(await closing()).toBeNull()
    await followUp(doctor, caseId, { visitDay: '2026-03-10', headCm: 47.5 })
    expect(await closing()).toMatchObject({ reason: { key: 'childCase.closeHighRisk', params: { months: 24, tests: 2 } }, source: '§8 [K]' })
  })

  test('an indicator nobody measured is not normal', async () => {
    const one = await registerChild(doctor, '未量头围', '2024-02-20', { apgarOneMinute: 5 })
    const id = await openCase(doctor, one.fileId, 'highRisk', { openedDay: '2024-03-20' })
    await followUp(doctor, id, { visitDay: '2026-02-25', ...GROWN, headCm: null, developmentNormal: true })
    await followUp(doctor, id, { visitDay: '2026-03-05', ...GROWN, headCm: null, developmentNormal: true })
    expect((await doctor.call('child.case.open', { id })).closing).toBeNull()
  })

  test('儿心量表 with DQ 55 stands until the scale is taken again, whatever is ticked and whatever signs are not seen', async () => {
    await followUp(doctor, caseId, { visitDay: '2026-02-25', ...GROWN, developmentNormal: true })
    expect(await closing()).not.toBeNull()
    await scale('2026-02-26', { totalDq: 55, grossMotorDq: 55, fineMotorDq: 55, adaptiveDq: 55, languageDq: 55, socialDq: 55 })
    expect(await closing()).toBeNull()
    await checkUp(doctor, fileId, { contact: 'month24', visitDay: '2026-03-01', ...GROWN, warningSign1: false, warningSign2: false, warningSign3: false, warningSign4: false, languageRegression: false })
    await followUp(doctor, caseId, { visitDay: '2026-03-05', developmentNormal: true })
    expect(await closing()).toBeNull()
    await scale('2026-03-09', { totalDq: 92, grossMotorDq: 92, fineMotorDq: 92, adaptiveDq: 92, languageDq: 92, socialDq: 92 })
    expect(await closing()).not.toBeNull()
  })

  test('a warning sign at a check-up is no normal test; signs asked for and absent are one', async () => {
    const signs = { warningSign1: false, warningSign2: false, warningSign3: false, warningSign4: false, languageRegression: false }
    await checkUp(doctor, fileId, { contact: 'month24', visitDay: '2026-02-25', ...GROWN, ...signs, warningSign2: true })
    expect(await closing()).toBeNull()
    const other = await registerChild(doctor, '征象阴性', '2024-02-20', { apgarOneMinute: 5 })
    const id = await openCase(doctor, other.fileId, 'highRisk', { openedDay: '2024-03-20' })
    await checkUp(doctor, other.fileId, { contact: 'month18', visitDay: '2025-08-25', weightKg: 11, lengthCm: 82, headCm: 47, ...signs })
    await checkUp(doctor, other.fileId, { contact: 'month24', visitDay: '2026-02-25', ...GROWN, ...signs })
    expect((await doctor.call('child.case.open', { id })).closing).not.toBeNull()
  })

  test('the referral of a check-up is open until the doctor enters its answer into that check-up', async () => {
    const id = await checkUp(doctor, fileId, { contact: 'month24', visitDay: '2026-02-25', ...GROWN, referral: '2', referralReason: '心脏杂音', referralInstitution: '市儿童医院心内科' })
    await followUp(doctor, caseId, { visitDay: '2026-03-05', developmentNormal: true })
    expect(await closing()).toBeNull()
    const stored = await doctor.call('child.visit.get', { id })
    const values = Object.fromEntries(Object.keys(childVisit.fields).map(name => [name, (stored as unknown as Record<string, unknown>)[name]]))
    await insist(doctor, 'child.visit.save', { id, rev: stored.rev, row: { ...values, referralResult: '心脏超声正常' } as never })
    expect(await closing()).not.toBeNull()
  })

  test('the referral of the home visit too', async () => {
    const row = { ...emptyRow(newbornVisit), fileId, visitDay: '2024-02-27', place: 'home', doctorName: '陈医生', weightKg: 3.4, referral: '2', referralReason: '心脏杂音', referralInstitution: '市儿童医院' }
    const { id, rev } = await doctor.call('child.newbornVisit.save', { row: row as never })
    await followUp(doctor, caseId, { visitDay: '2026-03-05', ...GROWN, developmentNormal: true })
    expect(await closing()).toBeNull()
    await doctor.call('child.newbornVisit.save', { id, rev, row: { ...row, referralResult: '生理性杂音' } as never })
    expect(await closing()).not.toBeNull()
  })
})

describe('what one visit did not measure is not gone', () => {
  test('a severe deficit found at one follow-up is still to be referred after a visit that only weighed', async () => {
    const { fileId: thin } = await registerChild(doctor, '生长迟缓', '2024-02-20')
    const id = await openCase(doctor, thin, 'malnutrition', { openedDay: '2026-01-10' })
    await followUp(doctor, id, { visitDay: '2026-02-10', weightKg: 11.4, lengthCm: 76, position: 'L' })
    await followUp(doctor, id, { visitDay: '2026-03-09', weightKg: 11.9 })
    expect((await doctor.call('child.case.open', { id })).referral).toMatchObject({ reason: { key: 'childCase.referSevere' } })
  })

  test('stunting stays proposed after a visit that only weighed, and a doctor’s no to it too', async () => {
    const { fileId: short } = await registerChild(doctor, '身材矮小', '2024-02-20')
    await checkUp(doctor, short, { contact: 'month24', visitDay: '2026-02-25', weightKg: 11.4, lengthCm: 80.5, position: 'H' })
    const proposed = async () => (await doctor.call('child.case.propose', { fileId: short })).proposals.find(one => one.kind === 'malnutrition')
    const first = await proposed()
    expect(first).toMatchObject({ day: '2026-02-25' })
    const other = await openCase(doctor, short, 'rickets', { openedDay: '2026-02-25' })
    await followUp(doctor, other, { visitDay: '2026-03-05', weightKg: 11.6 })
    expect(await proposed()).toMatchObject({ basis: first!.basis, day: '2026-02-25', row: { startWeightKg: 11.6 } })
    await doctor.call('child.caseDecline.save', { row: { fileId: short, kind: 'malnutrition', basis: first!.basis, day: '2026-03-10', doctorName: '陈医生', note: '父母矮小' } as never })
    expect(await proposed()).toBeUndefined()
  })
})
