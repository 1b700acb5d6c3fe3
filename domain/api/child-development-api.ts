import { z } from 'zod'
import { AUTISM_FIGURE, AUTISM_SCALE, AUTISM_STATE, AUTISM_STEP, DEVELOPMENT_QUOTIENT_CLASS, FIRST_SCREENING_RESULT, SCALE_RESULT, SIGN_ANSWER } from '../code/child-autism.ts'
import { CHILD_CONTACT } from '../code/child-check.ts'
import { WARNING_SIGN } from '../code/child-warning-sign.ts'
import type { FieldIssue } from '../message/message.ts'
import { childAutism, childAutismFollowUp, childAutismStep } from '../modules/child/autism.record.ts'
import { childScale } from '../modules/child/scale.record.ts'
import { schemaOf } from '../record/derive/schema.ts'
import { ChildHead } from './child-api.ts'
import { act, Confirmations, emptySafeRow, Id, Paging, read, recordApi, Saved, storedSchema, write } from './define-api.ts'

const Text = z.string().nullable()
const State = z.enum(AUTISM_STATE.values)
const Issue = z.custom<FieldIssue>(value => typeof value === 'object' && value !== null)
const Period = { from: z.iso.date(), to: z.iso.date() }
const Figure = z.enum(AUTISM_FIGURE.values)
const Paper = z.enum(['first', 'rescreen'])
/** The three books of the document's annexes 4, 6 and 7. */
export const AutismBook = z.enum(['first', 'rescreen', 'diagnosis'])

/** An abnormal first screening that nobody has confirmed yet, with the signs in words. */
/** `confirmedBefore`: the child was confirmed and then lost; it is not screened again but followed again. */
export const AutismProposal = z.strictObject({ visitId: z.string(), visitDay: z.string(), contact: z.enum(CHILD_CONTACT.values), reason: z.string(), confirmedBefore: z.boolean() })
/** One check-up's first screening: the four signs of its age and 倒退, each in three states. */
export const SignLine = z.strictObject({
  visitId: z.string(), visitDay: z.string(), contact: z.enum(CHILD_CONTACT.values), ageMonths: z.int(), result: z.enum(FIRST_SCREENING_RESULT.values), regression: z.enum(SIGN_ANSWER.values),
  signs: z.array(z.strictObject({ sign: z.enum(WARNING_SIGN.values), answer: z.enum(SIGN_ANSWER.values) })),
})
const Due = z.strictObject({ dueDay: z.string(), overdueFrom: z.string(), isOverdue: z.boolean() })
const Child = { fileId: z.string(), childName: Text, sex: z.string(), birthDay: Text, motherName: Text, phone: Text }

const [scale, course, step, followUp] = [recordApi(childScale), recordApi(childAutism), recordApi(childAutismStep), recordApi(childAutismFollowUp)]

/** Development and autism: tests, the chain 初筛 → 复筛 → 诊断 → 随访, indicators, slips and books (child health note §6, §7). */
export const childDevelopmentApi = {
  ...scale, ...followUp,
  // A course begins and moves by its steps and is taken back step by step: it is neither made nor voided by hand.
  'child.autism.get': course['child.autism.get'], 'child.autism.save': course['child.autism.save'], 'child.autism.history': course['child.autism.history'],
  'child.autismStep.get': step['child.autismStep.get'], 'child.autismStep.history': step['child.autismStep.history'],
  /** The ages on a day, the scales that belong to them, and what the values typed so far say. */
  'child.scale.evaluate': read({
    need: 'child.read', input: z.strictObject({ fileId: Id, row: emptySafeRow(childScale) }),
    output: z.strictObject({
      ageMonths: z.int().nullable(), correctedMonths: z.int().nullable(), scales: z.array(z.enum(AUTISM_SCALE.values)), total: z.number().nullable(),
      result: z.enum(SCALE_RESULT.values).nullable(), dqClass: z.enum(DEVELOPMENT_QUOTIENT_CLASS.values).nullable(), basis: Text, issues: z.array(Issue),
    }),
  }),
  /** Everything of a child's development on one page. */
  'child.development.open': read({
    need: 'child.read', audited: true, input: z.strictObject({ fileId: Id }),
    output: z.strictObject({
      head: ChildHead, ageMonths: z.int().nullable(), correctedMonths: z.int().nullable(), scalesNow: z.array(z.enum(AUTISM_SCALE.values)), signs: z.array(SignLine), scales: z.array(storedSchema(childScale)),
      state: State, course: storedSchema(childAutism).nullable(), due: Due.nullable(), nextSteps: z.array(z.enum(AUTISM_STEP.values)), steps: z.array(storedSchema(childAutismStep)),
      followUps: z.array(storedSchema(childAutismFollowUp)), former: z.array(storedSchema(childAutism)), proposal: AutismProposal.nullable(), basisChanged: z.boolean(), attempts: z.int(),
    }),
  }),
  /** What an abnormal check-up asks for, before the doctor confirms it; null when there is nothing to confirm. */
  'child.autism.propose': read({
    need: 'child.read', audited: true, input: z.strictObject({ fileId: Id }),
    output: z.strictObject({ state: State, proposal: AutismProposal.nullable(), row: emptySafeRow(childAutismStep) }),
  }),
  /** One step of the chain; `rev` is the open course's, 0 when the step begins one. */
  'child.autism.move': write({ need: 'child.write', input: z.strictObject({ fileId: Id, rev: z.int().min(0), row: schemaOf(childAutismStep), confirmations: Confirmations }), output: Saved }),
  /** Takes the last step back: it stays in the history with the reason. */
  'child.autism.undo': write({ need: 'child.write', input: z.strictObject({ id: Id, rev: z.int().min(0), reason: z.string().trim().min(2).max(500) }), output: Saved }),
  /** Every open course, overdue first, or those of one state. */
  'child.autism.list': read({
    need: 'child.read', input: z.strictObject({ ...Paging, state: State.optional(), overdueOnly: z.boolean().optional() }),
    output: z.strictObject({
      total: z.int(), overdue: z.int(), toConfirm: z.int(),
      rows: z.array(z.strictObject({ ...Child, autismId: z.string(), state: State, sinceDay: z.string(), firstAbnormalDay: z.string(), firstAbnormalReason: z.string(), dueDay: Text, isOverdue: z.boolean(), lastAttemptDay: Text, attempts: z.int() })),
    }),
  }),
  /** Abnormal first screenings that nobody has confirmed: a child must not be forgotten between check-up and chain. */
  'child.autism.toConfirm': read({
    need: 'child.read', input: z.strictObject({ ...Paging }),
    output: z.strictObject({ total: z.int(), rows: z.array(z.strictObject({ ...Child, ...AutismProposal.shape })) }),
  }),
  'child.autism.figures': read({
    need: 'child.read', input: z.strictObject(Period),
    output: z.strictObject({ counts: z.record(Figure, z.int()), firstScreeningRate: z.number().nullable(), rescreeningRate: z.number().nullable(), diagnosisRate: z.number().nullable() }),
  }),
  /** The children that one number of the indicators counts. */
  'child.autism.figureList': read({
    need: 'child.read', input: z.strictObject({ ...Paging, ...Period, figure: Figure }),
    output: z.strictObject({ total: z.int(), rows: z.array(z.strictObject({ ...Child, day: Text })) }),
  }),
  /** 初筛异常登记表, 复筛异常登记表, 诊断结果登记表 as .xlsx; phones are masked for those who may not see them. */
  'child.autism.ledger': act({ need: 'child.read', also: 'export.list', input: z.strictObject({ book: AutismBook, ...Period }), output: z.strictObject({ fileName: z.string(), base64: z.string(), rows: z.int() }) }),
  'child.autism.preview': read({ need: 'child.read', audited: true, input: z.strictObject({ what: Paper, id: Id }), output: z.strictObject({ html: z.string(), issues: z.array(Issue) }) }),
  'child.autism.pdf': act({ need: 'child.read', input: z.strictObject({ what: Paper, id: Id }), output: z.strictObject({ fileName: z.string(), base64: z.string() }) }),
  'child.autism.print': act({ need: 'child.read', input: z.strictObject({ what: Paper, id: Id, printerName: z.string().max(256) }), output: z.strictObject({ outcome: z.enum(['sent', 'cancelled', 'failed']) }) }),
} as const
