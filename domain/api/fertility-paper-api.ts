import { z } from 'zod'
import type { FieldIssue } from '../message/message.ts'
import { act, Id, read } from './define-api.ts'

/** 婚前医学检查证明, 婚前医学检查表, 孕前优生健康检查服务结果告知书. */
export const FERTILITY_PAPERS = ['certificate', 'examination', 'notice'] as const
export type FertilityPaper = (typeof FERTILITY_PAPERS)[number]
/** `id` is a premarital sheet, of the notice a couple's file. */
const paperInput = { what: z.enum(FERTILITY_PAPERS), id: Id }
const Issue = z.custom<FieldIssue>(value => typeof value === 'object' && value !== null)

export const fertilityPaperApi = {
  'fertility.paper.preview': read({ need: 'women.read', audited: true, input: z.strictObject(paperInput), output: z.strictObject({ html: z.string(), issues: z.array(Issue) }) }),
  'fertility.paper.pdf': act({ need: 'women.read', input: z.strictObject(paperInput), output: z.strictObject({ fileName: z.string(), base64: z.string() }) }),
  'fertility.paper.print': act({ need: 'women.read', input: z.strictObject({ ...paperInput, printerName: z.string().max(200) }), output: z.strictObject({ outcome: z.enum(['sent', 'cancelled', 'failed']) }) }),
} as const
