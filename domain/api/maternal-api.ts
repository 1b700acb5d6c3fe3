import { z } from 'zod'
import { DIAGNOSIS_ANSWER, RISK_COLOUR } from '../code/maternal-risk.ts'
import { REFERRAL_STATE } from '../code/referral.ts'
import { criticalReferral } from '../modules/maternal/critical-referral.record.ts'
import { diagnosisReferral } from '../modules/maternal/diagnosis-referral.record.ts'
import { retention } from '../modules/maternal/retention.record.ts'
import type { FieldIssue, Message } from '../message/message.ts'
import { act, Confirmations, Id, Paging, read, recordApi, Saved, SecondPerson, write } from './define-api.ts'

const Issue = z.custom<FieldIssue>(value => typeof value === 'object' && value !== null)
const Sentence = z.custom<Message>(value => typeof value === 'object' && value !== null)
const StateCode = z.enum(REFERRAL_STATE.values)
const Paper = z.enum(['critical', 'diagnosis'])
/** Of the pregnancy a woman is in, where there is one. */
const expecting = { gestationDays: z.int().nullable(), expectedDay: z.string().nullable() }
/** The woman of a line. */
const person = { personId: z.string(), personName: z.string().nullable(), phone: z.string().nullable(), ...expecting }

export const CriticalRow = z.strictObject({
  id: z.string(), rev: z.int(), number: z.string().nullable(), state: StateCode, referredAt: z.string(), organizationName: z.string(), reason: z.string(), riskColour: z.string().nullable(), ...person,
  /** Labels of what must still be filled in, with the moment it is due; null once complete. */
  open: z.array(z.string()), dueAt: z.string().nullable(), isOverdue: z.boolean(),
})
export const RetentionRow = z.strictObject({
  id: z.string(), rev: z.int(), riskColour: z.enum(RISK_COLOUR.values), riskFactors: z.string().nullable(), keptSince: z.string(), keptHours: z.int(), doctorName: z.string(), ...person,
  isBeyond: z.boolean(), isRetained: z.boolean(), banner: Sentence.nullable(), decidedAt: z.string().nullable(), seniorDoctorName: z.string().nullable(), endedAt: z.string().nullable(),
})
export const DiagnosisRow = z.strictObject({
  id: z.string(), rev: z.int(), number: z.string().nullable(), referredDay: z.string(), answer: z.enum(DIAGNOSIS_ANSWER.values), organizationName: z.string(), ...person,
  duties: z.array(z.strictObject({ kind: z.enum(['notify', 'attendance', 'outcome']), dueDay: z.string(), isOverdue: z.boolean() })),
})

const { 'referral.critical.save': criticalSave, ...criticalCalls } = recordApi(criticalReferral)
const { 'referral.retention.save': retentionSave, ...retentionCalls } = recordApi(retention)
const { 'referral.diagnosis.save': diagnosisSave, ...diagnosisCalls } = recordApi(diagnosisReferral)

export const maternalApi = {
  ...criticalCalls, ...retentionCalls, ...diagnosisCalls,
  /** Saves a 危重孕产妇转诊单; in an emergency only the five fields must be there, the rest is due within 24 hours. */
  'referral.critical.save': criticalSave,
  'referral.critical.move': write({
    need: 'referral.write',
    input: z.strictObject({ id: Id, rev: z.int(), to: StateCode, at: z.iso.datetime({ local: true, precision: -1 }).optional(), reason: z.string().max(300).optional(), refusalSigner: z.string().max(60).optional(), organizationId: Id.optional(), confirmations: Confirmations }),
    output: Saved,
  }),
  'referral.critical.list': read({
    need: 'referral.read', input: z.strictObject({ ...Paging, openOnly: z.boolean().optional() }), output: z.strictObject({ total: z.int(), overdue: z.int(), rows: z.array(CriticalRow) }),
  }),
  /** Registers a woman at risk who is here, or corrects it; the decision to keep her is `decide`, her leaving `end`. */
  'referral.retention.save': retentionSave,
  /** Keeping a woman beyond our level: reason, expert consultation and a senior doctor's password (case 53). */
  'referral.retention.decide': write({
    need: 'referral.write', input: z.strictObject({ id: Id, rev: z.int(), stayReason: z.string().max(300), consultation: z.string().max(500), seniorDoctor: SecondPerson.optional(), confirmations: Confirmations }), output: Saved,
  }),
  'referral.retention.end': write({ need: 'referral.write', input: z.strictObject({ id: Id, rev: z.int(), endedAt: z.iso.datetime({ local: true, precision: -1 }), endNote: z.string().trim().min(2).max(200), confirmations: Confirmations }), output: Saved }),
  'referral.retention.list': read({
    need: 'referral.read', input: z.strictObject({ ...Paging, all: z.boolean().optional() }), output: z.strictObject({ total: z.int(), retained: z.int(), rows: z.array(RetentionRow) }),
  }),
  'referral.diagnosis.save': diagnosisSave,
  /** How far the patient of a slip is in the pregnancy she is in; nothing for everybody else. */
  'referral.expecting': read({ need: 'referral.read', input: z.strictObject({ personId: Id }), output: z.strictObject(expecting) }),
  'referral.diagnosis.list': read({
    need: 'referral.read', input: z.strictObject({ ...Paging, openOnly: z.boolean().optional() }), output: z.strictObject({ total: z.int(), overdue: z.int(), rows: z.array(DiagnosisRow) }),
  }),
  'referral.maternal.preview': read({ need: 'referral.read', audited: true, input: z.strictObject({ what: Paper, id: Id }), output: z.strictObject({ html: z.string(), issues: z.array(Issue) }) }),
  'referral.maternal.pdf': act({ need: 'referral.read', input: z.strictObject({ what: Paper, id: Id }), output: z.strictObject({ fileName: z.string(), base64: z.string() }) }),
  'referral.maternal.print': act({ need: 'referral.read', input: z.strictObject({ what: Paper, id: Id, printerName: z.string().max(200) }), output: z.strictObject({ outcome: z.enum(['sent', 'cancelled', 'failed']) }) }),
} as const
