import { BLANK_STATE, type BlankState, CERTIFICATE_EDITION } from '../../../../domain/code/certificate.ts'
import { AppError } from '../../../../domain/api/result.ts'
import { block, type FieldIssue, message } from '../../../../domain/message/message.ts'
import { checkEdition, checkNumberRange, compressNumbers, formatRanges, normaliseScan, numbersOf, type NumberRange, rangeCount, rangeOverlap } from '../../../../domain/rule/certificate-number.ts'
import { type Day } from '../../../../domain/time/day.ts'
import type { WriteContext } from '../../context.ts'
import type { ReadDb } from '../../db/engine.ts'
import type { Handlers } from '../../handlers.ts'
import { type Blank, blankHistory, moveBlank } from '../../registry/blanks.ts'

const CHUNK = 500
/** A batch is a carton, not a province: a slip in the first digits would otherwise make millions of rows. */
const MOST_PER_BATCH = 20_000

export const stockHandlers = {
  'stock.receive': async (input, context) => {
    const { value: range, issues } = checkNumberRange({ first: normaliseScan(input.firstNumber), last: normaliseScan(input.lastNumber) })
    if (!issues.some(issue => issue.level === 'block')) {
      issues.push(...await overlapIssues(context.db, range))
      if (rangeCount(range) > MOST_PER_BATCH) issues.push(block('lastNumber', message('stock.tooMany', '一次入库 {{count}} 张,超过 {{most}} 张,请核对起止编号', { count: rangeCount(range), most: MOST_PER_BATCH })))
    }
    if (input.receivedDay > context.today) issues.push(block('receivedDay', message('stock.receivedFuture', '入库日期不能晚于今天')))
    issues.push(...checkEdition(input.edition, input.receivedDay as Day, 'edition'))
    if (!input.secondCounter) issues.push(block('secondCounter', message('stock.secondCounter', '入库须两人清点:请第二位清点人登录确认')))
    const blocking = issues.filter(issue => issue.level === 'block')
    if (blocking.length) throw new AppError('invalid', blocking)
    const second = await context.secondPerson(input.secondCounter!, 'stock.read')
    const batchId = context.newId()
    const quantity = rangeCount(range)
    await context.db.insertInto('blankBatch').values({
      id: batchId, edition: input.edition, letter: range.first.slice(0, 1), firstNumber: range.first, lastNumber: range.last, quantity, receivedFrom: input.receivedFrom, receivedDay: input.receivedDay,
      firstCounterId: context.user.id, secondCounterId: second.id, note: input.note ?? null, createdAt: context.now,
    }).execute()
    const numbers = [...numbersOf(range)]
    for (let start = 0; start < numbers.length; start += CHUNK) {
      const part = numbers.slice(start, start + CHUNK)
      await context.db.insertInto('blank').values(part.map(number => ({ number, batchId, edition: input.edition, state: 'inStock', holderId: null, certificateId: null, printCount: 0, rev: 1, updatedAt: context.now }))).execute()
      await context.db.insertInto('blankEvent').values(part.map(number => ({
        number, seq: 1, fromState: null, toState: 'inStock', at: context.now, byUser: context.user.id, secondPersonId: second.id, holderId: null, certificateId: null, reasonCode: null, reason: null, evidence: null,
      }))).execute()
    }
    context.touched('blankBatch', batchId)
    context.fact('first', range.first); context.fact('last', range.last); context.fact('quantity', quantity)
    return { batchId, quantity }
  },

  'stock.batches': async ({ offset, limit }, { db }) => {
    const rows = await db.selectFrom('blankBatch').leftJoin('userAccount as first', 'first.id', 'blankBatch.firstCounterId').leftJoin('userAccount as second', 'second.id', 'blankBatch.secondCounterId')
      .select(['blankBatch.id', 'edition', 'firstNumber', 'lastNumber', 'quantity', 'receivedFrom', 'receivedDay', 'first.displayName as firstCounterName', 'second.displayName as secondCounterName', 'note'])
      .select(({ selectFrom }) => selectFrom('blank').whereRef('blank.batchId', '=', 'blankBatch.id').where('blank.state', '=', 'inStock').select(({ fn }) => fn.countAll<number>().as('count')).as('inStock'))
      .orderBy('blankBatch.createdAt', 'desc').offset(offset).limit(limit).execute()
    return rows.map(row => ({ ...row, firstCounterName: row.firstCounterName ?? '', secondCounterName: row.secondCounterName ?? '', inStock: Number(row.inStock) }))
  },
  'stock.summary': async (_input, { db }) => {
    const states = await db.selectFrom('blank').select(({ fn }) => ['state', fn.countAll<number>().as('count')]).groupBy('state').execute()
    const holders = await db.selectFrom('blank').innerJoin('userAccount', 'userAccount.id', 'blank.holderId')
      .select(({ fn }) => ['holderId', 'displayName', fn.countAll<number>().as('count'), fn.min('number').as('next')]).where('state', '=', 'drawn').groupBy(['holderId', 'displayName']).orderBy('displayName').execute()
    return {
      byState: states.map(row => ({ state: row.state as BlankState, count: Number(row.count) })),
      byHolder: holders.map(row => ({ holderId: row.holderId ?? '', holderName: row.displayName, count: Number(row.count), next: row.next as string | null })),
    }
  },
  'stock.list': async ({ offset, limit, state, holderId, batchId, number }, { db }) => {
    let query = db.selectFrom('blank')
    if (state) query = query.where('blank.state', '=', state)
    if (holderId) query = query.where('blank.holderId', '=', holderId)
    if (batchId) query = query.where('blank.batchId', '=', batchId)
    if (number) query = query.where('blank.number', '>=', normaliseScan(number))
    const { total } = await query.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
    const rows = await query.leftJoin('userAccount', 'userAccount.id', 'blank.holderId')
      .select(['blank.number', 'batchId', 'edition', 'state', 'holderId', 'displayName as holderName', 'certificateId', 'printCount', 'updatedAt']).orderBy('blank.number').offset(offset).limit(limit).execute()
    return { total: Number(total), rows: rows.map(row => ({ ...row, state: row.state as BlankState })) }
  },
  'stock.history': async ({ number }, { db }) => blankHistory(db, normaliseScan(number)),

  'stock.draw': async (input, context) => {
    const receiver = await context.secondPerson(input.receiver, 'certificate.print')
    return moveRange(context, input, ['inStock'], { to: 'drawn', holderId: receiver.id, secondPersonId: receiver.id })
  },
  'stock.giveBack': async (input, context) => {
    const holder = await context.secondPerson(input.holder, 'certificate.print')
    return moveRange(context, input, ['drawn'], { to: 'inStock', holderId: null, secondPersonId: holder.id, reason: input.reason }, holder.id)
  },
  'stock.void': async (input, context) => {
    const second = await context.secondPerson(input.secondPerson, 'stock.read')
    return moveRange(context, input, ['inStock', 'drawn'], { to: 'void', secondPersonId: second.id, reasonCode: input.reasonCode, reason: input.reason })
  },
} satisfies Partial<Handlers>

// Case 9: the numbers that were already received, named.
async function overlapIssues(db: ReadDb, range: NumberRange): Promise<FieldIssue[]> {
  const batches = await db.selectFrom('blankBatch').select(['firstNumber', 'lastNumber']).where('firstNumber', '<=', range.last).where('lastNumber', '>=', range.first).execute()
  const overlaps = batches.flatMap(batch => rangeOverlap(range, { first: batch.firstNumber, last: batch.lastNumber }) ?? [])
  return overlaps.length ? [block('firstNumber', message('stock.overlap', '以下编号已入库,不能重复入库:{{numbers}}', { numbers: formatRanges(overlaps) }))] : []
}

async function moveRange(
  context: WriteContext, input: { firstNumber: string; lastNumber: string }, from: readonly BlankState[],
  move: { to: BlankState; holderId?: string | null; secondPersonId: string; reasonCode?: string; reason?: string }, holderId?: string,
): Promise<{ quantity: number }> {
  const { value: range, issues } = checkNumberRange({ first: normaliseScan(input.firstNumber), last: normaliseScan(input.lastNumber) })
  if (issues.length) throw new AppError('invalid', issues)
  if (rangeCount(range) > MOST_PER_BATCH) throw new AppError('invalid', [block('lastNumber', message('stock.tooManyToMove', '一次最多处理 {{most}} 张,请分次办理', { most: MOST_PER_BATCH }))])
  const blanks = await context.db.selectFrom('blank').selectAll().where('number', '>=', range.first).where('number', '<=', range.last).orderBy('number').execute() as Blank[]
  const known = new Set(blanks.map(blank => blank.number))
  const missing = [...numbersOf(range)].filter(number => !known.has(number))
  const unfit = blanks.filter(blank => !from.includes(blank.state) || (holderId !== undefined && blank.holderId !== holderId))
  const found: FieldIssue[] = []
  if (missing.length) found.push(block('firstNumber', message('stock.notReceived', '以下编号不在库存号段:{{numbers}}', { numbers: formatRanges(compressNumbers(missing)) })))
  for (const [state, group] of Map.groupBy(unfit, blank => blank.state)) {
    found.push(block('firstNumber', message('stock.wrongState', '以下编号现为“{{state}}”,不能办理:{{numbers}}', { state: BLANK_STATE.label(state), numbers: formatRanges(compressNumbers(group.map(blank => blank.number))) })))
  }
  if (move.to === 'drawn') for (const edition of new Set(blanks.map(blank => blank.edition))) if (CERTIFICATE_EDITION.isCode(edition)) found.push(...checkEdition(edition, context.today, 'firstNumber'))
  if (found.length) throw new AppError('invalid', found)
  for (const blank of blanks) await moveBlank(context, blank, move)
  context.touched('blankBatch', blanks[0]?.batchId ?? '')
  context.fact('first', range.first); context.fact('last', range.last); context.fact('quantity', blanks.length)
  return { quantity: blanks.length }
}
