import type { Backups } from './db/backup.ts'
import type { Jobs } from './jobs.ts'
import type { UnknownLogins } from './modules/account/unknown-logins.ts'

/** Where the open database lies, for workers that need a connection of their own; null on PostgreSQL and in memory. */
export type DatabaseFile = { path: string; keyBase64: string | null }

/** What outlives a single call. */
export type Services = {
  readonly jobs: Jobs
  /** null where the database has no file of ours (PostgreSQL, in-memory tests). */
  readonly backups: Backups | null
  readonly databaseFile: DatabaseFile | null
  readonly practice: boolean
  /** Writes a new recovery passphrase around the database key; null where there is no key. */
  readonly renewPassphrase: (() => Promise<string>) | null
  readonly unknownLogins: UnknownLogins
  /** Starts bringing due lines that rules left behind up to date, beside the calls. */
  readonly renewDue: () => void
}
