import { afterAll, beforeAll, expect, test } from 'vitest'
import { childFile } from '../../domain/modules/child/file.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { fatherFields, motherRow, openScene, registerBirth, registerCertificate, type Scene } from '../support/birth-scene.ts'
import type { Window } from '../support/desk.ts'

let scene: Scene
let doctor: Window
beforeAll(async () => {
  scene = await openScene({ blanks: false })
  doctor = await scene.as('erbao', ['childCare'], '沈儿保')
})
afterAll(() => scene.close())

test('the file of a newborn begins with the mother of its delivery, and with the father once its birth is registered with him', async () => {
  const { motherId, newbornIds: [newbornId] } = await registerBirth(scene)
  const { rows: [waiting] } = await doctor.call('child.newborns', { offset: 0, limit: 10 })
  const childId = waiting!.childId
  expect(await doctor.call('child.file.prepare', { childId })).toMatchObject({ motherName: '张丽华', fatherName: null, row: { motherId, fatherId: null, newbornId } })

  const { fatherName: name, fatherBirthDay: birthDay, fatherIdNumber: idNumber } = fatherFields
  const { id: fatherId } = await scene.clerk.call('person.save', { row: motherRow({ name: name!, sex: '1', birthDay: birthDay!, idNumber: idNumber!, phone: '13700009876' }) })
  await registerCertificate(scene, newbornId!, { fatherPersonId: fatherId })
  const registered = await doctor.call('child.file.prepare', { childId })
  expect(registered).toMatchObject({ motherName: '张丽华', fatherName: '李国强', row: { motherId, fatherId } })

  const { id } = await doctor.call('child.file.save', { row: { ...emptyRow(childFile), ...registered.row } as never })
  expect((await doctor.call('child.file.open', { id })).head).toMatchObject({ motherId, fatherId, fatherName: '李国强' })
})
