import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Output } from '../../domain/api/api.ts'
import { addDays, type Day } from '../../domain/time/day.ts'
import { keptBackups } from '../../electron/core/db/backup.ts'
import { PROGRAM_DATABASE_VERSION } from '../../electron/core/db/migrate.ts'
import { openConnection, openSqlite } from '../../electron/core/db/sqlite.ts'
import { createHost, type Host } from '../../electron/core/host.ts'
import { unwrapBySystem } from '../../electron/core/security/database-key.ts'
import { windowOf, type Window } from '../support/desk.ts'
import { testPorts, type TestPorts } from '../support/test-ports.ts'

const ADMIN = { loginName: 'admin', displayName: '王管理', password: 'Passw0rd!' }
const DAY_MS = 86_400_000
const holdFolder = fileURLToPath(new URL('../support/programs/hold-folder.ts', import.meta.url))

let ports: TestPorts
let host: Host
let window: Window
let passphrase: string

/** A hospital with an administrator, five nurses and one backup, closed; each test gets a copy of its folder. */
let kept: string
let keptPorts: TestPorts
beforeAll(async () => {
  keptPorts = testPorts()
  const first = createHost(keptPorts)
  const at = windowOf(first, 'w')
  passphrase = (await at.call('system.create', { institutionName: '青山县妇幼保健院', admin: ADMIN })).passphrase
  await at.call('auth.login', ADMIN_LOGIN)
  for (let count = 1; count <= 5; count += 1) await at.call('staff.save', { row: nurse(count) })
  keptPorts.clock.advanceMs(60_000)
  await at.call('backup.run', null)
  await first.close()
  kept = keptPorts.folders.data
  return () => keptPorts.remove()
})
const ADMIN_LOGIN = { loginName: ADMIN.loginName, password: ADMIN.password }
const nurse = (count: number) => ({ name: `护士${count}`, licenceNumber: null, department: null, phone: null, attendsBirths: true, active: true })

beforeEach(() => {
  // Ids go on where the hospital's own left off.
  ports = { ...testPorts(), newId: keptPorts.newId }
  mkdirSync(ports.folders.data, { recursive: true })
  spawnSync('cp', ['-a', `${kept}/.`, ports.folders.data])
})
afterEach(async () => {
  await host?.close()
  ports.remove()
})

const inFolder = (...names: string[]): string => join(ports.folders.data, ...names)
const database = (): string => inFolder('fuyou.db')
async function start(from: TestPorts = ports): Promise<Output<'system.state'>> {
  host = createHost(from, { checkOutputs: true })
  window = windowOf(host, 'w')
  await host.ready()
  return window.call('system.state', null)
}
const nurses = async (): Promise<string[]> => {
  await window.call('auth.login', ADMIN_LOGIN)
  return (await window.call('staff.list', {})).map(row => row.name)
}
const ALL = ['护士1', '护士2', '护士3', '护士4', '护士5']
const backups = (): string[] => readdirSync(inFolder('backups')).filter(name => name.endsWith('.db')).sort()
const keyOf = (): Uint8Array => unwrapBySystem(inFolder('key.json'), ports.secrets)!

/** Spoils bytes of a file where they stand. */
function spoil(path: string, from: number, count: number): void {
  const bytes = readFileSync(path)
  for (let at = from; at < Math.min(from + count, bytes.length); at += 1) bytes[at] = bytes[at]! ^ 0xff
  writeFileSync(path, bytes)
}

test('an untouched folder opens with everything in it', async () => {
  expect(await start()).toMatchObject({ state: 'ready', institutionName: '青山县妇幼保健院', databaseVersion: PROGRAM_DATABASE_VERSION })
  expect(await nurses()).toEqual(ALL)
})

describe('a damaged database leads to the restore page', () => {
  async function restoreFirst(): Promise<Output<'system.restore'>> {
    const [choice] = await window.call('system.restoreChoices', null)
    return window.call('system.restore', { name: choice!.name, place: choice!.place })
  }

  test('damaged header: damaged, never new, and a restore brings the hospital back', async () => {
    spoil(database(), 0, 200)
    const spoilt = readFileSync(database())
    expect(await start()).toMatchObject({ state: 'damaged' })
    expect((await window.fails('person.recent', {})).code).toBe('db-damaged')
    expect((await window.fails('system.create', { institutionName: '别的医院', admin: ADMIN })).code).toBe('busy')
    const { movedAside } = await restoreFirst()
    expect((await window.call('system.state', null)).state).toBe('ready')
    expect(await nurses()).toEqual(ALL)
    // The present file was moved, not lost: somebody may still read something from it.
    expect(readFileSync(join(movedAside, 'fuyou.db')).equals(spoilt)).toBe(true)
    expect((await window.call('audit.verify', null)).firstBroken).toBeNull()
    expect((await window.call('audit.list', { call: 'system.restore' })).lines).toHaveLength(1)
  })

  test('damaged in the middle: found while working, nobody writes on, the restore page opens', async () => {
    const size = statSync(database()).size
    // Everything but the first page, so that whatever is read next is hit.
    spoil(database(), 8192, size)
    const { state } = await start()
    if (state === 'ready') {
      await host.call('auth.login', ADMIN_LOGIN, 'w')
      await host.call('staff.list', {}, 'w')
    }
    expect((await window.call('system.state', null)).state).toBe('damaged')
    expect((await window.fails('auth.login', ADMIN_LOGIN)).code).toBe('db-damaged')
    await restoreFirst()
    expect(await nurses()).toEqual(ALL)
  })

  test.each([['no bytes at all', 0], ['cut in its first page', 1000], ['cut in the middle', 20480]])('%s', async (_name, length) => {
    writeFileSync(database(), readFileSync(database()).subarray(0, length))
    await start()
    await host.call('auth.login', ADMIN_LOGIN, 'w')
    await host.call('staff.list', {}, 'w')
    expect((await window.call('system.state', null)).state).toBe('damaged')
    await restoreFirst()
    expect(await nurses()).toEqual(ALL)
  })

  test('the file is gone but its backups are there: never a first start', async () => {
    rmSync(database())
    expect((await start()).state).toBe('damaged')
    expect(existsSync(database())).toBe(false)
    await restoreFirst()
    expect(await nurses()).toEqual(ALL)
  })

  test('the key file is gone, cut, or of another database: the one beside the backup opens it', async () => {
    const other = testPorts()
    const stranger = createHost(other)
    await windowOf(stranger, 'w').call('system.create', { institutionName: '别的医院', admin: ADMIN })
    await stranger.close()
    const spoilers = [
      () => rmSync(inFolder('key.json')), () => writeFileSync(inFolder('key.json'), readFileSync(inFolder('key.json')).subarray(0, 100)),
      () => copyFileSync(join(other.folders.data, 'key.json'), inFolder('key.json')),
    ]
    for (const spoilKey of spoilers) {
      rmSync(ports.folders.data, { recursive: true })
      mkdirSync(ports.folders.data)
      spawnSync('cp', ['-a', `${kept}/.`, ports.folders.data])
      spoilKey()
      expect((await start()).state).toBe('damaged')
      await restoreFirst()
      expect(await nurses()).toEqual(ALL)
      await host.close()
      expect((await start()).state).toBe('ready')
      await host.close()
    }
    other.remove()
  })
})

describe('backups', () => {
  test('one a day by itself, opened and checked, with the key beside it', async () => {
    const daily = (day: string) => backups().filter(name => name.startsWith(`fuyou-${day}`) && name.endsWith('-daily.db')).length
    for (const day of ['20260311', '20260312']) {
      ports.clock.advanceMs(DAY_MS)
      for (let starts = 0; starts < 2; starts += 1) {
        await start()
        await host.close()
        expect(daily(day)).toBe(1)
      }
    }
    for (const name of backups()) {
      const copy = openConnection({ path: inFolder('backups', name), key: keyOf(), readOnly: true })
      expect(copy.pragma('quick_check', { simple: true })).toBe('ok')
      expect(copy.prepare('SELECT count(*) FROM staff').pluck().get()).toBe(5)
      copy.close()
    }
    expect(existsSync(inFolder('backups', 'key.json'))).toBe(true)
    expect(readdirSync(inFolder('backups')).filter(name => !/^fuyou-[\d-]+-(daily|manual)\.db(\.json)?$|^key\.json$/.test(name))).toEqual([])
  })

  test('a restore moves the present database aside, keeps every other file, and goes back to what was saved', async () => {
    await start()
    await window.call('auth.login', ADMIN_LOGIN)
    await window.call('staff.save', { row: nurse(6) })
    writeFileSync(inFolder('note-of-the-hospital.txt'), 'stays')
    const others = readdirSync(ports.folders.data).filter(name => !name.startsWith('fuyou.db'))
    const name = backups().find(one => one.endsWith('-manual.db'))!
    const { movedAside, restoredFrom } = await window.call('system.restore', { name, place: 'first' })
    expect(restoredFrom).toBe(name)
    expect((await window.fails('staff.list', {})).code).toBe('signed-out')
    expect(await nurses()).toEqual(ALL)
    expect(readdirSync(ports.folders.data)).toEqual(expect.arrayContaining(others))
    const aside = openSqlite({ path: join(movedAside, 'fuyou.db'), key: keyOf() })
    expect(await aside.kysely.selectFrom('staff').select('name').where('name', '=', '护士6').execute()).toHaveLength(1)
    await aside.close()
    // The lines written between backup and restore are gone by right, and the audit says so itself.
    expect((await window.call('audit.verify', null)).firstBroken).toBeNull()
  })

  test('an audit whose end was cut off shows against the backups that saw it', async () => {
    await start()
    await host.close()
    const raw = openConnection({ path: database(), key: keyOf() })
    const last = raw.prepare('SELECT max(seq) FROM audit').pluck().get() as number
    raw.prepare('DELETE FROM record_history WHERE audit_seq >= ?').run(last - 1)
    raw.prepare('DELETE FROM audit WHERE seq >= ?').run(last - 1)
    raw.close()
    await start()
    await window.call('auth.login', ADMIN_LOGIN)
    expect((await window.call('audit.verify', null)).firstBroken).not.toBeNull()
  })

  test.each([['cut', (path: string) => writeFileSync(path, readFileSync(path).subarray(0, 30_000))], ['altered', (path: string) => spoil(path, 50_000, 20)]])('a backup that was %s is refused and the present database stays', async (_name, change) => {
    await start()
    await window.call('auth.login', ADMIN_LOGIN)
    const name = backups().find(one => one.endsWith('-manual.db'))!
    change(inFolder('backups', name))
    const error = await window.fails('system.restore', { name, place: 'first' })
    expect(error).toMatchObject({ code: 'db-damaged', fields: [{ path: 'name' }] })
    expect((await window.call('system.state', null)).state).toBe('ready')
    expect(await window.call('staff.list', {})).toHaveLength(5)
    expect(readdirSync(ports.folders.data).filter(file => file.startsWith('moved-aside'))).toEqual([])
  })

  test('on a new computer the backups of the old one are put into the folder and opened by the recovery passphrase', async () => {
    const backupsOfOld = inFolder('backups')
    const fresh = testPorts({ secrets: false })
    const newComputer: TestPorts = { ...fresh, newId: keptPorts.newId }
    try {
      expect((await start(newComputer)).state).toBe('new')
      const [name] = backups()
      spawnSync('cp', ['-a', backupsOfOld, newComputer.folders.data])
      const choice = { name: name!, place: 'first' as const }
      expect((await window.fails('system.restore', { ...choice, passphrase: 'AAAA-BBBB' })).fields).toMatchObject([{ path: 'passphrase' }])
      expect((await window.call('system.state', null)).state).toBe('new')
      await window.call('system.restore', { ...choice, passphrase })
      expect(await nurses()).toEqual(ALL)
    } finally {
      await host.close()
      fresh.remove()
    }
  })

  test('a name that is no backup of ours is not restored, wherever it points', async () => {
    await start()
    await window.call('auth.login', ADMIN_LOGIN)
    for (const name of ['../fuyou.db', '/etc/passwd', 'none.db', 'key.json']) expect((await window.fails('system.restore', { name, place: 'first' })).code).toBe('not-found')
    for (const name of backups()) expect((await window.fails('system.restore', { name, place: 'second' })).code).toBe('not-found')
  })

  test('over an open database only who may restore does, and not from a locked window', async () => {
    await start()
    const choice = { name: backups()[0]!, place: 'first' as const }
    expect((await window.fails('system.restore', choice)).code).toBe('signed-out')
    await window.call('auth.login', ADMIN_LOGIN)
    await window.call('user.save', { loginName: 'yisheng', displayName: '陈医生', roles: ['doctor'], disabled: false, password: 'First-pass1' })
    await window.call('auth.lock', null)
    expect((await window.fails('system.restore', choice)).code).toBe('locked')
    await window.call('auth.login', { loginName: 'yisheng', password: 'First-pass1' })
    await window.call('auth.changePassword', { oldPassword: 'First-pass1', newPassword: 'Second-pass1' })
    expect((await window.fails('system.restore', choice)).code).toBe('forbidden')
  })

  test('which stay: three of today, one a day for fourteen days, one a month for twenty-four months', () => {
    const today = '2026-03-10' as Day
    const at = (day: string, hour: number) => `${day}T${String(hour).padStart(2, '0')}:00:00.000Z`
    const entries = Array.from({ length: 900 }, (_, ago) => addDays(today, -ago)).flatMap(day => [1, 3, 5, 7, 9].map(hour => ({ name: `${day} ${hour}`, at: at(day, hour) })))
    const kept = keptBackups(entries, today)
    const ofDay = (day: string) => [...kept].filter(name => name.startsWith(day))
    expect(ofDay(today)).toEqual([`${today} 9`, `${today} 7`, `${today} 5`])
    for (let ago = 1; ago < 14; ago += 1) expect(ofDay(addDays(today, -ago))).toEqual([`${addDays(today, -ago)} 9`])
    expect(ofDay(addDays(today, -14))).toEqual([])
    const months = new Set([...kept].map(name => name.slice(0, 7)))
    expect(months.size).toBe(24)
    expect(ofDay('2024-04')).toEqual(['2024-04-30 9'])
    expect(ofDay('2024-03')).toEqual([])
    // The newest is never thrown away, however wrong the clock was when it was made.
    expect(keptBackups([{ name: 'future', at: '2031-01-01T00:00:00.000Z' }], today)).toEqual(new Set(['future']))
  })
})

describe('key and passphrase', () => {
  const keyless = (): TestPorts => {
    const store = testPorts({ secrets: false })
    store.remove()
    return { ...ports, secrets: store.secrets }
  }

  test('a machine without key store asks for the passphrase at every start: wrong ones do nothing, the right one opens', async () => {
    expect(await start(keyless())).toMatchObject({ state: 'needs-passphrase' })
    expect(await window.fails('person.recent', {})).toEqual({ code: 'busy', detail: { condition: 'needs-passphrase' } })
    for (const wrong of ['x', passphrase.slice(0, -1), passphrase.replace(/^./, sign => sign === 'A' ? 'B' : 'A')]) expect(await window.call('system.unlock', { passphrase: wrong })).toEqual({ opened: false })
    expect((await window.call('system.state', null)).state).toBe('needs-passphrase')
    // As it is read out and typed: small letters, full-width, spaces for dashes.
    expect(await window.call('system.unlock', { passphrase: ` ${passphrase.toLowerCase().replaceAll('-', ' ')} ` })).toEqual({ opened: true })
    expect(await nurses()).toEqual(ALL)
    await host.close()
    expect((await start(keyless())).state).toBe('needs-passphrase')
  })

  test('on another machine its own key store takes over after one passphrase', async () => {
    const flipped = { ...ports, secrets: { isAvailable: () => true, wrap: (plain: Uint8Array) => Uint8Array.from(plain, byte => byte ^ 0x33), unwrap: (sealed: Uint8Array) => { if (sealed.length) throw new Error('wrapped elsewhere'); return sealed } } }
    expect((await start(flipped)).state).toBe('needs-passphrase')
    expect(await window.call('system.unlock', { passphrase })).toEqual({ opened: true })
    await host.close()
    expect((await start({ ...flipped, secrets: { ...flipped.secrets, unwrap: sealed => Uint8Array.from(sealed, byte => byte ^ 0x33) } })).state).toBe('ready')
  })

  test('typed twice at the same moment, the passphrase opens one database once', async () => {
    await start(keyless())
    const answers = await Promise.all([1, 2, 3].map(() => host.call('system.unlock', { passphrase }, 'w')))
    expect(answers.filter(answer => answer.ok)).toHaveLength(1)
    expect(await nurses()).toEqual(ALL)
  })

  test('a renewed passphrase opens, the old one no longer does', async () => {
    await start()
    await window.call('auth.login', ADMIN_LOGIN)
    const renewed = await window.call('recovery.renew', null)
    await host.close()
    await start(keyless())
    expect(await window.call('system.unlock', { passphrase })).toEqual({ opened: false })
    expect(await window.call('system.unlock', { passphrase: renewed.passphrase })).toEqual({ opened: true })
  })

  test('the passphrase stands in no file', () => {
    const search = spawnSync('grep', ['-rlaF', '-e', passphrase, '-e', passphrase.replaceAll('-', ''), kept], { encoding: 'utf8' })
    expect(search.stdout).toBe('')
  })
})

describe('first start', () => {
  beforeEach(() => rmSync(ports.folders.data, { recursive: true, force: true }))

  test('pressed twice, it makes one hospital, whose passphrase is the one that was shown', async () => {
    await start()
    const answers = await Promise.all([1, 2].map(() => host.call('system.create', { institutionName: '青山县妇幼保健院', admin: ADMIN }, 'w')))
    expect(answers.filter(answer => answer.ok)).toHaveLength(1)
    const shown = (answers.find(answer => answer.ok) as { value: { passphrase: string } }).value.passphrase
    await host.close()
    const store = testPorts({ secrets: false })
    await start({ ...ports, secrets: store.secrets })
    expect(await window.call('system.unlock', { passphrase: shown })).toEqual({ opened: true })
    store.remove()
  })

  test('cut off before its end, it is a first start again', async () => {
    mkdirSync(ports.folders.data, { recursive: true })
    writeFileSync(inFolder('fuyou.db.creating'), 'half')
    writeFileSync(inFolder('key.json'), '{"cut')
    expect((await start()).state).toBe('new')
    await window.call('system.create', { institutionName: '青山县妇幼保健院', admin: ADMIN })
    expect(await nurses()).toEqual([])
    expect(readdirSync(ports.folders.data).filter(name => name.startsWith('key-') && name.endsWith('.old'))).toHaveLength(1)
  })
})

describe('the folder', () => {
  test('a second program on the same folder is told so, and finds it free when the first has gone, however it went', async () => {
    await start()
    const second = () => spawn(process.execPath, [holdFolder, ports.folders.data], { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' }, stdio: ['pipe', 'pipe', 'inherit'] })
    const firstLine = async (child: ReturnType<typeof second>): Promise<string> => String((await once(child.stdout!, 'data'))[0]).trim()
    let child = second()
    expect(await firstLine(child)).toBe('in-use')
    child.stdin!.end()
    await once(child, 'exit')
    await host.close()
    child = second()
    expect(await firstLine(child)).toBe('ready')
    expect((await start()).state).toBe('in-use')
    expect(await window.fails('person.recent', {})).toEqual({ code: 'busy', detail: { condition: 'in-use' } })
    await host.close()
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect((await start()).state).toBe('ready')
  })

  test('a place where nothing can be written is named as such, and creating there is refused with it', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'fuyou-file-')), 'a-file')
    writeFileSync(file, '')
    for (const data of [join(file, 'data'), file]) {
      expect((await start({ ...ports, folders: { ...ports.folders, data } })).state).toBe('not-writable')
      expect((await window.fails('system.create', { institutionName: '青山县妇幼保健院', admin: ADMIN })).code).toBe('busy')
      await host.close()
    }
  })
})

const mounted = (() => {
  const probe = mkdtempSync(join(tmpdir(), 'fuyou-mount-'))
  const can = process.getuid?.() === 0 && spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', probe]).status === 0
  if (can) spawnSync('umount', [probe])
  rmSync(probe, { recursive: true, force: true })
  return can
})()

// Needs the right to mount: a real full disk, not a pretended one.
describe.runIf(mounted)('a disk of its own', () => {
  let disk: string
  const mount = (options: string) => spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', disk])
  beforeEach(() => { disk = mkdtempSync(join(tmpdir(), 'fuyou-disk-')) })
  afterEach(async () => {
    await host?.close()
    spawnSync('umount', [disk])
    rmSync(disk, { recursive: true, force: true })
  })
  const onDisk = (): TestPorts => ({ ...ports, folders: { ...ports.folders, data: join(disk, 'data') } })
  const fill = () => spawnSync('dd', ['if=/dev/zero', `of=${join(disk, 'filler')}`, 'bs=4k'])
  const moveIn = () => spawnSync('cp', ['-a', `${kept}/.`, join(disk, 'data')])

  test('full while saving: a clear answer, nothing half-written, and work goes on when there is room again', async () => {
    mount('size=16m')
    mkdirSync(join(disk, 'data'))
    moveIn()
    await start(onDisk())
    await window.call('auth.login', ADMIN_LOGIN)
    fill()
    let answer = await host.call('staff.save', { row: nurse(6) }, 'w')
    let saved = 5
    for (; answer.ok && saved < 5000; saved += 1) answer = await host.call('staff.save', { row: nurse(6) }, 'w')
    expect(answer).toEqual({ ok: false, error: { code: 'storage-full' } })
    rmSync(join(disk, 'filler'))
    expect(await window.call('staff.list', {})).toHaveLength(saved)
    expect((await window.call('audit.verify', null)).firstBroken).toBeNull()
    await window.call('staff.save', { row: nurse(7) })
  })

  test('full before a backup: the answer says so and no half copy stays to keep the disk full', async () => {
    mount('size=16m')
    mkdirSync(join(disk, 'data'))
    moveIn()
    await start(onDisk())
    await window.call('auth.login', ADMIN_LOGIN)
    await host.call('staff.save', { row: nurse(6) }, 'w')
    const before = readdirSync(join(disk, 'data', 'backups')).sort()
    spawnSync('dd', ['if=/dev/zero', `of=${join(disk, 'filler')}`, 'bs=4k', `count=${Math.max(1, freePages(disk) - 20)}`])
    expect((await window.fails('backup.run', null)).code).toBe('storage-full')
    expect(readdirSync(join(disk, 'data', 'backups')).sort()).toEqual(before)
  })

  test('full before a restore: the present database stays open and whole', async () => {
    mount('size=16m')
    mkdirSync(join(disk, 'data'))
    moveIn()
    await start(onDisk())
    await window.call('auth.login', ADMIN_LOGIN)
    spawnSync('dd', ['if=/dev/zero', `of=${join(disk, 'filler')}`, 'bs=4k', `count=${Math.max(1, freePages(disk) - 20)}`])
    const [choice] = await window.call('backup.list', null)
    expect((await window.fails('system.restore', { name: choice!.name, place: 'first' })).code).toBe('storage-full')
    expect(await window.call('staff.list', {})).toHaveLength(5)
  })

  test('too small for a first start: the answer says so, and with room it is a first start again', async () => {
    mount('size=200k')
    await start(onDisk())
    expect((await window.fails('system.create', { institutionName: '青山县妇幼保健院', admin: ADMIN })).code).toBe('storage-full')
    await host.close()
    spawnSync('mount', ['-o', 'remount,size=32m', disk])
    expect((await start(onDisk())).state).toBe('new')
    await window.call('system.create', { institutionName: '青山县妇幼保健院', admin: ADMIN })
    expect((await window.call('system.state', null)).state).toBe('ready')
  })

  test('mounted read-only: not writable, and the hospital is whole when it is writable again', async () => {
    mount('size=16m')
    mkdirSync(join(disk, 'data'))
    moveIn()
    spawnSync('mount', ['-o', 'remount,ro', disk])
    expect((await start(onDisk())).state).toBe('not-writable')
    await host.close()
    spawnSync('mount', ['-o', 'remount,rw', disk])
    expect((await start(onDisk())).state).toBe('ready')
    expect(await nurses()).toEqual(ALL)
  })
})

const freePages = (path: string): number => Number(spawnSync('stat', ['-f', '-c', '%a', path], { encoding: 'utf8' }).stdout)

test('a database of a newer program is left as it is, and both versions are named', async () => {
  const raw = openConnection({ path: database(), key: keyOf() })
  raw.pragma(`user_version = ${PROGRAM_DATABASE_VERSION + 10}`)
  raw.pragma('wal_checkpoint(TRUNCATE)')
  raw.close()
  const before = readFileSync(database())
  expect(await start()).toMatchObject({ state: 'newer', databaseVersion: PROGRAM_DATABASE_VERSION + 10 })
  expect((await window.fails('person.recent', {})).code).toBe('db-newer')
  await host.close()
  expect(readFileSync(database()).equals(before)).toBe(true)
})

test('a second place that cannot be reached does not keep the first backup from being made, and says so', async () => {
  await start()
  await window.call('auth.login', ADMIN_LOGIN)
  // Below a file no folder can be: what an unplugged drive looks like.
  await window.call('setting.save', { key: 'backup', rev: 0, value: { secondFolder: join(database(), 'backups') } })
  expect(await window.call('backup.run', null)).toMatchObject({ checked: true, secondPlace: 'failed' })
})

test('a second place for backups gets them too, and is offered when the first is lost', async () => {
  const second = mkdtempSync(join(tmpdir(), 'fuyou-second-'))
  await start()
  await window.call('auth.login', ADMIN_LOGIN)
  await window.call('setting.save', { key: 'backup', rev: 0, value: { secondFolder: second } })
  const { name } = await window.call('backup.run', null)
  await host.close()
  rmSync(database())
  renameSync(inFolder('backups'), inFolder('backups-lost'))
  expect((await start()).state).toBe('damaged')
  expect((await window.call('system.restoreChoices', null)).map(choice => [choice.name, choice.place])).toContainEqual([name, 'second'])
  await window.call('system.restore', { name, place: 'second' })
  expect(await nurses()).toEqual(ALL)
  rmSync(second, { recursive: true, force: true })
})
