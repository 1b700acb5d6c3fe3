import { z } from 'zod'
import { DeviceSettings, ReaderSetting } from '../device/device-settings.ts'
import { PARENT_FACTS } from '../device/parent-facts.ts'
import { READ_FAILURES } from '../device/id-card.ts'
import type { FieldIssue, Message } from '../message/message.ts'
import { act, Id, Nothing, read } from './define-api.ts'

const Issue = z.custom<FieldIssue>(value => typeof value === 'object' && value !== null)
const Sentence = z.custom<Message>(value => typeof value === 'object' && value !== null)

/** A card as the screens get it. */
const Card = z.strictObject({
  name: z.string(), sex: z.string(), ethnicGroup: z.string().nullable(), birthDay: z.string(), address: z.string(), idNumber: z.string(), issuer: z.string(),
  validFrom: z.string().nullable(), validTo: z.string().nullable(), photo: z.string().nullable(),
})
const Difference = z.strictObject({ field: z.string(), card: z.string(), record: z.string().nullable() })

/** 身份核验 by a read card: what a form keeps of it is the method and the time, never the card. */
export const CardCheck = z.strictObject({ method: z.literal('readCard'), at: z.string(), issuer: z.string(), validTo: z.string().nullable() })

export const ParentCheckRow = z.strictObject({
  answer: z.enum(['right', 'wrong']), wrongLine: z.enum(PARENT_FACTS).nullable(), answeredBy: z.enum(['parent', 'clerk']), at: z.string(), byName: z.string(),
  /** The register was changed after the parent looked. */
  outdated: z.boolean(),
})
export type ParentCheckRow = z.infer<typeof ParentCheckRow>

/** What hangs on this workstation: scanner, ID card reader, the screen on the parent's side. */
export const deviceApi = {
  'device.settings': read({ need: 'signed-in', input: Nothing, output: DeviceSettings }),
  /** Kept in the data folder of this workstation; the audit says who changed it. */
  'device.saveSettings': act({ need: 'settings.write', input: DeviceSettings, output: Nothing }),

  /**
   * Reads the card on the reader and looks up its owner. Never writes a card anywhere; what differs from the record is
   * for the clerk to choose. A failed reading answers `failure` with its sentence: it is no error of the program.
   */
  'device.readCard': act({
    need: 'person.read', audited: true, input: Nothing,
    output: z.discriminatedUnion('outcome', [
      z.strictObject({
        outcome: z.literal('read'), card: Card, issues: z.array(Issue), check: CardCheck,
        person: z.strictObject({ id: z.string(), name: z.string().nullable(), differences: z.array(Difference) }).nullable(),
      }),
      z.strictObject({ outcome: z.literal('failed'), kind: z.enum(READ_FAILURES), message: Sentence }),
    ]),
  }),
  'device.cancelReading': act({ need: 'person.read', input: Nothing, output: Nothing }),
  /** 测试 on the settings page, with what is typed there: which facts came, and how long it took. Nothing of the card itself is answered. */
  'device.testReader': act({
    need: 'settings.write', input: z.strictObject({ reader: ReaderSetting }),
    output: z.discriminatedUnion('outcome', [
      z.strictObject({ outcome: z.literal('read'), tookMs: z.int(), found: z.array(z.string()), missing: z.array(z.string()), issues: z.array(Issue) }),
      z.strictObject({ outcome: z.literal('failed'), tookMs: z.int(), kind: z.enum(READ_FAILURES), message: Sentence }),
    ]),
  }),

  /** Opens the parent's screen idle or closes it. */
  'device.openScreen': act({ need: 'signed-in', input: z.strictObject({ open: z.boolean() }), output: z.strictObject({ open: z.boolean() }) }),
  'device.screenState': read({ need: 'signed-in', input: Nothing, output: z.strictObject({ open: z.boolean(), displays: z.int() }) }),
  /**
   * Shows the six facts of the saved register to the parent and waits for 正确 or 有误; the answer is noted beside the
   * register with its time. `closed`: nobody answered (taken away, window closed, time over), nothing was noted.
   */
  'device.askParent': act({
    need: 'certificate.register', audited: true, input: z.strictObject({ newbornId: Id }),
    output: z.strictObject({ outcome: z.enum(['right', 'wrong', 'closed']), wrongLine: z.enum(PARENT_FACTS).nullable() }),
  }),
  /** The clerk answers for the parent (by key), or takes the facts off the screen with null. */
  'device.answerForParent': act({
    need: 'certificate.register', input: z.strictObject({ answer: z.enum(['right', 'wrong']).nullable(), wrongLine: z.enum(PARENT_FACTS).optional() }), output: z.strictObject({ taken: z.boolean() }),
  }),
  /** What parents answered about this child's register, newest first. */
  'device.parentChecks': read({ need: 'certificate.read', input: z.strictObject({ newbornId: Id }), output: z.array(ParentCheckRow) }),
} as const
