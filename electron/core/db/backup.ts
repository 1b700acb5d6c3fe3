import { copyFileSync, existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import { BackupInfo } from '../../../domain/api/system-api.ts'
import { addDays, type Day, dayAt } from '../../../domain/time/day.ts'
import type { AuditAnchor } from '../audit.ts'
import { makeFolder } from '../make-folder.ts'
import type { Ports } from '../ports.ts'
import { runTask } from '../run-task.ts'
import { syncFile, syncFolder, writeFileDurably } from '../security/write-file.ts'
import { checkFile } from './backup-task.ts'

export type BackupKind = BackupInfo['kind']
const Sidecar = BackupInfo.omit({ place: true }).extend({ auditSeq: z.int(), auditHash: z.string(), databaseVersion: z.int() })
type Sidecar = z.infer<typeof Sidecar>

export type Backups = {
  /** Makes, checks and keeps a backup; copies it to the second place when one is set. Throws TaskError. */
  run(kind: BackupKind, secondFolder: string): Promise<BackupInfo & { secondPlace: 'none' | 'copied' | 'failed' }>
  list(secondFolder: string): BackupInfo[]
  /** Today's backup is made, and copied to the second place if there is one: a drive plugged in later still gets it. */
  hasToday(secondFolder: string): boolean
  /** Where the audit stood in each backup of this database that it still descends from. */
  anchors(restored: readonly { at: string; backup: string }[]): AuditAnchor[]
}

const KEPT_TODAY = 3
const KEPT_DAYS = 14
const KEPT_MONTHS = 24

const SIDECAR = '.json'

/** The backups of one database file in `<data>/backups` and in a second place of the hospital's choice. */
export function createBackups(ports: Ports, folder: string, databasePath: string, keyFile: string, key: Uint8Array | null): Backups {
  const today = () => dayAt(ports.clock.nowMs())
  // One at a time: of two that overlap the earlier by its name could hold the later lines, and its neighbour would look cut off.
  let before: Promise<unknown> = Promise.resolve()
  const afterOthers = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = before.then(work, work)
    before = mine.catch(() => {})
    return mine
  }
  return {
    run: (kind, secondFolder) => afterOthers(async () => {
      makeFolder(folder)
      const at = new Date(ports.clock.nowMs())
      const name = `fuyou-${stamp(at)}-${kind}.db`
      const target = join(folder, name)
      const facts = await runTask(ports, 'backup', { path: databasePath, keyBase64: key && Buffer.from(key).toString('base64'), target })
      const sidecar: Sidecar = { name, kind, at: at.toISOString(), checked: true, ...facts }
      writeFileDurably(target + SIDECAR, JSON.stringify(sidecar, null, 2))
      // Without its wrapped key a backup is useless on another machine.
      if (existsSync(keyFile)) copyDurably(keyFile, join(folder, basename(keyFile)))
      // Before the second place, which may be a drive that is not plugged in.
      prune(folder, today())
      const secondPlace = secondFolder ? tryCopyToSecond(ports, secondFolder, target, sidecar, keyFile, key) : 'none'
      ports.log.info('backup', { kind, bytes: facts.bytes, secondPlace })
      return { name, place: 'first', kind, at: sidecar.at, bytes: sidecar.bytes, checked: true, secondPlace }
    }),
    list: secondFolder => listBackups(folder, secondFolder),
    anchors: restored => anchorsIn(folder, restored),
    hasToday: secondFolder => [folder, ...(secondFolder ? [secondFolder] : [])]
      .every(place => readSidecars(place).some(entry => entry.kind === 'daily' && dayAt(Date.parse(entry.at)) === today())),
  }
}

/** What the sidecars of one folder say of the chain. `until` leaves out those made later: a backup does not know its own future. */
export const anchorsIn = (folder: string, restored: readonly { at: string; backup: string }[], until?: string): AuditAnchor[] =>
  anchorsOf(readSidecars(folder).filter(entry => until === undefined || entry.at <= until), restored)

/** When a backup was made, by its sidecar; null when the file is not one of the program's backups. */
export const backedUpAt = (path: string): string | null => readSidecars(dirname(path)).find(entry => entry.name === basename(path))?.at ?? null

/** After a restore the lines written between the restored backup and the restore are gone by right: their backups anchor nothing. */
function anchorsOf(entries: readonly Sidecar[], restored: readonly { at: string; backup: string }[]): AuditAnchor[] {
  const abandoned = restored.map(({ at, backup }) => ({ from: entries.find(entry => entry.name === backup)?.at ?? '', until: at }))
  return entries.filter(entry => entry.auditSeq > 0 && !abandoned.some(({ from, until }) => entry.at > from && entry.at <= until))
    .map(entry => ({ seq: entry.auditSeq, hash: entry.auditHash }))
}

/** All backups with a sidecar, newest first, of both places. */
export function listBackups(folder: string, secondFolder: string): BackupInfo[] {
  const of = (place: 'first' | 'second', path: string): BackupInfo[] =>
    readSidecars(path).map(({ name, kind, at, bytes, checked }) => ({ name, kind, at, bytes, checked, place }))
  return [...of('first', folder), ...(secondFolder ? of('second', secondFolder) : [])].sort((a, b) => a.at < b.at ? 1 : -1)
}

// The last facts the program wrote about a backup; a file without them was never finished and is not offered.
function readSidecars(folder: string): Sidecar[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder).filter(name => name.endsWith(`.db${SIDECAR}`)).flatMap(name => {
    const parsed = Sidecar.safeParse(parseJson(readFileSync(join(folder, name), 'utf8')))
    return parsed.success && existsSync(join(folder, parsed.data.name)) ? [parsed.data] : []
  })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // A sidecar cut by a power cut: its backup is not offered, the others are.
    return null
  }
}

// A drive that is not plugged in must not keep a month from being sealed: the first copy stands, the failure is answered.
function tryCopyToSecond(ports: Ports, secondFolder: string, target: string, sidecar: Sidecar, keyFile: string, key: Uint8Array | null): 'copied' | 'failed' {
  try {
    copyToSecond(secondFolder, target, sidecar, keyFile, key)
    return 'copied'
  } catch (error) {
    ports.log.error('second backup place', { name: error instanceof Error ? error.name : 'unknown', code: (error as { code?: string }).code ?? '' })
    return 'failed'
  }
}

function copyToSecond(secondFolder: string, target: string, sidecar: Sidecar, keyFile: string, key: Uint8Array | null): void {
  makeFolder(secondFolder)
  const copy = join(secondFolder, sidecar.name)
  copyDurably(target, copy)
  checkFile(copy, key)
  writeFileDurably(copy + SIDECAR, JSON.stringify(sidecar, null, 2))
  if (existsSync(keyFile)) copyDurably(keyFile, join(secondFolder, basename(keyFile)))
  prune(secondFolder, dayAt(Date.parse(sidecar.at)))
}

/** Copies beside the target, brings it to the disk, then renames: a copy cut short never carries the name. */
export function copyDurably(from: string, to: string): void {
  const aside = `${to}.part`
  try {
    copyFileSync(from, aside)
    syncFile(aside)
    renameSync(aside, to)
  } catch (error) {
    // Half a copy on a full disk would keep it full.
    rmSync(aside, { force: true })
    throw error
  }
  syncFolder(join(to, '..'))
}

/** Which backups stay: 3 of today, one a day for 14 days, one a month for 24 months (house style §8). */
export function keptBackups(entries: readonly { name: string; at: string }[], today: Day): Set<string> {
  const newest = [...entries].sort((a, b) => a.at < b.at ? 1 : -1)
  const dayFrom = addDays(today, -KEPT_DAYS + 1)
  const kept = new Set(newest.filter(entry => dayAt(Date.parse(entry.at)) >= today).slice(0, KEPT_TODAY).map(entry => entry.name))
  const days = new Set<string>()
  const months = new Set<string>()
  for (const entry of newest) {
    const day = dayAt(Date.parse(entry.at))
    const month = day.slice(0, 7)
    if (day >= dayFrom && !days.has(day)) { days.add(day); kept.add(entry.name) }
    if (!months.has(month) && months.size < KEPT_MONTHS) { months.add(month); kept.add(entry.name) }
  }
  return kept
}

function prune(folder: string, today: Day): void {
  const entries = readSidecars(folder)
  const kept = keptBackups(entries, today)
  for (const { name } of entries) {
    if (kept.has(name)) continue
    rmSync(join(folder, name + SIDECAR), { force: true })
    rmSync(join(folder, name), { force: true })
  }
}

const stamp = (at: Date): string => at.toISOString().replace(/[-:]/g, '').replace('T', '-').slice(0, 19).replace('.', '-')
