import type { RecordDefinition } from '../../record/define.ts'
import { riskAssessment } from './assessment.record.ts'
import { riskCase } from './case.record.ts'
import { riskCaseVisit } from './case-visit.record.ts'
import { riskDeliveryReview } from './delivery-review.record.ts'
import { riskNearMiss } from './near-miss.record.ts'
import { riskReport } from './report.record.ts'
import { riskScreening } from './screening.record.ts'

/** Records of 妊娠风险: screening, assessment, cases of high risk. */
export const RISK_RECORDS = [riskScreening, riskAssessment, riskReport, riskCase, riskCaseVisit, riskDeliveryReview, riskNearMiss] as const satisfies readonly RecordDefinition[]
