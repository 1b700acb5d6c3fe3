import { z } from 'zod'
import type { Message } from '../message/message.ts'
import { act, Id, Paging, read } from './define-api.ts'

// A sentence travels as key and values: the screen says it in the user's language, the validation report in Chinese.
const Sentence = z.custom<Message>(value => typeof value === 'object' && value !== null && 'key' in value && 'zh' in value)
const Month = z.string().regex(/^(19|20)\d{2}-(0[1-9]|1[0-2])$/)
export const PackageFinding = z.strictObject({
  ruleId: z.string(), level: z.enum(['错误', '警告']), dataset: z.string(), bk: z.string(), hdsb: z.string(), fieldName: z.string(), value: z.string(), message: Sentence, suggestion: Sentence,
  /** The record and field to jump to. */
  record: z.string(), recordId: z.string(), field: z.string(),
})
export type PackageFinding = z.infer<typeof PackageFinding>
export const PackageRow = z.strictObject({
  id: z.string(), month: z.string(), mode: z.string(), seq: z.int(), fileName: z.string(), folder: z.string(), records: z.int(), errors: z.int(), warnings: z.int(), createdAt: z.string(), createdByName: z.string(), manifestSm3: z.string(),
})

export const packageApi = {
  /** The month's rows per dataset, as they would be sealed now; `withheld` are those that go out by other hands only. */
  'package.plan': read({
    need: 'package.read', input: z.strictObject({ month: Month }),
    output: z.strictObject({ month: z.string(), datasets: z.array(z.strictObject({ dataset: z.string(), title: z.string(), records: z.int(), inserts: z.int(), updates: z.int(), voids: z.int() })), withheld: z.array(z.string()), sealed: z.array(PackageRow) }),
  }),
  /** Checks a month in the background; the job's result is the list of findings. Nothing is written. */
  'package.check': act({ need: 'package.read', input: z.strictObject({ month: Month }), output: z.strictObject({ jobId: z.string() }) }),
  /** Backs up, then makes, signs and encrypts the month's package in the background. Sealing again makes the next amendment. */
  'package.seal': act({ need: 'package.seal', input: z.strictObject({ month: Month, folder: z.string().max(500).optional() }), output: z.strictObject({ jobId: z.string() }) }),
  'package.list': read({ need: 'package.read', input: z.strictObject({ ...Paging }), output: z.array(PackageRow) }),
  'package.keys': read({ need: 'package.read', input: z.null(), output: z.strictObject({ signingKeyId: z.string().nullable(), signingPublicKeyPem: z.string().nullable(), recipientKeyId: z.string().nullable() }) }),
  'package.reveal': act({ need: 'package.read', input: z.strictObject({ id: Id }), output: z.null() }),
} as const
