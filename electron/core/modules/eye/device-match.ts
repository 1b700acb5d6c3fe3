import { message, type Message } from '../../../../domain/message/message.ts'
import type { Day } from '../../../../domain/time/day.ts'
import type { ReadDb } from '../../db/engine.ts'

type Asked = { readonly number: string; readonly birthDay: Day | null }
const LEAST_TAIL = 6

/** Whether a text an instrument holds as number is this child's: its file number, its identity number, or the end of that. */
export function isNumberOf(number: string, { fileNumber, idNumber }: { readonly fileNumber: string | null; readonly idNumber: string | null }): boolean {
  const plain = number.replace(/[\s'’`]/gu, '').toUpperCase()
  if (plain === '') return false
  return plain === fileNumber?.toUpperCase() || (plain.length >= LEAST_TAIL && /^\d+X?$/u.test(plain) && idNumber?.toUpperCase().endsWith(plain) === true)
}

/**
 * Whose a result is: the one child born on its day whose number it has. One of the two alone is never enough, because a typing
 * slip on the instrument would put a lens into another child's file; it waits with the reason.
 */
export async function childOfReading(db: ReadDb, { number, birthDay }: Asked): Promise<{ fileId: string | null; reason: Message | null }> {
  const nobody = (reason: Message): { fileId: null; reason: Message } => ({ fileId: null, reason })
  if (number.trim() === '') return nobody(message('eyeDevice.noNumber', '没有编号,请人工对应'))
  if (birthDay === null) return nobody(message('eyeDevice.noBirthDay', '没有可用的出生日期,请人工对应'))
  const born = await db.selectFrom('person').innerJoin('childFile', 'childFile.childId', 'person.id').select(['childFile.id', 'childFile.number as fileNumber', 'person.idNumber'])
    .where('person.birthDay', '=', birthDay).where('person.voidedAt', 'is', null).where('person.mergedIntoId', 'is', null).where('childFile.voidedAt', 'is', null).execute()
  const fitting = born.filter(child => isNumberOf(number, child))
  if (fitting.length === 1) return { fileId: fitting[0]!.id, reason: null }
  return nobody(fitting.length > 1 ? message('eyeDevice.ambiguous', '有 {{count}} 名儿童的编号和出生日期相符,请人工对应', { count: fitting.length }) : message('eyeDevice.nobody', '没有编号和出生日期都相符的儿童,请人工对应'))
}
