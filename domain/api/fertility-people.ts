import { z } from 'zod'

const Text = z.string().nullable()
/** A grown person as the pages of this clinic name one; number and phone are masked for who may not see them. */
export const Adult = z.strictObject({ id: z.string(), name: Text, sex: z.string(), birthDay: Text, idNumber: Text, phone: Text, address: z.string() })
export type Adult = z.output<typeof Adult>

/** A rate with what it is counted over and the target, where there is one. */
export const Rate = z.strictObject({ numerator: z.int(), denominator: z.int(), percent: z.number().nullable(), target: z.number().nullable() })
export type Rate = z.output<typeof Rate>
