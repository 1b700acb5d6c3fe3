import { z } from 'zod'
import { CURVE_INDICATORS, CURVE_STANDARDS } from '../rule/growth/curve.ts'
import type { Message } from '../message/message.ts'
import { GROWTH_GRADES, GROWTH_INDICATORS, GROWTH_NOTES, GROWTH_REASONS, GROWTH_STANDARDS, NUTRITION_STATUSES } from '../rule/growth/words.ts'
import { CHILD_CONTACT } from '../code/child-check.ts'
import type { FieldIssue } from '../message/message.ts'
import { act, Id, read } from './define-api.ts'

const Issue = z.custom<FieldIssue>(value => typeof value === 'object' && value !== null)
const Sentence = z.custom<Message>(value => typeof value === 'object' && value !== null)
const Place = z.strictObject({ x: z.number(), y: z.number() }).nullable()

/** Which curve: standard, indicator, lines. */
export const CurveChoice = z.strictObject({ standard: z.enum(CURVE_STANDARDS), indicator: z.enum(CURVE_INDICATORS), lines: z.enum(['sd', 'percentile']) })

const Velocity = z.strictObject({ days: z.int(), weightGPerDay: z.number().nullable(), lengthCmPerMonth: z.number().nullable(), headCmPerMonth: z.number().nullable() })
/** One measurement on a curve. */
export const CurvePointLine = z.strictObject({
  day: z.string(), actualDays: z.int(), correctedDays: z.int().nullable(), ageUsed: z.enum(['actual', 'corrected']), main: Place, hollow: Place, measured: z.number(), value: z.number().nullable(),
  position: z.enum(['lying', 'standing']).nullable(), standard: z.enum(GROWTH_STANDARDS), z: z.number().nullable(), isEstimated: z.boolean(), percentile: z.number().nullable(),
  between: z.strictObject({ from: z.string().nullable(), to: z.string().nullable() }).nullable(), grade: z.enum(GROWTH_GRADES).nullable(), status: z.enum(NUTRITION_STATUSES).nullable(),
  reason: z.enum(GROWTH_REASONS).nullable(), notes: z.array(z.enum(GROWTH_NOTES)), velocity: Velocity.nullable(),
})

/** The papers of a child: the four national forms, the two of 中医药健康管理, one visit on a page of the handbook, the growth curve. */
export const CHILD_PAPERS = ['newbornVisit', 'infant', 'toddler', 'preschool', 'tcm6to18', 'tcm24to36', 'handbook', 'curve'] as const
export type ChildPaper = (typeof CHILD_PAPERS)[number]
const paperInput = {
  fileId: Id, what: z.enum(CHILD_PAPERS),
  /** The visit of the handbook page, or the one a form prints where a contact was made twice. */
  visitId: Id.optional(),
  options: CurveChoice.extend({ page: z.enum(['a4', 'handbook']) }).optional(),
}
const noticeInput = { items: z.array(z.strictObject({ fileId: Id, contact: z.enum(CHILD_CONTACT.values) })).min(1).max(300), perPage: z.union([z.literal(2), z.literal(3)]) }
const preview = z.strictObject({ html: z.string(), issues: z.array(Issue) })
const file = z.strictObject({ fileName: z.string(), base64: z.string() })
const outcome = z.strictObject({ outcome: z.enum(['sent', 'cancelled', 'failed']) })
const Printer = z.string().max(200)

export const childGrowthApi = {
  /** A child's growth on one curve: lines, points, what they mean, warnings. The numbers are all here; screen and paper only draw. */
  'child.growth.curve': read({
    need: 'child.read', audited: true, input: z.strictObject({ fileId: Id, ...CurveChoice.shape }),
    output: z.strictObject({
      ...CurveChoice.shape, sex: z.string(), xUnit: z.enum(['month', 'cm']), yUnit: z.enum(['kg', 'cm', 'kg/m²']), from: z.number(), to: z.number(),
      branches: z.array(z.strictObject({
        standard: z.enum(GROWTH_STANDARDS), position: z.enum(['lying', 'standing']).nullable(), x: z.array(z.number()),
        lines: z.array(z.strictObject({ name: z.string(), values: z.array(z.number().nullable()) })),
      })),
      points: z.array(CurvePointLine),
      warnings: z.array(z.strictObject({ kind: z.string(), indicator: z.enum(GROWTH_INDICATORS), fromDay: z.string(), toDay: z.string(), message: Sentence })),
      offered: z.array(z.strictObject({ day: z.string(), standard: z.enum(['wst586', 'wst612']), indicator: z.enum(GROWTH_INDICATORS), value: z.number(), grade: z.enum(GROWTH_GRADES) })),
    }),
  }),
  'child.paper.preview': read({ need: 'child.read', audited: true, input: z.strictObject(paperInput), output: preview }),
  'child.paper.pdf': act({ need: 'child.read', input: z.strictObject(paperInput), output: file }),
  'child.paper.print': act({ need: 'child.read', input: z.strictObject({ ...paperInput, printerName: Printer }), output: outcome }),
  /** Notices of contacts that are due, two or three on a sheet, one child each; what is no longer open is left out and named. */
  'child.notice.preview': read({ need: 'child.read', audited: true, input: z.strictObject(noticeInput), output: preview }),
  'child.notice.pdf': act({ need: 'child.read', input: z.strictObject(noticeInput), output: file }),
  'child.notice.print': act({ need: 'child.read', input: z.strictObject({ ...noticeInput, printerName: Printer }), output: outcome }),
} as const
