import { z } from 'zod'
import { read } from './define-api.ts'

const WorkItem = z.strictObject({ id: z.string(), title: z.string(), detail: z.string(), since: z.string() })
const WorkList = z.strictObject({ total: z.int(), first: z.array(WorkItem) })

/** The day's work in one answer; a list the user may not see is null. */
export const homeApi = {
  'home.summary': read({
    need: 'signed-in', input: z.null(),
    output: z.strictObject({
      today: z.string(),
      /** Printed or interrupted: "印好了吗?" is waiting for an answer. */
      askPrinted: WorkList.nullable(),
      toRegister: WorkList.nullable(), toPrint: WorkList.nullable(), toSeal: WorkList.nullable(), toHandOver: WorkList.nullable(),
      referralsOverdue: WorkList.nullable(), referralsOpen: WorkList.nullable(),
      /** Children whose result or plan asks for something that is overdue, and whose contact has run out of its window. */
      childChains: WorkList.nullable(), childrenOverdue: WorkList.nullable(),
      /** Results of instruments that nobody has given to a child yet. */
      eyeResults: WorkList.nullable(),
      /** Women at risk for whom something is overdue, births and stays beyond our level first. */
      riskDuties: WorkList.nullable(),
      /** Positive women of 两癌筛查 whose step is overdue. */
      cancerOverdue: WorkList.nullable(),
      /** Women after their 42-day check who are to be called first to the pelvic clinic. */
      pelvicInvitations: WorkList.nullable(),
      lastPackage: z.strictObject({ month: z.string(), sealed: z.boolean(), seq: z.int() }).nullable(),
      blanksInHand: z.int().nullable(), blanksInStock: z.int().nullable(),
      lastBackupAt: z.string().nullable(),
    }),
  }),
} as const
