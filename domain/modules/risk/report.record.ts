import { RISK_REPORT_WAY } from '../../code/risk-care.ts'
import { code, flag, minute, ref, text } from '../../field/build.ts'
import { block, message } from '../../message/message.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'
import { INTERNAL, KEY } from './parts.ts'

/** 《孕产妇妊娠风险评估分级报告单》: that an assessment of orange or red was reported, when, to whom and how (maternal care note §7). */
export const riskReport = defineRecord({
  id: 'risk.report', version: 1, table: 'risk_report', title: '妊娠风险评估分级报告单', read: 'maternal.read', write: 'maternal.write', auditOpening: true, unborn: true,
  fields: {
    pregnancyId: ref({ label: '妊娠', to: 'pregnancy', required: true, out: KEY }),
    assessmentId: ref({ label: '评估', to: 'risk.assessment', required: true, out: KEY }),
    sentAt: minute({ label: '报告时间', required: true, list: true, out: { ext: ['risk_assessment'] } }),
    way: code({ label: '报告方式', codes: RISK_REPORT_WAY, required: true, list: true, out: { ext: ['risk_assessment'] } }),
    receiver: text({ label: '报送机构', maxLength: 70, pii: 'name', required: true, list: true, out: { ext: ['risk_assessment'] }, help: '辖区妇幼保健机构' }),
    receivedBy: text({ label: '接收人', maxLength: 30, pii: 'name', out: INTERNAL }),
    sharedWith: text({ label: '同时通报', maxLength: 200, out: INTERNAL, help: '危重孕产妇救治中心、乡镇卫生院等' }),
    senderName: text({ label: '报告人', maxLength: 30, pii: 'name', required: true, list: true, out: { ext: ['risk_assessment'] } }),
    lateReason: text({ label: '逾期原因', maxLength: 200, out: INTERNAL }),
    number: text({ label: '报告单编号', maxLength: 20, pii: 'number', list: true, out: { ext: ['risk_assessment'] } }),
    isLate: flag({ label: '逾期报告', list: true, out: { ext: ['risk_assessment'] } }),
  },
  sections: [{ title: '分级报告', fields: ['pregnancyId', 'assessmentId', 'sentAt', 'way', 'receiver', 'receivedBy', 'sharedWith', 'senderName', 'lateReason', 'number', 'isLate'] }],
  rules: [(row, { now }) => row.sentAt > now ? [block('sentAt', message('riskReport.future', '报告时间不能晚于现在'))] : []],
})
export type RiskReport = Row<typeof riskReport>
export type StoredRiskReport = StoredRow<typeof riskReport>
