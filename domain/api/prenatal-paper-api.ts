import { z } from 'zod'
import { CONSENT_KIND } from '../code/prenatal.ts'
import type { FieldIssue } from '../message/message.ts'
import { act, Id, read } from './define-api.ts'

/** The papers of prenatal screening; of `consentForm` the id is the pregnancy's, to be signed by hand, of all others the row's. */
export const PRENATAL_PAPERS = ['consentForm', 'consent', 'request', 'label', 'handover', 'result', 'recall'] as const
export type PrenatalPaper = (typeof PRENATAL_PAPERS)[number]
const paperInput = { what: z.enum(PRENATAL_PAPERS), id: Id, kind: z.enum(CONSENT_KIND.values).optional() }
const Issue = z.custom<FieldIssue>(value => typeof value === 'object' && value !== null)
const bulletinInput = { month: z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/), by: z.enum(['township', 'institution']) }
const Preview = z.strictObject({ html: z.string(), issues: z.array(Issue) })
const File = z.strictObject({ fileName: z.string(), base64: z.string() })
const Sent = z.strictObject({ outcome: z.enum(['sent', 'cancelled', 'failed']) })

export const prenatalPaperApi = {
  /** The pregnancy a woman is screened in: the one that goes on, else her latest; null without one. */
  'prenatal.of': read({ need: 'prenatal.read', input: z.strictObject({ womanId: Id }), output: z.strictObject({ pregnancyId: z.string().nullable() }) }),
  /** A paper as it is printed: fetal sex is masked as this reader may see it. */
  'prenatal.paper.preview': read({ need: 'prenatal.read', audited: true, input: z.strictObject(paperInput), output: Preview }),
  'prenatal.paper.pdf': act({ need: 'prenatal.read', input: z.strictObject(paperInput), output: File }),
  'prenatal.paper.print': act({ need: 'prenatal.read', input: z.strictObject({ ...paperInput, printerName: z.string().max(200) }), output: Sent }),
  /** 月通报 on A4 across, with the lines to sign on. */
  'prenatal.bulletin.preview': read({ need: 'prenatal.read', input: z.strictObject(bulletinInput), output: Preview }),
  'prenatal.bulletin.pdf': act({ need: 'prenatal.read', input: z.strictObject(bulletinInput), output: File }),
  'prenatal.bulletin.print': act({ need: 'prenatal.read', input: z.strictObject({ ...bulletinInput, printerName: z.string().max(200) }), output: Sent }),
  /** The same as a spreadsheet (xlsx). */
  'prenatal.bulletin.file': act({ need: 'export.list', input: z.strictObject(bulletinInput), output: File }),
} as const
