import { sql } from 'kysely'
import type { Output } from '../../../../domain/api/api.ts'
import type { ChildContact } from '../../../../domain/code/child-check.ts'
import { nominalDay, remindedOn } from '../../../../domain/rule/eye/eye-visits.ts'
import { maskPhone } from '../../../../domain/rule/mask.ts'
import type { ReadContext } from '../../context.ts'

type Due = { fileId: string; contact: ChildContact }

/**
 * Whose families are reminded today (§9; case E-16): children in care on a reminder day of a visit that neither the eye
 * clinic has made nor a day is booked for; the youngest first. Asked by birth days, so that only those few children are read.
 */
export async function listReminders(context: ReadContext, { offset, limit }: { offset: number; limit: number }): Promise<Output<'eye.reminder.list'>> {
  const { db, today } = context
  // A cross join keeps SQLite to this order: the children born on those days, then their files; coalesce from reading everything that is booked for each of them.
  const due = sql.join([...Map.groupBy(remindedOn(today), one => one.contact)].map(([contact, reminded]) => sql`
    SELECT file.id AS file_id, CAST(${contact} AS TEXT) AS contact, child.birth_day FROM person AS child CROSS JOIN child_file AS file
    WHERE child.birth_day IN (${sql.join(reminded.map(one => one.birthDay))}) AND file.child_id = child.id AND file.voided_at IS NULL AND file.state = 'managed'
    AND NOT EXISTS (SELECT 1 FROM eye_visit AS visit WHERE visit.file_id = file.id AND visit.contact = ${contact} AND visit.voided_at IS NULL)
    AND NOT EXISTS (SELECT 1 FROM child_appointment AS booked WHERE booked.file_id = file.id AND booked.contact = ${contact} AND coalesce(booked.state, '') = 'booked' AND booked.day >= ${today} AND booked.voided_at IS NULL)`), sql` UNION ALL `)
  // A day's reminders of a county are some hundred lines of two words: read once, they are also the number of all.
  const { rows: all } = await sql<Due>`SELECT file_id, contact FROM (${due}) AS due ORDER BY birth_day DESC, file_id`.execute(db)
  const page = all.slice(offset, offset + limit)
  const found = page.length === 0 ? [] : await db.selectFrom('childFile').innerJoin('person as child', 'child.id', 'childFile.childId').leftJoin('person as mother', 'mother.id', 'childFile.motherId').leftJoin('person as father', 'father.id', 'childFile.fatherId')
    .select(['childFile.id', 'child.name as childName', 'child.sex', 'child.birthDay', 'mother.name as motherName', sql<string | null>`coalesce(child_file.contact_phone, mother.phone, father.phone)`.as('phone')]).where('childFile.id', 'in', page.map(row => row.fileId)).execute()
  const known = new Map(found.map(row => [row.id, row]))
  const called = page.length === 0 ? [] : await db.selectFrom('childContactAttempt').select(['fileId', 'day', 'outcome']).where('fileId', 'in', page.map(row => row.fileId)).where('voidedAt', 'is', null).orderBy('day').orderBy('id').execute()
  const last = new Map(called.map(one => [one.fileId, one]))
  const maySee = context.user.permissions.has('person.reveal')
  return {
    total: all.length,
    rows: page.map(({ fileId, contact }) => {
      const { childName, sex, birthDay, motherName, phone } = known.get(fileId)!
      return { fileId, contact, childName, sex, birthDay: birthDay!, motherName, phone: phone && !maySee ? maskPhone(phone) : phone, nominalDay: nominalDay(contact, birthDay!), lastAttemptDay: last.get(fileId)?.day ?? null, lastAttempt: last.get(fileId)?.outcome ?? null }
    }),
  }
}
