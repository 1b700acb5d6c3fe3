import type { Output } from '../../domain/api/api.ts'
import { RECORDS } from '../../domain/modules/index.ts'
import type { RecordDefinition } from '../../domain/record/define.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import type { Database } from '../../electron/core/db/database.ts'
import { toColumns } from '../../electron/core/record/store.ts'
import type { Desk, Window } from './desk.ts'
import { tableOf } from './table-of.ts'

const AT = '2026-03-01T00:00:00.000Z'

/** Writes a row past the store, as a workstation of long ago may have: no rule is asked. */
export async function putRow(desk: Desk, definition: RecordDefinition, values: Record<string, unknown>, isVoid = false): Promise<string> {
  const id = desk.ports.newId()
  const columns = { ...toColumns(definition, { ...emptyRow(definition), ...values } as never), id, rev: 1, defVersion: 1, createdAt: AT, createdBy: 'x', updatedAt: AT, updatedBy: 'x', voidedAt: isVoid ? AT : null, voidReason: isVoid ? '登错' : null }
  await desk.database.write(trx => desk.database.insertMany(trx, tableOf(definition) as keyof Database, [columns as never]))
  return id
}

/** Every row of every record, the kin and what is due, without what each write changes by itself. */
export async function everyRow(desk: Desk): Promise<Record<string, unknown[]>> {
  const db = desk.database.kysely
  const tables: Record<string, unknown[]> = {}
  for (const definition of RECORDS) tables[definition.table] = (await db.selectFrom(tableOf(definition)).selectAll().orderBy('id').execute()).map(({ rev: _rev, updatedAt: _at, updatedBy: _by, ...row }) => row)
  tables.kinship = await db.selectFrom('kinship').selectAll().orderBy('childId').orderBy('parentId').orderBy('relation').execute()
  tables.personSearch = await db.selectFrom('personSearch').selectAll().orderBy('kind').orderBy('searchKey').orderBy('personId').execute()
  return { ...tables, ...await everyDueLine(desk) }
}

/** What is due and which screenings are open, for every file. */
export async function everyDueLine(desk: Desk): Promise<Record<string, unknown[]>> {
  const db = desk.database.kysely
  return { due: await db.selectFrom('childDue').selectAll().orderBy('fileId').orderBy('line').execute(), open: await db.selectFrom('childScreeningOpen').selectAll().orderBy('fileId').orderBy('line').execute() }
}

/** Two children as the page of merging sees them. */
export async function pairOf(reviewer: Window, keptId: string, mergedId: string, keptFileId?: string): Promise<NonNullable<Output<'person.mergeFiles'>>> {
  const pair = await reviewer.call('person.mergeFiles', { keptId, mergedId, ...keptFileId ? { keptFileId } : {} })
  if (!pair) throw new Error('there are not two files')
  return pair
}

/** What the page of merging sends for two children with a file each. */
export async function mergeInput(reviewer: Window, keptId: string, mergedId: string, keptFileId?: string) {
  const [one, other] = [await reviewer.call('person.get', { id: keptId }), await reviewer.call('person.get', { id: mergedId })]
  const { kept, other: taken } = await pairOf(reviewer, keptId, mergedId, keptFileId)
  return { keptId, keptRev: one.rev, mergedId, mergedRev: other.rev, reason: '同一名儿童重复建档', files: { keptFileId: kept.fileId, keptFileRev: kept.rev, otherFileId: taken.fileId, otherFileRev: taken.rev } }
}
