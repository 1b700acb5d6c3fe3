import { z } from 'zod'
import { CHILD_CASE_KIND } from '../code/child-case.ts'
import { CHILD_CONTACT } from '../code/child-check.ts'
import { CHILD_FILE_CLOSING, DISEASE_OUTCOME } from '../code/child-nutrition.ts'
import type { FieldIssue, Message } from '../message/message.ts'
import { childCase, childCaseDecline } from '../modules/child/case.record.ts'
import { childCaseVisit } from '../modules/child/case-visit.record.ts'
import { deathCard } from '../modules/child/death-card.record.ts'
import { entranceExam } from '../modules/child/entrance-exam.record.ts'
import { ChildHead } from './child-api.ts'
import { act, CalendarDay, Confirmations, emptySafeRow, Id, Nothing, Paging, read, recordApi, Saved, storedSchema, write } from './define-api.ts'

const Kind = z.enum(CHILD_CASE_KIND.values)
const Text = z.string().nullable()
const Day = z.iso.date()
const Issue = z.custom<FieldIssue>(value => typeof value === 'object' && value !== null)
const Sentence = z.custom<Message>(value => typeof value === 'object' && value !== null && 'key' in value && 'zh' in value)
const Advice = z.strictObject({ reason: Sentence, source: z.string() })
/** When a case is next looked at: from which day, the last day in time, and whether that has passed. */
const Next = z.strictObject({ ruleId: z.string(), openDay: z.string(), dueDay: z.string(), windowEnd: z.string(), state: z.enum(['notDue', 'due', 'overdue']) })
const CaseLine = z.strictObject({
  id: z.string(), rev: z.int(), kind: Kind, number: Text, openedDay: z.string(), closedDay: Text, closingReason: Text, outcome: Text, doctorName: z.string(), riskLevel: Text, factorNames: Text,
  lastVisitDay: Text, visits: z.int(), next: Next.nullable(), closing: Advice.nullable(), referral: Advice.nullable(),
})
const ExamLine = z.strictObject({
  id: z.string(), rev: z.int(), number: Text, examDay: z.string(), purpose: z.string(), opinion: z.string(), validUntil: Text, isValid: z.boolean(), enteredDay: Text, kindergarten: Text, className: Text, doctorName: z.string(),
})
const CardLine = z.strictObject({ id: z.string(), rev: z.int(), number: Text, state: z.string(), diedAt: z.string(), ageText: Text, rootCause: Text })
/** A case the program proposes: why, by which section of the note, and what it would be opened with. */
const Proposal = Advice.extend({ kind: Kind, severe: z.boolean(), basis: z.string(), day: Text, previousCaseId: Text, row: emptySafeRow(childCase) })

/** How a row of a class list was recognised; everything but `matched` is for a person to look at. */
export const CLASS_ROW_STATES = ['matched', 'noFile', 'unknown', 'ambiguous', 'differs', 'duplicate', 'unreadable'] as const
export const ClassRow = z.strictObject({
  line: z.int(), name: z.string(), sex: z.string(), birthDay: Text, idNumber: Text, className: z.string(), state: z.enum(CLASS_ROW_STATES), reason: Sentence.nullable(),
  childId: Text, fileId: Text, childName: Text, lastExamId: Text, lastExamDay: Text, lastOpinion: Text,
})
const ExamFilter = { from: Day.optional(), to: Day.optional(), kindergarten: z.string().trim().max(70).optional(), className: z.string().trim().max(30).optional() }
const Sheet = z.enum(['entrance', 'deathCard'])
const sheetInput = { what: Sheet, id: Id }
/** What a mother takes home: for which contact, on which paper; with a child's file its name stands on top. */
const handoutInput = { contact: z.enum(CHILD_CONTACT.values), fileId: Id.optional(), paper: z.enum(['A4', 'A5']) }
const Preview = z.strictObject({ html: z.string(), issues: z.array(Issue) })
const Pdf = z.strictObject({ fileName: z.string(), base64: z.string() })
const Printed = z.strictObject({ outcome: z.enum(['sent', 'cancelled', 'failed']) })

export const childCaseApi = {
  ...recordApi(childCase), ...recordApi(childCaseVisit), ...recordApi(childCaseDecline), ...recordApi(entranceExam), ...recordApi(deathCard),
  /** Cases, entrance examinations and the death card of one child. */
  'child.case.ofFile': read({
    need: 'child.read', audited: true, input: z.strictObject({ fileId: Id }),
    output: z.strictObject({ cases: z.array(CaseLine), proposals: z.array(Proposal), declines: z.array(storedSchema(childCaseDecline)), exams: z.array(ExamLine), deathCard: CardLine.nullable() }),
  }),
  /** The cases that the last visits and the birth suggest (§8, §9.5), and what is suggested for the open ones. The doctor confirms. */
  'child.case.propose': read({
    need: 'child.read', audited: true, input: z.strictObject({ fileId: Id }),
    output: z.strictObject({ proposals: z.array(Proposal), closings: z.array(Advice.extend({ caseId: z.string(), kind: Kind })), referrals: z.array(Advice.extend({ caseId: z.string(), kind: Kind })) }),
  }),
  /** What a new case starts with, proposed or opened by the doctor. */
  'child.case.prepare': read({
    need: 'child.write', audited: true, input: z.strictObject({ fileId: Id, kind: Kind }),
    output: z.strictObject({ head: ChildHead, row: emptySafeRow(childCase), proposal: Advice.nullable(), openCaseId: Text, foundFactors: z.array(z.string()) }),
  }),
  'child.case.open': read({
    need: 'child.read', audited: true, input: z.strictObject({ id: Id }),
    output: z.strictObject({ head: ChildHead, case: storedSchema(childCase), visits: z.array(storedSchema(childCaseVisit)), next: Next.nullable(), closing: Advice.nullable(), referral: Advice.nullable(), previousNumber: Text, reopenings: z.array(z.strictObject({ at: z.string(), byName: z.string(), reason: z.string() })) }),
  }),
  /** Closes a case; the program only proposes it. 失访 needs the contact attempts of the rules. */
  'child.case.close': write({
    need: 'child.write',
    input: z.strictObject({ id: Id, rev: z.int().min(0), closedDay: Day, closingReason: z.enum(CHILD_FILE_CLOSING.values), outcome: z.enum(DISEASE_OUTCOME.values).nullable(), closingNote: z.string().trim().max(300).nullable(), confirmations: Confirmations }),
    output: Saved,
  }),
  /** Takes a closing back that was a mistake; a child that falls ill again gets a new case. */
  'child.case.reopen': write({ need: 'child.write', input: z.strictObject({ id: Id, rev: z.int().min(0), reason: z.string().trim().min(2).max(200) }), output: Saved }),
  /** Open cases of all children: which, of whom, when the next visit is due. */
  'child.case.list': read({
    need: 'child.read', input: z.strictObject({ ...Paging, kind: Kind.optional(), only: z.enum(['all', 'due', 'overdue']).default('all') }),
    output: z.strictObject({
      total: z.int(), counts: z.array(z.strictObject({ kind: Kind, open: z.int(), overdue: z.int() })),
      rows: z.array(z.strictObject({
        caseId: z.string(), fileId: z.string(), kind: Kind, number: Text, openedDay: z.string(), riskLevel: Text, doctorName: z.string(), childName: Text, sex: z.string(), birthDay: Text, motherName: Text, phone: Text, lastVisitDay: Text, next: Next.nullable(),
      })),
    }),
  }),
  'child.caseVisit.prepare': read({
    need: 'child.write', audited: true, input: z.strictObject({ caseId: Id, visitDay: CalendarDay.optional() }),
    output: z.strictObject({ head: ChildHead, case: storedSchema(childCase), last: storedSchema(childCaseVisit).nullable(), sameDay: z.array(z.string()), row: emptySafeRow(childCaseVisit) }),
  }),
  'child.entranceExam.prepare': read({
    need: 'child.write', audited: true, input: z.strictObject({ fileId: Id }),
    output: z.strictObject({ head: ChildHead, row: emptySafeRow(entranceExam), last: storedSchema(entranceExam).nullable() }),
  }),
  /** Asks for a kindergarten's class list and says of every row whom it means; nothing is guessed and nothing is kept. Null when the dialog was closed. */
  'child.entrance.import': act({ need: 'child.write', input: Nothing, output: z.strictObject({ fileName: z.string(), rows: z.array(ClassRow), counts: z.partialRecord(z.enum(CLASS_ROW_STATES), z.int()) }).nullable() }),
  'child.entrance.list': read({
    need: 'child.read', input: z.strictObject({ ...Paging, ...ExamFilter }),
    output: z.strictObject({ total: z.int(), rows: z.array(ExamLine.extend({ fileId: z.string(), childName: Text, sex: z.string(), birthDay: Text })) }),
  }),
  /**
   * The results of a kindergarten or class as .xlsx, for the kindergarten. Without 导出名单: who examines a class hands its
   * results over every day, and no phone, address or document number stands in them.
   */
  'child.entrance.results': act({ need: 'child.read', input: z.strictObject(ExamFilter), output: z.strictObject({ fileName: z.string(), base64: z.string(), rows: z.int() }) }),
  /** What a card starts with; the card there is already. */
  'child.deathCard.prepare': read({
    need: 'child.write', audited: true, input: z.strictObject({ fileId: Id }), output: z.strictObject({ head: ChildHead, row: emptySafeRow(deathCard), existing: CardLine.nullable() }),
  }),
  /** Hands the card in: it must be whole. In the same transaction the file ends with 死亡, and with it every open case, reminder and booked day. */
  'child.deathCard.submit': write({
    need: 'child.write', input: z.strictObject({ id: Id, rev: z.int().min(0), confirmations: Confirmations }),
    output: z.strictObject({ id: z.string(), rev: z.number(), closedCases: z.int(), closedCourses: z.int(), cancelledAppointments: z.int() }),
  }),
  'child.deathCard.list': read({
    need: 'child.read', input: z.strictObject({ ...Paging, from: Day.optional(), to: Day.optional(), state: z.enum(['draft', 'submitted']).optional() }),
    output: z.strictObject({ total: z.int(), rows: z.array(CardLine.extend({ fileId: z.string(), childName: Text, sex: z.string(), birthDay: Text })) }),
  }),
  'child.sheet.preview': read({ need: 'child.read', audited: true, input: z.strictObject(sheetInput), output: Preview }),
  'child.sheet.pdf': act({ need: 'child.read', input: z.strictObject(sheetInput), output: Pdf }),
  'child.sheet.print': act({ need: 'child.read', input: z.strictObject({ ...sheetInput, printerName: z.string().max(200) }), output: Printed }),
  'child.handout.preview': read({ need: 'child.read', input: z.strictObject(handoutInput), output: Preview }),
  'child.handout.pdf': act({ need: 'child.read', input: z.strictObject(handoutInput), output: Pdf }),
  'child.handout.print': act({ need: 'child.read', input: z.strictObject({ ...handoutInput, printerName: z.string().max(200) }), output: Printed }),
} as const
