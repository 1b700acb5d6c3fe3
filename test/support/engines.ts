import { randomUUID } from 'node:crypto'
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
