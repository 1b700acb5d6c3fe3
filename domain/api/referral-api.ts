import { z } from 'zod'
import { REFERRAL_STATE } from '../code/referral.ts'
import { organization } from '../modules/referral/organization.record.ts'
import { referral } from '../modules/referral/referral.record.ts'
import { schemaOf } from '../record/derive/schema.ts'
import type { FieldIssue } from '../message/message.ts'
import { act, Confirmations, Id, Paging, read, recordApi, Saved, storedSchema, write } from './define-api.ts'

const StateCode = z.enum(REFERRAL_STATE.values)
const Issue = z.custom<FieldIssue>(value => typeof value === 'object' && value !== null)
const { 'referral.get': referralGet, 'referral.history': referralHistory, 'referral.void': referralVoid } = recordApi(referral)

export const ReferralRow = z.strictObject({
  id: z.string(), rev: z.int(), number: z.string().nullable(), state: StateCode, critical: z.boolean(), referredDay: z.string(), dueDay: z.string(), overdueDays: z.int(),
  personId: z.string(), personName: z.string().nullable(), sex: z.string(), birthDay: z.string().nullable(), phone: z.string().nullable(),
  organizationName: z.string(), department: z.string().nullable(), doctorName: z.string(), impression: z.string(),
})

export const referralApi = {
  ...recordApi(organization),
  'organization.list': read({ need: 'signed-in', input: z.strictObject({ all: z.boolean().optional() }), output: z.array(storedSchema(organization)) }),
  'referral.get': referralGet, 'referral.history': referralHistory, 'referral.void': referralVoid,
  /** Saves a referral; a new one gets its number and starts as 待发. */
  'referral.save': write({
    need: 'referral.write', input: z.strictObject({ id: Id.optional(), rev: z.int().optional(), row: schemaOf(referral), confirmations: Confirmations }), output: Saved,
  }),
  /** Moves a referral to its next state with what that state asks for. */
  'referral.move': write({
    need: 'referral.write',
    input: z.strictObject({
      id: Id, rev: z.int(), to: StateCode, day: z.iso.date().optional(), reason: z.string().max(300).optional(),
      returned: z.strictObject({
        returnDiagnosis: z.string().max(300), inpatientNumber: z.string().max(30), returnExaminations: z.string().max(500), returnAdvice: z.string().max(800),
        returnDoctor: z.string().max(30), returnPhone: z.string().max(20),
      }).optional(),
      /** After 拒收: the next receiver of the same case. */
      organizationId: Id.optional(), confirmations: Confirmations,
    }),
    output: Saved,
  }),
  'referral.list': read({
    need: 'referral.read',
    input: z.strictObject({ ...Paging, state: StateCode.optional(), personId: Id.optional(), overdueOnly: z.boolean().optional(), from: z.iso.date().optional(), to: z.iso.date().optional() }),
    output: z.strictObject({ total: z.int(), rows: z.array(ReferralRow) }),
  }),
  'referral.preview': read({ need: 'referral.read', audited: true, input: z.strictObject({ id: Id }), output: z.strictObject({ html: z.string(), issues: z.array(Issue) }) }),
  'referral.pdf': act({ need: 'referral.read', input: z.strictObject({ id: Id }), output: z.strictObject({ fileName: z.string(), base64: z.string() }) }),
  'referral.print': act({ need: 'referral.read', input: z.strictObject({ id: Id, printerName: z.string().max(200) }), output: z.strictObject({ outcome: z.enum(['sent', 'cancelled', 'failed']) }) }),
} as const
