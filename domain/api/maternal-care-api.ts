import { z } from 'zod'
import { pregnancy } from '../modules/birth/pregnancy.record.ts'
import { Id, read, storedSchema } from './define-api.ts'
import { PregnancyHead } from './pregnancy-head.ts'

/** 孕产保健: booking, visits before and after birth, the 42-day check. */
export const maternalCareApi = {
  /** One pregnancy: its head and its own row; what a clinic knows of it is asked by that clinic's own call. */
  'pregnancy.open': read({ need: 'maternal.read', audited: true, input: z.strictObject({ pregnancyId: Id }), output: z.strictObject({ head: PregnancyHead, pregnancy: storedSchema(pregnancy) }) }),
} as const
