import { copyFileSync, existsSync, mkdirSync, renameSync } from 'node:fs'
import { basename, join } from 'node:path'
import Sqlite from 'better-sqlite3'
import type { SystemState } from '../../domain/api/system-api.ts'
import { AppError } from '../../domain/api/result.ts'
import { block, message } from '../../domain/message/message.ts'
import { type Backups, createBackups, listBackups } from './db/backup.ts'
import { checkFile } from './db/backup-task.ts'
import type { OpenDatabase } from './db/engine.ts'
import { migrate } from './db/migrate.ts'
import { openSqlite } from './db/sqlite.ts'
import type { Ports } from './ports.ts'
import { createPassphrase, hasKeyFile, rememberBySystem, unwrapByPassphrase, unwrapBySystem, writeKeyFile } from './security/database-key.ts'
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
const isFull = (code: string): boolean => code === 'ENOSPC' || code === 'SQLITE_FULL'
const isDamaged = (code: string): boolean => code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB'
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
  open(): Promise<void>
  create(): Promise<{ passphrase: string }>
  unlock(passphrase: string): Promise<boolean>
  openPractice(): Promise<{ fresh: boolean }>
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

  function takeLock(): void {
    if (lock) return
    mkdirSync(folder(), { recursive: true })
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
    if (isFull(code)) return 'storage-full'
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
        condition = listBackups(backupFolder(), '').length ? 'damaged' : 'new'
        return
      }
      if (!keyed) { condition = 'damaged'; return }
      const key = practice ? await unwrapByPassphrase(path(KEY_FILE), PRACTICE_PASSPHRASE) : unwrapBySystem(path(KEY_FILE), ports.secrets)
      if (!key) { condition = 'needs-passphrase'; return }
      await openWith(key)
    })
  }

  async function createFresh(passphrase: string): Promise<void> {
    takeLock()
    if (existsSync(path(DATABASE))) throw new AppError('busy')
    // A key file without a database is left from a creation that was cut off; it is moved, never written over.
    if (hasKeyFile(path(KEY_FILE))) renameSync(path(KEY_FILE), path(`key-${ports.clock.nowMs()}.old`))
    const key = ports.randomBytes(32)
    await writeKeyFile(path(KEY_FILE), key, passphrase, ports.secrets, ports.randomBytes)
    await openWith(key)
  }

  const system: System = {
    get condition() { return condition },
    get opened() { return opened },
    get practice() { return practice },
    get databaseVersion() { return databaseVersion },
    open,
    async create() {
      if (condition !== 'new') throw new AppError('busy')
      const passphrase = createPassphrase()
      try {
        await createFresh(passphrase)
      } catch (error) {
        condition = conditionOf(error)
        throw error
      }
      return { passphrase }
    },
    async unlock(passphrase) {
      if (condition !== 'needs-passphrase') throw new AppError('busy')
      const key = await unwrapByPassphrase(path(KEY_FILE), passphrase)
      if (!key) return false
      await guarded(async () => {
        await openWith(key)
        rememberBySystem(path(KEY_FILE), key, ports.secrets)
      })
      return system.condition === 'ready'
    },
    async openPractice() {
      await closeOpened()
      releaseLock()
      practice = true
      const fresh = !existsSync(path(DATABASE))
      if (fresh) await createFresh(PRACTICE_PASSPHRASE)
      else await open()
      return { fresh }
    },
    async leavePractice() {
      if (!practice) return
      await closeOpened()
      releaseLock()
      practice = false
      await open()
    },
    practiceAvailable: () => existsSync(join(ports.folders.data, PRACTICE, DATABASE)),
    dataFolder: folder,
    restoreChoices: secondFolder => listBackups(backupFolder(), secondFolder),
    async restore({ name, place, passphrase }, secondFolder) {
      const from = join(place === 'first' ? backupFolder() : secondFolder, basename(name))
      if (!listBackups(backupFolder(), secondFolder).some(backup => backup.name === name && backup.place === place)) throw new AppError('not-found')
      const keyFile = hasKeyFile(path(KEY_FILE)) ? path(KEY_FILE) : join(from, '..', KEY_FILE)
      const key = knownKey ?? (passphrase ? await unwrapByPassphrase(keyFile, passphrase) : unwrapBySystem(keyFile, ports.secrets))
      if (!key) throw new AppError('invalid', [block('passphrase', message('restore.passphrase', '恢复口令不正确,请对照恢复口令单重新输入'))])
      takeLock()
      // The backup proves itself whole before anything of the present is touched.
      checkFile(from, key)
      await closeOpened()
      const movedAside = path(`moved-aside-${new Date(ports.clock.nowMs()).toISOString().replace(/[:.]/g, '-')}`)
      mkdirSync(movedAside)
      const incoming = path(`${DATABASE}.restoring`)
      copyFileSync(from, incoming)
      for (const part of [DATABASE, `${DATABASE}-wal`, `${DATABASE}-shm`]) if (existsSync(path(part))) renameSync(path(part), join(movedAside, part))
      renameSync(incoming, path(DATABASE))
      if (!hasKeyFile(path(KEY_FILE))) copyFileSync(keyFile, path(KEY_FILE))
      syncFolder(folder())
      await guarded(() => openWith(key))
      return { movedAside, restoredFrom: name }
    },
    async close() {
      await closeOpened()
      releaseLock()
    },
  }
  return system
}

/** Institution's name and the few settings the log-in screen needs. */
export async function frontSettings(database: OpenDatabase): Promise<{ institutionName: string; passwordMinLength: number; idleMinutes: number }> {
  const institution = await readSetting(database.kysely, 'institution')
  const security = await readSetting(database.kysely, 'security')
  return { institutionName: institution.value.name, passwordMinLength: security.value.passwordMinLength, idleMinutes: security.value.idleMinutes }
}
