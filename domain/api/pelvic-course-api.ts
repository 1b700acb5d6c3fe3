import { z } from 'zod'
import { CONTACT_ATTEMPT } from '../code/child-file.ts'
import { PELVIC_CONTRAINDICATION, PELVIC_METHOD, PELVIC_QUESTIONNAIRE, PELVIC_SESSION_STATE } from '../code/pelvic.ts'
import { PELVIC_ASSESSMENT_KIND, PELVIC_CALL_ABOUT, PELVIC_COURSE_STATE, PELVIC_EVALUATION_REASON } from '../code/pelvic-care.ts'
import type { FieldIssue } from '../message/message.ts'
import { pelvicAssessment } from '../modules/pelvic/assessment.record.ts'
import { pelvicCourse } from '../modules/pelvic/course.record.ts'
import { pelvicPlace } from '../modules/pelvic/place.record.ts'
import { pelvicAttempt, pelvicSession } from '../modules/pelvic/session.record.ts'
import { schemaOf } from '../record/derive/schema.ts'
import { isMinute } from '../time/day.ts'
import { act, CalendarDay, Confirmations, emptySafeRow, Id, Paging, read, recordApi, Saved, SecondPerson, storedSchema, write } from './define-api.ts'
import { PelvicHead } from './pelvic-head.ts'

const Text = z.string().nullable()
const Issue = z.custom<FieldIssue>(value => typeof value === 'object' && value !== null)
const CalendarMinute = z.string().refine(isMinute, { error: 'minute' })
/** The appointments of a course: as many as are asked for at once. */
const Slots = z.array(CalendarMinute).max(100)
const Lines = <L extends z.ZodType>(line: L) => z.strictObject({ total: z.int(), rows: z.array(line) })
const ListFile = z.strictObject({ fileName: z.string(), base64: z.string(), rows: z.int() })

/** Whom a line of a list is about, and what came of the last call. */
const Who = { fileId: z.string(), womanId: z.string(), number: Text, name: Text, birthDay: Text, phone: Text, township: z.string() }
const LastCall = { attempts: z.int(), lastAttemptDay: Text, lastAttempt: z.enum(CONTACT_ATTEMPT.values).nullable() }

const Progress = z.strictObject({ planned: z.int(), done: z.int(), missed: z.int(), cancelled: z.int(), booked: z.int(), remaining: z.int(), completionPercent: z.number().nullable() })
const EvaluationDue = z.strictObject({ kind: z.enum(['middle', 'end']), isOverdue: z.boolean() }).nullable()
const Course = z.strictObject({ course: storedSchema(pelvicCourse), roomName: Text, deviceName: Text, progress: Progress, evaluationDue: EvaluationDue, sessions: z.array(storedSchema(pelvicSession)) })
export type PelvicCourseOpened = z.infer<typeof Course>
const Attempt = z.strictObject({ id: z.string(), day: z.string(), about: z.enum(PELVIC_CALL_ABOUT.values), outcome: z.enum(CONTACT_ATTEMPT.values), callerName: z.string(), note: Text })

const Work = z.strictObject({ total: z.int(), first: z.array(z.strictObject({ id: z.string(), title: z.string(), detail: z.string(), since: z.string() })) })

export const PELVIC_MISSED_VIEWS = ['unanswered', 'missed'] as const
export const PELVIC_EVALUATION_VIEWS = ['due', ...PELVIC_EVALUATION_REASON.values] as const

/** 疗程、治疗与日程. */
export const pelvicCourseApi = {
  ...recordApi(pelvicCourse), ...recordApi(pelvicPlace), ...recordApi(pelvicAttempt), ...recordApi(pelvicSession),
  /** Rooms and instruments, those in use first. */
  'pelvic.place.list': read({ need: 'pelvic.read', input: z.null(), output: z.array(storedSchema(pelvicPlace)) }),

  /** What a course starts with: the last assessment, the consent, what the last course used. */
  'pelvic.course.prepare': read({
    need: 'pelvic.write', audited: true, input: z.strictObject({ fileId: Id }),
    output: z.strictObject({ head: PelvicHead, row: emptySafeRow(pelvicCourse), consentDay: Text, assessments: z.array(z.strictObject({ id: z.string(), day: z.string(), kind: z.enum(PELVIC_ASSESSMENT_KIND.values) })) }),
  }),
  /** What is known of the woman against the method, and the appointments of a course with what speaks against each: worked out by the pattern, or the given ones checked. */
  'pelvic.course.preview': read({
    need: 'pelvic.read', input: z.strictObject({ id: Id.optional(), row: emptySafeRow(pelvicCourse), slots: Slots.optional() }),
    output: z.strictObject({ known: z.array(Issue), slots: z.array(z.strictObject({ plannedAt: z.string(), issues: z.array(Issue) })), skipped: z.array(z.string()), unknownYears: z.array(z.int()) }),
  }),
  /** A course, new or changed, with the appointments that are booked in the same step. */
  'pelvic.course.plan': write({ need: 'pelvic.write', input: z.strictObject({ id: Id.optional(), rev: z.int().min(0).optional(), row: schemaOf(pelvicCourse), slots: Slots, confirmations: Confirmations }), output: Saved }),
  /** The courses of a file with their sessions, the newest first, and the calls. */
  'pelvic.course.ofFile': read({ need: 'pelvic.read', audited: true, input: z.strictObject({ fileId: Id }), output: z.strictObject({ head: PelvicHead, consentDay: Text, courses: z.array(Course), attempts: z.array(Attempt) }) }),
  /** One course, with the assessments its effect is judged by: its baseline and the latest since. */
  'pelvic.course.open': read({
    need: 'pelvic.read', audited: true, input: z.strictObject({ id: Id }),
    output: Course.extend({ head: PelvicHead, consentDay: Text, assessments: z.array(z.strictObject({ id: z.string(), day: z.string(), kind: z.enum(PELVIC_ASSESSMENT_KIND.values) })), baseline: storedSchema(pelvicAssessment).nullable(), latest: storedSchema(pelvicAssessment).nullable(), scores: z.array(z.strictObject({ questionnaire: z.enum(PELVIC_QUESTIONNAIRE.values), before: z.number(), after: z.number() })) }),
  }),

  /** Saved with a doctor at the window where a contraindication asks for one. */
  'pelvic.session.save': write({
    need: 'pelvic.write', input: z.strictObject({ id: Id.optional(), rev: z.int().min(0).optional(), row: schemaOf(pelvicSession), doctor: SecondPerson.optional(), confirmations: Confirmations }), output: Saved,
  }),
  /** One session by its id, or a new one of a course: what was agreed, what the file knows of her contraindications, what comes next. */
  'pelvic.session.open': read({
    need: 'pelvic.read', audited: true, input: z.strictObject({ id: Id.optional(), courseId: Id.optional() }),
    output: z.strictObject({
      head: PelvicHead, course: storedSchema(pelvicCourse), session: storedSchema(pelvicSession).nullable(), row: emptySafeRow(pelvicSession), progress: Progress, evaluationDue: EvaluationDue,
      known: z.array(z.enum(PELVIC_CONTRAINDICATION.values)), last: storedSchema(pelvicSession).nullable(), next: z.strictObject({ id: z.string(), plannedAt: z.string() }).nullable(),
    }),
  }),
  /** The sessions of up to a week; of one room or instrument, or of all. */
  'pelvic.session.calendar': read({
    need: 'pelvic.read', input: z.strictObject({ firstDay: CalendarDay, days: z.int().min(1).max(7), placeId: Id.optional() }),
    output: z.strictObject({
      closed: z.array(z.strictObject({ day: z.string(), reason: z.enum(['holiday', 'weekday']) })),
      sessions: z.array(z.strictObject({ id: z.string(), fileId: z.string(), name: Text, plannedAt: z.string(), plannedMinutes: z.int(), state: z.enum(PELVIC_SESSION_STATE.values), method: z.enum(PELVIC_METHOD.values), roomId: Text, deviceId: Text })),
    }),
  }),
  /** Appointments of past days nobody answered (proposed as missed), and the missed ones nobody made up, the longest waiting first. */
  'pelvic.session.list': read({
    need: 'pelvic.read', input: z.strictObject({ ...Paging, view: z.enum(PELVIC_MISSED_VIEWS) }),
    output: Lines(z.strictObject({ id: z.string(), rev: z.int(), courseId: z.string(), ...Who, plannedAt: z.string(), state: z.enum(PELVIC_SESSION_STATE.values), done: z.int(), planned: z.int(), callBy: z.string(), isOverdue: z.boolean(), ...LastCall })),
  }),
  /** Takes the proposal: these appointments were missed. */
  'pelvic.session.miss': write({ need: 'pelvic.write', input: z.strictObject({ sessions: z.array(z.strictObject({ id: Id, rev: z.int().min(0) })).min(1).max(500) }), output: z.strictObject({ missed: z.int() }) }),
  'pelvic.session.export': act({ need: 'pelvic.read', also: 'export.list', input: z.strictObject({ view: z.enum(PELVIC_MISSED_VIEWS) }), output: ListFile }),

  /** Who is to be evaluated again, the longest overdue first. */
  'pelvic.evaluation.list': read({
    need: 'pelvic.read', input: z.strictObject({ ...Paging, view: z.enum(PELVIC_EVALUATION_VIEWS) }),
    output: Lines(z.strictObject({ key: z.string(), ...Who, reason: z.enum(PELVIC_EVALUATION_REASON.values), courseId: Text, courseState: z.enum(PELVIC_COURSE_STATE.values).nullable(), done: z.int().nullable(), planned: z.int().nullable(), dueDay: z.string(), isOverdue: z.boolean(), ...LastCall })),
  }),
  'pelvic.evaluation.export': act({ need: 'pelvic.read', also: 'export.list', input: z.strictObject({ view: z.enum(PELVIC_EVALUATION_VIEWS) }), output: ListFile }),

  /** For the home page: who is still to be treated today, past appointments nobody answered, evaluations that are due; an id is the way to it. */
  'pelvic.work': read({ need: 'pelvic.write', input: z.null(), output: z.strictObject({ today: Work, unanswered: Work, evaluation: Work }) }),

  /** 预约单 of a course: what the woman takes home. */
  'pelvic.slip.preview': read({ need: 'pelvic.read', audited: true, input: z.strictObject({ courseId: Id }), output: z.strictObject({ html: z.string(), issues: z.array(Issue) }) }),
  'pelvic.slip.pdf': act({ need: 'pelvic.read', input: z.strictObject({ courseId: Id }), output: z.strictObject({ fileName: z.string(), base64: z.string() }) }),
  'pelvic.slip.print': act({ need: 'pelvic.read', input: z.strictObject({ courseId: Id, printerName: z.string().max(200) }), output: z.strictObject({ outcome: z.enum(['sent', 'cancelled', 'failed']) }) }),
} as const
