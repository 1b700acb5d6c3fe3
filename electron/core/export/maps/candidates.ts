import { type Expression, type SqlBool, sql } from 'kysely'
import type { ReadDb } from '../../db/engine.ts'
import type { Period } from './source.ts'

/** Rows exported before whose sources were saved since the package that carried them. `joined` are the tables a row is made of, reached from the row's own table. */
export async function changedSince(db: ReadDb, dataset: string, table: string, joins: readonly { table: string; on: readonly [string, string] }[]): Promise<string[]> {
  const names = [table, ...joins.map(join => join.table)]
  // Table and column names stand in this folder's code only, never in input.
  const saved = names.map((_, index) => sql<SqlBool>`${sql.ref(`t${index}.updated_at`)} >= ${sql.ref('p.cutoff_at')}`)
  const joined = joins.map(({ table: other, on: [from, to] }, index) => sql`LEFT JOIN ${sql.table(other)} AS ${sql.id(`t${index + 1}`)} ON ${sql.ref(`t${index + 1}.${to}`)} = ${sql.ref(from)}`)
  const rows = await sql<{ id: string }>`
    SELECT DISTINCT t0.id AS id FROM export_state s JOIN export_package p ON p.id = s.package_id JOIN ${sql.table(table)} AS t0 ON t0.id = s.record_id
    ${sql.join(joined, sql` `)} WHERE s.dataset = ${dataset} AND (${sql.join(saved, sql` OR `)})`.execute(db as never)
  return rows.rows.map(row => row.id)
}

/** True where a row's day lies in a month that was sealed before this one, and the ledger does not know the row. */
export function lateEntry(dataset: string, dayColumn: string, idColumn: string, period: Period): Expression<SqlBool> {
  const months = period.sealedMonths.length ? sql.join(period.sealedMonths.map(month => sql`${month}`)) : sql`''`
  return sql<SqlBool>`substr(${sql.ref(dayColumn)}, 1, 7) IN (${months}) AND NOT EXISTS
    (SELECT 1 FROM export_state s WHERE s.dataset = ${dataset} AND s.record_id = ${sql.ref(idColumn)})`
}
