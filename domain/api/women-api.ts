import { z } from 'zod'
import { CONTACT_ATTEMPT } from '../code/child-file.ts'
import { BREAST_CATEGORY, CANCER_NEXT_STEP, CERVICAL_CYTOLOGY, HPV_RESULT, KUPPERMAN_GRADE } from '../code/maternal-care.ts'
import { CANCER_FOLLOW_UP_STATE, CANCER_PART, HPV_VACCINATION, MHT_SCHEME, SCREENING_GAP, SCREENING_PROGRAMME } from '../code/women-care.ts'
import type { FieldIssue } from '../message/message.ts'
import { adolescentVisit } from '../modules/women/adolescent.record.ts'
import { cancerFollowUp, womenAttempt } from '../modules/women/cancer-follow-up.record.ts'
import { cancerScreening } from '../modules/women/cancer-screening.record.ts'
import { menopauseFile, menopauseVisit } from '../modules/women/menopause.record.ts'
import { screeningTarget } from '../modules/women/screening-target.record.ts'
import { WomanHead } from './woman-head.ts'
import { act, CalendarDay, emptySafeRow, Id, Paging, read, recordApi, storedSchema } from './define-api.ts'

const Text = z.string().nullable()
const Issue = z.custom<FieldIssue>(value => typeof value === 'object' && value !== null)
const Step = z.enum(CANCER_NEXT_STEP.values).nullable()
const Year = z.int().min(2000).max(2100)
const Township = z.string().regex(/^\d{9}$/)
const Attempt = z.strictObject({ id: z.string(), day: z.string(), outcome: z.enum(CONTACT_ATTEMPT.values), about: Text, callerName: z.string(), note: Text })

const Who = { womanId: z.string(), name: Text, birthDay: Text, phone: Text, township: z.string() }
const LastCall = { attempts: z.int(), lastAttemptDay: Text, lastAttempt: z.enum(CONTACT_ATTEMPT.values).nullable() }

export const SCREENING_VIEWS = ['gaps', 'nextRound', 'all'] as const
export const FOLLOW_UP_VIEWS = ['open', 'overdue', 'closed'] as const
export const MENOPAUSE_VIEWS = ['due', 'hormone', 'all'] as const
export const ADOLESCENT_VIEWS = ['due', 'all'] as const
/** What is counted of a year's screening; each number opens its women. */
export const SCREENING_FIGURES = ['screened', 'hpvPositive', 'hpv16or18', 'cervicalPositive', 'breastPositive', 'followed', 'waiting'] as const
export type ScreeningFigure = (typeof SCREENING_FIGURES)[number]
const Figures = z.strictObject(Object.fromEntries(SCREENING_FIGURES.map(figure => [figure, z.int()])) as Record<ScreeningFigure, z.ZodInt>)
/** Of whom the task is counted: the free programmes, or everybody. */
const Counted = { taskYear: Year, freeOnly: z.boolean() }

const ScreeningLine = z.strictObject({
  id: z.string(), ...Who, number: Text, screeningDay: z.string(), ageYears: z.int().nullable(), programme: z.enum(SCREENING_PROGRAMME.values), site: Text, hpvResult: z.enum(HPV_RESULT.values).nullable(), cytology: z.enum(CERVICAL_CYTOLOGY.values).nullable(),
  breastCategory: z.enum(BREAST_CATEGORY.values).nullable(), cervicalStep: Step, breastStep: Step, gaps: z.array(z.enum(SCREENING_GAP.values)), nextRoundDay: Text,
  /** By when what is missing is to be made up; null where nothing is. */
  gapDueDay: Text, ...LastCall,
})
export type ScreeningLine = z.infer<typeof ScreeningLine>
const Lines = <L extends z.ZodType>(line: L) => z.strictObject({ total: z.int(), rows: z.array(line) })

/** The papers: 个案登记表 and 结果告知/追踪通知 of a screening, 更年期评估单 of a visit, 青少年记录 of a visit. */
export const WOMEN_PAPERS = ['screening', 'notice', 'menopause', 'adolescent'] as const
export type WomenPaper = (typeof WOMEN_PAPERS)[number]
const paper = { what: z.enum(WOMEN_PAPERS), id: Id }

/** 两癌筛查, 更年期, 青少年. */
export const womenApi = {
  ...recordApi(cancerScreening), ...recordApi(cancerFollowUp), ...recordApi(womenAttempt), ...recordApi(screeningTarget), ...recordApi(menopauseFile), ...recordApi(menopauseVisit), ...recordApi(adolescentVisit),
  /** What a screening starts with: who she is, what her last one said, the one there is already of that day. */
  'women.cancerScreening.prepare': read({
    need: 'women.write', audited: true, input: z.strictObject({ womanId: Id, screeningDay: CalendarDay.optional() }),
    output: z.strictObject({ head: WomanHead, row: emptySafeRow(cancerScreening), last: storedSchema(cancerScreening).nullable(), existingId: Text }),
  }),
  /** What follows of what has been typed so far, and what the woman's age and other screenings say: asked while the doctor types. */
  'women.cancerScreening.evaluate': read({
    need: 'women.read', input: z.strictObject({ womanId: Id, id: Id.optional(), row: emptySafeRow(cancerScreening) }),
    output: z.strictObject({ ageYears: z.int().nullable(), cervicalStep: Step, breastStep: Step, gaps: z.array(z.enum(SCREENING_GAP.values)), nextRoundDay: Text, issues: z.array(Issue) }),
  }),
  /** A screening with its chain: every step with its calls, the oldest first. */
  'women.cancerScreening.open': read({
    need: 'women.read', audited: true, input: z.strictObject({ id: Id }),
    output: z.strictObject({ head: WomanHead, screening: storedSchema(cancerScreening), followUps: z.array(storedSchema(cancerFollowUp)), attempts: z.array(Attempt.extend({ followUpId: Text })), others: z.array(z.strictObject({ id: z.string(), screeningDay: z.string() })) }),
  }),
  /** Who still lacks an examination, who is due for the next round (the longest waiting first), all (the newest first); of one day's outreach, or of a site. */
  'women.cancerScreening.list': read({ need: 'women.read', input: z.strictObject({ ...Paging, view: z.enum(SCREENING_VIEWS), day: CalendarDay.optional(), region: Township.optional() }), output: Lines(ScreeningLine) }),
  /** The chain of positive women by what has to be done, the longest overdue first. */
  'women.cancerFollowUp.list': read({
    need: 'women.read', input: z.strictObject({ ...Paging, view: z.enum(FOLLOW_UP_VIEWS), region: Township.optional() }),
    output: Lines(z.strictObject({ id: z.string(), screeningId: z.string(), ...Who, part: z.enum(CANCER_PART.values), step: z.enum(CANCER_NEXT_STEP.values), openedDay: z.string(), dueDay: z.string(), state: z.enum(CANCER_FOLLOW_UP_STATE.values), isOverdue: z.boolean(), ...LastCall })),
  }),
  /** A year's task by township: what was asked for, who was screened (a woman once), who was positive and followed. Above 100 % as it is. */
  'women.screeningTarget.completion': read({
    need: 'women.read', input: z.strictObject(Counted),
    output: z.strictObject({
      taskYear: Year, total: z.strictObject({ target: z.int().nullable(), percent: z.number().nullable(), figures: Figures }),
      townships: z.array(z.strictObject({ region: z.string(), name: z.string(), targetId: Text, target: z.int().nullable(), percent: z.number().nullable(), figures: Figures })),
    }),
  }),
  /** The women behind a number; of one township, or of those without one (empty), or of all. */
  'women.screeningTarget.women': read({ need: 'women.read', input: z.strictObject({ ...Paging, ...Counted, figure: z.enum(SCREENING_FIGURES), region: Township.or(z.literal('')).optional() }), output: Lines(ScreeningLine) }),

  /** A woman's file around menopause, or what a new one starts with. */
  'women.menopauseFile.prepare': read({ need: 'women.write', audited: true, input: z.strictObject({ womanId: Id }), output: z.strictObject({ head: WomanHead, row: emptySafeRow(menopauseFile), existingId: Text }) }),
  /** Everything of one woman around menopause; the visits are the course of her score, the oldest first. */
  'women.menopauseFile.open': read({
    need: 'women.read', audited: true, input: z.strictObject({ id: Id }),
    output: z.strictObject({ head: WomanHead, file: storedSchema(menopauseFile), visits: z.array(storedSchema(menopauseVisit)), cervicalStatus: z.string(), screeningId: Text, attempts: z.array(Attempt) }),
  }),
  'women.menopauseVisit.prepare': read({ need: 'women.write', audited: true, input: z.strictObject({ fileId: Id }), output: z.strictObject({ head: WomanHead, row: emptySafeRow(menopauseVisit), last: storedSchema(menopauseVisit).nullable(), cervicalStatus: z.string() }) }),
  /** Who is due (a week ahead), who of them takes hormones, all files. */
  'women.menopauseFile.list': read({
    need: 'women.read', input: z.strictObject({ ...Paging, view: z.enum(MENOPAUSE_VIEWS) }),
    output: Lines(z.strictObject({ id: z.string(), ...Who, number: Text, doctorName: z.string(), lastVisitDay: Text, score: z.int().nullable(), grade: z.enum(KUPPERMAN_GRADE.values).nullable(), hormoneScheme: z.enum(MHT_SCHEME.values).nullable(), nextVisitDay: Text, isOverdue: z.boolean(), ...LastCall })),
  }),

  'women.adolescentVisit.prepare': read({ need: 'women.write', audited: true, input: z.strictObject({ womanId: Id }), output: z.strictObject({ head: WomanHead, row: emptySafeRow(adolescentVisit), last: storedSchema(adolescentVisit).nullable() }) }),
  /** The visits of one adolescent, the newest first. Opening is audited. */
  'women.adolescentVisit.open': read({ need: 'women.read', audited: true, input: z.strictObject({ womanId: Id }), output: z.strictObject({ head: WomanHead, visits: z.array(storedSchema(adolescentVisit)), attempts: z.array(Attempt) }) }),
  /** Who comes next (a week ahead), or everybody by their last visit. What was talked about stands in no list. */
  'women.adolescentVisit.list': read({
    need: 'women.read', input: z.strictObject({ ...Paging, view: z.enum(ADOLESCENT_VIEWS) }),
    output: Lines(z.strictObject({ id: z.string(), ...Who, visitDay: z.string(), ageYears: z.int().nullable(), hpvVaccination: z.enum(HPV_VACCINATION.values).nullable(), isReferred: z.boolean(), nextVisitDay: Text, isOverdue: z.boolean(), ...LastCall })),
  }),

  /** For the home page: how many are due for a visit of 更年期 or 青少年保健. */
  'women.work': read({ need: 'women.write', input: z.null(), output: z.strictObject({ menopause: z.int(), adolescent: z.int() }) }),

  'women.paper.preview': read({ need: 'women.read', audited: true, input: z.strictObject(paper), output: z.strictObject({ html: z.string(), issues: z.array(Issue) }) }),
  'women.paper.pdf': act({ need: 'women.read', input: z.strictObject(paper), output: z.strictObject({ fileName: z.string(), base64: z.string() }) }),
  'women.paper.print': act({ need: 'women.read', input: z.strictObject({ ...paper, printerName: z.string().max(200) }), output: z.strictObject({ outcome: z.enum(['sent', 'cancelled', 'failed']) }) }),
} as const
