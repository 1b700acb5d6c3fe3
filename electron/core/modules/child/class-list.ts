import type { Output } from '../../../../domain/api/api.ts'
import type { ReadContext } from '../../context.ts'
import { readClassList, recogniseClass } from '../../registry/class-list.ts'

/** The class list with each child's last entrance examination. */
export async function importClassList(context: ReadContext): Promise<Output<'child.entrance.import'>> {
  const read = await readClassList(context)
  const list = read && await recogniseClass(context, read)
  if (list === null) return null
  const rows: NonNullable<Output<'child.entrance.import'>>['rows'] = []
  for (const row of list.rows) {
    const last = row.fileId ? await context.db.selectFrom('childEntranceExam').select(['id', 'examDay', 'opinion']).where('fileId', '=', row.fileId).where('voidedAt', 'is', null).orderBy('examDay', 'desc').orderBy('id', 'desc').executeTakeFirst() : undefined
    rows.push({ ...row, lastExamId: last?.id ?? null, lastExamDay: last?.examDay ?? null, lastOpinion: last?.opinion ?? null })
  }
  return { ...list, rows }
}
