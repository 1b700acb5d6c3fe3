import { sql } from 'kysely'
import type { Output } from '../../../../domain/api/api.ts'
import type { StockSlip } from '../../../../domain/code/stock.ts'
import { compressNumbers, rangeCount } from '../../../../domain/rule/certificate-number.ts'
import type { WriteContext } from '../../context.ts'
import type { Database } from '../../db/database.ts'
import type { ReadDb } from '../../db/engine.ts'

export type SlipRow = Output<'stock.slips'>['rows'][number]
type Facts = Partial<Omit<Database['stockSlip'], 'id' | 'kind' | 'quantity' | 'firstPersonId' | 'createdAt'>>

/** Writes the slip of one act: which numbers, which people. The caller signs first. */
export async function writeSlip(context: WriteContext, kind: StockSlip, numbers: readonly string[], facts: Facts): Promise<{ quantity: number; slipId: string }> {
  const slipId = context.newId()
  const ranges = compressNumbers(numbers)
  const row = {
    id: slipId, kind, quantity: numbers.length, day: context.today as string, organizationId: null, counterpart: null, firstOutsideName: null, firstOutsideIdNumber: null, secondOutsideName: null, secondOutsideIdNumber: null,
    secondPersonId: null, fromHolderId: null, toHolderId: null, reasonCode: null, reason: null, method: null, place: null, witnessName: null, ...facts, firstPersonId: context.user.id, createdAt: context.now,
  }
  await context.db.insertInto('stockSlip').values(row).execute()
  for (const range of ranges) await context.db.insertInto('stockSlipRange').values({ slipId, firstNumber: range.first, lastNumber: range.last, quantity: rangeCount(range) }).execute()
  await context.history({ record: 'stock.slip', recordId: slipId, rev: 1, action: 'create', row: { ...row, ranges }, reason: row.reason })
  context.touched('stock.slip', slipId)
  context.fact('kind', kind); context.fact('quantity', numbers.length)
  if (ranges[0]) { context.fact('first', ranges[0].first); context.fact('last', ranges.at(-1)!.last) }
  return { quantity: numbers.length, slipId }
}

const slips = (db: ReadDb) => db.selectFrom('stockSlip')
  .leftJoin('organization', 'organization.id', 'stockSlip.organizationId').leftJoin('userAccount as first', 'first.id', 'stockSlip.firstPersonId').leftJoin('userAccount as second', 'second.id', 'stockSlip.secondPersonId')
  .leftJoin('userAccount as giver', 'giver.id', 'stockSlip.fromHolderId').leftJoin('userAccount as taker', 'taker.id', 'stockSlip.toHolderId')
  .select([
    'stockSlip.id', 'stockSlip.kind', 'stockSlip.day', 'stockSlip.quantity', 'stockSlip.organizationId', 'organization.name as organizationName', 'stockSlip.counterpart', 'stockSlip.firstOutsideName', 'stockSlip.secondOutsideName',
    'first.displayName as firstPersonName', 'second.displayName as secondPersonName', 'giver.displayName as fromHolderName', 'taker.displayName as toHolderName', 'stockSlip.reasonCode', 'stockSlip.reason', 'stockSlip.method',
    'stockSlip.place', 'stockSlip.witnessName', 'stockSlip.createdAt',
  ])

type Raw = Awaited<ReturnType<ReturnType<typeof slips>['execute']>>

async function withRanges(db: ReadDb, rows: Raw): Promise<SlipRow[]> {
  if (!rows.length) return []
  const ranges = await db.selectFrom('stockSlipRange').selectAll().where('slipId', 'in', rows.map(row => row.id)).orderBy('slipId').orderBy('firstNumber').execute()
  const bySlip = Map.groupBy(ranges, range => range.slipId)
  return rows.map(row => ({
    ...row, kind: row.kind as StockSlip, firstPersonName: row.firstPersonName ?? '', ranges: (bySlip.get(row.id) ?? []).map(({ firstNumber, lastNumber }) => ({ firstNumber, lastNumber })),
  }))
}

/** Slips of these kinds, newest first. */
export async function slipsOf(db: ReadDb, kinds: readonly StockSlip[], page: { offset: number; limit: number }, organizationId?: string): Promise<{ total: number; rows: SlipRow[] }> {
  if (!kinds.length) return { total: 0, rows: [] }
  let counting = db.selectFrom('stockSlip').where('kind', 'in', [...kinds])
  let query = slips(db).where('stockSlip.kind', 'in', [...kinds])
  if (organizationId) { counting = counting.where('organizationId', '=', organizationId); query = query.where('stockSlip.organizationId', '=', organizationId) }
  const { total } = await counting.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await query.orderBy('stockSlip.createdAt', 'desc').orderBy('stockSlip.id', 'desc').offset(page.offset).limit(page.limit).execute()
  return { total: Number(total), rows: await withRanges(db, rows) }
}

/** One slip. */
export async function findSlip(db: ReadDb, id: string): Promise<SlipRow | undefined> {
  return (await withRanges(db, await slips(db).where('stockSlip.id', '=', id).execute()))[0]
}

/** Every slip a number stands on, oldest first. */
export async function slipsOfNumber(db: ReadDb, number: string): Promise<SlipRow[]> {
  const rows = await slips(db).where('stockSlip.id', 'in', db.selectFrom('stockSlipRange').select('slipId').where('firstNumber', '<=', number).where('lastNumber', '>=', number)).orderBy('stockSlip.createdAt').orderBy('stockSlip.id').execute()
  return withRanges(db, rows)
}

/** Which hospital each number of a range was last given to. */
export async function givenTo(db: ReadDb, first: string, last: string): Promise<(number: string) => string | undefined> {
  const rows = await db.selectFrom('stockSlipRange').innerJoin('stockSlip', 'stockSlip.id', 'stockSlipRange.slipId').select(['firstNumber', 'lastNumber', 'organizationId'])
    .where('stockSlip.kind', '=', 'transfer').where('firstNumber', '<=', last).where('lastNumber', '>=', first).orderBy('stockSlip.createdAt', 'desc').orderBy(sql`stock_slip.id`, 'desc').execute()
  return number => rows.find(row => row.firstNumber <= number && number <= row.lastNumber)?.organizationId ?? undefined
}
