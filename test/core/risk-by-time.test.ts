import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RiskList } from '../../domain/api/risk-api.ts'
import { NO_RISK_EDITS } from '../../domain/rule/maternal/risk-criteria.ts'
import { changeSetting, type Desk, insist, openDesk, PASSWORD, type Window } from '../support/desk.ts'
import { careRows } from '../support/maternal-scene.ts'
import { measuredRows, pregnantWoman, riskRows } from '../support/risk-scene.ts'
import { testPorts } from '../support/test-ports.ts'

// 2025-09-26 09:30 in the hospital.
const START = '2025-09-26T01:30:00Z'
let desk: Desk
let doctor: Window
let care: Window
beforeAll(async () => {
  desk = await openDesk({ ports: testPorts({ startAt: START }) })
  doctor = await desk.as('yisheng', ['doctor'], '周医生')
  care = await desk.as('yunbao', ['maternalCare'], '曹孕保')
})
afterAll(() => desk.close())

let count = 0
const woman = (values: Parameters<typeof pregnantWoman>[2] = {}) => pregnantWoman(care, `到期${++count}`, values)
const confirm = (pregnancyId: string, criteria: string) => insist(doctor, 'risk.assessment.save', { row: riskRows(pregnancyId).assessment(criteria) })
const inList = async (list: RiskList, pregnancyId: string) => (await care.call('risk.duty.list', { list, offset: 0, limit: 500 })).rows.find(row => row.pregnancyId === pregnancyId)
const attention = (pregnancyId: string) => inList('attention', pregnancyId)
const renewed = async (): Promise<void> => { while ((await care.call('risk.duty.counts', null)).renewing > 0) await new Promise(done => { setTimeout(done, 5) }) }
/** Days pass and nobody writes anything; the windows have locked themselves meanwhile. */
async function on(day: string): Promise<void> {
  desk.ports.clock.setMs(Date.parse(`${day}T09:30:00+08:00`))
  for (const window of [doctor, care]) await window.call('auth.unlock', { password: PASSWORD })
}
const ownRow = (id: string, colour: 'yellow' | 'orange', from: number) => ({ id, code: '3.13', group: 'complication', colour, text: `妊娠满${from / 7}周未分娩`, condition: [[{ by: 'measure', fact: 'gestationDays', from, above: null, below: null, upTo: null }]], source: '省标准', limitSource: '', active: true })

describe('what only time brings', () => {
  test('an age reached during pregnancy names her on that day, though nothing was saved since', async () => {
    const { pregnancyId } = await woman({ birthDay: '1990-10-05' })
    await confirm(pregnancyId, 'G1')
    await on('2025-10-04')
    expect(await attention(pregnancyId)).toBeUndefined()
    expect((await doctor.call('risk.open', { pregnancyId })).attention).toBeNull()
    await on('2025-10-05')
    expect(await attention(pregnancyId)).toMatchObject({ sinceDay: '2025-10-05', proposed: { colour: 'yellow', isPurple: false }, reasons: [{ fact: 'ageYears', value: 35 }] })
    expect((await doctor.call('risk.open', { pregnancyId })).attention).toMatchObject({ colour: 'yellow', sinceDay: '2025-10-05' })
    expect((await care.call('risk.duty.counts', null)).lists.attention).toEqual({ total: 1, overdue: 0 })
    expect((await care.call('home.summary', null)).riskAttention).toMatchObject({ total: 1, first: [{ id: pregnancyId, since: '2025-10-05' }] })
    // A row saved later says nothing new of her age: the day stays.
    await on('2025-10-09')
    await insist(care, 'maternal.visit.save', { row: measuredRows(pregnancyId).visit('2025-10-09', { systolicMmHg: 110, diastolicMmHg: 70 }) })
    expect(await attention(pregnancyId)).toMatchObject({ sinceDay: '2025-10-05' })
    await insist(doctor, 'risk.assessment.save', { row: riskRows(pregnancyId).assessment('Y1.1', { confirmedAt: '2025-10-09T09:00' }) })
    expect(await attention(pregnancyId)).toBeUndefined()
    await on('2025-09-26')
  })

  test('a gestation the hospital asks about names her at 41 weeks, higher at 42 weeks, and not after the birth', async () => {
    // 41+0 on 2025-10-05, 42+0 on 2025-10-12.
    const dates = { pregnancy: { lastMenstrualDay: '2024-12-22', bookedDay: null } }
    const [overdue, born] = [await woman(dates), await woman(dates)]
    for (const { pregnancyId } of [overdue, born]) await confirm(pregnancyId, 'G1')
    await changeSetting(doctor, 'riskCriteria', { own: [ownRow('H1', 'yellow', 41 * 7), ownRow('H2', 'orange', 42 * 7)] })
    await renewed()
    await on('2025-10-04')
    expect([await attention(overdue.pregnancyId), await attention(born.pregnancyId)]).toEqual([undefined, undefined])
    await insist(care, 'delivery.register', {
      row: { motherId: born.womanId, pregnancyId: born.pregnancyId, admissionNumber: 'ZY1', gestationDays: 286, mode: '1', fetusCount: 1, placeType: '2', placeRegion: '430421', placeName: '县妇幼保健院', attendantType: '1', attendantName: '周助产' },
      newborns: [{ row: { birthOrder: 1, outcome: '1', sex: '2', bornAt: '2025-10-04T08:00', weightG: 3200, lengthCm: 50, health: '1' } }],
    })
    await on('2025-10-05')
    expect(await attention(overdue.pregnancyId)).toMatchObject({ sinceDay: '2025-10-05', proposed: { colour: 'yellow' }, reasons: [{ fact: 'gestationDays', value: 287 }] })
    await on('2025-10-12')
    expect(await attention(overdue.pregnancyId)).toMatchObject({ sinceDay: '2025-10-12', proposed: { colour: 'orange' }, reasons: [{ fact: 'gestationDays', value: 294 }] })
    expect(await attention(born.pregnancyId)).toBeUndefined()
    // The weeks after the birth are no gestation, whatever is saved then.
    await insist(care, 'maternal.postpartumVisit.save', { row: careRows(born.pregnancyId).postpartum('2025-10-12') })
    expect(await attention(born.pregnancyId)).toBeUndefined()
    await changeSetting(doctor, 'riskCriteria', { own: [ownRow('H1', 'yellow', 41 * 7), ownRow('H2', 'orange', 42 * 7)].map(row => ({ ...row, active: false })), edits: NO_RISK_EDITS.edits })
    await renewed()
    expect(await attention(overdue.pregnancyId)).toBeUndefined()
    await on('2025-09-26')
  })

  test('whose screening found nothing is named for every colour, by a result or by time, until a doctor assessed her', async () => {
    const [aged, measured] = [await woman({ birthDay: '1990-10-05' }), await woman()]
    for (const { pregnancyId } of [aged, measured]) await insist(care, 'risk.screening.save', { row: riskRows(pregnancyId).screening(null) })
    await insist(care, 'maternal.visit.save', { row: measuredRows(measured.pregnancyId).visit('2025-09-20', { haemoglobinGPerL: 100 }) })
    expect(await attention(measured.pregnancyId)).toMatchObject({ sinceDay: '2025-09-20', colour: null, proposed: { colour: 'yellow' } })
    await confirm(measured.pregnancyId, 'Y2.6.2')
    expect([await attention(aged.pregnancyId), await attention(measured.pregnancyId)]).toEqual([undefined, undefined])
    await on('2025-10-05')
    expect(await attention(aged.pregnancyId)).toMatchObject({ sinceDay: '2025-10-05', proposed: { colour: 'yellow' } })
    await on('2025-09-26')
  })
})

test('60,000 pregnancies of which 6,000 are open, each with a day to come, answer in time', async () => {
  const big = await openDesk({ ports: testPorts({ startAt: START }) })
  const clerk = await big.as('yunbao', ['maternalCare'])
  const frame = sql`1, 1, '2025-06-01T00:00:00.000Z', 'x', '2025-06-01T00:00:00.000Z', 'x'`
  await big.database.write(async trx => {
    const series = sql`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60000)`
    await sql`${series} INSERT INTO person (id, rev, def_version, created_at, created_by, updated_at, updated_by, name, sex, nationality, home_region) SELECT 'w' || i, ${frame}, '孕' || i, '2', 'CHN', '430421100' FROM n`.execute(trx)
    await sql`${series} INSERT INTO pregnancy (id, rev, def_version, created_at, created_by, updated_at, updated_by, woman_id, state, start_day, expected_day, risk_colour, is_purple)
      SELECT 'p' || i, ${frame}, 'w' || i, CASE WHEN i <= 6000 THEN 'pregnant' ELSE 'delivered' END, '2025-05-01', '2026-02-05', 'green', 0 FROM n`.execute(trx)
    await sql`${series} INSERT INTO risk_attention (pregnancy_id, since_day, colour, is_purple, reasons) SELECT 'p' || i, CASE WHEN i <= 200 THEN '2025-09-20' ELSE '2026-02-12' END, 'yellow', 0, 'gestationDays=287' FROM n WHERE i <= 6000`.execute(trx)
    await sql`${series} INSERT INTO risk_attention (pregnancy_id, since_day, colour, is_purple, reasons) SELECT 'p' || i, '2025-09-26', 'orange', 0, 'gestationDays=294' FROM n WHERE i <= 50`.execute(trx)
  })
  const { total, rows } = await clerk.call('risk.duty.list', { list: 'attention', offset: 0, limit: 200 })
  expect([total, rows.filter(({ proposed }) => proposed?.colour === 'orange').length]).toEqual([200, 50])
  const from = performance.now()
  await clerk.call('risk.duty.list', { list: 'attention', offset: 0, limit: 20 })
  // Some milliseconds on a machine of its own; the limit leaves room for one that is shared.
  expect(performance.now() - from).toBeLessThan(200)
  await big.close()
}, 60_000)
