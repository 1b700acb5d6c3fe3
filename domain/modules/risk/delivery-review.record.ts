import { day, ref, text } from '../../field/build.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'
import { futureIssues, INTERNAL, KEY } from './parts.ts'

/** 高危截留核查: why a woman of orange or red gave birth where her care is beyond the institution; it takes her from the alarm (maternal care note §7.2). */
export const riskDeliveryReview = defineRecord({
  id: 'risk.deliveryReview', version: 1, table: 'risk_delivery_review', title: '高危截留核查', read: 'maternal.read', write: 'maternal.assess', auditOpening: true, unborn: true,
  fields: {
    pregnancyId: ref({ label: '妊娠', to: 'pregnancy', required: true, out: KEY }),
    deliveryId: ref({ label: '分娩', to: 'delivery', required: true, out: KEY }),
    reviewedDay: day({ label: '核查日期', required: true, list: true, out: INTERNAL }),
    cause: text({ label: '在本机构分娩的原因', maxLength: 300, lines: 2, required: true, pii: 'health', list: true, out: INTERNAL }),
    consultation: text({ label: '转诊与会诊经过', maxLength: 500, lines: 3, required: true, pii: 'health', out: INTERNAL }),
    finding: text({ label: '核查意见', maxLength: 300, lines: 2, required: true, out: INTERNAL }),
    doctorName: text({ label: '核查医生', maxLength: 30, pii: 'name', required: true, list: true, out: INTERNAL }),
  },
  sections: [{ title: '核查', fields: ['pregnancyId', 'deliveryId', 'reviewedDay', 'cause', 'consultation', 'finding', 'doctorName'] }],
  rules: [(row, { today }) => futureIssues(today, { reviewedDay: row.reviewedDay })],
})
export type RiskDeliveryReview = Row<typeof riskDeliveryReview>
export type StoredRiskDeliveryReview = StoredRow<typeof riskDeliveryReview>
