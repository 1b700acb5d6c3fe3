import { afterAll, beforeAll, expect, test } from 'vitest'
import { childAppointment } from '../../domain/modules/child/appointment.record.ts'
import { contentsOfEyeVisit, EYE_CONTENT_FIELDS } from '../../domain/modules/eye/visit-contents.ts'
import { eyeVisit } from '../../domain/modules/eye/visit.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { migration } from '../../electron/core/db/migrations/0230-eye.ts'
import { checkUp, registerChild } from '../support/child-case-scene.ts'
import { type Desk, insist, openDesk, type Window } from '../support/desk.ts'
import { eyeRows } from '../support/eye-scene.ts'

let desk: Desk
let doctor: Window
beforeAll(async () => {
  desk = await openDesk()
  doctor = await desk.as('yanke', ['eyeCare'], '沈医生')
})
afterAll(() => desk.close())

const MONTH6 = { contact: 'month6', visitDay: '2026-03-10', weightKg: 7.6, lengthCm: 66.5, headCm: 43, warningSign1: false, warningSign2: false, warningSign3: false, warningSign4: false }
/** The line of a contact and the lines of R28, as they stand. */
async function lines(fileId: string, contact: string): Promise<{ done: string | null; lacks: string[]; eye: string[] }> {
  const all = await desk.database.kysely.selectFrom('childDue').select(['line', 'ruleId', 'doneDay', 'openContents']).where('fileId', '=', fileId).orderBy('line').execute()
  const own = all.find(line => line.line === `contact:${contact}`)!
  return { done: own.doneDay, lacks: own.openContents?.split(',') ?? [], eye: all.filter(line => line.ruleId === 'R28').map(line => line.line) }
}

test('R28 is asked with the contact, answered by the eye clinic, and the contact itself still waits for its check-up', async () => {
  const { fileId } = await registerChild(doctor, '目一', '2025-09-10')
  expect((await lines(fileId, 'month6')).lacks).toContain('eye')
  const { id, rev } = await insist(doctor, 'eye.visit.save', { row: eyeRows(fileId).visit('month6', '2026-03-10') })
  const seen = await lines(fileId, 'month6')
  expect([seen.done, seen.lacks.includes('eye'), seen.lacks.includes('hearing'), seen.eye]).toEqual([null, false, true, []])
  // Voided, it is asked for again; and the check-up of the child clinic does not answer it.
  await doctor.call('eye.visit.void', { id, rev, reason: '登记有误' })
  expect((await lines(fileId, 'month6')).lacks).toContain('eye')
  await checkUp(doctor, fileId, MONTH6)
  expect(await lines(fileId, 'month6')).toMatchObject({ done: '2026-03-10', eye: ['R28:month6'] })
  await insist(doctor, 'eye.visit.save', { row: eyeRows(fileId).visit('month6', '2026-03-10') })
  expect(await lines(fileId, 'month6')).toMatchObject({ done: '2026-03-10', eye: [] })
})

test('a visit without a named contact answers that of its day; one that checked nothing answers none', async () => {
  const { fileId } = await registerChild(doctor, '目二', '2025-09-10')
  await insist(doctor, 'eye.visit.save', { row: eyeRows(fileId).visit('', '2026-03-10', { purpose: '3', contact: null, eyelidRight: null, eyelidLeft: null, behaviourRight: null, behaviourLeft: null }) })
  expect((await lines(fileId, 'month6')).lacks).toContain('eye')
  await insist(doctor, 'eye.visit.save', { row: eyeRows(fileId).visit('', '2026-03-10', { purpose: '3', contact: null, eyelidRight: null, eyelidLeft: null, behaviourRight: null, behaviourLeft: null, redReflexLeft: '1' }) })
  expect((await lines(fileId, 'month6')).lacks).not.toContain('eye')
})

test('contents of a visit: any check is eye care, the vision of both eyes is vision', () => {
  const visit = { ...emptyRow(eyeVisit) }
  expect(contentsOfEyeVisit(visit)).toEqual([])
  for (const name of EYE_CONTENT_FIELDS) expect(contentsOfEyeVisit({ ...visit, [name]: name.startsWith('sphereD') ? 1.5 : name.startsWith('vision') ? '48' : '1' } as never), name).toEqual(['eye'])
  expect(contentsOfEyeVisit({ ...visit, visionRight: '48', visionLeft: '02' })).toEqual(['eye', 'vision'])
})

test('one appointment a contact serves both clinics: eyes looked at on its day keep it, on another day they do not', async () => {
  const { fileId } = await registerChild(doctor, '目三', '2025-09-10')
  const book = async (day: string) => (await doctor.call('child.appointment.save', { row: { ...emptyRow(childAppointment), fileId, contact: 'month6', day, state: 'booked' } as never })).id
  const [today, later] = [await book('2026-03-10'), await book('2026-03-24')]
  const states = async () => Promise.all([today, later].map(async id => (await doctor.call('child.appointment.get', { id })).state))
  const { id, rev } = await insist(doctor, 'eye.visit.save', { row: eyeRows(fileId).visit('month6', '2026-03-09') })
  expect(await states()).toEqual(['booked', 'booked'])
  await insist(doctor, 'eye.visit.save', { id, rev, row: eyeRows(fileId).visit('month6', '2026-03-10') })
  expect(await states()).toEqual(['kept', 'booked'])
  await checkUp(doctor, fileId, MONTH6)
  expect(await states()).toEqual(['kept', 'kept'])
})

test('the step to the eye clinic leaves every child to be worked out again, also one that was waiting already', async () => {
  const { fileId } = await registerChild(doctor, '目四', '2025-09-10')
  const files = await desk.database.kysely.selectFrom('childFile').select('id').where('voidedAt', 'is', null).execute()
  expect(files.map(one => one.id)).toContain(fileId)
  await desk.database.write(async trx => {
    await trx.insertInto('childDueStale').values({ fileId }).execute()
    for (const table of ['eye_photo_original', 'eye_photo', 'eye_glasses', 'eye_retinopathy', 'eye_referral', 'eye_visit', 'eye_file']) await trx.schema.dropTable(table).execute()
    await migration.up(trx as never, 'sqlite')
  })
  expect((await desk.database.kysely.selectFrom('childDueStale').select('fileId').execute()).map(one => one.fileId).toSorted()).toEqual(files.map(one => one.id).toSorted())
})
