import type { ChildContact } from '../../../domain/code/child-check.ts'
import { childAppointment } from '../../../domain/modules/child/appointment.record.ts'
import type { Day } from '../../../domain/time/day.ts'
import type { WriteContext } from '../context.ts'
import { getRow, saveRow, valuesOf } from '../record/store.ts'

/**
 * A visit keeps the booked day of its contact. Child clinic and eye clinic share one appointment: a check-up keeps it
 * whenever it was made, a visit of the eye clinic (`on`) only the appointment of its own day, because eyes looked at in the
 * kindergarten do not bring the child to the check-up that is booked.
 */
export async function keepAppointments(context: WriteContext, fileId: string, contact: ChildContact, on?: Day): Promise<void> {
  let query = context.db.selectFrom('childAppointment').select('id').where('fileId', '=', fileId).where('contact', '=', contact).where('voidedAt', 'is', null).where('state', 'in', ['booked', 'noShow'])
  if (on) query = query.where('day', '=', on)
  for (const { id } of await query.execute()) {
    const stored = await getRow(context.db, childAppointment, id)
    await saveRow(context, childAppointment, { id, rev: stored.rev, row: { ...valuesOf(childAppointment, stored), state: 'kept' } })
  }
}
