import { sql } from 'kysely'
import { AppError } from '../../../../domain/api/result.ts'
import { block, message } from '../../../../domain/message/message.ts'
import { checkNumberRange, compressNumbers, formatRanges, normaliseScan, numbersOf, type NumberRange, rangeCount } from '../../../../domain/rule/certificate-number.ts'
import { LATE_COUNT_DAYS, monthCounted } from '../../../../domain/rule/stocktake.ts'
import { addDays, type Day, type Instant, monthRange } from '../../../../domain/time/day.ts'
import type { WriteContext } from '../../context.ts'
import type { ReadDb } from '../../db/engine.ts'
import type { Handlers } from '../../handlers.ts'
import { monthBalance, numbersOfFigure } from '../../registry/stock-book.ts'
import { CABINET, CABINET_NAME, compareNow, type Count, countedIn, getCount, getStocktake, mayCount, placesOf, readScan, refusal, refuseEnded, type Stocktake, stocktakeRows } from './counts.ts'
import { differenceRows, storedDifferences } from './differences.ts'
import { saveStocktake } from './save.ts'

const CHUNK = 500
/** A cabinet holds cartons, not a province. */
const MOST_PER_RANGE = 20_000

export const stocktakeHandlers = {
  'stocktake.list': async ({ offset, limit }, { db }) => {
    const { total } = await db.selectFrom('stocktake').select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
    const rows = await db.selectFrom('stocktake').selectAll().orderBy('day', 'desc').orderBy('openedAt', 'desc').offset(offset).limit(limit).execute()
    return { total: Number(total), rows: await stocktakeRows(db, rows) }
  },
  'stocktake.open': async ({ day }, context) => {
    if (day > context.today) throw new AppError('invalid', [block('day', message('stocktake.future', '盘点日期不能晚于今天'))])
    const open = await context.db.selectFrom('stocktake').select('day').where('state', '=', 'open').executeTakeFirst()
    if (open) throw new AppError('invalid', [block('day', message('stocktake.alreadyOpen', '{{day}} 的盘点还没有完成,请先完成或取消', { day: open.day }))])
    const id = context.newId()
    await context.db.insertInto('stocktake').values({
      id, day, state: 'open', rev: 1, openedAt: context.now, openedBy: context.user.id, bookAt: null, booked: null, counted: null, matched: null, endedAt: null, endedBy: null, secondPersonId: null, endReason: null,
    }).execute()
    context.touched('stocktake', id)
    context.fact('day', day)
    return { id }
  },
  'stocktake.get': async ({ id }, { db, now }) => {
    const stocktake = await getStocktake(db, id)
    const { book, counts } = await compareNow(db, stocktake, now)
    return { stocktake: (await stocktakeRows(db, [stocktake]))[0]!, places: await placesOf(db, stocktake, book, counts) }
  },
  'stocktake.cancel': async ({ id, rev, reason }, context) => {
    const stocktake = await openOne(context, id, rev)
    await context.db.updateTable('stocktake').set({ state: 'cancelled', rev: rev + 1, endedAt: context.now, endedBy: context.user.id, endReason: reason }).where('id', '=', id).execute()
    context.touched('stocktake', stocktake.id)
    return null
  },

  'stocktake.begin': async ({ id, holderId, absentReason }, context) => {
    refuseEnded(await getStocktake(context.db, id))
    const known = await context.db.selectFrom('stocktakeCount').selectAll().where('stocktakeId', '=', id).where('holderId', '=', holderId ?? CABINET).executeTakeFirst()
    if (known && mayCount(context.user, known)) return { countId: known.id }
    await refuseOtherPlace(context, holderId, absentReason)
    if (known) return { countId: known.id }
    const countId = context.newId()
    await context.db.insertInto('stocktakeCount').values({
      id: countId, stocktakeId: id, holderId: holderId ?? CABINET, countedBy: context.user.id, secondPersonId: null, absentReason: absentReason ?? null, state: 'counting', rev: 1, beganAt: context.now, signedAt: null,
    }).execute()
    context.touched('stocktake', id)
    return { countId }
  },
  'stocktake.count': async ({ countId }, { db, now, user }) => {
    const { count, stocktake } = await getCount(db, countId)
    const { book, counts } = await compareNow(db, stocktake, now)
    const places = await placesOf(db, stocktake, book, counts)
    const numbers = await db.selectFrom('stocktakeNumber').select('number').where('countId', '=', countId).orderBy('number').execute()
    const refused = await db.selectFrom('stocktakeRefused').selectAll().where('countId', '=', countId).orderBy('seq').execute()
    return {
      stocktakeId: stocktake.id, stocktakeState: stocktake.state as 'open', place: places.find(place => place.countId === countId)!, ranges: compressNumbers(numbers.map(row => row.number)),
      refused: refused.map(row => ({ seq: row.seq, scanned: row.scanned, reason: refusal(row.scanned), at: row.at })), mayCount: stocktake.state === 'open' && !count.signedAt && mayCount(user, count),
    }
  },
  'stocktake.scan': async ({ countId, scans }, context) => {
    await countOf(context, countId)
    const read = scans.map(readScan)
    const known = await knownIn(context.db, countId, read.flatMap(scan => scan.number ?? []))
    const added: string[] = []
    const repeated: string[] = []
    for (const { number } of read) {
      if (number === null) continue
      if (known.has(number)) repeated.push(number)
      else { known.add(number); added.push(number) }
    }
    await addNumbers(context, countId, added)
    const refused = await keepAside(context, countId, read.filter(scan => scan.number === null).map(scan => scan.plain))
    return { added, repeated, refused, counted: await countedIn(context.db, countId) }
  },
  'stocktake.addRange': async ({ countId, firstNumber, lastNumber }, context) => {
    await countOf(context, countId)
    const range = checkedRange(firstNumber, lastNumber)
    const known = new Set((await context.db.selectFrom('stocktakeNumber').select('number').where('countId', '=', countId).where('number', '>=', range.first).where('number', '<=', range.last).execute()).map(row => row.number))
    const added = [...numbersOf(range)].filter(number => !known.has(number))
    await addNumbers(context, countId, added)
    return { added: added.length, repeated: compressNumbers(known), counted: await countedIn(context.db, countId) }
  },
  'stocktake.remove': async ({ countId, firstNumber, lastNumber }, context) => {
    await countOf(context, countId)
    const range = checkedRange(firstNumber, lastNumber)
    const { numDeletedRows } = await context.db.deleteFrom('stocktakeNumber').where('countId', '=', countId).where('number', '>=', range.first).where('number', '<=', range.last).executeTakeFirst()
    if (Number(numDeletedRows) === 0) throw new AppError('invalid', [block('firstNumber', message('stocktake.nothingThere', '{{numbers}} 不在已清点的编号中', { numbers: formatRanges([range]) }))])
    return { removed: Number(numDeletedRows), counted: await countedIn(context.db, countId) }
  },
  'stocktake.dismiss': async ({ countId, seqs }, context) => {
    await countOf(context, countId)
    await context.db.deleteFrom('stocktakeRefused').where('countId', '=', countId).where('seq', 'in', seqs).execute()
    return null
  },
  'stocktake.sign': async ({ countId, rev, secondPerson }, context) => {
    const { count } = await countOf(context, countId)
    checkRev(count, rev)
    const aside = await context.db.selectFrom('stocktakeRefused').select('seq').where('countId', '=', countId).execute()
    if (aside.length > 0) throw new AppError('invalid', [block('countId', message('stocktake.refusedLeft', '还有 {{count}} 条扫描不是证件编号,请逐条核对后移除再签字', { count: aside.length }))])
    const second = await context.secondPerson(secondPerson, 'stock.count')
    // Whoever counted is one of the two, also where a colleague asks for the signature.
    const secondPersonId = second.id === count.countedBy ? context.user.id : second.id
    await context.db.updateTable('stocktakeCount').set({ state: 'signed', signedAt: context.now, secondPersonId, rev: rev + 1 }).where('id', '=', countId).execute()
    const counted = await countedIn(context.db, countId)
    context.touched('stocktake', count.stocktakeId)
    context.fact('counted', counted)
    return { counted }
  },
  'stocktake.recount': async ({ countId, rev, reason }, context) => {
    const { count, stocktake } = await getCount(context.db, countId)
    refuseEnded(stocktake)
    refuseOthersCount(context, count)
    checkRev(count, rev)
    if (!count.signedAt) throw new AppError('invalid', [block('countId', message('stocktake.notSigned', '这里还没有签字,可以直接继续清点'))])
    await context.db.updateTable('stocktakeCount').set({ state: 'counting', signedAt: null, secondPersonId: null, rev: rev + 1 }).where('id', '=', countId).execute()
    context.touched('stocktake', count.stocktakeId)
    context.fact('reason', reason)
    return null
  },

  'stocktake.compare': async ({ id }, { db, now, user }) => {
    const stocktake = await getStocktake(db, id)
    if (stocktake.state === 'finalised') {
      return { bookAt: stocktake.bookAt!, booked: stocktake.booked!, counted: stocktake.counted!, matched: stocktake.matched!, unsigned: [], differences: await storedDifferences(db, id) }
    }
    const compared = await compareNow(db, stocktake, now)
    return {
      bookAt: compared.bookAt, booked: compared.booked, counted: compared.counted, matched: compared.matched, unsigned: await unsignedPlaces(db, stocktake, compared),
      differences: await differenceRows(db, id, compared.differences, user.permissions.has('stock.write')),
    }
  },
  'stocktake.explain': async ({ id, numbers, explanation }, context) => {
    const stocktake = await getStocktake(context.db, id)
    refuseEnded(stocktake)
    const { differences } = await compareNow(context.db, stocktake, context.now)
    const kinds = new Map(differences.map(difference => [difference.number, difference.kind]))
    const wanted = [...new Set(numbers.map(normaliseScan))]
    const strange = wanted.filter(number => !kinds.has(number))
    if (strange.length > 0) throw new AppError('invalid', [block('numbers', message('stocktake.noDifference', '以下编号没有差异,无需说明:{{numbers}}', { numbers: strange.slice(0, 10).join('、') }))])
    for (let start = 0; start < wanted.length; start += CHUNK) {
      const part = wanted.slice(start, start + CHUNK)
      await context.db.deleteFrom('stocktakeDifference').where('stocktakeId', '=', id).where('number', 'in', part).execute()
      await context.db.insertInto('stocktakeDifference').values(part.map(number => ({
        stocktakeId: id, number, kind: kinds.get(number)!, explanation, explainedBy: context.user.id, explainedAt: context.now, bookHolder: null, countedBy: null, blankState: null,
      }))).execute()
    }
    context.touched('stocktake', id)
    context.fact('explained', wanted.length)
    return { explained: wanted.length }
  },
  'stocktake.finalise': async ({ id, rev, secondPerson }, context) => {
    const stocktake = await openOne(context, id, rev)
    const compared = await compareNow(context.db, stocktake, context.now)
    const unsigned = await unsignedPlaces(context.db, stocktake, compared)
    if (unsigned.length > 0) throw new AppError('invalid', [block('id', message('stocktake.unsigned', '以下保管处还没有清点签字:{{places}}', { places: unsigned.join('、') }))])
    const rows = await differenceRows(context.db, id, compared.differences, false)
    const open = rows.filter(row => row.explanation === null)
    if (open.length > 0) throw new AppError('invalid', [block('id', message('stocktake.unexplained', '以下编号的差异还没有说明:{{numbers}}', { numbers: formatRanges(compressNumbers(open.map(row => row.number))) }))])
    const second = await context.secondPerson(secondPerson, 'stock.count')
    const explained = new Map((await context.db.selectFrom('stocktakeDifference').selectAll().where('stocktakeId', '=', id).execute()).map(row => [row.number, row]))
    await context.db.deleteFrom('stocktakeDifference').where('stocktakeId', '=', id).execute()
    for (let start = 0; start < rows.length; start += CHUNK) {
      await context.db.insertInto('stocktakeDifference').values(rows.slice(start, start + CHUNK).map(row => {
        const { explanation, explainedBy, explainedAt } = explained.get(row.number)!
        return { stocktakeId: id, number: row.number, kind: row.kind, explanation, explainedBy, explainedAt, bookHolder: row.bookHolderName, countedBy: row.countedByNames.join('、') || null, blankState: row.state }
      })).execute()
    }
    await context.db.updateTable('stocktake').set({
      state: 'finalised', rev: rev + 1, bookAt: compared.bookAt, booked: compared.booked, counted: compared.counted, matched: compared.matched, endedAt: context.now, endedBy: context.user.id, secondPersonId: second.id,
    }).where('id', '=', id).execute()
    context.touched('stocktake', id)
    context.fact('booked', compared.booked); context.fact('counted', compared.counted); context.fact('differences', rows.length)
    return { booked: compared.booked, counted: compared.counted, differences: rows.length }
  },
  'stocktake.save': ({ id }, context) => saveStocktake(context, id),

  'stocktake.month': async ({ month }, { db }) => {
    const { first, last } = monthRange(month)
    const counts = await db.selectFrom('stocktake').selectAll().where('state', '=', 'finalised').where('day', '>=', first).where('day', '<=', addDays(last, LATE_COUNT_DAYS)).orderBy('day', 'desc').orderBy('endedAt', 'desc').execute()
    // The month's own count; while there is none, the newest that was made in its days.
    const newest = counts.find(row => monthCounted(row.day as Day) === month) ?? counts.find(row => row.day <= last)
    const differences = newest ? await db.selectFrom('stocktakeDifference').select(({ fn }) => fn.countAll<number>().as('count')).where('stocktakeId', '=', newest.id).executeTakeFirstOrThrow() : null
    const births = await db.selectFrom('newborn').select(({ fn }) => [fn.countAll<number>().as('count'), fn.min('bornAt').as('since')]).where('voidedAt', 'is', null).where('outcome', '=', '1').executeTakeFirstOrThrow()
    const issued = await db.selectFrom('certificate').select(({ fn }) => fn.count<number>('newbornId').distinct().as('count')).where('issueType', '=', '1').where(eb => eb.or([eb('sealedAt', 'is not', null), eb('backEntered', '=', 1)])).where('voidedAt', 'is', null).executeTakeFirstOrThrow()
    const without = await childrenWithout(db).select(({ fn }) => fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
    return {
      month, figures: await monthBalance(db, month),
      counted: newest ? { stocktakeId: newest.id, day: newest.day, counted: newest.counted ?? 0, booked: newest.booked ?? 0, differences: Number(differences?.count ?? 0) } : null,
      births: { since: births.since?.slice(0, 10) ?? null, liveBirths: Number(births.count), firstIssues: Number(issued.count), without: Number(without.count) },
    }
  },
  'stocktake.monthNumbers': async ({ month, figure }, { db }) => {
    const numbers = await numbersOfFigure(db, month, figure)
    return { count: numbers.length, ranges: compressNumbers(numbers) }
  },
  'stocktake.withoutCertificate': async ({ offset, limit }, { db }) => {
    const { total } = await childrenWithout(db).select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
    const rows = await childrenWithout(db).innerJoin('delivery', 'delivery.id', 'newborn.deliveryId').innerJoin('person as mother', 'mother.id', 'delivery.motherId')
      .select(['newborn.id as newbornId', 'newborn.bornAt', 'newborn.sex as babySex', 'mother.name as motherName', 'delivery.admissionNumber']).orderBy('newborn.bornAt').orderBy('newborn.id').offset(offset).limit(limit).execute()
    return { total: Number(total), rows }
  },
} satisfies Partial<Handlers>

// Live births without any certificate, sealed here or entered afterwards from paper, whatever became of it later.
function childrenWithout(db: ReadDb) {
  return db.selectFrom('newborn').where('newborn.voidedAt', 'is', null).where('newborn.outcome', '=', '1')
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('certificate').select(sql`1`.as('one')).whereRef('certificate.newbornId', '=', 'newborn.id').where(eb => eb.or([eb('certificate.sealedAt', 'is not', null), eb('certificate.backEntered', '=', 1)])).where('certificate.voidedAt', 'is', null))))
}

async function openOne(context: WriteContext, id: string, rev: number): Promise<Stocktake> {
  const stocktake = await getStocktake(context.db, id)
  refuseEnded(stocktake)
  if (stocktake.rev !== rev) throw new AppError('edit-conflict', undefined, { record: 'stocktake', id })
  return stocktake
}

function checkRev(count: Count, rev: number): void {
  if (count.rev !== rev) throw new AppError('edit-conflict', undefined, { record: 'stocktakeCount', id: count.id })
}

function refuseOthersCount(context: WriteContext, count: Count): void {
  if (!mayCount(context.user, count)) throw new AppError('invalid', [block('countId', message('stocktake.othersCount', '这一处由保管人本人清点,请保管人登录后继续'))])
}

/** The count to be changed: still open, not signed, and this person's to make. */
async function countOf(context: WriteContext, countId: string): Promise<{ count: Count; stocktake: Stocktake }> {
  const found = await getCount(context.db, countId)
  refuseEnded(found.stocktake)
  refuseOthersCount(context, found.count)
  if (found.count.signedAt) throw new AppError('invalid', [block('countId', message('stocktake.signed', '这里已签字;要改动请先“重新清点”'))])
  return found
}

// A window is counted by its clerk, the cabinet by a stock keeper; for somebody away a keeper counts and says why.
async function refuseOtherPlace(context: WriteContext, holderId: string | null, absentReason: string | undefined): Promise<void> {
  const isKeeper = context.user.permissions.has('stock.write')
  if (holderId === null) {
    if (!isKeeper) throw new AppError('invalid', [block('holderId', message('stocktake.cabinetKeeper', '证件柜由证件管理员清点'))])
    return
  }
  const holder = await context.db.selectFrom('userAccount').select('displayName').where('id', '=', holderId).executeTakeFirst()
  if (!holder) throw new AppError('not-found', undefined, { record: 'user', id: holderId })
  if (holderId === context.user.id) return
  if (!isKeeper) throw new AppError('invalid', [block('holderId', message('stocktake.ownWindow', '{{name}} 的证件由本人清点', { name: holder.displayName }))])
  if (!absentReason) throw new AppError('invalid', [block('absentReason', message('stocktake.absentReason', '{{name}} 不在岗时可由证件管理员代为清点,请填写原因', { name: holder.displayName }))])
}

async function unsignedPlaces(db: ReadDb, stocktake: Stocktake, compared: Awaited<ReturnType<typeof compareNow>>): Promise<string[]> {
  const places = await placesOf(db, stocktake, compared.book, compared.counts)
  return places.filter(place => place.state !== 'signed').map(place => (place.holderId === null ? CABINET_NAME : place.holderName))
}

function checkedRange(firstNumber: string, lastNumber: string): NumberRange {
  const { value: range, issues } = checkNumberRange({ first: normaliseScan(firstNumber), last: normaliseScan(lastNumber) })
  if (issues.length > 0) throw new AppError('invalid', issues)
  if (rangeCount(range) > MOST_PER_RANGE) throw new AppError('invalid', [block('lastNumber', message('stocktake.tooMany', '一次录入 {{count}} 张,超过 {{most}} 张,请核对起止编号', { count: rangeCount(range), most: MOST_PER_RANGE }))])
  return range
}

async function knownIn(db: ReadDb, countId: string, numbers: readonly string[]): Promise<Set<string>> {
  if (numbers.length === 0) return new Set()
  return new Set((await db.selectFrom('stocktakeNumber').select('number').where('countId', '=', countId).where('number', 'in', [...new Set(numbers)]).execute()).map(row => row.number))
}

async function addNumbers(context: WriteContext, countId: string, numbers: readonly string[]): Promise<void> {
  for (let start = 0; start < numbers.length; start += CHUNK) {
    await context.db.insertInto('stocktakeNumber').values(numbers.slice(start, start + CHUNK).map(number => ({ countId, number, at: context.now as Instant }))).execute()
  }
}

async function keepAside(context: WriteContext, countId: string, scanned: readonly string[]) {
  if (scanned.length === 0) return []
  const last = await context.db.selectFrom('stocktakeRefused').select(({ fn }) => fn.max('seq').as('seq')).where('countId', '=', countId).executeTakeFirst()
  const rows = scanned.map((text, index) => ({ countId, seq: Number(last?.seq ?? 0) + index + 1, scanned: text, at: context.now as Instant }))
  await context.db.insertInto('stocktakeRefused').values(rows).execute()
  return rows.map(row => ({ seq: row.seq, scanned: row.scanned, reason: refusal(row.scanned), at: row.at }))
}
