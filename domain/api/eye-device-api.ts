import { z } from 'zod'
import type { Message } from '../message/message.ts'
import { EYE_DEVICE_STATE } from '../code/eye-device.ts'
import { VISUAL_ACUITY } from '../code/visual-acuity.ts'
import { eyeVisit } from '../modules/eye/visit.record.ts'
import { DEVICE_MAPPING_IDS } from '../rule/eye/device-mappings.ts'
import { act, CalendarDay, emptySafeRow, Id, Paging, read, Saved, write } from './define-api.ts'

const Text = z.string().nullable()
const State = z.enum(EYE_DEVICE_STATE.values)
const Mapping = z.enum(DEVICE_MAPPING_IDS)
const Lens = z.strictObject({ sphereD: z.number(), cylinderD: z.number(), axisDegrees: z.number().nullable() }).nullable()
const Acuity = z.enum(VISUAL_ACUITY.values).nullable()
const perEye = <T extends z.ZodType>(one: T) => z.strictObject({ right: one, left: one })
const Reason = z.string().trim().min(2).max(300)

/** What a file of an instrument may have; more is no day's work of one. */
export const MOST_DEVICE_BYTES = 1_000_000

/** What came of a file. */
const ReadFile = z.strictObject({ deviceFileId: z.string(), fileName: z.string(), mapping: Mapping, encoding: z.string(), isFileKnown: z.boolean(), read: z.int(), added: z.int(), known: z.int(), matched: z.int(), waiting: z.int() })
const Sentence = z.custom<Message>(value => typeof value === 'object' && value !== null)

export const eyeDeviceApi = {
  /** The instruments whose files can be read, each with where its format is described. */
  'eye.device.mappings': read({ need: 'eye.read', input: z.null(), output: z.array(z.strictObject({ id: Mapping, title: z.string(), source: z.string(), isDocumented: z.boolean(), extensions: z.array(z.string()) })) }),
  /**
   * Reads an instrument's file: the one given (dropped on the window, its bytes in Base64), else the one chosen in a dialog; null when
   * the dialog was closed. Without `mapping` the format is recognised. What was read before is counted as `known` and not added.
   */
  'eye.device.read': act({
    need: 'eye.write', input: z.strictObject({ mapping: Mapping.optional(), file: z.strictObject({ name: z.string().min(1).max(200), base64: z.base64().max(1_500_000) }).optional() }),
    output: ReadFile.nullable(),
  }),
  /**
   * Looks once into the folders this workstation watches and reads every new file that is no longer being written; a file
   * that was read before is passed over, nothing in a folder is changed. Asked every few seconds by the pages of the clinic.
   */
  'eye.device.watch': act({
    need: 'eye.write', input: z.null(),
    output: z.strictObject({ folders: z.array(z.strictObject({ device: z.string(), folder: z.string(), problem: Sentence.nullable() })), read: z.array(ReadFile), refused: z.array(z.strictObject({ fileName: z.string(), problem: Sentence })) }),
  }),
  /** Results by state, the latest measured first; without a state those that wait for a child. */
  'eye.device.rows': read({
    need: 'eye.read', input: z.strictObject({ ...Paging, state: State.optional(), deviceFileId: Id.optional() }),
    output: z.strictObject({
      total: z.int(),
      rows: z.array(z.strictObject({
        id: z.string(), rev: z.int(), state: State, deviceFileId: z.string(), fileName: z.string(), device: z.string(), line: z.int(), raw: z.string(), faults: Text, reason: Text, name: Text, number: Text, birthDay: Text, measuredDay: Text,
        lens: perEye(Lens), vision: perEye(Acuity), pupilDistanceMm: z.number().nullable(), child: z.strictObject({ fileId: z.string(), fileNumber: Text, childName: Text, sex: z.string(), birthDay: Text }).nullable(), visitId: Text,
      })),
    }),
  }),
  /** The files that were read, the latest first, each with how many of its results wait for a child. */
  'eye.device.files': read({
    need: 'eye.read', input: z.strictObject(Paging),
    output: z.strictObject({ total: z.int(), rows: z.array(z.strictObject({ id: z.string(), fileName: z.string(), device: z.string(), encoding: z.string(), readDay: z.string(), lineCount: z.int(), waiting: z.int() })) }),
  }),
  /** A file as the instrument wrote it, byte for byte; whole document numbers may stand in it. */
  'eye.device.original': read({ need: 'eye.read', also: 'person.reveal', audited: true, input: z.strictObject({ id: Id }), output: z.strictObject({ fileName: z.string(), base64: z.string() }) }),
  /** What instruments measured of a child and no visit has taken over yet, as the beginning of a visit's row; nothing is saved by it. */
  'eye.device.offered': read({
    need: 'eye.write', audited: true, input: z.strictObject({ fileId: Id, visitDay: CalendarDay.optional() }),
    output: z.array(z.strictObject({ id: z.string(), rev: z.int(), device: z.string(), measuredDay: Text, faults: Text, row: emptySafeRow(eyeVisit) })),
  }),
  /** Says whose a result is. Where birth day or number do not agree, a reason is asked for. */
  'eye.device.assign': write({ need: 'eye.write', input: z.strictObject({ id: Id, rev: z.int().min(0), fileId: Id, reason: Reason.optional() }), output: Saved }),
  /** Marks a result as taken over by a visit of the same child. */
  'eye.device.use': write({ need: 'eye.write', input: z.strictObject({ id: Id, rev: z.int().min(0), visitId: Id }), output: Saved }),
  /** Puts a result aside; it stays readable with its reason. */
  'eye.device.dismiss': write({ need: 'eye.write', input: z.strictObject({ id: Id, rev: z.int().min(0), reason: Reason }), output: Saved }),
} as const
