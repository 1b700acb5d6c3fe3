import { block, type FieldIssue, message } from '../../../../domain/message/message.ts'
import { pelvicPlace, type StoredPelvicPlace } from '../../../../domain/modules/pelvic/place.record.ts'
import { bookingIssues, type PelvicBooking, type PelvicSlot, TAKING_ROOM } from '../../../../domain/rule/pelvic/booking.ts'
import { intervalIssues } from '../../../../domain/rule/pelvic/course.ts'
import { addDays, type Day, dayOf, type Minute } from '../../../../domain/time/day.ts'
import type { ReadContext, WriteContext } from '../../context.ts'
import { findRow } from '../../record/store.ts'

type Context = ReadContext | WriteContext
export type Places = { readonly room: StoredPelvicPlace | null; readonly device: StoredPelvicPlace | null; readonly issues: readonly FieldIssue[] }

/** The room and the instrument a row names; each is what it is named as. */
export async function placesNamed({ db }: Context, { roomId, deviceId }: { readonly roomId: string | null; readonly deviceId: string | null }): Promise<Places> {
  const named = async (id: string | null, kind: 'room' | 'device'): Promise<StoredPelvicPlace | null> => {
    const place = id === null ? undefined : await findRow(db, pelvicPlace, id)
    return place && place.voidedAt === null && place.kind === kind ? place : null
  }
  const [room, device] = [await named(roomId, 'room'), await named(deviceId, 'device')]
  return {
    room, device, issues: [
      ...(roomId !== null && !room ? [block('roomId', message('pelvicBooking.noRoom', '治疗室不存在或已作废,请重新选择'))] : []),
      ...(deviceId !== null && !device ? [block('deviceId', message('pelvicBooking.noDevice', '治疗仪不存在或已作废,请重新选择'))] : []),
    ],
  }
}

/** What takes room on these days at these places, and the woman's own sessions; without one that is being moved. */
async function bookingsBetween({ db }: Context, first: Day, last: Day, { fileId, roomId, deviceId }: Omit<PelvicBooking, 'plannedAt' | 'plannedMinutes'>, exceptId: string | undefined): Promise<PelvicBooking[]> {
  return db.selectFrom('pelvicSession').select(['fileId', 'plannedAt', 'plannedMinutes', 'roomId', 'deviceId'])
    .where('plannedAt', '>=', `${first}T00:00` as Minute).where('plannedAt', '<', `${addDays(last, 1)}T00:00` as Minute).where('state', 'in', [...TAKING_ROOM]).where('voidedAt', 'is', null).where('id', '!=', exceptId ?? '')
    .where(eb => eb.or([eb('fileId', '=', fileId), ...(roomId ? [eb('roomId', '=', roomId)] : []), ...(deviceId ? [eb('deviceId', '=', deviceId)] : [])])).execute()
}

/** What speaks against each of these slots, the slots before it counted as taken. Days must lie in order. */
export async function issuesOfSlots(context: Context, fileId: string, slots: readonly PelvicSlot[], { room, device }: Places, exceptId?: string): Promise<FieldIssue[][]> {
  const [first, last] = [slots[0], slots.at(-1)]
  if (!first || !last) return []
  const calendar = await context.setting('workCalendar')
  const rules = await context.setting('pelvicRules')
  const daysAround = Math.ceil(rules.hoursBetweenSessions / 24)
  const known = await bookingsBetween(context, addDays(dayOf(first.plannedAt), -daysAround), addDays(dayOf(last.plannedAt), daysAround), { fileId, roomId: first.roomId, deviceId: first.deviceId }, exceptId)
  return slots.map((slot, index) => {
    const bookings = [...known, ...slots.slice(0, index).map(before => ({ ...before, fileId }))]
    const previous = bookings.filter(other => other.fileId === fileId && other.plannedAt < slot.plannedAt).map(other => other.plannedAt).toSorted().at(-1) ?? null
    const next = known.filter(other => other.fileId === fileId && other.plannedAt > slot.plannedAt).map(other => other.plannedAt).toSorted()[0] ?? null
    const issues = bookingIssues({ ...slot, fileId }, { room, device, bookings, calendar })
    // Who is in two places at once need not be told that this is too soon.
    return issues.some(({ message: { key } }) => key === 'pelvicBooking.herself') ? issues : [...issues, ...intervalIssues(slot.plannedAt, previous, rules, next).map(issue => ({ ...issue, path: 'plannedAt' }))]
  })
}
