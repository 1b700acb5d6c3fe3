import { afterEach, beforeEach, expect, test } from 'vitest'
import { openScene, printCertificate, registerBirth, registerCertificate, type Scene } from '../support/birth-scene.ts'

let scene: Scene
beforeEach(async () => { scene = await openScene() })
afterEach(() => scene.close())

test('a certificate is issued from the mother at the front desk to the collector', async () => {
  const { newbornIds, motherId } = await registerBirth(scene)
  const newbornId = newbornIds[0]!
  expect((await scene.issuer.call('certificate.desk', { newbornId })).step).toBe('register')
  const registrationId = await registerCertificate(scene, newbornId)
  expect((await scene.issuer.call('certificate.desk', { newbornId })).step).toBe('print')
  const { certificateId, number } = await printCertificate(scene, registrationId)
  expect(number).toBe('Z430000001')
  expect(scene.ports.printed).toHaveLength(1)
  expect((await scene.issuer.call('certificate.desk', { newbornId })).step).toBe('seal')
  const sheet = await scene.sealer.call('certificate.get', { id: certificateId })
  expect(await scene.sealer.call('certificate.seal', { certificateId, rev: sheet.rev, scannedNumber: number, matches: true })).toEqual({ state: 'issued' })
  const sealed = await scene.issuer.call('certificate.get', { id: certificateId })
  await scene.issuer.call('certificate.handOver', {
    certificateId, rev: sealed.rev, collectorName: '张丽华', collectorRelation: '1', collectorIdType: '01', collectorIdNumber: '110101199508150009', authorised: false,
  })
  expect((await scene.issuer.call('certificate.desk', { newbornId })).step).toBe('done')
  const file = await scene.clerk.call('delivery.file', { id: (await scene.clerk.call('delivery.list', { motherId })).rows[0]!.deliveryId })
  expect(file.newborns[0]).toMatchObject({ personName: '李思远', certificateNumber: number, certificateState: 'issued' })
  expect(await scene.admin.call('audit.verify', null)).toMatchObject({ firstBroken: null })
})
