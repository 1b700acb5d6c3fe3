import { z } from 'zod'
import { CHILD_CONTACT } from '../code/child-check.ts'
import { EYE_ADVICE, EYE_REFERRAL_STATE } from '../code/eye-check.ts'
import { EYE_FIGURE_IDS } from '../rule/eye/coverage-figures.ts'
import { CLASS_ROW_STATES, ClassRow } from './child-case-api.ts'
import { act, CalendarDay, Id, Paging, read } from './define-api.ts'

const Text = z.string().nullable()
const Contact = z.enum(CHILD_CONTACT.values)
const Year = z.int().min(2000).max(2100)
const Figure = z.enum(EYE_FIGURE_IDS)
const Rate = z.strictObject({ figure: Figure, numerator: z.int(), denominator: z.int(), percent: z.number().nullable() })
const By = z.enum(['kindergarten', 'township'])
const Group = z.strictObject({ by: By, key: z.string().max(70) })

/** A child of a class: whom a row means. */
const EyeClassRow = ClassRow.omit({ lastExamId: true, lastExamDay: true, lastOpinion: true })
const ClassList = z.strictObject({ fileName: z.string(), rows: z.array(EyeClassRow), counts: z.partialRecord(z.enum(CLASS_ROW_STATES), z.int()) }).nullable()
const Kindergarten = z.string().trim().min(1).max(70)
const ClassName = z.string().trim().max(30)
const MOST_CHILDREN = 2_000

export const eyeGroupApi = {
  /** Asks for a kindergarten's class list and says of every row whom it means; nothing is kept. Null when the dialog was closed. */
  'eye.group.read': act({
    need: 'eye.write', input: z.null(), output: ClassList,
  }),
  /** The same of the list this window read last, as its children stand now: who was registered meanwhile is recognised. Null without one. */
  'eye.group.again': read({ need: 'eye.write', input: z.null(), output: ClassList }),
  /** The kindergartens of the files in care. */
  'eye.group.kindergartens': read({ need: 'eye.write', input: z.null(), output: z.array(z.strictObject({ name: z.string(), children: z.int() })) }),
  /** The children in care of a kindergarten, or of one class of it as the last eye visit or entrance examination wrote it, in the shape of a class list. */
  'eye.group.children': read({ need: 'eye.write', input: z.strictObject({ kindergarten: Kindergarten, className: ClassName.optional() }), output: z.array(EyeClassRow) }),
  /**
   * What is known of the eyes of a class on a day: the visit its day asks for, the one that is there (of that day, else of that
   * point of the programme), whether it was sent on, what instruments measured.
   */
  'eye.group.eyes': read({
    need: 'eye.write', input: z.strictObject({ fileIds: z.array(Id).max(MOST_CHILDREN), visitDay: CalendarDay }),
    output: z.array(z.strictObject({
      fileId: z.string(), contact: Contact.nullable(), visit: z.strictObject({ id: z.string(), visitDay: z.string(), contact: Contact.nullable(), advice: z.enum(EYE_ADVICE.values).nullable(), conclusion: Text, referral: z.enum(EYE_REFERRAL_STATE.values).nullable() }).nullable(),
      lastVisitDay: Text, offered: z.int(),
    })),
  }),
  /** Coverage of a statistics year (1 October to 30 September) up to today: the whole, each kindergarten and each township. An empty key is who has none. */
  'eye.coverage': act({
    need: 'eye.read', input: z.strictObject({ year: Year }),
    output: z.strictObject({ year: z.int(), first: z.string(), last: z.string(), asOf: z.string(), version: z.int(), kindergartens: z.int(), total: z.array(Rate), groups: z.array(z.strictObject({ by: By, key: z.string(), name: z.string(), rates: z.array(Rate) })) }),
  }),
  /** The children behind a number: those who count, all who were asked about, or those who are missing; of the whole or of one group. */
  'eye.coverage.children': act({
    need: 'eye.read', input: z.strictObject({ year: Year, figure: Figure, part: z.enum(['numerator', 'denominator', 'rest']), group: Group.optional(), ...Paging }),
    output: z.strictObject({
      total: z.int(),
      rows: z.array(z.strictObject({ fileId: z.string(), childId: z.string(), fileNumber: Text, childName: Text, sex: z.string(), birthDay: Text, motherName: Text, kindergarten: Text, inNumerator: z.boolean(), lastVisitDay: Text, visits: z.int() })),
    }),
  }),
} as const
