import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Input } from '../../domain/api/api.ts'
import { openScene, registerBirth, type Scene } from '../support/birth-scene.ts'
import { insist, type Window } from '../support/desk.ts'
import { defectRow, deathRow } from '../support/vital-scene.ts'
import { idNumberOf } from '../support/women.ts'

// The clock of the tests stands on 2026-03-10, 10:00 in China.
let scene: Scene
let doctor: Window
let senior: Window
beforeAll(async () => {
  scene = await openScene({ blanks: false })
  doctor = scene.doctor
  senior = scene.seniorDoctor
})
afterAll(() => scene.close())

let serial = 0
const mother = () => { serial += 1; return { name: ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬', '癸'].map(sign => `卡${sign}`)[serial % 10]!, idNumber: idNumberOf('430421', '1995-08-15', 500 + serial * 2), phone: `1390000${String(serial).padStart(4, '0')}` } }
const birth = (newborns: object[] = [{}], options: object = {}) => registerBirth(scene, { mother: mother(), newborns: newborns as never, ...options })
const lines = async (view: Input<'vital.list'>['view'], year?: number) => (await doctor.call('vital.list', { view, offset: 0, limit: 200, ...year ? { year } : {} })).rows
const step = async (who: Window, id: string, to: 'submitted' | 'reviewed' | 'reported' | 'draft', more: object = {}) => {
  const { card } = await who.call('vital.birthDefect.open', { id })
  return who.call('vital.birthDefect.step', { id, rev: card.rev, to, ...more })
}
const keys = (error: { fields?: readonly { message: { key: string } }[] }) => error.fields?.map(({ message }) => message.key)

describe('出生缺陷报告卡', () => {
  test('a child noted with a defect is proposed until it has a card, filled in from the delivery; each of twins its own', async () => {
    const { motherId, newbornIds } = await birth([{ defect: true, defectNote: '唇裂' }, { birthOrder: 2, bornAt: '2026-03-05T08:11', defect: true, sex: '1' }], { delivery: { gestationDays: 252 } })
    const waiting = (await lines('proposed')).filter(row => newbornIds.includes(row.newbornId!))
    expect(waiting.map(({ card, day, dueAt, isOverdue }) => [card, day, dueAt, isOverdue])).toEqual([['defect', '2026-03-05', '2026-05-20', false], ['defect', '2026-03-05', '2026-05-20', false]])
    const { row, existingId, woman } = await doctor.call('vital.birthDefect.prepare', { newbornId: newbornIds[1]! })
    expect(existingId).toBeNull()
    expect(woman?.personId).toBe(motherId)
    expect(row).toMatchObject({ motherId, newbornId: newbornIds[1], bornDay: '2026-03-05', gestationDays: 252, weightG: 3250, fetusCount: 2, birthOrder: 2, sex: '1', outcome: '1', birthPlaceType: '2', householdType: '1', reporterName: '陈医生', reportInstitution: '青山县妇幼保健院' })
    expect((await doctor.call('vital.birthDefect.prepare', { newbornId: newbornIds[0]! })).row.diagnosisName).toBe('唇裂')
    const { id } = await insist(doctor, 'vital.birthDefect.save', { row: { ...defectRow(motherId), ...row, mainDefect: 'cleftLipLeft', heartDefect: null } })
    expect((await lines('proposed')).filter(one => newbornIds.includes(one.newbornId!)).map(one => one.newbornId)).toEqual([newbornIds[0]])
    expect((await doctor.call('vital.birthDefect.prepare', { newbornId: newbornIds[1]! })).existingId).toBe(id)
    expect(keys(await doctor.fails('vital.birthDefect.save', { row: defectRow(motherId, { newbornId: newbornIds[1] }) as never }))).toContain('birthDefect.exists')
    expect(await doctor.call('vital.ofPregnancy', { pregnancyId: row.pregnancyId! })).toMatchObject({ isDeathProposed: false, cards: [{ id, card: 'defect', state: 'draft' }], newborns: [{ birthOrder: 1, cardId: null, isDefectNoted: true }, { birthOrder: 2, cardId: id }] })
  })

  test('whole when it is handed in, reviewed by another person, given back with a reason, reported; a change asks for a new review', async () => {
    const { motherId } = await birth()
    const { id } = await insist(doctor, 'vital.birthDefect.save', { row: defectRow(motherId, { heartDefect: null, basis: null }) })
    const open = async () => (await doctor.call('vital.birthDefect.open', { id })).card
    expect((await open()).number).toMatch(/^QX2026\d{6}$/)
    expect(keys(await doctor.fails('vital.birthDefect.step', { id, rev: (await open()).rev, to: 'submitted' }))).toEqual(expect.arrayContaining(['birthDefect.needed', 'birthDefect.heart']))
    await insist(doctor, 'vital.birthDefect.save', { id, rev: (await open()).rev, row: defectRow(motherId) })
    await step(doctor, id, 'submitted')
    expect(keys(await doctor.fails('vital.birthDefect.step', { id, rev: (await open()).rev, to: 'reviewed' }))).toEqual(['vitalCard.ownReview'])
    expect(keys(await senior.fails('vital.birthDefect.step', { id, rev: (await open()).rev, to: 'draft' }))).toEqual(['vitalCard.returnNote'])
    await step(senior, id, 'draft', { note: '请补照片' })
    expect(await open()).toMatchObject({ state: 'draft', stepNote: '请补照片' })
    await step(doctor, id, 'submitted')
    await step(senior, id, 'reviewed')
    expect(await open()).toMatchObject({ state: 'reviewed', reviewerName: '蒋上级', reviewedAt: expect.any(String) as string })
    expect(keys(await doctor.fails('vital.birthDefect.step', { id, rev: (await open()).rev, to: 'submitted' }))).toEqual(['vitalCard.cannot'])
    await step(doctor, id, 'reported')
    expect(await open()).toMatchObject({ state: 'reported', reportedDay: '2026-03-10' })
    await insist(doctor, 'vital.birthDefect.save', { id, rev: (await open()).rev, row: defectRow(motherId, { weightG: 3300 }) })
    expect(await open()).toMatchObject({ state: 'submitted', reviewerName: null, reviewedAt: null, reportedDay: '2026-03-10' })
  })

  test('from 28 weeks a card, below that the list of inductions; of unknown weeks the weight decides', async () => {
    const { motherId } = await birth()
    const saved = async (values: Record<string, unknown>) => {
      const { id } = await insist(doctor, 'vital.birthDefect.save', { row: defectRow(motherId, values) })
      return (await doctor.call('vital.birthDefect.open', { id })).card
    }
    expect((await saved({ gestationDays: 196 })).isInduction).toBe(false)
    const induced = await saved({ gestationDays: 195, weightG: 900, outcome: '2', therapeuticInduction: true, mainDefect: 'anencephaly', heartDefect: null, diagnosedWhen: '1', prenatalGestationDays: 190 })
    expect(induced.isInduction).toBe(true)
    expect((await saved({ gestationDays: null, weightG: 1000 })).isInduction).toBe(false)
    expect((await saved({ gestationDays: null, weightG: 999 })).isInduction).toBe(true)
    expect((await lines('inductions', 2026)).map(row => row.id)).toContain(induced.id)
    expect((await lines('inductions', 2025))).toEqual([])
  })

  test('what cannot be is refused in the field it stands in; what lies after a week of life is asked about', async () => {
    const { motherId } = await birth()
    const refused = async (values: Record<string, unknown>) => keys(await doctor.fails('vital.birthDefect.save', { row: defectRow(motherId, values) as never }))
    expect(await refused({ bornDay: '2026-03-11' })).toContain('birthDefect.future')
    expect(await refused({ reportDay: '2026-03-04' })).toContain('birthDefect.reportBefore')
    expect(await refused({ otherDefects: 'heart' })).toContain('birthDefect.twice')
    expect(await refused({ diagnosedWhen: '1', prenatalGestationDays: 280 })).toContain('birthDefect.prenatalAfter')
    expect(await refused({ birthOrder: 2 })).toContain('birthDefect.order')
    expect(await refused({ diagnosedWhen: '3' })).toEqual(['birthDefect.late'])
    expect(await refused({ therapeuticInduction: true })).toEqual(['birthDefect.inducedAlive'])
  })
})

describe('孕产妇死亡报告卡', () => {
  test('a delivery noted with a death proposes the card, filled in; the clock starts when it became known', async () => {
    const { motherId } = await birth([{}], { delivery: { motherOutcome: '3' } })
    const proposed = (await lines('proposed')).find(one => one.motherId === motherId)
    expect(proposed).toMatchObject({ card: 'death', id: null, isOverdue: true })
    const { row: start } = await doctor.call('vital.maternalDeath.prepare', { motherId, pregnancyId: proposed!.pregnancyId! })
    expect(start).toMatchObject({ motherId, stage: 'delivered', deliveredAt: '2026-03-05T08:01', mode: '1', deliveryPlace: '2', householdType: '1', hasAntenatalCare: false })
    const { id } = await insist(doctor, 'vital.maternalDeath.save', { row: deathRow(motherId, { pregnancyId: proposed!.pregnancyId, noticedAt: '2026-03-08T22:30' }) })
    const opened = await doctor.call('vital.maternalDeath.open', { id })
    // No other kind of record counts with these letters: folic acid is YS, a child's death SW.
    expect(opened.card.number).toMatch(/^YW2026\d{6}$/)
    // Ten working days from Sunday 8 March: Monday the 9th is the first.
    expect(opened).toMatchObject({ year: 2026, reportDueAt: '2026-03-09T22:30', isReportOverdue: true, investigationDueDay: '2026-03-20', isInvestigationOverdue: false, isEstimated: false })
    expect((await lines('overdue')).find(one => one.id === id)).toMatchObject({ card: 'death' })
    const { rev } = opened.card
    await insist(doctor, 'vital.maternalDeath.save', { id, rev, row: deathRow(motherId, { pregnancyId: proposed!.pregnancyId, noticedAt: '2026-03-08T22:30', phonedAt: '2026-03-09T08:00' }) })
    expect((await doctor.call('vital.maternalDeath.open', { id })).isReportOverdue).toBe(false)
    expect(keys(await doctor.fails('vital.maternalDeath.save', { row: deathRow(motherId) as never }))).toContain('maternalDeath.exists')
  })

  test('within 42 days of the end of the pregnancy it is a maternal death, on the 43rd it is not', async () => {
    const { motherId } = await birth()
    const row = (diedAt: string) => deathRow(motherId, { deliveredAt: '2026-01-20T08:00', diedAt, noticedAt: '2026-03-04T12:00', reportDay: '2026-03-09' })
    expect(keys(await doctor.fails('vital.maternalDeath.save', { row: row('2026-03-04T10:00') as never }))).toContain('maternalDeath.late')
    await insist(doctor, 'vital.maternalDeath.save', { row: row('2026-03-03T23:59') })
    expect(keys(await doctor.fails('vital.maternalDeath.save', { row: deathRow(motherId, { noticedAt: '2026-03-08T21:00' }) as never }))).toContain('maternalDeath.noticedBefore')
  })

  test('every reading leaves a line', async () => {
    const [card] = (await lines('all')).filter(one => one.card === 'death')
    for (const call of ['vital.maternalDeath.open', 'vital.maternalDeath.get', 'vital.maternalDeath.history'] as const) {
      await doctor.call(call, { id: card!.id! })
      expect((await scene.admin.call('audit.list', { call, offset: 0, limit: 1 })).lines[0]).toMatchObject({ userName: '陈医生' })
    }
    await doctor.call('vital.paper.preview', { what: 'death', id: card!.id! })
    expect((await scene.admin.call('audit.list', { call: 'vital.paper.preview', offset: 0, limit: 1 })).lines[0]).toMatchObject({ record: 'vital.maternalDeath', recordId: card!.id })
    expect((await scene.clerk.fails('vital.maternalDeath.get', { id: card!.id! })).code).toBe('forbidden')
  })
})

test('the year’s rates show both their numbers; drafts and inductions are not counted (M-26, M-27)', async () => {
  const before = await doctor.call('vital.figures', { year: 2026 })
  expect(before.liveBirths).toBeGreaterThan(0)
  expect(before.figures.map(({ figure, denominator }) => [figure, denominator])).toEqual([['maternalDeath', before.liveBirths], ['birthDefect', before.perinatalBirths], ['liveBirthDefect', before.liveBirths]])
  const { motherId } = await birth([{ outcome: '3', lengthCm: null }])
  const { id } = await insist(doctor, 'vital.birthDefect.save', { row: defectRow(motherId, { outcome: '3' }) })
  const draft = await doctor.call('vital.figures', { year: 2026 })
  expect([draft.defects, draft.perinatalBirths, draft.liveBirths]).toEqual([before.defects, before.perinatalBirths + 1, before.liveBirths])
  await step(doctor, id, 'submitted')
  const after = await doctor.call('vital.figures', { year: 2026 })
  expect([after.defects, after.liveDefects]).toEqual([before.defects + 1, before.liveDefects])
  expect(after.quarters.map(({ first, dueDay }) => [first, dueDay])).toEqual([['2025-10-01', '2026-02-20'], ['2026-01-01', '2026-05-20'], ['2026-04-01', '2026-08-20'], ['2026-07-01', '2026-10-25']])
  expect((await doctor.call('vital.figures', { year: 2024 })).figures.every(({ rate }) => rate === null)).toBe(true)
})
