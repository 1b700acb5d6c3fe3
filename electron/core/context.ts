import type { Permission, Role } from '../../domain/access/permission.ts'
import type { SecondPerson } from '../../domain/api/define-api.ts'
import type { RuleMoment } from '../../domain/record/define.ts'
import type { SettingKey, SettingValue } from '../../domain/settings/settings.ts'
import type { Day, Instant } from '../../domain/time/day.ts'
import type { Kysely } from 'kysely'
import type { AuditWriter } from './audit-writer.ts'
import type { Database } from './db/database.ts'
import type { Engine, WriteDb } from './db/engine.ts'
import type { Ports } from './ports.ts'
import type { Services } from './services.ts'
import type { Session } from './sessions.ts'

export type User = { id: string; loginName: string; displayName: string; roles: readonly Role[]; permissions: ReadonlySet<Permission> }

type Common = {
  readonly engine: Engine
  readonly user: User
  readonly sessionId: string
  readonly nowMs: number
  readonly now: Instant
  readonly today: Day
  readonly moment: RuleMoment
  readonly ports: Ports
  readonly services: Services
  /** A setting's value, or its default. */
  setting<K extends SettingKey>(key: K): Promise<SettingValue<K>>
  newId(): string
  /** The session of this window, locked or not. */
  session(): Session | null
  /** Notes which row this call was about: it goes into the audit line of the call. */
  touched(record: string, recordId: string): void
}

/** What a reading handler gets. */
export type ReadContext = Common & {
  readonly db: Kysely<Database> | WriteDb
  /** A write in a transaction of its own, for calls that touch the world (printer, files) in between. */
  separately<T>(work: (context: WriteContext) => Promise<T>): Promise<T>
}

/** What a writing handler gets: everything it does is one transaction. */
export type WriteContext = Common & {
  readonly db: WriteDb
  readonly history: AuditWriter['history']
  readonly acceptedFindings: AuditWriter['acceptedFindings']
  readonly fact: AuditWriter['fact']
  /** Runs once the transaction is committed, never when it failed. */
  afterCommit(effect: () => void): void
  signIn(user: User, mustChangePassword: boolean): void
  signOut(): void
  lock(locked: boolean): void
  /** Gives an account's open sessions its new rights; null ends them. */
  refreshUser(userId: string, user: User | null): void
  /** Checks a second person's log-in; they must hold `need` and be somebody else than the caller. Throws `invalid`. */
  secondPerson(given: SecondPerson, need: Permission): Promise<User>
}
