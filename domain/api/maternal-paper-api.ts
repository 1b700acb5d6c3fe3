import { z } from 'zod'
import type { FieldIssue } from '../message/message.ts'
import { act, Id, read } from './define-api.ts'

/** The papers of a pregnancy: 建册登记表, 第1次, 第2~5次, 产后访视, 产后42天. */
export const MATERNAL_PAPERS = ['booking', 'first', 'visits', 'postpartumVisit', 'postpartumCheck'] as const
export type MaternalPaper = (typeof MATERNAL_PAPERS)[number]
/** `id` chooses one of several visits or checks after birth (the last one without it); `isEmpty` prints the form to be filled in by hand. */
const paperInput = { pregnancyId: Id, what: z.enum(MATERNAL_PAPERS), id: Id.optional(), isEmpty: z.boolean().optional() }
const Issue = z.custom<FieldIssue>(value => typeof value === 'object' && value !== null)

export const maternalPaperApi = {
  'maternal.paper.preview': read({ need: 'maternal.read', audited: true, input: z.strictObject(paperInput), output: z.strictObject({ html: z.string(), issues: z.array(Issue) }) }),
  'maternal.paper.pdf': act({ need: 'maternal.read', input: z.strictObject(paperInput), output: z.strictObject({ fileName: z.string(), base64: z.string() }) }),
  'maternal.paper.print': act({ need: 'maternal.read', input: z.strictObject({ ...paperInput, printerName: z.string().max(200) }), output: z.strictObject({ outcome: z.enum(['sent', 'cancelled', 'failed']) }) }),
} as const
