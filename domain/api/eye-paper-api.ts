import { z } from 'zod'
import type { FieldIssue } from '../message/message.ts'
import { act, Id, read } from './define-api.ts'

/** The papers of a child's eyes: 转诊单 with its 回执单, 眼健康档案, 护眼指导单, 配镜处方. */
export const EYE_PAPERS = ['referral', 'file', 'advice', 'glasses'] as const
export type EyePaper = (typeof EYE_PAPERS)[number]
/** `id` is the referral or the prescription; of the advice sheet the visit (the last one without it); the file has none. */
const paperInput = { fileId: Id, what: z.enum(EYE_PAPERS), id: Id.optional() }
const Issue = z.custom<FieldIssue>(value => typeof value === 'object' && value !== null)

export const eyePaperApi = {
  'eye.paper.preview': read({ need: 'eye.read', audited: true, input: z.strictObject(paperInput), output: z.strictObject({ html: z.string(), issues: z.array(Issue) }) }),
  'eye.paper.pdf': act({ need: 'eye.read', input: z.strictObject(paperInput), output: z.strictObject({ fileName: z.string(), base64: z.string() }) }),
  'eye.paper.print': act({ need: 'eye.read', input: z.strictObject({ ...paperInput, printerName: z.string().max(200) }), output: z.strictObject({ outcome: z.enum(['sent', 'cancelled', 'failed']) }) }),
} as const
