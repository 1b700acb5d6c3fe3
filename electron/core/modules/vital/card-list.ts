import { sql } from 'kysely'
import type { Input, Output } from '../../../../domain/api/api.ts'
import type { VitalCardState, VitalList } from '../../../../domain/code/vital.ts'
import { statisticsYearRange } from '../../../../domain/rule/child/statistics-year.ts'
import { deathClock, quarterDeadline } from '../../../../domain/rule/vital/clocks.ts'
import { dayOf, type Minute, minuteAt } from '../../../../domain/time/day.ts'
import type { ReadContext } from '../../context.ts'

type Line = Output<'vital.list'>['rows'][number]

/** Cards of both kinds, with the day by which each is to be reported; `open` has a duty left. */
async function cardLines(context: ReadContext, states: readonly VitalCardState[] | 'open' | null, year: number | undefined): Promise<Line[]> {
  const { db, today } = context
  const [rules, calendar, now] = [await context.setting('vitalRules'), await context.setting('workCalendar'), minuteAt(context.nowMs)]
  const range = year === undefined ? null : statisticsYearRange(year)
  let defects = db.selectFrom('vitalBirthDefect as card').innerJoin('person', 'person.id', 'card.motherId')
    .select(['card.id', 'card.number', 'card.state', 'card.motherId', 'card.pregnancyId', 'card.newbornId', 'card.childName', 'card.bornDay', 'card.mainDefect', 'card.isInduction', 'person.name']).where('card.voidedAt', 'is', null)
  let deaths = db.selectFrom('vitalMaternalDeath as card').innerJoin('person', 'person.id', 'card.motherId')
    .select(['card.id', 'card.number', 'card.state', 'card.motherId', 'card.pregnancyId', 'card.diedAt', 'card.noticedAt', 'card.investigatedDay', 'person.name']).where('card.voidedAt', 'is', null)
  if (states === 'open') {
    defects = defects.where('card.state', '!=', 'reported')
    deaths = deaths.where(eb => eb.or([eb('card.state', '!=', 'reported'), eb('card.investigatedDay', 'is', null)]))
  } else if (states) { defects = defects.where('card.state', 'in', states); deaths = deaths.where('card.state', 'in', states) }
  if (range) {
    defects = defects.where('card.bornDay', '>=', range.first).where('card.bornDay', '<=', range.last)
    deaths = deaths.where('card.diedAt', '>=', `${range.first}T00:00` as Minute).where('card.diedAt', '<=', `${range.last}T23:59` as Minute)
  }
  return [
    ...(await deaths.execute()).map((row): Line => {
      const { reportDueAt, investigation } = deathClock(row.noticedAt, rules, calendar)
      const duty = row.state !== 'reported' ? 'report' : row.investigatedDay === null ? 'investigate' : null
      return { key: row.id, card: 'death', id: row.id, newbornId: null, motherId: row.motherId, pregnancyId: row.pregnancyId, number: row.number, motherName: row.name, childName: null, day: dayOf(row.diedAt), state: row.state, mainDefect: null, duty, dueAt: duty === 'report' ? reportDueAt : duty && investigation.day, isOverdue: duty === 'report' ? reportDueAt < now : duty !== null && investigation.day < today }
    }),
    ...(await defects.execute()).map((row): Line => {
      const dueDay = quarterDeadline(row.bornDay, rules)
      return { key: row.id, card: row.isInduction === 1 ? 'induction' : 'defect', id: row.id, newbornId: row.newbornId, motherId: row.motherId, pregnancyId: row.pregnancyId, number: row.number, motherName: row.name, childName: row.childName, day: row.bornDay, state: row.state, mainDefect: row.mainDefect, duty: row.state === 'reported' ? null : 'report', dueAt: row.state === 'reported' ? null : dueDay, isOverdue: row.state !== 'reported' && dueDay < today }
    }),
  ]
}

/** Children noted with a defect and deliveries noted with a death that have no card yet. Written out, since their partial indexes fit nothing bound. */
async function proposedLines(context: ReadContext): Promise<Line[]> {
  const { db, today } = context
  const rules = await context.setting('vitalRules')
  const children = await db.selectFrom('newborn').innerJoin('delivery', 'delivery.id', 'newborn.deliveryId').innerJoin('person as mother', 'mother.id', 'delivery.motherId').leftJoin('person as child', 'child.id', 'newborn.personId')
    .select(['newborn.id', 'newborn.bornAt', 'delivery.motherId', 'delivery.pregnancyId', 'delivery.gestationDays', 'mother.name', 'child.name as childName']).where('newborn.defect', '=', sql.lit(1)).where('newborn.voidedAt', 'is', null).where('delivery.voidedAt', 'is', null)
    .where(({ exists, not, selectFrom }) => not(exists(selectFrom('vitalBirthDefect').select('vitalBirthDefect.id').whereRef('vitalBirthDefect.newbornId', '=', 'newborn.id').where('vitalBirthDefect.voidedAt', 'is', null)))).execute()
  const deaths = await db.selectFrom('delivery').innerJoin('person', 'person.id', 'delivery.motherId').select(['delivery.id', 'delivery.motherId', 'delivery.pregnancyId', 'person.name'])
    // Of every delivery, since a join would begin with the newborns of all years.
    .select(({ selectFrom }) => selectFrom('newborn').select(({ fn }) => fn.min('newborn.bornAt').as('bornAt')).whereRef('newborn.deliveryId', '=', 'delivery.id').where('newborn.voidedAt', 'is', null).as('bornAt'))
    .where('delivery.motherOutcome', 'in', [sql.lit('2' as const), sql.lit('3' as const)]).where('delivery.voidedAt', 'is', null)
    .where(({ exists, not, selectFrom }) => not(exists(selectFrom('vitalMaternalDeath').select('vitalMaternalDeath.id').whereRef('vitalMaternalDeath.motherId', '=', 'delivery.motherId').where('vitalMaternalDeath.voidedAt', 'is', null)))).execute()
  return [
    // When the hospital learned of it nobody has noted yet: it is due at once.
    ...deaths.flatMap((row): Line[] => row.bornAt === null ? [] : [{ key: row.id, card: 'death', id: null, newbornId: null, motherId: row.motherId, pregnancyId: row.pregnancyId, number: null, motherName: row.name, childName: null, day: dayOf(row.bornAt), state: null, mainDefect: null, duty: 'report', dueAt: null, isOverdue: true }]),
    ...children.map((row): Line => {
      const day = dayOf(row.bornAt)
      const dueDay = quarterDeadline(day, rules)
      return { key: row.id, card: row.gestationDays < rules.defectFromWeek * 7 ? 'induction' : 'defect', id: null, newbornId: row.id, motherId: row.motherId, pregnancyId: row.pregnancyId, number: null, motherName: row.name, childName: row.childName, day, state: null, mainDefect: null, duty: 'report', dueAt: dueDay, isOverdue: dueDay < today }
    }),
  ]
}

/** What is still to be done: noted without a card, or a card with a duty left. */
const openLines = async (context: ReadContext): Promise<Line[]> => [...await proposedLines(context), ...await cardLines(context, 'open', undefined)]
const IS_ON: Readonly<Record<'deaths' | 'defects' | 'overdue', (line: Line) => boolean>> = { deaths: ({ card }) => card === 'death', defects: ({ card }) => card !== 'death', overdue: ({ isOverdue }) => isOverdue }

async function linesOf(context: ReadContext, view: VitalList, year: number | undefined): Promise<Line[]> {
  switch (view) {
    case 'proposed': return proposedLines(context)
    case 'draft': case 'submitted': case 'reviewed': return cardLines(context, [view], year)
    case 'deaths': case 'defects': case 'overdue': return (await openLines(context)).filter(IS_ON[view])
    case 'inductions': return (await cardLines(context, null, year)).filter(({ card }) => card === 'induction')
    case 'all': return cardLines(context, null, year)
  }
}

// A death before everything, then what is due first; of what is done the newest first.
const byDue = (one: Line, other: Line): number => {
  const of = ({ card, dueAt, duty, key }: Line): string => `${card === 'death' && duty === 'report' ? 0 : 1}${dueAt ?? (duty === null ? '9' : '0')}${key}`
  return of(one) < of(other) ? -1 : 1
}

export async function vitalList(context: ReadContext, { view, year, offset = 0, limit = 50 }: Input<'vital.list'>): Promise<Output<'vital.list'>> {
  const lines = await linesOf(context, view, year)
  const sorted = view === 'all' || view === 'inductions' ? lines.toSorted((one, other) => one.day > other.day ? -1 : one.day < other.day ? 1 : one.key < other.key ? -1 : 1) : lines.toSorted(byDue)
  return { total: sorted.length, rows: sorted.slice(offset, offset + limit) }
}

export async function vitalCounts(context: ReadContext): Promise<Output<'vital.count'>> {
  const { db } = context
  const open = await openLines(context)
  const on = (isOn: (line: Line) => boolean): number => open.filter(isOn).length
  const inState = (state: VitalCardState | null): number => on(line => line.state === state)
  const defects = await db.selectFrom('vitalBirthDefect').select(({ fn }) => [fn.countAll<number>().as('total'), fn.sum<number | null>('isInduction').as('inductions')]).where('voidedAt', 'is', null).executeTakeFirstOrThrow()
  const deaths = await db.selectFrom('vitalMaternalDeath').select(({ fn }) => fn.countAll<number>().as('total')).where('voidedAt', 'is', null).executeTakeFirstOrThrow()
  return {
    proposed: inState(null), deaths: on(IS_ON.deaths), defects: on(IS_ON.defects), draft: inState('draft'), submitted: inState('submitted'), reviewed: inState('reviewed'), overdue: on(IS_ON.overdue),
    inductions: Number(defects.inductions ?? 0), all: Number(defects.total) + Number(deaths.total),
  }
}
