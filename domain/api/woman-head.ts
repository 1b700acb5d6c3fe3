import { z } from 'zod'

const Text = z.string().nullable()

/** Who a record of a woman belongs to: numbers masked for whoever may not see them. */
export const WomanHead = z.strictObject({ womanId: z.string(), name: Text, sex: z.string(), birthDay: Text, idNumber: Text, phone: Text, address: z.string() })
export type WomanHead = z.infer<typeof WomanHead>
