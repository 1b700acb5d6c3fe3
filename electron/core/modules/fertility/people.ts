import type { Adult } from '../../../../domain/api/fertility-people.ts'
import { AppError } from '../../../../domain/api/result.ts'
import { block, message } from '../../../../domain/message/message.ts'
import { person, type StoredPerson } from '../../../../domain/modules/people/person.record.ts'
import type { RecordDefinition, Row, StoredRow } from '../../../../domain/record/define.ts'
import { maskIdNumber, maskPhone } from '../../../../domain/rule/mask.ts'
import type { ReadContext, WriteContext } from '../../context.ts'
import { findRow, getRow, type SaveRequest } from '../../record/store.ts'
import { addressText } from '../../region.ts'

/** Who somebody is, number and phone as far as this user may see them. */
export function adultOf(context: ReadContext | WriteContext, row: StoredPerson): Adult {
  const maySee = context.user.permissions.has('person.reveal')
  return {
    id: row.id, name: row.name, sex: row.sex, birthDay: row.birthDay, idNumber: row.idNumber && !maySee ? maskIdNumber(row.idNumber) : row.idNumber, phone: shownPhone(context, row.phone),
    address: addressText(context.ports.folders.resources, row.homeRegion, row.homeAddress),
  }
}
export const shownPhone = (context: ReadContext | WriteContext, phone: string | null): string | null => phone && !context.user.permissions.has('person.reveal') ? maskPhone(phone) : phone

/** A person of this sex; refused with a sentence otherwise. */
export async function personOfSex(context: ReadContext | WriteContext, id: string, sex: '1' | '2', path: string): Promise<StoredPerson> {
  const found = await findRow(context.db, person, id)
  if (!found || found.voidedAt !== null) throw new AppError('invalid', [block(path, message('fertility.noPerson', '找不到这个人,请重新选择或先登记'))])
  if (found.sex !== sex) throw new AppError('invalid', [block(path, sex === '1' ? message('fertility.notMan', '男方的档案性别不是“男”,请重新选择或先更正人员档案') : message('fertility.notWoman', '女方的档案性别不是“女”,请重新选择或先更正人员档案'))])
  return found
}

/** A row that counts, or `not-found`: nothing is opened or printed of what was voided. */
export async function liveRow<D extends RecordDefinition>(context: ReadContext | WriteContext, definition: D, id: string): Promise<StoredRow<D>> {
  const row = await getRow(context.db, definition, id)
  if (row.voidedAt !== null) throw new AppError('not-found', undefined, { record: definition.id, id })
  return row
}

/** The row as it stood before this save; what says whose it is cannot be changed. */
export async function oldRow<D extends RecordDefinition>(context: WriteContext, definition: D, { id, row }: SaveRequest<D>, fixed: readonly (keyof Row<D> & string)[]): Promise<StoredRow<D> | undefined> {
  const old = id === undefined ? undefined : await findRow(context.db, definition, id)
  const values = row as Readonly<Record<string, unknown>>
  const moved = old && fixed.find(name => (old as Readonly<Record<string, unknown>>)[name] !== (values[name] ?? null))
  if (moved) throw new AppError('invalid', [block(moved, message('fertility.fixed', '这条记录不能改到他人名下;登错了请作废后重新登记'))])
  return old
}
