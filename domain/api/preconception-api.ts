import { z } from 'zod'
import { PRECONCEPTION_FOLLOW_UP, PRECONCEPTION_ITEM, PRECONCEPTION_RISK, PRECONCEPTION_STATE, PRECONCEPTION_VIEW } from '../code/fertility.ts'
import { preconception, preconceptionCheck, preconceptionFollowUp } from '../modules/fertility/preconception.record.ts'
import { emptySafeRow, Id, Paging, read, recordApi, storedSchema } from './define-api.ts'
import { Adult, Rate } from './fertility-people.ts'

const Text = z.string().nullable()
const Kind = z.enum(PRECONCEPTION_FOLLOW_UP.values)

/** 孕前优生健康检查. */
export const preconceptionApi = {
  ...recordApi(preconception), ...recordApi(preconceptionCheck), ...recordApi(preconceptionFollowUp),
  /** A couple on one page: both sheets, where the 19 items stand, what is asked next. */
  'fertility.preconception.open': read({
    need: 'women.read', audited: true, input: z.strictObject({ coupleId: Id }),
    output: z.strictObject({
      couple: storedSchema(preconception), woman: Adult, husband: Adult.nullable(), womanSheet: storedSchema(preconceptionCheck).nullable(), husbandSheet: storedSchema(preconceptionCheck).nullable(),
      items: z.array(z.strictObject({ item: z.enum(PRECONCEPTION_ITEM.values), woman: z.boolean(), man: z.boolean().nullable() })), followUps: z.array(storedSchema(preconceptionFollowUp)),
      due: z.strictObject({ kind: Kind, fromDay: z.string(), dueDay: z.string() }).nullable(),
    }),
  }),
  /** What a new file begins with for a woman; the file that is open for her already. */
  'fertility.preconception.prepare': read({ need: 'women.write', audited: true, input: z.strictObject({ womanId: Id }), output: z.strictObject({ woman: Adult, row: emptySafeRow(preconception), openId: Text }) }),
  /** What a follow-up starts with: taken from the pregnancy and delivery of the same woman where there are such; the doctor confirms by saving. */
  'fertility.preconceptionFollowUp.prepare': read({
    need: 'women.write', audited: true, input: z.strictObject({ coupleId: Id, kind: Kind.optional() }),
    output: z.strictObject({ row: emptySafeRow(preconceptionFollowUp), fromRecords: z.boolean() }),
  }),
  'fertility.preconception.list': read({
    need: 'women.read', input: z.strictObject({ ...Paging, view: z.enum(PRECONCEPTION_VIEW.values) }),
    output: z.strictObject({
      total: z.int(),
      rows: z.array(z.strictObject({
        id: z.string(), number: Text, womanName: Text, womanBirthDay: Text, phone: Text, husbandName: Text, servedDay: z.string(), state: z.enum(PRECONCEPTION_STATE.values), womanRisk: z.enum(PRECONCEPTION_RISK.values).nullable(), manRisk: z.enum(PRECONCEPTION_RISK.values).nullable(),
        missing: z.array(z.enum(PRECONCEPTION_ITEM.values)), kind: Kind.nullable(), fromDay: Text, dueDay: Text, isOverdue: z.boolean(),
      })),
    }),
  }),
  /** For the home page: how long the lists of what has to be done are. */
  'fertility.preconception.work': read({ need: 'women.write', input: z.null(), output: z.strictObject({ toNotify: z.int(), toAsk: z.int(), early: z.int(), outcome: z.int() }) }),
  /** Coverage of a year against the task, above 100 % too, and how many were followed of those who became pregnant. */
  'fertility.preconception.figures': read({
    need: 'women.read', input: z.strictObject({ year: z.int().min(2000).max(2100) }),
    output: z.strictObject({ coverage: Rate, complete: Rate, highRisk: Rate, early: Rate, outcome: Rate }),
  }),
} as const
