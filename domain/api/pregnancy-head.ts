import { z } from 'zod'
import { DATING_METHOD, PREGNANCY_STATE } from '../code/maternal-care.ts'
import { RISK_COLOUR } from '../code/maternal-risk.ts'
import type { Message } from '../message/message.ts'

const Text = z.string().nullable()

/**
 * What stands on top of every page of a pregnancy. `gestationDays` is today's while she is pregnant, else null; `dating`
 * is the sentence that decided the expected day, with its source.
 */
export const PregnancyHead = z.strictObject({
  pregnancyId: z.string(), womanId: z.string(), name: Text, birthDay: Text, idNumber: Text, phone: Text, address: z.string(), handbookNumber: Text,
  state: z.enum(PREGNANCY_STATE.values).nullable(), gravidity: z.int().nullable(), parity: z.int().nullable(), fetusCount: z.int().nullable(), bookedDay: Text, doctorName: Text,
  expectedDay: Text, startDay: Text, gestationDays: z.int().nullable(), datingMethod: z.enum(DATING_METHOD.values).nullable(),
  dating: z.strictObject({ reason: z.custom<Message>(value => typeof value === 'object' && value !== null), source: z.string() }).nullable(),
  riskColour: z.enum(RISK_COLOUR.values).nullable(), isPurple: z.boolean(), deliveredDay: Text,
})
export type PregnancyHead = z.output<typeof PregnancyHead>
