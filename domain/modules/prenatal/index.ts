import type { RecordDefinition } from '../../record/define.ts'
import { prenatalConsent } from './consent.record.ts'
import { prenatalDiagnosis } from './diagnosis.record.ts'
import { prenatalOutcome } from './outcome.record.ts'
import { prenatalAttempt, prenatalCounselling, prenatalRecall } from './recall.record.ts'
import { prenatalRemark } from './remark.record.ts'
import { prenatalRequest } from './request.record.ts'
import { prenatalResultFile, prenatalResultRow } from './result-file.record.ts'
import { prenatalResult } from './result.record.ts'
import { prenatalHandover, prenatalSample } from './sample.record.ts'
import { prenatalTarget } from './target.record.ts'

/** Records of 产前筛查: consent, request, sample, result, recall, diagnosis, outcome. */
export const PRENATAL_RECORDS = [
  prenatalConsent, prenatalRequest, prenatalHandover, prenatalSample, prenatalResult, prenatalResultFile, prenatalResultRow, prenatalRecall, prenatalAttempt, prenatalCounselling, prenatalDiagnosis, prenatalOutcome, prenatalTarget, prenatalRemark,
] as const satisfies readonly RecordDefinition[]
