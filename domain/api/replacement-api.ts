import { z } from 'zod'
import { BLANK_STATE, RETURNED_PARTS, SECOND_PART_DESTINATION, VOID_REASON } from '../code/certificate.ts'
import { REPLACEMENT_KIND, REPLACEMENT_MATERIAL, REPLACEMENT_STATE } from '../code/replacement.ts'
import type { FieldIssue, Message } from '../message/message.ts'
import { registration } from '../modules/certificate/registration.record.ts'
import { APPLICATION_FIELDS, replacement, type ReplacementDraft } from '../modules/certificate/replacement.record.ts'
import { schemaOf } from '../record/derive/schema.ts'
import { CertificateRow } from './certificate-api.ts'
import { act, Confirmations, emptySafeRow, Id, Paging, read, recordApi, Saved, SecondPerson, write } from './define-api.ts'

const Issue = z.custom<FieldIssue>(value => typeof value === 'object' && value !== null)
const Sentence = z.custom<Message>(value => typeof value === 'object' && value !== null)
const Kind = z.enum(REPLACEMENT_KIND.values)
const State = z.enum(REPLACEMENT_STATE.values)
const MaterialCode = z.enum(REPLACEMENT_MATERIAL.values)
const Reason = z.string().trim().min(2).max(300)

// Only what the window types: kind, certificate, state and the people behind it are the program's.
const replacementShape = (schemaOf(replacement) as unknown as z.ZodObject).shape
/** The application as typed; every field may be missing while it is being prepared. */
export const ApplicationRow = z.strictObject(Object.fromEntries(APPLICATION_FIELDS.map(name => [name, replacementShape[name]!]))).partial() as unknown as z.ZodType<ReplacementDraft, ReplacementDraft>

const MaterialInput = z.array(z.strictObject({ material: MaterialCode, present: z.boolean(), note: z.string().max(200).nullable() })).max(40)
/** A paper of the application; `reason` is null for one shown beyond what is required, `anyOf` names the papers of which one is enough. */
export const ReplacementMaterialLine = z.strictObject({ material: MaterialCode, reason: Sentence.nullable(), anyOf: z.array(MaterialCode), required: z.boolean(), present: z.boolean(), note: z.string().nullable() })
/** One field of the sheet that differs: names of the print value, its title, what stood there and what would stand now. */
export const SheetDifference = z.strictObject({ value: z.string(), title: z.string(), before: z.string(), after: z.string() })

/** What follows from the application as it stands; nothing of it is typed. */
export const Assessment = z.strictObject({
  materials: z.array(ReplacementMaterialLine),
  issues: z.array(Issue),
  /** 领证时交付: 1 正页, 2 正页和副页; null while it is not known whether the child is registered. */
  handsOut: z.enum(RETURNED_PARTS.values).nullable(),
  /** 副页去向 that the rule proposes; null while unknown. */
  secondPart: z.enum(SECOND_PART_DESTINATION.values).nullable(),
  /** Why the director has to agree as well; empty when the reviewer is enough. */
  secondLevel: z.array(Sentence),
  /** True: we are only the issuer where the county re-issues; the application is forwarded, no sheet is printed here. */
  forwards: z.boolean(),
  /** Earlier re-issues of this child's certificate. */
  earlierReissues: z.int(),
  /** Exchange: what will be different on the new sheet. Re-issue: what is different and must not be. */
  differences: z.array(SheetDifference),
})

export const ReplacementRow = z.strictObject({
  id: z.string(), rev: z.int(), kind: Kind, state: State, newbornId: z.string(), registrationId: z.string(), certificateId: z.string(),
  oldNumber: z.string(), oldIssueDay: z.string(), oldState: z.enum(BLANK_STATE.values), backEntered: z.boolean(),
  newCertificateId: z.string().nullable(), newNumber: z.string().nullable(), newState: z.enum(BLANK_STATE.values).nullable(), forwardedNumber: z.string().nullable(),
  babyName: z.string().nullable(), babySex: z.string(), bornAt: z.string(), motherName: z.string().nullable(),
  applicantName: z.string().nullable(), applyDay: z.string(), exchangeReason: z.string().nullable(), lossReason: z.string().nullable(), foundDay: z.string().nullable(),
  appliedById: z.string().nullable(), appliedByName: z.string().nullable(), reviewedByName: z.string().nullable(), approvedByName: z.string().nullable(), updatedAt: z.string(),
})
export type ReplacementRow = z.infer<typeof ReplacementRow>
/** Papers of this area; the two first are chosen by the kind of the application. */
export const REPLACEMENT_FORMS = ['application', 'lossStatement', 'forwarding'] as const

const { 'certificate.replacement.get': replacementGet, 'certificate.replacement.history': replacementHistory } = recordApi(replacement)

/** 换发, 补发, 作废, 遗留问题补录 (note §1.8–1.10, §4.2–4.4). Printing, sealing and handing over are the calls of the first issue. */
export const replacementApi = {
  /** One application, document numbers as this user may see them. */
  'certificate.replacement.get': replacementGet,
  'certificate.replacement.history': replacementHistory,

  /** A queue of applications, newest change first; `text` is a name of child, mother or applicant, or a certificate number. */
  'replacement.list': read({
    need: 'certificate.read', input: z.strictObject({ ...Paging, state: State.optional(), kind: Kind.optional(), openOnly: z.boolean().optional(), text: z.string().max(60).optional() }),
    output: z.strictObject({ total: z.int(), rows: z.array(ReplacementRow) }),
  }),
  /** How many applications stand in each open state, for the home page and the tabs. */
  'replacement.counts': read({
    need: 'certificate.read', input: z.null(),
    output: z.strictObject({ draft: z.int(), applied: z.int(), reviewed: z.int(), approved: z.int(), printing: z.int(), forwarded: z.int() }),
  }),
  /** The form: an application already begun (`id`), or a new one for a certificate, prefilled from the register. */
  'replacement.prepare': read({
    need: 'certificate.read', audited: true,
    input: z.strictObject({ id: Id.optional(), certificateId: Id.optional(), kind: Kind.optional() }),
    output: z.strictObject({
      id: z.string().nullable(), rev: z.int().nullable(), kind: Kind, state: State, row: ApplicationRow, old: CertificateRow, backEntered: z.boolean(), newSheet: CertificateRow.nullable(),
      /** The register as it will stand on the new sheet (for an exchange with its corrections). */
      register: emptySafeRow(registration), registerCorrected: z.boolean(),
      /** Whether the form may still be changed, and by this user. */
      editable: z.boolean(), assessment: Assessment,
      appliedByName: z.string().nullable(), reviewedByName: z.string().nullable(), reviewNote: z.string().nullable(), approvedByName: z.string().nullable(), approvalReason: z.string().nullable(), closeNote: z.string().nullable(),
    }),
  }),
  /** What the rules say of the application as typed so far; nothing is written. */
  'replacement.check': read({
    need: 'certificate.replace', input: z.strictObject({ id: Id.optional(), certificateId: Id, kind: Kind, row: ApplicationRow, materials: z.array(MaterialCode).max(40) }), output: Assessment,
  }),
  /** Saves the application; `apply` true holds it against every rule and hands it to the reviewer. */
  'replacement.save': write({
    need: 'certificate.replace',
    input: z.strictObject({ id: Id.optional(), rev: z.int().optional(), certificateId: Id, kind: Kind, row: ApplicationRow, materials: MaterialInput, apply: z.boolean(), confirmations: Confirmations }),
    output: z.strictObject({ id: z.string(), rev: z.int(), state: State }),
  }),
  /** What the rules say of a corrected register, and how the new sheet would differ from the old one. */
  'replacement.checkRegister': read({
    need: 'certificate.replace', input: z.strictObject({ id: Id, row: emptySafeRow(registration) }),
    output: z.strictObject({ issues: z.array(Issue), differences: z.array(SheetDifference) }),
  }),
  /**
   * Corrects the register through an exchange that is being prepared; it becomes the register's own when the new sheet
   * takes its number, so that a refused or withdrawn exchange leaves the old certificate as it was. null: no correction.
   */
  'replacement.saveRegister': write({
    need: 'certificate.replace', input: z.strictObject({ id: Id, rev: z.int(), row: schemaOf(registration).nullable(), confirmations: Confirmations }), output: Saved,
  }),
  /** The reviewer's word: never the clerk who applied. `director` gives the second level at the same window where it is needed. */
  'replacement.review': write({
    need: 'certificate.review',
    input: z.strictObject({ id: Id, rev: z.int(), decision: z.enum(['agree', 'refuse', 'sendBack']), reason: z.string().max(300), director: SecondPerson.optional(), directorReason: z.string().max(300).optional() }),
    output: z.strictObject({ rev: z.int(), state: State }),
  }),
  /** The second level (分管领导) at the director's own window. */
  'replacement.approve': write({
    need: 'certificate.approve', input: z.strictObject({ id: Id, rev: z.int(), decision: z.enum(['agree', 'refuse', 'sendBack']), reason: Reason }), output: z.strictObject({ rev: z.int(), state: State }),
  }),
  /** Back to the clerk's table (`toDraft`) or taken back altogether; not once the old certificate has ended. */
  'replacement.withdraw': write({
    need: 'certificate.replace', input: z.strictObject({ id: Id, rev: z.int(), reason: Reason, toDraft: z.boolean().optional() }), output: z.strictObject({ rev: z.int(), state: State }),
  }),
  /** The county answered a forwarded application with a certificate of its own: the old number ends here too. */
  'replacement.forwardAnswered': write({
    need: 'certificate.replace', input: z.strictObject({ id: Id, rev: z.int(), number: z.string().max(40), issueDay: z.iso.date() }), output: z.strictObject({ rev: z.int(), state: State }),
  }),
  /** A lost certificate turned up after its re-issue and was handed in (note §1.9). */
  'replacement.noteFound': write({
    need: 'certificate.replace', input: z.strictObject({ id: Id, rev: z.int(), foundDay: z.iso.date(), handedInBy: z.string().trim().min(1).max(60), note: z.string().trim().max(200).optional() }), output: Saved,
  }),
  'replacement.formPreview': read({
    need: 'certificate.read', audited: true, input: z.strictObject({ id: Id, what: z.enum(REPLACEMENT_FORMS) }), output: z.strictObject({ html: z.string(), issues: z.array(Issue) }),
  }),
  'replacement.pdf': act({ need: 'certificate.read', input: z.strictObject({ id: Id, what: z.enum(REPLACEMENT_FORMS) }), output: z.strictObject({ fileName: z.string(), base64: z.string() }) }),
  'replacement.printForm': act({
    need: 'certificate.read', input: z.strictObject({ id: Id, what: z.enum(REPLACEMENT_FORMS), printerName: z.string().max(200) }), output: z.strictObject({ outcome: z.enum(['sent', 'cancelled', 'failed']) }),
  }),

  /**
   * 作废 of one number in use or in hand (held, printed, drawn): a reviewer who is not the caller agrees. An issued
   * certificate cannot be voided, only exchanged or re-issued (note §4.2).
   */
  'certificate.voidNumber': write({
    need: 'certificate.print',
    input: z.strictObject({ number: z.string().max(40), reasonCode: z.enum(VOID_REASON.values), reason: Reason, reviewer: SecondPerson }),
    output: z.strictObject({ state: z.enum(BLANK_STATE.values) }),
  }),
  /** 作废登记表 of a number that is void. */
  'certificate.voidFormPreview': read({ need: 'certificate.read', audited: true, input: z.strictObject({ number: z.string().max(40) }), output: z.strictObject({ html: z.string(), issues: z.array(Issue) }) }),
  'certificate.voidFormPdf': act({ need: 'certificate.read', input: z.strictObject({ number: z.string().max(40) }), output: z.strictObject({ fileName: z.string(), base64: z.string() }) }),
  'certificate.printVoidForm': act({ need: 'certificate.read', input: z.strictObject({ number: z.string().max(40), printerName: z.string().max(200) }), output: z.strictObject({ outcome: z.enum(['sent', 'cancelled', 'failed']) }) }),

  /**
   * 遗留问题补录: a certificate issued on paper before this program or elsewhere, entered afterwards from its archive so
   * that it can be exchanged or re-issued here. The child and birth are registered first on their usual screens; the
   * director agrees. Everywhere marked as entered afterwards, never counted as stock.
   */
  'certificate.backEnter': write({
    need: 'certificate.replace',
    input: z.strictObject({
      newbornId: Id, number: z.string().max(40), issueDay: z.iso.date(), issuingInstitution: z.string().trim().max(70), row: schemaOf(registration), reason: Reason,
      director: SecondPerson.optional(), confirmations: Confirmations,
    }),
    output: z.strictObject({ certificateId: z.string(), registrationId: z.string() }),
  }),
} as const
