import { AppError } from '../../../../domain/api/result.ts'
import { block, type FieldIssue, message } from '../../../../domain/message/message.ts'
import type { RecordDefinition, StoredRow } from '../../../../domain/record/define.ts'
import { gestationOn } from '../../../../domain/rule/maternal/dating.ts'
import type { Day } from '../../../../domain/time/day.ts'
import type { WriteContext } from '../../context.ts'
import { nextSerial } from '../../record/serial.ts'
import { findRow, type SaveRequest } from '../../record/store.ts'
import { type PregnancyOf, pregnancyOf } from '../../registry/pregnancies.ts'

/** The pregnancy a row belongs to and the row as it stood: it stays with the same pregnancy. */
export async function ownerOf<D extends RecordDefinition>(context: WriteContext, definition: D, { id, row }: SaveRequest<D>): Promise<{ of: PregnancyOf; old: StoredRow<D> | undefined }> {
  const { pregnancyId } = row as unknown as { pregnancyId: string | null }
  if (!pregnancyId) throw new AppError('invalid', [block('pregnancyId', message('risk.noPregnancy', '请先打开一位孕产妇的妊娠记录'))])
  const old = id === undefined ? undefined : await findRow(context.db, definition, id)
  if (old && (old as unknown as { pregnancyId: string }).pregnancyId !== pregnancyId) throw new AppError('invalid', [block('pregnancyId', message('risk.pregnancyFixed', '记录不能改到另一次妊娠名下;登错了请作废后重新登记'))])
  return { of: await pregnancyOf(context.db, pregnancyId), old }
}

/** A day of her care does not lie before the pregnancy began. */
export const beforePregnancy = ({ pregnancy: { startDay } }: PregnancyOf, day: Day | null | undefined, path: string): FieldIssue[] =>
  startDay && day && day < startDay ? [block(path, message('risk.beforePregnancy', '日期早于本次妊娠的起算日 {{day}},请核对日期或末次月经', { day: startDay }))] : []

/** Her gestation on a day; null after the birth or where nothing dates it. */
export const gestationAt = ({ pregnancy: { startDay }, deliveredDay }: PregnancyOf, day: Day | null | undefined): number | null => {
  if (!startDay || !day || day < startDay || (deliveredDay !== null && day > deliveredDay)) return null
  const days = gestationOn(startDay, day)
  return days <= LONGEST_DAYS ? days : null
}
// Beyond it nobody is pregnant: the outcome was never entered.
const LONGEST_DAYS = 330

/** A prefix, the day and four digits of the day's serial. */
export async function dayNumber(context: WriteContext, prefix: 'FS' | 'FB'): Promise<string> {
  const day = context.today.replaceAll('-', '')
  return `${prefix}${day}${String(await nextSerial(context.db, `${prefix}-${day}`)).padStart(4, '0')}`
}
