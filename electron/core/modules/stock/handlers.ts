import { type BlankState, CERTIFICATE_EDITION } from '../../../../domain/code/certificate.ts'
import { BACK_ENTRY_BATCH } from '../../../../domain/code/replacement.ts'
import { BLANK_REQUEST, type BlankRequestState, STOCK_SLIP } from '../../../../domain/code/stock.ts'
import { AppError } from '../../../../domain/api/result.ts'
import type { Output } from '../../../../domain/api/api.ts'
import { block, type FieldIssue, message } from '../../../../domain/message/message.ts'
import { blankFitness, blankLastDay } from '../../../../domain/rule/blank-expiry.ts'
import { checkEdition, checkNumberRange, compressNumbers, formatRanges, normaliseScan, numbersOf, type NumberRange, rangeCount, rangeOverlap } from '../../../../domain/rule/certificate-number.ts'
import type { Day } from '../../../../domain/time/day.ts'
import type { ReadContext, WriteContext } from '../../context.ts'
import type { Database } from '../../db/database.ts'
import type { ReadDb } from '../../db/engine.ts'
import type { Handlers } from '../../handlers.ts'
import { blankHistory } from '../../registry/blanks.ts'
import { lossOfNumber } from './loss-handlers.ts'
import { MOST_PER_BATCH, movableBlanks, moveAll, rangesOf } from './ranges.ts'
import { slipsOf, slipsOfNumber, writeSlip } from './slips.ts'

const CHUNK = 500
type BatchRow = Output<'stock.batches'>[number]

export const stockHandlers = {
  'stock.requests': async ({ offset, limit }, { db }) => {
    const { total } = await db.selectFrom('blankRequest').select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
    const rows = await db.selectFrom('blankRequest').leftJoin('userAccount as first', 'first.id', 'firstApplicantId').leftJoin('userAccount as second', 'second.id', 'secondApplicantId')
      .select(['blankRequest.id', 'blankRequest.rev', 'state', 'quantity', 'receivedQuantity', 'appliedTo', 'appliedDay', 'first.displayName as firstApplicantName', 'second.displayName as secondApplicantName', 'note', 'endedDay', 'endReason'])
      .orderBy('blankRequest.createdAt', 'desc').offset(offset).limit(limit).execute()
    return { total: Number(total), rows: rows.map(row => ({ ...row, state: row.state as BlankRequestState, firstApplicantName: row.firstApplicantName ?? '', secondApplicantName: row.secondApplicantName ?? '' })) }
  },
  'stock.request': async (input, context) => {
    if (input.appliedDay > context.today) throw new AppError('invalid', [block('appliedDay', message('stock.appliedFuture', '申领日期不能晚于今天'))])
    const second = await context.secondPerson(input.secondApplicant, 'stock.read')
    const row = {
      id: context.newId(), rev: 1, state: 'requested', quantity: input.quantity, receivedQuantity: 0, appliedTo: input.appliedTo, appliedDay: input.appliedDay, firstApplicantId: context.user.id, secondApplicantId: second.id,
      note: input.note?.trim() || null, endedDay: null, endedBy: null, endReason: null, createdAt: context.now,
    }
    await context.db.insertInto('blankRequest').values(row).execute()
    await noteRequest(context, row, 'create')
    return { id: row.id, rev: row.rev }
  },
  'stock.endRequest': async ({ id, rev, state, reason }, context) => {
    await changeRequest(context, await getRequest(context.db, id), rev, state, { endedDay: context.today, endedBy: context.user.id, endReason: reason })
    return null
  },

  'stock.receive': async (input, context) => {
    const { value: range, issues } = checkNumberRange({ first: normaliseScan(input.firstNumber), last: normaliseScan(input.lastNumber) })
    if (!issues.some(issue => issue.level === 'block')) {
      issues.push(...await overlapIssues(context.db, range))
      if (rangeCount(range) > MOST_PER_BATCH) issues.push(block('lastNumber', message('stock.tooMany', '一次入库 {{count}} 张,超过 {{most}} 张,请核对起止编号', { count: rangeCount(range), most: MOST_PER_BATCH })))
    }
    if (input.receivedDay > context.today) issues.push(block('receivedDay', message('stock.receivedFuture', '入库日期不能晚于今天')))
    issues.push(...checkEdition(input.edition, input.receivedDay as Day, 'edition'), ...await printYearIssues(context, input.printYear, input.receivedDay))
    const request = input.requestId === undefined ? null : await getRequest(context.db, input.requestId)
    if (request && request.state !== 'requested' && request.state !== 'received') issues.push(block('requestId', message('stock.requestEnded', '这份申领现为“{{state}}”,不能再登记到货', { state: BLANK_REQUEST.label(request.state as BlankRequestState) })))
    if (!input.secondCounter) issues.push(block('secondCounter', message('stock.secondCounter', '入库须两人清点:请第二位清点人登录确认')))
    const blocking = issues.filter(issue => issue.level === 'block')
    if (blocking.length) throw new AppError('invalid', blocking)
    const second = await context.secondPerson(input.secondCounter!, 'stock.read')
    const batchId = context.newId()
    const quantity = rangeCount(range)
    await context.db.insertInto('blankBatch').values({
      id: batchId, edition: input.edition, letter: range.first.slice(0, 1), firstNumber: range.first, lastNumber: range.last, quantity, receivedFrom: input.receivedFrom, receivedDay: input.receivedDay,
      firstCounterId: context.user.id, secondCounterId: second.id, note: input.note ?? null, createdAt: context.now,
      printYear: input.printYear ?? null, reviewUnit: input.reviewUnit || null, reviewerName: input.reviewerName || null, collectorName: input.collectorName || null, collectorIdNumber: input.collectorIdNumber || null, requestId: request?.id ?? null,
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
    if (request) await changeRequest(context, request, request.rev, 'received', { receivedQuantity: request.receivedQuantity + quantity, endedDay: input.receivedDay, endedBy: context.user.id })
    return { batchId, quantity }
  },
  'stock.batches': async ({ offset, limit }, context) => batchRows(context, query => query.orderBy('blankBatch.createdAt', 'desc').offset(offset).limit(limit)),
  'stock.setPrintYear': async ({ batchId, printYear }, context) => {
    const batch = await context.db.selectFrom('blankBatch').select(['receivedDay', 'printYear', 'firstNumber']).where('id', '=', batchId).executeTakeFirst()
    if (!batch) throw new AppError('not-found', undefined, { record: 'blankBatch', id: batchId })
    const issues = await printYearIssues(context, printYear, batch.receivedDay)
    if (issues.length) throw new AppError('invalid', issues)
    await context.db.updateTable('blankBatch').set({ printYear }).where('id', '=', batchId).execute()
    context.touched('blankBatch', batchId)
    context.fact('printYear', printYear); context.fact('before', batch.printYear ?? 0); context.fact('first', batch.firstNumber)
    return null
  },

  'stock.summary': async (_input, { db }) => {
    const states = await db.selectFrom('blank').select(({ fn }) => ['state', fn.countAll<number>().as('count')]).groupBy('state').execute()
    // Issued elsewhere or before this program: no sheet of ours. One that came back through an exchange lies here and counts.
    const entered = await db.selectFrom('blank').select(({ fn }) => fn.countAll<number>().as('count')).where('batchId', '=', BACK_ENTRY_BATCH).where('state', '=', 'issued').executeTakeFirstOrThrow()
    const holders = await db.selectFrom('blank').innerJoin('userAccount', 'userAccount.id', 'blank.holderId')
      .select(({ fn }) => ['holderId', 'displayName', fn.countAll<number>().as('count'), fn.min('number').as('next')]).where('state', '=', 'drawn').groupBy(['holderId', 'displayName']).orderBy('displayName').execute()
    return {
      byState: states.map(row => ({ state: row.state as BlankState, count: Number(row.count) - (row.state === 'issued' ? Number(entered.count) : 0) })).filter(row => row.count > 0),
      byHolder: holders.map(row => ({ holderId: row.holderId ?? '', holderName: row.displayName, count: Number(row.count), next: row.next as string | null })),
    }
  },
  'stock.list': async ({ offset, limit, state, holderId, batchId, number }, { db }) => {
    let query = db.selectFrom('blank')
    if (state) query = query.where('blank.state', '=', state)
    if (state === 'issued' && !batchId) query = query.where('blank.batchId', '<>', BACK_ENTRY_BATCH)
    if (holderId) query = query.where('blank.holderId', '=', holderId)
    if (batchId) query = query.where('blank.batchId', '=', batchId)
    if (number) query = query.where('blank.number', '>=', normaliseScan(number))
    const { total } = await query.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
    const rows = await query.leftJoin('userAccount', 'userAccount.id', 'blank.holderId').select(BLANK_COLUMNS).orderBy('blank.number').offset(offset).limit(limit).execute()
    return { total: Number(total), rows: rows.map(row => ({ ...row, state: row.state as BlankState })) }
  },
  'stock.history': async ({ number }, { db }) => blankHistory(db, normaliseScan(number)),
  'stock.number': async (input, context) => {
    const { db } = context
    const number = normaliseScan(input.number)
    const blank = await db.selectFrom('blank').leftJoin('userAccount', 'userAccount.id', 'blank.holderId').select(BLANK_COLUMNS).where('blank.number', '=', number).executeTakeFirst()
    if (!blank) return null
    const [batch] = await batchRows(context, query => query.where('blankBatch.id', '=', blank.batchId))
    const certificates = await db.selectFrom('certificate').select(['id', 'newbornId', 'issueDay', 'endedAt']).where('number', '=', number).where('voidedAt', 'is', null).orderBy('createdAt').execute()
    return {
      blank: { ...blank, state: blank.state as BlankState }, batch: batch ?? null, events: await blankHistory(db, number), slips: await slipsOfNumber(db, number), loss: await lossOfNumber(context, number), certificates,
    }
  },
  'stock.unfit': async (_input, context) => {
    const { blankFormExpiry } = await context.setting('provinceRules')
    // Only what the cabinet and the windows still hold can be unfit; a batch is asked for once, not each of its numbers.
    const held = await context.db.selectFrom('blank').select('batchId').distinct().where('state', 'in', ['inStock', 'drawn']).execute()
    const batches = held.length ? await context.db.selectFrom('blankBatch').selectAll().where('id', 'in', held.map(row => row.batchId)).orderBy('firstNumber').execute() : []
    const rows: Output<'stock.unfit'>['rows'] = []
    const unknownYear: Output<'stock.unfit'>['unknownYear'] = []
    for (const batch of batches) {
      if (!CERTIFICATE_EDITION.isCode(batch.edition)) continue
      if (blankFormExpiry !== 'none' && batch.printYear === null) unknownYear.push({ batchId: batch.id, firstNumber: batch.firstNumber, lastNumber: batch.lastNumber, quantity: batch.quantity })
      const fitness = blankFitness({ edition: batch.edition, printYear: batch.printYear }, blankFormExpiry, context.today)
      if (fitness === 'fit') continue
      const numbers = await context.db.selectFrom('blank').select('number').where('batchId', '=', batch.id).where('state', 'in', ['inStock', 'drawn']).orderBy('number').execute()
      const lastDay = fitness === 'editionStopped' ? CERTIFICATE_EDITION.entry(batch.edition).lastIssueDay : blankLastDay(batch.printYear, blankFormExpiry)
      rows.push({ batchId: batch.id, edition: batch.edition, fitness, lastDay: lastDay ?? '', quantity: numbers.length, ranges: typedRanges(compressNumbers(numbers.map(row => row.number))) })
    }
    return { rows, unknownYear }
  },
  'stock.slips': async ({ kinds, organizationId, offset, limit }, { db }) => slipsOf(db, kinds.length ? kinds : STOCK_SLIP.values, { offset, limit }, organizationId),

  'stock.draw': async (input, context) => {
    const receiver = await context.secondPerson(input.receiver, 'certificate.print')
    const blanks = await movableBlanks(context, rangesOf([input]), ['inStock'], { toBeUsed: true })
    await moveAll(context, blanks, { to: 'drawn', holderId: receiver.id, secondPersonId: receiver.id })
    return writeSlip(context, 'draw', numbersIn(blanks), { secondPersonId: receiver.id, toHolderId: receiver.id })
  },
  'stock.giveBack': async (input, context) => {
    const holder = await context.secondPerson(input.holder, 'certificate.print')
    const blanks = await movableBlanks(context, rangesOf([input]), ['drawn'], { holderId: holder.id })
    await moveAll(context, blanks, { to: 'inStock', holderId: null, secondPersonId: holder.id, reason: input.reason })
    return writeSlip(context, 'giveBack', numbersIn(blanks), { secondPersonId: holder.id, fromHolderId: holder.id, reason: input.reason })
  },
  'stock.handOver': async (input, context) => {
    const giver = await context.secondPerson(input.from, 'stock.read')
    const taker = input.to ? await context.secondPerson(input.to, 'certificate.print') : null
    if (taker?.id === giver.id) throw new AppError('invalid', [block('to', message('stock.handOverSame', '交出人与接收人不能是同一人'))])
    const blanks = await context.db.selectFrom('blank').selectAll().where('state', '=', 'drawn').where('holderId', '=', giver.id).orderBy('number').execute()
    if (!blanks.length) throw new AppError('invalid', [block('from', message('stock.nothingToHandOver', '{{name}}手中没有未使用的证件', { name: giver.displayName }))])
    // A sheet that may be in the printer cannot change hands: the question 印好了吗 is the giver's to answer.
    const held = await context.db.selectFrom('blank').select(['number', 'state']).where('state', '=', 'held').where('holderId', '=', giver.id).orderBy('number').execute()
    if (held.length) throw new AppError('invalid', [block('from', message('stock.handOverHeld', '编号 {{numbers}} 正在打印,请先回答“印好了吗?”再交接', { numbers: formatRanges(compressNumbers(held.map(row => row.number))) }))])
    await moveAll(context, blanks as never, { to: taker ? 'drawn' : 'inStock', holderId: taker?.id ?? null, secondPersonId: giver.id, reasonCode: 'handOver', reason: input.reason })
    return writeSlip(context, 'handOver', numbersIn(blanks), { secondPersonId: taker?.id ?? giver.id, fromHolderId: giver.id, toHolderId: taker?.id ?? null, reason: input.reason })
  },
  'stock.void': async (input, context) => {
    // Note §4.4: whether unused paper becomes waste is the reviewer's word, not another keeper's.
    const second = await context.secondPerson(input.secondPerson, 'certificate.review')
    const blanks = await movableBlanks(context, rangesOf([input]), ['inStock', 'drawn'])
    // Note §1.10: a loss is reported within two hours, with its papers; as a void number it would be neither.
    if (input.reasonCode === '3') throw new AppError('invalid', [block('reasonCode', message('void.lost', '遗失、被盗请办理遗失上报,不在此作废'))])
    await moveAll(context, blanks, { to: 'void', secondPersonId: second.id, reasonCode: input.reasonCode, reason: input.reason })
    return writeSlip(context, 'void', numbersIn(blanks), { secondPersonId: second.id, reasonCode: input.reasonCode, reason: input.reason })
  },
  'stock.returnUp': async (input, context) => {
    refuseFutureDay(input.day, context.today)
    const second = await context.secondPerson(input.secondPerson, 'stock.read')
    const blanks = await movableBlanks(context, rangesOf([input]), ['inStock'])
    await moveAll(context, blanks, { to: 'returned', holderId: null, secondPersonId: second.id, reason: input.reason })
    return writeSlip(context, 'returnUp', numbersIn(blanks), { secondPersonId: second.id, counterpart: input.returnedTo, firstOutsideName: input.receiverName, day: input.day, reason: input.reason })
  },
} satisfies Partial<Handlers>

const BLANK_COLUMNS = ['blank.number', 'batchId', 'edition', 'state', 'holderId', 'displayName as holderName', 'certificateId', 'printCount', 'updatedAt'] as const

/** The numbers of blanks, in order. */
export const numbersIn = (blanks: readonly { number: string }[]): string[] => blanks.map(blank => blank.number)
/** Ranges in the contract's words. */
export const typedRanges = (ranges: readonly NumberRange[]): { firstNumber: string; lastNumber: string }[] => ranges.map(({ first, last }) => ({ firstNumber: first, lastNumber: last }))

/** What is written down today happened today or before. */
export function refuseFutureDay(day: string, today: Day): void {
  if (day > today) throw new AppError('invalid', [block('day', message('stock.dayFuture', '办理日期不能晚于今天'))])
}

const allBatches = (db: ReadDb) => db.selectFrom('blankBatch').leftJoin('userAccount as first', 'first.id', 'blankBatch.firstCounterId').leftJoin('userAccount as second', 'second.id', 'blankBatch.secondCounterId')
  .select([
    'blankBatch.id', 'edition', 'firstNumber', 'lastNumber', 'quantity', 'receivedFrom', 'receivedDay', 'first.displayName as firstCounterName', 'second.displayName as secondCounterName', 'note', 'printYear', 'reviewUnit',
    'reviewerName', 'collectorName', 'requestId',
  ])
  .select(({ selectFrom }) => selectFrom('blank').whereRef('blank.batchId', '=', 'blankBatch.id').where('blank.state', '=', 'inStock').select(({ fn }) => fn.countAll<number>().as('count')).as('inStock'))

async function batchRows(context: ReadContext, narrowed: (query: ReturnType<typeof allBatches>) => ReturnType<typeof allBatches>): Promise<BatchRow[]> {
  const { blankFormExpiry } = await context.setting('provinceRules')
  const rows = await narrowed(allBatches(context.db)).execute()
  return rows.map(row => ({ ...row, firstCounterName: row.firstCounterName ?? '', secondCounterName: row.secondCounterName ?? '', inStock: Number(row.inStock), lastDay: blankLastDay(row.printYear, blankFormExpiry) }))
}

// Case 9: the numbers that were already received, named. The key of the table refuses them too, whatever this says.
async function overlapIssues(db: ReadDb, range: NumberRange): Promise<FieldIssue[]> {
  const batches = await db.selectFrom('blankBatch').select(['firstNumber', 'lastNumber']).where('firstNumber', '<=', range.last).where('lastNumber', '>=', range.first).execute()
  const overlaps = batches.flatMap(batch => rangeOverlap(range, { first: batch.firstNumber, last: batch.lastNumber }) ?? [])
  return overlaps.length ? [block('firstNumber', message('stock.overlap', '以下编号已入库,不能重复入库:{{numbers}}', { numbers: formatRanges(overlaps) }))] : []
}

// The print year stands on the carton and the delivery note; the letter is only a hint and proves nothing (note §2.4).
async function printYearIssues(context: WriteContext, printYear: number | undefined, receivedDay: string): Promise<FieldIssue[]> {
  if (printYear !== undefined) return printYear > Number(receivedDay.slice(0, 4)) ? [block('printYear', message('stock.printYearLater', '印制年份不能晚于入库年份'))] : []
  const { blankFormExpiry } = await context.setting('provinceRules')
  return blankFormExpiry === 'none' ? [] : [block('printYear', message('stock.printYearNeeded', '本省规定空白证件须在印制次年年底前用完,请填写印制年份'))]
}

type RequestTable = Database['blankRequest']

async function getRequest(db: ReadDb, id: string): Promise<RequestTable> {
  const row = await db.selectFrom('blankRequest').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new AppError('not-found', undefined, { record: 'stock.request', id })
  return row
}

async function changeRequest(context: WriteContext, row: RequestTable, rev: number, state: BlankRequestState, changes: Partial<RequestTable>): Promise<void> {
  if (row.rev !== rev) throw new AppError('edit-conflict', undefined, { record: 'stock.request', id: row.id, current: row })
  if (row.state !== state && !BLANK_REQUEST.canMove(row.state as BlankRequestState, state)) {
    throw new AppError('invalid', [block('state', message('stock.requestOver', '这份申领现为“{{state}}”,不能再改为“{{to}}”', { state: BLANK_REQUEST.label(row.state as BlankRequestState), to: BLANK_REQUEST.label(state) }))])
  }
  const next = { ...row, ...changes, state, rev: row.rev + 1 }
  await context.db.updateTable('blankRequest').set(next).where('id', '=', row.id).execute()
  await noteRequest(context, next, 'save')
}

async function noteRequest(context: WriteContext, row: RequestTable, action: 'create' | 'save'): Promise<void> {
  await context.history({ record: 'stock.request', recordId: row.id, rev: row.rev, action, row, reason: row.endReason })
  context.touched('stock.request', row.id)
  context.fact('requestState', row.state)
}
