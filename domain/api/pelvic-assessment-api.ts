import { z } from 'zod'
import { EMG_FINDING, EMG_PHASE, PELVIC_QUESTIONNAIRE } from '../code/pelvic.ts'
import { HOME_TRAINING, PELVIC_CONSENT_CHOICE } from '../code/pelvic-care.ts'
import type { FieldIssue } from '../message/message.ts'
import { pelvicAssessment, type PelvicAssessment } from '../modules/pelvic/assessment.record.ts'
import { FOUND_FIELDS, type AssessmentFound } from '../modules/pelvic/assessment-found.ts'
import { pelvicQuestionnaire } from '../modules/pelvic/questionnaire.record.ts'
import { act, CalendarDay, emptySafeRow, Id, read, recordApi, storedSchema } from './define-api.ts'
import { PelvicHead } from './pelvic-head.ts'

const Issue = z.custom<FieldIssue>(value => typeof value === 'object' && value !== null)
const Found = z.strictObject(Object.fromEntries(FOUND_FIELDS.map(name => [name, z.union([z.string(), z.number(), z.null()])]))) as unknown as z.ZodType<AssessmentFound, AssessmentFound>
const Row = emptySafeRow(pelvicAssessment)
/** The last word on 盆底评估 by a day; null where nobody was asked. */
const Consent = z.strictObject({ choice: z.enum(PELVIC_CONSENT_CHOICE.values), signedDay: z.string() }).nullable()
/** What a page of an assessment knows beside its row; with the height of the file a weight becomes a body mass index. */
const known = { last: storedSchema(pelvicAssessment).nullable(), consent: Consent, devices: z.array(z.strictObject({ id: z.string(), name: z.string() })), heightCm: z.number().nullable() }

/** The papers: 前后对比 of two assessments, and the home exercise sheet. */
export const PELVIC_ASSESSMENT_PAPERS = ['comparison', 'exercise'] as const
export type PelvicAssessmentPaper = (typeof PELVIC_ASSESSMENT_PAPERS)[number]
/** `beforeId` and `afterId` choose the two assessments; without them the baseline and the newest. The exercise sheet goes by the newest; `training` says which set of levels, without it what the assessments show. */
const paper = { fileId: Id, what: z.enum(PELVIC_ASSESSMENT_PAPERS), beforeId: Id.optional(), afterId: Id.optional(), training: z.enum(HOME_TRAINING.values).optional() }

/** 盆底评估与量表. */
export const pelvicAssessmentApi = {
  ...recordApi(pelvicAssessment), ...recordApi(pelvicQuestionnaire),
  /** Everything measured of one woman and every score, the oldest first. Opening is audited. */
  'pelvic.assessment.list': read({
    need: 'pelvic.read', audited: true, input: z.strictObject({ fileId: Id }),
    output: z.strictObject({ head: PelvicHead, assessments: z.array(storedSchema(pelvicAssessment)), questionnaires: z.array(storedSchema(pelvicQuestionnaire)), offered: z.array(z.enum(PELVIC_QUESTIONNAIRE.values)) }),
  }),
  /** What a new assessment starts with: its kind by the course, the figures of a report a therapist confirmed. Nothing measured before is carried on. */
  'pelvic.assessment.prepare': read({
    need: 'pelvic.write', audited: true, input: z.strictObject({ fileId: Id, day: CalendarDay.optional(), reportId: Id.optional() }),
    output: z.strictObject({ head: PelvicHead, row: Row, ...known }),
  }),
  /** A stored assessment with what its page needs. Opening is audited. */
  'pelvic.assessment.open': read({
    need: 'pelvic.read', audited: true, input: z.strictObject({ id: Id }),
    output: z.strictObject({ head: PelvicHead, assessment: storedSchema(pelvicAssessment), ...known, questionnaires: z.array(storedSchema(pelvicQuestionnaire)), offered: z.array(z.enum(PELVIC_QUESTIONNAIRE.values)) }),
  }),
  /** What the rules make of what is typed so far: asked while the therapist types. */
  'pelvic.assessment.evaluate': read({
    need: 'pelvic.read', input: z.strictObject({ fileId: Id, id: Id.optional(), row: Row as z.ZodType<Partial<PelvicAssessment>, Partial<PelvicAssessment>> }),
    output: z.strictObject({ found: Found, emg: z.array(z.strictObject({ phase: z.enum(EMG_PHASE.values), finding: z.enum(EMG_FINDING.values) })), issues: z.array(Issue) }),
  }),
  'pelvic.assessmentPaper.preview': read({ need: 'pelvic.read', audited: true, input: z.strictObject(paper), output: z.strictObject({ html: z.string(), issues: z.array(Issue) }) }),
  'pelvic.assessmentPaper.pdf': act({ need: 'pelvic.read', input: z.strictObject(paper), output: z.strictObject({ fileName: z.string(), base64: z.string() }) }),
  'pelvic.assessmentPaper.print': act({ need: 'pelvic.read', input: z.strictObject({ ...paper, printerName: z.string().max(200) }), output: z.strictObject({ outcome: z.enum(['sent', 'cancelled', 'failed']) }) }),
} as const
