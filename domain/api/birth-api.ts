import { z } from 'zod'
import { delivery } from '../modules/birth/delivery.record.ts'
import { newborn } from '../modules/birth/newborn.record.ts'
import { pregnancy } from '../modules/birth/pregnancy.record.ts'
import { staff } from '../modules/birth/staff.record.ts'
import { Confirmations, emptySafeRow, Id, Paging, read, recordApi, storedSchema, write } from './define-api.ts'

const NewbornDraft = z.strictObject({ id: Id.optional(), rev: z.int().optional(), row: emptySafeRow(newborn) })
export const DeliveryFile = z.strictObject({
  delivery: storedSchema(delivery), mother: z.strictObject({ id: z.string(), name: z.string().nullable(), birthDay: z.string().nullable(), idNumber: z.string().nullable() }),
  newborns: z.array(z.strictObject({ newborn: storedSchema(newborn), personName: z.string().nullable(), certificateNumber: z.string().nullable(), certificateState: z.string().nullable(), registrationId: z.string().nullable() })),
})

// A delivery and its newborns are written together by `delivery.register`, which holds the rules across them; a newborn
// saved by itself would come past the approval that a child with a certificate needs.
const { 'delivery.get': deliveryGet, 'delivery.history': deliveryHistory, 'delivery.void': deliveryVoid } = recordApi(delivery)
const { 'newborn.get': newbornGet, 'newborn.history': newbornHistory } = recordApi(newborn)

export const birthApi = {
  ...recordApi(staff), ...recordApi(pregnancy),
  'delivery.get': deliveryGet, 'delivery.history': deliveryHistory, 'delivery.void': deliveryVoid, 'newborn.get': newbornGet, 'newborn.history': newbornHistory,
  /** Active staff, for choosing an attendant or a doctor; `all` with those who left. */
  'staff.list': read({ need: 'signed-in', input: z.strictObject({ attendants: z.boolean().optional(), all: z.boolean().optional() }), output: z.array(storedSchema(staff)) }),
  /**
   * A delivery with all its newborns in one write: the mother is entered once, each live-born becomes a person.
   * Without `row.pregnancyId` a pregnancy is made; `deliveryId` and `personId` of the newborns are the core's to fill.
   */
  'delivery.register': write({
    need: 'birth.write',
    input: z.strictObject({ id: Id.optional(), rev: z.int().optional(), row: emptySafeRow(delivery), newborns: z.array(NewbornDraft).min(1).max(9), confirmations: Confirmations }),
    output: z.strictObject({ id: z.string(), rev: z.number(), newbornIds: z.array(z.string()) }),
  }),
  'delivery.file': read({ need: 'birth.read', audited: true, input: z.strictObject({ id: Id }), output: DeliveryFile }),
  'delivery.list': read({
    need: 'birth.read',
    input: z.strictObject({ ...Paging, motherId: Id.optional(), from: z.iso.date().optional(), to: z.iso.date().optional(), withoutCertificate: z.boolean().optional() }),
    output: z.strictObject({
      total: z.int(),
      rows: z.array(z.strictObject({
        deliveryId: z.string(), newbornId: z.string(), motherId: z.string(), motherName: z.string().nullable(), admissionNumber: z.string().nullable(), bornAt: z.string(), sex: z.string(),
        birthOrder: z.int(), fetusCount: z.int(), weightG: z.int(), gestationDays: z.int(), outcome: z.string(), babyName: z.string().nullable(),
        certificateNumber: z.string().nullable(), certificateState: z.string().nullable(), registrationId: z.string().nullable(),
      })),
    }),
  }),
} as const
