import { RISK_COLOUR } from '../../code/maternal-risk.ts'
import { HIGH_RISK_FACTOR, RISK_CASE_OUTCOME } from '../../code/risk-care.ts'
import { code, codes, day, flag, number, ref, text } from '../../field/build.ts'
import { block, message } from '../../message/message.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'
import { futureIssues, IN_CASE, INTERNAL, KEY } from './parts.ts'

/**
 * 高危专案 of orange, red and purple (maternal care note §7.1): opened from a confirmed assessment, one open case a
 * pregnancy. Dating, 孕次 and 产次 are the pregnancy's; the colour is the one it was opened with. `risk.case.close` alone
 * writes the closing.
 */
export const riskCase = defineRecord({
  id: 'risk.case', version: 1, table: 'risk_case', title: '高危孕产妇专案', read: 'maternal.read', write: 'maternal.write', auditOpening: true, unborn: true,
  fields: {
    pregnancyId: ref({ label: '妊娠', to: 'pregnancy', required: true, out: KEY }),
    assessmentId: ref({ label: '建案评估', to: 'risk.assessment', required: true, out: KEY }),
    number: text({ label: '专案号', maxLength: 20, pii: 'number', list: true, out: 'HDSB02.04.223' }),
    openedDay: day({ label: '建案日期', required: true, list: true, out: IN_CASE }),
    colour: code({ label: '建案时风险颜色', codes: RISK_COLOUR, list: true, pii: 'health', out: IN_CASE }),
    isPurple: flag({ label: '建案时传染病(紫色)', pii: 'health', out: IN_CASE }),
    factors: codes({ label: '高危因素', codes: HIGH_RISK_FACTOR, pii: 'health', out: IN_CASE }),
    doctorName: text({ label: '责任医生', maxLength: 30, pii: 'name', required: true, list: true, out: IN_CASE }),
    township: text({ label: '管理乡镇(机构)', maxLength: 70, pii: 'address', list: true, out: IN_CASE }),
    villageDoctor: text({ label: '村医', maxLength: 30, pii: 'name', out: IN_CASE }),
    followUpDays: number({ label: '追踪间隔', unit: '天', plausible: [1, 60], normal: [3, 31], out: IN_CASE, help: '空着按颜色的间隔;紫色按病种要求填写' }),
    symptoms: text({ label: '症状', maxLength: 100, lines: 2, pii: 'health', out: 'HDSB02.04.233' }),
    signs: text({ label: '体征', maxLength: 100, lines: 2, pii: 'health', out: 'HDSB02.04.234' }),
    tests: text({ label: '辅助检查', maxLength: 100, lines: 2, pii: 'health', out: 'HDSB02.04.235' }),
    advice: text({ label: '处理及指导', maxLength: 200, lines: 2, pii: 'health', out: 'HDSB02.04.236' }),
    consultation: text({ label: '会诊', maxLength: 500, lines: 3, pii: 'health', out: IN_CASE }),
    rescue: text({ label: '救治', maxLength: 500, lines: 3, pii: 'health', out: IN_CASE }),
    referrals: text({ label: '转诊记录', maxLength: 300, lines: 2, pii: 'health', out: IN_CASE, help: '危重转诊单自动列在专案页,此处写其他转诊' }),
    note: text({ label: '备注', maxLength: 300, lines: 2, pii: 'health', out: INTERNAL }),
    closedDay: day({ label: '结案日期', list: true, out: 'HDSB02.04.243' }),
    outcome: code({ label: '转归', codes: RISK_CASE_OUTCOME, list: true, pii: 'health', out: IN_CASE }),
    handedTo: text({ label: '转交', maxLength: 70, out: IN_CASE, help: '产后42天仍需随访的,写明转交的专科(盆底、内科、感染等)' }),
    closingDoctor: text({ label: '结案医生', maxLength: 30, pii: 'name', out: 'HDSB02.04.242' }),
    closingNote: text({ label: '结案说明', maxLength: 300, lines: 2, pii: 'health', out: INTERNAL }),
  },
  sections: [
    { title: '专案', fields: ['pregnancyId', 'assessmentId', 'number', 'openedDay', 'colour', 'isPurple', 'factors', 'doctorName', 'township', 'villageDoctor', 'followUpDays'] },
    { title: '情况与处理', fields: ['symptoms', 'signs', 'tests', 'advice', 'consultation', 'rescue', 'referrals', 'note'] },
    { title: '结案', fields: ['closedDay', 'outcome', 'handedTo', 'closingDoctor', 'closingNote'] },
  ],
  rules: [
    (row, { today }) => futureIssues(today, { openedDay: row.openedDay, closedDay: row.closedDay }),
    row => row.closedDay && row.closedDay < row.openedDay ? [block('closedDay', message('riskCase.closedBefore', '结案日期不能早于建案日期 {{day}}', { day: row.openedDay }))] : [],
    row => row.closedDay && !row.outcome ? [block('outcome', message('riskCase.outcome', '结案请选择转归'))] : [],
  ],
})
export type RiskCase = Row<typeof riskCase>
export type StoredRiskCase = StoredRow<typeof riskCase>
/** What `risk.case.close` writes. */
export const RISK_CASE_CLOSING = ['closedDay', 'outcome', 'handedTo', 'closingDoctor', 'closingNote'] as const satisfies readonly (keyof RiskCase)[]
/** What the program gives a case. */
export const RISK_CASE_COMPUTED = ['number', 'colour', 'isPurple'] as const satisfies readonly (keyof RiskCase)[]
