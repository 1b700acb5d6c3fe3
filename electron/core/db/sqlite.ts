import Sqlite from 'better-sqlite3'
import { CamelCasePlugin, type DatabaseConnection, type Driver, Kysely, SqliteDialect, SqliteDriver } from 'kysely'
import type { Database } from './database.ts'
import type { OpenDatabase, WriteDb } from './engine.ts'
import { statementCache } from './statement-cache.ts'

export type SqliteOptions = {
  /** Of the file; its bytes instead are opened as a copy in memory (tests only). */
  path: string | Buffer
  /** 32 bytes; null opens or makes a plain file (benchmarks and tests only). */
  key: Uint8Array | null
  readOnly?: boolean
}

/** Opens a raw encrypted connection with the pragmas every connection needs. Throws SqliteError. */
export function openConnection({ path, key, readOnly = false }: SqliteOptions): Sqlite.Database {
  const database = new Sqlite(path, { readonly: readOnly, fileMustExist: readOnly, timeout: 5000 })
  try {
    if (key) {
      database.pragma("cipher = 'aegis'")
      // The key is 256 random bits already, so no key derivation: SQLite3MultipleCiphers' raw form.
      database.pragma(`key = "raw:${Buffer.from(key).toString('hex')}"`)
    }
    // The first real read: a wrong key or a damaged header shows here and not in the middle of a save.
    database.prepare('SELECT count(*) FROM sqlite_master').get()
    if (!readOnly) {
      database.pragma('journal_mode = WAL')
      // WAL would otherwise fall back to NORMAL, which may lose the last commits in a power cut.
      database.pragma('synchronous = FULL')
    }
    database.pragma('foreign_keys = ON')
    database.pragma('cache_size = -65536')
    database.pragma('temp_store = MEMORY')
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** Kysely's way into the connection. On a full disk SQLite takes the transaction back by itself; rolling back once more would fail and hide why it failed. */
class Dialect extends SqliteDialect {
  readonly #connection: Sqlite.Database
  constructor(connection: Sqlite.Database) {
    super({ database: connection })
    this.#connection = connection
  }
  override createDriver(): Driver {
    const connection = this.#connection
    const database = { prepare: statementCache(connection), close: () => { connection.close() } }
    return new class extends SqliteDriver {
      override async rollbackTransaction(held: DatabaseConnection): Promise<void> {
        if (connection.inTransaction) await super.rollbackTransaction(held)
      }
    }({ database })
  }
}

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)

/** Opens a SQLite database. One connection: Kysely hands it to one transaction at a time. */
export function openSqlite(options: SqliteOptions): OpenDatabase & { readonly connection: Sqlite.Database } {
  const connection = openConnection(options)
  const kysely = new Kysely<Database>({ dialect: new Dialect(connection), plugins: [new CamelCasePlugin({ underscoreBetweenUppercaseLetters: true })] })
  const transact = <T>(work: (trx: WriteDb) => Promise<T>) => kysely.transaction().execute(work)
  return {
    engine: 'sqlite',
    connection,
    kysely,
    write: transact,
    // Kysely's transaction runs on this same connection, so its statements and these are one transaction.
    insertMany: async (_trx, table, rows) => {
      const [first] = rows
      if (!first) return
      const columns = Object.keys(first)
      const statement = connection.prepare(`INSERT INTO ${snakeCase(table)} (${columns.map(snakeCase).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`)
      for (const row of rows) statement.run(columns.map(column => (row as Record<string, unknown>)[column]))
    },
    snapshot: transact,
    version: async () => Number(connection.pragma('user_version', { simple: true })),
    setVersion: async (_trx, version) => { connection.pragma(`user_version = ${Math.trunc(version)}`) },
    integrity: async () => {
      const rows = connection.pragma('integrity_check(20)') as { integrity_check: string }[]
      const foreign = connection.pragma('foreign_key_check') as unknown[]
      return [...rows.map(row => row.integrity_check).filter(text => text !== 'ok'), ...(foreign.length ? [`foreign keys: ${foreign.length}`] : [])]
    },
    close: async () => { await kysely.destroy() },
  }
}

/** Copies the whole database into a new file under the same key; safe while the program works. */
export function copySqlite(connection: Sqlite.Database, target: string): void {
  connection.prepare('VACUUM INTO ?').run(target)
}
