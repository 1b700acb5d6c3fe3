import type { PelvicHead } from '../../../../domain/api/pelvic-head.ts'
import { AppError } from '../../../../domain/api/result.ts'
import { block, message } from '../../../../domain/message/message.ts'
import { pelvicFile, type StoredPelvicFile } from '../../../../domain/modules/pelvic/file.record.ts'
import { daysBetween } from '../../../../domain/time/day.ts'
import type { ReadContext, WriteContext } from '../../context.ts'
import type { ReadDb } from '../../db/engine.ts'
import { getRow } from '../../record/store.ts'
import { headOf, womanOf } from '../../registry/woman.ts'

/** The file of a record; throws `not-found` also for one that was voided. */
export async function fileOf(db: ReadDb, fileId: string): Promise<StoredPelvicFile> {
  const file = await getRow(db, pelvicFile, fileId)
  if (file.voidedAt !== null) throw new AppError('not-found', undefined, { record: pelvicFile.id, id: fileId })
  return file
}

/** The file of a record that is written: a closed one takes nothing new. */
export async function openFileOf(db: ReadDb, fileId: string): Promise<StoredPelvicFile> {
  const file = await fileOf(db, fileId)
  if (file.state === 'closed') throw new AppError('invalid', [block('fileId', message('pelvic.fileClosed', '盆底档案已于 {{day}} 结案;继续诊疗请先重新打开档案', { day: file.closedDay ?? '' }))])
  return file
}

/** Who a file belongs to, as it stands on top of its pages. */
export async function pelvicHeadOf(context: ReadContext | WriteContext, file: StoredPelvicFile): Promise<PelvicHead> {
  const woman = await womanOf(context.db, file.womanId)
  const { today } = context
  return {
    ...headOf(context, woman), fileId: file.id, number: file.number, state: file.state, openedDay: file.openedDay, deliveryDay: file.deliveryDay, daysAfter: file.deliveryDay === null || file.deliveryDay > today ? null : daysBetween(file.deliveryDay, today),
    hasNoUterus: file.hasNoUterus === true, hasImplant: file.hasImplant === true, hasNeverHadIntercourse: file.hasNeverHadIntercourse === true,
  }
}
