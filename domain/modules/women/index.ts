import type { RecordDefinition } from '../../record/define.ts'
import { adolescentVisit } from './adolescent.record.ts'
import { cancerFollowUp, womenAttempt } from './cancer-follow-up.record.ts'
import { cancerScreening } from './cancer-screening.record.ts'
import { menopauseFile, menopauseVisit } from './menopause.record.ts'
import { screeningTarget } from './screening-target.record.ts'

/** Records of 两癌筛查, 更年期, 青少年. */
export const WOMEN_RECORDS = [cancerScreening, cancerFollowUp, womenAttempt, screeningTarget, menopauseFile, menopauseVisit, adolescentVisit] as const satisfies readonly RecordDefinition[]
