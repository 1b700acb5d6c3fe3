import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Desk, openDesk, type Window } from '../support/desk.ts'
import { eyeChild, eyeVisitRow, PHOTO } from '../support/eye-paper-scene.ts'

let desk: Desk
let doctor: Window
let fileId: string
let visitId: string
beforeAll(async () => {
  desk = await openDesk()
  doctor = await desk.as('yanke', ['eyeCare'], '沈医生')
  fileId = (await eyeChild(doctor, '沈小目', '2025-09-10')).fileId
  visitId = (await doctor.call('eye.visit.save', { row: eyeVisitRow(fileId, { contact: 'month6', visitDay: '2026-03-10', redReflexRight: '1', redReflexLeft: '1' }) })).id
})
afterAll(() => desk.close())
const photos = async () => (await doctor.call('eye.open', { fileId })).photos
const faultOf = async (name: string, bytes: Buffer): Promise<string> => (await doctor.fails('eye.photo.add', { visitId, kind: 'redReflex', file: { name, base64: bytes.toString('base64') } })).fields![0]!.message.key

test('a photo of the red reflex stands with its visit and comes back byte for byte; looking at it is in the audit', async () => {
  const { id } = (await doctor.call('eye.photo.add', { visitId, kind: 'redReflex', file: PHOTO }))!
  expect(await photos()).toEqual([{ id, rev: 1, visitId, kind: 'redReflex', fileName: '红光反射.png' }])
  expect(await doctor.call('eye.photo.image', { id })).toEqual({ mime: 'image/png', base64: PHOTO.base64 })
  expect(await desk.database.kysely.selectFrom('audit').select('recordId').where('call', '=', 'eye.photo.image').execute()).toEqual([{ recordId: fileId }])
})

test('it is chosen from its folder; a closed dialog adds nothing', async () => {
  desk.ports.dialogs.chooseFile = async () => null
  expect(await doctor.call('eye.photo.add', { visitId, kind: 'fundus' })).toBeNull()
  const path = join(desk.ports.folders.data, 'IMG_0001.JPG')
  mkdirSync(desk.ports.folders.data, { recursive: true })
  writeFileSync(path, Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]))
  desk.ports.dialogs.chooseFile = async () => path
  await doctor.call('eye.photo.add', { visitId, kind: 'fundus' })
  expect((await photos()).map(photo => [photo.kind, photo.fileName])).toEqual([['redReflex', '红光反射.png'], ['fundus', 'IMG_0001.JPG']])
})

test('what is no photo, or too large, is refused whatever its name says', async () => {
  expect(await faultOf('a.png', Buffer.from('姓名,编号'))).toBe('eyePhoto.unknown')
  expect(await faultOf('a.jpg', Buffer.from('<svg onload="alert(1)"/>'))).toBe('eyePhoto.unknown')
  expect(await faultOf('a.jpg', Buffer.alloc(3_000_001, 0xff))).toBe('eyePhoto.tooLarge')
  expect(await photos()).toHaveLength(2)
})

test('a photo is taken away with a reason, and goes with its visit; who may only read adds none', async () => {
  const [first, second] = await photos()
  const nurse = await desk.as('hushi', ['childCare'])
  expect((await nurse.fails('eye.photo.add', { visitId, kind: 'redReflex', file: PHOTO })).code).toBe('forbidden')
  await doctor.call('eye.photo.void', { id: first!.id, rev: first!.rev, reason: '拍糊了' })
  expect(await photos()).toEqual([second])
  await doctor.call('eye.visit.void', { id: visitId, rev: 1, reason: '登错了孩子' })
  expect(await photos()).toEqual([])
  expect((await doctor.fails('eye.photo.add', { visitId, kind: 'redReflex', file: PHOTO })).code).toBe('not-found')
  const history = await desk.database.kysely.selectFrom('recordHistory').select(['action', 'reason']).where('record', '=', 'eye.photo').where('recordId', '=', second!.id).orderBy('rev').execute()
  expect(history).toEqual([{ action: 'create', reason: null }, { action: 'void', reason: '登错了孩子' }])
})
