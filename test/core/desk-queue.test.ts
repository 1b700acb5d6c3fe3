import { afterEach, beforeEach, expect, test } from 'vitest'
import { PASSWORD } from '../support/desk.ts'
import { openScene, registerBirth, registerCertificate, type Scene } from '../support/birth-scene.ts'

let scene: Scene
beforeEach(async () => { scene = await openScene() })
afterEach(() => scene.close())

test('a queue is narrowed to names of child and mother and to the number, and signs of a pattern mean nothing', async () => {
  const { newbornIds } = await registerBirth(scene)
  await registerBirth(scene, { mother: { name: '王秀英', idNumber: '110101199001010023', birthDay: '1990-01-01' as never, phone: '13900000000' } })
  const registrationId = await registerCertificate(scene, newbornIds[0]!)
  const found = async (queue: 'register' | 'print' | 'ask', text: string) => (await scene.issuer.call('certificate.queue', { queue, text })).rows.map(row => row.motherName)
  expect(await found('register', '秀英')).toEqual(['王秀英'])
  expect(await found('register', '丽华')).toEqual([])
  expect(await found('print', '思远')).toEqual(['张丽华'])
  expect(await found('print', '%')).toEqual(['张丽华'])
  expect(await found('print', '思_')).toEqual(['张丽华'])
  const { number } = await scene.issuer.call('certificate.beginPrint', { registrationId, scannedNumber: 'Z430000001' })
  expect(await found('ask', number.toLowerCase())).toEqual(['张丽华'])
  expect(await found('ask', 'Z430000002')).toEqual([])
})

test('the desk says when a held sheet may go to the printer: at first, and again after the word of a second person', async () => {
  const { newbornIds } = await registerBirth(scene)
  const registrationId = await registerCertificate(scene, newbornIds[0]!)
  const { certificateId } = await scene.issuer.call('certificate.beginPrint', { registrationId, scannedNumber: 'Z430000001' })
  const mayPrint = async () => (await scene.issuer.call('certificate.desk', { newbornId: newbornIds[0]! })).mayPrint
  expect(await mayPrint()).toBe(true)
  await scene.issuer.call('certificate.print', { certificateId, printerName: 'PDF' })
  expect(await mayPrint()).toBe(false)
  const { rev } = await scene.issuer.call('certificate.get', { id: certificateId })
  await scene.issuer.call('certificate.answerPrint', { certificateId, rev, result: 'notInked', reason: '卡纸', secondPerson: { loginName: 'shenhe', password: PASSWORD } })
  expect(await mayPrint()).toBe(true)
})

test('the registration form can be printed for the family to sign before a number is taken', async () => {
  const { newbornIds } = await registerBirth(scene)
  const registrationId = await registerCertificate(scene, newbornIds[0]!)
  const { issues } = await scene.issuer.call('certificate.formPreview', { registrationId })
  expect(issues.filter(issue => issue.level === 'block')).toEqual([])
  await scene.issuer.call('certificate.printForm', { what: 'registrationForm', registrationId, printerName: 'PDF' })
  expect(scene.ports.printed).toHaveLength(1)
})
