import { z } from 'zod'
import { isDay } from '../time/day.ts'
import type { Day, Instant } from '../time/day.ts'
import { canonicalJson } from './canonical-json.ts'

/** I insert, U update with a higher version, V void. Nothing is ever deleted at the receiver. */
export const OPERATIONS = ['I', 'U', 'V'] as const
export type Operation = (typeof OPERATIONS)[number]
/** Why a record was voided. */
export const VOID_REASONS = ['重复', '错误录入', '非本机构', '合并'] as const
export type VoidReason = (typeof VOID_REASONS)[number]

/** One record on its way to the province, before its hash is known. */
export type EnvelopeDraft = {
  /** 业务主键: assigned once, never a row id; the parts its data set names. */
  bk: Readonly<Record<string, string>>
  op: Operation
  ver: number
  eventDate: Day
  updatedAt: Instant
  /** Values by HDSB identifier, as text in the standard's notation; a value that is not known is left out. */
  payload: Readonly<Record<string, string>>
  /** Values no national identifier exists for. */
  ext: Readonly<Record<string, string>>
  voidReason?: VoidReason
  /** Business key text of the record that replaces a voided one. */
  mergedInto?: string
}
export type Envelope = EnvelopeDraft & { rowHash: string }

const instantText = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/)
const valueMap = z.record(z.string().min(1), z.string())

/** Shape of one line of `data/*.jsonl`. Whether values fit their columns is the structure check's question. */
export const envelopeSchema = z.strictObject({
  bk: valueMap,
  op: z.enum(OPERATIONS),
  ver: z.int().min(1),
  rowHash: z.string().regex(/^[0-9a-f]{64}$/),
  eventDate: z.string().refine(isDay),
  updatedAt: instantText,
  payload: valueMap,
  ext: valueMap,
  voidReason: z.enum(VOID_REASONS).optional(),
  mergedInto: z.string().min(1).optional(),
})

/** The business key as text: names a record in findings, sorts the rows of a file, finds doubles. */
export const bkText = (bk: Readonly<Record<string, string>>): string => canonicalJson(bk)

/** Order of rows in a file: by business key text, code unit by code unit. */
export function compareByBusinessKey(a: { bk: Readonly<Record<string, string>> }, b: { bk: Readonly<Record<string, string>> }): number {
  const [left, right] = [bkText(a.bk), bkText(b.bk)]
  return left < right ? -1 : left > right ? 1 : 0
}

/**
 * The text whose SM3 is `rowHash`: what the record says, without `ver` and `updatedAt`. So a record that was saved again
 * unchanged has the hash the province already accepted, and is not sent twice.
 */
export const rowHashText = (row: EnvelopeDraft): string =>
  canonicalJson({
    bk: row.bk, op: row.op, eventDate: row.eventDate, payload: row.payload, ext: row.ext, voidReason: row.voidReason, mergedInto: row.mergedInto,
  })
