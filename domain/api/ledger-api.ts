import { z } from 'zod'
import { LEDGER_IDS } from '../ledger/ledgers.ts'
import { act, read } from './define-api.ts'

const Period = { ledger: z.enum(LEDGER_IDS), from: z.iso.date(), to: z.iso.date() }

/** Lines a screen shows of a book; the whole of it is for file and paper. */
export const LEDGER_PREVIEW_ROWS = 50

/**
 * The ledgers (台账) of the certificate desk, with the columns of note §4.5. Document numbers are masked for whoever may
 * not see them in full, on the screen, in files and on paper.
 */
export const ledgerApi = {
  /** The first lines of a book over a period. */
  'ledger.preview': read({
    need: 'certificate.read', audited: true, input: z.strictObject(Period),
    output: z.strictObject({ total: z.int(), rows: z.array(z.array(z.union([z.string(), z.number()]))), masked: z.boolean() }),
  }),
  /** Writes a book where the clerk says, in the background; null when the dialog was closed. The job's result names path and rows. */
  'ledger.save': act({
    need: 'export.list', input: z.strictObject({ ...Period, format: z.enum(['xlsx', 'csv', 'pdf']) }), output: z.strictObject({ jobId: z.string() }).nullable(),
  }),
  /** Sends a book to a printer in the background: A4 landscape, column titles on every page. */
  'ledger.print': act({ need: 'certificate.read', input: z.strictObject({ ...Period, printerName: z.string().min(1).max(200) }), output: z.strictObject({ jobId: z.string() }) }),
} as const
