import { sql, type SelectQueryBuilder } from 'kysely'
import type { AnnualList } from '../../../../domain/api/annual-api.ts'
import { VOID_REASON } from '../../../../domain/code/certificate.ts'
import { BIRTH_PLACE_TYPE } from '../../../../domain/code/delivery.ts'
import { ANNUAL_COLUMNS, type AnnualCounted, type AnnualKey, type AnnualSupply } from '../../../../domain/rule/annual-form.ts'
import { BACK_ENTRY_BATCH } from '../../../../domain/code/replacement.ts'
import { addDays, type Day, epochOf, type Instant, instantAt, type Minute } from '../../../../domain/time/day.ts'
import type { ReadDb } from '../../db/engine.ts'
import { unusedAt } from '../../registry/stock-book.ts'

// Constants written out, not bound: only so do both engines see that the index over them fits.
const UNUSED = sql.raw(`('inStock', 'drawn', 'held', 'printed')`)
const LICENSED_PLACES = BIRTH_PLACE_TYPE.list.filter(place => place.licensed).map(place => place.code)
const COLUMN_OF_NUMBER: Readonly<Record<number, AnnualKey>> = { 10: 'misprinted', 11: 'lost', 12: 'otherVoid' }

export type Period = { readonly first: Day; readonly last: Day }
const startOf = (day: Day): Instant => instantAt(epochOf(`${day}T00:00` as Minute))
const endOf = (day: Day): Instant => startOf(addDays(day, 1))

const isOutside = sql<boolean>`(birth.place_type NOT IN (${sql.join(LICENSED_PLACES.map(code => sql.lit(code)))}) AND coalesce(birth.treated_in_licensed, 0) = 0)`
const voidColumn = sql<string>`CASE ${sql.join(VOID_REASON.list.map(reason => sql`WHEN move.reason_code = ${sql.lit(reason.code)} THEN ${sql.lit(COLUMN_OF_NUMBER[reason.annualColumn]!)}`), sql` `)} ELSE 'otherVoid' END`

/**
 * The column in which a number that left the stock is counted (note §4.6). Exchange and re-issue have columns only under
 * "in the institution", wherever the child was born; a first issue for a birth outside stands in (7) or (8) (our
 * reading). A lost blank is counted when it is reported; what happens to an issued sheet later counts nowhere again.
 */
const columnOfMove = sql<string>`CASE
  WHEN move.to_state = 'issued' THEN CASE WHEN sheet.issue_type = '2' THEN 'exchanged' WHEN sheet.issue_type = '3' THEN 'reissued'
    WHEN ${isOutside} THEN CASE WHEN birth.attendant_type = '3' THEN 'homeAttendant' ELSE 'outsideOther' END ELSE 'firstIssued' END
  WHEN move.to_state IN ('lostReported', 'lostVoid') THEN 'lost'
  WHEN move.to_state = 'void' THEN ${voidColumn}
  ELSE move.to_state END`

/** Numbers that left the stock in a period, once each; certificates entered afterwards from paper never were in it. */
function leaving(db: ReadDb, { first, last }: Period) {
  return db.selectFrom('blankEvent as move')
    .leftJoin('certificate as sheet', 'sheet.id', 'move.certificateId').leftJoin('newborn as child', 'child.id', 'sheet.newbornId').leftJoin('delivery as birth', 'birth.id', 'child.deliveryId')
    .where(sql<boolean>`move.to_state NOT IN ${UNUSED}`).where(sql<boolean>`move.from_state IN ${UNUSED}`)
    .where('move.at', '>=', startOf(first)).where('move.at', '<', endOf(last))
    .where(sql<boolean>`coalesce(sheet.back_entered, 0) = 0`)
}

/** Numbers that came back into the stock after they had left it (a hospital sent unused blanks back). */
function regained(db: ReadDb, { first, last }: Period) {
  return db.selectFrom('blankEvent as move').where('move.at', '>=', startOf(first)).where('move.at', '<', endOf(last))
    .where(sql<boolean>`move.to_state IN ${UNUSED}`).where(sql<boolean>`move.from_state NOT IN ('inStock', 'drawn', 'held', 'printed', 'inTransit')`)
}

/** Live births of a period in an institution (note §4.6, column 16). */
function liveBirths(db: ReadDb, { first, last }: Period) {
  return db.selectFrom('newborn as child').innerJoin('delivery as birth', 'birth.id', 'child.deliveryId')
    .where('child.voidedAt', 'is', null).where('child.outcome', '=', '1').where('child.bornAt', '>=', `${first}T00:00` as Minute).where('child.bornAt', '<=', `${last}T23:59` as Minute)
    .where('birth.placeType', 'in', LICENSED_PLACES)
}

// A certificate entered afterwards from paper was sealed elsewhere or before: the child has it all the same.
const hasCertificate = sql<boolean>`EXISTS (SELECT 1 FROM certificate AS given WHERE given.newborn_id = child.id AND given.ended_at IS NULL AND given.voided_at IS NULL AND (given.sealed_at IS NOT NULL OR given.back_entered = 1))`

const count = async <DB, TB extends keyof DB, O>(query: SelectQueryBuilder<DB, TB, O>): Promise<number> =>
  Number((await query.select(({ fn }) => fn.countAll<number>().as('count')).executeTakeFirstOrThrow() as unknown as { count: number }).count)

/** How many numbers were unused at the end of a day. */
export const countUnused = (db: ReadDb, day: Day): Promise<number> => count(unusedAt(db, day))

export type MoveCounts = Record<'firstIssued' | 'exchanged' | 'reissued' | 'homeAttendant' | 'outsideOther' | 'misprinted' | 'lost' | 'otherVoid' | 'returned' | 'transferred', number>

/** The numbers that left the stock in a period, by column. */
export async function countLeaving(db: ReadDb, period: Period): Promise<MoveCounts> {
  const rows = await leaving(db, period).select(({ fn }) => [columnOfMove.as('column'), fn.countAll<number>().as('count')]).groupBy(columnOfMove).execute()
  const of = (column: string) => Number(rows.find(row => row.column === column)?.count ?? 0)
  return {
    firstIssued: of('firstIssued'), exchanged: of('exchanged'), reissued: of('reissued'), homeAttendant: of('homeAttendant'), outsideOther: of('outsideOther'),
    misprinted: of('misprinted'), lost: of('lost'), otherVoid: of('otherVoid'), returned: of('returned'), transferred: of('transferred'),
  }
}

/** Live births of a period, and how many of these children have a certificate today. */
export async function countBirths(db: ReadDb, period: Period): Promise<{ liveBirths: number; withCertificate: number }> {
  const row = await liveBirths(db, period).select(({ fn }) => [fn.countAll<number>().as('births'), sql<number>`coalesce(sum(CASE WHEN ${hasCertificate} THEN 1 ELSE 0 END), 0)`.as('given')]).executeTakeFirstOrThrow()
  return { liveBirths: Number(row.births), withCertificate: Number(row.given) }
}

/**
 * The batches received in a period, by the day of their paper. What was typed in after the year before was closed is in no
 * form yet: the next one has it, whose opening is what the closed one says.
 */
async function receivedIn(db: ReadDb, { first, last }: Period) {
  const before = await db.selectFrom('annualFinal').select('finalisedAt').where('year', '=', Number(first.slice(0, 4)) - 1).executeTakeFirst()
  return db.selectFrom('blankBatch as batch').where('batch.id', '<>', BACK_ENTRY_BATCH).where(eb => eb.or([
    eb.and([eb('batch.receivedDay', '>=', first), eb('batch.receivedDay', '<=', last)]),
    ...first.endsWith('-01-01') && last.endsWith('-12-31') && before ? [eb.and([eb('batch.receivedDay', '<', first), eb('batch.createdAt', '>', before.finalisedAt)])] : [],
  ]))
}

/** Everything the form counts but its opening; `supply` is what (2) is made of. */
export async function countYear(db: ReadDb, period: Period): Promise<{ counted: Omit<AnnualCounted, 'opening' | 'received'>; supply: AnnualSupply }> {
  const { returned, transferred, ...moves } = await countLeaving(db, period)
  const batches = await receivedIn(db, period)
  const { quantity } = await batches.select(({ fn }) => fn.sum<number>('batch.quantity').as('quantity')).executeTakeFirstOrThrow()
  return {
    counted: { ...moves, liveBirths: await count(liveBirths(db, period)) },
    supply: { takenIn: Number(quantity ?? 0), takenBack: await count(regained(db, period)), returned, transferred },
  }
}

/** The counted columns a column of the form is the sum of. */
function partsOf(key: AnnualKey): string[] {
  const { formula } = ANNUAL_COLUMNS[key]
  return formula ? formula.flatMap(([, part]) => partsOf(part as AnnualKey)) : [key]
}

export type ListedRow = { number: string | null; day: string | null; column: string; newbornId: string | null; babyName: string | null; motherName: string | null; reason: string | null }
type Page = { offset: number; limit: number }

/** The numbers or children behind a figure, a page at a time. */
export async function listBehind(db: ReadDb, what: AnnualList, period: Period, page: Page): Promise<{ total: number; rows: ListedRow[] }> {
  if (what === 'opening' || what === 'closing') {
    const query = unusedAt(db, what === 'opening' ? addDays(period.first, -1) : period.last)
    const rows = await query.select(['blank.number', 'batch.receivedDay']).orderBy('blank.number').offset(page.offset).limit(page.limit).execute()
    return { total: await count(query), rows: rows.map(row => ({ ...noChild, number: row.number, day: row.receivedDay, column: what })) }
  }
  if (what === 'received') {
    const query = (await receivedIn(db, period)).innerJoin('blank', 'blank.batchId', 'batch.id')
    const rows = await query.select(['blank.number', 'batch.receivedDay', 'batch.receivedFrom']).orderBy('batch.receivedDay').orderBy('blank.number').offset(page.offset).limit(page.limit).execute()
    return { total: await count(query), rows: rows.map(row => ({ ...noChild, number: row.number, day: row.receivedDay, column: what, reason: row.receivedFrom })) }
  }
  if (what === 'liveBirths' || what === 'withCertificate' || what === 'withoutCertificate') return listChildren(db, what, period, page)
  const columns = what === 'issued' ? ['firstIssued', 'exchanged', 'reissued', 'homeAttendant', 'outsideOther'] : partsOf(what)
  const query = leaving(db, period).where(columnOfMove, 'in', columns)
  const rows = await query.leftJoin('certificateRegistration as register', 'register.id', 'sheet.registrationId')
    .select(['move.number', 'move.at', columnOfMove.as('column'), 'move.reason', 'sheet.newbornId', 'register.babyName', 'register.motherName']).orderBy('move.at').orderBy('move.number').offset(page.offset).limit(page.limit).execute()
  return { total: await count(query), rows: rows.map(({ at, ...row }) => ({ ...row, day: at })) }
}

const noChild = { newbornId: null, babyName: null, motherName: null, reason: null }

async function listChildren(db: ReadDb, what: 'liveBirths' | 'withCertificate' | 'withoutCertificate', period: Period, { offset, limit }: Page): Promise<{ total: number; rows: ListedRow[] }> {
  let query = liveBirths(db, period)
  if (what !== 'liveBirths') query = query.where(what === 'withCertificate' ? hasCertificate : sql<boolean>`NOT ${hasCertificate}`)
  const rows = await query.leftJoin('person as mother', 'mother.id', 'birth.motherId').leftJoin('person as baby', 'baby.id', 'child.personId')
    .leftJoin('certificate as given', join => join.onRef('given.newbornId', '=', 'child.id').on('given.endedAt', 'is', null).on('given.voidedAt', 'is', null))
    .select(['child.id', 'child.bornAt', 'baby.name as babyName', 'mother.name as motherName', 'given.number']).orderBy('child.bornAt').orderBy('child.id').offset(offset).limit(limit).execute()
  return { total: await count(query), rows: rows.map(row => ({ number: row.number, day: row.bornAt, column: what, newbornId: row.id, babyName: row.babyName, motherName: row.motherName, reason: null })) }
}
