import { z } from 'zod'
import { FOLIC_ACID_GROUP, FOLIC_ACID_STATE, FOLIC_ACID_STOP, FOLIC_ACID_VIEW } from '../code/fertility.ts'
import { folicAcid, folicAcidFollowUp, folicAcidIssue } from '../modules/fertility/folic-acid.record.ts'
import { act, CalendarDay, emptySafeRow, Id, Paging, read, recordApi, storedSchema } from './define-api.ts'
import { Adult, Rate } from './fertility-people.ts'

const Text = z.string().nullable()
const View = z.enum(FOLIC_ACID_VIEW.values)
const Dosage = z.strictObject({ ordinaryMg: z.number(), highRiskMg: z.number(), bottles: z.int(), followUpDays: z.int() })

/** 增补叶酸. */
export const folicAcidApi = {
  ...recordApi(folicAcid), ...recordApi(folicAcidIssue), ...recordApi(folicAcidFollowUp),
  /** A woman's course on one page, with the days she should have taken and took. */
  'fertility.folicAcid.open': read({
    need: 'women.read', audited: true, input: z.strictObject({ courseId: Id }),
    output: z.strictObject({
      course: storedSchema(folicAcid), woman: Adult, issues: z.array(storedSchema(folicAcidIssue)), followUps: z.array(storedSchema(folicAcidFollowUp)),
      days: z.strictObject({ required: z.int(), taken: z.int(), percent: z.number().nullable(), isCompliant: z.boolean() }), midPregnancyDay: Text, pregnancyId: Text, dosage: Dosage,
    }),
  }),
  /** What a new course begins with for a woman; the course she takes already. */
  'fertility.folicAcid.prepare': read({ need: 'women.write', audited: true, input: z.strictObject({ womanId: Id }), output: z.strictObject({ woman: Adult, pregnancyId: Text, row: emptySafeRow(folicAcid), activeId: Text, dosage: Dosage }) }),
  /** 待发放 are women booked before the week up to which it is taken, without a course and not handed any; `courseId` is null there. */
  'fertility.folicAcid.list': read({
    need: 'women.read', input: z.strictObject({ ...Paging, view: View }),
    output: z.strictObject({
      total: z.int(),
      rows: z.array(z.strictObject({
        womanId: z.string(), courseId: Text, pregnancyId: Text, number: Text, name: Text, birthDay: Text, phone: Text, region: Text, group: z.enum(FOLIC_ACID_GROUP.values).nullable(), state: z.enum(FOLIC_ACID_STATE.values).nullable(), isHighRisk: z.boolean(),
        startDay: Text, bottles: z.int(), gestationDays: z.int().nullable(), expectedDay: Text, dueDay: Text, isOverdue: z.boolean(), lastFollowDay: Text, stopReason: z.enum(FOLIC_ACID_STOP.values).nullable(),
      })),
    }),
  }),
  /** The same list with whole phones as a workbook. */
  'fertility.folicAcid.export': act({ need: 'women.read', also: 'export.list', input: z.strictObject({ view: View }), output: z.strictObject({ fileName: z.string(), base64: z.string(), rows: z.int() }) }),
  /** 服用率 of those listed in the span, 依从率 of those who reached mid-pregnancy in it (M-30). */
  'fertility.folicAcid.figures': read({ need: 'women.read', input: z.strictObject({ firstDay: CalendarDay, lastDay: CalendarDay }), output: z.strictObject({ use: Rate, compliance: Rate }) }),
} as const
