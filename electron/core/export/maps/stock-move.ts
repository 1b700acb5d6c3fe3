import { type Expression, type SqlBool, sql } from 'kysely'
import { BLANK_STATE, type BlankState } from '../../../../domain/code/certificate.ts'
import { stockMoveDataset } from '../../../../domain/export/datasets/index.ts'
import { addDays, dayAt, epochOf, type Day, type Instant, instantAt, type Minute, minuteAt, monthRange } from '../../../../domain/time/day.ts'
import type { ReadDb } from '../../db/engine.ts'
import { type DatasetMap, namesOfUsers, type Period } from './source.ts'

const SEPARATOR = '#'

// What was pasted out of a word processor may hold signs no data set can carry; a move cannot be typed again, so they go out as spaces.
// eslint-disable-next-line no-control-regex
export const printable = (text: string | null): string | null => text === null ? null : text.replace(/[\u0000-\u0008\u000b-\u001f\u007f]+/g, ' ').trim()

/** The instants between which a stretch of days lies: the first in it, and the first after it. */
export const instantsOf = (first: Day, last: Day): { from: Instant; until: Instant } =>
  ({ from: instantAt(epochOf(`${first}T00:00` as Minute)), until: instantAt(epochOf(`${addDays(last, 1)}T00:00` as Minute)) })

/** Instants that lie in one of the months sealed before; neighbouring months are one stretch. */
export function inSealedMonths(column: string, { sealedMonths }: Period): Expression<SqlBool> {
  const stretches: { from: Instant; until: Instant }[] = []
  for (const month of sealedMonths) {
    const { from, until } = instantsOf(...Object.values(monthRange(month)) as [Day, Day])
    const before = stretches.at(-1)
    if (before?.until === from) before.until = until
    else stretches.push({ from, until })
  }
  if (!stretches.length) return sql<SqlBool>`1 = 0`
  return sql<SqlBool>`(${sql.join(stretches.map(({ from, until }) => sql`(${sql.ref(column)} >= ${from} AND ${sql.ref(column)} < ${until})`), sql` OR `)})`
}

/** 空白证件流转: each line of a blank's history goes out once. Lines are only ever added, so nothing here is corrected or voided. */
export const stockMoveMap: DatasetMap = {
  dataset: stockMoveDataset, record: 'blank', reportsUnknownVoids: false, origins: {},
  async candidates(db, period) {
    const { from, until } = instantsOf(period.first, period.last)
    const known = sql<SqlBool>`EXISTS (SELECT 1 FROM export_state s WHERE s.dataset = ${stockMoveDataset.id} AND s.record_id = number || ${SEPARATOR} || seq)`
    const rows = await db.selectFrom('blankEvent').select(['number', 'seq']).where(eb => eb.or([
      eb.and([eb('at', '>=', from), eb('at', '<', until)]), eb.and([inSealedMonths('at', period), eb.not(known)]),
    ])).execute()
    return rows.map(row => `${row.number}${SEPARATOR}${row.seq}`)
  },
  async load({ db, institution }, ids) {
    const wanted = new Set(ids)
    const numbers = [...new Set(ids.map(id => id.slice(0, id.indexOf(SEPARATOR))))]
    const events = await db.selectFrom('blankEvent').selectAll().where('number', 'in', numbers).orderBy('number').orderBy('seq').execute()
    const blanks = new Map((await db.selectFrom('blank').leftJoin('blankBatch', 'blankBatch.id', 'blank.batchId').select(['number', 'blank.edition', 'receivedFrom', 'state']).where('number', 'in', numbers).execute()).map(blank => [blank.number, blank]))
    const counterparts = await counterpartsOf(db, events)
    const names = await namesOfUsers(db, events.flatMap(event => [event.byUser, event.secondPersonId, event.holderId]))
    const nameOf = (id: string | null) => id === null ? null : names.get(id) ?? id
    return events.flatMap((event, index) => {
      const recordId = `${event.number}${SEPARATOR}${event.seq}`
      if (!wanted.has(recordId)) return []
      const before = events[index - 1]?.number === event.number ? events[index - 1] : undefined
      const after = events[index + 1]?.number === event.number ? events[index + 1] : undefined
      const blank = blanks.get(event.number)
      const atMs = Date.parse(event.at)
      return [{
        dataset: stockMoveDataset, recordId, bk: { orgCode: institution.code, certNo: event.number, moveNo: String(event.seq) },
        eventDate: dayAt(atMs), updatedAt: event.at as Instant, voided: null,
        values: {
          'ext.certNo': event.number, 'ext.edition': Number(blank?.edition ?? '') || null, 'ext.fromState': event.fromState, 'ext.toState': event.toState, 'ext.movedAt': minuteAt(atMs), 'ext.movedBy': nameOf(event.byUser),
          'ext.secondPerson': nameOf(event.secondPersonId), 'ext.holder': nameOf(event.holderId), 'ext.counterpart': event.fromState === null ? blank?.receivedFrom ?? null : counterparts(event),
          'ext.reasonCode': event.reasonCode, 'ext.reason': printable(event.reason), // While a loss is being reported the evidence is the report's own row, which says nothing outside the house.
          'ext.evidence': event.toState === 'lostReported' ? null : printable(event.evidence),
        },
        ids: { blank: event.number },
        facts: {
          fromState: event.fromState, toState: event.toState, before: before?.toState ?? null, backwards: before && before.at > event.at ? 1 : 0, first: before ? 0 : 1,
          allowed: moveAllowed(event.fromState, event.toState) ? 1 : 0, standsOtherwise: !after && blank && blank.state !== event.toState ? blank.state : null,
        },
      }]
    })
  },
}

/** The institution a move went to or came from, by the slip that was signed with it in the same transaction. */
async function counterpartsOf(db: ReadDb, events: readonly { number: string; at: string }[]): Promise<(event: { number: string; at: string }) => string | null> {
  const moments = [...new Set(events.map(event => event.at))]
  const ranges = moments.length === 0 ? [] : await db.selectFrom('stockSlip').innerJoin('stockSlipRange', 'stockSlipRange.slipId', 'stockSlip.id').leftJoin('organization', 'organization.id', 'stockSlip.organizationId')
    .select(['stockSlip.createdAt', 'firstNumber', 'lastNumber', 'organization.name', 'counterpart']).where('stockSlip.createdAt', 'in', moments).orderBy('stockSlip.id').orderBy('firstNumber').execute()
  const byMoment = Map.groupBy(ranges, range => range.createdAt)
  return event => {
    const range = byMoment.get(event.at)?.find(one => one.firstNumber <= event.number && event.number <= one.lastNumber)
    return range?.name ?? range?.counterpart ?? null
  }
}

const moveAllowed = (from: string | null, to: string): boolean =>
  from === null || from === to || (BLANK_STATE.isCode(from) && BLANK_STATE.isCode(to) && BLANK_STATE.canMove(from, to))

/** How many blanks each state should hold by the sum of all moves, and how many it holds: the register adds up when both are the same. */
export async function stockBalance(db: ReadDb): Promise<{ state: BlankState; byMoves: number; counted: number }[]> {
  const moves = await db.selectFrom('blankEvent').select(({ fn }) => ['fromState', 'toState', fn.countAll<number>().as('count')]).groupBy(['fromState', 'toState']).execute()
  const held = await db.selectFrom('blank').select(({ fn }) => ['state', fn.countAll<number>().as('count')]).groupBy('state').execute()
  const byMoves = new Map<string, number>()
  const add = (state: string | null, count: number) => { if (state !== null) byMoves.set(state, (byMoves.get(state) ?? 0) + count) }
  for (const { fromState, toState, count } of moves) { add(toState, Number(count)); add(fromState, -Number(count)) }
  const counted = new Map(held.map(row => [row.state, Number(row.count)]))
  return BLANK_STATE.values.map(state => ({ state, byMoves: byMoves.get(state) ?? 0, counted: counted.get(state) ?? 0 }))
}
