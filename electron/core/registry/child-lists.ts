import { sql } from 'kysely'
import type { Input, Output } from '../../../domain/api/api.ts'
import type { ChildContact } from '../../../domain/code/child-check.ts'
import { maskPhone } from '../../../domain/rule/mask.ts'
import type { Day } from '../../../domain/time/day.ts'
import type { ReadContext, WriteContext } from '../context.ts'
import type { ReadDb } from '../db/engine.ts'

export type DueFilter = Omit<Input<'child.due.list'>, 'offset' | 'limit'>
type DueRow = Output<'child.due.list'>['rows'][number]
type State = DueRow['state']

/** State of an open line on a day: the windows are kept, the day decides (child health note §3). */
export function stateOn(today: Day, line: { dueDay: Day; windowEnd: Day; nextDay: Day | null }): State {
  if (today < line.dueDay) return 'notDue'
  if (today <= line.windowEnd) return 'due'
  return line.nextDay !== null && today >= line.nextDay ? 'missed' : 'overdue'
}

/** The days of a line as they are shown: the day it asks for, and since when it does. */
export const shownDays = ({ dueDay, askedDay }: { dueDay: Day; askedDay: Day | null }): { openDay: Day; dueDay: Day } => ({ openDay: dueDay, dueDay: askedDay ?? dueDay })

/**
 * The open lines of one kind; `noShow` are booked days that passed without a visit. Only the lines themselves: what decides
 * stands in one index, and file and child are looked up for the rows of a page alone. A voided file has no lines.
 */
function dueQuery(db: ReadDb, today: Day, { kind, from, to, region, contact }: DueFilter) {
  let query = db.selectFrom('childDue').where('childDue.doneDay', 'is', null).where('childDue.cancelled', 'is', null)
  // What follows from results and plans has a list of its own, until it is closed.
  query = kind === 'chain' ? query.where('childDue.contact', 'is', null).where('childDue.dueDay', '<=', today) : query.where('childDue.contact', 'is not', null)
  // A follow-up day that the next one overtook is still to be made up for; newborn screening is not, past its age.
  if (kind === 'chain') query = query.where(eb => eb.or([eb('childDue.nextDay', 'is', null), eb('childDue.nextDay', '>', today), eb('childDue.line', 'like', 'R25:%')]))
  if (kind === 'due') query = query.where('childDue.windowEnd', '>=', today).where('childDue.dueDay', '<=', (to ?? today) as Day)
  // What is over its window began before today: the index is read up to here.
  if (kind === 'overdue' || kind === 'missed') query = query.where('childDue.dueDay', '<=', today)
  if (kind === 'overdue') query = query.where('childDue.windowEnd', '<', today).where(eb => eb.or([eb('childDue.nextDay', 'is', null), eb('childDue.nextDay', '>', today)]))
  if (kind === 'missed') query = query.where('childDue.nextDay', '<=', today)
  if (kind === 'noShow') {
    query = query.innerJoin(db.selectFrom('childAppointment').select(['childAppointment.fileId', 'childAppointment.contact']).distinct().where('childAppointment.voidedAt', 'is', null).where('childAppointment.state', 'in', ['noShow', 'booked'])
      .where(eb => eb.or([eb('childAppointment.state', '=', 'noShow'), eb('childAppointment.day', '<', today)])).as('passed'), join => join.onRef('passed.fileId', '=', 'childDue.fileId').onRef('passed.contact', '=', 'childDue.contact')) as typeof query
  }
  // A contact is asked for on the day its line opens: its index stays of use.
  const asked = kind === 'chain' ? sql<Day>`coalesce(child_due.asked_day, child_due.due_day)` : sql.ref<Day>('childDue.dueDay')
  if (from) query = query.where(asked, '>=', from as Day)
  if (to) query = query.where(asked, '<=', to as Day)
  if (region) {
    query = query.innerJoin('childFile as ofRegion', 'ofRegion.id', 'childDue.fileId').innerJoin('person as resident', 'resident.id', 'ofRegion.childId')
      .where('resident.homeRegion', 'like', `${region}%`) as typeof query
  }
  if (contact) query = query.where('childDue.contact', '=', contact)
  return query
}

/** How long a list is. */
export async function countDue(db: ReadDb, today: Day, filter: DueFilter): Promise<number> {
  const { total } = await dueQuery(db, today, filter).select(eb => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  return Number(total)
}

/** The rows of a list, a page or all of them, with the day booked and the last call. Phones are masked for those without the right. */
export async function dueRows(context: ReadContext | WriteContext, filter: DueFilter, page: { offset: number; limit: number } | null): Promise<DueRow[]> {
  const { db, today } = context
  let wanted = dueQuery(db, today, filter).select(['childDue.fileId', 'childDue.line']).orderBy('childDue.dueDay').orderBy('childDue.fileId').orderBy('childDue.line')
  if (page) wanted = wanted.offset(page.offset).limit(page.limit)
  const rows = await db.selectFrom(wanted.as('wanted')).innerJoin('childDue', join => join.onRef('childDue.fileId', '=', 'wanted.fileId').onRef('childDue.line', '=', 'wanted.line'))
    .innerJoin('childFile', 'childFile.id', 'wanted.fileId').innerJoin('person as child', 'child.id', 'childFile.childId').leftJoin('person as mother', 'mother.id', 'childFile.motherId').leftJoin('person as father', 'father.id', 'childFile.fatherId')
    .select(['childDue.fileId', 'childDue.ruleId', 'childDue.contact', 'childDue.dueDay', 'childDue.askedDay', 'childDue.windowEnd', 'childDue.nextDay', 'childDue.openContents', 'child.name as childName', 'child.sex', 'child.birthDay', 'child.homeRegion as region', 'mother.name as motherName',
      sql<string | null>`coalesce(child_file.contact_phone, mother.phone, father.phone)`.as('phone')])
    .orderBy('childDue.dueDay').orderBy('childDue.fileId').orderBy('childDue.line').execute()
  if (rows.length === 0) return []
  const files = [...new Set(rows.map(row => row.fileId))]
  const appointments = new Map<string, { day: string; time: string | null; state: string }>()
  const attempts = new Map<string, { day: string; outcome: string; count: number }>()
  for (let at = 0; at < files.length; at += FILES_AT_ONCE) {
    const some = files.slice(at, at + FILES_AT_ONCE)
    const booked = await db.selectFrom('childAppointment').select(['fileId', 'contact', 'day', 'time', 'state']).where('fileId', 'in', some).where('voidedAt', 'is', null).orderBy('day').execute()
    for (const one of booked) appointments.set(`${one.fileId}:${one.contact}`, { day: one.day, time: one.time, state: one.state === 'booked' && one.day < today ? 'noShow' : one.state })
    const called = await db.selectFrom('childContactAttempt').select(['fileId', 'day', 'outcome']).where('fileId', 'in', some).where('voidedAt', 'is', null).orderBy('day').orderBy('id').execute()
    for (const one of called) attempts.set(one.fileId, { day: one.day, outcome: one.outcome, count: (attempts.get(one.fileId)?.count ?? 0) + 1 })
  }
  const maySee = context.user.permissions.has('person.reveal')
  return rows.map(({ nextDay, openContents, phone, contact, dueDay, askedDay, ...row }) => {
    const appointment = appointments.get(`${row.fileId}:${contact}`)
    const attempt = attempts.get(row.fileId)
    return {
      ...row, contact: contact as ChildContact | null, phone: phone && !maySee ? maskPhone(phone) : phone, state: stateOn(today, { dueDay, windowEnd: row.windowEnd, nextDay }), ...shownDays({ dueDay, askedDay }), openContents: openContents?.split(',') ?? [],
      appointmentDay: appointment?.day ?? null, appointmentTime: appointment?.time ?? null, appointmentState: appointment?.state ?? null, lastAttemptDay: attempt?.day ?? null, lastAttempt: attempt?.outcome ?? null, attempts: attempt?.count ?? 0,
    }
  })
}
const FILES_AT_ONCE = 500

