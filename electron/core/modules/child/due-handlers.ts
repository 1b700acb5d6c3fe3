import { sql } from 'kysely'
import type { Input, Output } from '../../../../domain/api/api.ts'
import { CHILD_CONTACT, type ChildContact } from '../../../../domain/code/child-check.ts'
import { CHILD_APPOINTMENT_STATE, CONTACT_ATTEMPT } from '../../../../domain/code/child-file.ts'
import { SEX } from '../../../../domain/code/sex.ts'
import { CHILD_DUE_LEDGER } from '../../../../domain/ledger/child-due-ledger.ts'
import { ageText } from '../../../../domain/rule/age.ts'
import { maskPhone } from '../../../../domain/rule/mask.ts'
import type { Day } from '../../../../domain/time/day.ts'
import type { ReadContext, WriteContext } from '../../context.ts'
import type { ReadDb } from '../../db/engine.ts'
import type { Handlers } from '../../handlers.ts'
import { xlsxOf } from '../../ledger/xlsx.ts'
import { addressText } from '../../region.ts'

type Filter = Omit<Input<'child.due.list'>, 'offset' | 'limit'>
type DueRow = Output<'child.due.list'>['rows'][number]
type State = DueRow['state']

/** State of an open line on a day: the windows are kept, the day decides (child health note §3). */
export function stateOn(today: Day, line: { dueDay: Day; windowEnd: Day; nextDay: Day | null }): State {
  if (today < line.dueDay) return 'notDue'
  if (today <= line.windowEnd) return 'due'
  return line.nextDay !== null && today >= line.nextDay ? 'missed' : 'overdue'
}

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

/** The open lines of one kind; `noShow` are booked days that passed without a visit. */
function dueQuery(db: ReadDb, today: Day, { kind, from, to, region, contact }: Filter) {
  let query = db.selectFrom('childDue').innerJoin('childFile', 'childFile.id', 'childDue.fileId').innerJoin('person as child', 'child.id', 'childFile.childId').where('childFile.voidedAt', 'is', null)
    // A family whose child died is never phoned, also not about what was missed before.
    .where('childDue.doneDay', 'is', null).where('childDue.cancelled', 'is', null).where('childFile.state', '!=', 'death')
  // What follows from results and plans has a list of its own, until it is closed.
  query = kind === 'chain' ? query.where('childDue.contact', 'is', null).where('childDue.dueDay', '<=', today) : query.where('childDue.contact', 'is not', null)
  if (kind === 'due') query = query.where('childDue.windowEnd', '>=', today).where('childDue.dueDay', '<=', (to ?? today) as Day)
  if (kind === 'overdue') query = query.where('childDue.windowEnd', '<', today).where(eb => eb.or([eb('childDue.nextDay', 'is', null), eb('childDue.nextDay', '>', today)]))
  if (kind === 'missed') query = query.where('childDue.nextDay', '<=', today)
  if (kind === 'noShow') query = query.where(({ exists, selectFrom }) => exists(selectFrom('childAppointment as missed').select('missed.id').whereRef('missed.fileId', '=', 'childDue.fileId').whereRef('missed.contact', '=', 'childDue.contact')
    .where('missed.voidedAt', 'is', null).where(eb => eb.or([eb('missed.state', '=', 'noShow'), eb.and([eb('missed.state', '=', 'booked'), eb('missed.day', '<', today)])]))))
  if (from) query = query.where('childDue.dueDay', '>=', from as Day)
  if (to) query = query.where('childDue.dueDay', '<=', to as Day)
  if (region) query = query.where('child.homeRegion', 'like', `${region}%`)
  if (contact) query = query.where('childDue.contact', '=', contact)
  return query
}

async function dueRows(context: ReadContext | WriteContext, filter: Filter, page: { offset: number; limit: number } | null): Promise<DueRow[]> {
  const { db, today } = context
  let query = dueQuery(db, today, filter).leftJoin('person as mother', 'mother.id', 'childFile.motherId').leftJoin('person as father', 'father.id', 'childFile.fatherId')
    .select(['childDue.fileId', 'childDue.ruleId', 'childDue.contact', 'childDue.dueDay', 'childDue.windowEnd', 'childDue.nextDay', 'childDue.openContents', 'child.name as childName', 'child.sex', 'child.birthDay', 'child.homeRegion as region', 'mother.name as motherName',
      sql<string | null>`coalesce(child_file.contact_phone, mother.phone, father.phone)`.as('phone')])
    .orderBy('childDue.dueDay').orderBy('childDue.fileId')
  if (page) query = query.offset(page.offset).limit(page.limit)
  const rows = await query.execute()
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
  return rows.map(({ nextDay, openContents, phone, contact, ...row }) => {
    const appointment = appointments.get(`${row.fileId}:${contact}`)
    const attempt = attempts.get(row.fileId)
    return {
      ...row, contact: contact as ChildContact | null, phone: phone && !maySee ? maskPhone(phone) : phone, state: stateOn(today, { ...row, nextDay }), openContents: openContents?.split(',') ?? [],
      appointmentDay: appointment?.day ?? null, appointmentTime: appointment?.time ?? null, appointmentState: appointment?.state ?? null, lastAttemptDay: attempt?.day ?? null, lastAttempt: attempt?.outcome ?? null, attempts: attempt?.count ?? 0,
    }
  })
}
const FILES_AT_ONCE = 500

export const childDueHandlers = {
  'child.due.list': async ({ offset, limit, ...filter }, context) => {
    const { total } = await dueQuery(context.db, context.today, filter).select(eb => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
    return { total: Number(total), rows: await dueRows(context, filter, { offset, limit }) }
  },
  'child.due.counts': async ({ region }, { db, today }) => {
    const count = async (kind: Filter['kind']): Promise<number> =>
      Number((await dueQuery(db, today, { kind, region }).select(eb => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()).total)
    return { due: await count('due'), overdue: await count('overdue'), missed: await count('missed'), noShow: await count('noShow'), chain: await count('chain') }
  },
  'child.due.export': async (filter, context) => {
    const rows = await dueRows(context, filter, null)
    const lines = rows.map(row => ({
      name: row.childName ?? '', sex: SEX.label(row.sex as never), birthDay: row.birthDay ?? '', age: row.birthDay ? ageText(row.birthDay as Day, context.today) : '', mother: row.motherName ?? '', phone: row.phone ?? '',
      address: addressText(context.ports.folders.resources, row.region, null), contact: row.contact ? CHILD_CONTACT.label(row.contact) : row.ruleId, dueDay: row.dueDay, windowEnd: row.windowEnd,
      appointment: row.appointmentDay ? `${row.appointmentDay} ${row.appointmentTime ?? ''} ${CHILD_APPOINTMENT_STATE.label(row.appointmentState as never)}`.trim() : '',
      attempt: row.lastAttemptDay ? `${row.lastAttemptDay} ${CONTACT_ATTEMPT.label(row.lastAttempt as never)}` : '',
    }))
    const bytes = await xlsxOf(CHILD_DUE_LEDGER, lines, { masked: false, heading: CHILD_DUE_LEDGER.title, createdAtMs: context.nowMs })
    await context.separately(async writing => { writing.fact('rows', rows.length) })
    return { fileName: `${CHILD_DUE_LEDGER.title}-${context.today}.xlsx`, base64: bytes.toString('base64'), rows: rows.length }
  },
} satisfies Partial<Handlers>
