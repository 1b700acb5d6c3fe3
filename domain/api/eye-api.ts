import { z } from 'zod'
import { CHILD_CONTACT } from '../code/child-check.ts'
import { EYE_ADVICE, EYE_CHECK, EYE_FINDING, EYE_PHOTO_KIND, EYE_RECALL, EYE_REFERRAL_STATE, HYPEROPIA_RESERVE } from '../code/eye-check.ts'
import type { FieldIssue } from '../message/message.ts'
import { eyeFile } from '../modules/eye/file.record.ts'
import { glasses } from '../modules/eye/glasses.record.ts'
import { eyeReferral } from '../modules/eye/referral.record.ts'
import { retinopathy } from '../modules/eye/retinopathy.record.ts'
import { eyeVisit } from '../modules/eye/visit.record.ts'
import { ChildHead } from './child-api.ts'
import { CalendarDay, emptySafeRow, Id, Paging, read, recordApi, storedSchema } from './define-api.ts'

const Text = z.string().nullable()
const Contact = z.enum(CHILD_CONTACT.values)
const Checks = z.array(z.enum(EYE_CHECK.values))
const Issue = z.custom<FieldIssue>(value => typeof value === 'object' && value !== null)
const Side = z.enum(['right', 'left'])
const Reserve = z.enum(HYPEROPIA_RESERVE.values).nullable()

/** What a visit found: the findings by eye, what follows, what was not done, the reserve of each eye, the printed sentence. */
export const EyeConclusionOut = z.strictObject({
  findings: z.array(z.strictObject({ finding: z.enum(EYE_FINDING.values), eyes: z.array(Side) })), advice: z.enum(EYE_ADVICE.values), undone: Checks, reserve: z.strictObject({ right: Reserve, left: Reserve }), text: z.string(),
  equivalentD: z.strictObject({ right: z.number().nullable(), left: z.number().nullable() }), issues: z.array(Issue),
})
/** When the fundus of a preterm or light child is examined; null for who needs none. */
const FundusWindow = z.strictObject({ firstDay: z.string(), lastDay: z.string(), postmenstrualDay: Text, nextDay: Text, isMissed: z.boolean(), isFinished: z.boolean() }).nullable()

export const eyeApi = {
  ...recordApi(eyeFile), ...recordApi(eyeVisit), ...recordApi(eyeReferral), ...recordApi(retinopathy), ...recordApi(glasses),
  /** Everything of a child's eyes on one page; the visits are the trend, oldest first. */
  'eye.open': read({
    need: 'eye.read', audited: true, input: z.strictObject({ fileId: Id }),
    output: z.strictObject({
      head: ChildHead, file: storedSchema(eyeFile).nullable(), visits: z.array(storedSchema(eyeVisit)), referrals: z.array(storedSchema(eyeReferral)), fundus: z.array(storedSchema(retinopathy)), glasses: z.array(storedSchema(glasses)), photos: z.array(z.strictObject({ id: z.string(), rev: z.int(), visitId: z.string(), kind: z.enum(EYE_PHOTO_KIND.values), fileName: z.string() })), window: FundusWindow,
      schedule: z.array(z.strictObject({ contact: Contact, nominalDay: z.string(), visitId: Text, state: z.enum(['notDue', 'open', 'done', 'missed']) })),
    }),
  }),
  /**
   * What a visit on a day starts with: which visits the day belongs to, the checks its age asks for, the last visit; the
   * record there is already for that visit (case E-24).
   */
  'eye.visit.prepare': read({
    need: 'eye.write', audited: true, input: z.strictObject({ fileId: Id, visitDay: CalendarDay.optional(), contact: Contact.optional() }),
    output: z.strictObject({ head: ChildHead, row: emptySafeRow(eyeVisit), selectable: z.array(Contact), checks: Checks, special: Checks, last: storedSchema(eyeVisit).nullable(), existingId: Text }),
  }),
  /** The conclusion of what has been typed so far: asked while the doctor types. */
  'eye.visit.evaluate': read({ need: 'eye.read', input: z.strictObject({ fileId: Id, row: emptySafeRow(eyeVisit) }), output: EyeConclusionOut }),
  /** Referrals by state, the longest waiting first; 已过期 are those past their day. */
  'eye.referral.list': read({
    need: 'eye.read', input: z.strictObject({ ...Paging, state: z.enum(EYE_REFERRAL_STATE.values).optional(), overdueOnly: z.boolean().optional() }),
    output: z.strictObject({
      total: z.int(),
      rows: z.array(z.strictObject({ id: z.string(), fileId: z.string(), number: Text, childName: Text, sex: z.string(), birthDay: Text, motherName: Text, phone: Text, state: z.enum(EYE_REFERRAL_STATE.values), referredDay: z.string(), dueDay: z.string(), isOverdue: z.boolean(), isUrgent: z.boolean(), hospital: z.string(), conclusion: Text, diagnosis: Text })),
    }),
  }),
  /** Who is to come back between the visits of the programme (vision again, fundus of the preterm again, glasses), a week ahead: agreed days first, then low visions, of each the longest waiting first. */
  'eye.recall.list': read({
    need: 'eye.read', input: z.strictObject({ ...Paging }),
    output: z.strictObject({
      total: z.int(),
      rows: z.array(z.strictObject({ id: z.string(), kind: z.enum(EYE_RECALL.values), fileId: z.string(), childName: Text, sex: z.string(), birthDay: Text, motherName: Text, phone: Text, fromDay: z.string(), dueDay: z.string(), isOverdue: z.boolean() })),
    }),
  }),
  /** Whose families are reminded today of a visit that is neither made nor booked (case E-16), the youngest first, with the last call. */
  'eye.reminder.list': read({
    need: 'eye.read', input: z.strictObject({ ...Paging }),
    output: z.strictObject({
      total: z.int(),
      rows: z.array(z.strictObject({ fileId: z.string(), contact: Contact, nominalDay: z.string(), childName: Text, sex: z.string(), birthDay: z.string(), motherName: Text, phone: Text, lastAttemptDay: Text, lastAttempt: Text })),
    }),
  }),
  /** What a referral starts with: the findings of its visit, the day by which the child is seen. */
  'eye.referral.prepare': read({ need: 'eye.write', audited: true, input: z.strictObject({ visitId: Id }), output: z.strictObject({ head: ChildHead, row: emptySafeRow(eyeReferral), existingId: Text }) }),
} as const
