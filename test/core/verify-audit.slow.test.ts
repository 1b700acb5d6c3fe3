import { spawnSync } from 'node:child_process'
import { copyFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openConnection } from '../../electron/core/db/sqlite.ts'
import { createHost } from '../../electron/core/host.ts'
import { unwrapByPassphrase } from '../../electron/core/security/database-key.ts'
import { windowOf } from '../support/desk.ts'
import { testPorts } from '../support/test-ports.ts'

const root = dirname(dirname(import.meta.dirname))
const ports = testPorts()
const database = join(ports.folders.data, 'fuyou.db')
const asItWas = join(ports.folders.data, 'as-it-was')
const passphraseFile = join(ports.folders.data, 'passphrase.txt')
let passphrase = ''
let backup = ''
let key: Uint8Array

/** Runs the script as a person would; Electron's Node is the one this test runs on. */
function verify(args: string[], options: { input?: string; env?: Record<string, string> } = {}): { code: number | null; said: string } {
  const { FUYOU_PASSPHRASE: _, ...env } = process.env
  const answer = spawnSync(process.execPath, [join(root, 'scripts', 'verify-audit.ts'), ...args], { encoding: 'utf8', input: options.input ?? '', env: { ...env, ...options.env } as NodeJS.ProcessEnv })
  return { code: answer.status, said: answer.stdout + answer.stderr }
}

/** Changes the database behind the program's back, as somebody with the key could. */
function tamper(statement: string): void {
  copyFileSync(asItWas, database)
  const connection = openConnection({ path: database, key })
  connection.pragma('foreign_keys = OFF')
  expect(connection.prepare(statement).run().changes).toBeGreaterThan(0)
  connection.pragma('journal_mode = DELETE')
  connection.close()
}

beforeAll(async () => {
  const host = createHost(ports, { checkOutputs: true })
  const window = windowOf(host, 'w')
  await host.ready()
  ;({ passphrase } = await window.call('system.create', { institutionName: '青山县妇幼保健院', admin: { loginName: 'admin', displayName: '王管理', password: 'Passw0rd!' } }))
  await window.call('auth.login', { loginName: 'admin', password: 'Passw0rd!' })
  for (const name of ['周助产', '吴助产', '郑助产']) await window.call('staff.save', { row: { name, licenceNumber: null, department: '产科', phone: null, attendsBirths: true, active: true } })
  backup = (await window.call('backup.run', null)).name
  await host.close()
  writeFileSync(passphraseFile, `${passphrase.toLowerCase()}\n`)
  key = (await unwrapByPassphrase(join(ports.folders.data, 'key.json'), passphrase))!
  copyFileSync(database, asItWas)
})
afterAll(() => ports.remove())

test('an intact audit is said to be intact, whichever way the passphrase comes', () => {
  for (const answer of [
    verify([ports.folders.data, '--passphrase-file', passphraseFile]),
    verify([database], { env: { FUYOU_PASSPHRASE: passphrase } }),
    verify([ports.folders.data], { input: `${passphrase}\n` }),
    verify([join(ports.folders.data, 'backups', backup), '--passphrase-file', passphraseFile]),
  ]) {
    expect(answer.said).toMatch(/审计 \d+ 行,链尾 [0-9a-f]{64}\n备份和数据包记下的链位置:[1-9]\d* 处\n结论:审计链完整。/)
    expect(answer.code).toBe(0)
  }
})

test('a changed line is named', () => {
  tamper(`UPDATE audit SET user_id = 'somebody-else' WHERE seq = 3`)
  const answer = verify([database, '--passphrase-file', passphraseFile])
  expect(answer.said).toContain('审计链在第 3 行断开:该行被改动')
  expect(answer.code).toBe(1)
})

test('a changed history row is named by its line', () => {
  tamper(`UPDATE record_history SET row = replace(row, '吴助产', '吴某') WHERE row LIKE '%吴助产%'`)
  const answer = verify([database, '--passphrase-file', passphraseFile])
  expect(answer.said).toMatch(/审计链在第 \d+ 行断开:该行对应的历史记录/)
  expect(answer.code).toBe(1)
})

test('an end that was cut off is found by what the backup noted; a chain without anchors could not tell', () => {
  tamper(`DELETE FROM audit WHERE seq >= (SELECT max(seq) - 1 FROM audit WHERE call = 'staff.save')`)
  const connection = openConnection({ path: database, key })
  const { last } = connection.prepare('SELECT max(seq) AS last FROM audit').get() as { last: number }
  connection.prepare('DELETE FROM record_history WHERE audit_seq > ?').run(last)
  connection.pragma('journal_mode = DELETE')
  connection.close()
  const answer = verify([database, '--passphrase-file', passphraseFile])
  expect(answer.said).toContain(`审计链在第 ${last + 1} 行断开:该行缺失`)
  expect(answer.code).toBe(1)
})

test('what cannot be checked is neither intact nor broken', () => {
  copyFileSync(asItWas, database)
  for (const [answer, sentence] of [
    [verify([database], { input: 'WRONG\n' }), '恢复口令不正确'],
    [verify([join(ports.folders.data, 'nowhere')]), '找不到数据库'],
    [verify([]), '用法'],
    [verify([database, '--passphrase-file', join(ports.folders.data, 'none')]), '找不到口令文件'],
  ] as const) {
    expect(answer.said).toContain(sentence)
    expect(answer.code).toBe(2)
  }
  writeFileSync(database, 'not a database at all'.repeat(400))
  const broken = verify([database, '--passphrase-file', passphraseFile])
  expect(broken.said).toContain('无法读取数据库')
  expect(broken.code).toBe(2)
})
