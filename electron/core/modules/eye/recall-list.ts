import { sql } from 'kysely'
import type { Output } from '../../../../domain/api/api.ts'
import type { EyeRecall } from '../../../../domain/code/eye-check.ts'
import { maskPhone } from '../../../../domain/rule/mask.ts'
import { addDays, type Day } from '../../../../domain/time/day.ts'
import type { ReadContext } from '../../context.ts'

const AHEAD_DAYS = 7
type Found = { id: string; kind: EyeRecall; fileId: string; day: Day }

/**
 * Who is to come back between the visits of the programme: a low vision that was not measured again (§5.2), the agreed day
 * of the next fundus examination (§4), the review of glasses. What came after it answers it: any later vision, a later
 * examination, later glasses. Children that are no longer in care are called by nobody.
 */
export async function listRecalls(context: ReadContext, { offset, limit }: { offset: number; limit: number }): Promise<Output<'eye.recall.list'>> {
  const { db, today } = context
  const { visionRecheckFirstDays, visionRecheckLastDays } = await context.setting('eyeRules')
  const ahead = addDays(today, AHEAD_DAYS)
  // Each kind by the day it is counted from: of a vision the visit's, of the others the agreed one.
  const visions = sql<Found>`SELECT visit.id, 'vision' AS kind, visit.file_id, visit.visit_day AS day FROM eye_visit AS visit WHERE visit.voided_at IS NULL AND visit.advice = 'recheck' AND visit.visit_day <= ${addDays(ahead, -visionRecheckFirstDays)}
    AND NOT EXISTS (SELECT 1 FROM eye_visit AS later WHERE later.file_id = visit.file_id AND later.voided_at IS NULL AND later.visit_day > visit.visit_day AND (later.vision_right IS NOT NULL OR later.vision_left IS NOT NULL))`
  const fundus = sql<Found>`SELECT seen.id, 'fundus' AS kind, seen.file_id, seen.next_day AS day FROM eye_retinopathy AS seen WHERE seen.voided_at IS NULL AND (seen.is_final IS NULL OR seen.is_final = 0) AND seen.next_day <= ${ahead}
    AND NOT EXISTS (SELECT 1 FROM eye_retinopathy AS later WHERE later.file_id = seen.file_id AND later.voided_at IS NULL AND later.examined_day > seen.examined_day)`
  const lenses = sql<Found>`SELECT pair.id, 'glasses' AS kind, pair.file_id, pair.review_day AS day FROM eye_glasses AS pair WHERE pair.voided_at IS NULL AND pair.review_day <= ${ahead}
    AND NOT EXISTS (SELECT 1 FROM eye_glasses AS later WHERE later.file_id = pair.file_id AND later.voided_at IS NULL AND later.prescribed_day > pair.prescribed_day)
    AND NOT EXISTS (SELECT 1 FROM eye_visit AS later WHERE later.file_id = pair.file_id AND later.voided_at IS NULL AND later.visit_day >= pair.review_day)`
  const open = sql`(${visions} UNION ALL ${fundus} UNION ALL ${lenses})`
  // A cross join keeps SQLite to this order: the few who are called, then their files, never every file of the county.
  const from = sql`${open} AS due CROSS JOIN child_file AS file JOIN person AS child ON child.id = file.child_id LEFT JOIN person AS mother ON mother.id = file.mother_id WHERE file.id = due.file_id AND file.voided_at IS NULL AND file.state = 'managed'`
  const { rows: [count] } = await sql<{ total: number }>`SELECT count(*) AS total FROM ${from}`.execute(db)
  const { rows } = await sql<Found & { childName: string | null; sex: string; birthDay: Day | null; motherName: string | null; phone: string | null }>`
    SELECT due.id, due.kind, due.file_id, due.day, child.name AS child_name, child.sex, child.birth_day, mother.name AS mother_name, coalesce(file.contact_phone, mother.phone) AS phone FROM ${from}
    ORDER BY CASE due.kind WHEN 'vision' THEN 1 ELSE 0 END, due.day, due.id LIMIT ${limit} OFFSET ${offset}`.execute(db)
  const maySee = context.user.permissions.has('person.reveal')
  return {
    total: Number(count?.total ?? 0),
    rows: rows.map(({ day, phone, ...row }) => {
      const [fromDay, dueDay] = row.kind === 'vision' ? [addDays(day, visionRecheckFirstDays), addDays(day, visionRecheckLastDays)] : [day, day]
      return { ...row, phone: phone && !maySee ? maskPhone(phone) : phone, fromDay, dueDay, isOverdue: dueDay < today }
    }),
  }
}
