import type { CallError } from '../../domain/api/result.ts'
import { AppError } from '../../domain/api/result.ts'
import type { LogPort } from './ports.ts'

/**
 * A failure as data. What the program did not foresee becomes `internal` with a reference that is also in the log; the
 * log gets name, code and place, never the message, which may quote a value.
 */
export function toCallError(error: unknown, log: LogPort, call: string, newRef: () => string): CallError {
  if (error instanceof AppError) {
    return { code: error.code, ...(error.fields ? { fields: error.fields } : {}), ...(error.detail ? { detail: error.detail } : {}) }
  }
  const code = (error as { code?: string } | null)?.code ?? ''
  if (isStorageFull(code)) return { code: 'storage-full' }
  if (isEngineDamage(error) || code === 'BACKUP_BROKEN') return { code: 'db-damaged' }
  if (code.startsWith('SQLITE_BUSY') || code === 'SQLITE_LOCKED' || code === '40001' || code === '55P03') return { code: 'busy' }
  const ref = newRef()
  log.error('internal', { call, ref, name: error instanceof Error ? error.name : typeof error, code, at: placeOf(error) })
  return { code: 'internal', ref }
}

// SQLite says FULL for its own pages only; on a full disk its index of the write-ahead log fails with an I/O error of its own.
const STORAGE_FULL = new Set(['SQLITE_FULL', 'SQLITE_IOERR_SHMSIZE', 'ENOSPC', 'EDQUOT', '53100'])

/** True for what the file system and both engines say when there is no room left. */
export const isStorageFull = (code: string): boolean => STORAGE_FULL.has(code)

/** True when the database engine says that the file it reads is broken. */
export function isEngineDamage(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' && (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB' || code === 'XX001' || code === 'XX002')
}

// The first frames of the stack without the message, which may be of several lines and quote a value.
function placeOf(error: unknown): string {
  if (!(error instanceof Error) || !error.stack) return ''
  const afterMessage = error.stack.indexOf(error.message) + error.message.length
  return error.stack.slice(error.stack.includes(error.message) ? afterMessage : 0).split('\n').filter(line => line.trimStart().startsWith('at ')).slice(0, 4).map(line => line.trim().replace(/\(.*[\\/]([^\\/]+:\d+:\d+)\)/, '($1)')).join(' < ')
}
