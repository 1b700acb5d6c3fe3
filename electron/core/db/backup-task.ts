import { renameSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { syncFile, syncFolder } from '../security/write-file.ts'
import { openConnection } from './sqlite.ts'

export type BackUpFileInput = { path: string; keyBase64: string | null; target: string }
export type BackUpFileResult = { bytes: number; auditSeq: number; auditHash: string; databaseVersion: number }

/** The copy is not whole: the backup is not counted as one. */
export class BackupBroken extends Error {
  readonly code = 'BACKUP_BROKEN'
}

/**
 * Copies a database under its own key into `target`, then opens the copy and has the engine check it. The copy gets its
 * name only when it is whole and on the disk. Throws BackupBroken, SqliteError or a file system error.
 */
export function backUpFile({ path, keyBase64, target }: BackUpFileInput): BackUpFileResult {
  const key = keyBase64 === null ? null : Buffer.from(keyBase64, 'base64')
  const aside = `${target}.part`
  rmSync(aside, { force: true })
  try {
    const source = openConnection({ path, key })
    try {
      source.prepare('VACUUM INTO ?').run(aside)
    } finally {
      source.close()
    }
    const facts = checkFile(aside, key)
    syncFile(aside)
    renameSync(aside, target)
    syncFolder(dirname(target))
    return { ...facts, bytes: statSync(target).size }
  } catch (error) {
    // Half a copy on a full disk would keep it full.
    rmSync(aside, { force: true })
    throw error
  }
}

/** Opens a database file read only and has the engine check it; answers where its audit ends. Throws BackupBroken. */
export function checkFile(path: string, key: Uint8Array | null): Omit<BackUpFileResult, 'bytes'> {
  const copy = openConnection({ path, key, readOnly: true })
  try {
    const complaints = (copy.pragma('quick_check(5)') as { quick_check: string }[]).filter(row => row.quick_check !== 'ok')
    if (complaints.length) throw new BackupBroken(`quick_check: ${complaints.length}`)
    const head = copy.prepare('SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1').get() as { seq: number; hash: string } | undefined
    return { auditSeq: head?.seq ?? 0, auditHash: head?.hash ?? '', databaseVersion: Number(copy.pragma('user_version', { simple: true })) }
  } finally {
    copy.close()
  }
}
