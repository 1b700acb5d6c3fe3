import { z } from 'zod'
import { CHILD_TEST, INFECTION, INFECTION_LIST } from '../code/infection.ts'
import type { FieldIssue } from '../message/message.ts'
import { infectionCase } from '../modules/infection/case.record.ts'
import { infectionChild, infectionChildTest } from '../modules/infection/child.record.ts'
import { infectionVisit } from '../modules/infection/visit.record.ts'
import { INFECTION_FIGURE_IDS, type InfectionFigureId } from '../rule/infection/figures.ts'
import { act, CalendarDay, emptySafeRow, Id, Paging, read, recordApi, SecondPerson, storedSchema, write } from './define-api.ts'

const Text = z.string().nullable()
const Infections = z.array(z.enum(INFECTION.values))
const Figure = z.enum(INFECTION_FIGURE_IDS as [InfectionFigureId, ...InfectionFigureId[]])
const Issue = z.custom<FieldIssue>(value => typeof value === 'object' && value !== null)
const span = { from: CalendarDay, to: CalendarDay }
/** Who it is about as lists and the page of a case show it: never a name beside the disease. */
const Behind = z.strictObject({ initials: z.string(), isPregnancyVoided: z.boolean(), ageYears: z.int().nullable(), gestationDays: z.int().nullable(), expectedDay: Text, deliveredDay: Text })
export type InfectionBehind = z.output<typeof Behind>

/** The papers: the sheet of a case and the slip for a child's next test, both under a title that names no disease. */
export const INFECTION_PAPERS = ['case', 'slip'] as const
const paperInput = { caseId: Id, what: z.enum(INFECTION_PAPERS), childId: Id.optional() }

/**
 * 艾梅乙母婴阻断: only for those whose names stand on the list (setting `infectionAccess`). Every reading is audited under the
 * case's own id, or under none where a pregnancy was asked about: the audit is read by people who are not on the list.
 */
export const infectionApi = {
  ...recordApi(infectionCase), ...recordApi(infectionVisit), ...recordApi(infectionChild), ...recordApi(infectionChildTest),
  /** Who is named, by whom and why. */
  'infection.access.list': read({
    need: 'settings.read', input: z.null(),
    output: z.strictObject({ rev: z.int(), people: z.array(z.strictObject({ userId: z.string(), displayName: z.string(), loginName: z.string(), level: z.enum(['read', 'write']), reason: z.string(), grantedByName: z.string(), approvedByName: z.string(), grantedAt: z.string() })), accounts: z.array(z.strictObject({ id: z.string(), displayName: z.string(), loginName: z.string() })) }),
  }),
  /** Names somebody, changes what they may, or takes the name off (`level` null); needs a second person who may agree. */
  'infection.access.save': write({
    need: 'settings.write', input: z.strictObject({ rev: z.int().min(0), userId: Id, level: z.enum(['read', 'write']).nullable(), reason: z.string().trim().min(2).max(200), secondPerson: SecondPerson }),
    output: z.strictObject({ rev: z.int() }),
  }),
  /** What waits, the longest waiting first; a line is a case, a child of one, or a pregnancy that has none yet. */
  'infection.list': read({
    need: 'infection.read', audited: true, input: z.strictObject({ ...Paging, view: z.enum(INFECTION_LIST.values) }),
    output: z.strictObject({
      total: z.int(),
      rows: z.array(z.strictObject({ key: z.string(), caseId: Text, childId: Text, pregnancyId: Text, number: Text, behind: Behind, infections: Infections, what: z.enum(['proposed', 'confirm', 'treat', 'visit', 'test', 'none']), test: z.enum(CHILD_TEST.values).nullable(), dueDay: Text, isOverdue: z.boolean(), closedDay: Text })),
    }),
  }),
  'infection.count': read({ need: 'infection.read', input: z.null(), output: z.record(z.enum(INFECTION_LIST.values), z.int()) }),
  /** Everything of one case. */
  'infection.open': read({
    need: 'infection.read', audited: true, input: z.strictObject({ caseId: Id }),
    output: z.strictObject({
      case: storedSchema(infectionCase), behind: Behind, untreated: Infections, visits: z.array(storedSchema(infectionVisit)),
      children: z.array(z.strictObject({ child: storedSchema(infectionChild), tests: z.array(storedSchema(infectionChildTest)), planned: z.array(z.strictObject({ test: z.enum(CHILD_TEST.values), dueDay: z.string(), doneDay: Text, isOverdue: z.boolean() })) })),
    }),
  }),
  /** What a new case of a pregnancy starts with: the tests of her first visit; the case there is already. */
  'infection.prepare': read({ need: 'infection.write', audited: true, input: z.strictObject({ pregnancyId: Id }), output: z.strictObject({ existingId: Text, behind: Behind, row: emptySafeRow(infectionCase) }) }),
  /** Whether a pregnancy has a case; for the tab on its page, which says no more than that. */
  'infection.ofPregnancy': read({ need: 'infection.read', audited: true, input: z.strictObject({ pregnancyId: Id }), output: z.strictObject({ caseId: Text, number: Text, isClosed: z.boolean() }) }),
  /** The children of her delivery who have no sheet yet, with what the delivery room noted. */
  'infection.child.prepare': read({ need: 'infection.write', audited: true, input: z.strictObject({ caseId: Id }), output: z.strictObject({ behind: Behind, rows: z.array(emptySafeRow(infectionChild)) }) }),
  /** How long after birth the immunoglobulin was given and what is said of it, while it is typed (M-32). */
  'infection.child.hints': read({ need: 'infection.read', input: z.strictObject({ bornAt: z.string().max(16).nullable(), immunoglobulinAt: z.string().max(16).nullable(), vaccineFirstAt: z.string().max(16).nullable() }), output: z.strictObject({ hours: z.number().nullable(), isInTime: z.boolean().nullable(), issues: z.array(Issue) }) }),
  /** The name behind a case, to call her. */
  'infection.reveal': read({ need: 'infection.read', audited: true, input: z.strictObject({ caseId: Id }), output: z.strictObject({ pregnancyId: z.string(), name: Text, birthDay: Text, phone: Text, address: z.string() }) }),
  /** Process figures of births in a period, against their targets. */
  'infection.figures': read({
    need: 'infection.read', input: z.strictObject(span),
    output: z.array(z.strictObject({ figure: Figure, numerator: z.int(), denominator: z.int(), rate: z.number().nullable(), target: z.number(), isOnTarget: z.boolean().nullable() })),
  }),
  /** Who is behind a number: those counted, or those of the denominator who are missing. */
  'infection.figure.list': read({
    need: 'infection.read', audited: true, input: z.strictObject({ ...Paging, ...span, figure: Figure, part: z.enum(['counted', 'missing']) }),
    output: z.strictObject({ total: z.int(), rows: z.array(z.strictObject({ key: z.string(), caseId: Text, pregnancyId: Text, number: Text, initials: z.string(), day: z.string() })) }),
  }),
  'infection.paper.preview': read({ need: 'infection.read', audited: true, input: z.strictObject(paperInput), output: z.strictObject({ html: z.string(), issues: z.array(Issue) }) }),
  'infection.paper.pdf': act({ need: 'infection.read', input: z.strictObject(paperInput), output: z.strictObject({ fileName: z.string(), base64: z.string() }) }),
  'infection.paper.print': act({ need: 'infection.read', input: z.strictObject({ ...paperInput, printerName: z.string().max(200) }), output: z.strictObject({ outcome: z.enum(['sent', 'cancelled', 'failed']) }) }),
} as const
