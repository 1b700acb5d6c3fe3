import type { RecordDefinition } from '../../record/define.ts'
import { maternalAttempt } from './attempt.record.ts'
import { maternalFirst } from './first.record.ts'
import { postpartumCheck } from './postpartum-check.record.ts'
import { postpartumVisit } from './postpartum-visit.record.ts'
import { redating } from './redating.record.ts'
import { maternalVisit } from './visit.record.ts'

/** Records of 孕产保健: booking, visits before and after birth, the 42-day check. */
export const MATERNAL_RECORDS = [maternalFirst, maternalVisit, postpartumVisit, postpartumCheck, redating, maternalAttempt] as const satisfies readonly RecordDefinition[]
