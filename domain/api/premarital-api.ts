import { z } from 'zod'
import { FERTILITY_BASE, PREMARITAL_OPINION, PREMARITAL_VIEW } from '../code/fertility.ts'
import { fertilityBase } from '../modules/fertility/base.record.ts'
import { premaritalHiv } from '../modules/fertility/hiv.record.ts'
import { premarital } from '../modules/fertility/premarital.record.ts'
import { CalendarDay, Confirmations, Id, Paging, read, recordApi, Saved, storedSchema, write } from './define-api.ts'
import { Adult, Rate } from './fertility-people.ts'

const Text = z.string().nullable()
/** The number of a confidential sheet, for everybody who works here; what it says only for the list of names. */
const HivSheet = z.strictObject({ number: z.string(), row: storedSchema(premaritalHiv).nullable() })
const Side = z.strictObject({ person: Adult, sheet: storedSchema(premarital).nullable(), hiv: HivSheet.nullable() })

/** 婚前医学检查. */
export const premaritalApi = {
  ...recordApi(premarital), ...recordApi(premaritalHiv), ...recordApi(fertilityBase),
  /** Enters a couple under one number: a sheet for each who is examined here. With `coupleNumber` the other one of a couple follows later. */
  'fertility.premarital.register': write({
    need: 'women.write',
    input: z.strictObject({ manId: Id, womanId: Id, examines: z.enum(['both', 'man', 'woman']), coupleNumber: z.string().max(16).optional(), confirmations: Confirmations }),
    output: z.strictObject({ coupleNumber: z.string(), sheets: z.array(Saved) }),
  }),
  /** Both of a couple on one page; who is not examined here has no sheet. */
  'fertility.premarital.couple': read({
    need: 'women.read', audited: true, input: z.strictObject({ coupleNumber: z.string().min(1).max(16) }), output: z.strictObject({ coupleNumber: z.string(), man: Side, woman: Side, recheckDays: z.int() }),
  }),
  /** What is still to be done, a person a line, the longest waiting first; of an HIV result the number of its sheet alone. */
  'fertility.premarital.list': read({
    need: 'women.read', input: z.strictObject({ ...Paging, view: z.enum(PREMARITAL_VIEW.values) }),
    output: z.strictObject({
      total: z.int(),
      rows: z.array(z.strictObject({
        id: z.string(), coupleNumber: z.string(), number: z.string(), name: Text, sex: z.string(), birthDay: Text, phone: Text, partnerName: Text, registeredDay: z.string(), examinedDay: Text, opinion: z.enum(PREMARITAL_OPINION.values).nullable(),
        dueDay: Text, isOverdue: z.boolean(), transferHospital: Text, hivNumber: Text,
      })),
    }),
  }),
  /** 婚检率 of a span of whole months, men and women apart, and what was found. Months nobody typed the registrants of are named. */
  'fertility.premarital.figures': read({
    need: 'women.read', input: z.strictObject({ firstDay: CalendarDay, lastDay: CalendarDay }),
    output: z.strictObject({
      rate: Rate, men: Rate, women: Rate, counselling: Rate, detection: Rate, missingMonths: z.array(z.string()),
      diseases: z.array(z.strictObject({ code: z.string(), men: z.int(), women: z.int() })), opinions: z.array(z.strictObject({ code: z.string(), men: z.int(), women: z.int() })),
    }),
  }),
  'fertility.base.list': read({ need: 'women.read', input: z.strictObject({ kind: z.enum(FERTILITY_BASE.values) }), output: z.array(storedSchema(fertilityBase)) }),
} as const
