import type { riskAssessment } from '../../../../domain/modules/risk/assessment.record.ts'
import type { riskCase } from '../../../../domain/modules/risk/case.record.ts'
import type { riskCaseVisit } from '../../../../domain/modules/risk/case-visit.record.ts'
import type { riskDeliveryReview } from '../../../../domain/modules/risk/delivery-review.record.ts'
import type { riskNearMiss } from '../../../../domain/modules/risk/near-miss.record.ts'
import type { riskReport } from '../../../../domain/modules/risk/report.record.ts'
import type { riskScreening } from '../../../../domain/modules/risk/screening.record.ts'
import type { RiskColour } from '../../../../domain/code/maternal-risk.ts'
import type { Day } from '../../../../domain/time/day.ts'
import type { RecordTable } from './record-table.ts'

/** Tables of risk. */
export type RiskTables = {
  riskScreening: RecordTable<typeof riskScreening>
  riskAssessment: RecordTable<typeof riskAssessment>
  riskReport: RecordTable<typeof riskReport>
  riskCase: RecordTable<typeof riskCase>
  riskCaseVisit: RecordTable<typeof riskCaseVisit>
  riskDeliveryReview: RecordTable<typeof riskDeliveryReview>
  riskNearMiss: RecordTable<typeof riskNearMiss>
  /** From which day on what is known would give a higher colour than the last confirmed assessment, also days to come; kept by `refreshRiskAttention`. */
  riskAttention: { pregnancyId: string; sinceDay: Day; colour: RiskColour; isPurple: 0 | 1; reasons: string }
  /** Whose line does not follow the present criteria yet. */
  riskAttentionStale: { pregnancyId: string }
}
