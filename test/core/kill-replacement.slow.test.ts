import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { REPLACEMENT_KIND, type ReplacementKind } from '../../domain/code/replacement.ts'
import type { Registration } from '../../domain/modules/certificate/registration.record.ts'
import { openSqlite } from '../../electron/core/db/sqlite.ts'
import { createHost } from '../../electron/core/host.ts'
import { openScene } from '../support/birth-scene.ts'
import { PASSWORD, type Window, windowOf } from '../support/desk.ts'
import { brokenInvariants } from '../support/invariants.ts'
import { application, issueCertificate, setRules } from '../support/replacement-scene.ts'
import type { TestPorts } from '../support/test-ports.ts'

// 换发 and 补发 cut off by a real SIGKILL at each step of their printing: the old number, the new one and the application tell one story.

const program = fileURLToPath(new URL('../support/programs/print-until-killed.ts', import.meta.url))
const OLD = 'Z430000001'
const NEW = 'Z430000002'
type Prepared = { ports: TestPorts; base: string; registrationId: string; newbornId: string; replacementId: string; name: string; ended: string }
let folder: string
const prepared = {} as Record<ReplacementKind, Prepared>

/** An issued certificate with its approved application; the exchange also corrects the child's name. */
async function prepare(kind: ReplacementKind): Promise<Prepared> {
  const base = join(folder, `${kind}.db`)
  const scene = await openScene({ database: openSqlite({ path: base, key: null }) })
  await setRules(scene, { reissueAuthority: 'issuer' })
  const { certificateId, registrationId, newbornId } = await issueCertificate(scene)
  scene.ports.clock.advanceMs(60_000)
  const changes = kind === 'exchange' ? { exchangeReason: 'H1' as const } : {}
  const draft = await scene.issuer.call('replacement.save', { ...await application(scene, certificateId, kind, changes), apply: false })
  if (kind === 'exchange') {
    const { register, rev } = await scene.issuer.call('replacement.prepare', { id: draft.id })
    await scene.issuer.call('replacement.saveRegister', { id: draft.id, rev: rev ?? 0, row: { ...register, babyName: '李思源' } as Registration })
  }
  const { id, rev } = await scene.issuer.call('replacement.save', await application(scene, certificateId, kind, changes, { id: draft.id }))
  await scene.reviewer.call('replacement.review', { id, rev, decision: 'agree', reason: '齐全' })
  scene.ports.clock.advanceMs(60_000)
  await scene.host.close()
  return { ports: scene.ports, base, registrationId, newbornId, replacementId: id, name: kind === 'exchange' ? '李思源' : '李思远', ended: kind === 'exchange' ? 'exchanged' : 'lostVoid' }
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fuyou-kill-replace-'))
  for (const { code } of REPLACEMENT_KIND.list) prepared[code] = await prepare(code)
}, 60_000)
afterAll(() => {
  for (const { ports } of Object.values(prepared)) ports.remove()
  rmSync(folder, { recursive: true, force: true })
})

async function killedAt(kind: ReplacementKind, step: string): Promise<{ path: string; spooled: number }> {
  const name = `${kind}-${step.replaceAll(' ', '-')}`
  const [path, spool] = [join(folder, `${name}.db`), join(folder, `${name}.spool`)]
  copyFileSync(prepared[kind].base, path)
  const child = spawn(process.execPath, [program, path, step, prepared[kind].registrationId, spool], { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' }, stdio: ['ignore', 'ignore', 'pipe'] })
  let complaint = ''
  child.stderr.on('data', chunk => { complaint += String(chunk) })
  const [, signal] = await once(child, 'close') as [number | null, string | null]
  expect(complaint).toBe('')
  expect(signal).toBe('SIGKILL')
  return { path, spooled: existsSync(spool) ? readFileSync(spool, 'utf8').trim().split('\n').length : 0 }
}

/** The program started again on what the killed one left, with people at their windows. */
async function restarted(kind: ReplacementKind, path: string, work: (as: (loginName: string) => Promise<Window>) => Promise<void>): Promise<void> {
  const database = openSqlite({ path, key: null })
  const host = createHost(prepared[kind].ports, { database, checkOutputs: true })
  try {
    await host.ready()
    expect(await brokenInvariants(database)).toEqual([])
    await work(async loginName => {
      const window = windowOf(host, `${loginName}-${path}`)
      await window.call('auth.login', { loginName, password: PASSWORD })
      return window
    })
    expect(await brokenInvariants(database)).toEqual([])
  } finally {
    await host.close()
  }
}

/** From wherever the cut left it to the family's hands. */
async function finish(kind: ReplacementKind, as: (loginName: string) => Promise<Window>): Promise<void> {
  const { newbornId, registrationId, replacementId, name, ended } = prepared[kind]
  const issuer = await as('qianfa')
  let desk = await issuer.call('certificate.desk', { newbornId })
  if (desk.step === 'print') {
    await issuer.call('certificate.beginPrint', { registrationId, scannedNumber: NEW })
    desk = await issuer.call('certificate.desk', { newbornId })
  }
  const certificateId = desk.certificate!.id
  const revNow = async () => (await issuer.call('certificate.get', { id: certificateId })).rev
  if (desk.step === 'ask') {
    // Never sent: it may be printed. Perhaps sent: nothing happens before somebody has looked at the paper.
    if (!desk.mayPrint) {
      expect((await issuer.fails('certificate.print', { certificateId, printerName: 'PDF' })).code).toBe('invalid')
      await issuer.call('certificate.answerPrint', { certificateId, rev: await revNow(), result: 'notInked', reason: '停电,纸上没有着墨', secondPerson: { loginName: 'shenhe', password: PASSWORD } })
    }
    await issuer.call('certificate.print', { certificateId, printerName: 'PDF' })
    await issuer.call('certificate.answerPrint', { certificateId, rev: await revNow(), result: 'ok' })
  }
  const sealer = await as('gaizhang')
  await sealer.call('certificate.seal', { certificateId, rev: await revNow(), scannedNumber: NEW, matches: true })
  const register = await issuer.call('certificate.registration.get', { id: registrationId })
  await issuer.call('certificate.handOver', { certificateId, rev: await revNow(), collectorName: register.motherName!, collectorRelation: '1', collectorIdType: '01', collectorIdNumber: register.motherIdNumber!, authorised: true })
  expect(await issuer.call('certificate.replacement.get', { id: replacementId })).toMatchObject({ state: 'done', newCertificateId: certificateId })
  expect(JSON.parse((await issuer.call('certificate.get', { id: certificateId })).printedValues)).toMatchObject({ babyName: name })
  expect((await issuer.call('certificate.find', { number: OLD }))?.state).toBe(ended)
  expect(await issuer.call('certificate.desk', { newbornId })).toMatchObject({ step: 'done', certificate: { number: NEW } })
}

type After = { taken: boolean; asked: boolean; spooled: number }
const STEPS: Record<string, After> = {
  'before the hold': { taken: false, asked: false, spooled: 0 },
  'after the hold': { taken: true, asked: true, spooled: 0 },
  'before the spool': { taken: true, asked: true, spooled: 0 },
  'after the spool': { taken: true, asked: true, spooled: 1 },
  'before the answer': { taken: true, asked: true, spooled: 1 },
  'after the answer': { taken: true, asked: false, spooled: 1 },
}
const CASES = REPLACEMENT_KIND.list.flatMap(({ code, label }) => Object.entries(STEPS).map(([step, after]) => [label, step, code, after] as const))

test.each(CASES)('“换证打印时停电了”: %s killed %s – the old number has ended exactly when the new one was taken, the clerk is asked, and the family gets one certificate', { timeout: 60_000 }, async (_label, step, kind, after) => {
  const { path, spooled } = await killedAt(kind, step)
  expect(spooled).toBe(after.spooled)
  const { newbornId, registrationId, replacementId, name, ended } = prepared[kind]
  await restarted(kind, path, async as => {
    const issuer = await as('qianfa')
    expect((await issuer.call('certificate.find', { number: OLD }))?.state).toBe(after.taken ? ended : 'issued')
    expect(await issuer.call('certificate.replacement.get', { id: replacementId })).toMatchObject({ state: after.taken ? 'printing' : 'approved' })
    expect((await issuer.call('certificate.registration.get', { id: registrationId })).babyName).toBe(after.taken ? name : '李思远')
    expect((await issuer.call('certificate.desk', { newbornId })).step).toBe(!after.taken ? 'print' : after.asked ? 'ask' : 'seal')
    expect((await issuer.call('certificate.queue', { queue: 'ask', mine: true, limit: 50 })).rows.map(row => row.number)).toEqual(after.asked ? [NEW] : [])
    await finish(kind, as)
  })
})

test.each(REPLACEMENT_KIND.list.map(({ code, label }) => [label, code] as const))('%s killed in the middle of taking the number: old sheet, register, number and application move together or not at all', { timeout: 60_000 }, async (_label, kind) => {
  const { path } = await killedAt(kind, 'while holding')
  await restarted(kind, path, async as => {
    const issuer = await as('qianfa')
    const taken = (await issuer.call('stock.number', { number: NEW }))?.blank.state === 'held'
    expect((await issuer.call('certificate.find', { number: OLD }))?.state).toBe(taken ? prepared[kind].ended : 'issued')
    expect(await issuer.call('certificate.replacement.get', { id: prepared[kind].replacementId })).toMatchObject({ state: taken ? 'printing' : 'approved' })
    expect((await issuer.call('certificate.registration.get', { id: prepared[kind].registrationId })).babyName).toBe(taken ? prepared[kind].name : '李思远')
    await finish(kind, as)
  })
})
