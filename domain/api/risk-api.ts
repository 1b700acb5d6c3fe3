import { z } from 'zod'
import { RISK_COLOUR, RISK_FINDING, RISK_MEASURE } from '../code/maternal-risk.ts'
import { PREGNANCY_STATE } from '../code/maternal-care.ts'
import { RISK_CASE_OUTCOME } from '../code/risk-care.ts'
import type { FieldIssue, Message } from '../message/message.ts'
import { criticalReferral } from '../modules/maternal/critical-referral.record.ts'
import { riskAssessment } from '../modules/risk/assessment.record.ts'
import { riskCase } from '../modules/risk/case.record.ts'
import { riskCaseVisit } from '../modules/risk/case-visit.record.ts'
import { riskDeliveryReview } from '../modules/risk/delivery-review.record.ts'
import { riskNearMiss } from '../modules/risk/near-miss.record.ts'
import { riskReport } from '../modules/risk/report.record.ts'
import { riskScreening } from '../modules/risk/screening.record.ts'
import { RiskTableSchema } from '../rule/maternal/risk-table.ts'
import { act, CalendarDay, Confirmations, emptySafeRow, Id, Paging, read, recordApi, Saved, storedSchema, write } from './define-api.ts'
import { PregnancyHead } from './pregnancy-head.ts'

const Text = z.string().nullable()
const Colour = z.enum(RISK_COLOUR.values)
const Sentence = z.custom<Message>(value => typeof value === 'object' && value !== null)
const Issue = z.custom<FieldIssue>(value => typeof value === 'object' && value !== null)
const Standing = z.strictObject({ colour: Colour, isPurple: z.boolean() })
const FactName = z.enum([...RISK_MEASURE.values, ...RISK_FINDING.values])
/** A row the records point to and the facts that do. */
const Proposal = z.strictObject({ id: z.string(), colour: Colour.nullable(), text: z.string(), facts: z.array(FactName), coveredBy: Text })
/** What is known, with the day it was found on; a yes has no value. */
const Fact = z.strictObject({ fact: FactName, value: z.number().nullable(), day: Text })
/** What would raise a colour: measures with their value, changed criteria; results of infections are one word, for they stand in lists. */
const Reason = z.strictObject({ fact: z.union([FactName, z.enum(['infection', 'criteria'])]), value: z.number().nullable() })

/** The lists of what has to be done for women at risk. */
export const RISK_LISTS = ['screen', 'assess', 'attention', 'report', 'case', 'followUp', 'referral', 'retention', 'nearMiss'] as const
export type RiskList = (typeof RISK_LISTS)[number]
const List = z.enum(RISK_LISTS)
const Count = z.strictObject({ total: z.int(), overdue: z.int() })

export const RiskDutyRow = z.strictObject({
  /** The record that owes: screening, assessment, case, referral, delivery or stay. */
  id: z.string(), pregnancyId: Text, womanId: z.string(), name: Text, phone: Text, township: z.string(), colour: Colour.nullable(), isPurple: z.boolean(), gestationDays: z.int().nullable(), expectedDay: Text,
  sinceDay: z.string(), dueDay: Text, dueAt: Text, isOverdue: z.boolean(), detail: z.string(), proposed: Standing.nullable(), reasons: z.array(Reason), alarm: Sentence.nullable(),
})

/** The papers of risk care, each of one row of its own. */
export const RISK_PAPERS = ['screening', 'referral', 'assessment', 'report', 'case'] as const
export type RiskPaper = (typeof RISK_PAPERS)[number]
const paperInput = { what: z.enum(RISK_PAPERS), id: Id }

/** 妊娠风险: screening, assessment, cases of high risk. */
export const riskApi = {
  ...recordApi(riskScreening), ...recordApi(riskAssessment), ...recordApi(riskReport), ...recordApi(riskCase), ...recordApi(riskCaseVisit), ...recordApi(riskDeliveryReview), ...recordApi(riskNearMiss),
  /** Everything about the risk of one pregnancy, oldest first; `attention`: newer results would give a higher colour. */
  'risk.open': read({
    need: 'maternal.read', audited: true, input: z.strictObject({ pregnancyId: Id }),
    output: z.strictObject({
      screenings: z.array(storedSchema(riskScreening)), assessments: z.array(storedSchema(riskAssessment)), reports: z.array(storedSchema(riskReport)), cases: z.array(storedSchema(riskCase)), caseVisits: z.array(storedSchema(riskCaseVisit)),
      reviews: z.array(storedSchema(riskDeliveryReview)), nearMisses: z.array(storedSchema(riskNearMiss)), referrals: z.array(z.strictObject({ id: z.string(), number: Text, state: z.string(), referredAt: z.string(), organizationName: z.string(), reason: z.string() })),
      current: Standing.nullable(), highest: Standing.nullable(), attention: z.strictObject({ colour: Colour, isPurple: z.boolean(), sinceDay: z.string(), reasons: z.array(Reason) }).nullable(),
      /** Given birth, still in care and not assessed since: at the home visit and at 42 days risk is assessed again (§7). */
      isDueAfterBirth: z.boolean(), caseDueDay: Text, isBeyond: z.boolean(),
      /** Beyond us and neither referred nor admitted nor decided about: since when and until when. */
      referralWait: z.strictObject({ since: z.string(), dueAt: z.string(), isOverdue: z.boolean(), alarm: Sentence }).nullable(), unreviewedDeliveryId: Text, state: z.enum(PREGNANCY_STATE.values).nullable(),
    }),
  }),
  /** What a screening starts with: the items the records point to, the table they are read by. */
  'risk.screening.prepare': read({ need: 'maternal.write', audited: true, input: z.strictObject({ pregnancyId: Id }), output: z.strictObject({ head: PregnancyHead, row: emptySafeRow(riskScreening), proposals: z.array(Proposal), facts: z.array(Fact), table: RiskTableSchema }) }),
  /** What an assessment starts with: proposals with their facts, the standing before, the whole table. */
  'risk.assessment.prepare': read({
    need: 'maternal.assess', audited: true, input: z.strictObject({ pregnancyId: Id }),
    output: z.strictObject({ head: PregnancyHead, row: emptySafeRow(riskAssessment), proposals: z.array(Proposal), facts: z.array(Fact), table: RiskTableSchema, previous: storedSchema(riskAssessment).nullable() }),
  }),
  'risk.report.prepare': read({ need: 'maternal.write', audited: true, input: z.strictObject({ assessmentId: Id }), output: z.strictObject({ head: PregnancyHead, assessment: storedSchema(riskAssessment), row: emptySafeRow(riskReport), existingId: Text }) }),
  'risk.case.prepare': read({ need: 'maternal.write', audited: true, input: z.strictObject({ pregnancyId: Id }), output: z.strictObject({ head: PregnancyHead, row: emptySafeRow(riskCase), existingId: Text }) }),
  'risk.caseVisit.prepare': read({ need: 'maternal.write', audited: true, input: z.strictObject({ caseId: Id }), output: z.strictObject({ head: PregnancyHead, case: storedSchema(riskCase), last: storedSchema(riskCaseVisit).nullable(), row: emptySafeRow(riskCaseVisit) }) }),
  /** A doctor ends a case with its 转归; refused while a duty is open. */
  'risk.case.close': write({
    need: 'maternal.assess',
    input: z.strictObject({ id: Id, rev: z.int().min(0), closedDay: CalendarDay, outcome: z.enum(RISK_CASE_OUTCOME.values), handedTo: z.string().trim().max(70).nullable(), closingNote: z.string().trim().max(300).nullable(), confirmations: Confirmations }), output: Saved,
  }),
  /** Takes a mistaken closing back, with why. */
  'risk.case.reopen': write({ need: 'maternal.assess', input: z.strictObject({ id: Id, rev: z.int().min(0), reason: z.string().trim().min(2).max(200) }), output: Saved }),
  /** What an emergency slip or a stay of this woman starts with: dates, births and her confirmed risk, so that only the emergency fields are typed. */
  'risk.referral.prepare': read({ need: 'maternal.read', also: 'referral.write', audited: true, input: z.strictObject({ pregnancyId: Id }), output: z.strictObject({ row: emptySafeRow(criticalReferral) }) }),
  /** One list of what has to be done, the most pressing first; of follow-ups also how many each township owes. */
  'risk.duty.list': read({
    need: 'maternal.read', input: z.strictObject({ ...Paging, list: List, overdueOnly: z.boolean().optional(), township: z.string().max(40).optional() }),
    output: z.strictObject({ ...Count.shape, townships: z.array(z.strictObject({ name: z.string(), ...Count.shape })), rows: z.array(RiskDutyRow) }),
  }),
  /** How much each list holds, how many women of orange, red or purple who are pregnant now have their case (M-28), and how many changed criteria were not held against yet. */
  'risk.duty.counts': read({ need: 'maternal.read', input: z.null(), output: z.strictObject({ lists: z.record(List, Count), high: z.int(), managed: z.int(), renewing: z.int() }) }),
  'risk.paper.preview': read({ need: 'maternal.read', audited: true, input: z.strictObject(paperInput), output: z.strictObject({ html: z.string(), issues: z.array(Issue) }) }),
  'risk.paper.pdf': act({ need: 'maternal.read', input: z.strictObject(paperInput), output: z.strictObject({ fileName: z.string(), base64: z.string() }) }),
  'risk.paper.print': act({ need: 'maternal.read', input: z.strictObject({ ...paperInput, printerName: z.string().max(200) }), output: z.strictObject({ outcome: z.enum(['sent', 'cancelled', 'failed']) }) }),
} as const
