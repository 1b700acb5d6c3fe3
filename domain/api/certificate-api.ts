import { z } from 'zod'
import { BLANK_STATE, COLLECTOR_RELATION, ISSUE_TYPE, PRINT_RESULT } from '../code/certificate.ts'
import { ID_DOCUMENT_TYPE } from '../code/id-document-type.ts'
import { MATERIAL } from '../code/material.ts'
import { REPLACEMENT_KIND, REPLACEMENT_STATE } from '../code/replacement.ts'
import { certificate } from '../modules/certificate/certificate.record.ts'
import { registration } from '../modules/certificate/registration.record.ts'
import { schemaOf } from '../record/derive/schema.ts'
import { act, Confirmations, emptySafeRow, Id, Paging, read, recordApi, Saved, SecondPerson, storedSchema, write } from './define-api.ts'
import type { FieldIssue, Message } from '../message/message.ts'

const CertificateNumber = z.string().max(40)
const Issue = z.custom<FieldIssue>(value => typeof value === 'object' && value !== null)
const Sentence = z.custom<Message>(value => typeof value === 'object' && value !== null)
const BlankStateCode = z.enum(BLANK_STATE.values)

/** A paper of the case; `reason` is null for one shown beyond what is required, `anyOf` names the papers of which one is enough. */
export const MaterialLine = z.strictObject({ material: z.enum(MATERIAL.values), reason: Sentence.nullable(), anyOf: z.array(z.enum(MATERIAL.values)), required: z.boolean(), present: z.boolean(), note: z.string().nullable() })
export const CertificateRow = z.strictObject({
  id: z.string(), rev: z.int(), number: z.string(), state: BlankStateCode, issueSerial: z.string(), issueDay: z.string(), newbornId: z.string(), registrationId: z.string(),
  babyName: z.string().nullable(), babySex: z.string(), bornAt: z.string(), motherName: z.string().nullable(), printedById: z.string(), printedByName: z.string(), printCount: z.int(),
  printedAt: z.string().nullable(), sealedByName: z.string().nullable(), sealedAt: z.string().nullable(), collectorName: z.string().nullable(), collectedAt: z.string().nullable(),
  endedAt: z.string().nullable(), endReason: z.string().nullable(), supersedesId: z.string().nullable(),
  issueType: z.enum(ISSUE_TYPE.values),
  /** 遗留问题补录: entered afterwards from a paper archive. */
  backEntered: z.boolean(),
})
/** Chosen instead of a printer: the overprint as a PDF file, to be printed elsewhere. */
export const PDF_PRINTER = '@pdf'
/** One child in one of the desk's queues; what does not exist yet is null. */
export const QueueRow = z.strictObject({
  newbornId: z.string(), registrationId: z.string().nullable(), certificateId: z.string().nullable(), certificateRev: z.int().nullable(), number: z.string().nullable(), state: BlankStateCode.nullable(),
  babyName: z.string().nullable(), babySex: z.string(), bornAt: z.string(), motherName: z.string().nullable(), printedById: z.string().nullable(), printedByName: z.string().nullable(),
  issueDay: z.string().nullable(), since: z.string(), collectorName: z.string().nullable(), endReason: z.string().nullable(),
  /** Waiting for the sheet of an approved 换发 or 补发. */
  replacement: z.enum(REPLACEMENT_KIND.values).nullable(),
  /** 遗留问题补录: entered afterwards from a paper archive. */
  backEntered: z.boolean(),
})
export type QueueRow = z.infer<typeof QueueRow>
/** What a child needs on the way to its certificate. */
export const DESK_STEPS = ['register', 'print', 'ask', 'seal', 'handOver', 'done', 'none'] as const

const { ...registrationCalls } = recordApi(registration)
const { 'certificate.get': certificateGet, 'certificate.history': certificateHistory } = recordApi(certificate)

export const certificateApi = {
  'certificate.get': certificateGet,
  'certificate.history': certificateHistory,
  'certificate.registration.get': registrationCalls['certificate.registration.get'],
  'certificate.registration.history': registrationCalls['certificate.registration.history'],
  /** Takes a register back that was begun by mistake; refused while a sheet is in use for it. */
  'certificate.registration.void': registrationCalls['certificate.registration.void'],

  // the register of first issue
  /** The form as it starts for a newborn: parents, address, documents filled from what is known. */
  'certificate.prepare': read({
    need: 'certificate.register', audited: true, input: z.strictObject({ newbornId: Id }),
    output: z.strictObject({
      registrationId: z.string().nullable(), rev: z.int().nullable(), row: emptySafeRow(registration), materials: z.array(MaterialLine), issues: z.array(Issue),
      newborn: z.strictObject({ id: z.string(), sex: z.string(), bornAt: z.string(), birthOrder: z.int(), fetusCount: z.int(), weightG: z.int(), lengthCm: z.number().nullable(), gestationDays: z.int(), outcome: z.string() }),
      motherAgeYears: z.int().nullable(), siblings: z.array(z.strictObject({ newbornId: z.string(), birthOrder: z.int(), babyName: z.string().nullable(), certificateNumber: z.string().nullable() })),
    }),
  }),
  /** What the rules say of the form as typed so far; nothing is written. */
  'certificate.check': read({
    need: 'certificate.register', input: z.strictObject({ newbornId: Id, row: emptySafeRow(registration), materials: z.array(z.enum(MATERIAL.values)).max(40) }),
    output: z.strictObject({ materials: z.array(MaterialLine), issues: z.array(Issue) }),
  }),
  /** Saves the register; `complete` true makes it ready to print and holds it against every rule. */
  'certificate.register': write({
    need: 'certificate.register',
    input: z.strictObject({
      id: Id.optional(), rev: z.int().optional(), row: schemaOf(registration),
      materials: z.array(z.strictObject({ material: z.enum(MATERIAL.values), present: z.boolean(), note: z.string().max(200).nullable() })).max(40), confirmations: Confirmations,
    }),
    output: Saved,
  }),

  // printing, sealing, handing over
  'certificate.desk': read({
    need: 'certificate.read', audited: true, input: z.strictObject({ newbornId: Id }),
    output: z.strictObject({
      step: z.enum(DESK_STEPS), certificate: CertificateRow.nullable(), past: z.array(CertificateRow), registration: storedSchema(registration).nullable(),
      /** The held sheet may go to the printer: never sent yet, or a second person said that nothing was inked. */
      mayPrint: z.boolean(),
      /** The open 换发 or 补发 of this child; at step `print` and after it the sheet is its. */
      replacement: z.strictObject({ id: z.string(), rev: z.int(), kind: z.enum(REPLACEMENT_KIND.values), state: z.enum(REPLACEMENT_STATE.values), certificateId: z.string(), oldNumber: z.string() }).nullable(),
    }),
  }),
  /** The number this clerk must use next, and how many are in hand. */
  'certificate.nextNumber': read({ need: 'certificate.print', input: z.null(), output: z.strictObject({ number: z.string().nullable(), inHand: z.int() }) }),
  /**
   * Holds a number for a registration and opens a printing. `scannedNumber` is read from the sheet in hand; another
   * number than the proposed one is asked about (`confirm`) and needs a reason.
   */
  'certificate.beginPrint': write({
    need: 'certificate.print', input: z.strictObject({ registrationId: Id, scannedNumber: CertificateNumber, confirmations: Confirmations }),
    output: z.strictObject({ certificateId: z.string(), number: z.string() }),
  }),
  /** The sheet as it will be printed: pages of HTML with findings of the paper (too long, missing glyph). */
  'certificate.preview': read({
    need: 'certificate.read', audited: true, input: z.strictObject({ registrationId: Id, printerName: z.string().max(200).optional(), tray: z.string().max(40).optional() }),
    output: z.strictObject({ html: z.string(), issues: z.array(Issue) }),
  }),
  /** Sends the held sheet to the printer; says only what the spooler said. `PDF_PRINTER` makes a PDF of the overprint instead. */
  'certificate.print': act({
    need: 'certificate.print', input: z.strictObject({ certificateId: Id, printerName: z.string().max(200), tray: z.string().max(40).optional() }),
    /** `reason`: the printer's own words when it failed. */
    output: z.strictObject({ outcome: z.enum(['sent', 'cancelled', 'failed']), reason: z.string().nullable(), printCount: z.int(), pdfBase64: z.string().nullable() }),
  }),
  /** 印好了吗? ok → waiting for the seal; inked → number void; notInked → same number again. Second person unless ok. */
  'certificate.answerPrint': write({
    need: 'certificate.print',
    input: z.strictObject({ certificateId: Id, rev: z.int(), result: z.enum(PRINT_RESULT.values), reason: z.string().max(300).optional(), secondPerson: SecondPerson.optional() }),
    output: z.strictObject({ state: BlankStateCode, nextNumber: z.string().nullable() }),
  }),
  /** Gives a held number back unused; a second person confirms when something was already sent to the printer. */
  'certificate.cancelPrint': write({
    need: 'certificate.print', input: z.strictObject({ certificateId: Id, rev: z.int(), reason: z.string().trim().min(2).max(300), secondPerson: SecondPerson.optional() }), output: z.null(),
  }),
  /** The other person compares the sheet with the register and seals. */
  'certificate.seal': write({
    need: 'certificate.seal', input: z.strictObject({ certificateId: Id, rev: z.int(), scannedNumber: CertificateNumber, matches: z.boolean(), reason: z.string().max(300).optional() }),
    output: z.strictObject({ state: BlankStateCode }),
  }),
  'certificate.handOver': write({
    need: 'certificate.handOver',
    input: z.strictObject({
      certificateId: Id, rev: z.int(), collectorName: z.string().trim().min(1).max(60), collectorRelation: z.enum(COLLECTOR_RELATION.values),
      collectorIdType: z.enum(ID_DOCUMENT_TYPE.values), collectorIdNumber: z.string().trim().min(1).max(30), authorised: z.boolean(), confirmations: Confirmations,
    }),
    output: Saved,
  }),
  /** A queue of the desk; `text` narrows it to names of child or mother, or to the certificate number. */
  'certificate.queue': read({
    need: 'certificate.read', input: z.strictObject({ ...Paging, queue: z.enum(['register', 'print', 'ask', 'seal', 'handOver', 'issued', 'ended']), mine: z.boolean().optional(), text: z.string().max(60).optional() }),
    output: z.strictObject({ total: z.int(), rows: z.array(QueueRow) }),
  }),
  'certificate.find': read({ need: 'certificate.read', audited: true, input: z.strictObject({ number: CertificateNumber }), output: CertificateRow.nullable() }),
  /** Forms around the certificate as PDF bytes in base64, for showing and saving. */
  'certificate.pdf': act({
    need: 'certificate.read', input: z.strictObject({ what: z.enum(['archive', 'registrationForm']), registrationId: Id }),
    output: z.strictObject({ fileName: z.string(), base64: z.string() }),
  }),
  'certificate.printForm': act({
    need: 'certificate.read', input: z.strictObject({ what: z.enum(['registrationForm']), registrationId: Id, printerName: z.string().max(200) }),
    output: z.strictObject({ outcome: z.enum(['sent', 'cancelled', 'failed']) }),
  }),
  'certificate.formPreview': read({ need: 'certificate.read', audited: true, input: z.strictObject({ registrationId: Id }), output: z.strictObject({ html: z.string(), issues: z.array(Issue) }) }),
} as const
