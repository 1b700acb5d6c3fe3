import { z } from 'zod'
import { BLANK_STATE } from '../code/certificate.ts'
import { STOCKTAKE_STATE } from '../code/stocktake.ts'
import { BALANCE_FIGURES } from '../rule/blank-balance.ts'
import { DIFFERENCE_KINDS } from '../rule/stocktake.ts'
import type { Message } from '../message/message.ts'
import { act, Id, Paging, read, SecondPerson, write } from './define-api.ts'

const TypedNumber = z.string().max(40)
const Reason = z.string().trim().min(2).max(300)
const Sentence = z.custom<Message>(value => typeof value === 'object' && value !== null && 'key' in value && 'zh' in value)
const Month = z.string().regex(/^(19|20)\d{2}-(0[1-9]|1[0-2])$/)
/** The account of a window; null is the cabinet. */
const HolderId = Id.nullable()
const Range = z.strictObject({ first: z.string(), last: z.string() })

export const StocktakeRow = z.strictObject({
  id: z.string(), rev: z.int(), day: z.string(), state: z.enum(STOCKTAKE_STATE.values), openedAt: z.string(), openedByName: z.string(), bookAt: z.string().nullable(),
  booked: z.int().nullable(), counted: z.int().nullable(), matched: z.int().nullable(), endedAt: z.string().nullable(), endedByName: z.string().nullable(), secondPersonName: z.string().nullable(), endReason: z.string().nullable(),
})
/** One place where blanks lie: what the book says of it and how far its count is. `countId` null: not begun. */
export const StocktakePlace = z.strictObject({
  holderId: HolderId, holderName: z.string(), booked: z.int(), countId: z.string().nullable(), rev: z.int().nullable(), state: z.enum(['none', 'counting', 'signed']), counted: z.int(), refused: z.int(),
  countedByName: z.string().nullable(), secondPersonName: z.string().nullable(), absentReason: z.string().nullable(), signedAt: z.string().nullable(),
})
export const StocktakeDifferenceRow = z.strictObject({
  number: z.string(), kind: z.enum(DIFFERENCE_KINDS), bookHolderName: z.string().nullable(), countedByNames: z.array(z.string()), state: z.enum(BLANK_STATE.values).nullable(),
  /** The newest move of the number, to be read beside the difference. */
  lastMoveAt: z.string().nullable(), lastMoveByName: z.string().nullable(),
  explanation: z.string().nullable(), explainedByName: z.string().nullable(), mayReportLost: z.boolean(),
})
/** A text that was no number of ours, and why it was not counted. */
const Refused = z.strictObject({ seq: z.int(), scanned: z.string(), reason: Sentence, at: z.string() })

export const stocktakeApi = {
  'stocktake.list': read({ need: 'stock.read', input: z.strictObject({ ...Paging }), output: z.strictObject({ total: z.int(), rows: z.array(StocktakeRow) }) }),
  /** Opens the stock-take of a day; only one is open at a time. */
  'stocktake.open': write({ need: 'stock.count', input: z.strictObject({ day: z.iso.date() }), output: z.strictObject({ id: z.string() }) }),
  'stocktake.get': read({ need: 'stock.read', input: z.strictObject({ id: Id }), output: z.strictObject({ stocktake: StocktakeRow, places: z.array(StocktakePlace) }) }),
  /** Ends a stock-take that was opened by mistake; it stays in the list with the reason. */
  'stocktake.cancel': write({ need: 'stock.count', input: z.strictObject({ id: Id, rev: z.int(), reason: Reason }), output: z.null() }),

  /** Begins the count of one place: its holder's own, or with a reason a stock keeper's for somebody who is away. */
  'stocktake.begin': write({ need: 'stock.count', input: z.strictObject({ id: Id, holderId: HolderId, absentReason: Reason.optional() }), output: z.strictObject({ countId: z.string() }) }),
  /** What was counted so far, as ranges; `last` is the number taken last. */
  'stocktake.count': read({
    need: 'stock.read', input: z.strictObject({ countId: Id }),
    output: z.strictObject({ stocktakeId: z.string(), stocktakeState: z.enum(STOCKTAKE_STATE.values), place: StocktakePlace, ranges: z.array(Range), refused: z.array(Refused), mayCount: z.boolean() }),
  }),
  /**
   * Takes scans in their order, kept at once so that nothing is lost in a crash. A number already counted here is said
   * and counted once; what is no certificate number is kept aside until it is dismissed. Leaves no audit line: signing does.
   */
  'stocktake.scan': write({
    need: 'stock.count', audited: false, input: z.strictObject({ countId: Id, scans: z.array(z.string().max(200)).min(1).max(500) }),
    output: z.strictObject({ added: z.array(z.string()), repeated: z.array(z.string()), refused: z.array(Refused), counted: z.int() }),
  }),
  /** Takes a typed run of numbers, both ends included. */
  'stocktake.addRange': write({
    need: 'stock.count', audited: false, input: z.strictObject({ countId: Id, firstNumber: TypedNumber, lastNumber: TypedNumber }), output: z.strictObject({ added: z.int(), repeated: z.array(Range), counted: z.int() }),
  }),
  /** Takes numbers out of a count that were typed by mistake. */
  'stocktake.remove': write({ need: 'stock.count', audited: false, input: z.strictObject({ countId: Id, firstNumber: TypedNumber, lastNumber: TypedNumber }), output: z.strictObject({ removed: z.int(), counted: z.int() }) }),
  'stocktake.dismiss': write({ need: 'stock.count', audited: false, input: z.strictObject({ countId: Id, seqs: z.array(z.int().min(1)).min(1).max(500) }), output: z.null() }),
  /** The holder and a second person sign the count. */
  'stocktake.sign': write({ need: 'stock.count', input: z.strictObject({ countId: Id, rev: z.int(), secondPerson: SecondPerson }), output: z.strictObject({ counted: z.int() }) }),
  /** Opens a signed count again: what was counted stays and is corrected. */
  'stocktake.recount': write({ need: 'stock.count', input: z.strictObject({ countId: Id, rev: z.int(), reason: Reason }), output: z.null() }),

  /** Book against count, number by number, at the moment the last count was signed (now while one is open). */
  'stocktake.compare': read({
    need: 'stock.read', input: z.strictObject({ id: Id }),
    output: z.strictObject({ bookAt: z.string(), booked: z.int(), counted: z.int(), matched: z.int(), unsigned: z.array(z.string()), differences: z.array(StocktakeDifferenceRow) }),
  }),
  /** Says of each number how its difference came about. */
  'stocktake.explain': write({ need: 'stock.count', input: z.strictObject({ id: Id, numbers: z.array(z.string().max(20)).min(1).max(20_000), explanation: Reason }), output: z.strictObject({ explained: z.int() }) }),
  /** Two persons end the stock-take: every place signed, every difference explained. It never changes afterwards. */
  'stocktake.finalise': write({ need: 'stock.count', input: z.strictObject({ id: Id, rev: z.int(), secondPerson: SecondPerson }), output: z.strictObject({ booked: z.int(), counted: z.int(), differences: z.int() }) }),
  /** The record of a stock-take with every differing number as .xlsx, where the clerk says; null when the dialog was closed. */
  'stocktake.save': act({ need: 'stock.read', input: z.strictObject({ id: Id }), output: z.strictObject({ jobId: z.string() }).nullable() }),

  /** 月度对账 (note §4.6): the month's figures from the moves of the numbers, beside the newest finalised count of the month. */
  'stocktake.month': read({
    need: 'stock.read', input: z.strictObject({ month: Month }),
    output: z.strictObject({
      month: z.string(), figures: z.strictObject(Object.fromEntries(BALANCE_FIGURES.map(figure => [figure, z.int()])) as Record<(typeof BALANCE_FIGURES)[number], z.ZodInt>),
      counted: z.strictObject({ stocktakeId: z.string(), day: z.string(), counted: z.int(), booked: z.int(), differences: z.int() }).nullable(),
      /** First issues since the records began against live births, and how many children have no certificate. */
      births: z.strictObject({ since: z.string().nullable(), liveBirths: z.int(), firstIssues: z.int(), without: z.int() }),
    }),
  }),
  /** The numbers behind one figure of the month, as ranges with the moment of their move. */
  'stocktake.monthNumbers': read({
    need: 'stock.read', input: z.strictObject({ month: Month, figure: z.enum(BALANCE_FIGURES) }), output: z.strictObject({ count: z.int(), ranges: z.array(Range) }),
  }),
  /** Children born alive without a valid certificate, the longest waiting first (note §4.6: the gap, listed). */
  'stocktake.withoutCertificate': read({
    need: 'certificate.read', audited: true, input: z.strictObject({ ...Paging }),
    output: z.strictObject({ total: z.int(), rows: z.array(z.strictObject({ newbornId: z.string(), bornAt: z.string(), babySex: z.string(), motherName: z.string().nullable(), admissionNumber: z.string().nullable() })) }),
  }),
} as const
