import { expect, test } from 'vitest'
import type { Output } from '../../domain/api/api.ts'
import { registration } from '../../domain/modules/certificate/registration.record.ts'
import type { CallError, Result } from '../../domain/api/result.ts'
import type { OpenDatabase } from '../../electron/core/db/engine.ts'
import { createHost, type Host } from '../../electron/core/host.ts'
import { valuesOf, getRow } from '../../electron/core/record/store.ts'
import { openScene, registerBirth, registerCertificate, type Scene } from '../support/birth-scene.ts'
import { PASSWORD, windowOf } from '../support/desk.ts'
import { openAgain, testEngines } from '../support/engines.ts'
import { brokenInvariants } from '../support/invariants.ts'

const ROUNDS = 200

/** A second program on the same data: on a server its own process with its own connections, on SQLite a second window. */
async function secondProgram(scene: Scene, database: OpenDatabase): Promise<{ host: Host; close(): Promise<void> }> {
  if (database.engine === 'sqlite') return { host: scene.host, close: async () => {} }
  const own = await openAgain(database)
  const host = createHost(scene.ports, { database: own, checkOutputs: true })
  await host.ready()
  return { host, close: () => host.close() }
}

/** Children ready to print: one family's children by as many births as are needed, registered through the store's own calls. */
async function readyChildren(scene: Scene, count: number): Promise<string[]> {
  const first = await registerBirth(scene)
  const registrations = [await registerCertificate(scene, first.newbornIds[0]!)]
  const template = valuesOf(registration, await getRow(scene.database.kysely, registration, registrations[0]!))
  while (registrations.length < count) {
    // One birth of a new mother each: the rules know no mother of four hundred.
    const number = registrations.length
    const { newbornIds } = await registerBirth(scene, {
      mother: { name: `母亲${String(number).padStart(3, '0').replace(/\d/g, digit => '零一二三四五六七八九'[Number(digit)]!)}`, idNumber: null, idType: null, noDocumentReason: 'unknownIdentity', phone: `139${String(number).padStart(8, '0')}` },
    })
    registrations.push(await copyRegister(scene, template, newbornIds[0]!))
  }
  return registrations
}

async function copyRegister(scene: Scene, template: Record<string, unknown>, newbornId: string): Promise<string> {
  const start = await scene.issuer.call('certificate.prepare', { newbornId })
  const row = { ...template, newbornId, motherPersonId: start.row.motherPersonId, motherName: start.row.motherName, complete: true } as never
  const { materials } = await scene.issuer.call('certificate.check', { newbornId, row, materials: [] })
  return (await scene.issuer.call('certificate.register', { row, materials: materials.map(({ material }) => ({ material, present: true, note: null })) })).id
}

for (const engine of testEngines()) {
  test(`two windows racing for the same number, ${ROUNDS} rounds, never use it twice on ${engine.name}`, { timeout: 240_000 }, async () => {
    const database = await engine.open()
    const scene = await openScene({ database })
    const other = await secondProgram(scene, database)
    try {
      await scene.keeper.call('stock.receive', { edition: '7', firstNumber: 'Z430001001', lastNumber: 'Z430001500', receivedFrom: '青山县卫生健康局', receivedDay: '2026-03-01', secondCounter: { loginName: 'zhengjian2', password: PASSWORD } })
      await scene.keeper.call('stock.draw', { firstNumber: 'Z430001001', lastNumber: 'Z430001500', receiver: { loginName: 'qianfa', password: PASSWORD } })
      const registrations = await readyChildren(scene, ROUNDS * 2)
      const windows = [windowOf(scene.host, 'race-1'), windowOf(other.host, 'race-2')]
      for (const window of windows) await window.call('auth.login', { loginName: 'qianfa', password: PASSWORD })
      const begin = (host: Host, session: string, registrationId: string, scannedNumber: string) => host.call('certificate.beginPrint', { registrationId, scannedNumber }, session) as Promise<Result<Output<'certificate.beginPrint'>>>

      for (let round = 0; round < ROUNDS; round += 1) {
        const [mine, theirs] = [registrations[round * 2]!, registrations[round * 2 + 1]!]
        const number = (await windows[0]!.call('certificate.nextNumber', null)).number!
        // Even rounds: two children, one number. Odd rounds: the same child in both windows.
        const contested = round % 2 === 0 ? theirs : mine
        const answers = await Promise.all([begin(scene.host, 'race-1', mine, number), begin(other.host, 'race-2', contested, number)])
        expect(answers.filter(answer => answer.ok), `round ${round}: ${JSON.stringify(answers)}`).toHaveLength(1)
        const lost = answers.find((answer): answer is { ok: false; error: CallError } => !answer.ok)!
        expect(['invalid', 'edit-conflict']).toContain(lost.error.code)
        // Whoever lost takes the next one and goes on.
        const left = round % 2 === 0 ? (answers[0]!.ok ? theirs : mine) : theirs
        const next = (await windows[1]!.call('certificate.nextNumber', null)).number!
        expect(next > number).toBe(true)
        expect(await begin(other.host, 'race-2', left, next)).toMatchObject({ ok: true, value: { number: next } })
      }

      const sheets = await database.kysely.selectFrom('certificate').select(['number', 'newbornId']).where('voidedAt', 'is', null).execute()
      expect(sheets).toHaveLength(ROUNDS * 2)
      expect(new Set(sheets.map(sheet => sheet.number)).size).toBe(ROUNDS * 2)
      expect(new Set(sheets.map(sheet => sheet.newbornId)).size).toBe(ROUNDS * 2)
      expect(await database.kysely.selectFrom('blank').select(({ fn }) => fn.countAll<number>().as('count')).where('state', '=', 'held').executeTakeFirstOrThrow().then(row => Number(row.count))).toBe(ROUNDS * 2)
      expect(await brokenInvariants(database)).toEqual([])
    } finally {
      await other.close()
      await scene.close()
    }
  })
}
