import { AppError } from '../../../../domain/api/result.ts'
import { block, message } from '../../../../domain/message/message.ts'
import type { RecordDefinition, Row, StoredRow } from '../../../../domain/record/define.ts'
import type { WriteContext } from '../../context.ts'
import { findRow, givenRow, saveRow, type SaveRequest } from '../../record/store.ts'

/** The row of a request as it will be kept, and the one there is. */
export async function rowsOfRequest<D extends RecordDefinition>(context: WriteContext, definition: D, request: SaveRequest<D>): Promise<{ row: Row<D>; old: StoredRow<D> | undefined }> {
  const old = request.id === undefined ? undefined : await findRow(context.db, definition, request.id)
  return { row: givenRow(context, definition, request.row, old), old }
}

/** Saves a row of prenatal screening: its pregnancy stays. */
export async function savePrenatal<D extends RecordDefinition>(context: WriteContext, definition: D, request: SaveRequest<D>): Promise<{ id: string; rev: number }> {
  const { row, old } = await rowsOfRequest(context, definition, request) as { row: { pregnancyId?: string }; old: { pregnancyId?: string } | undefined }
  if (old && old.pregnancyId !== row.pregnancyId) throw new AppError('invalid', [block('pregnancyId', message('prenatal.otherPregnancy', '这条记录属于另一次妊娠,不能改;登错了请作废后重新登记'))])
  return saveRow(context, definition, request)
}

/** The beginning of a form: what is not known yet is null, also where a saved row must have it. */
export const startRow = <D extends RecordDefinition>(values: { [K in keyof Row<D>]?: Row<D>[K] | null }): Partial<Row<D>> => values as Partial<Row<D>>
