import { CamelCasePlugin, Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import type { Database } from './database.ts'
import type { OpenDatabase } from './engine.ts'

// counts come as int8, which pg hands over as text; ours stay far below 2^53
const INT8_OID = 20
// the protocol counts parameters in 16 bits
const MOST_PARAMETERS = 60_000

/** Opens a PostgreSQL database (the hospital server's engine). `schema` keeps test runs apart. */
export function openPostgres({ url, schema = 'public' }: { url: string; schema?: string }): OpenDatabase {
  const types = {
    getTypeParser: ((oid: number, format?: 'text' | 'binary') => oid === INT8_OID ? Number : pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
  }
  const pool = new pg.Pool({ connectionString: url, max: 8, types, options: `-c search_path=${schema}` })
  const kysely = new Kysely<Database>({ dialect: new PostgresDialect({ pool }), plugins: [new CamelCasePlugin({ underscoreBetweenUppercaseLetters: true })] })
  return {
    engine: 'postgres',
    kysely,
    write: work => kysely.transaction().execute(async trx => {
      // One writer at a time: the audit is a chain, and two windows must never take the same blank.
      await sql`SELECT pg_advisory_xact_lock(hashtext(${`fuyou-desk:${schema}`}))`.execute(trx)
      return work(trx)
    }),
    insertMany: async (trx, table, rows) => {
      const [first] = rows
      if (!first) return
      const chunk = Math.floor(MOST_PARAMETERS / Object.keys(first).length)
      for (let start = 0; start < rows.length; start += chunk) await trx.insertInto(table).values(rows.slice(start, start + chunk) as never).execute()
    },
    snapshot: work => kysely.transaction().setIsolationLevel('repeatable read').execute(work),
    version: async () => {
      await sql`CREATE TABLE IF NOT EXISTS schema_version (only_row integer PRIMARY KEY DEFAULT 1 CHECK (only_row = 1), version integer NOT NULL)`.execute(kysely)
      const { rows } = await sql<{ version: number }>`SELECT version FROM schema_version`.execute(kysely)
      return rows[0]?.version ?? 0
    },
    setVersion: async (trx, version) => {
      await sql`INSERT INTO schema_version (only_row, version) VALUES (1, ${version}) ON CONFLICT (only_row) DO UPDATE SET version = excluded.version`.execute(trx)
    },
    integrity: async () => [],
    close: async () => { await kysely.destroy() },
  }
}
