import { z } from 'zod'
import { PELVIC_DIAGNOSIS } from '../code/pelvic-care.ts'
import type { FieldIssue } from '../message/message.ts'
import { PELVIC_CHANGE_COLUMNS, PELVIC_FIGURE_IDS, PELVIC_MONTH_WORK, PELVIC_WORK } from '../rule/pelvic/board.ts'
import { act, CalendarDay, Paging, read } from './define-api.ts'

const Issue = z.custom<FieldIssue>(value => typeof value === 'object' && value !== null)
const Text = z.string().nullable()
const Figure = z.enum(PELVIC_FIGURE_IDS)
const onA4 = { paper: z.literal('A4') }
const period = { first: CalendarDay, last: CalendarDay }
const Preview = z.strictObject({ html: z.string(), issues: z.array(Issue) })
const Printed = z.strictObject({ outcome: z.enum(['sent', 'cancelled', 'failed']) })
const File = z.strictObject({ fileName: z.string(), base64: z.string() })
/** What a number of the board counts. */
const Counted = z.discriminatedUnion('of', [
  z.strictObject({ of: z.literal('figure'), figure: Figure, part: z.enum(['numerator', 'denominator', 'rest']) }),
  z.strictObject({ of: z.literal('therapist'), therapist: z.string().max(30), work: z.enum(PELVIC_WORK) }),
  z.strictObject({ of: z.literal('month'), month: z.string().regex(/^\d{4}-\d{2}$/), work: z.enum(PELVIC_MONTH_WORK) }),
  z.strictObject({ of: z.literal('diagnosis'), diagnosis: z.enum(PELVIC_DIAGNOSIS.values), column: z.enum(PELVIC_CHANGE_COLUMNS) }),
])

/** 质控与统计. */
export const pelvicBoardApi = {
  /** Workload, completion, adherence and improvement of a period; days of both ends count. */
  'pelvic.board': read({
    need: 'pelvic.read', input: z.strictObject(period),
    output: z.strictObject({
      rates: z.array(z.strictObject({ figure: Figure, numerator: z.int(), denominator: z.int(), percent: z.number().nullable() })),
      therapists: z.array(z.strictObject({ therapist: z.string(), counts: z.array(z.strictObject({ work: z.enum(PELVIC_WORK), count: z.int() })) })),
      months: z.array(z.strictObject({ month: z.string(), files: z.int(), assessments: z.int(), done: z.int(), missed: z.int(), cancelled: z.int() })),
      diagnoses: z.array(z.strictObject({ diagnosis: z.enum(PELVIC_DIAGNOSIS.values), counts: z.array(z.strictObject({ column: z.enum(PELVIC_CHANGE_COLUMNS), count: z.int() })) })),
    }),
  }),
  /** The women behind a number, a line for each session, course, assessment or check that was counted. */
  'pelvic.board.people': read({
    need: 'pelvic.read', audited: true, input: z.strictObject({ ...Paging, ...period, counted: Counted }),
    output: z.strictObject({ total: z.int(), rows: z.array(z.strictObject({ id: z.string(), fileId: Text, womanId: z.string(), fileNumber: Text, name: Text, birthDay: Text, day: z.string() })) }),
  }),
  'pelvic.board.file': act({ need: 'export.list', input: z.strictObject(period), output: File }),
  'pelvic.board.preview': read({ need: 'pelvic.read', input: z.strictObject(period), output: Preview }),
  'pelvic.board.pdf': act({ need: 'pelvic.read', input: z.strictObject(period), output: File }),
  'pelvic.board.print': act({ need: 'pelvic.read', input: z.strictObject({ ...period, printerName: z.string().max(200) }), output: Printed }),
  // 建设自评 as it is saved.
  'pelvic.selfAssessment.preview': read({ need: 'pelvic.read', input: z.strictObject(onA4), output: Preview }),
  'pelvic.selfAssessment.pdf': act({ need: 'pelvic.read', input: z.strictObject(onA4), output: File }),
  'pelvic.selfAssessment.print': act({ need: 'pelvic.read', input: z.strictObject({ ...onA4, printerName: z.string().max(200) }), output: Printed }),
} as const
