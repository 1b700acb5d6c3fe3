import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import pg from 'pg'
import { inject } from 'vitest'
import type { OpenDatabase } from '../../electron/core/db/engine.ts'
import { openPostgres } from '../../electron/core/db/postgres.ts'
import { migrate } from '../../electron/core/db/migrate.ts'
import { openSqlite } from '../../electron/core/db/sqlite.ts'
import { openEmpty } from './desk.ts'

export type TestEngine = {
  name: 'sqlite' | 'postgres'
  /** A database of its own with every table and nothing in them. */
  open(): Promise<OpenDatabase>
  /** One without tables, for the migrations themselves. */
  openBare(): Promise<OpenDatabase>
}

async function openOwnSchema(url: string): Promise<OpenDatabase> {
  const schema = `test_${randomUUID().replaceAll('-', '')}`
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(`CREATE SCHEMA ${schema}`)
  await client.end()
  return openPostgres({ url, schema })
}

const TEMPLATE = 'migrated'
/** The migrations run once on this PostgreSQL; each database is a copy of what they made. */
async function openCopy(url: string): Promise<OpenDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  // Two files may begin at the same moment.
  await client.query('SELECT pg_advisory_lock(1)')
  if (!(await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [TEMPLATE])).rowCount) {
    await client.query('CREATE DATABASE being_migrated')
    const first = openPostgres({ url: inDatabase(url, 'being_migrated') })
    await migrate(first, { info() {}, warn() {}, error() {} }, async () => {})
    await first.close()
    await client.query(`ALTER DATABASE being_migrated RENAME TO ${TEMPLATE}`)
  }
  await client.query('SELECT pg_advisory_unlock(1)')
  await client.query(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE} STRATEGY file_copy`)
  await client.end()
  return openPostgres({ url: inDatabase(url, name) })
}
function inDatabase(url: string, name: string): string {
  const address = new URL(url)
  address.pathname = `/${name}`
  return address.href
}

/** A second connection to the PostgreSQL database of another, as a second computer has it. */
export async function openAgain(database: OpenDatabase): Promise<OpenDatabase> {
  const { rows: [found] } = await sql<{ name: string; schema: string }>`SELECT current_database() AS name, current_schema() AS schema`.execute(database.kysely)
  return openPostgres({ url: inDatabase(inject('postgresUrl'), found!.name), schema: found!.schema })
}

/** Both engines, each with a database of its own per opening; the quick check has no PostgreSQL, `npm test` insists on one. */
export function testEngines(): TestEngine[] {
  const url = inject('postgresUrl')
  return [
    { name: 'sqlite', open: openEmpty, openBare: async () => openSqlite({ path: ':memory:', key: null }) },
    ...(url ? [{ name: 'postgres' as const, open: () => openCopy(url), openBare: () => openOwnSchema(url) }] : []),
  ]
}

/** The tables of a database with the names of their columns. Other tests have schemas of their own on the same PostgreSQL, thousands of tables in all: only this one's are read. */
export async function tablesOf(database: OpenDatabase): Promise<{ name: string; columns: ReadonlySet<string> }[]> {
  if (database.engine === 'sqlite') return (await database.kysely.introspection.getTables()).filter(({ name }) => name !== 'schema_version').map(({ name, columns }) => ({ name, columns: new Set(columns.map(column => column.name)) }))
  const { rows } = await sql<{ tableName: string; columns: string[] }>`SELECT table_name, array_agg(column_name::text) AS columns FROM information_schema.columns WHERE table_schema = current_schema() AND table_name <> 'schema_version' GROUP BY table_name`.execute(database.kysely)
  return rows.map(({ tableName, columns }) => ({ name: tableName, columns: new Set(columns) }))
}
