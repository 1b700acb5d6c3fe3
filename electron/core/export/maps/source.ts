import type { Permission } from '../../../../domain/access/permission.ts'
import type { Dataset } from '../../../../domain/export/dataset.ts'
import type { VoidReason } from '../../../../domain/export/envelope.ts'
import type { RecordDefinition, StoredRow } from '../../../../domain/record/define.ts'
import type { SettingValue } from '../../../../domain/settings/settings.ts'
import type { Day, Instant } from '../../../../domain/time/day.ts'
import type { ReadDb } from '../../db/engine.ts'
import { shownRow } from '../../fetal-sex.ts'
import { fromColumns } from '../../record/store.ts'
import type { ColumnValues, FieldOrigin } from './values.ts'

/** What a mapping reads besides the rows. */
export type MapContext = {
  db: ReadDb
  resourcesFolder: string
  institution: SettingValue<'institution'>
  /** Business keys already at the province, by row id: assigned once, whatever changes in the record. */
  assignedKey: (dataset: string, recordId: string) => Readonly<Record<string, string>> | undefined
}
/** The month that is asked for, and the earlier months whose late entries travel with it. */
export type Period = { first: Day; last: Day; sealedMonths: readonly string[] }

/** One row of a data set as it now stands in the hospital, before anybody asked what the province already has. */
export type SourceRow = {
  dataset: Dataset
  recordId: string
  bk: Record<string, string>
  eventDate: Day
  updatedAt: Instant
  voided: { reason: VoidReason; columns: ColumnValues } | null
  values: ColumnValues
  /** Row ids by record, for jumping from a finding to the record. */
  ids: Readonly<Record<string, string | null>>
  /** The record of this row and where its columns come from, in a data set whose rows are of several records. */
  from?: { readonly record: string; readonly origins: FieldOrigin }
  /** What the checks across rows look at. */
  facts: Readonly<Record<string, string | number | null>>
}

export type DatasetMap = {
  dataset: Dataset
  /** The right without which nobody plans, checks or seals this data set, beside the package's own. */
  need?: Permission
  /** The record a row stands for, where a finding jumps to when no field is to blame. */
  record: string
  origins: FieldOrigin
  /** Row ids that may belong into the package; `load` decides nothing, the plan does. */
  candidates(db: ReadDb, period: Period): Promise<string[]>
  load(context: MapContext, ids: readonly string[]): Promise<SourceRow[]>
  /** A voided row the province never had: true where even that is news (a used up blank). */
  reportsUnknownVoids: boolean
}

/** A stored row as the package may say it: no reader of it has the diagnosis role, and nothing in it tells a fetus's sex. */
export const packedRow = <D extends RecordDefinition>(definition: D, columns: Record<string, unknown>): StoredRow<D> => shownRow(definition, fromColumns(definition, columns), 'other')

/** Stored rows of a record by id, as the package may say them. */
export async function rowsById<D extends RecordDefinition>(db: ReadDb, definition: D, ids: readonly (string | null)[]): Promise<Map<string, StoredRow<D>>> {
  const wanted = [...new Set(ids.filter(id => id !== null))]
  if (!wanted.length) return new Map()
  // The table's name comes from the definition; Kysely types every table by name.
  const rows = await db.selectFrom(definition.table.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()) as 'person').selectAll().where('id', 'in', wanted).execute()
  return new Map(rows.map(row => [row.id, packedRow(definition, row)]))
}

/** Display names of accounts by id. */
export async function namesOfUsers(db: ReadDb, ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids.filter(id => id !== null))]
  if (!wanted.length) return new Map()
  const rows = await db.selectFrom('userAccount').select(['id', 'displayName']).where('id', 'in', wanted).execute()
  return new Map(rows.map(row => [row.id, row.displayName]))
}

/** The latest of several moments. */
export const latest = (...moments: readonly (string | null | undefined)[]): Instant =>
  moments.reduce<string>((last, moment) => moment && moment > last ? moment : last, '') as Instant

/** The province's list of reasons, read out of the clerk's own words. */
export function voidReasonOf(words: string | null): VoidReason {
  const text = words ?? ''
  if (text.includes('重复')) return '重复'
  if (text.includes('并入') || text.includes('合并')) return '合并'
  if (text.includes('外院') || text.includes('非本机构') || text.includes('他院')) return '非本机构'
  return '错误录入'
}

