import { afterAll, beforeAll, expect, test } from 'vitest'
import { childAutismStep } from '../../domain/modules/child/autism.record.ts'
import { deathCard } from '../../domain/modules/child/death-card.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { childWithFile, openCase } from '../support/child-case-scene.ts'
import { changeSetting, type Desk, insist, openDesk, type Window } from '../support/desk.ts'
import { screeningRows } from '../support/screening-scene.ts'

let desk: Desk
let doctor: Window
beforeAll(async () => {
  desk = await openDesk()
  doctor = await desk.as('erbao', ['childCare'], '陈医生')
  await changeSetting(await desk.as('shezhi', ['administrator']), 'institution', { phone: '0734-6812345' })
})
afterAll(() => desk.close())

const booking = (fileId: string, day: string, note: string | null = null) => ({ row: { fileId, contact: 'month6', day, time: '上午', state: 'booked', note, endedByDeath: null } as never })
const revOf = async (fileId: string): Promise<number> => (await doctor.call('child.file.get', { id: fileId })).rev
const lists = async () => {
  const due = await Promise.all((['due', 'overdue', 'missed', 'noShow', 'chain'] as const).map(kind => doctor.call('child.due.list', { kind, limit: 500 })))
  const screening = await Promise.all((['bloodSpot', 'hearing', 'heart', 'eyes', 'missing'] as const).map(kind => doctor.call('child.screening.list', { kind, limit: 500 })))
  return [...due, ...screening].flatMap(list => list.rows.map(row => row.fileId))
}

test('a voided file is on no list, its booked days are called off, and both stay readable', async () => {
  const [fileId, otherId] = [await childWithFile(doctor, '2025-09-10', {}, '重复建档'), await childWithFile(doctor, '2025-09-10', {}, '正确建档')]
  const kept = await doctor.call('child.appointment.save', booking(fileId, '2026-03-12', '请带接种本'))
  const passed = await doctor.call('child.appointment.save', booking(fileId, '2026-03-08'))
  await doctor.call('child.attempt.save', { row: screeningRows(fileId).attempt('2026-03-09', 'noAnswer') as never })
  const items = [fileId, otherId].map(one => ({ fileId: one, contact: 'month6' as const }))
  expect(await lists()).toContain(fileId)
  await doctor.call('child.file.void', { id: fileId, rev: await revOf(fileId), reason: '重复建档' })
  const after = await lists()
  expect(after).not.toContain(fileId)
  expect(after).toContain(otherId)
  expect([await desk.database.kysely.selectFrom('childDue').select('line').where('fileId', '=', fileId).execute(), await desk.database.kysely.selectFrom('childScreeningOpen').select('line').where('fileId', '=', fileId).execute()]).toEqual([[], []])
  expect(await doctor.call('child.appointment.get', { id: kept.id })).toMatchObject({ state: 'cancelled', note: '请带接种本', voidedAt: null })
  expect(await doctor.call('child.appointment.get', { id: passed.id })).toMatchObject({ state: 'cancelled', note: '档案作废' })
  expect((await doctor.call('child.appointment.history', { id: kept.id }))[0]).toMatchObject({ action: 'update', reason: '档案作废' })
  expect((await doctor.call('child.file.history', { id: fileId }))[0]).toMatchObject({ action: 'void', reason: '重复建档' })
  // Chosen for notices before it was voided: the other child's notice is still made.
  const { issues, html } = await doctor.call('child.notice.preview', { items, perPage: 3 })
  expect(issues).toContainEqual(expect.objectContaining({ message: expect.objectContaining({ key: 'childNotice.fileVoid' }) as unknown }))
  expect([html.includes('正确建档'), html.includes('重复建档')]).toEqual([true, false])
  expect((await doctor.fails('child.appointment.save', booking(fileId, '2026-03-20'))).code).toBe('not-found')
  expect((await doctor.fails('child.attempt.save', { row: screeningRows(fileId).attempt('2026-03-10', 'noAnswer') as never })).code).toBe('not-found')
})

test('what else a file holds is in the way of voiding it, and is named', async () => {
  const fileId = await childWithFile(doctor, '2026-02-20', {}, '有记录儿')
  await doctor.call('child.appointment.save', booking(fileId, '2026-08-20'))
  const refused = async () => (await doctor.fails('child.file.void', { id: fileId, rev: await revOf(fileId), reason: '登错' })).fields
  const { id: closingId, rev: closingRev } = await insist(doctor, 'child.screeningClosing.save', { row: screeningRows(fileId).closing('hearing', 'refused', '2026-03-01') })
  expect(await refused()).toMatchObject([{ path: 'id', message: { key: 'childFile.inUse', params: { records: '筛查链结束' } } }])
  await openCase(doctor, fileId, 'rickets', { openedDay: '2026-03-01' })
  await insist(doctor, 'child.autism.move', { fileId, rev: 0, row: { ...emptyRow(childAutismStep), fileId, kind: 'firstScreening', day: '2026-03-05', doctorName: '陈医生', reason: '外院转入' } })
  await insist(doctor, 'child.deathCard.save', { row: { ...emptyRow(deathCard), ...(await doctor.call('child.deathCard.prepare', { fileId })).row, diedAt: '2026-03-09T08:00', rootCause: '肺炎' } })
  const named = String((await refused())![0]!.message.params!.records)
  for (const title of ['筛查链结束', '儿童专案', '孤独症', '死亡报告卡']) expect(named).toContain(title)
  await doctor.call('child.screeningClosing.void', { id: closingId, rev: closingRev, reason: '登错了孩子' })
  expect(String((await refused())![0]!.message.params!.records)).not.toContain('筛查链结束')
  // Refused means nothing was done: the day is still booked.
  expect(await desk.database.kysely.selectFrom('childAppointment').select('state').where('fileId', '=', fileId).execute()).toEqual([{ state: 'booked' }])
})
