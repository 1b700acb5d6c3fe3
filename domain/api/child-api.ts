import { z } from 'zod'
import { AUTISM_STATE } from '../code/child-autism.ts'
import { CHILD_CASE_KIND } from '../code/child-case.ts'
import { CHILD_CONTACT } from '../code/child-check.ts'
import { childAppointment, childContactAttempt } from '../modules/child/appointment.record.ts'
import { childFile } from '../modules/child/file.record.ts'
import { newbornVisit } from '../modules/child/newborn-visit.record.ts'
import { childVisit } from '../modules/child/visit.record.ts'
import type { FieldIssue } from '../message/message.ts'
import { GROWTH_GRADES, GROWTH_INDICATORS, GROWTH_NOTES, GROWTH_REASONS, GROWTH_STANDARDS, NUTRITION_STATUSES } from '../rule/growth/words.ts'
import { act, CalendarDay, emptySafeRow, Id, Paging, read, recordApi, storedSchema } from './define-api.ts'

const Contact = z.enum(CHILD_CONTACT.values)
const Text = z.string().nullable()

/** Who the child is, as every screen of the clinic shows it on top. Numbers are masked for those without the right. */
export const ChildHead = z.strictObject({
  fileId: z.string(), childId: z.string(), fileNumber: Text, name: Text, sex: z.string(), birthDay: Text, idNumber: Text, handbookNumber: Text,
  gestationDays: z.int().nullable(), fetusCount: z.int().nullable(), birthWeightG: z.int().nullable(), highRisk: z.boolean().nullable(), state: z.string(), residence: z.string(),
  motherId: Text, motherName: Text, fatherId: Text, fatherName: Text, phone: Text, address: z.string(), allergy: Text,
  /** 禁用氨基糖苷类药物: a mitochondrial deafness site of the maternal line. */
  drugWarning: z.boolean(),
})
/** One of the 13 contacts as it stands today. */
export const ScheduledLine = z.strictObject({
  contact: Contact, state: z.enum(['notDue', 'due', 'overdue', 'missed', 'done', 'cancelled']), dueDay: z.string(), windowEnd: z.string(), doneDay: Text, timing: z.enum(['early', 'onTime', 'late']).nullable(), reason: Text,
  visitId: Text, appointmentDay: Text, openContents: z.array(z.string()),
})
/** A line of a due list: the day it asks for, since when it does, and its last day in time. */
export const DueRow = z.strictObject({
  fileId: z.string(), childName: Text, sex: z.string(), birthDay: Text, motherName: Text, phone: Text, region: Text,
  ruleId: z.string(), contact: Contact.nullable(), openDay: z.string(), dueDay: z.string(), windowEnd: z.string(), state: z.enum(['notDue', 'due', 'overdue', 'missed']), openContents: z.array(z.string()),
  appointmentDay: Text, appointmentTime: Text, appointmentState: Text, lastAttemptDay: Text, lastAttempt: Text, attempts: z.int(),
})
/** Which of the due lists: what can be done now, what is past its window, what the next window has overtaken, booked days without a visit, and what follows from results and plans. */
export const DueKind = z.enum(['due', 'overdue', 'missed', 'noShow', 'chain'])
export const DueFilter = { kind: DueKind, from: CalendarDay.optional(), to: CalendarDay.optional(), region: z.string().regex(/^\d{6}(\d{3})?$/).optional(), contact: Contact.optional() }

// The words without the empty one at index 0, which means none in the numeric core.
const wordsOf = <T extends string>(words: readonly T[]) => z.enum(words.filter(word => word !== '') as unknown as [Exclude<T, ''>, ...Exclude<T, ''>[]])
const GrowthLine = z.strictObject({
  standard: z.enum(GROWTH_STANDARDS), indicator: z.enum(GROWTH_INDICATORS), value: z.number().nullable(), z: z.number().nullable(), estimatedZ: z.number().nullable(), percentile: z.number().nullable(),
  grade: wordsOf(GROWTH_GRADES).nullable(), status: wordsOf(NUTRITION_STATUSES).nullable(), reason: wordsOf(GROWTH_REASONS).nullable(), notes: z.array(z.enum(GROWTH_NOTES)),
})
/** A growth evaluation: the age it used, each standard and indicator with its result or why there is none. */
export const Evaluation = z.strictObject({
  ageDays: z.int().nullable(), ageMonths: z.number().nullable(), actualDays: z.int().nullable(), ageUsed: z.enum(['actual', 'corrected']).nullable(), reason: wordsOf(GROWTH_REASONS).nullable(),
  rows: z.array(GrowthLine), statuses: z.array(wordsOf(NUTRITION_STATUSES)),
})
const Issue = z.custom<FieldIssue>(value => typeof value === 'object' && value !== null)

const VisitLine = z.strictObject({
  id: z.string(), rev: z.int(), contact: Contact, visitDay: z.string(), ageDays: z.int(), weightKg: z.number().nullable(), lengthCm: z.number().nullable(), headCm: z.number().nullable(),
  weightGrade: Text, lengthGrade: Text, weightForLengthGrade: Text, nutrition: Text, haemoglobinGPerL: z.int().nullable(), referral: z.string(), doctorName: z.string(),
})

/** What the registered death of a child ended; for a child that lives, what of it still waits for the doctor. */
const ClosedByDeath = z.strictObject({
  cases: z.array(z.strictObject({ id: z.string(), number: Text, kind: z.enum(CHILD_CASE_KIND.values), closedDay: z.string() })),
  courses: z.array(z.strictObject({ id: z.string(), state: z.enum(AUTISM_STATE.values), closedDay: z.string() })),
  appointments: z.array(z.strictObject({ id: z.string(), day: z.string(), contact: Contact.nullable() })),
})

export const childApi = {
  ...recordApi(childFile), ...recordApi(newbornVisit), ...recordApi(childVisit), ...recordApi(childAppointment), ...recordApi(childContactAttempt),
  /** What a new file starts with: the child, its birth and its parents, as far as the program knows them; the file there is already. */
  'child.file.prepare': read({
    need: 'child.write', audited: true, input: z.strictObject({ childId: Id }),
    output: z.strictObject({ fileId: Text, row: emptySafeRow(childFile), childName: Text, birthDay: Text, sex: z.string(), motherName: Text, fatherName: Text }),
  }),
  /** The file of a person, if there is one: where a search of persons leads on. */
  'child.file.of': read({ need: 'child.read', input: z.strictObject({ childId: Id }), output: z.strictObject({ fileId: Text }) }),
  /** Everything of a child on one page. */
  'child.file.open': read({
    need: 'child.read', audited: true, input: z.strictObject({ id: Id }),
    output: z.strictObject({
      file: storedSchema(childFile), head: ChildHead, schedule: z.array(ScheduledLine), homeVisits: z.array(storedSchema(newbornVisit)), visits: z.array(VisitLine),
      appointments: z.array(storedSchema(childAppointment)), attempts: z.array(storedSchema(childContactAttempt)),
      closedByDeath: ClosedByDeath.nullable(),
    }),
  }),
  'child.list': read({
    need: 'child.read', input: z.strictObject({ ...Paging, state: z.string().max(20).optional(), region: DueFilter.region, highRisk: z.boolean().optional() }),
    output: z.strictObject({
      total: z.int(),
      rows: z.array(z.strictObject({ fileId: z.string(), fileNumber: Text, childName: Text, sex: z.string(), birthDay: Text, motherName: Text, phone: Text, openedDay: z.string(), state: z.string(), residence: z.string(), highRisk: z.boolean().nullable(), nextContact: Contact.nullable(), nextDueDay: Text })),
    }),
  }),
  /** Live-born children of this hospital without a file, the newest first. */
  'child.newborns': read({
    need: 'child.read', input: z.strictObject({ ...Paging }),
    output: z.strictObject({ total: z.int(), rows: z.array(z.strictObject({ newbornId: z.string(), childId: z.string(), childName: Text, sex: z.string(), bornAt: z.string(), motherName: Text, weightG: z.int(), gestationDays: z.int() })) }),
  }),
  'child.due.list': read({ need: 'child.read', input: z.strictObject({ ...Paging, ...DueFilter }), output: z.strictObject({ total: z.int(), rows: z.array(DueRow) }) }),
  /** How long each due list is; `renewing` children still stand in them by the rules of before. */
  'child.due.counts': read({ need: 'child.read', input: z.strictObject({ region: DueFilter.region }), output: z.strictObject({ due: z.int(), overdue: z.int(), missed: z.int(), noShow: z.int(), chain: z.int(), renewing: z.int() }) }),
  /** The list to phone by, as .xlsx: names and whole phone numbers, for those who may see them. */
  'child.due.export': act({ need: 'child.read', also: 'export.list', input: z.strictObject(DueFilter), output: z.strictObject({ fileName: z.string(), base64: z.string(), rows: z.int() }) }),
  /** What a visit on a day starts with: the contact its day belongs to, what is carried from the last one, the four signs of the age. */
  'child.visit.prepare': read({
    need: 'child.write', audited: true, input: z.strictObject({ fileId: Id, visitDay: CalendarDay.optional(), contact: Contact.optional() }),
    output: z.strictObject({ head: ChildHead, contact: Contact, row: emptySafeRow(childVisit), last: storedSchema(childVisit).nullable(), carried: z.array(z.string()), sameDay: z.array(z.string()), nextDueDay: Text }),
  }),
  /**
   * The evaluation of what has been typed so far, with what is unlikely about it: asked while the doctor types. Where the
   * corrected age was used, `chronological` has WHO's z-scores at the actual age beside it (child health note §17, case 15).
   */
  'child.visit.evaluate': read({
    need: 'child.read', input: z.strictObject({ fileId: Id, row: emptySafeRow(childVisit) }), output: Evaluation.extend({ issues: z.array(Issue), chronological: z.array(z.strictObject({ indicator: z.enum(GROWTH_INDICATORS), z: z.number() })), signsAgeMonths: z.int().nullable() }),
  }),
  'child.newbornVisit.prepare': read({
    need: 'child.write', audited: true, input: z.strictObject({ fileId: Id, visitDay: CalendarDay.optional() }),
    output: z.strictObject({ head: ChildHead, row: emptySafeRow(newbornVisit), dueDay: Text, windowEnd: Text }),
  }),
} as const
