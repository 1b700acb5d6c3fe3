import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ROLE_NAMES } from '../../domain/access/permission.ts'
import { person } from '../../domain/modules/people/person.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { createRandom } from '../../domain/sample/random.ts'
import { openSqlite } from '../../electron/core/db/sqlite.ts'
import { createHost } from '../../electron/core/host.ts'
import { unwrapBySystem } from '../../electron/core/security/database-key.ts'
import { hashPassword } from '../../electron/core/security/password.ts'
import { windowOf } from '../support/desk.ts'
import { brokenInvariants } from '../support/invariants.ts'
import { testPorts, type TestPorts } from '../support/test-ports.ts'

const ROUNDS = 30
const writer = fileURLToPath(new URL('../support/programs/write-until-killed.ts', import.meta.url))
let ports: TestPorts
let motherId: string

beforeAll(async () => {
  ports = testPorts()
  const host = createHost(ports)
  const window = windowOf(host, 'w')
  await window.call('system.create', { institutionName: '青山县妇幼保健院', admin: { loginName: 'admin', displayName: '王管理', password: 'Passw0rd!' } })
  await host.close()
  const database = openDatabase()
  const passwordHash = await hashPassword('Passw0rd!', 2 ** 5)
  await database.write(async trx => {
    await trx.insertInto('userAccount').values({ id: 'quan', loginName: 'quan', displayName: '全', passwordHash, mustChangePassword: 0, disabled: 0, failedLogins: 0, lockedUntil: null, rev: 1, createdAt: '2026-03-10T01:00:00.000Z', lastLoginAt: null }).execute()
    for (const role of ROLE_NAMES) await trx.insertInto('userRole').values({ userId: 'quan', role }).execute()
  })
  await database.close()
  const again = createHost(ports)
  const clerk = windowOf(again, 'w')
  await clerk.call('auth.login', { loginName: 'quan', password: 'Passw0rd!' })
  motherId = (await clerk.call('person.save', { row: { ...emptyRow(person), name: '张丽华', sex: '2', nationality: 'CHN', noDocumentReason: 'unknownIdentity' } as never })).id
  await again.close()
})
afterAll(() => ports.remove())

const openDatabase = () => openSqlite({ path: join(ports.folders.data, 'fuyou.db'), key: unwrapBySystem(join(ports.folders.data, 'key.json'), ports.secrets) })

/** Lets the writer run until it has told of `tells` saves, then kills it in the middle of whatever it does. */
async function writeAndKill(round: number, tells: number, furtherMs: number): Promise<string[]> {
  const child = spawn(process.execPath, [writer, ports.folders.data, `r${round}`, motherId], { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' }, stdio: ['ignore', 'pipe', 'pipe'] })
  let told = ''
  let complaint = ''
  child.stderr.on('data', chunk => { complaint += String(chunk) })
  const enough = new Promise<void>(resolve => {
    child.stdout.on('data', chunk => {
      told += String(chunk)
      if (told.split('\n').length > tells + 1) resolve()
    })
  })
  const gone = once(child, 'close')
  await Promise.race([enough, gone])
  // A moment nobody chose: between a statement and its commit as well as between two calls.
  await new Promise(resolve => setTimeout(resolve, furtherMs))
  child.kill('SIGKILL')
  await gone
  expect(complaint).toBe('')
  const lines = told.slice(0, told.lastIndexOf('\n')).split('\n')
  expect(lines[0]).toBe('ready')
  return lines.slice(1)
}

test(`killed ${ROUNDS} times in the middle of writing: every save that was answered is there, nothing is half there`, { timeout: 300_000 }, async () => {
  const random = createRandom(20260310)
  const known = new Map<string, number>()
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const line of await writeAndKill(round, random.int(1, 20), random.int(0, 12))) {
      const [record, id, rev] = line.split(' ') as [string, string, string]
      known.set(`${record} ${id}`, Number(rev))
    }
    const database = openDatabase()
    const present = new Map<string, number>()
    for (const table of ['staff', 'newborn'] as const) for (const { id, rev } of await database.kysely.selectFrom(table).select(['id', 'rev']).execute()) present.set(`${table} ${id}`, rev)
    for (const [row, rev] of known) expect(present.get(row) ?? 0, row).toBeGreaterThanOrEqual(rev)
    expect(await brokenInvariants(database)).toEqual([])
    // A delivery is written with both its children or not at all.
    const deliveries = await database.kysely.selectFrom('delivery').leftJoin('newborn', 'newborn.deliveryId', 'delivery.id').select(({ fn }) => ['delivery.id', fn.count<number>('newborn.id').as('children')]).groupBy('delivery.id').execute()
    expect(deliveries.filter(delivery => delivery.children !== 2)).toEqual([])
    await database.close()
  }
  expect(known.size).toBeGreaterThan(ROUNDS)
})
