import type { Output } from '../../../../domain/api/api.ts'
import { AppError } from '../../../../domain/api/result.ts'
import type { StocktakeState } from '../../../../domain/code/stocktake.ts'
import { block, message, type Message } from '../../../../domain/message/message.ts'
import { checkCertificateNumber, normaliseScan } from '../../../../domain/rule/certificate-number.ts'
import { compareStocktake, type HeldNumber, type Holder, type StocktakeComparison } from '../../../../domain/rule/stocktake.ts'
import type { Instant } from '../../../../domain/time/day.ts'
import type { User } from '../../context.ts'
import type { Database } from '../../db/database.ts'
import type { ReadDb } from '../../db/engine.ts'
import { bookAsOf } from '../../registry/stock-book.ts'

export type Stocktake = Database['stocktake']
export type Count = Database['stocktakeCount']
export type Place = Output<'stocktake.get'>['places'][number]

/** In the table the cabinet is an empty holder: a key may not be null. */
export const CABINET = ''
export const holderOf = (stored: string): Holder => (stored === CABINET ? null : stored)
export const CABINET_NAME = '证件柜'

/** One stock-take. Throws `not-found`. */
export async function getStocktake(db: ReadDb, id: string): Promise<Stocktake> {
  const row = await db.selectFrom('stocktake').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new AppError('not-found', undefined, { record: 'stocktake', id })
  return row
}

/** One count with its stock-take. Throws `not-found`. */
export async function getCount(db: ReadDb, countId: string): Promise<{ count: Count; stocktake: Stocktake }> {
  const count = await db.selectFrom('stocktakeCount').selectAll().where('id', '=', countId).executeTakeFirst()
  if (!count) throw new AppError('not-found', undefined, { record: 'stocktakeCount', id: countId })
  return { count, stocktake: await getStocktake(db, count.stocktakeId) }
}

/** Refuses to change a stock-take that has ended: it never changes again. */
export function refuseEnded(stocktake: Stocktake): void {
  if (stocktake.state === 'finalised') throw new AppError('invalid', [block('id', message('stocktake.finalised', '{{day}} 的盘点已完成,不能再修改;如有新的情况请另开一次盘点', { day: stocktake.day }))])
  if (stocktake.state === 'cancelled') throw new AppError('invalid', [block('id', message('stocktake.cancelled', '{{day}} 的这次盘点已取消,请另开一次盘点', { day: stocktake.day }))])
}

/** May this person count here: the holder, whoever began the count, a stock keeper for the cabinet and for somebody who is away. */
export function mayCount(user: User, count: Pick<Count, 'holderId' | 'countedBy' | 'absentReason'>): boolean {
  return user.id === count.countedBy || user.id === count.holderId || ((count.holderId === CABINET || count.absentReason !== null) && user.permissions.has('stock.write'))
}

/** The stored texts of a scanner that no number was, each with its sentence. */
export function refusal(scanned: string): Message {
  const { issues } = checkCertificateNumber(scanned)
  return issues[0]?.message ?? message('stocktake.noNumber', '“{{text}}”不是出生医学证明编号', { text: scanned })
}

/** What a scan means: a well-formed number, or the plain text of what came. */
export function readScan(text: string): { number: string | null; plain: string } {
  const plain = normaliseScan(text)
  return { number: checkCertificateNumber(plain).issues.length === 0 ? plain : null, plain: plain.slice(0, 80) }
}

/** How many different numbers a count has. */
export async function countedIn(db: ReadDb, countId: string): Promise<number> {
  const { count } = await db.selectFrom('stocktakeNumber').select(({ fn }) => fn.countAll<number>().as('count')).where('countId', '=', countId).executeTakeFirstOrThrow()
  return Number(count)
}

export type Compared = StocktakeComparison & { bookAt: Instant; book: readonly HeldNumber[]; counts: readonly Count[] }

/**
 * Holds what was counted against the book of the moment the last count was signed; while one is still open, against
 * the book of now.
 */
export async function compareNow(db: ReadDb, stocktake: Stocktake, now: Instant): Promise<Compared> {
  const counts = await db.selectFrom('stocktakeCount').selectAll().where('stocktakeId', '=', stocktake.id).execute()
  const signed = counts.map(count => count.signedAt)
  const bookAt = (counts.length > 0 && signed.every(at => at !== null) ? signed.toSorted().at(-1) : now) as Instant
  const book = await bookAsOf(db, bookAt)
  const counted = await db.selectFrom('stocktakeNumber').innerJoin('stocktakeCount', 'stocktakeCount.id', 'stocktakeNumber.countId')
    .select(['stocktakeNumber.number', 'stocktakeCount.holderId']).where('stocktakeCount.stocktakeId', '=', stocktake.id).execute()
  return { ...compareStocktake(book, counted.map(row => ({ number: row.number, holderId: holderOf(row.holderId) }))), bookAt, book, counts }
}

/** Names of accounts by id; the cabinet has its own. */
export async function holderNames(db: ReadDb, ids: Iterable<Holder>): Promise<Map<Holder, string>> {
  const names = new Map<Holder, string>([[null, CABINET_NAME]])
  const wanted = [...new Set(ids)].filter(id => id !== null)
  if (wanted.length === 0) return names
  for (const row of await db.selectFrom('userAccount').select(['id', 'displayName']).where('id', 'in', wanted).execute()) names.set(row.id, row.displayName)
  return names
}

/** Every place where blanks lie or were counted, the cabinet first. */
export async function placesOf(db: ReadDb, stocktake: Stocktake, book: readonly HeldNumber[], counts: readonly Count[]): Promise<Place[]> {
  const booked = new Map<Holder, number>([[null, 0]])
  for (const { holderId } of book) booked.set(holderId, (booked.get(holderId) ?? 0) + 1)
  const byHolder = new Map(counts.map(count => [holderOf(count.holderId), count]))
  const numbers = await db.selectFrom('stocktakeNumber').innerJoin('stocktakeCount', 'stocktakeCount.id', 'stocktakeNumber.countId').select(({ fn }) => ['countId', fn.countAll<number>().as('count')]).where('stocktakeId', '=', stocktake.id).groupBy('countId').execute()
  const refused = await db.selectFrom('stocktakeRefused').innerJoin('stocktakeCount', 'stocktakeCount.id', 'stocktakeRefused.countId').select(({ fn }) => ['countId', fn.countAll<number>().as('count')]).where('stocktakeId', '=', stocktake.id).groupBy('countId').execute()
  const counted = new Map(numbers.map(row => [row.countId, Number(row.count)]))
  const aside = new Map(refused.map(row => [row.countId, Number(row.count)]))
  const holders = [...new Set([...booked.keys(), ...byHolder.keys()])]
  const names = await holderNames(db, [...holders, ...counts.flatMap(count => [count.countedBy, count.secondPersonId])])
  const places = holders.map((holderId): Place => {
    const count = byHolder.get(holderId)
    return {
      holderId, holderName: names.get(holderId) ?? holderId ?? CABINET_NAME, booked: booked.get(holderId) ?? 0, countId: count?.id ?? null, rev: count?.rev ?? null,
      state: count ? (count.signedAt ? 'signed' : 'counting') : 'none', counted: count ? counted.get(count.id) ?? 0 : 0, refused: count ? aside.get(count.id) ?? 0 : 0,
      countedByName: count ? names.get(count.countedBy) ?? count.countedBy : null, secondPersonName: count?.secondPersonId ? names.get(count.secondPersonId) ?? count.secondPersonId : null,
      absentReason: count?.absentReason ?? null, signedAt: count?.signedAt ?? null,
    }
  })
  return places.sort((a, b) => (a.holderId === null ? -1 : b.holderId === null ? 1 : a.holderName.localeCompare(b.holderName, 'zh')))
}

/** A stock-take as lists show it. */
export async function stocktakeRows(db: ReadDb, rows: readonly Stocktake[]): Promise<Output<'stocktake.list'>['rows']> {
  const names = await holderNames(db, rows.flatMap(row => [row.openedBy, row.endedBy, row.secondPersonId]))
  return rows.map(row => ({
    id: row.id, rev: row.rev, day: row.day, state: row.state as StocktakeState, openedAt: row.openedAt, openedByName: names.get(row.openedBy) ?? row.openedBy, bookAt: row.bookAt,
    booked: row.booked, counted: row.counted, matched: row.matched, endedAt: row.endedAt, endedByName: row.endedBy && (names.get(row.endedBy) ?? row.endedBy),
    secondPersonName: row.secondPersonId && (names.get(row.secondPersonId) ?? row.secondPersonId), endReason: row.endReason,
  }))
}
