import { z } from 'zod'
import { CONTACT_ATTEMPT } from '../code/child-file.ts'
import { ANTENATAL_VISIT, PREGNANCY_STATE } from '../code/maternal-care.ts'
import { RISK_COLOUR } from '../code/maternal-risk.ts'
import { CARE_CLOSING, FOLLOW_UP_GUIDANCE, FOLLOW_UP_VISIT, PREGNANCY_END } from '../code/maternal-visit.ts'
import type { FieldIssue } from '../message/message.ts'
import { pregnancy } from '../modules/birth/pregnancy.record.ts'
import { maternalAttempt } from '../modules/maternal/attempt.record.ts'
import { maternalFirst } from '../modules/maternal/first.record.ts'
import { postpartumCheck } from '../modules/maternal/postpartum-check.record.ts'
import { postpartumVisit } from '../modules/maternal/postpartum-visit.record.ts'
import { redating } from '../modules/maternal/redating.record.ts'
import { maternalVisit } from '../modules/maternal/visit.record.ts'
import { CalendarDay, Confirmations, emptySafeRow, Id, Paging, read, recordApi, Saved, storedSchema, write } from './define-api.ts'
import { maternalPaperApi } from './maternal-paper-api.ts'
import { PregnancyHead } from './pregnancy-head.ts'

const Text = z.string().nullable()
const Whole = z.int().nullable()
const Issue = z.custom<FieldIssue>(value => typeof value === 'object' && value !== null)
const VisitState = z.enum(['done', 'ahead', 'due', 'overdue'])
const Number = z.enum(ANTENATAL_VISIT.values)
const Colour = z.enum(RISK_COLOUR.values).nullable()

/** Who a booking is about, before there is a pregnancy. */
export const WomanHead = z.strictObject({ womanId: z.string(), name: Text, sex: z.string(), birthDay: Text, idNumber: Text, phone: Text, address: z.string() })
/** An earlier pregnancy, or the open one, as a line. */
export const PregnancyLine = z.strictObject({ pregnancyId: z.string(), state: z.enum(PREGNANCY_STATE.values).nullable(), bookedDay: Text, expectedDay: Text, endedDay: Text, deliveryMode: Text, outcomes: z.string() })
/** The delivery that ends the pregnancy, as the certificate desk entered it. */
export const DeliveryOf = z.strictObject({
  deliveryId: z.string(), deliveredDay: z.string(), gestationDays: z.int(), mode: z.string(), fetusCount: z.int(), placeName: Text, dischargedDay: Text, motherOutcome: Text, isCritical: z.boolean(),
  newborns: z.array(z.strictObject({ newbornId: z.string(), personId: Text, name: Text, birthOrder: z.int(), outcome: z.string(), sex: z.string(), bornAt: z.string(), weightG: z.int() })),
})
/** One of the five visits with its window; without a start day there is none. */
export const ScheduledVisit = z.strictObject({ visit: Number, first: z.string(), last: z.string(), state: VisitState, doneDay: Text, recordId: Text })
/** What comes after the birth. */
export const CareDuty = z.strictObject({ kind: z.enum(['postpartumVisit', 'postpartumCheck']), first: z.string(), last: z.string(), state: VisitState, doneDay: Text, recordId: Text })

/** What has to be done, a list each. `near`: the expected day lies within a week before or after today; `closing`: checked after 42 days and not yet closed. */
export const MATERNAL_DUE = ['visit', 'visitOverdue', 'near', 'deliveryOverdue', 'postpartumVisit', 'postpartumCheck', 'closing', 'unbooked'] as const
export type MaternalDue = typeof MATERNAL_DUE[number]

/** The figures of a period that the records of the clinic can say; deaths, defects and case management are other clinics'. */
export const CARE_FIGURE = ['earlyBooking', 'antenatal', 'postpartumVisit', 'systemManaged'] as const
export type CareFigure = typeof CARE_FIGURE[number]

/** What a form shows while it is typed: everything found, and what is to be asked about. */
export const CareHints = z.strictObject({
  gestationDays: Whole, ageYears: Whole, bmi: z.number().nullable(), daysAfter: Whole,
  /** Against the weight before the pregnancy, else that of the first visit; since the last visit with the days between. */
  gainKg: z.number().nullable(), gainSinceLastKg: z.number().nullable(), daysSinceLast: Whole,
  isHypertensive: z.boolean(), nextVisit: z.strictObject({ visit: Number, first: z.string(), last: z.string() }).nullable(), issues: z.array(Issue),
})

export const maternalCareApi = {
  ...recordApi(maternalFirst), ...recordApi(maternalVisit), ...recordApi(postpartumVisit), ...recordApi(postpartumCheck), ...recordApi(maternalAttempt), ...maternalPaperApi,
  /** One pregnancy: its head and its own row; what a clinic knows of it is asked by that clinic's own call. */
  'pregnancy.open': read({ need: 'maternal.read', audited: true, input: z.strictObject({ pregnancyId: Id }), output: z.strictObject({ head: PregnancyHead, pregnancy: storedSchema(pregnancy) }) }),
  /** Everything of the care of one pregnancy, oldest first: the visits are the curves, the redatings the history of the expected day. */
  'maternal.file': read({
    need: 'maternal.read', audited: true, input: z.strictObject({ pregnancyId: Id }),
    output: z.strictObject({
      head: PregnancyHead, pregnancy: storedSchema(pregnancy), first: storedSchema(maternalFirst).nullable(), visits: z.array(storedSchema(maternalVisit)),
      postpartumVisits: z.array(storedSchema(postpartumVisit)), postpartumChecks: z.array(storedSchema(postpartumCheck)), redatings: z.array(storedSchema(redating)), attempts: z.array(storedSchema(maternalAttempt)),
      delivery: DeliveryOf.nullable(), schedule: z.array(ScheduledVisit), duties: z.array(CareDuty), earlier: z.array(PregnancyLine),
      /** Days on which she was sought in vain, and how many 失访 asks for. */
      vainDays: z.int(), lostAfterAttempts: z.int(),
    }),
  }),
  /** What a booking starts with: what earlier pregnancies say; the open one, where there is one, is to be opened instead. */
  'maternal.book.prepare': read({
    need: 'maternal.write', audited: true, input: z.strictObject({ womanId: Id }),
    output: z.strictObject({ woman: WomanHead, row: emptySafeRow(pregnancy), open: PregnancyLine.nullable(), earlier: z.array(PregnancyLine) }),
  }),
  /** 建册: a woman chosen or just registered has an open pregnancy from here on. */
  'maternal.book': write({ need: 'maternal.write', input: z.strictObject({ row: emptySafeRow(pregnancy), confirmations: Confirmations }), output: Saved }),
  /** What the first form starts with; the record there is already is opened instead. */
  'maternal.first.prepare': read({
    need: 'maternal.write', audited: true, input: z.strictObject({ pregnancyId: Id, visitDay: CalendarDay.optional() }),
    output: z.strictObject({ head: PregnancyHead, row: emptySafeRow(maternalFirst), existingId: Text }),
  }),
  /** What a visit on a day starts with: its number by the window, the numbers that can be chosen, the last measures, the guidance of its column. */
  'maternal.visit.prepare': read({
    need: 'maternal.write', audited: true, input: z.strictObject({ pregnancyId: Id, visitDay: CalendarDay.optional(), visitNumber: z.enum(FOLLOW_UP_VISIT.values).optional() }),
    output: z.strictObject({
      head: PregnancyHead, row: emptySafeRow(maternalVisit), selectable: z.array(z.enum(FOLLOW_UP_VISIT.values)), guidance: z.array(z.enum(FOLLOW_UP_GUIDANCE.values)), existingId: Text,
      last: z.strictObject({ visitDay: z.string(), gestationDays: Whole, weightKg: z.number().nullable(), systolicMmHg: Whole, diastolicMmHg: Whole, fundalHeightCm: z.number().nullable(), haemoglobinGPerL: Whole }).nullable(),
    }),
  }),
  'maternal.postpartumVisit.prepare': read({
    need: 'maternal.write', audited: true, input: z.strictObject({ pregnancyId: Id, visitDay: CalendarDay.optional() }),
    output: z.strictObject({ head: PregnancyHead, row: emptySafeRow(postpartumVisit), delivery: DeliveryOf, duty: CareDuty }),
  }),
  'maternal.postpartumCheck.prepare': read({
    need: 'maternal.write', audited: true, input: z.strictObject({ pregnancyId: Id, visitDay: CalendarDay.optional() }),
    output: z.strictObject({ head: PregnancyHead, row: emptySafeRow(postpartumCheck), delivery: DeliveryOf, duty: CareDuty }),
  }),
  /** Asked while a form is typed: one call for all four. */
  'maternal.hints': read({
    need: 'maternal.read',
    input: z.strictObject({
      pregnancyId: Id, form: z.enum(['first', 'visit', 'postpartumVisit', 'postpartumCheck']), id: Id.optional(), visitDay: CalendarDay.nullable(), heightCm: z.number().nullable().optional(), weightKg: z.number().nullable().optional(),
      prePregnancyWeightKg: z.number().nullable().optional(), systolicMmHg: z.number().nullable().optional(), diastolicMmHg: z.number().nullable().optional(), fundalHeightCm: z.number().nullable().optional(), fetalHeartPerMinute: z.number().nullable().optional(),
    }),
    output: CareHints,
  }),
  /** 在册孕妇: those who are pregnant unless a state is named, by their weeks, the furthest first; search by name, telephone, document or handbook. */
  'maternal.pregnancy.list': read({
    need: 'maternal.read',
    input: z.strictObject({
      ...Paging, search: z.string().trim().max(60).optional(), state: z.enum([...PREGNANCY_STATE.values, 'all']).optional(), township: z.string().max(12).optional(), weeksFrom: z.int().min(0).max(45).optional(), weeksTo: z.int().min(0).max(45).optional(),
      colour: z.enum(RISK_COLOUR.values).optional(), doctorName: z.string().trim().max(30).optional(),
    }),
    output: z.strictObject({
      total: z.int(),
      rows: z.array(z.strictObject({
        pregnancyId: z.string(), womanId: z.string(), name: Text, birthDay: Text, phone: Text, township: z.string(), handbookNumber: Text, state: z.enum(PREGNANCY_STATE.values).nullable(), gestationDays: Whole, expectedDay: Text, bookedDay: Text, doctorName: Text,
        gravidity: Whole, parity: Whole, riskColour: Colour, isPurple: z.boolean(), lastVisitDay: Text, deliveredDay: Text, closedDay: Text,
      })),
    }),
  }),
  /** One list of what has to be done, the longest waiting first; `township` is the code of nine digits. */
  'maternal.due.list': read({
    need: 'maternal.read', input: z.strictObject({ ...Paging, kind: z.enum(MATERNAL_DUE), township: z.string().max(12).optional() }),
    output: z.strictObject({
      total: z.int(),
      rows: z.array(z.strictObject({
        pregnancyId: z.string(), womanId: z.string(), name: Text, phone: Text, township: z.string(), address: z.string(), gestationDays: Whole, expectedDay: Text, deliveredDay: Text, dischargedDay: Text, visit: Number.nullable(),
        first: Text, last: Text, overdueDays: z.int(), riskColour: Colour, isPurple: z.boolean(), doctorName: Text,
        lastAttemptDay: Text, lastAttempt: z.enum(CONTACT_ATTEMPT.values).nullable(), vainDays: z.int(), isLostAllowed: z.boolean(),
      })),
    }),
  }),
  /** How many stand on each list, and the townships of the county's women for the filter. */
  'maternal.due.count': read({
    need: 'maternal.read', input: z.strictObject({ township: z.string().max(12).optional() }),
    output: z.strictObject({ counts: z.record(z.enum(MATERNAL_DUE), z.int()), pregnant: z.int() }),
  }),
  'maternal.townships': read({ need: 'maternal.read', input: z.null(), output: z.array(z.strictObject({ code: z.string(), name: z.string(), pregnant: z.int() })) }),
  /** 结案: the care of a pregnancy ends. After a birth what is missing is named; without one it says how the pregnancy ended. */
  'maternal.close': write({
    need: 'maternal.write',
    input: z.strictObject({ pregnancyId: Id, rev: z.int().min(0), method: z.enum(CARE_CLOSING.values), day: CalendarDay, endMode: z.enum(PREGNANCY_END.values).optional(), reason: z.string().trim().max(200).optional(), confirmations: Confirmations }),
    output: Saved,
  }),
  /** What stands against each way of closing now, before anybody asks for one. */
  'maternal.close.prepare': read({
    need: 'maternal.write', audited: true, input: z.strictObject({ pregnancyId: Id }),
    output: z.strictObject({ head: PregnancyHead, rev: z.int(), methods: z.array(z.strictObject({ method: z.enum(CARE_CLOSING.values), issues: z.array(Issue) })) }),
  }),
  /** A closing that was a mistake is taken back: she is pregnant, or has given birth, as before. */
  'maternal.reopen': write({ need: 'maternal.write', input: z.strictObject({ pregnancyId: Id, rev: z.int().min(0), reason: z.string().trim().min(2).max(200) }), output: Saved }),
  /** The figures of a period (births within it), whole county or one township. A rate above 100 is a true answer. */
  'maternal.indicators': read({
    need: 'maternal.read', input: z.strictObject({ from: CalendarDay, to: CalendarDay, township: z.string().max(12).optional() }),
    output: z.strictObject({ liveBirths: z.int(), women: z.int(), figures: z.array(z.strictObject({ figure: z.enum(CARE_FIGURE), numerator: z.int(), denominator: z.int(), percent: z.number().nullable(), missing: z.int() })) }),
  }),
  /** The women behind a number: those counted above, those of the denominator, or those of it who are missing above. */
  'maternal.indicators.women': read({
    need: 'maternal.read', input: z.strictObject({ ...Paging, from: CalendarDay, to: CalendarDay, township: z.string().max(12).optional(), figure: z.enum(CARE_FIGURE), part: z.enum(['counted', 'missing', 'all']) }),
    output: z.strictObject({
      total: z.int(),
      rows: z.array(z.strictObject({ pregnancyId: z.string(), womanId: z.string(), name: Text, phone: Text, township: z.string(), deliveredDay: z.string(), liveBirths: z.int(), bookedDay: Text, bookedGestationDays: Whole, visits: z.int(), postpartumVisitDay: Text })),
    }),
  }),
} as const
