import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSqlite } from '../../electron/core/db/sqlite.ts'
import { createHost, type Host } from '../../electron/core/host.ts'
import { FIRST_NUMBER, openScene, registerBirth, registerCertificate } from '../support/birth-scene.ts'
import { PASSWORD, type Window, windowOf } from '../support/desk.ts'
import { brokenInvariants } from '../support/invariants.ts'
import type { TestPorts } from '../support/test-ports.ts'

const program = fileURLToPath(new URL('../support/programs/print-until-killed.ts', import.meta.url))
let folder: string
let ports: TestPorts
let registrationId: string
let newbornId: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fuyou-kill-print-'))
  const scene = await openScene({ database: openSqlite({ path: join(folder, 'base.db'), key: null }) })
  ports = scene.ports
  newbornId = (await registerBirth(scene)).newbornIds[0]!
  registrationId = await registerCertificate(scene, newbornId)
  await scene.host.close()
})
afterAll(() => {
  ports.remove()
  rmSync(folder, { recursive: true, force: true })
})

async function killedAt(step: string): Promise<{ path: string; spooled: number }> {
  const path = join(folder, `${step.replaceAll(' ', '-')}.db`)
  const spool = join(folder, `${step.replaceAll(' ', '-')}.spool`)
  copyFileSync(join(folder, 'base.db'), path)
  const child = spawn(process.execPath, [program, path, step, registrationId, spool], { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' }, stdio: ['ignore', 'ignore', 'pipe'] })
  let complaint = ''
  child.stderr.on('data', chunk => { complaint += String(chunk) })
  const [, signal] = await once(child, 'close') as [number | null, string | null]
  expect(complaint).toBe('')
  expect(signal).toBe('SIGKILL')
  return { path, spooled: existsSync(spool) ? readFileSync(spool, 'utf8').trim().split('\n').length : 0 }
}

/** The program started again on what the killed one left; the clerk signs in. */
async function restarted<T>(path: string, work: (window: Window, host: Host) => Promise<T>): Promise<T> {
  const database = openSqlite({ path, key: null })
  const host = createHost(ports, { database, checkOutputs: true })
  try {
    await host.ready()
    expect(await brokenInvariants(database)).toEqual([])
    const window = windowOf(host, `again-${path}`)
    await window.call('auth.login', { loginName: 'qianfa', password: PASSWORD })
    const answer = await work(window, host)
    expect(await brokenInvariants(database)).toEqual([])
    return answer
  } finally {
    await host.close()
  }
}

type After = { state: string; asked: boolean; printCount: number; job: string[]; spooled: number }
const STEPS: Record<string, After> = {
  'before the hold': { state: 'drawn', asked: false, printCount: 0, job: [], spooled: 0 },
  'after the hold': { state: 'held', asked: true, printCount: 0, job: [], spooled: 0 },
  'before the spool': { state: 'held', asked: true, printCount: 1, job: ['sending'], spooled: 0 },
  'after the spool': { state: 'held', asked: true, printCount: 1, job: ['sending'], spooled: 1 },
  'before the answer': { state: 'held', asked: true, printCount: 1, job: ['sent'], spooled: 1 },
  'after the answer': { state: 'printed', asked: false, printCount: 1, job: ['sent'], spooled: 1 },
}

test.each(Object.entries(STEPS))('killed %s: the number is in one state, the clerk is asked where it matters, and the work goes on', { timeout: 60_000 }, async (step, after) => {
  const { path, spooled } = await killedAt(step)
  expect(spooled).toBe(after.spooled)
  await restarted(path, async window => {
    const asked = (await window.call('certificate.queue', { queue: 'ask', mine: true, limit: 50 })).rows
    expect(asked.map(row => row.number)).toEqual(after.asked ? [FIRST_NUMBER] : [])
    expect((await window.call('stock.list', { state: after.state as 'held' })).rows.map(row => row.number)).toContain(FIRST_NUMBER)
    const numbers = await Promise.all((['drawn', 'held', 'printed', 'void'] as const).map(async state => (await window.call('stock.list', { state, limit: 500 })).rows.map(row => row.number)))
    expect(numbers.flat().filter(number => number === FIRST_NUMBER)).toHaveLength(1)
    expect(numbers.flat()).toHaveLength(20)
    const jobs = (await window.call('printing.jobs', {})).rows
    expect(jobs.map(job => job.state)).toEqual(after.job)
    const desk = await window.call('certificate.desk', { newbornId })
    expect(desk.certificate?.printCount ?? 0).toBe(after.printCount)
    if (!after.asked) return
    const certificateId = desk.certificate!.id
    // Never sent: it may be printed. Perhaps sent: nothing happens before somebody has looked at the paper.
    if (after.printCount > 0) {
      expect((await window.fails('certificate.print', { certificateId, printerName: 'PDF' })).code).toBe('invalid')
      await window.call('certificate.answerPrint', { certificateId, rev: desk.certificate!.rev, result: 'notInked', reason: '停电,纸上没有着墨', secondPerson: { loginName: 'shenhe', password: PASSWORD } })
    }
    await window.call('certificate.print', { certificateId, printerName: 'PDF' })
    const { rev } = await window.call('certificate.get', { id: certificateId })
    expect(await window.call('certificate.answerPrint', { certificateId, rev, result: 'ok' })).toMatchObject({ state: 'printed' })
  })
})

test('killed in the middle of taking the number: it is held whole or not at all', { timeout: 60_000 }, async () => {
  const { path } = await killedAt('while holding')
  await restarted(path, async window => {
    const held = (await window.call('stock.list', { state: 'held' })).rows.map(row => row.number)
    const asked = (await window.call('certificate.queue', { queue: 'ask', mine: true, limit: 50 })).rows.map(row => row.number)
    expect(held).toEqual(asked)
    expect((await window.call('certificate.desk', { newbornId })).step).toBe(held.length ? 'ask' : 'print')
  })
})
