import { sql } from 'kysely'
import type { Instant } from '../../../domain/time/day.ts'
import { balanceOf, type Balance, type BalanceFigure, figureOf, monthInstants, ON_HAND } from '../../../domain/rule/blank-balance.ts'
import type { HeldNumber } from '../../../domain/rule/stocktake.ts'
import type { ReadDb } from '../db/engine.ts'

const holderIn = (state: string, holderId: string | null): string | null => (state === 'inStock' ? null : holderId)
const isOnHand = (state: string): boolean => (ON_HAND as readonly string[]).includes(state)

/**
 * Every unused blank of the hospital and who has it, as the book stood at a moment. What moved since is read from its
 * moves, so that a count of an hour ago is held against the book of an hour ago.
 */
export async function bookAsOf(db: ReadDb, at: Instant): Promise<HeldNumber[]> {
  const still = await db.selectFrom('blank').select(['number', 'state', 'holderId']).where('state', 'in', [...ON_HAND]).where('updatedAt', '<=', at).execute()
  const before = await db.selectFrom('blankEvent as move').select(['move.number', 'move.toState as state', 'move.holderId'])
    .where('move.number', 'in', db.selectFrom('blankEvent as later').select('later.number').where('later.at', '>', at))
    .where('move.seq', '=', ({ selectFrom }) => selectFrom('blankEvent as past').select(({ fn }) => fn.max('past.seq').as('seq')).whereRef('past.number', '=', 'move.number').where('past.at', '<=', at))
    .execute()
  return [...still, ...before.filter(row => isOnHand(row.state))].map(({ number, state, holderId }) => ({ number, holderId: holderIn(state, holderId) }))
}

type Counted = { fromState: string | null; toState: string; issueType: string | null; count: number }

/** The moves before a moment, counted by where they led; the sheet a number was used for says what kind of issue it was. */
async function countMoves(db: ReadDb, from: Instant | null, until: Instant): Promise<Counted[]> {
  let query = db.selectFrom('blankEvent').leftJoin('certificate', join => join.onRef('certificate.id', '=', 'blankEvent.certificateId').on('blankEvent.toState', '=', 'issued'))
    .select(({ fn }) => ['fromState', 'toState', 'certificate.issueType', fn.countAll<number>().as('count')]).where('blankEvent.at', '<', until).groupBy(['fromState', 'toState', 'certificate.issueType'])
  if (from) query = query.where('blankEvent.at', '>=', from)
  return (await query.execute()).map(row => ({ ...row, count: Number(row.count) }))
}

/** 月度对账: the figures of a calendar month from the moves of the numbers (note §4.6). */
export async function monthBalance(db: ReadDb, month: string): Promise<Balance> {
  const { from, until } = monthInstants(month)
  // Moves inside the hospital are most of the book: only those over its border are counted for the opening.
  const before = await sql<{ fromState: string | null; toState: string; count: number | string }>`
    SELECT from_state, to_state, count(*) AS count FROM blank_event WHERE at < ${from} GROUP BY from_state, to_state`.execute(asExecutor(db))
  const opening = balanceOf(0, before.rows.map(row => ({ fromState: row.fromState, toState: row.toState, issueType: null, count: Number(row.count) }))).closing
  return balanceOf(opening, await countMoves(db, from, until))
}

// `sql` wants something that executes; every handle of ours does.
const asExecutor = (db: ReadDb) => db as Parameters<ReturnType<typeof sql>['execute']>[0]

/** The numbers behind one figure of a month. */
export async function numbersOfFigure(db: ReadDb, month: string, figure: BalanceFigure): Promise<string[]> {
  const { from, until } = monthInstants(month)
  // The end of a month is the moment before the next begins.
  const lastInstant = (at: Instant): Instant => new Date(Date.parse(at) - 1).toISOString() as Instant
  if (figure === 'opening' || figure === 'closing') return (await bookAsOf(db, lastInstant(figure === 'opening' ? from : until))).map(line => line.number)
  const moves = await db.selectFrom('blankEvent').leftJoin('certificate', join => join.onRef('certificate.id', '=', 'blankEvent.certificateId').on('blankEvent.toState', '=', 'issued'))
    .select(['blankEvent.number', 'fromState', 'toState', 'certificate.issueType']).where('blankEvent.at', '>=', from).where('blankEvent.at', '<', until).execute()
  return moves.filter(move => figureOf(move) === figure).map(move => move.number)
}
