import { sql } from 'kysely'
import { type MaternalDue } from '../../../domain/api/maternal-care-api.ts'
import type { Output } from '../../../domain/api/api.ts'
import type { AntenatalVisit } from '../../../domain/code/maternal-care.ts'
import { type Message, message } from '../../../domain/message/message.ts'
import { vainDays } from '../../../domain/rule/child/lost-to-follow-up.ts'
import { expectedDayOf } from '../../../domain/rule/maternal/dating.ts'
import type { MaternalRules } from '../../../domain/rule/maternal/maternal-rules.ts'
import { type MadeVisit, nextVisit } from '../../../domain/rule/maternal/next-visit.ts'
import { earlyBookingLastDay, homeVisitWindow, postpartumCheckWindow } from '../../../domain/rule/maternal/visits.ts'
import { maskPhone } from '../../../domain/rule/mask.ts'
import { addDays, type Day, daysBetween } from '../../../domain/time/day.ts'
import type { ReadContext } from '../context.ts'
import type { ReadDb } from '../db/engine.ts'
import { plainRows } from '../db/plain-rows.ts'
import { addressText, regionPathOf } from '../region.ts'
import { gestationToday } from './pregnancies.ts'

/** One line of a list, before anything of the woman is looked up. */
export type DueLine = { pregnancyId: string; visit: AntenatalVisit | null; first: Day | null; last: Day | null }
type DueRow = Output<'maternal.due.list'>['rows'][number]

const AHEAD_DAYS = 7
const TERM_DAYS = 280
// Sorts after every code that begins with the township's.
const END = '\u{10FFFF}'
/** Written as literals: a partial index is taken for a condition that says the same, never for a value that comes later. */
const PREGNANT = sql`p.voided_at IS NULL AND p.state = 'pregnant'`
const AFTER_BIRTH = sql`p.voided_at IS NULL AND p.state = 'delivered' AND p.closed_day IS NULL AND p.booked_day IS NOT NULL`
const inTownship = (township: string | undefined) => township ? sql`AND EXISTS (SELECT 1 FROM person WHERE person.id = p.woman_id AND person.home_region >= ${township} AND person.home_region < ${township + END})` : sql``
/** She lives: nobody calls after a mother who died. */
const MOTHER_LIVES = sql`coalesce(birth.mother_outcome, '1') = '1'`

type Open = { id: string; start_day: Day | null }
type Dated = { id: string; start_day: Day }
type Made = { pregnancy_id: string; visit: string; day: Day; next_day: Day | null }

/** Of every pregnant woman in care the one visit she is expected for: one look over all of them, judged by the rule. Whoever cannot be dated yet is always expected: without a day no other list would name her. */
async function visitLines(db: ReadDb, township: string | undefined, today: Day, rules: MaternalRules): Promise<(DueLine & { state: 'ahead' | 'due' | 'overdue' })[]> {
  const { rows: open } = await sql<Open>`SELECT p.id, p.start_day FROM pregnancy p WHERE ${PREGNANT} AND p.booked_day IS NOT NULL ${inTownship(township)}`.execute(plainRows(db))
  const ofOpen = sql`IN (SELECT p.id FROM pregnancy p WHERE ${PREGNANT})`
  const { rows: made } = await sql<Made>`SELECT pregnancy_id, '1' AS visit, visit_day AS day, next_visit_day AS next_day FROM maternal_first WHERE voided_at IS NULL AND pregnancy_id ${ofOpen}
    UNION ALL SELECT pregnancy_id, visit_number AS visit, visit_day AS day, next_visit_day AS next_day FROM maternal_visit WHERE voided_at IS NULL AND pregnancy_id ${ofOpen}`.execute(plainRows(db))
  const byPregnancy = Map.groupBy(made, row => row.pregnancy_id)
  return open.flatMap(({ id, start_day: startDay }): (DueLine & { state: 'ahead' | 'due' | 'overdue' })[] => {
    if (startDay === null) return [{ pregnancyId: id, visit: null, first: null, last: null, state: 'due' }]
    const visits = (byPregnancy.get(id) ?? []).map(({ visit, day, next_day: nextDay }): MadeVisit => ({ visit: visit === 'other' ? null : visit as AntenatalVisit, day, nextDay }))
    const next = nextVisit(startDay, visits, today, rules)
    return next ? [{ pregnancyId: id, ...next }] : []
  })
}

type Born = { id: string; state_day: Day; discharged_day: Day | null }
const bornRows = async (db: ReadDb, township: string | undefined, from: Day | null, to: Day, without: 'maternal_postpartum_visit' | 'maternal_postpartum_check'): Promise<Born[]> => (await sql<Born>`
  SELECT p.id, p.state_day, birth.discharged_day FROM pregnancy p JOIN delivery birth ON birth.pregnancy_id = p.id AND birth.voided_at IS NULL
  WHERE ${AFTER_BIRTH} AND p.state_day <= ${to} ${from === null ? sql`` : sql`AND p.state_day > ${from}`} AND ${MOTHER_LIVES} ${inTownship(township)}
    AND NOT EXISTS (SELECT 1 FROM ${sql.table(without)} AS made WHERE made.pregnancy_id = p.id AND made.voided_at IS NULL)`.execute(plainRows(db))).rows

async function startLines(db: ReadDb, township: string | undefined, from: Day | null, to: Day): Promise<DueLine[]> {
  const { rows } = await sql<Dated>`SELECT p.id, p.start_day FROM pregnancy p WHERE ${PREGNANT} AND p.start_day <= ${to} ${from === null ? sql`` : sql`AND p.start_day >= ${from}`} ${inTownship(township)}`.execute(plainRows(db))
  return rows.map(({ id, start_day: startDay }) => ({ pregnancyId: id, visit: null, first: expectedDayOf(startDay), last: expectedDayOf(startDay) }))
}

async function linesOf(db: ReadDb, kind: Exclude<MaternalDue, 'visit' | 'visitOverdue'>, township: string | undefined, today: Day, rules: MaternalRules): Promise<DueLine[]> {
  const { postpartumCheckFirstDay: checkFrom } = rules
  if (kind === 'near') return startLines(db, township, addDays(today, -TERM_DAYS - AHEAD_DAYS), addDays(today, -TERM_DAYS + AHEAD_DAYS))
  if (kind === 'deliveryOverdue') return startLines(db, township, null, addDays(today, -rules.overdueDeliveryWeeks * 7 - 1))
  if (kind === 'postpartumVisit') {
    const born = await bornRows(db, township, addDays(today, -checkFrom), today, 'maternal_postpartum_visit')
    return born.map(row => ({ pregnancyId: row.id, visit: null, ...homeVisitWindow({ deliveredDay: row.state_day, dischargedDay: row.discharged_day }, rules) })).filter(({ first }) => first <= today)
  }
  if (kind === 'postpartumCheck') {
    const born = await bornRows(db, township, null, addDays(today, AHEAD_DAYS - checkFrom), 'maternal_postpartum_check')
    return born.map(row => ({ pregnancyId: row.id, visit: null, ...postpartumCheckWindow(row.state_day, rules) }))
  }
  if (kind === 'closing') {
    const { rows } = await sql<{ id: string; day: Day }>`SELECT * FROM (SELECT p.id, (SELECT max(made.visit_day) FROM maternal_postpartum_check made WHERE made.pregnancy_id = p.id AND made.voided_at IS NULL) AS day FROM pregnancy p WHERE ${AFTER_BIRTH} ${inTownship(township)}) AS checked WHERE day IS NOT NULL`.execute(plainRows(db))
    return rows.map(({ id, day }) => ({ pregnancyId: id, visit: null, first: day, last: day }))
  }
  // To be booked by the end of early pregnancy; undated ones stand first, since nobody knows how long there is.
  const { rows } = await sql<Open>`SELECT p.id, p.start_day FROM pregnancy p WHERE ${PREGNANT} AND p.booked_day IS NULL ${inTownship(township)}`.execute(plainRows(db))
  return rows.map(({ id, start_day: startDay }) => ({ pregnancyId: id, visit: null, first: null, last: startDay && earlyBookingLastDay(startDay, rules) }))
}

const isSoon = ({ state, first }: { state: string; first: Day | null }, today: Day): boolean => state === 'due' || (state === 'ahead' && first !== null && first <= addDays(today, AHEAD_DAYS))
const longestWaiting = (a: DueLine, b: DueLine): number => (a.last ?? '') < (b.last ?? '') ? -1 : (a.last ?? '') > (b.last ?? '') ? 1 : a.pregnancyId < b.pregnancyId ? -1 : 1

/** How long each list is. */
export async function countDue(context: ReadContext, township: string | undefined): Promise<Record<MaternalDue, number>> {
  const { db, today } = context
  const rules = await context.setting('maternalRules')
  const visits = await visitLines(db, township, today, rules)
  const length = async (kind: Exclude<MaternalDue, 'visit' | 'visitOverdue'>): Promise<number> => (await linesOf(db, kind, township, today, rules)).length
  return {
    visit: visits.filter(line => isSoon(line, today)).length, visitOverdue: visits.filter(({ state }) => state === 'overdue').length, near: await length('near'), deliveryOverdue: await length('deliveryOverdue'),
    postpartumVisit: await length('postpartumVisit'), postpartumCheck: await length('postpartumCheck'), closing: await length('closing'), unbooked: await length('unbooked'),
  }
}

/** One list, the longest waiting first; of the women only those of the page are looked up. */
export async function dueList(context: ReadContext, { kind, township, offset, limit }: { kind: MaternalDue; township?: string | undefined; offset: number; limit: number }): Promise<{ total: number; rows: DueRow[] }> {
  const { db, today } = context
  const rules = await context.setting('maternalRules')
  const lines: DueLine[] = kind === 'visit' || kind === 'visitOverdue'
    ? (await visitLines(db, township, today, rules)).filter(line => kind === 'visit' ? isSoon(line, today) : line.state === 'overdue')
    : await linesOf(db, kind, township, today, rules)
  const page = lines.toSorted(longestWaiting).slice(offset, offset + limit)
  return { total: lines.length, rows: await rowsOf(context, page, rules) }
}

/** For the home page: who has to come within the week, who did not come, and whose birth, home visit or check is late. */
export async function maternalWork(context: ReadContext, limit: number): Promise<Pick<Output<'home.summary'>, 'maternalDue' | 'maternalOverdue' | 'maternalLate'>> {
  const { db, today } = context
  const rules = await context.setting('maternalRules')
  const list = async (lines: readonly (DueLine & { word: Message })[]): Promise<NonNullable<Output<'home.summary'>['maternalDue']>> => {
    const page = lines.toSorted(longestWaiting).slice(0, limit)
    const words = new Map(page.map(line => [line.pregnancyId, line.word]))
    return { total: lines.length, first: (await rowsOf(context, page, rules)).map(row => ({ id: row.pregnancyId, title: row.name ?? '', detail: words.get(row.pregnancyId) ?? '', since: row.last ?? '' })) }
  }
  const visits = (await visitLines(db, undefined, today, rules)).map(line => ({ ...line, word: line.visit ? message('maternalCare.visitNumber', '第{{number}}次产检', { number: line.visit }) : line.last === null ? UNDATED : AGREED }))
  const late = async (kind: keyof typeof LATE) => (await linesOf(db, kind, undefined, today, rules)).filter(({ last }) => last !== null && last < today).map(line => ({ ...line, word: LATE[kind] }))
  return {
    maternalDue: await list(visits.filter(line => isSoon(line, today))), maternalOverdue: await list(visits.filter(({ state }) => state === 'overdue')),
    maternalLate: await list([...await late('deliveryOverdue'), ...await late('postpartumVisit'), ...await late('postpartumCheck')]),
  }
}
const UNDATED = message('maternalCare.undatedShort', '未定预产期')
const AGREED = message('home.agreedVisit', '约定产检')
const LATE = {
  deliveryOverdue: message('maternalCare.view.deliveryOverdue', '过期未分娩'), postpartumVisit: message('maternalCare.postpartumVisit', '产后访视'), postpartumCheck: message('maternalCare.postpartumCheck', '产后42天检查'),
} as const

async function rowsOf(context: ReadContext, lines: readonly DueLine[], rules: MaternalRules): Promise<DueRow[]> {
  if (lines.length === 0) return []
  const { db, today } = context
  const ids = lines.map(({ pregnancyId }) => pregnancyId)
  const women = await db.selectFrom('pregnancy').innerJoin('person', 'person.id', 'pregnancy.womanId').leftJoin('delivery', join => join.onRef('delivery.pregnancyId', '=', 'pregnancy.id').on('delivery.voidedAt', 'is', null))
    .select(['pregnancy.id as pregnancyId', 'womanId', 'name', 'phone', 'homeRegion', 'homeAddress', 'state', 'stateDay', 'startDay', 'expectedDay', 'bookedDay', 'riskColour', 'isPurple', 'doctorName', 'dischargedDay']).where('pregnancy.id', 'in', ids).execute()
  const seen = await lastSeen(db, ids)
  const attempts = Map.groupBy(await db.selectFrom('maternalContactAttempt').select(['pregnancyId', 'day', 'outcome']).where('pregnancyId', 'in', ids).where('voidedAt', 'is', null).orderBy('day').orderBy('id').execute(), row => row.pregnancyId)
  const byId = new Map(women.map(row => [row.pregnancyId, row]))
  const maySee = context.user.permissions.has('person.reveal')
  const { resources } = context.ports.folders
  return lines.flatMap(({ pregnancyId, visit, first, last }) => {
    const row = byId.get(pregnancyId)
    if (!row) return []
    const own = attempts.get(pregnancyId) ?? []
    const since = [row.bookedDay, seen.get(pregnancyId) ?? null, row.state === 'delivered' ? row.stateDay : null].reduce<Day | null>((latest, day) => day !== null && (latest === null || day > latest) ? day : latest, null)
    const vain = vainDays(own, since, null).length
    const attempt = own.at(-1)
    return [{
      pregnancyId, womanId: row.womanId, name: row.name, phone: row.phone && !maySee ? maskPhone(row.phone) : row.phone, township: regionPathOf(resources, row.homeRegion)?.township ?? '', address: addressText(resources, row.homeRegion, row.homeAddress),
      gestationDays: gestationToday(row, today), expectedDay: row.expectedDay, deliveredDay: row.state === 'delivered' ? row.stateDay : null, dischargedDay: row.dischargedDay, visit, first, last,
      overdueDays: last !== null && last < today ? daysBetween(last, today) : 0, riskColour: row.riskColour, isPurple: row.isPurple === 1, doctorName: row.doctorName,
      lastAttemptDay: attempt?.day ?? null, lastAttempt: attempt?.outcome ?? null, vainDays: vain, isLostAllowed: vain >= rules.lostAfterAttempts,
    }]
  })
}

/** The last visit of each, of any kind. */
async function lastSeen(db: ReadDb, ids: readonly string[]): Promise<Map<string, Day>> {
  const seen = new Map<string, Day>()
  for (const table of ['maternalFirst', 'maternalVisit', 'maternalPostpartumVisit', 'maternalPostpartumCheck'] as const) {
    const rows = await db.selectFrom(table as 'maternalVisit').select(['pregnancyId', ({ fn }) => fn.max('visitDay').as('day')]).where('pregnancyId', 'in', [...ids]).where('voidedAt', 'is', null).groupBy('pregnancyId').execute()
    for (const { pregnancyId, day } of rows) if (day > (seen.get(pregnancyId) ?? '')) seen.set(pregnancyId, day)
  }
  return seen
}
