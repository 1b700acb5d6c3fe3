import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openScene, type Scene } from '../support/birth-scene.ts'
import { PASSWORD } from '../support/desk.ts'
import { testEngines } from '../support/engines.ts'
import { brokenInvariants } from '../support/invariants.ts'
import { approvedReplacement, finishReplacement, issueCertificate, setRules } from '../support/replacement-scene.ts'

const second = (loginName: string) => ({ loginName, password: PASSWORD })

for (const engine of testEngines()) {
  describe(`lost sheets on ${engine.name}`, () => {
    let scene: Scene
    beforeEach(async () => {
      scene = await openScene({ database: await engine.open() })
      await setRules(scene, { reissueAuthority: 'issuer' })
    })
    afterEach(async () => {
      expect(await brokenInvariants(scene.database)).toEqual([])
      await scene.close()
    })

    test('"遗失的证件也被要求上交、销毁": a lost sheet is not offered for handing in until it turns up', async () => {
      const old = await issueCertificate(scene)
      const id = await approvedReplacement(scene, old.certificateId, 'reissue')
      await finishReplacement(scene, old.registrationId)
      await scene.keeper.call('stock.void', { firstNumber: 'Z430000060', lastNumber: 'Z430000060', reasonCode: '9', reason: '受潮', secondPerson: second('shenhe') })
      const before = await scene.keeper.call('stock.waste', { stage: 'fresh' })
      expect(before.rows.map(row => [row.number, row.isAway])).toEqual([[old.number, true], ['Z430000060', false]])
      expect(before.ranges).toEqual([{ firstNumber: 'Z430000060', lastNumber: 'Z430000060' }])

      const { rev } = await scene.issuer.call('certificate.replacement.get', { id })
      await scene.issuer.call('replacement.noteFound', { id, rev, foundDay: '2026-03-10', handedInBy: '张丽华', note: '搬家时找到' })
      const after = await scene.keeper.call('stock.waste', { stage: 'fresh' })
      expect(after.rows.map(row => row.isAway)).toEqual([false, false])
      expect(after.ranges.map(range => range.firstNumber)).toEqual([old.number, 'Z430000060'])
    })

    test('a lost sheet is never overdue for handing in; a void one beside it is', async () => {
      const old = await issueCertificate(scene)
      await approvedReplacement(scene, old.certificateId, 'reissue')
      await finishReplacement(scene, old.registrationId)
      const nextYear = async () => {
        scene.ports.clock.setMs(Date.parse('2027-02-01T02:00:00Z'))
        await scene.host.call('auth.login', { loginName: 'zhengjian', password: PASSWORD }, 'window-zhengjian')
      }
      await scene.keeper.call('stock.void', { firstNumber: 'Z430000060', lastNumber: 'Z430000060', reasonCode: '9', reason: '受潮', secondPerson: second('shenhe') })
      await nextYear()
      expect((await scene.keeper.call('stock.waste', { stage: 'fresh' })).overdue).toBe(1)
      const { lines } = await scene.keeper.call('deadline.list', null)
      expect(lines.find(line => line.kind === 'waste')).toMatchObject({ count: 1, period: '2026' })
    })
  })
}
