import { z } from 'zod'
import { BLANK_STATE, CERTIFICATE_EDITION, VOID_REASON } from '../code/certificate.ts'
import { Id, Paging, read, SecondPerson, write } from './define-api.ts'

const CertificateNumber = z.string().max(40)
const BlankStateCode = z.enum(BLANK_STATE.values)

export const BlankRow = z.strictObject({
  number: z.string(), batchId: z.string(), edition: z.string(), state: BlankStateCode, holderId: z.string().nullable(), holderName: z.string().nullable(),
  certificateId: z.string().nullable(), printCount: z.int(), updatedAt: z.string(),
})
export const BlankEvent = z.strictObject({
  number: z.string(), seq: z.int(), fromState: z.string().nullable(), toState: z.string(), at: z.string(), byName: z.string(), secondPersonName: z.string().nullable(),
  holderName: z.string().nullable(), reasonCode: z.string().nullable(), reason: z.string().nullable(),
})
export const BatchRow = z.strictObject({
  id: z.string(), edition: z.string(), firstNumber: z.string(), lastNumber: z.string(), quantity: z.int(), receivedFrom: z.string(), receivedDay: z.string(),
  firstCounterName: z.string(), secondCounterName: z.string(), inStock: z.int(), note: z.string().nullable(),
})
/** The stock of blanks: every number from the carton to its destruction (certificate note §4). */
export const stockApi = {
  'stock.receive': write({
    need: 'stock.write',
    input: z.strictObject({
      edition: z.enum(CERTIFICATE_EDITION.values), firstNumber: CertificateNumber, lastNumber: CertificateNumber, receivedFrom: z.string().trim().min(1).max(70), receivedDay: z.iso.date(),
      note: z.string().max(300).optional(), secondCounter: SecondPerson.optional(),
    }),
    output: z.strictObject({ batchId: z.string(), quantity: z.int() }),
  }),
  'stock.batches': read({ need: 'stock.read', input: z.strictObject({ ...Paging }), output: z.array(BatchRow) }),
  'stock.summary': read({
    need: 'stock.read', input: z.null(),
    output: z.strictObject({ byState: z.array(z.strictObject({ state: BlankStateCode, count: z.int() })), byHolder: z.array(z.strictObject({ holderId: z.string(), holderName: z.string(), count: z.int(), next: z.string().nullable() })) }),
  }),
  'stock.list': read({ need: 'stock.read', input: z.strictObject({ ...Paging, state: BlankStateCode.optional(), holderId: Id.optional(), batchId: Id.optional(), number: CertificateNumber.optional() }), output: z.strictObject({ total: z.int(), rows: z.array(BlankRow) }) }),
  'stock.history': read({ need: 'stock.read', input: z.strictObject({ number: CertificateNumber }), output: z.array(BlankEvent) }),
  /** Hands blanks from the cabinet to a clerk's window; the clerk signs for them with the password. */
  'stock.draw': write({ need: 'stock.write', input: z.strictObject({ firstNumber: CertificateNumber, lastNumber: CertificateNumber, receiver: SecondPerson }), output: z.strictObject({ quantity: z.int() }) }),
  /** Takes unused blanks of a window back into the cabinet. */
  'stock.giveBack': write({ need: 'stock.write', input: z.strictObject({ firstNumber: CertificateNumber, lastNumber: CertificateNumber, holder: SecondPerson, reason: z.string().trim().min(2).max(300) }), output: z.strictObject({ quantity: z.int() }) }),
  /** Makes unused blanks void (damaged, obsolete edition). */
  'stock.void': write({ need: 'stock.write', input: z.strictObject({ firstNumber: CertificateNumber, lastNumber: CertificateNumber, reasonCode: z.enum(VOID_REASON.values), reason: z.string().trim().min(2).max(300), secondPerson: SecondPerson }), output: z.strictObject({ quantity: z.int() }) }),
} as const
