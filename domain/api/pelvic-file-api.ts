import { z } from 'zod'
import { CONTACT_ATTEMPT } from '../code/child-file.ts'
import { DELIVERY_MODE } from '../code/delivery.ts'
import { POSTPARTUM_RECOVERY } from '../code/maternal-visit.ts'
import { PELVIC_METHOD } from '../code/pelvic.ts'
import { PELVIC_CONSENT_KIND, PELVIC_ENTRY, PELVIC_FILE_STATE, PELVIC_INVITE_REASON } from '../code/pelvic-care.ts'
import type { FieldIssue } from '../message/message.ts'
import { pelvicConsent } from '../modules/pelvic/consent.record.ts'
import { pelvicFile } from '../modules/pelvic/file.record.ts'
import { pelvicAttempt } from '../modules/pelvic/session.record.ts'
import { act, CalendarDay, emptySafeRow, Id, Paging, read, recordApi, Saved, storedSchema, write } from './define-api.ts'
import { PelvicHead } from './pelvic-head.ts'
import { WomanHead } from './woman-head.ts'

const Text = z.string().nullable()
const Issue = z.custom<FieldIssue>(value => typeof value === 'object' && value !== null)
const Who = { womanId: z.string(), name: Text, birthDay: Text, phone: Text, township: z.string() }
const LastCall = { attempts: z.int(), lastAttemptDay: Text, lastAttempt: z.enum(CONTACT_ATTEMPT.values).nullable() }
/** Another file of the woman, closed or before this one. */
const OtherFile = z.strictObject({ id: z.string(), number: Text, openedDay: z.string(), state: z.enum(PELVIC_FILE_STATE.values), closedDay: Text, closeNote: Text })
/** The 42-day check a file comes from, with what bears on the pelvic floor. */
const Check = z.strictObject({ id: z.string(), pregnancyId: z.string(), visitDay: z.string(), daysAfter: z.int().nullable(), recovery: z.enum(POSTPARTUM_RECOVERY.values), recoveryNote: Text, reasons: z.array(z.enum(PELVIC_INVITE_REASON.values)) })

export const PELVIC_FILE_VIEWS = ['open', 'closed', 'all'] as const
/** Whom to invite: those with a reason first of all, everybody, and those who said no. */
export const PELVIC_INVITE_VIEWS = ['urgent', 'all', 'refused'] as const
const InviteView = z.enum(PELVIC_INVITE_VIEWS)

/** 知情同意书: as it was signed (`id` of the consent), or to be signed by hand (`id` of the file and the kind). */
const consentPaper = { id: Id, kind: z.enum(PELVIC_CONSENT_KIND.values).optional() }
const File = z.strictObject({ fileName: z.string(), base64: z.string() })

/** 盆底档案与知情同意. */
export const pelvicFileApi = {
  ...recordApi(pelvicFile), ...recordApi(pelvicConsent),
  /** What a new file starts with: all that delivery, pregnancy and 42-day check know; the one that is open already. */
  'pelvic.file.prepare': read({
    need: 'pelvic.write', audited: true, input: z.strictObject({ womanId: Id, checkId: Id.optional() }),
    output: z.strictObject({ head: WomanHead, row: emptySafeRow(pelvicFile), existingId: Text, check: Check.nullable(), others: z.array(OtherFile) }),
  }),
  /** Everything of one file that is no part of its own; `laterDeliveryDay` where she gave birth again since. Opening is audited. */
  'pelvic.file.open': read({
    need: 'pelvic.read', audited: true, input: z.strictObject({ id: Id }),
    output: z.strictObject({ head: PelvicHead, file: storedSchema(pelvicFile), check: Check.nullable(), laterDeliveryDay: Text, consents: z.array(storedSchema(pelvicConsent)), attempts: z.array(storedSchema(pelvicAttempt)), others: z.array(OtherFile) }),
  }),
  /** Where a woman, or a 42-day check of hers, stands in the clinic: her open file, else the newest. */
  'pelvic.file.of': read({ need: 'pelvic.read', input: z.strictObject({ womanId: Id }), output: z.strictObject({ fileId: Text, state: z.enum(PELVIC_FILE_STATE.values).nullable() }) }),
  'pelvic.file.close': write({ need: 'pelvic.write', input: z.strictObject({ id: Id, rev: z.int().min(0), closedDay: CalendarDay, closeNote: z.string().trim().min(2).max(200) }), output: Saved }),
  'pelvic.file.reopen': write({ need: 'pelvic.write', input: z.strictObject({ id: Id, rev: z.int().min(0), reason: z.string().trim().min(2).max(200) }), output: Saved }),
  /** Files by state, the newest first; `search` is a name, letters of it, a number of hers or of the file. */
  'pelvic.file.list': read({
    need: 'pelvic.read', input: z.strictObject({ ...Paging, view: z.enum(PELVIC_FILE_VIEWS), search: z.string().trim().max(60).optional() }),
    output: z.strictObject({
      total: z.int(),
      rows: z.array(z.strictObject({
        id: z.string(), ...Who, number: Text, openedDay: z.string(), entry: z.enum(PELVIC_ENTRY.values), doctorName: z.string(), deliveryDay: Text, deliveryMode: z.enum(DELIVERY_MODE.values).nullable(), state: z.enum(PELVIC_FILE_STATE.values), closedDay: Text,
        lastAssessmentDay: Text, methods: z.array(z.enum(PELVIC_METHOD.values)),
      })),
    }),
  }),
  /** Women whose 42-day check is not long ago and who have not come since; those checked first stand first. */
  'pelvic.invitation.list': read({
    need: 'pelvic.read', input: z.strictObject({ ...Paging, view: InviteView }),
    output: z.strictObject({
      total: z.int(), counts: z.strictObject({ urgent: z.int(), all: z.int(), refused: z.int() }),
      rows: z.array(z.strictObject({ checkId: z.string(), ...Who, checkDay: z.string(), deliveredDay: Text, mode: z.enum(DELIVERY_MODE.values).nullable(), reasons: z.array(z.enum(PELVIC_INVITE_REASON.values)), ...LastCall })),
    }),
  }),
  /** The same as a list to telephone by (xlsx), with whole numbers. */
  'pelvic.invitation.file': act({ need: 'pelvic.read', also: 'export.list', input: z.strictObject({ view: InviteView }), output: File.extend({ rows: z.int() }) }),
  /** The text she signs today and what the form starts with. */
  'pelvic.consent.prepare': read({
    need: 'pelvic.write', audited: true, input: z.strictObject({ fileId: Id, kind: z.enum(PELVIC_CONSENT_KIND.values) }),
    output: z.strictObject({ head: PelvicHead, row: emptySafeRow(pelvicConsent), version: z.string(), text: z.string(), source: z.string() }),
  }),
  'pelvic.consent.open': read({
    need: 'pelvic.read', audited: true, input: z.strictObject({ id: Id }),
    output: z.strictObject({ head: PelvicHead, consent: storedSchema(pelvicConsent), text: Text, source: Text }),
  }),
  'pelvic.consentPaper.preview': read({ need: 'pelvic.read', audited: true, input: z.strictObject(consentPaper), output: z.strictObject({ html: z.string(), issues: z.array(Issue) }) }),
  'pelvic.consentPaper.pdf': act({ need: 'pelvic.read', input: z.strictObject(consentPaper), output: File }),
  'pelvic.consentPaper.print': act({ need: 'pelvic.read', input: z.strictObject({ ...consentPaper, printerName: z.string().max(200) }), output: z.strictObject({ outcome: z.enum(['sent', 'cancelled', 'failed']) }) }),
} as const
