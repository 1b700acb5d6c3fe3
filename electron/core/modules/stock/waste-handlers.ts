import { sql } from 'kysely'
import { BLANK_STATE, type BlankState, VOID_REASON } from '../../../../domain/code/certificate.ts'
import type { Output } from '../../../../domain/api/api.ts'
import type { WASTE_STAGES } from '../../../../domain/api/stock-api.ts'
import { AppError } from '../../../../domain/api/result.ts'
import { block, type FieldIssue, message } from '../../../../domain/message/message.ts'
import { compressNumbers, numbersOf, type NumberRange } from '../../../../domain/rule/certificate-number.ts'
import { wasteDueDay } from '../../../../domain/rule/yearly-plan.ts'
import { dayAt } from '../../../../domain/time/day.ts'
import type { WriteContext } from '../../context.ts'
import type { ReadDb } from '../../db/engine.ts'
import type { Handlers } from '../../handlers.ts'
import type { Blank } from '../../registry/blanks.ts'
import { isAway } from '../../registry/lost-sheets.ts'
import { numbersIn, refuseFutureDay, typedRanges } from './handlers.ts'
import { blanksOf, missingIssues, moveAll, rangesOf, stateIssues } from './ranges.ts'
import { writeSlip } from './slips.ts'

type Stage = (typeof WASTE_STAGES)[number]
type WasteRow = Output<'stock.waste'>['rows'][number]
const FRESH: readonly BlankState[] = ['void', 'exchanged', 'lostVoid']
const STATES: Readonly<Record<Stage, readonly BlankState[]>> = { fresh: FRESH, toHandIn: ['toHandIn'], handedIn: ['handedIn'] }

/** 废证: from the sheet that no longer counts to the record of its destruction (certificate note §1.10, §4.5). */
export const wasteHandlers = {
  'stock.waste': async ({ stage, offset, limit }, context) => {
    const all = await wasteRows(context.db, STATES[stage])
    const here = all.filter(row => !row.isAway)
    const overdue = stage === 'handedIn' ? 0 : here.filter(row => row.dueDay < context.today).length
    return { total: all.length, overdue, ranges: typedRanges(compressNumbers(numbersIn(here))), rows: all.slice(offset, offset + limit) }
  },
  'stock.collectWaste': async (input, context) => {
    const ranges = rangesOf(input.ranges)
    const reviewer = await context.secondPerson(input.reviewer, 'certificate.review')
    const blanks = await blanksOf(context.db, ranges)
    const found = [...missingIssues(ranges, new Set(numbersIn(blanks))), ...stateIssues(blanks.filter(blank => !FRESH.includes(blank.state)))]
    if (found.length) throw new AppError('invalid', found)
    await moveAll(context, blanks, { to: 'toHandIn', holderId: null, secondPersonId: reviewer.id })
    return writeSlip(context, 'collectWaste', numbersIn(blanks), { secondPersonId: reviewer.id })
  },
  'stock.handIn': async (input, context) => {
    refuseFutureDay(input.day, context.today)
    const ranges = rangesOf(input.ranges)
    const second = await context.secondPerson(input.secondPerson, 'stock.read')
    const numbers = await moveWaste(context, ranges, 'toHandIn', 'handedIn', second.id, input.handedTo)
    return writeSlip(context, 'handIn', numbers, { day: input.day, counterpart: input.handedTo, firstOutsideName: input.receiverName, secondPersonId: second.id })
  },
  'stock.destroy': async (input, context) => {
    refuseFutureDay(input.day, context.today)
    const ranges = rangesOf(input.ranges)
    const leader = await context.secondPerson(input.leader, 'certificate.approve')
    const numbers = await moveWaste(context, ranges, 'handedIn', 'destroyed', leader.id, input.place)
    return writeSlip(context, 'destroy', numbers, { day: input.day, method: input.method, place: input.place, firstOutsideName: input.cityReceiver, witnessName: input.witnessName, secondPersonId: leader.id })
  },
} satisfies Partial<Handlers>

/** Waste in these states, our own and that of other hospitals, by number. */
async function wasteRows(db: ReadDb, states: readonly BlankState[]): Promise<WasteRow[]> {
  // The move that made it waste: when, and why. A number becomes waste once; a lost sheet that turned up says so in a line of its own.
  const own = await db.selectFrom('blank').innerJoin('blankEvent', join => join.onRef('blankEvent.number', '=', 'blank.number').on('blankEvent.toState', 'in', [...FRESH]).onRef('blankEvent.fromState', '<>', 'blankEvent.toState'))
    .select(['blank.number', 'blank.state', 'blankEvent.at', 'blankEvent.toState', 'blankEvent.reasonCode', 'blankEvent.reason', sql<number>`CASE WHEN ${isAway} THEN 1 ELSE 0 END`.as('isAway')]).where('blank.state', 'in', [...states]).execute()
  const others = await db.selectFrom('institutionWaste').innerJoin('organization', 'organization.id', 'institutionWaste.organizationId')
    .select(['number', 'state', 'receivedDay', 'reasonCode', 'organization.name']).where('state', 'in', [...states]).execute()
  const rows: WasteRow[] = [
    ...own.map(row => ({ number: row.number, state: row.state as BlankState, since: dayAt(Date.parse(row.at)), reasonCode: voidReasonOf(row.toState, row.reasonCode), reason: row.reason, organizationName: null, dueDay: '', isAway: Number(row.isAway) === 1 })),
    ...others.map(row => ({ number: row.number, state: row.state as BlankState, since: row.receivedDay, reasonCode: row.reasonCode, reason: null, organizationName: row.name, dueDay: '', isAway: false })),
  ]
  for (const row of rows) row.dueDay = wasteDueDay(Number(row.since.slice(0, 4)))
  return rows.toSorted((a, b) => (a.number < b.number ? -1 : 1))
}

/** Waste of these ranges for a list on paper: number, why, whose. */
export async function wasteOf(db: ReadDb, ranges: readonly NumberRange[]): Promise<{ number: string; reason: string; owner: string }[]> {
  const found: { number: string; reason: string; owner: string }[] = []
  for (const range of ranges) {
    const own = await db.selectFrom('blankEvent').select(['number', 'toState', 'reasonCode']).where('number', '>=', range.first).where('number', '<=', range.last).where('toState', 'in', [...FRESH]).whereRef('fromState', '<>', 'toState').execute()
    const others = await db.selectFrom('institutionWaste').innerJoin('organization', 'organization.id', 'organizationId').select(['number', 'reasonCode', 'organization.name']).where('number', '>=', range.first).where('number', '<=', range.last).execute()
    found.push(...own.map(row => ({ number: row.number, reason: wasteReason(row.toState, row.reasonCode), owner: '' })), ...others.map(row => ({ number: row.number, reason: wasteReason('void', row.reasonCode), owner: row.name })))
  }
  return found.toSorted((a, b) => (a.number < b.number ? -1 : 1))
}

// Codes of exchange and loss reasons begin with 1, too: only a void number's code is one of the void reasons.
const voidReasonOf = (toState: string, reasonCode: string | null): string | null => (toState === 'void' ? reasonCode : toState === 'lostVoid' ? '3' : null)

// The register of waste knows 打印或填写错误, 遗失, 其他 (note §4.5); an exchanged sheet says so in its own word.
const wasteReason = (toState: string, reasonCode: string | null): string =>
  toState === 'exchanged' ? BLANK_STATE.label('exchanged') : toState === 'lostVoid' ? VOID_REASON.label('3') : VOID_REASON.find(reasonCode ?? '')?.label ?? VOID_REASON.label('9')

async function moveWaste(context: WriteContext, ranges: readonly NumberRange[], from: 'toHandIn' | 'handedIn', to: 'handedIn' | 'destroyed', secondPersonId: string, reason: string): Promise<string[]> {
  const others: { number: string; state: string }[] = []
  for (const range of ranges) others.push(...await context.db.selectFrom('institutionWaste').select(['number', 'state']).where('number', '>=', range.first).where('number', '<=', range.last).execute())
  const foreign = new Set(numbersIn(others))
  // A number we gave away and that came back as another hospital's waste is moved there, not in our own stock.
  const blanks = (await blanksOf(context.db, ranges)).filter((blank: Blank) => !foreign.has(blank.number))
  const found: FieldIssue[] = [...missingIssues(ranges, new Set([...foreign, ...numbersIn(blanks)])), ...stateIssues([...blanks, ...others].filter(row => row.state !== from))]
  if (found.length) throw new AppError('invalid', found)
  await moveAll(context, blanks, { to, secondPersonId, reason })
  for (const row of others) await context.db.updateTable('institutionWaste').set({ state: to, updatedAt: context.now }).where('number', '=', row.number).execute()
  const numbers = ranges.flatMap(range => [...numbersOf(range)]).toSorted()
  if (!numbers.length) throw new AppError('invalid', [block('firstNumber', message('stock.noWaste', '没有选中废证'))])
  return numbers
}
