import { z } from 'zod'
import { BLANK_STATE, CERTIFICATE_EDITION, VOID_REASON } from '../code/certificate.ts'
import { BLANK_REQUEST, DESTRUCTION_METHOD, LOSS_KIND, STOCK_SLIP } from '../code/stock.ts'
import type { FieldIssue } from '../message/message.ts'
import { PLAN_RULE_NAMES, PLAN_YEARS } from '../rule/yearly-plan.ts'
import { isMinute } from '../time/day.ts'
import { act, Id, Paging, read, SecondPerson, write } from './define-api.ts'

const CertificateNumber = z.string().max(40)
const BlankStateCode = z.enum(BLANK_STATE.values)
const Issue = z.custom<FieldIssue>(value => typeof value === 'object' && value !== null)
const Reason = z.string().trim().min(2).max(300)
const Name = z.string().trim().min(1).max(60)
const Institution = z.string().trim().min(1).max(70)
const Minute = z.string().refine(isMinute, { error: 'field.minute' })
const Numbers = { firstNumber: CertificateNumber, lastNumber: CertificateNumber }
const Range = z.strictObject(Numbers)
const Moved = z.strictObject({ quantity: z.int(), slipId: z.string() })
/** Somebody of another house who signs on paper: name, and the document that was shown. */
const Outsider = z.strictObject({ name: Name, idNumber: z.string().trim().min(1).max(30) })

export const BlankRow = z.strictObject({
  number: z.string(), batchId: z.string(), edition: z.string(), state: BlankStateCode, holderId: z.string().nullable(), holderName: z.string().nullable(),
  certificateId: z.string().nullable(), printCount: z.int(), updatedAt: z.string(),
})
export const BlankEvent = z.strictObject({
  number: z.string(), seq: z.int(), fromState: z.string().nullable(), toState: z.string(), at: z.string(), byName: z.string(), secondPersonName: z.string().nullable(),
  holderName: z.string().nullable(), reasonCode: z.string().nullable(), reason: z.string().nullable(), evidence: z.string().nullable(),
})
export const BatchRow = z.strictObject({
  id: z.string(), edition: z.string(), firstNumber: z.string(), lastNumber: z.string(), quantity: z.int(), receivedFrom: z.string(), receivedDay: z.string(),
  firstCounterName: z.string(), secondCounterName: z.string(), inStock: z.int(), note: z.string().nullable(), printYear: z.int().nullable(), reviewUnit: z.string().nullable(),
  reviewerName: z.string().nullable(), collectorName: z.string().nullable(), lastDay: z.string().nullable(), requestId: z.string().nullable(),
})
export const SlipRow = z.strictObject({
  id: z.string(), kind: z.enum(STOCK_SLIP.values), day: z.string(), quantity: z.int(), ranges: z.array(Range), organizationId: z.string().nullable(), organizationName: z.string().nullable(),
  counterpart: z.string().nullable(), firstOutsideName: z.string().nullable(), secondOutsideName: z.string().nullable(), firstPersonName: z.string(), secondPersonName: z.string().nullable(),
  fromHolderName: z.string().nullable(), toHolderName: z.string().nullable(), reasonCode: z.string().nullable(), reason: z.string().nullable(), method: z.string().nullable(),
  place: z.string().nullable(), witnessName: z.string().nullable(), createdAt: z.string(),
})
const RequestRow = z.strictObject({
  id: z.string(), rev: z.int(), state: z.enum(BLANK_REQUEST.values), quantity: z.int(), receivedQuantity: z.int(), appliedTo: z.string(), appliedDay: z.string(), firstApplicantName: z.string(),
  secondApplicantName: z.string(), note: z.string().nullable(), endedDay: z.string().nullable(), endReason: z.string().nullable(),
})
/** What is filled in as a loss is followed up; null: not known yet. */
const lossPapers = {
  upwardAt: Minute.nullable(), upwardTo: z.string().trim().max(70).nullable(), upwardBy: z.string().trim().max(60).nullable(), policeNumber: z.string().trim().max(60).nullable(),
  declaration: z.string().trim().max(100).nullable(), declarationDay: z.iso.date().nullable(), writtenReport: z.string().trim().max(100).nullable(),
}
export const LossRow = z.strictObject({
  id: z.string(), rev: z.int(), kind: z.enum(LOSS_KIND.values), discoveredAt: z.string(), place: z.string(), discoveredBy: z.string(), circumstances: z.string(), reportedByName: z.string(),
  ...lossPapers, upwardAt: z.string().nullable(), declarationDay: z.string().nullable(), confirmedAt: z.string().nullable(), confirmedByName: z.string().nullable(), reviewerName: z.string().nullable(),
  ranges: z.array(Range), quantity: z.int(), deadline: z.string(), minutesLeft: z.int(), missing: z.array(Issue),
})
const PlanRow = z.strictObject({
  year: z.int(), rev: z.int(), rule: z.enum(PLAN_RULE_NAMES), thisYearBirths: z.int(), lastYearBirths: z.int(), proposed: z.int(), quantity: z.int(), reason: z.string().nullable(),
  filedDay: z.string().nullable(), plannedByName: z.string(), createdAt: z.string(),
})
/** The three stages of a waste sheet: lying where it became waste, collected, handed in. */
export const WASTE_STAGES = ['fresh', 'toHandIn', 'handedIn'] as const
const WasteRow = z.strictObject({
  number: z.string(), state: BlankStateCode, since: z.string(), reasonCode: z.string().nullable(), reason: z.string().nullable(), organizationName: z.string().nullable(), dueDay: z.string(),
  /** A lost sheet that has not turned up: it stands in the register, but there is nothing to hand in. */
  isAway: z.boolean(),
})
/** Papers of the stock that are printed on plain A4. */
export const STOCK_PAPERS = ['slip', 'destruction', 'handIn', 'plan'] as const
const Paper = z.strictObject({ what: z.enum(STOCK_PAPERS), id: z.string().regex(/^[0-9A-Za-z-]{1,64}$/) })
const Year = z.int().min(PLAN_YEARS.first).max(PLAN_YEARS.last)

/** The stock of blanks: every number from the request for it to its destruction (certificate note §4). */
export const stockApi = {
  // --- requests to the higher level, and what came of them ---
  'stock.requests': read({ need: 'stock.read', input: z.strictObject({ ...Paging }), output: z.strictObject({ total: z.int(), rows: z.array(RequestRow) }) }),
  /** 申领: two applicants sign, the caller and a colleague. */
  'stock.request': write({
    need: 'stock.write', input: z.strictObject({ quantity: z.int().min(1).max(20_000), appliedTo: Institution, appliedDay: z.iso.date(), note: z.string().max(300).optional(), secondApplicant: SecondPerson }),
    output: z.strictObject({ id: z.string(), rev: z.int() }),
  }),
  'stock.endRequest': write({ need: 'stock.write', input: z.strictObject({ id: Id, rev: z.int(), state: z.enum(['refused', 'withdrawn']), reason: Reason }), output: z.null() }),
  'stock.receive': write({
    need: 'stock.write',
    input: z.strictObject({
      edition: z.enum(CERTIFICATE_EDITION.values), ...Numbers, receivedFrom: Institution, receivedDay: z.iso.date(), note: z.string().max(300).optional(), secondCounter: SecondPerson.optional(),
      requestId: Id.optional(), printYear: Year.optional(), reviewUnit: z.string().trim().max(70).optional(), reviewerName: z.string().trim().max(60).optional(),
      /** Who fetched the carton; nobody else may (no proxy). */
      collectorName: z.string().trim().max(60).optional(), collectorIdNumber: z.string().trim().max(30).optional(),
    }),
    output: z.strictObject({ batchId: z.string(), quantity: z.int() }),
  }),
  'stock.batches': read({ need: 'stock.read', input: z.strictObject({ ...Paging }), output: z.array(BatchRow) }),
  /** The print year of a batch that was booked without one. */
  'stock.setPrintYear': write({ need: 'stock.write', input: z.strictObject({ batchId: Id, printYear: Year }), output: z.null() }),

  // --- where every number stands ---
  'stock.summary': read({
    need: 'stock.read', input: z.null(),
    output: z.strictObject({ byState: z.array(z.strictObject({ state: BlankStateCode, count: z.int() })), byHolder: z.array(z.strictObject({ holderId: z.string(), holderName: z.string(), count: z.int(), next: z.string().nullable() })) }),
  }),
  'stock.list': read({ need: 'stock.read', input: z.strictObject({ ...Paging, state: BlankStateCode.optional(), holderId: Id.optional(), batchId: Id.optional(), number: CertificateNumber.optional() }), output: z.strictObject({ total: z.int(), rows: z.array(BlankRow) }) }),
  'stock.history': read({ need: 'stock.read', input: z.strictObject({ number: CertificateNumber }), output: z.array(BlankEvent) }),
  /** One number with everything that hangs on it; null for a number that never was here. */
  'stock.number': read({
    need: 'stock.read', input: z.strictObject({ number: CertificateNumber }),
    output: z.strictObject({
      blank: BlankRow, batch: BatchRow.nullable(), events: z.array(BlankEvent), slips: z.array(SlipRow), loss: LossRow.nullable(),
      certificates: z.array(z.strictObject({ id: z.string(), newbornId: z.string(), issueDay: z.string(), endedAt: z.string().nullable() })),
    }).nullable(),
  }),
  /** Runs of numbers that may no longer be used, or soon not: stopped editions, blanks past their day. */
  'stock.unfit': read({
    need: 'stock.read', input: z.null(),
    output: z.strictObject({
      rows: z.array(z.strictObject({ batchId: z.string(), edition: z.string(), fitness: z.enum(['editionStopped', 'expired', 'expiring']), lastDay: z.string(), quantity: z.int(), ranges: z.array(Range) })),
      /** Batches whose print year is not known although the province's rule asks for it. */
      unknownYear: z.array(z.strictObject({ batchId: z.string(), firstNumber: z.string(), lastNumber: z.string(), quantity: z.int() })),
    }),
  }),
  'stock.slips': read({ need: 'stock.read', input: z.strictObject({ ...Paging, kinds: z.array(z.enum(STOCK_SLIP.values)).max(20), organizationId: Id.optional() }), output: z.strictObject({ total: z.int(), rows: z.array(SlipRow) }) }),

  // --- to the windows and back ---
  /** Hands blanks from the cabinet to a clerk's window; the clerk signs for them with the password. */
  'stock.draw': write({ need: 'stock.write', input: z.strictObject({ ...Numbers, receiver: SecondPerson }), output: Moved }),
  /** Takes unused blanks of a window back into the cabinet. */
  'stock.giveBack': write({ need: 'stock.write', input: z.strictObject({ ...Numbers, holder: SecondPerson, reason: Reason }), output: Moved }),
  /** 领用人交接: everything a clerk holds goes to another clerk, or into the cabinet; whoever gives and takes signs. */
  'stock.handOver': write({ need: 'stock.write', input: z.strictObject({ from: SecondPerson, to: SecondPerson.optional(), reason: Reason }), output: Moved }),
  /** Makes unused blanks void (damaged, obsolete edition); a reviewer agrees. */
  'stock.void': write({ need: 'stock.write', input: z.strictObject({ ...Numbers, reasonCode: z.enum(VOID_REASON.values), reason: Reason, secondPerson: SecondPerson }), output: Moved }),
  /** 退回上级, signed by two. */
  'stock.returnUp': write({ need: 'stock.write', input: z.strictObject({ ...Numbers, returnedTo: Institution, receiverName: Name, day: z.iso.date(), reason: Reason, secondPerson: SecondPerson }), output: Moved }),

  // --- 委托管理机构: blanks for other hospitals ---
  'stock.transfer': write({
    need: 'stock.write',
    input: z.strictObject({ organizationId: Id, ranges: z.array(Range).min(1).max(50), day: z.iso.date(), firstApplicant: Outsider, secondApplicant: Outsider, note: z.string().max(300).optional(), secondIssuer: SecondPerson }),
    output: Moved,
  }),
  /** A hospital sends unused blanks back; counted by two like every receipt. */
  'stock.takeBack': write({ need: 'stock.write', input: z.strictObject({ organizationId: Id, ...Numbers, day: z.iso.date(), broughtBy: Outsider, reason: Reason, secondCounter: SecondPerson }), output: Moved }),
  'stock.institutions': read({
    need: 'stock.read', input: z.null(),
    output: z.array(z.strictObject({ organizationId: z.string(), name: z.string(), active: z.boolean(), given: z.int(), back: z.int(), waste: z.int(), lastDay: z.string().nullable() })),
  }),
  /** 接收下级废证: registered by number and institution. */
  'stock.receiveWaste': write({
    need: 'stock.write',
    input: z.strictObject({ organizationId: Id, numbers: z.array(z.strictObject({ number: CertificateNumber, reasonCode: z.enum(VOID_REASON.values) })).min(1).max(2_000), day: z.iso.date(), broughtBy: Outsider, secondPerson: SecondPerson }),
    output: Moved,
  }),

  // --- lost and stolen ---
  'stock.losses': read({ need: 'stock.read', input: z.strictObject({ ...Paging, openOnly: z.boolean().optional() }), output: z.strictObject({ total: z.int(), rows: z.array(LossRow) }) }),
  /** Blocks the numbers at once. The keeper may report any number, a clerk those in hand. */
  'stock.reportLoss': write({
    need: 'stock.read',
    input: z.strictObject({ ...Numbers, kind: z.enum(LOSS_KIND.values), discoveredAt: Minute, place: z.string().trim().min(2).max(100), discoveredBy: Name, circumstances: z.string().trim().min(2).max(1000) }),
    output: z.strictObject({ id: z.string(), rev: z.int(), deadline: z.string(), minutesLeft: z.int(), quantity: z.int() }),
  }),
  'stock.updateLoss': write({ need: 'stock.write', input: z.strictObject({ id: Id, rev: z.int(), ...lossPapers }), output: z.strictObject({ rev: z.int(), missing: z.array(Issue) }) }),
  /** 遗失作废: only with the papers on file, and a reviewer's agreement. */
  'stock.confirmLoss': write({ need: 'stock.write', input: z.strictObject({ id: Id, rev: z.int(), reviewer: SecondPerson }), output: z.strictObject({ quantity: z.int() }) }),

  // --- waste sheets until their destruction ---
  'stock.waste': read({ need: 'stock.read', input: z.strictObject({ ...Paging, stage: z.enum(WASTE_STAGES) }), output: z.strictObject({ total: z.int(), overdue: z.int(), ranges: z.array(Range), rows: z.array(WasteRow) }) }),
  /** 收存废证: void, exchanged and lost numbers go into the folder for handing in; a reviewer signs the register. */
  'stock.collectWaste': write({ need: 'stock.write', input: z.strictObject({ ranges: z.array(Range).min(1).max(500), reviewer: SecondPerson }), output: Moved }),
  /** 废证上交: the list with the signature of who takes it. */
  'stock.handIn': write({
    need: 'stock.write', input: z.strictObject({ ranges: z.array(Range).min(1).max(500), handedTo: Institution, receiverName: Name, day: z.iso.date(), secondPerson: SecondPerson }), output: Moved,
  }),
  /** 废证销毁记录: two accounts sign, the keeper and the leader; a discipline officer witnesses by name. */
  'stock.destroy': write({
    need: 'stock.write',
    input: z.strictObject({
      ranges: z.array(Range).min(1).max(500), day: z.iso.date(), method: z.enum(DESTRUCTION_METHOD.values), place: z.string().trim().min(2).max(100), cityReceiver: Name, witnessName: Name, leader: SecondPerson,
    }),
    output: Moved,
  }),

  // --- the plan for a year ---
  'stock.plan': read({
    need: 'stock.read', input: z.strictObject({ year: Year }),
    output: z.strictObject({
      year: z.int(), dueDay: z.string(), thisYear: z.int(), thisYearCounted: z.int(), thisYearBirths: z.int(), lastYearBirths: z.int(), inStock: z.int(),
      proposals: z.array(z.strictObject({ rule: z.enum(PLAN_RULE_NAMES), title: z.string(), source: z.string(), quantity: z.int() })), saved: z.array(PlanRow),
    }),
  }),
  /** A new version of the year's plan; the former ones stay. A quantity other than the rule's asks for a reason. */
  'stock.savePlan': write({
    need: 'stock.write', input: z.strictObject({ year: Year, rev: z.int().min(0), rule: z.enum(PLAN_RULE_NAMES), quantity: z.int().min(1).max(1_000_000), reason: z.string().trim().max(300).optional(), filedDay: z.iso.date().nullable() }),
    output: z.strictObject({ rev: z.int() }),
  }),

  // --- papers ---
  'stock.paperPreview': read({ need: 'stock.read', audited: true, input: Paper, output: z.strictObject({ html: z.string(), issues: z.array(Issue) }) }),
  'stock.paperPdf': act({ need: 'stock.read', input: Paper, output: z.strictObject({ fileName: z.string(), base64: z.string() }) }),
  'stock.printPaper': act({ need: 'stock.read', input: z.strictObject({ ...Paper.shape, printerName: z.string().max(200) }), output: z.strictObject({ outcome: z.enum(['sent', 'cancelled', 'failed']) }) }),
} as const
