import type { Instant } from '../../../domain/time/day.ts'
import { balanceOf, type Balance, type BalanceFigure, figureOf, monthInstants, ON_HAND } from '../../../domain/rule/blank-balance.ts'
import type { HeldNumber } from '../../../domain/rule/stocktake.ts'
import type { ReadDb } from '../db/engine.ts'

const CHUNK = 500
const holderIn = (state: string, holderId: string | null): string | null => (state === 'inStock' ? null : holderId)
const isOnHand = (state: string): boolean => (ON_HAND as readonly string[]).includes(state)

/**
 * Every unused blank of the hospital and who has it, as the book stood at a moment. What moved since is read from its
 * moves, so that a count of an hour ago is held against the book of an hour ago.
 */
export async function bookAsOf(db: ReadDb, at: Instant): Promise<HeldNumber[]> {
  const still = await db.selectFrom('blank').select(['number', 'state', 'holderId']).where('state', 'in', [...ON_HAND]).where('updatedAt', '<=', at).execute()
  const later = [...new Set((await db.selectFrom('blankEvent').select('number').where('at', '>', at).execute()).map(row => row.number))]
  const book = still.map(({ number, state, holderId }): HeldNumber => ({ number, holderId: holderIn(state, holderId) }))
  // By the key of the moves: one statement for all of them would search the moves of a whole year for each number.
  for (let start = 0; start < later.length; start += CHUNK) {
    const moves = await db.selectFrom('blankEvent').select(['number', 'toState', 'holderId', 'at']).where('number', 'in', later.slice(start, start + CHUNK)).orderBy('number').orderBy('seq').execute()
    for (const [number, own] of Map.groupBy(moves, move => move.number)) {
      const last = own.findLast(move => move.at <= at)
      if (last && isOnHand(last.toState)) book.push({ number, holderId: holderIn(last.toState, last.holderId) })
    }
  }
  return book
}

type Counted = { fromState: string | null; toState: string; issueType: string | null; count: number }

/** The moves of a period, counted by where they led; the sheet a number was used for says what kind of issue it was. */
async function countMoves(db: ReadDb, from: Instant, until: Instant | null): Promise<Counted[]> {
  let query = db.selectFrom('blankEvent').leftJoin('certificate', join => join.onRef('certificate.id', '=', 'blankEvent.certificateId').on('blankEvent.toState', '=', 'issued'))
    .select(({ fn }) => ['fromState', 'toState', 'certificate.issueType', fn.countAll<number>().as('count')]).where('blankEvent.at', '>=', from).groupBy(['fromState', 'toState', 'certificate.issueType'])
  if (until) query = query.where('blankEvent.at', '<', until)
  return (await query.execute()).map(row => ({ ...row, count: Number(row.count) }))
}

/** 月度对账: the figures of a calendar month from the moves of the numbers (note §4.6). */
export async function monthBalance(db: ReadDb, month: string): Promise<Balance> {
  const { from, until } = monthInstants(month)
  // Backwards from what is there now: a year's moves need not be read for the month that has just ended.
  const { count } = await db.selectFrom('blank').select(({ fn }) => fn.countAll<number>().as('count')).where('state', 'in', [...ON_HAND]).executeTakeFirstOrThrow()
  const during = await countMoves(db, from, until)
  const since = balanceOf(0, [...during, ...await countMoves(db, until, null)]).closing
  return balanceOf(Number(count) - since, during)
}

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
