import { z } from 'zod'
import { DIFFERENCE_ANSWER, DIFFERENCE_KIND } from '../code/reconciliation.ts'
import type { Message } from '../message/message.ts'
import { LIST_FIELDS, type ListField } from '../modules/reconciliation/list-columns.ts'
import { act, Id, Nothing, Paging, read, write } from './define-api.ts'

const Sentence = z.custom<Message>(value => typeof value === 'object' && value !== null && 'key' in value && 'zh' in value)
const Field = z.enum(LIST_FIELDS)
const Column = z.int().min(0).max(500)
const Mapping = z.strictObject(Object.fromEntries(LIST_FIELDS.map(field => [field, Column.optional()])) as Record<ListField, z.ZodOptional<typeof Column>>)
const Kind = z.enum(DIFFERENCE_KIND.values)
const Answer = z.enum(DIFFERENCE_ANSWER.values)
const count = z.int().min(0)

export const ReconcileRun = z.strictObject({
  id: z.string(), fileName: z.string(), firstDay: z.string().nullable(), lastDay: z.string().nullable(), ownOnly: z.boolean(), listRows: count, compared: count, same: count, otherInstitutions: count, otherNames: z.array(z.string()),
  differences: count, createdAt: z.string(), createdByName: z.string(),
})
export const ReconcileRow = z.strictObject({
  seq: z.int(), number: z.string(), kind: Kind, field: z.union([Field, z.literal('')]), theirs: z.string(), ours: z.string(), reason: Sentence.nullable(), line: z.int().nullable(),
  certificateId: z.string().nullable(), newbornId: z.string().nullable(), babyName: z.string().nullable(),
  answer: Answer.nullable(), note: z.string().nullable(), answeredAt: z.string().nullable(), answeredByName: z.string().nullable(),
})

/** Holding the province's list against the register. The list is read where the user has it; only what differs is kept. */
export const reconciliationApi = {
  /** Asks for a file and looks into it; null when the dialog was closed. The file stays where it is, `token` stands for it. */
  'reconcile.choose': act({
    need: 'reconcile.import', input: Nothing,
    output: z.strictObject({
      token: z.string(), fileName: z.string(), encoding: z.string(), rowCount: count, rows: z.array(z.array(z.string())), headingRow: count, mapping: Mapping,
      /** What the user said of these headings the last time, in this province; '' for a column that is not compared. */
      remembered: z.record(z.string(), z.union([Field, z.literal('')])),
    }).nullable(),
  }),
  /** Compares in the background; the job's result is the id of the run. */
  'reconcile.compare': act({
    need: 'reconcile.import',
    input: z.strictObject({ token: Id, headingRow: z.int().min(0).max(50), mapping: Mapping, firstDay: z.iso.date().nullable(), lastDay: z.iso.date().nullable(), ownOnly: z.boolean() }),
    output: z.strictObject({ jobId: z.string() }),
  }),
  'reconcile.runs': read({ need: 'reconcile.import', input: Nothing, output: z.array(ReconcileRun) }),
  'reconcile.list': read({
    need: 'reconcile.import', audited: true,
    input: z.strictObject({ id: Id, kind: Kind.optional(), openOnly: z.boolean().default(false), text: z.string().max(60).optional(), ...Paging }),
    output: z.strictObject({ total: count, open: count, byKind: z.partialRecord(Kind, count), rows: z.array(ReconcileRow) }),
  }),
  /** Says what is to become of differences; it holds at the next list while both sides say the same. Null takes an answer back. */
  'reconcile.answer': write({
    need: 'reconcile.import', input: z.strictObject({ id: Id, seqs: z.array(z.int().min(1)).min(1).max(500), answer: Answer.nullable(), note: z.string().trim().max(300).nullable() }),
    output: z.strictObject({ answered: count }),
  }),
  /** The differences as a printed list. */
  'reconcile.print': act({ need: 'reconcile.import', input: z.strictObject({ id: Id, openOnly: z.boolean() }), output: z.strictObject({ pdfBase64: z.string() }) }),
} as const
