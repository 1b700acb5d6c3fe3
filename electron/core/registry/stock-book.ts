import { sql } from 'kysely'
import { BACK_ENTRY_BATCH } from '../../../domain/code/replacement.ts'
import { addDays, type Day, type Instant, monthRange } from '../../../domain/time/day.ts'
import { balanceOf, type Balance, type BalanceFigure, type BlankMove, figureOf, monthInstants, ON_HAND, startOfDay } from '../../../domain/rule/blank-balance.ts'
import type { HeldNumber } from '../../../domain/rule/stocktake.ts'
import type { ReadDb } from '../db/engine.ts'

const CHUNK = 500
// Constants written out, not bound: only so do both engines see that the index over them fits.
const UNUSED = sql.raw(`('${ON_HAND.join(`', '`)}')`)
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

/** The batches that really came: numbers entered afterwards from paper stand in a batch of their own, which never lay here. */
export const receivedBatches = (db: ReadDb) => db.selectFrom('blankBatch').where('blankBatch.id', '<>', BACK_ENTRY_BATCH)

/**
 * The numbers that were unused at the end of a day, from the last move of each: counted number by number, not from sums.
 * A batch belongs to the day it was received on, even when it was typed in later.
 */
export function unusedAt(db: ReadDb, day: Day) {
  const end = startOfDay(addDays(day, 1))
  return db.selectFrom('blank').innerJoin('blankBatch as batch', 'batch.id', 'blank.batchId').where('batch.receivedDay', '<=', day)
    .where(sql<boolean>`CASE WHEN blank.updated_at < ${end} THEN blank.state ELSE coalesce((SELECT past.to_state FROM blank_event AS past WHERE past.number = blank.number AND past.at < ${end} ORDER BY past.seq DESC LIMIT 1), 'inStock') END IN ${UNUSED}`)
}

type Counted = BlankMove & { count: number }

/** The moves of a period, counted by where they led; the sheet a number was used for says what kind of issue it was. Receipts are counted by their day. */
async function countMoves(db: ReadDb, from: Instant, until: Instant | null): Promise<Counted[]> {
  let query = db.selectFrom('blankEvent').leftJoin('certificate', join => join.onRef('certificate.id', '=', 'blankEvent.certificateId').on('blankEvent.toState', '=', 'issued'))
    .select(({ fn }) => ['fromState', 'toState', 'certificate.issueType', fn.countAll<number>().as('count')]).where('blankEvent.at', '>=', from).where('fromState', 'is not', null).groupBy(['fromState', 'toState', 'certificate.issueType'])
  if (until) query = query.where('blankEvent.at', '<', until)
  return (await query.execute()).map(row => ({ ...row, count: Number(row.count) }))
}

/** What was received from one day on (to another one): the paper of the delivery has its day, whenever it was typed in. */
async function countReceived(db: ReadDb, first: Day, last: Day | null): Promise<Counted> {
  let query = receivedBatches(db).select(({ fn }) => fn.sum<number>('quantity').as('quantity')).where('receivedDay', '>=', first)
  if (last) query = query.where('receivedDay', '<=', last)
  const { quantity } = await query.executeTakeFirstOrThrow()
  return { fromState: null, toState: 'inStock', issueType: null, count: Number(quantity ?? 0) }
}

/** 月度对账: the figures of a calendar month from the moves of the numbers (note §4.6). */
export async function monthBalance(db: ReadDb, month: string): Promise<Balance> {
  const { from, until } = monthInstants(month)
  const { first, last } = monthRange(month)
  // Backwards from what is there now: a year's moves need not be read for the month that has just ended.
  const { count } = await db.selectFrom('blank').select(({ fn }) => fn.countAll<number>().as('count')).where('state', 'in', [...ON_HAND]).executeTakeFirstOrThrow()
  const during = [...await countMoves(db, from, until), await countReceived(db, first, last)]
  const since = [...await countMoves(db, until, null), await countReceived(db, addDays(last, 1), null)]
  return balanceOf(Number(count) - balanceOf(0, [...during, ...since]).closing, during)
}

/** The numbers behind one figure of a month. */
export async function numbersOfFigure(db: ReadDb, month: string, figure: BalanceFigure): Promise<string[]> {
  const { from, until } = monthInstants(month)
  const { first, last } = monthRange(month)
  if (figure === 'opening' || figure === 'closing') return numbersIn(await unusedAt(db, figure === 'opening' ? addDays(first, -1) : last).select('blank.number').orderBy('blank.number').execute())
  if (figure === 'received') {
    return numbersIn(await db.selectFrom('blank').innerJoin('blankBatch as batch', 'batch.id', 'blank.batchId').where('batch.id', '<>', BACK_ENTRY_BATCH).where('batch.receivedDay', '>=', first).where('batch.receivedDay', '<=', last)
      .select('blank.number').orderBy('blank.number').execute())
  }
  const moves = await db.selectFrom('blankEvent').leftJoin('certificate', join => join.onRef('certificate.id', '=', 'blankEvent.certificateId').on('blankEvent.toState', '=', 'issued'))
    .select(['blankEvent.number', 'fromState', 'toState', 'certificate.issueType']).where('blankEvent.at', '>=', from).where('blankEvent.at', '<', until).where('fromState', 'is not', null).execute()
  return numbersIn(moves.filter(move => figureOf(move) === figure))
}

const numbersIn = (rows: readonly { number: string }[]): string[] => rows.map(row => row.number)
