import type { Output } from '../../../../domain/api/api.ts'
import { CHILD_CONTACT, type ChildContact } from '../../../../domain/code/child-check.ts'
import { CHILD_APPOINTMENT_STATE, CONTACT_ATTEMPT } from '../../../../domain/code/child-file.ts'
import { CHILD_REMINDER, type ChildReminder } from '../../../../domain/code/child-reminder.ts'
import { SEX } from '../../../../domain/code/sex.ts'
import { CHILD_DUE_LEDGER } from '../../../../domain/ledger/child-due-ledger.ts'
import { childAppointment } from '../../../../domain/modules/child/appointment.record.ts'
import { ageText } from '../../../../domain/rule/age.ts'
import type { Day } from '../../../../domain/time/day.ts'
import type { ReadContext, WriteContext } from '../../context.ts'
import type { Handlers } from '../../handlers.ts'
import { xlsxOf } from '../../ledger/xlsx.ts'
import { fromColumns, saveRow, valuesOf } from '../../record/store.ts'
import { addressText } from '../../region.ts'
import { countStaleChildDue } from '../../registry/child-due.ts'
import { countDue, type DueFilter, dueRows, stateOn } from '../../registry/child-lists.ts'

/** The 13 contacts of a child as they stand today, with the visit that did them and the day they are booked for. */
export async function scheduledLines(context: ReadContext | WriteContext, fileId: string): Promise<Output<'child.file.open'>['schedule']> {
  const { db, today } = context
  const lines = await db.selectFrom('childDue').selectAll().where('fileId', '=', fileId).where('line', 'like', 'contact:%').execute()
  const visits = await db.selectFrom('childVisit').select(['id', 'contact']).where('fileId', '=', fileId).where('voidedAt', 'is', null).orderBy('visitDay', 'desc').execute()
  const home = await db.selectFrom('childNewbornVisit').select('id').where('fileId', '=', fileId).where('voidedAt', 'is', null).orderBy('visitDay', 'desc').executeTakeFirst()
  const booked = await db.selectFrom('childAppointment').select(['contact', 'day']).where('fileId', '=', fileId).where('voidedAt', 'is', null).where('state', '=', 'booked').orderBy('day', 'desc').execute()
  const order = (contact: string | null): number => CHILD_CONTACT.values.indexOf(contact as ChildContact)
  return lines.toSorted((a, b) => order(a.contact) - order(b.contact)).map(line => ({
    contact: line.contact as ChildContact, state: line.doneDay ? 'done' as const : line.cancelled ? 'cancelled' as const : stateOn(today, line), dueDay: line.dueDay, windowEnd: line.windowEnd, doneDay: line.doneDay,
    timing: line.timing as 'early' | 'onTime' | 'late' | null, reason: line.cancelled,
    visitId: line.contact === 'home' ? home?.id ?? null : visits.find(visit => visit.contact === line.contact)?.id ?? null,
    appointmentDay: booked.find(one => one.contact === line.contact)?.day ?? null, openContents: line.openContents?.split(',') ?? [],
  }))
}

/** Calls off what a child is booked for, with why in the history; a note that was there stays. Says how many days that were. */
export async function cancelBooked(context: WriteContext, fileId: string, reason: string, endedByDeath: true | null = null): Promise<number> {
  const booked = (await context.db.selectFrom('childAppointment').selectAll().where('fileId', '=', fileId).where('voidedAt', 'is', null).where('state', '=', 'booked').execute()).map(row => fromColumns(childAppointment, row))
  for (const one of booked) await saveRow(context, childAppointment, { id: one.id, rev: one.rev, row: { ...valuesOf(childAppointment, one), state: 'cancelled', note: one.note ?? reason, endedByDeath }, settled: true, reason })
  return booked.length
}

export const childDueHandlers = {
  'child.due.list': async ({ offset, limit, ...filter }, context) =>
    ({ total: await countDue(context.db, context.today, filter), rows: await dueRows(context, filter, { offset, limit }) }),
  'child.due.counts': async ({ region }, { db, today }) => {
    const count = (kind: DueFilter['kind']) => countDue(db, today, { kind, region })
    return { due: await count('due'), overdue: await count('overdue'), missed: await count('missed'), noShow: await count('noShow'), chain: await count('chain'), renewing: await countStaleChildDue(db) }
  },
  'child.due.export': async (filter, context) => {
    const rows = await dueRows(context, filter, null)
    const lines = rows.map(row => ({
      name: row.childName ?? '', sex: SEX.label(row.sex as never), birthDay: row.birthDay ?? '', age: row.birthDay ? ageText(row.birthDay as Day, context.today) : '', mother: row.motherName ?? '', phone: row.phone ?? '',
      address: addressText(context.ports.folders.resources, row.region, null), contact: row.contact ? CHILD_CONTACT.label(row.contact) : CHILD_REMINDER.label(row.ruleId as ChildReminder), dueDay: row.dueDay, windowEnd: row.windowEnd,
      appointment: row.appointmentDay ? `${row.appointmentDay} ${row.appointmentTime ?? ''} ${CHILD_APPOINTMENT_STATE.label(row.appointmentState as never)}`.trim() : '',
      attempt: row.lastAttemptDay ? `${row.lastAttemptDay} ${CONTACT_ATTEMPT.label(row.lastAttempt as never)}` : '',
    }))
    const bytes = await xlsxOf(CHILD_DUE_LEDGER, lines, { masked: false, heading: CHILD_DUE_LEDGER.title, createdAtMs: context.nowMs })
    await context.separately(async writing => { writing.fact('rows', rows.length) })
    return { fileName: `${CHILD_DUE_LEDGER.title}-${context.today}.xlsx`, base64: bytes.toString('base64'), rows: rows.length }
  },
} satisfies Partial<Handlers>
