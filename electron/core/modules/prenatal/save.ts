import { AppError } from '../../../../domain/api/result.ts'
import { block, message } from '../../../../domain/message/message.ts'
import { fetalSexIssues, unmaskedRow } from '../../../../domain/modules/prenatal/parts.ts'
import type { RecordDefinition, Row, StoredRow } from '../../../../domain/record/define.ts'
import { tidyRow } from '../../../../domain/record/derive/schema.ts'
import type { WriteContext } from '../../context.ts'
import { readerOf } from '../../fetal-sex.ts'
import { findRow, saveRow, type SaveRequest } from '../../record/store.ts'

/** The row as it will be kept, and the one there is: what was shown masked comes back as it was. */
export async function givenRow<D extends RecordDefinition>(context: WriteContext, definition: D, request: SaveRequest<D>): Promise<{ row: Row<D>; old: StoredRow<D> | undefined }> {
  const old = request.id === undefined ? undefined : await findRow(context.db, definition, request.id)
  return { row: unmaskedRow(definition, tidyRow(definition, request.row) as Row<D> & object, old as Readonly<Record<string, unknown>> | undefined, readerOf(context)), old }
}

/** Saves a row of prenatal screening: its pregnancy stays, and a new text that tells a fetus's sex is asked about. */
export async function savePrenatal<D extends RecordDefinition>(context: WriteContext, definition: D, request: SaveRequest<D>): Promise<{ id: string; rev: number }> {
  const { row, old } = await givenRow(context, definition, request)
  const [now, before] = [row as Readonly<Record<string, unknown>>, old as Readonly<Record<string, unknown>> | undefined]
  if (before && before.pregnancyId !== now.pregnancyId) throw new AppError('invalid', [block('pregnancyId', message('prenatal.otherPregnancy', '这条记录属于另一次妊娠,不能改;登错了请作废后重新登记'))])
  const asked = fetalSexIssues(definition, now).filter(({ path }) => now[path] !== before?.[path])
  return saveRow(context, definition, { ...request, row, moreIssues: [...request.moreIssues ?? [], ...asked] })
}

/** The beginning of a form: what is not known yet is null, also where a saved row must have it. */
export const startRow = <D extends RecordDefinition>(values: { [K in keyof Row<D>]?: Row<D>[K] | null }): Partial<Row<D>> => values as Partial<Row<D>>
