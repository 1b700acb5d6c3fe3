import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { createBackups } from '../../electron/core/db/backup.ts'
import { migrate } from '../../electron/core/db/migrate.ts'
import { openSqlite } from '../../electron/core/db/sqlite.ts'
import { makeFolder } from '../../electron/core/make-folder.ts'
import { testPorts } from '../support/test-ports.ts'

const ports = testPorts()
afterAll(() => ports.remove())

test('backups that are asked for at once are made one after the other: the later name never holds the earlier lines', async () => {
  makeFolder(ports.folders.data)
  const path = join(ports.folders.data, 'order.db')
  const database = openSqlite({ path, key: null })
  await migrate(database, ports.log, async () => {})
  const line = (seq: number) => database.connection.prepare('INSERT INTO audit (seq, at, user_id, call, content_hash, hash) VALUES (?, ?, ?, ?, ?, ?)').run(seq, '2026-03-10T00:00:00Z', 'x', 'x', 'x', `hash${seq}`)
  line(1)
  const copied: number[] = []
  let isDiskFull = false
  const startWorker: typeof ports.startWorker = job => {
    if (isDiskFull) throw new Error('the disk is full')
    copied.push(copied.length)
    return ports.startWorker(job)
  }
  const backups = createBackups({ ...ports, startWorker }, join(ports.folders.data, 'backups'), path, join(ports.folders.data, 'key.json'), null)
  const made = [backups.run('daily', ''), backups.run('manual', '')]
  line(2)
  await Promise.resolve().then(() => {})
  expect(copied, 'the second begins when the first is whole').toHaveLength(1)
  await made[0]
  line(3)
  await Promise.all(made)
  const sidecars = readdirSync(join(ports.folders.data, 'backups')).filter(name => name.endsWith('.json') && name.startsWith('fuyou')).map(name => JSON.parse(readFileSync(join(ports.folders.data, 'backups', name), 'utf8')) as { kind: string; at: string; auditSeq: number })
  const [first, second] = [sidecars.find(one => one.kind === 'daily')!, sidecars.find(one => one.kind === 'manual')!]
  expect(first.at <= second.at).toBe(true)
  expect(first.auditSeq).toBeLessThanOrEqual(second.auditSeq)
  // A backup that fails does not keep the next one from being made, asked for while it failed or later.
  isDiskFull = true
  const failing = backups.run('daily', '')
  const waiting = failing.catch(() => { isDiskFull = false })
  const next = backups.run('manual', '')
  await expect(failing).rejects.toThrow('the disk is full')
  await waiting
  expect(await next).toMatchObject({ kind: 'manual', checked: true })
  await database.close()
})
