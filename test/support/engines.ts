import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import pg from 'pg'
import { inject } from 'vitest'
import type { OpenDatabase } from '../../electron/core/db/engine.ts'
import { openPostgres } from '../../electron/core/db/postgres.ts'
import { openSqlite } from '../../electron/core/db/sqlite.ts'

export type TestEngine = { name: 'sqlite' | 'postgres'; open(): Promise<OpenDatabase> }

async function openOwnSchema(url: string): Promise<OpenDatabase> {
  const schema = `test_${randomUUID().replaceAll('-', '')}`
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(`CREATE SCHEMA ${schema}`)
  await client.end()
  return openPostgres({ url, schema })
}

/** Both engines, each with an empty database of its own per opening; the quick check has no PostgreSQL, `npm test` insists on one. */
export function testEngines(): TestEngine[] {
  const url = inject('postgresUrl')
  return [
    { name: 'sqlite', open: async () => openSqlite({ path: ':memory:', key: null }) },
    ...(url ? [{ name: 'postgres' as const, open: () => openOwnSchema(url) }] : []),
  ]
}

/** The tables of a database with the names of their columns. Other tests have schemas of their own on the same PostgreSQL, thousands of tables in all: only this one's are read. */
export async function tablesOf(database: OpenDatabase): Promise<{ name: string; columns: ReadonlySet<string> }[]> {
  if (database.engine === 'sqlite') return (await database.kysely.introspection.getTables()).filter(({ name }) => name !== 'schema_version').map(({ name, columns }) => ({ name, columns: new Set(columns.map(column => column.name)) }))
  const { rows } = await sql<{ tableName: string; columns: string[] }>`SELECT table_name, array_agg(column_name::text) AS columns FROM information_schema.columns WHERE table_schema = current_schema() AND table_name <> 'schema_version' GROUP BY table_name`.execute(database.kysely)
  return rows.map(({ tableName, columns }) => ({ name: tableName, columns: new Set(columns) }))
}
