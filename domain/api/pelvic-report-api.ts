import { z } from 'zod'
import { PELVIC_REPORT_STATE } from '../code/pelvic-care.ts'
import type { Message } from '../message/message.ts'
import { pelvicReport } from '../modules/pelvic/report.record.ts'
import { REPORT_FIELDS } from '../modules/pelvic/report-formats.ts'
import { act, CalendarDay, Id, Paging, read, recordApi, Saved, write } from './define-api.ts'

const Text = z.string().nullable()
const State = z.enum(PELVIC_REPORT_STATE.values)
const Sentence = z.custom<Message>(value => typeof value === 'object' && value !== null)
const Lifted = z.partialRecord(z.enum(REPORT_FIELDS), z.number().min(-1000).max(10_000))
/** A file a report may be of and what speaks for it; nothing does where it was only given to that file, or read on its page. */
const Candidate = z.strictObject({ fileId: z.string(), number: Text, name: Text, birthDay: Text, state: z.string(), by: z.enum(['number', 'nameAndBirthDay', 'name']).nullable() })
const ReadReport = z.strictObject({ reportId: z.string(), fileName: z.string(), format: Text, figures: z.int(), faults: z.int() })

/** What a report of an instrument may have: some pages with pictures. */
export const MOST_REPORT_BYTES = 10_000_000

/** 设备报告. A report is never typed: it is read from a file, and a therapist decides what becomes of it. */
const generic = recordApi(pelvicReport)
export const pelvicReportApi = {
  'pelvic.report.get': generic['pelvic.report.get'], 'pelvic.report.void': generic['pelvic.report.void'], 'pelvic.report.history': generic['pelvic.report.history'],
  /**
   * Reads a report (CSV, PDF or a picture): the file given (dropped on the window, its bytes in Base64), else the one chosen in a
   * dialog; null when the dialog was closed. A file that was read before is refused with the day it was read.
   */
  'pelvic.report.read': act({ need: 'pelvic.write', input: z.strictObject({ file: z.strictObject({ name: z.string().min(1).max(200), base64: z.base64().max(14_000_000) }).optional() }), output: ReadReport.nullable() }),
  /** Looks once into the folder this workstation watches and reads every new report that is no longer being written. */
  'pelvic.report.watch': act({
    need: 'pelvic.write', input: z.null(),
    output: z.strictObject({ folder: Text, problem: Sentence.nullable(), read: z.array(ReadReport), refused: z.array(z.strictObject({ fileName: z.string(), problem: Sentence })) }),
  }),
  /** Reports by state or of one file, the latest read first. */
  'pelvic.report.list': read({
    need: 'pelvic.read', input: z.strictObject({ ...Paging, state: State.optional(), fileId: Id.optional() }),
    output: z.strictObject({
      total: z.int(),
      rows: z.array(z.strictObject({ id: z.string(), rev: z.int(), fileName: z.string(), format: Text, readDay: z.string(), measuredDay: Text, name: Text, number: Text, state: State, figures: z.int(), faults: Text, reason: Text, fileId: Text, fileNumber: Text, womanName: Text, assessmentId: Text })),
    }),
  }),
  /** One report with its original beside what was read of it, and whose it may be: nothing is assigned by itself. `fileId` is whose page it was read on. */
  'pelvic.report.open': read({
    need: 'pelvic.read', audited: true, input: z.strictObject({ id: Id, fileId: Id.optional() }),
    output: z.strictObject({
      id: z.string(), rev: z.int(), fileName: z.string(), mediaType: z.string(), format: Text, readDay: z.string(), measuredDay: Text, name: Text, birthDay: Text, number: Text, lifted: Lifted, faults: Text, state: State, reason: Text, fileId: Text, assessmentId: Text, voidedAt: Text,
      /** Lines of a text file as they stand in it; null for pages and pictures. */
      lines: z.array(z.array(z.string())).nullable(), candidates: z.array(Candidate),
      /** What it can be read by, with the instruments in use that write it. */
      formats: z.array(z.strictObject({ name: z.string(), devices: z.array(z.string()) })),
    }),
  }),
  /** Reads a report once more by the format a therapist chose: other figures, other name; what was decided of it is asked anew. */
  'pelvic.report.lift': act({ need: 'pelvic.write', input: z.strictObject({ id: Id, rev: z.int().min(0), format: z.string().trim().min(1).max(40) }), output: Saved }),
  /** The files of a woman who was looked for by hand. */
  'pelvic.report.filesOf': read({ need: 'pelvic.write', input: z.strictObject({ womanId: Id }), output: z.array(Candidate.omit({ by: true })) }),
  /** The file byte for byte as the instrument wrote it. */
  'pelvic.report.original': read({ need: 'pelvic.read', audited: true, input: z.strictObject({ id: Id }), output: z.strictObject({ fileName: z.string(), mediaType: z.string(), base64: z.string() }) }),
  /**
   * What a therapist makes of a report: its figures are used for an assessment of a file, it is kept there without them, or it is
   * not used. Where number, name or birth day do not agree with the file, a reason is asked for.
   */
  'pelvic.report.decide': write({
    need: 'pelvic.write', input: z.strictObject({ id: Id, rev: z.int().min(0), state: State, fileId: Id.nullable(), measuredDay: CalendarDay.nullable(), lifted: Lifted, reason: z.string().trim().min(2).max(200).nullable() }), output: Saved,
  }),
} as const
