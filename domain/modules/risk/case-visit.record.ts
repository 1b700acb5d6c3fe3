import { RISK_CASE_OUTCOME, RISK_CONTACT } from '../../code/risk-care.ts'
import { code, day, number, ref, text } from '../../field/build.ts'
import { block, message } from '../../message/message.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'
import { futureIssues, IN_CASE, KEY } from './parts.ts'

/** One 追踪 of an open case: how she is and when she is asked again (maternal care note §7.1). */
export const riskCaseVisit = defineRecord({
  id: 'risk.caseVisit', version: 1, table: 'risk_case_visit', title: '高危专案追踪', read: 'maternal.read', write: 'maternal.write', auditOpening: true, unborn: true,
  fields: {
    pregnancyId: ref({ label: '妊娠', to: 'pregnancy', required: true, out: KEY }),
    caseId: ref({ label: '专案', to: 'risk.case', required: true, out: KEY }),
    visitDay: day({ label: '追踪日期', required: true, list: true, out: 'HDSB02.04.231' }),
    contact: code({ label: '追踪方式', codes: RISK_CONTACT, required: true, list: true, out: IN_CASE }),
    course: code({ label: '病情', codes: RISK_CASE_OUTCOME, list: true, pii: 'health', out: IN_CASE }),
    situation: text({ label: '情况', maxLength: 300, lines: 2, required: true, pii: 'health', list: true, out: IN_CASE }),
    symptoms: text({ label: '症状', maxLength: 100, pii: 'health', out: 'HDSB02.04.233' }),
    signs: text({ label: '体征', maxLength: 100, pii: 'health', out: 'HDSB02.04.234' }),
    tests: text({ label: '辅助检查', maxLength: 100, pii: 'health', out: 'HDSB02.04.235' }),
    advice: text({ label: '处理及指导', maxLength: 200, lines: 2, pii: 'health', out: 'HDSB02.04.236' }),
    nextDay: day({ label: '下次追踪日期', list: true, out: 'HDSB02.04.237' }),
    doctorName: text({ label: '追踪人员', maxLength: 30, pii: 'name', required: true, list: true, out: 'HDSB02.04.239' }),
    gestationDays: number({ label: '追踪孕周', unit: '天', plausible: [0, 330], list: true, out: 'HDSB02.04.232' }),
  },
  sections: [{ title: '追踪', fields: ['pregnancyId', 'caseId', 'visitDay', 'contact', 'course', 'situation', 'symptoms', 'signs', 'tests', 'advice', 'nextDay', 'doctorName', 'gestationDays'] }],
  rules: [
    (row, { today }) => futureIssues(today, { visitDay: row.visitDay }),
    row => row.nextDay && row.nextDay <= row.visitDay ? [block('nextDay', message('riskCaseVisit.nextBefore', '下次追踪日期应晚于本次追踪日期'))] : [],
  ],
})
export type RiskCaseVisit = Row<typeof riskCaseVisit>
export type StoredRiskCaseVisit = StoredRow<typeof riskCaseVisit>
