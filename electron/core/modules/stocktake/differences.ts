import type { Output } from '../../../../domain/api/api.ts'
import type { BlankState } from '../../../../domain/code/certificate.ts'
import { ON_HAND } from '../../../../domain/rule/blank-balance.ts'
import type { DifferenceKind, StocktakeDifference } from '../../../../domain/rule/stocktake.ts'
import type { ReadDb } from '../../db/engine.ts'
import { holderNames } from './counts.ts'

export type DifferenceRow = Output<'stocktake.compare'>['differences'][number]
const CHUNK = 500

type Facts = { state: BlankState | null; lastMoveAt: string | null; lastMoveByName: string | null }

// What is known of the numbers that differ: their state now, and who moved them last.
async function factsOf(db: ReadDb, numbers: readonly string[]): Promise<Map<string, Facts>> {
  const facts = new Map<string, Facts>()
  for (let start = 0; start < numbers.length; start += CHUNK) {
    const rows = await db.selectFrom('blank').innerJoin('blankEvent as move', join => join.onRef('move.number', '=', 'blank.number').onRef('move.seq', '=', 'blank.rev')).leftJoin('userAccount', 'userAccount.id', 'move.byUser')
      .select(['blank.number', 'blank.state', 'move.at', 'userAccount.displayName']).where('blank.number', 'in', numbers.slice(start, start + CHUNK)).execute()
    for (const row of rows) facts.set(row.number, { state: row.state as BlankState, lastMoveAt: row.at, lastMoveByName: row.displayName })
  }
  return facts
}

/** The differences as a clerk reads them, with what was already said of each; an explanation of another kind of difference no longer counts. */
export async function differenceRows(db: ReadDb, stocktakeId: string, differences: readonly StocktakeDifference[], mayReport: boolean): Promise<DifferenceRow[]> {
  if (differences.length === 0) return []
  const facts = await factsOf(db, differences.map(difference => difference.number))
  const said = await db.selectFrom('stocktakeDifference').leftJoin('userAccount', 'userAccount.id', 'stocktakeDifference.explainedBy').select(['number', 'kind', 'explanation', 'displayName', 'explainedBy']).where('stocktakeId', '=', stocktakeId).execute()
  const explained = new Map(said.map(row => [row.number, row]))
  const names = await holderNames(db, differences.flatMap(difference => [difference.bookHolderId ?? null, ...difference.countedBy]))
  return differences.map(({ number, kind, bookHolderId, countedBy }): DifferenceRow => {
    const fact = facts.get(number)
    const word = explained.get(number)
    const state = fact?.state ?? null
    return {
      number, kind, bookHolderName: bookHolderId === undefined ? null : names.get(bookHolderId) ?? bookHolderId, countedByNames: countedBy.map(holder => names.get(holder) ?? holder ?? ''), state,
      lastMoveAt: fact?.lastMoveAt ?? null, lastMoveByName: fact?.lastMoveByName ?? null,
      explanation: word?.kind === kind ? word.explanation : null, explainedByName: word?.kind === kind ? word.displayName ?? word.explainedBy : null,
      mayReportLost: mayReport && kind === 'missing' && state !== null && (ON_HAND as readonly string[]).includes(state),
    }
  })
}

/** The differences of a finalised stock-take as they were then. */
export async function storedDifferences(db: ReadDb, stocktakeId: string): Promise<DifferenceRow[]> {
  const rows = await db.selectFrom('stocktakeDifference').leftJoin('userAccount', 'userAccount.id', 'stocktakeDifference.explainedBy')
    .select(['number', 'kind', 'explanation', 'explainedBy', 'displayName', 'bookHolder', 'countedBy', 'blankState']).where('stocktakeId', '=', stocktakeId).orderBy('number').execute()
  return rows.map(row => ({
    number: row.number, kind: row.kind as DifferenceKind, bookHolderName: row.bookHolder, countedByNames: row.countedBy?.split('、') ?? [], state: row.blankState as BlankState | null,
    lastMoveAt: null, lastMoveByName: null, explanation: row.explanation, explainedByName: row.displayName ?? row.explainedBy, mayReportLost: false,
  }))
}
