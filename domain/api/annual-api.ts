import { z } from 'zod'
import type { FieldIssue } from '../message/message.ts'
import { annualReport } from '../modules/annual/report.record.ts'
import { DEADLINE_KINDS } from '../rule/deadline.ts'
import { ANNUAL_KEYS, type AnnualFigures } from '../rule/annual-form.ts'
import { act, Paging, read, recordApi, SecondPerson, write } from './define-api.ts'

const Year = z.int().min(1996).max(2100)
/** `YYYY` or `YYYY-MM`. */
const Period = z.string().regex(/^(19|20|21)\d{2}(-(0[1-9]|1[0-2]))?$/)
const Issue = z.custom<FieldIssue>(value => typeof value === 'object' && value !== null)
const Figures = z.strictObject(Object.fromEntries(ANNUAL_KEYS.map(key => [key, z.int()]))) as unknown as z.ZodType<AnnualFigures, AnnualFigures>
const Supply = z.strictObject({ takenIn: z.int(), takenBack: z.int(), returned: z.int(), transferred: z.int() })

/** What can be listed number by number or child by child: the cells of the form, and the children of the issue rate that have no certificate. */
export const ANNUAL_LISTS = [...ANNUAL_KEYS, 'withCertificate', 'withoutCertificate', 'issued'] as const
export type AnnualList = (typeof ANNUAL_LISTS)[number]

/** One line of the year: our own institution's form, or another institution's as it was reported. */
const FormRow = z.strictObject({ institutionName: z.string(), reportId: z.string().nullable(), rev: z.int().nullable(), figures: Figures, issues: z.array(Issue), source: z.string().nullable() })

const Rates = z.strictObject({
  /** `YYYY-MM`, or `YYYY` for the sum of the year. */
  period: z.string(), issued: z.int(), exchanged: z.int(), reissued: z.int(), void: z.int(), liveBirths: z.int(), withCertificate: z.int(),
  voidRate: z.number().nullable(), exchangeRate: z.number().nullable(), issueRate: z.number().nullable(),
})

const Deadline = z.strictObject({
  kind: z.enum(DEADLINE_KINDS), period: z.string(), due: z.string(), state: z.enum(['ahead', 'soon', 'today', 'overdue']), count: z.int(),
  /** The place where the work is done. */
  to: z.string(),
  /** True for reports made outside the program: somebody says that it was sent. */
  tickable: z.boolean(),
  done: z.strictObject({ byName: z.string(), at: z.string() }).nullable(),
})

export const annualApi = {
  ...recordApi(annualReport),
  /** 管理使用情况年度统计表 of a year (note §4.6): counted from the records now, the finalised figures beside it, other institutions' forms and the county's sum. */
  'annual.form': read({
    need: 'stock.read', input: z.strictObject({ year: Year }),
    output: z.strictObject({
      year: Year, today: z.string(), due: z.string(), institutionName: z.string(), isManager: z.boolean(),
      figures: Figures, supply: Supply, counted: z.int(),
      /** Where (1) comes from: last year's finalised closing, the count at the beginning of use, or only the records. */
      openingFrom: z.enum(['final', 'start', 'records']), openingSource: z.string().nullable(), startYear: z.int().nullable(), issues: z.array(Issue),
      final: z.strictObject({ figures: Figures, supply: Supply, counted: z.int(), openingSource: z.string(), preparedBy: z.string(), approvedBy: z.string(), finalisedAt: z.string() }).nullable(),
      differences: z.array(z.strictObject({ key: z.enum(ANNUAL_KEYS), final: z.int(), now: z.int() })),
      rows: z.array(FormRow), sum: Figures,
      /** Years there is something to show for. */
      years: z.array(z.int()),
    }),
  }),
  /** The numbers or children behind one cell, of a year or of a month. */
  'annual.list': read({
    need: 'stock.read', audited: true, input: z.strictObject({ ...Paging, period: Period, what: z.enum(ANNUAL_LISTS) }),
    output: z.strictObject({
      total: z.int(),
      rows: z.array(z.strictObject({ number: z.string().nullable(), day: z.string().nullable(), column: z.string(), newbornId: z.string().nullable(), babyName: z.string().nullable(), motherName: z.string().nullable(), reason: z.string().nullable() })),
    }),
  }),
  /** What the stock held at the beginning of the year in which the program came into use, counted by two persons; once. */
  'annual.start': write({ need: 'stock.annual', input: z.strictObject({ year: Year, opening: z.int().min(0).max(9_999_999), source: z.string().trim().min(4).max(200), secondPerson: SecondPerson }), output: z.null() }),
  /** Finalises the own form: refused while a formula does not hold or the closing is not what is really unused (case 60). Kept for ever. */
  'annual.finalise': write({ need: 'stock.annual', input: z.strictObject({ year: Year, secondPerson: SecondPerson }), output: z.null() }),
  /** Lines of other institutions (机构名称,(1)…(16)): all of them, or every reason why not. A known institution's line is replaced, with history. */
  'annual.import': write({ need: 'stock.annual', input: z.strictObject({ year: Year, text: z.string().max(200_000), source: z.string().trim().max(100) }), output: z.strictObject({ rows: z.int() }) }),
  /** The form with the county's rows as a CSV file. */
  'annual.csv': read({ need: 'stock.annual', audited: true, input: z.strictObject({ year: Year }), output: z.strictObject({ fileName: z.string(), csv: z.string() }) }),
  /** The same as .xlsx, where the clerk says; null when the dialog was closed. */
  'annual.save': act({ need: 'stock.annual', input: z.strictObject({ year: Year }), output: z.strictObject({ path: z.string(), rows: z.int() }).nullable() }),
  'annual.preview': read({ need: 'stock.read', input: z.strictObject({ year: Year }), output: z.strictObject({ html: z.string(), issues: z.array(Issue) }) }),
  'annual.pdf': act({ need: 'stock.read', input: z.strictObject({ year: Year }), output: z.strictObject({ fileName: z.string(), base64: z.string() }) }),
  'annual.print': act({ need: 'stock.read', input: z.strictObject({ year: Year, printerName: z.string().max(200) }), output: z.strictObject({ outcome: z.enum(['sent', 'cancelled', 'failed']) }) }),
  /** Void, exchange and issue rate of each month of a year and of the year. */
  'annual.rates': read({
    need: 'stock.read', input: z.strictObject({ year: Year }),
    output: z.strictObject({ limits: z.strictObject({ voidRatePercent: z.number(), voidRateSource: z.string() }), months: z.array(Rates), year: Rates }),
  }),
  /** What is due, for this person. */
  'deadline.list': read({ need: 'signed-in', input: z.null(), output: z.strictObject({ today: z.string(), lines: z.array(Deadline) }) }),
  /** Says that a report was sent, or takes that word back. */
  'deadline.done': write({ need: 'signed-in', input: z.strictObject({ kind: z.enum(DEADLINE_KINDS), period: z.string().min(4).max(20), done: z.boolean(), note: z.string().trim().max(200).optional() }), output: z.null() }),
} as const
