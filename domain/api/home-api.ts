import { z } from 'zod'
import type { Message } from '../message/message.ts'
import { read } from './define-api.ts'

/** `detail` is a sentence of the program, or words of the record. */
const Detail = z.union([z.string(), z.custom<Message>(value => typeof value === 'object' && value !== null)])
const WorkItem = z.strictObject({ id: z.string(), title: z.string(), detail: Detail, since: z.string() })
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
      /** Who has to come within a week, who did not come, and whose birth, home visit or 42-day check is late. */
      maternalDue: WorkList.nullable(), maternalOverdue: WorkList.nullable(), maternalLate: WorkList.nullable(),
      /** Whose results ask for a new assessment, and whose case is to be followed up. */
      riskAttention: WorkList.nullable(), riskFollowUps: WorkList.nullable(),
      /** Women at risk for whom something is overdue, births and stays beyond our level first. */
      riskDuties: WorkList.nullable(),
      /** Positive women of 两癌筛查 whose step is overdue. */
      cancerOverdue: WorkList.nullable(),
      /** Who was told to wait with the marriage and is to come back, and who is to be asked whether she takes her folic acid. */
      couplesToRecheck: WorkList.nullable(), folicAcidDue: WorkList.nullable(),
      /** Women after their 42-day check who are to be called first to the pelvic clinic. */
      pelvicInvitations: WorkList.nullable(),
      lastPackage: z.strictObject({ month: z.string(), sealed: z.boolean(), seq: z.int() }).nullable(),
      blanksInHand: z.int().nullable(), blanksInStock: z.int().nullable(),
      lastBackupAt: z.string().nullable(),
    }),
  }),
} as const
