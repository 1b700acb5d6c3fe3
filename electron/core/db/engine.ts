import type { Kysely, Transaction } from 'kysely'
import type { Database } from './database.ts'

export type Engine = 'sqlite' | 'postgres'

/** A handle that only reads; functions that take it cannot write. */
export type ReadDb = Pick<Kysely<Database>, 'selectFrom' | 'fn' | 'dynamic' | 'with' | 'getExecutor'>
/** A transaction: the only way to write. */
export type WriteDb = Transaction<Database>

/** An open database of either engine. What only one engine understands stays behind this type. */
export type OpenDatabase = {
  readonly engine: Engine
  readonly kysely: Kysely<Database>
  /** One write transaction. Writers never run at the same time, on either engine: the audit is a chain. */
  write<T>(work: (trx: WriteDb) => Promise<T>): Promise<T>
  /** Writes many rows of one table inside a transaction of `write`, without building a statement for each. */
  insertMany<T extends keyof Database & string>(trx: WriteDb, table: T, rows: readonly Database[T][]): Promise<void>
  /** A read transaction that sees one moment of the database for its whole length. */
  snapshot<T>(work: (trx: WriteDb) => Promise<T>): Promise<T>
  /** Version of the last migration that ran; 0 for an empty database. */
  version(): Promise<number>
  setVersion(trx: WriteDb, version: number): Promise<void>
  /** Asks the engine whether the data is whole; answers the engine's complaints, none when it is. */
  integrity(): Promise<string[]>
  close(): Promise<void>
}
