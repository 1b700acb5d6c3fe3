import { existsSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import type { SystemState } from '../../domain/api/system-api.ts'
import { AppError } from '../../domain/api/result.ts'
import { block, message } from '../../domain/message/message.ts'
import { type Backups, copyDurably, createBackups, listBackups } from './db/backup.ts'
import { BackupBroken, checkFile } from './db/backup-task.ts'
import type { OpenDatabase } from './db/engine.ts'
import { migrate } from './db/migrate.ts'
import { openSqlite } from './db/sqlite.ts'
import { isStorageFull } from './errors.ts'
import { makeFolder } from './make-folder.ts'
import type { Ports } from './ports.ts'
import { createPassphrase, hasKeyFile, KeyFileBroken, rememberBySystem, unwrapByPassphrase, unwrapBySystem, writeKeyFile } from './security/database-key.ts'
import { rememberedSecondFolder } from './second-folder.ts'
import { syncFolder } from './security/write-file.ts'
import type { DatabaseFile } from './services.ts'
import { readSetting } from './settings.ts'

export type Condition = SystemState['state']

const DATABASE = 'fuyou.db'
const KEY_FILE = 'key.json'
const LOCK_FILE = 'in-use.lock'
const PRACTICE = 'practice'
// Practice data is invented; its key needs no secret.
export const PRACTICE_PASSPHRASE = 'PRACTICE-PRACTICE'

/** Codes of the file system that say: here the program cannot write. */
const NOT_WRITABLE = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOENT', 'ENOTDIR', 'EEXIST', 'SQLITE_CANTOPEN', 'SQLITE_READONLY', 'SQLITE_READONLY_DIRECTORY', 'SQLITE_READONLY_DBMOVED'])
const isDamaged = (code: string): boolean => code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB' || code === 'KEY_FILE_BROKEN'
const codeOf = (error: unknown): string => (error as { code?: string } | null)?.code ?? ''

/** A database that is open, and what belongs to it. */
export type Opened = {
  database: OpenDatabase
  file: DatabaseFile | null
  backups: Backups | null
  practice: boolean
  renewPassphrase: (() => Promise<string>) | null
}

/** The program's condition and the ways to change it: create, unlock, practise, restore. */
export type System = {
  readonly condition: Condition
  readonly opened: Opened | null
  readonly practice: boolean
  databaseVersion: number
  /** The engine met a broken page while the program worked. */
  foundDamaged(): void
  open(): Promise<void>
  /** Makes the database; it gets its name only when `fill` has written what no database can be without. */
  create(fill: (database: OpenDatabase) => Promise<void>): Promise<{ passphrase: string }>
  unlock(passphrase: string): Promise<boolean>
  openPractice(fill: (database: OpenDatabase) => Promise<void>): Promise<void>
  leavePractice(): Promise<void>
  practiceAvailable(): boolean
  dataFolder(): string
  restoreChoices(secondFolder: string): ReturnType<typeof listBackups>
  restore(choice: { name: string; place: 'first' | 'second'; passphrase?: string | undefined }, secondFolder: string): Promise<{ movedAside: string; restoredFrom: string }>
  close(): Promise<void>
}

/** Makes the system of one data folder; nothing is opened yet. */
export function createSystem(ports: Ports): System {
  let condition: Condition = 'opening'
  let opened: Opened | null = null
  let practice = false
  let databaseVersion = 0
  let lock: Sqlite.Database | null = null
  let knownKey: Uint8Array | null = null

  const folder = () => practice ? join(ports.folders.data, PRACTICE) : ports.folders.data
  const path = (name: string) => join(folder(), name)
  const backupFolder = () => path('backups')

  // Creating, unlocking, practising and restoring change files and the condition: never two of them at a time.
  let changing: Promise<unknown> = Promise.resolve()
  function oneAtATime<T>(work: () => Promise<T>): Promise<T> {
    const mine = changing.then(work)
    changing = mine.then(() => {}, () => {})
    return mine
  }

  function takeLock(): void {
    if (lock) return
    makeFolder(folder())
    const held = new Sqlite(path(LOCK_FILE), { timeout: 0 })
    try {
      // An exclusive transaction is a lock the operating system drops by itself when the program dies.
      held.pragma('locking_mode = EXCLUSIVE')
      held.exec('BEGIN EXCLUSIVE')
      lock = held
    } catch (error) {
      held.close()
      throw error
    }
  }

  function releaseLock(): void {
    lock?.close()
    lock = null
  }

  function conditionOf(error: unknown): Condition {
    const code = codeOf(error)
    if (error instanceof AppError && error.code === 'db-newer') return 'newer'
    if (code === 'SQLITE_BUSY' || code === 'SQLITE_LOCKED') return 'in-use'
    if (isStorageFull(code)) return 'storage-full'
    if (isDamaged(code)) return 'damaged'
    if (NOT_WRITABLE.has(code)) return 'not-writable'
    return 'migration-failed'
  }

  async function openWith(key: Uint8Array): Promise<void> {
    knownKey = key
    const file: DatabaseFile = { path: path(DATABASE), keyBase64: Buffer.from(key).toString('base64') }
    const backups = createBackups(ports, backupFolder(), file.path, path(KEY_FILE), key)
    let database: ReturnType<typeof openSqlite> | null = null
    try {
      // A file of no length would open as a new, empty database, and a hospital would look as if it had never been.
      if (statSync(file.path).size === 0) throw Object.assign(new Error('empty database file'), { code: 'SQLITE_CORRUPT' })
      database = openSqlite({ path: file.path, key })
      databaseVersion = await database.version()
      await migrate(database, ports.log, async () => { await backups.run('migration', '') })
      databaseVersion = await database.version()
      const keyFile = path(KEY_FILE)
      opened = {
        database, file, backups, practice,
        renewPassphrase: async () => {
          const passphrase = createPassphrase()
          await writeKeyFile(keyFile, key, passphrase, ports.secrets, ports.randomBytes)
          return passphrase
        },
      }
      condition = 'ready'
    } catch (error) {
      await database?.close()
      throw error
    }
  }

  async function guarded(work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      condition = conditionOf(error)
      ports.log.error('open', { condition, code: codeOf(error), name: error instanceof Error ? error.name : 'unknown' })
    }
  }

  async function closeOpened(): Promise<void> {
    const { database } = opened ?? {}
    opened = null
    await database?.close()
  }

  async function open(): Promise<void> {
    condition = 'opening'
    await guarded(async () => {
      takeLock()
      const keyed = hasKeyFile(path(KEY_FILE))
      if (!existsSync(path(DATABASE))) {
        // A hospital whose database file is gone has backups: that is never a first start.
        condition = listBackups(backupFolder(), rememberedSecondFolder(folder())).length ? 'damaged' : 'new'
        return
      }
      if (!keyed) { condition = 'damaged'; return }
      const key = practice ? await unwrapByPassphrase(path(KEY_FILE), PRACTICE_PASSPHRASE) : unwrapBySystem(path(KEY_FILE), ports.secrets)
      if (!key) { condition = 'needs-passphrase'; return }
      await openWith(key)
    })
  }

  // Built under another name: a power cut in between leaves a first start, never a database without its first account.
  async function createFresh(passphrase: string, fill: (database: OpenDatabase) => Promise<void>): Promise<void> {
    takeLock()
    if (existsSync(path(DATABASE))) throw new AppError('busy')
    // A key file without a database is left from a creation that was cut off; it is moved, never written over.
    if (hasKeyFile(path(KEY_FILE))) renameSync(path(KEY_FILE), path(`key-${ports.clock.nowMs()}.old`))
    const building = path(`${DATABASE}.creating`)
    const parts = ['', '-wal', '-shm', '-journal'].map(suffix => building + suffix)
    for (const part of parts) rmSync(part, { force: true })
    const key = ports.randomBytes(32)
    const database = openSqlite({ path: building, key })
    try {
      await migrate(database, ports.log, async () => {})
      await fill(database)
    } finally {
      await database.close()
    }
    await writeKeyFile(path(KEY_FILE), key, passphrase, ports.secrets, ports.randomBytes)
    renameSync(building, path(DATABASE))
    syncFolder(folder())
    await openWith(key)
  }

  // The keys a backup may be under: the open one, then what passphrase and key store make of the key files there are.
  async function keysFor(keyFiles: readonly string[], passphrase: string | undefined): Promise<{ key: Uint8Array; keyFile: string | null }[]> {
    const found: { key: Uint8Array; keyFile: string | null }[] = knownKey ? [{ key: knownKey, keyFile: null }] : []
    for (const keyFile of keyFiles.filter(hasKeyFile)) {
      try {
        const byPassphrase = passphrase ? await unwrapByPassphrase(keyFile, passphrase) : null
        const key = byPassphrase ?? unwrapBySystem(keyFile, ports.secrets)
        if (key) found.push({ key, keyFile })
      } catch (error) {
        // A key file cut short opens nothing; the one beside the backup may.
        if (!(error instanceof KeyFileBroken)) throw error
      }
    }
    return found
  }

  const system: System = {
    get condition() { return condition },
    get opened() { return opened },
    get practice() { return practice },
    get databaseVersion() { return databaseVersion },
    open,
    foundDamaged() {
      if (condition !== 'ready') return
      condition = 'damaged'
      ports.log.error('open', { condition, code: 'found while working', name: '' })
    },
    create: fill => oneAtATime(async () => {
      if (condition !== 'new') throw new AppError('busy', undefined, { condition })
      const passphrase = createPassphrase()
      await guarded(() => createFresh(passphrase, fill))
      if (system.condition !== 'ready') throw new AppError(system.condition === 'storage-full' ? 'storage-full' : 'busy', undefined, { condition })
      return { passphrase }
    }),
    unlock: passphrase => oneAtATime(async () => {
      if (condition !== 'needs-passphrase') throw new AppError('busy', undefined, { condition })
      const key = await unwrapByPassphrase(path(KEY_FILE), passphrase)
      if (!key) return false
      await guarded(() => openWith(key))
      if (system.condition !== 'ready') return false
      try {
        rememberBySystem(path(KEY_FILE), key, ports.secrets)
      } catch (error) {
        // The hospital works; only the next start will ask for the passphrase again.
        ports.log.warn('key not remembered', { code: codeOf(error) })
      }
      return true
    }),
    openPractice: fill => oneAtATime(async () => {
      await closeOpened()
      releaseLock()
      practice = true
      knownKey = null
      if (existsSync(path(DATABASE))) await open()
      else await guarded(() => createFresh(PRACTICE_PASSPHRASE, fill))
    }),
    leavePractice: () => oneAtATime(async () => {
      if (!practice) return
      await closeOpened()
      releaseLock()
      practice = false
      knownKey = null
      await open()
    }),
    practiceAvailable: () => existsSync(join(ports.folders.data, PRACTICE, DATABASE)),
    dataFolder: folder,
    restoreChoices: secondFolder => listBackups(backupFolder(), secondFolder),
    restore: ({ name, place, passphrase }, secondFolder) => oneAtATime(async () => {
      if (!listBackups(backupFolder(), secondFolder).some(backup => backup.name === name && backup.place === place)) throw new AppError('not-found')
      const from = join(place === 'first' ? backupFolder() : secondFolder, name)
      const keys = await keysFor([path(KEY_FILE), join(from, '..', KEY_FILE)], passphrase)
      if (!keys.length) throw new AppError('invalid', [block('passphrase', message('restore.passphrase', '恢复口令不正确,请对照恢复口令单重新输入'))])
      takeLock()
      // The backup proves itself whole before anything of the present is touched.
      const opening = keys.find(({ key }) => isWhole(from, key))
      if (!opening) throw new AppError('db-damaged', [block('name', message('restore.broken', '这份备份已损坏或与恢复口令不符,请选择另一份备份'))])
      const incoming = path(`${DATABASE}.restoring`)
      copyDurably(from, incoming)
      await closeOpened()
      const movedAside = path(`moved-aside-${new Date(ports.clock.nowMs()).toISOString().replace(/[:.]/g, '-')}`)
      makeFolder(movedAside)
      for (const part of [DATABASE, `${DATABASE}-wal`, `${DATABASE}-shm`]) if (existsSync(path(part))) renameSync(path(part), join(movedAside, part))
      // The key file at hand did not open this backup: the one beside the backup takes its place.
      if (opening.keyFile && opening.keyFile !== path(KEY_FILE)) {
        if (hasKeyFile(path(KEY_FILE))) renameSync(path(KEY_FILE), join(movedAside, KEY_FILE))
        copyDurably(opening.keyFile, path(KEY_FILE))
      }
      renameSync(incoming, path(DATABASE))
      syncFolder(folder())
      await guarded(() => openWith(opening.key))
      return { movedAside, restoredFrom: name }
    }),
    async close() {
      await closeOpened()
      releaseLock()
    },
  }
  return system
}

function isWhole(path: string, key: Uint8Array): boolean {
  try {
    checkFile(path, key)
    return true
  } catch (error) {
    if (isDamaged(codeOf(error)) || error instanceof BackupBroken) return false
    throw error
  }
}

/** Institution's name and the few settings the log-in screen needs. */
export async function frontSettings(database: OpenDatabase): Promise<{ institutionName: string; passwordMinLength: number; idleMinutes: number }> {
  const institution = await readSetting(database.kysely, 'institution')
  const security = await readSetting(database.kysely, 'security')
  return { institutionName: institution.value.name, passwordMinLength: security.value.passwordMinLength, idleMinutes: security.value.idleMinutes }
}
