import { z } from 'zod'
import { PaperLevel, FieldShiftSetting, PrinterProfile } from '../settings/settings.ts'
import type { FieldIssue } from '../message/message.ts'
import { act, Id, Paging, read, write } from './define-api.ts'

const Issue = z.custom<FieldIssue>(value => typeof value === 'object' && value !== null)

/** Forms whose place on the paper the hospital can set. */
export const CALIBRATED_FORMS = ['birth-certificate', 'registration-form', 'two-way-referral-out', 'two-way-referral-back'] as const
export type CalibratedForm = (typeof CALIBRATED_FORMS)[number]
const Form = z.enum(CALIBRATED_FORMS)
const PrinterName = z.string().min(1).max(200)
const Tray = z.string().trim().max(40)
const Mm = z.number().min(-100).max(400)

export const PrintOffsetSchema = z.strictObject({ dxMm: z.number().min(-30).max(30), dyMm: z.number().min(-30).max(30), scaleX: z.number().min(0.9).max(1.1), scaleY: z.number().min(0.9).max(1.1) })
export const MeasuredCrossesSchema = z.strictObject({ firstXMm: Mm, firstYMm: Mm, secondXMm: Mm, secondYMm: Mm })

/** Which level of the note's order (§3.3) is moved: an edition of the paper, the institution, or one printer's tray. */
export const ShiftTarget = z.discriminatedUnion('level', [
  z.strictObject({ level: z.literal('edition'), edition: z.string().min(1).max(4) }),
  z.strictObject({ level: z.literal('institution') }),
  z.strictObject({ level: z.literal('printer'), printerName: PrinterName, tray: Tray }),
])
export type ShiftTarget = z.infer<typeof ShiftTarget>
const Shifted = { form: Form, target: ShiftTarget, dxMm: PaperLevel.shape.dxMm, dyMm: PaperLevel.shape.dyMm, fields: z.array(FieldShiftSetting).max(200) }

export const PRINT_JOB_STATES = ['sending', 'sent', 'cancelled', 'failed', 'pdf'] as const
export const PrintJobRow = z.strictObject({
  id: z.string(), certificateId: z.string(), number: z.string(), printCount: z.int(), printerName: z.string(), tray: z.string(), silent: z.boolean(), state: z.enum(PRINT_JOB_STATES),
  reason: z.string().nullable(), byName: z.string(), startedAt: z.string(), endedAt: z.string().nullable(),
  /** Where the number stands now. */
  numberState: z.string(),
})
export type PrintJobRow = z.infer<typeof PrintJobRow>
const Revision = z.strictObject({ rev: z.int() })

/** Getting text to its place on the paper: ruler page, levels, nudging, jobs. Source: certificate note §3.3 and §3.4. */
export const printingApi = {
  /** The ruler page for plain A4; touches no number. `used` is the correction it is printed with, null for none. */
  'printing.ruler': act({
    need: 'printing.calibrate', input: z.strictObject({ form: Form, printerName: PrinterName, silent: z.boolean(), used: PrintOffsetSchema.nullable() }),
    output: z.strictObject({ outcome: z.enum(['sent', 'cancelled', 'failed']), reason: z.string().nullable() }),
  }),
  'printing.rulerPreview': read({ need: 'printing.calibrate', input: z.strictObject({ form: Form, used: PrintOffsetSchema.nullable() }), output: z.strictObject({ html: z.string() }) }),
  /** Solves the measured crosses and keeps the result as the profile of printer, tray and form; refuses what is no calibration. */
  'printing.calibrate': write({
    need: 'printing.calibrate',
    input: z.strictObject({
      rev: z.int().min(0), form: Form, printerName: PrinterName, tray: Tray, silent: z.boolean(), paper: PrinterProfile.shape.paper.unwrap(), portrait: z.boolean(), driverPercent: z.int().min(10).max(400),
      used: PrintOffsetSchema.nullable(), measured: MeasuredCrossesSchema,
    }),
    output: z.strictObject({ rev: z.int(), profile: PrinterProfile }),
  }),
  /** The form with sample words as these shifts would put them, and where each field stands. */
  'printing.sample': read({
    need: 'printing.calibrate', input: z.strictObject(Shifted),
    output: z.strictObject({
      html: z.string(), issues: z.array(Issue),
      fields: z.array(z.strictObject({ part: z.string(), partTitle: z.string(), value: z.string(), label: z.string(), x: z.number(), y: z.number(), w: z.number(), h: z.number() })),
    }),
  }),
  'printing.saveShifts': write({ need: 'printing.calibrate', input: z.strictObject({ rev: z.int().min(0), ...Shifted }), output: Revision }),
  /** 恢复默认: forgets everything set for a level. */
  'printing.reset': write({ need: 'printing.calibrate', input: z.strictObject({ rev: z.int().min(0), form: Form, target: ShiftTarget }), output: Revision }),
  /** Profiles and levels as a file for another workstation; the scan is never in it. */
  'printing.export': read({ need: 'printing.calibrate', audited: true, input: z.null(), output: z.strictObject({ fileName: z.string(), base64: z.string() }) }),
  /** Takes in such a file: a profile of the same printer, tray and form is replaced, everything else stays. */
  'printing.import': write({ need: 'printing.calibrate', input: z.strictObject({ rev: z.int().min(0), text: z.string().min(2).max(500_000) }), output: z.strictObject({ rev: z.int(), profiles: z.int(), levels: z.int() }) }),

  /** The scan of a blank, for the screen alone. */
  'printing.scan': read({ need: 'printing.calibrate', input: z.strictObject({ form: Form }), output: z.strictObject({ dataUrl: z.string(), bytes: z.int(), loadedAt: z.string(), loadedByName: z.string() }).nullable() }),
  'printing.loadScan': act({ need: 'printing.calibrate', input: z.strictObject({ form: Form }), output: z.strictObject({ bytes: z.int() }).nullable() }),
  'printing.removeScan': write({ need: 'printing.calibrate', input: z.strictObject({ form: Form }), output: z.null() }),

  /** What went to the printers, newest first; of one certificate, or of all. */
  'printing.jobs': read({ need: 'certificate.read', input: z.strictObject({ ...Paging, certificateId: Id.optional() }), output: z.strictObject({ total: z.int(), rows: z.array(PrintJobRow) }) }),
} as const
