import { sql } from 'kysely'
import { RECORDS } from '../../../domain/modules/index.ts'
import type { RecordDefinition, Row, RowFrame, StoredRow } from '../../../domain/record/define.ts'
import { fetalSexIssues, unmaskedRow } from '../../../domain/record/derive/fetal-sex.ts'
import { isLive, issuesOf, schemaOf, shapeIssue, tidyRow } from '../../../domain/record/derive/schema.ts'
import { AppError } from '../../../domain/api/result.ts'
import { block, type FieldIssue, message } from '../../../domain/message/message.ts'
import type { Confirmation } from '../../../domain/api/define-api.ts'
import type { ReadDb } from '../db/engine.ts'
import type { WriteContext } from '../context.ts'
import { filesOfRow, refreshChildDue } from '../registry/child-due.ts'
import { newbornOfRow, refreshOpenWork } from '../registry/open-work.ts'
import { pregnanciesOfRow, refreshRiskAttention } from '../registry/risk-attention.ts'
import { readerOf, shownRow } from '../fetal-sex.ts'
import { settle } from './settle.ts'

// Kysely types every table by name; the store works for any defined record, so it speaks to the table it was given.
// Table and column names come from definitions only, never from input.
type AnyTable = 'person'
const tableOf = (definition: RecordDefinition): AnyTable => definition.table as AnyTable

const FRAME_COLUMNS = ['id', 'rev', 'defVersion', 'createdAt', 'createdBy', 'updatedAt', 'updatedBy', 'voidedAt', 'voidReason'] as const

/** Column values of a row: yes/no as 1/0. */
export function toColumns<D extends RecordDefinition>(definition: D, row: Row<D>): Record<string, string | number | null> {
  const values = row as Record<string, unknown>
  return Object.fromEntries(Object.entries(definition.fields).map(([name, field]) => {
    const value = values[name] ?? null
    return [name, (field.kind === 'flag' && value !== null ? (value ? 1 : 0) : value) as string | number | null]
  }))
}

/** A row of columns as the record has it: 1/0 become yes/no, columns of other tables are left out. */
export function fromColumns<D extends RecordDefinition>(definition: D, columns: Record<string, unknown>): StoredRow<D> {
  const row: Record<string, unknown> = {}
  for (const [name, field] of Object.entries(definition.fields)) {
    const value = columns[name] ?? null
    row[name] = field.kind === 'flag' && value !== null ? value === 1 : value
  }
  for (const name of FRAME_COLUMNS) row[name] = columns[name] ?? null
  return row as StoredRow<D>
}

/** The record's own values out of a stored row. */
export function valuesOf<D extends RecordDefinition>(definition: D, stored: StoredRow<D>): Row<D> {
  const values = stored as Record<string, unknown>
  return Object.fromEntries(Object.keys(definition.fields).map(name => [name, values[name] ?? null])) as Row<D>
}

/** One row, void or not; undefined when there is none. */
export async function findRow<D extends RecordDefinition>(db: ReadDb, definition: D, id: string): Promise<StoredRow<D> | undefined> {
  const found = await db.selectFrom(tableOf(definition)).selectAll().where('id', '=', id).executeTakeFirst()
  return found && fromColumns(definition, found)
}

/** One row, void or not; throws `not-found`. */
export async function getRow<D extends RecordDefinition>(db: ReadDb, definition: D, id: string): Promise<StoredRow<D>> {
  const row = await findRow(db, definition, id)
  if (!row) throw new AppError('not-found', undefined, { record: definition.id, id })
  return row
}

export type SaveRequest<D extends RecordDefinition> = {
  id?: string | undefined
  rev?: number | undefined
  row: Row<D>
  confirmations?: readonly Confirmation[] | undefined
  /** Findings of the caller (look-alikes, stock) that are asked about together with the record's own. */
  moreIssues?: readonly FieldIssue[]
  /** Why a step back was taken (a closing undone): stands with this revision in the history, whole. */
  reason?: string
  /** The caller has already held all findings against the clerk's answers (several rows in one form). */
  settled?: boolean
}

/** Findings of the shape check, as sentences that name the fields. */
export function shapeIssues<D extends RecordDefinition>(definition: D, row: unknown): FieldIssue[] {
  const parsed = schemaOf(definition).safeParse(row)
  if (parsed.success) return []
  return parsed.error.issues.map(issue => {
    const name = String(issue.path[0] ?? '')
    const field = definition.fields[name]
    return field ? shapeIssue(name, field, issue.message) : block(name, message('field.unknown', '多余的字段 {{name}}', { name: name || issue.code }))
  })
}

/** Somebody was faster: the row as it now stands, as this reader may see it. */
export const editConflict = <D extends RecordDefinition>(context: WriteContext, definition: D, current: StoredRow<D>): AppError =>
  new AppError('edit-conflict', undefined, { record: definition.id, id: current.id, current: shownRow(definition, current as StoredRow<D> & object, readerOf(context)) as unknown as Record<string, unknown> })

type Values = Readonly<Record<string, unknown>>
/** The row as it will be kept: tidied, and what was shown masked comes back as it was. */
export const givenRow = <D extends RecordDefinition>(context: WriteContext, definition: D, row: Row<D>, old: StoredRow<D> | undefined): Row<D> =>
  unmaskedRow(definition, tidyRow(definition, row) as Row<D> & object, old as Values | undefined, readerOf(context))

/**
 * Saves a row of any defined record: shape, rules, revision, history and audit in the caller's transaction.
 * Throws `invalid` and `confirm` with every finding at once, `not-found`, `edit-conflict` with the row as it now stands.
 */
export async function saveRow<D extends RecordDefinition>(context: WriteContext, definition: D, request: SaveRequest<D>): Promise<{ id: string; rev: number }> {
  const wrongShape = shapeIssues(definition, request.row)
  if (wrongShape.length) throw new AppError('invalid', wrongShape)
  const old = request.id === undefined ? undefined : await findRow(context.db, definition, request.id)
  const row = givenRow(context, definition, request.row, old)
  // Without a revision an id is a new record's own (made by a workstation), with one it is a change.
  if (request.rev !== undefined && !old) throw new AppError('not-found', undefined, { record: definition.id, id: request.id })
  if (old && (request.rev === undefined || old.rev !== request.rev || old.voidedAt !== null)) {
    throw editConflict(context, definition, old)
  }
  // Where the caller has a sentence of its own for the field, that one is said.
  const lost = (await danglingRefs(context.db, definition, row, old)).filter(issue => !request.moreIssues?.some(own => own.path === issue.path))
  if (lost.length) throw new AppError('invalid', lost)
  const version = versionFor(definition, row, old?.defVersion)
  const issues = request.settled ? [] : [...issuesOf(definition, row, context.moment, version), ...(request.moreIssues ?? []), ...fetalSexIssues(definition, row as Values, old as Values | undefined)]
  const accepted = await settle(context, issues, request.confirmations, row as Record<string, unknown>)

  const id = old?.id ?? request.id ?? context.newId()
  const rev = (old?.rev ?? 0) + 1
  const columns = toColumns(definition, row)
  if (old) {
    const changed = await context.db.updateTable(tableOf(definition))
      .set({ ...columns, rev, defVersion: version, updatedAt: context.now, updatedBy: context.user.id } as never)
      .where('id', '=', id).where('rev', '=', old.rev).executeTakeFirst()
    if (Number(changed.numUpdatedRows) !== 1) throw new AppError('edit-conflict', undefined, { record: definition.id, id })
  } else {
    await context.db.insertInto(tableOf(definition)).values({
      ...columns, id, rev, defVersion: version, createdAt: context.now, createdBy: context.user.id,
      updatedAt: context.now, updatedBy: context.user.id, voidedAt: null, voidReason: null,
    } as never).execute()
  }
  await afterWrite(context, definition, id, columns)
  await context.history({ record: definition.id, recordId: id, rev, action: old ? 'update' : 'create', row: columns, reason: request.reason ?? null })
  await context.acceptedFindings(definition.id, id, accepted)
  context.touched(definition.id, id)
  return { id, rev }
}

// A reference to a row that is not there would break on the foreign key, with nothing for the clerk to read.
async function danglingRefs<D extends RecordDefinition>(db: ReadDb, definition: D, row: Row<D>, old: StoredRow<D> | undefined): Promise<FieldIssue[]> {
  const values = row as Record<string, unknown>
  const before = old as Record<string, unknown> | undefined
  const issues: FieldIssue[] = []
  for (const [name, field] of Object.entries(definition.fields)) {
    const id = values[name]
    if (field.kind !== 'ref' || typeof id !== 'string' || id === before?.[name]) continue
    const target = RECORDS.find(other => other.id === field.to)
    if (target && !await findRow(db, target, id)) issues.push(shapeIssue(name, field, 'field.ref'))
  }
  return issues
}

// A field that became required later must not lock an old record: such a row stays under its old version.
function versionFor<D extends RecordDefinition>(definition: D, row: Row<D>, oldVersion: number | undefined): number {
  if (oldVersion === undefined || oldVersion >= definition.version) return definition.version
  const values = row as Record<string, unknown>
  const complete = Object.entries(definition.fields).every(([name, field]) =>
    !field.required || !isLive(field, definition.version) || values[name] !== null)
  return complete ? definition.version : oldVersion
}

// The store is the one door to these records: the desk's open work is brought up to date here, whoever writes.
async function afterWrite(context: WriteContext, definition: RecordDefinition, id: string, row: Readonly<Record<string, unknown>>): Promise<void> {
  const newbornId = newbornOfRow(definition.id, id, row)
  if (newbornId) await refreshOpenWork(context.db, newbornId)
  await refreshChildDue(context.db, await filesOfRow(context.db, definition.id, id, row), context.today)
  await refreshRiskAttention(context.db, await pregnanciesOfRow(context.db, definition.id, id, row), context.today)
}

/** Marks a row void with a reason: it stays, with its history. Throws `not-found`, `edit-conflict`. */
export async function voidRow(context: WriteContext, definition: RecordDefinition, request: { id: string; rev: number; reason: string }): Promise<{ id: string; rev: number }> {
  const old = await getRow(context.db, definition, request.id)
  if (old.rev !== request.rev || old.voidedAt !== null) {
    throw editConflict(context, definition, old)
  }
  const frame: Pick<RowFrame, 'rev' | 'updatedAt' | 'updatedBy' | 'voidedAt' | 'voidReason'> = {
    rev: old.rev + 1, updatedAt: context.now, updatedBy: context.user.id, voidedAt: context.now, voidReason: request.reason,
  }
  await context.db.updateTable(tableOf(definition)).set(frame as never).where('id', '=', old.id).where('rev', '=', old.rev).execute()
  await afterWrite(context, definition, old.id, old)
  await context.history({
    record: definition.id, recordId: old.id, rev: frame.rev, action: 'void',
    row: toColumns(definition, valuesOf(definition, old)), reason: request.reason,
  })
  context.touched(definition.id, old.id)
  return { id: old.id, rev: frame.rev }
}

/** All revisions of a row, newest first, with who and why. */
export async function historyOf(db: ReadDb, record: string, id: string) {
  const rows = await db.selectFrom('recordHistory').leftJoin('userAccount', 'userAccount.id', 'recordHistory.byUser')
    .select(['recordHistory.rev', 'recordHistory.at', 'recordHistory.action', 'recordHistory.reason', 'recordHistory.row', sql<string>`coalesce(display_name, by_user)`.as('byName')])
    .where('record', '=', record).where('recordId', '=', id).orderBy('recordHistory.rev', 'desc').execute()
  return rows.map(({ row, ...rest }) => ({ ...rest, row: JSON.parse(row) as Record<string, unknown> }))
}
