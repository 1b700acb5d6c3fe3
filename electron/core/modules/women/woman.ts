import { AppError } from '../../../../domain/api/result.ts'
import type { ContactAttempt } from '../../../../domain/code/child-file.ts'
import { block, message } from '../../../../domain/message/message.ts'
import type { StoredPerson } from '../../../../domain/modules/people/person.record.ts'
import type { RecordDefinition, StoredRow } from '../../../../domain/record/define.ts'
import type { Day } from '../../../../domain/time/day.ts'
import type { WriteContext } from '../../context.ts'
import type { ReadDb } from '../../db/engine.ts'
import { findRow, type SaveRequest } from '../../record/store.ts'
import { womanOf } from '../../registry/woman.ts'

/**
 * Whose row is saved and the row as it stood. It is somebody's with a birth day (ages decide here) and stays with the same
 * woman; `isForWomen` refuses a man.
 */
export async function ownerOf<D extends RecordDefinition>(context: WriteContext, definition: D, { id, row }: SaveRequest<D>, isForWomen: boolean): Promise<{ woman: StoredPerson & { birthDay: Day }; old: StoredRow<D> | undefined }> {
  const { womanId } = row as unknown as { womanId: string | null }
  if (!womanId) throw new AppError('invalid', [block('womanId', message('women.noPerson', '请先选择本人'))])
  const old = id === undefined ? undefined : await findRow(context.db, definition, id)
  if (old && (old as unknown as { womanId: string }).womanId !== womanId) throw new AppError('invalid', [block('womanId', message('women.personFixed', '记录不能改到另一人名下;登错了请作废后重新登记'))])
  const woman = await womanOf(context.db, womanId)
  if (isForWomen && woman.sex === '1') throw new AppError('invalid', [block('womanId', message('women.isMan', '人员档案的性别为男,请核对是否选错人;性别登错请先更正人员档案'))])
  if (woman.birthDay === null) throw new AppError('invalid', [block('womanId', message('women.noBirthDay', '人员档案没有出生日期,无法判断年龄;请先在人员档案补上'))])
  return { woman: woman as StoredPerson & { birthDay: Day }, old }
}

export type Calls = { readonly attempts: number; readonly lastAttemptDay: string | null; readonly lastAttempt: ContactAttempt | null }
const NOBODY_CALLED: Calls = { attempts: 0, lastAttemptDay: null, lastAttempt: null }
/** How often each was called and what came of the last call: of steps of a chain, or of women (calls that belong to no step). */
export async function callsOf(db: ReadDb, by: 'followUpId' | 'womanId', ids: readonly string[]): Promise<(id: string) => Calls> {
  if (ids.length === 0) return () => NOBODY_CALLED
  let query = db.selectFrom('womenAttempt').select(['followUpId', 'womanId', 'day', 'outcome']).where(by, 'in', [...ids]).where('voidedAt', 'is', null)
  if (by === 'womanId') query = query.where('followUpId', 'is', null)
  const found = Map.groupBy(await query.orderBy('day').orderBy('id').execute(), row => row[by] as string)
  return id => {
    const calls = found.get(id)
    const last = calls?.at(-1)
    return calls && last ? { attempts: calls.length, lastAttemptDay: last.day, lastAttempt: last.outcome } : NOBODY_CALLED
  }
}

/** The calls themselves, the newest first: of one woman, or of the steps of one chain. */
export async function attemptsOf(db: ReadDb, of: { womanId: string } | { followUpIds: readonly string[] }) {
  const query = db.selectFrom('womenAttempt').select(['id', 'followUpId', 'day', 'outcome', 'about', 'callerName', 'note']).where('voidedAt', 'is', null)
  if ('followUpIds' in of) return of.followUpIds.length === 0 ? [] : query.where('followUpId', 'in', [...of.followUpIds]).orderBy('day', 'desc').orderBy('id', 'desc').execute()
  return query.where('womanId', '=', of.womanId).where('followUpId', 'is', null).orderBy('day', 'desc').orderBy('id', 'desc').execute()
}
