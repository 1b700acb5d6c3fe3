import { z } from 'zod'
import { PREGNANCY_STATE } from '../code/maternal-care.ts'
import { DIAGNOSIS_ANSWER } from '../code/maternal-risk.ts'
import { BULLETIN_LADDER, CONSENT_KIND, DIAGNOSIS_INDICATION, GESTATION_BASIS, NIPT_CRITERION, NIPT_SUITABILITY, PRENATAL_NEXT_STEP, PRENATAL_PROJECT, PRENATAL_SAMPLE_STATE, PRENATAL_SUBSIDY, RECALL_STEP, SAMPLE_REJECTION } from '../code/prenatal.ts'
import { CALENDAR_STATE, CONSENT_SIGNER, PRENATAL_LIST, PRENATAL_TEST, RECALL_CLOSING, RECALL_KIND, REPORT_WAY, RESULT_ROW_REASON, RESULT_ROW_STATE } from '../code/prenatal-record.ts'
import type { FieldIssue, Message } from '../message/message.ts'
import { diagnosisReferral } from '../modules/maternal/diagnosis-referral.record.ts'
import { prenatalConsent } from '../modules/prenatal/consent.record.ts'
import { prenatalDiagnosis } from '../modules/prenatal/diagnosis.record.ts'
import { prenatalOutcome } from '../modules/prenatal/outcome.record.ts'
import { prenatalAttempt, prenatalCounselling, prenatalRecall } from '../modules/prenatal/recall.record.ts'
import { prenatalRequest } from '../modules/prenatal/request.record.ts'
import { prenatalResult } from '../modules/prenatal/result.record.ts'
import { prenatalHandover, prenatalSample } from '../modules/prenatal/sample.record.ts'
import { prenatalRemark } from '../modules/prenatal/remark.record.ts'
import { prenatalTarget } from '../modules/prenatal/target.record.ts'
import { PRENATAL_FIGURE_IDS } from '../rule/prenatal/figures.ts'
import { act, CalendarDay, Confirmations, emptySafeRow, Id, Paging, read, recordApi, Saved, storedSchema, write } from './define-api.ts'
import { PregnancyHead } from './pregnancy-head.ts'
import { prenatalPaperApi } from './prenatal-paper-api.ts'

const Text = z.string().nullable()
const Sentence = z.custom<Message>(value => typeof value === 'object' && value !== null)
const Issue = z.custom<FieldIssue>(value => typeof value === 'object' && value !== null)
const Test = z.enum(PRENATAL_TEST.values)
const State = z.enum(PRENATAL_SAMPLE_STATE.values)
const MinuteText = z.iso.datetime({ local: true, precision: -1 })
const Celsius = z.number().min(-90).max(60)
const Rev = z.int().min(0)
const Person = z.string().trim().min(1).max(30)
const Remark = z.string().trim().max(200)
const Month = z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/)
const By = z.enum(['township', 'institution'])
const GivenFile = z.strictObject({ name: z.string().min(1).max(200), base64: z.base64().max(14_000_000) })

/** What a scan of a signed paper, and what a laboratory's file may have. */
export const MOST_SCAN_BYTES = 3_000_000
export const MOST_RESULT_FILE_BYTES = 10_000_000

const NiptOut = z.strictObject({ suitability: z.enum(NIPT_SUITABILITY.values), criteria: z.array(z.enum(NIPT_CRITERION.values)), missing: z.array(z.enum(['fetusCount', 'ageAtDelivery', 'bodyMassIndex'])) })
const StepOut = z.strictObject({ seq: z.int(), fromState: State.nullable(), toState: State, at: z.string(), byName: z.string(), celsius: z.number().nullable(), sender: Text, receiver: Text, remark: Text })
/** Until when a report is due; `isEstimated` where a year's holidays are not entered. */
const DueOut = z.strictObject({ day: z.string(), isEstimated: z.boolean(), isOverdue: z.boolean() }).nullable()
const SampleOut = z.strictObject({
  sample: storedSchema(prenatalSample), steps: z.array(StepOut), reportDue: DueOut,
  /** 孕周已更正,需重新计算风险: the gestation it was drawn with is no longer the pregnancy's. */
  redated: Sentence.nullable(),
  /** What it may become now. */
  next: z.array(State),
})
const RecallLineOut = z.strictObject({ step: z.enum(RECALL_STEP.values).nullable(), dueDay: Text, isOverdue: z.boolean(), isUrgent: z.boolean() })
/** What a result means, found from the hospital's limits; `sentences` are for the form and the paper. */
export const PrenatalFindings = z.strictObject({
  row: emptySafeRow(prenatalResult), sentences: z.array(Sentence), issues: z.array(Issue), subsidy: z.enum(PRENATAL_SUBSIDY.values).nullable(),
})

/** One line of every list of the clinic; what a list does not know is null. */
export const PrenatalListRow = z.strictObject({
  /** Of the line: a pregnancy, a sample, a recall or a line of a file. */
  id: z.string(), rev: z.int().nullable(), pregnancyId: Text, womanId: Text, name: Text, phone: Text, birthDay: Text, township: z.string(), expectedDay: Text, gestationDays: z.int().nullable(), pregnancyState: z.enum(PREGNANCY_STATE.values).nullable(),
  tests: z.array(Test), requestId: Text, sampleId: Text, sampleState: State.nullable(), barcode: Text, recallId: Text, recallKind: z.enum(RECALL_KIND.values).nullable(), recallStep: z.enum(RECALL_STEP.values).nullable(),
  /** Since when, until when, days left until then (negative when over). */
  sinceDay: Text, dueDay: Text, daysLeft: z.int().nullable(), isOverdue: z.boolean(), isUrgent: z.boolean(), isEstimated: z.boolean(),
  attempts: z.int().nullable(), lastAttemptDay: Text, why: Sentence.nullable(),
})

/** The first few of a list; `id` is a pregnancy. */
const Work = z.strictObject({ total: z.int(), overdue: z.int(), first: z.array(z.strictObject({ id: z.string(), title: z.string(), detail: z.string(), since: z.string() })) })
const ShownRate = z.strictObject({ percent: z.number().nullable(), notice: Sentence.nullable() })
const BulletinRowOut = z.strictObject({
  /** Division code or institution's name; empty for who has none. */
  key: z.string(), name: z.string(), task: z.int(), monthScreened: z.int(), screened: z.int(), completion: ShownRate, rank: z.int().nullable(), gap: z.number().nullable(), ladder: z.enum(BULLETIN_LADDER.values).nullable(),
  highRisk: z.int(), recalled: z.int(), diagnosed: z.int(), diagnosis: ShownRate, outcomesDue: z.int(), outcomesFollowed: z.int(), followUp: ShownRate, confirmed: z.int(),
  /** 备注 of this month; `rev` for changing it. */
  remark: z.strictObject({ id: z.string(), rev: z.int(), value: z.string() }).nullable(),
})
/** The columns of the bulletin that are numbers of women; each opens its women. */
export const BULLETIN_COLUMNS = ['monthScreened', 'screened', 'highRisk', 'recalled', 'diagnosed', 'outcomesDue', 'outcomesFollowed', 'confirmed'] as const
/** 应筛→已筛→高风险→召回→诊断→确诊→随访. */
export const FUNNEL_STEPS = ['eligible', 'screened', 'highRisk', 'recalled', 'diagnosed', 'confirmed', 'followed'] as const

const { 'prenatal.recall.save': _recallSave, 'prenatal.recall.void': _recallVoid, ...recallCalls } = recordApi(prenatalRecall)
const { 'prenatal.sample.save': _sampleSave, 'prenatal.sample.void': _sampleVoid, ...sampleCalls } = recordApi(prenatalSample)
const { 'prenatal.handover.save': _handoverSave, 'prenatal.handover.void': _handoverVoid, ...handoverCalls } = recordApi(prenatalHandover)

/** What was read of a laboratory's file; `isFileKnown` when the same file had been read before, and nothing was added. */
const ReadResultFile = z.strictObject({ resultFileId: z.string(), fileName: z.string(), mapping: z.string(), encoding: z.string(), isFileKnown: z.boolean(), readDay: z.string(), read: z.int(), taken: z.int(), waiting: z.int(), dismissed: z.int() })

/** 产前筛查: consent, request, sample, result, recall, diagnosis, outcome. Every text that leaves here goes through `maskFetalSex`. */
export const prenatalApi = {
  ...recordApi(prenatalConsent), ...recordApi(prenatalRequest), ...sampleCalls, ...handoverCalls, ...recordApi(prenatalResult), ...recallCalls, ...recordApi(prenatalAttempt), ...recordApi(prenatalCounselling), ...recordApi(prenatalDiagnosis), ...recordApi(prenatalOutcome), ...recordApi(prenatalTarget), ...recordApi(prenatalRemark),
  ...prenatalPaperApi,

  /** A pregnancy's whole screening on one page. */
  'prenatal.open': read({
    need: 'prenatal.read', audited: true, input: z.strictObject({ pregnancyId: Id }),
    output: z.strictObject({
      head: PregnancyHead, ageAtDelivery: z.int().nullable(),
      calendar: z.array(z.strictObject({ project: z.enum(PRENATAL_PROJECT.values), firstDay: Text, lastDay: Text, state: z.enum(CALENDAR_STATE.values), daysLeft: z.int().nullable() })),
      next: z.enum(PRENATAL_NEXT_STEP.values).nullable(), indications: z.array(z.enum(DIAGNOSIS_INDICATION.values)), notices: z.array(Sentence), subsidy: z.enum(PRENATAL_SUBSIDY.values).nullable(),
      /** The day of the free test of this pregnancy; null when there was none. */
      freeDay: Text,
      consents: z.array(z.strictObject({ consent: storedSchema(prenatalConsent), hasScan: z.boolean(), isCurrent: z.boolean() })), consentsMissing: z.array(z.enum(CONSENT_KIND.values)),
      requests: z.array(storedSchema(prenatalRequest)), samples: z.array(SampleOut), results: z.array(z.strictObject({ result: storedSchema(prenatalResult), sentences: z.array(Sentence), redated: Sentence.nullable() })),
      recalls: z.array(z.strictObject({ recall: storedSchema(prenatalRecall), attempts: z.array(storedSchema(prenatalAttempt)), line: RecallLineOut })), counsellings: z.array(storedSchema(prenatalCounselling)),
      referrals: z.array(z.strictObject({ id: z.string(), number: Text, referredDay: z.string(), organizationName: z.string(), answer: z.enum(DIAGNOSIS_ANSWER.values) })),
      diagnoses: z.array(storedSchema(prenatalDiagnosis)), outcome: storedSchema(prenatalOutcome).nullable(), outcomeDue: z.strictObject({ kind: z.enum(['follow', 'trace']), dueDay: z.string(), isOverdue: z.boolean() }).nullable(),
    }),
  }),
  /** Whose tube or request a scanned or typed number is, newest first; null for nobody's. */
  'prenatal.find': read({
    need: 'prenatal.read', audited: true, input: z.strictObject({ number: z.string().trim().min(1).max(40) }),
    output: z.strictObject({ pregnancyId: z.string(), requestId: z.string(), sampleId: Text, sampleState: State.nullable(), name: Text, tests: z.array(Test) }).nullable(),
  }),

  /** What a consent starts with: the text in use, her name, the doctor. */
  'prenatal.consent.prepare': read({
    need: 'prenatal.write', audited: true, input: z.strictObject({ pregnancyId: Id, kind: z.enum(CONSENT_KIND.values) }),
    output: z.strictObject({ head: PregnancyHead, row: emptySafeRow(prenatalConsent), version: z.string(), text: z.string(), source: z.string() }),
  }),
  /** Keeps a scan of the signed paper: the file given, else the one chosen in a dialog; null when the dialog was closed. It replaces the one before. */
  'prenatal.consent.addScan': act({ need: 'prenatal.write', input: z.strictObject({ id: Id, file: GivenFile.optional() }), output: z.strictObject({ id: z.string() }).nullable() }),
  'prenatal.consent.scan': read({ need: 'prenatal.read', audited: true, input: z.strictObject({ id: Id }), output: z.strictObject({ fileName: z.string(), mime: z.string(), base64: z.string() }) }),

  /** What a request starts with: the tests whose window is open, her gestation's basis, what was measured last. */
  'prenatal.request.prepare': read({
    need: 'prenatal.write', audited: true, input: z.strictObject({ pregnancyId: Id }),
    output: z.strictObject({ head: PregnancyHead, row: emptySafeRow(prenatalRequest), open: z.array(Test), freeDay: Text, ageAtDelivery: z.int().nullable() }),
  }),
  /** What a request would be told if it were saved now: NIPT suitability, windows, the free programme. */
  'prenatal.request.evaluate': read({
    need: 'prenatal.read', input: z.strictObject({ id: Id.optional(), row: emptySafeRow(prenatalRequest) }),
    output: z.strictObject({ gestationDays: z.int().nullable(), nipt: NiptOut.nullable(), windowsVersion: z.int().nullable(), rulesVersion: z.int().nullable(), remarks: z.array(Sentence), issues: z.array(Issue) }),
  }),

  /**
   * Makes one step of a tube. 已采血 asks for the barcode and a signed consent of each test; from 已通知重采 it makes the new
   * tube and answers its id. 拒收 opens the recall of the same day.
   */
  'prenatal.sample.step': write({
    need: 'prenatal.write',
    input: z.strictObject({
      id: Id, rev: Rev, to: State, at: MinuteText.optional(), barcode: z.string().trim().max(30).optional(), place: z.string().trim().max(70).optional(), drawnBy: Person.optional(), weightKg: z.number().min(25).max(250).optional(), gestationBasis: z.enum(GESTATION_BASIS.values).optional(),
      celsius: Celsius.optional(), sender: Person.optional(), receiver: Person.optional(), laboratory: z.string().trim().max(70).optional(), rejection: z.array(z.enum(SAMPLE_REJECTION.values)).max(8).optional(), reviewerName: Person.optional(), way: z.enum(REPORT_WAY.values).optional(), issuedTo: Person.optional(),
      remark: Remark.optional(), confirmations: Confirmations,
    }),
    output: Saved,
  }),
  /** 交接单: sends tubes together; all of them, or none with the reason. */
  'prenatal.handover.send': write({
    need: 'prenatal.write', input: z.strictObject({ samples: z.array(z.strictObject({ id: Id, rev: Rev })).min(1).max(500), laboratory: z.string().trim().min(1).max(70), sender: Person, at: MinuteText.optional(), celsius: Celsius.optional(), note: Remark.optional(), confirmations: Confirmations }), output: Saved,
  }),
  /** The laboratory's signature for a hand-over: what is not rejected by name was received. Reasons the record itself proves are added. */
  'prenatal.handover.receive': write({
    need: 'prenatal.write',
    input: z.strictObject({ id: Id, rev: Rev, receiver: Person, at: MinuteText.optional(), celsius: Celsius.optional(), rejected: z.array(z.strictObject({ sampleId: Id, rejection: z.array(z.enum(SAMPLE_REJECTION.values)).max(8), remark: Remark.optional() })).max(500) }), output: Saved,
  }),
  'prenatal.handover.open': read({
    need: 'prenatal.read', audited: true, input: z.strictObject({ id: Id }),
    output: z.strictObject({ handover: storedSchema(prenatalHandover), samples: z.array(z.strictObject({ id: z.string(), rev: z.int(), state: State, barcode: Text, name: Text, gestationDays: z.int().nullable(), expectedDay: Text, tests: z.array(Test), drawnAt: Text, proved: z.array(z.enum(SAMPLE_REJECTION.values)) })) }),
  }),
  /** Hand-overs, the latest first; `openOnly` those nobody signed for yet. */
  'prenatal.handover.list': read({
    need: 'prenatal.read', input: z.strictObject({ ...Paging, openOnly: z.boolean().optional() }),
    output: z.strictObject({ total: z.int(), rows: z.array(z.strictObject({ id: z.string(), rev: z.int(), number: Text, laboratory: z.string(), sentAt: z.string(), sender: z.string(), sampleCount: z.int(), receivedAt: Text, receiver: Text })) }),
  }),

  /** What a result starts with; the one there is already where there is one. */
  'prenatal.result.prepare': read({
    need: 'prenatal.write', audited: true, input: z.strictObject({ pregnancyId: Id, test: Test, sampleId: Id.optional() }),
    output: z.strictObject({ head: PregnancyHead, row: emptySafeRow(prenatalResult), existingId: Text }),
  }),
  /** What a result means while it is typed. */
  'prenatal.result.evaluate': read({ need: 'prenatal.read', input: z.strictObject({ row: emptySafeRow(prenatalResult) }), output: PrenatalFindings }),
  /** The formats of laboratories' files. */
  'prenatal.resultFile.mappings': read({ need: 'prenatal.read', input: z.null(), output: z.array(z.strictObject({ id: z.string(), title: z.string(), source: z.string(), headings: z.array(z.string()) })) }),
  /** Reads a laboratory's file (CSV or XLSX): the one given, else the one chosen in a dialog; null when the dialog was closed. What cannot be matched waits with its reason. */
  'prenatal.resultFile.read': act({ need: 'prenatal.write', input: z.strictObject({ mapping: z.string().max(40).optional(), file: GivenFile.optional() }), output: ReadResultFile.nullable() }),
  'prenatal.resultFile.list': read({ need: 'prenatal.read', input: z.strictObject(Paging), output: z.strictObject({ total: z.int(), rows: z.array(z.strictObject({ id: z.string(), fileName: z.string(), mapping: z.string(), encoding: z.string(), readDay: z.string(), lineCount: z.int(), waiting: z.int() })) }) }),
  /** The file byte for byte; refused where it tells a fetus's sex. */
  'prenatal.resultFile.original': read({ need: 'prenatal.diagnosis', audited: true, input: z.strictObject({ id: Id }), output: z.strictObject({ fileName: z.string(), base64: z.string() }) }),
  /** Lines by state, in the order of the file; without a state those that wait. `candidates` are tubes whose number or woman fits. */
  'prenatal.resultRow.list': read({
    need: 'prenatal.read', input: z.strictObject({ ...Paging, state: z.enum(RESULT_ROW_STATE.values).optional(), resultFileId: Id.optional() }),
    output: z.strictObject({
      total: z.int(),
      rows: z.array(z.strictObject({
        id: z.string(), rev: z.int(), resultFileId: z.string(), fileName: z.string(), line: z.int(), raw: Text, test: Text, barcode: Text, name: Text, birthDay: Text, state: z.enum(RESULT_ROW_STATE.values), reason: z.enum(RESULT_ROW_REASON.values).nullable(), detail: Text, sampleId: Text, resultId: Text, gestationDays: z.int().nullable(), expectedDay: Text,
        candidates: z.array(z.strictObject({ sampleId: z.string(), pregnancyId: z.string(), barcode: Text, name: Text, birthDay: Text, gestationDays: z.int().nullable(), expectedDay: Text, state: State, tests: z.array(Test) })),
      })),
    }),
  }),
  /** Says whose tube a line is; its result is made by the same rules as a typed one. Where name or birth day do not agree a reason is asked for. */
  'prenatal.resultRow.assign': write({ need: 'prenatal.write', input: z.strictObject({ id: Id, rev: Rev, sampleId: Id, reason: z.string().trim().min(2).max(300).optional(), confirmations: Confirmations }), output: Saved }),
  /** Puts a line aside; it stays readable with its reason. */
  'prenatal.resultRow.dismiss': write({ need: 'prenatal.write', input: z.strictObject({ id: Id, rev: Rev, reason: z.string().trim().min(2).max(300) }), output: Saved }),

  /** The signed refusal of a recall (§10): one of the three things that end it. */
  'prenatal.recall.refuse': write({ need: 'prenatal.write', input: z.strictObject({ id: Id, rev: Rev, day: CalendarDay, signerName: Person, relation: z.enum(CONSENT_SIGNER.values), reason: z.string().trim().max(100).optional(), confirmations: Confirmations }), output: Saved }),
  /** A doctor gives up a couple's further tests, with the reason; nothing else is ended by a word. */
  'prenatal.recall.close': write({ need: 'prenatal.diagnosis', input: z.strictObject({ id: Id, rev: Rev, reason: z.string().trim().min(2).max(100), confirmations: Confirmations }), output: Saved }),
  /** What the referral to diagnosis starts with, from her results; it is saved by `referral.diagnosis.save`. */
  'prenatal.referral.prepare': read({ need: 'referral.write', also: 'prenatal.read', audited: true, input: z.strictObject({ pregnancyId: Id }), output: z.strictObject({ head: PregnancyHead, row: emptySafeRow(diagnosisReferral), existingId: Text }) }),
  'prenatal.diagnosis.prepare': read({ need: 'prenatal.write', audited: true, input: z.strictObject({ pregnancyId: Id }), output: z.strictObject({ head: PregnancyHead, row: emptySafeRow(prenatalDiagnosis) }) }),
  /** What the outcome starts with: our own delivery's answer where there is one, to be confirmed. */
  'prenatal.outcome.prepare': read({ need: 'prenatal.write', audited: true, input: z.strictObject({ pregnancyId: Id }), output: z.strictObject({ head: PregnancyHead, row: emptySafeRow(prenatalOutcome), existingId: Text, isProposed: z.boolean() }) }),

  /** One of the clinic's lists, the most urgent first. */
  'prenatal.list': read({ need: 'prenatal.read', input: z.strictObject({ ...Paging, list: z.enum(PRENATAL_LIST.values) }), output: z.strictObject({ total: z.int(), overdue: z.int(), rows: z.array(PrenatalListRow) }) }),
  /** For the home page: women whose call, diagnosis or second tube is overdue, tubes to be sent, what does not come back from the laboratory, outcomes to ask for. */
  'prenatal.work': read({ need: 'prenatal.write', input: z.null(), output: z.strictObject({ recall: Work, send: Work, report: Work, outcome: Work }) }),
  /** How many stand on each list, and how many of them are late. */
  'prenatal.counts': read({ need: 'prenatal.read', input: z.null(), output: z.array(z.strictObject({ list: z.enum(PRENATAL_LIST.values), total: z.int(), overdue: z.int() })) }),
  /** Recalls of a year with how they ended, newest first. */
  'prenatal.recall.closed': read({
    need: 'prenatal.read', input: z.strictObject({ ...Paging, from: CalendarDay, to: CalendarDay }),
    output: z.strictObject({ total: z.int(), rows: z.array(z.strictObject({ id: z.string(), pregnancyId: z.string(), name: Text, kind: z.enum(RECALL_KIND.values), openedDay: z.string(), closedDay: z.string(), closedBy: z.enum(RECALL_CLOSING.values), reason: Text })) }),
  }),

  'prenatal.target.list': read({ need: 'prenatal.read', input: z.strictObject({ year: z.int().min(2000).max(2100) }), output: z.array(storedSchema(prenatalTarget)) }),
  /** 月通报 of the free programme: the year up to the end of a month, by township or sampling institution. Rates are never cut at 100. */
  'prenatal.bulletin': read({
    need: 'prenatal.read', input: z.strictObject({ month: Month, by: By }),
    output: z.strictObject({ month: z.string(), by: By, lastDay: z.string(), timeProgress: z.number(), rows: z.array(BulletinRowOut), total: BulletinRowOut, months: z.array(z.strictObject({ month: z.string(), screened: z.int(), cumulative: z.int() })) }),
  }),
  /** The women behind a number of the bulletin; without a group those of the whole. */
  'prenatal.bulletin.women': read({
    need: 'prenatal.read', audited: true, input: z.strictObject({ month: Month, by: By, column: z.enum(BULLETIN_COLUMNS), group: z.string().max(70).optional(), ...Paging }),
    output: z.strictObject({ total: z.int(), rows: z.array(z.strictObject({ pregnancyId: z.string(), womanId: z.string(), name: Text, phone: Text, township: z.string(), gestationDays: z.int().nullable(), expectedDay: Text, institution: Text, day: Text })) }),
  }),
  /** Indicators of a period with detection, false positives and the funnel; `notice` says 结局未齐. */
  'prenatal.figures': read({
    need: 'prenatal.read', input: z.strictObject({ from: CalendarDay, to: CalendarDay }),
    output: z.strictObject({
      version: z.int(), figures: z.array(z.strictObject({ figure: z.enum(PRENATAL_FIGURE_IDS), numerator: z.int(), denominator: z.int(), percent: z.number().nullable(), notice: Sentence.nullable() })),
      funnel: z.array(z.strictObject({ step: z.enum(FUNNEL_STEPS), women: z.int() })),
      performance: z.array(z.strictObject({
        test: z.enum(['serum', 'nipt']), affected: z.int(), affectedHigh: z.int(), unaffected: z.int(), unaffectedHigh: z.int(), due: z.int(), followed: z.int(), detection: z.number().nullable(), falsePositive: z.number().nullable(), predictive: z.number().nullable(), missed: z.int(), notice: Sentence.nullable(),
      })),
      /** AFP MoM against the day of gestation (quality of the laboratory's medians). */
      moms: z.array(z.strictObject({ gestationDays: z.int(), mom: z.number() })),
    }),
  }),
} as const
