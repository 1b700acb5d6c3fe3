import { sql } from 'kysely'
import type { Output } from '../../../../domain/api/api.ts'
import type { ChildContact } from '../../../../domain/code/child-check.ts'
import { nominalDay, remindedOn } from '../../../../domain/rule/eye/eye-visits.ts'
import { maskPhone } from '../../../../domain/rule/mask.ts'
import type { Day } from '../../../../domain/time/day.ts'
import type { ReadContext } from '../../context.ts'

type Found = { fileId: string; contact: ChildContact; childName: string | null; sex: string; birthDay: Day; motherName: string | null; phone: string | null }

/**
 * Whose families are reminded today (§9; case E-16): children in care on a reminder day of a visit that neither the eye
 * clinic has made nor a day is booked for; the youngest first. Asked by birth days, so that only those few children are read.
 */
export async function listReminders(context: ReadContext, { offset, limit }: { offset: number; limit: number }): Promise<Output<'eye.reminder.list'>> {
  const { db, today } = context
  const reminded = remindedOn(today)
  const contact = sql<ChildContact>`CASE child.birth_day ${sql.join(reminded.map(one => sql`WHEN ${one.birthDay} THEN ${one.contact}`), sql` `)} END`
  // A cross join keeps SQLite to this order: the children born on those days, then their files.
  const from = sql`person AS child CROSS JOIN child_file AS file LEFT JOIN person AS mother ON mother.id = file.mother_id LEFT JOIN person AS father ON father.id = file.father_id
    WHERE child.birth_day IN (${sql.join(reminded.map(one => one.birthDay))}) AND file.child_id = child.id AND file.voided_at IS NULL AND file.state = 'managed'
    AND NOT EXISTS (SELECT 1 FROM eye_visit AS visit WHERE visit.file_id = file.id AND visit.contact = ${contact} AND visit.voided_at IS NULL)
    AND NOT EXISTS (SELECT 1 FROM child_appointment AS booked WHERE booked.file_id = file.id AND booked.contact = ${contact} AND booked.state = 'booked' AND booked.day >= ${today} AND booked.voided_at IS NULL)`
  const { rows: [count] } = await sql<{ total: number }>`SELECT count(*) AS total FROM ${from}`.execute(db)
  const { rows } = await sql<Found>`SELECT file.id AS file_id, ${contact} AS contact, child.name AS child_name, child.sex, child.birth_day, mother.name AS mother_name, coalesce(file.contact_phone, mother.phone, father.phone) AS phone
    FROM ${from} ORDER BY child.birth_day DESC, file.id LIMIT ${limit} OFFSET ${offset}`.execute(db)
  const called = rows.length === 0 ? [] : await db.selectFrom('childContactAttempt').select(['fileId', 'day', 'outcome']).where('fileId', 'in', rows.map(row => row.fileId)).where('voidedAt', 'is', null).orderBy('day').orderBy('id').execute()
  const last = new Map(called.map(one => [one.fileId, one]))
  const maySee = context.user.permissions.has('person.reveal')
  return {
    total: Number(count?.total ?? 0),
    rows: rows.map(({ phone, ...row }) => ({ ...row, phone: phone && !maySee ? maskPhone(phone) : phone, nominalDay: nominalDay(row.contact, row.birthDay), lastAttemptDay: last.get(row.fileId)?.day ?? null, lastAttempt: last.get(row.fileId)?.outcome ?? null })),
  }
}
