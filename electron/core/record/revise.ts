import type { RecordDefinition, Row } from '../../../domain/record/define.ts'
import { AppError } from '../../../domain/api/result.ts'
import type { WriteContext } from '../context.ts'
import { getRow, toColumns, valuesOf } from './store.ts'

type Revision = {
  /** Fields and their new values. */
  values: Readonly<Record<string, unknown>>
  /** Void with a reason, or standing again. */
  frame?: { voidedAt: string | null; voidReason: string | null }
  action: 'merge' | 'unmerge'
  reason: string
}

/**
 * Gives a row other values as a revision of its own with history, past the record's rules: for a row that goes with its
 * person or file and says what it said before. What is due is brought up to date by the caller, once for all rows.
 */
export async function reviseRow(context: WriteContext, definition: RecordDefinition, id: string, { values, frame = undefined, action, reason }: Revision): Promise<void> {
  const row = await getRow(context.db, definition, id)
  const columns = toColumns(definition, { ...valuesOf(definition, row), ...values } as Row<RecordDefinition>)
  const changed = Object.fromEntries(Object.keys(values).map(name => [name, columns[name]]))
  const rev = row.rev + 1
  const { numUpdatedRows } = await context.db.updateTable(definition.table as 'person').set({ ...changed, ...frame, rev, updatedAt: context.now, updatedBy: context.user.id } as never)
    .where('id', '=', id).where('rev', '=', row.rev).executeTakeFirst()
  if (Number(numUpdatedRows) !== 1) throw new AppError('edit-conflict', undefined, { record: definition.id, id })
  await context.history({ record: definition.id, recordId: id, rev, action, row: columns, reason })
}
