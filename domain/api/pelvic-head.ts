import { z } from 'zod'
import { PELVIC_FILE_STATE } from '../code/pelvic-care.ts'
import { WomanHead } from './woman-head.ts'

const Text = z.string().nullable()

/** What stands on top of every page of a pelvic file; `daysAfter` is today's, counted from the last delivery. */
export const PelvicHead = WomanHead.extend({
  fileId: z.string(), number: Text, state: z.enum(PELVIC_FILE_STATE.values), openedDay: z.string(), deliveryDay: Text, daysAfter: z.int().nullable(),
  hasNoUterus: z.boolean(), hasImplant: z.boolean(), hasNeverHadIntercourse: z.boolean(),
})
export type PelvicHead = z.infer<typeof PelvicHead>
