import { sql } from 'kysely'
import type { Output } from '../../../../domain/api/api.ts'
import { AppError } from '../../../../domain/api/result.ts'
import { block, message } from '../../../../domain/message/message.ts'
import { monthCounted } from '../../../../domain/rule/stocktake.ts'
import { DEADLINE, type DeadlineFacts, type DeadlineKind, deadlinesOf } from '../../../../domain/rule/deadline.ts'
import { addDays, type Day, dayAt, epochOf, instantAt, type Minute, minuteAt } from '../../../../domain/time/day.ts'
import type { ReadContext } from '../../context.ts'
import type { ReadDb } from '../../db/engine.ts'
import type { Handlers } from '../../handlers.ts'
import { receivedBatches } from '../../registry/stock-book.ts'
import { isAway } from '../../registry/lost-sheets.ts'
import { openLossReports } from '../../registry/loss-reports.ts'

const STOCK_DAYS = 14
const ISSUE_DAYS = 42
const NINETY_DAYS = 90
const UNUSED = sql.raw(`('inStock', 'drawn', 'held', 'printed')`)
const instantOf = (day: Day): string => instantAt(epochOf(`${day}T00:00` as Minute))

export const deadlineHandlers = {
  'deadline.list': async (_input, context) => {
    const rules = await context.setting('reports')
    const may = (kind: DeadlineKind) => context.user.permissions.has(DEADLINE[kind].need)
    const due = deadlinesOf(await factsFor(context, may, rules.uncollectedDays), rules).filter(line => may(line.kind))
    const done = await context.db.selectFrom('deadlineDone').leftJoin('userAccount', 'userAccount.id', 'deadlineDone.doneBy').select(['kind', 'period', 'doneAt', 'doneBy', 'displayName'])
      .where('kind', 'in', ['', ...due.map(line => line.kind)]).where('period', 'in', ['', ...due.map(line => line.period)]).execute()
    const lines: Output<'deadline.list'>['lines'] = due.map(line => {
      const tick = done.find(entry => entry.kind === line.kind && entry.period === line.period)
      return { ...line, to: line.kind === 'annualForm' ? `${DEADLINE.annualForm.to}/${line.period}` : DEADLINE[line.kind].to, tickable: DEADLINE[line.kind].tickable, done: tick ? { byName: tick.displayName ?? tick.doneBy, at: tick.doneAt } : null }
    })
    return { today: context.today, lines }
  },

  'deadline.done': async ({ kind, period, done, note }, context) => {
    const { tickable, need, title } = DEADLINE[kind]
    if (!context.user.permissions.has(need)) throw new AppError('forbidden', undefined, { need })
    if (!tickable) throw new AppError('invalid', [block('kind', message('deadline.notTickable', '“{{title}}”以办理结果为准,不能手工勾选', { title }))])
    const standing = await context.db.selectFrom('deadlineDone').select('doneBy').where('kind', '=', kind).where('period', '=', period).executeTakeFirst()
    if (done && standing) throw new AppError('invalid', [block('period', message('deadline.doneAlready', '“{{title}}”{{period}} 已登记为已报', { title, period }))])
    if (!done && !standing) throw new AppError('invalid', [block('period', message('deadline.notDone', '“{{title}}”{{period}} 还没有登记为已报', { title, period }))])
    if (done) await context.db.insertInto('deadlineDone').values({ kind, period, doneBy: context.user.id, doneAt: context.now, note: note ?? null }).execute()
    else await context.db.deleteFrom('deadlineDone').where('kind', '=', kind).where('period', '=', period).execute()
    // The audit keeps who said so and who took it back.
    context.touched('deadline', `${kind} ${period}`)
    context.fact('done', done)
    return null
  },
} satisfies Partial<Handlers>

/** What the records say of this person's deadlines; what is not his to do is not asked. */
async function factsFor({ db, today, nowMs }: ReadContext, may: (kind: DeadlineKind) => boolean, uncollectedDays: number): Promise<DeadlineFacts> {
  const year = Number(today.slice(0, 4))
  const collecting = may('uncollected') ? await uncollected(db, addDays(today, -uncollectedDays)) : { count: 0, oldest: null }
  const losses = may('lossReport') ? (await openLossReports(db)).filter(report => report.upwardAt === null) : []
  const keepsStock = may('dailyStock')
  return {
    today, now: minuteAt(nowMs),
    stockDays: keepsStock ? await daysOf(db, today, STOCK_DAYS, 'stock') : [],
    issueDays: may('tenDayIssue') ? await daysOf(db, today, ISSUE_DAYS, 'issue') : [],
    uncollected: collecting,
    openLosses: { count: losses.length, due: losses.map(report => report.deadline as string).toSorted()[0] ?? null },
    countedMonths: may('stockTake') && await firstYear(db) !== null ? await countedMonths(db, today) : null,
    plannedYears: may('plan') ? (await db.selectFrom('stockPlan').select('year').where('filedDay', 'is not', null).distinct().execute()).map(row => row.year) : null,
    finalisedYears: may('annualForm') ? (await db.selectFrom('annualFinal').select('year').execute()).map(row => row.year) : null,
    firstYear: may('annualForm') ? await firstYear(db) : null,
    wasteNotHandedIn: may('waste') ? await wasteBefore(db, `${year}-01-01` as Day) : { count: 0, oldestYear: null },
    ...(may('blanksLow') ? await supplyOf(db, today) : { unused: 0, usedInNinetyDays: 0 }),
  }
}

// The open certificates that wait to be collected: few, whatever the hospital has issued.
async function uncollected(db: ReadDb, issuedUntil: Day): Promise<DeadlineFacts['uncollected']> {
  const row = await db.selectFrom('openWork as work').where('work.step', '=', 'handOver').crossJoin('certificate').whereRef('certificate.newbornId', '=', 'work.newbornId')
    .where('certificate.endedAt', 'is', null).where('certificate.voidedAt', 'is', null).where('certificate.issueDay', '<=', issuedUntil)
    .select(({ fn }) => [fn.countAll<number>().as('count'), fn.min('certificate.issueDay').as('oldest')]).executeTakeFirstOrThrow()
  return { count: Number(row.count), oldest: row.oldest as Day | null }
}

// A day is China's, an instant UTC: the days are told apart here, of the few distinct hours there are.
// Out of the stock: a certificate entered from paper never was in it, and what becomes of waste moves none of it.
const leaves = sql<boolean>`(move.to_state NOT IN ${UNUSED} AND move.from_state IN ${UNUSED})`

async function daysOf(db: ReadDb, today: Day, back: number, what: 'stock' | 'issue'): Promise<Day[]> {
  let query = db.selectFrom('blankEvent as move').where('move.at', '>=', instantOf(addDays(today, -back))).where('move.at', '<', instantOf(addDays(today, 1))).where(leaves)
  if (what === 'issue') query = query.where('move.toState', '=', 'issued')
  const hour = sql<string>`substr(move.at, 1, 13)`
  const left = await query.select(hour.as('hour')).groupBy(hour).execute()
  const days = left.map(row => dayAt(Date.parse(`${row.hour}:00:00.000Z`)))
  if (what === 'stock') days.push(...(await receivedBatches(db).select('receivedDay').where('receivedDay', '>=', addDays(today, -back)).where('receivedDay', '<=', today).execute()).map(row => row.receivedDay as Day))
  return [...new Set(days)].toSorted()
}

async function countedMonths(db: ReadDb, today: Day): Promise<string[]> {
  const rows = await db.selectFrom('stocktake').select('day').where('state', '=', 'finalised').where('day', '>=', addDays(today, -2 * 31)).execute()
  return [...new Set(rows.map(row => monthCounted(row.day as Day)))]
}
async function firstYear(db: ReadDb): Promise<number | null> {
  const { day } = await receivedBatches(db).select(({ fn }) => fn.min('receivedDay').as('day')).executeTakeFirstOrThrow()
  return day ? Number(day.slice(0, 4)) : null
}

/** Sheets that became waste before a day and still lie here, collected or not; those of the county's hospitals since they were brought. */
async function wasteBefore(db: ReadDb, day: Day): Promise<DeadlineFacts['wasteNotHandedIn']> {
  const own = await db.selectFrom('blank').innerJoin('blankEvent as move', 'move.number', 'blank.number').where('blank.state', 'in', ['void', 'lostVoid', 'exchanged', 'toHandIn'])
    .where('move.toState', 'in', ['void', 'lostVoid', 'exchanged']).whereRef('move.fromState', '<>', 'move.toState').where('move.at', '<', instantOf(day)).where(sql<boolean>`NOT ${isAway}`)
    .select(({ fn }) => [fn.countAll<number>().as('count'), fn.min('move.at').as('oldest')]).executeTakeFirstOrThrow()
  const others = await db.selectFrom('institutionWaste').where('state', '=', 'toHandIn').where('receivedDay', '<', day)
    .select(({ fn }) => [fn.countAll<number>().as('count'), fn.min('receivedDay').as('oldest')]).executeTakeFirstOrThrow()
  const days = [own.oldest && dayAt(Date.parse(own.oldest)), others.oldest].filter(found => found !== null).toSorted()
  return { count: Number(own.count) + Number(others.count), oldestYear: days[0] ? Number(days[0].slice(0, 4)) : null }
}

async function supplyOf(db: ReadDb, today: Day): Promise<{ unused: number; usedInNinetyDays: number }> {
  const { unused } = await db.selectFrom('blank').where('state', 'in', ['inStock', 'drawn']).select(({ fn }) => fn.countAll<number>().as('unused')).executeTakeFirstOrThrow()
  const { used } = await db.selectFrom('blankEvent as move').where('move.at', '>=', instantOf(addDays(today, -NINETY_DAYS))).where(leaves).where('move.toState', 'in', ['issued', 'void'])
    .select(({ fn }) => fn.countAll<number>().as('used')).executeTakeFirstOrThrow()
  return { unused: Number(unused), usedInNinetyDays: Number(used) }
}
