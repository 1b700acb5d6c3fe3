import { sql } from 'kysely'
import type { Input, Output } from '../../../../domain/api/api.ts'
import { maskPhone } from '../../../../domain/rule/mask.ts'
import { addDays, type Day } from '../../../../domain/time/day.ts'
import type { ReadContext } from '../../context.ts'
import { plainRows } from '../../db/plain-rows.ts'
import type { Handlers } from '../../handlers.ts'
import { countDue, dueList } from '../../registry/maternal-due.ts'
import { gestationToday } from '../../registry/pregnancies.ts'
import { begins, personsMeant } from '../../registry/person-search.ts'
import { regionPathOf } from '../../region.ts'

/** Whose pregnancies a typed word means: hers, or the handbook of a pregnancy. */
const searched = (text: string) => personsMeant(text, number => [sql`SELECT woman_id FROM pregnancy WHERE handbook_number IS NOT NULL AND ${begins(sql`handbook_number`, number)}`])

type Row = Omit<Output<'maternal.pregnancy.list'>['rows'][number], 'isPurple' | 'township' | 'gestationDays' | 'lastVisitDay' | 'deliveredDay'> & { isPurple: 0 | 1 | null; homeRegion: string | null; startDay: Day | null; stateDay: Day | null }

async function listPregnancies(context: ReadContext, { offset, limit, search, state = 'pregnant', township, weeksFrom, weeksTo, colour, doctorName }: Input<'maternal.pregnancy.list'>): Promise<Output<'maternal.pregnancy.list'>> {
  const { db, today } = context
  const conditions = [
    sql`p.voided_at IS NULL`, ...state === 'all' ? [] : [sql`p.state = ${sql.lit(state)}`], ...search ? [sql`p.woman_id IN (${searched(search)})`] : [],
    ...township ? [begins(sql`woman.home_region`, township)] : [],
    // By weeks⁺days of today: 13 means from 13+0, to 13 means up to 13+6.
    ...weeksFrom === undefined ? [] : [sql`p.start_day <= ${addDays(today, -weeksFrom * 7)}`], ...weeksTo === undefined ? [] : [sql`p.start_day >= ${addDays(today, -weeksTo * 7 - 6)}`],
    ...colour === undefined ? [] : colour === 'purple' ? [sql`p.is_purple = 1`] : [sql`p.risk_colour = ${colour}`], ...doctorName ? [begins(sql`p.doctor_name`, doctorName)] : [],
  ]
  const where = sql.join(conditions, sql` AND `)
  const from = township ? sql`pregnancy p JOIN person woman ON woman.id = p.woman_id` : sql`pregnancy p`
  const { rows: [count] } = await sql<{ total: number }>`SELECT count(*) AS total FROM ${from} WHERE ${where}`.execute(db)
  const order = state === 'pregnant' ? sql`p.start_day IS NULL, p.start_day, p.id` : sql`p.booked_day DESC, p.id`
  const { rows: page } = await sql<{ id: string }>`SELECT p.id FROM ${from} WHERE ${where} ORDER BY ${order} LIMIT ${limit} OFFSET ${offset}`.execute(db)
  const ids = page.map(({ id }) => id)
  const rows = ids.length === 0 ? [] : await db.selectFrom('pregnancy').innerJoin('person', 'person.id', 'pregnancy.womanId')
    .select(['pregnancy.id as pregnancyId', 'womanId', 'name', 'birthDay', 'phone', 'homeRegion', 'pregnancy.handbookNumber', 'state', 'stateDay', 'startDay', 'expectedDay', 'bookedDay', 'doctorName', 'gravidity', 'parity', 'riskColour', 'isPurple', 'closedDay']).where('pregnancy.id', 'in', ids).execute() as Row[]
  const seen = new Map<string, Day>()
  for (const table of ['maternalFirst', 'maternalVisit'] as const) {
    if (ids.length === 0) break
    const visits = await db.selectFrom(table as 'maternalVisit').select(['pregnancyId', ({ fn }) => fn.max('visitDay').as('day')]).where('pregnancyId', 'in', ids).where('voidedAt', 'is', null).groupBy('pregnancyId').execute()
    for (const { pregnancyId, day } of visits) if (day > (seen.get(pregnancyId) ?? '')) seen.set(pregnancyId, day)
  }
  const byId = new Map(rows.map(row => [row.pregnancyId, row]))
  const maySee = context.user.permissions.has('person.reveal')
  return {
    total: Number(count?.total ?? 0),
    rows: ids.flatMap(id => {
      const row = byId.get(id)
      if (!row) return []
      const { homeRegion, startDay, stateDay, phone, isPurple, ...rest } = row
      return [{
        ...rest, phone: phone && !maySee ? maskPhone(phone) : phone, township: regionPathOf(context.ports.folders.resources, homeRegion)?.township ?? '', isPurple: isPurple === 1,
        gestationDays: gestationToday({ state: row.state, startDay }, today), lastVisitDay: seen.get(id) ?? null, deliveredDay: row.state === 'delivered' ? stateDay : null,
      }]
    }),
  }
}

const TOWNSHIP_DIGITS = 9
async function townships({ db, ports }: ReadContext): Promise<Output<'maternal.townships'>> {
  const { rows } = await sql<{ code: string; pregnant: number }>`SELECT substr(woman.home_region, 1, ${sql.lit(TOWNSHIP_DIGITS)}) AS code, count(*) AS pregnant FROM pregnancy p JOIN person woman ON woman.id = p.woman_id
    WHERE p.voided_at IS NULL AND p.state = 'pregnant' AND length(woman.home_region) >= ${sql.lit(TOWNSHIP_DIGITS)} GROUP BY code ORDER BY code`.execute(plainRows(db))
  return rows.map(({ code, pregnant }) => ({ code, name: regionPathOf(ports.folders.resources, code)?.township ?? code, pregnant: Number(pregnant) }))
}

export const listHandlers = {
  'maternal.pregnancy.list': (input, context) => listPregnancies(context, input),
  'maternal.due.list': (input, context) => dueList(context, input),
  'maternal.due.count': async ({ township }, context) => {
    const { rows: [open] } = await sql<{ pregnant: number }>`SELECT count(*) AS pregnant FROM pregnancy p WHERE p.voided_at IS NULL AND p.state = 'pregnant' ${township ? sql`AND p.woman_id IN (SELECT id FROM person WHERE ${begins(sql`home_region`, township)})` : sql``}`.execute(context.db)
    return { counts: await countDue(context, township), pregnant: Number(open?.pregnant ?? 0) }
  },
  'maternal.townships': (_input, context) => townships(context),
} satisfies Partial<Handlers>
