import { RISK_COLOUR } from '../../code/maternal-risk.ts'
import { code, day, flag, number, ref, text } from '../../field/build.ts'
import { block, message } from '../../message/message.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'
import { futureIssues, IN_SCREENING, INTERNAL, KEY } from './parts.ts'

type Values = Readonly<Record<string, unknown>>
const answered = { showIf: (row: Values): boolean => row.feedbackDay !== null && row.feedbackDay !== undefined, dependsOn: ['feedbackDay'] }
const positive = { showIf: (row: Values): boolean => row.items !== null && row.items !== undefined, dependsOn: ['items'] }

/**
 * 《孕产妇妊娠风险筛查表》 with, when an item is positive, 《妊娠风险筛查阳性孕产妇转诊单》 and what came back (maternal
 * care note §5). The items are confirmed by the provider; their ids and words are kept as they stood.
 */
export const riskScreening = defineRecord({
  id: 'risk.screening', version: 1, table: 'risk_screening', title: '妊娠风险筛查', read: 'maternal.read', write: 'maternal.write', auditOpening: true, unborn: true,
  fields: {
    pregnancyId: ref({ label: '妊娠', to: 'pregnancy', required: true, out: KEY }),
    screenedDay: day({ label: '筛查日期', required: true, list: true, out: IN_SCREENING }),
    institution: text({ label: '筛查机构', maxLength: 70, out: IN_SCREENING }),
    screenerName: text({ label: '筛查人员', maxLength: 30, pii: 'name', required: true, list: true, out: IN_SCREENING }),
    items: text({ label: '阳性项目编号', maxLength: 600, pii: 'health', out: IN_SCREENING }),
    otherText: text({ label: '阳性项目说明', maxLength: 300, lines: 2, pii: 'health', out: IN_SCREENING, ...positive }),
    referredDay: day({ label: '转诊日期', list: true, out: IN_SCREENING, ...positive }),
    referredTo: text({ label: '转往评估机构', maxLength: 70, list: true, out: IN_SCREENING, ...positive }),
    feedbackDay: day({ label: '评估结果反馈日期', list: true, out: IN_SCREENING, help: '外院评估后反馈的结果;本院评估的不必填', ...positive }),
    feedbackColour: code({ label: '反馈的风险颜色', codes: RISK_COLOUR, pii: 'health', out: IN_SCREENING, ...answered }),
    feedbackInstitution: text({ label: '评估机构', maxLength: 70, out: IN_SCREENING, ...answered }),
    feedbackDoctor: text({ label: '评估医生', maxLength: 30, pii: 'name', out: IN_SCREENING, ...answered }),
    feedbackText: text({ label: '评估结果与处理意见', maxLength: 300, lines: 2, pii: 'health', out: IN_SCREENING, ...answered }),
    note: text({ label: '备注', maxLength: 300, lines: 2, pii: 'health', out: INTERNAL }),
    // Found by the program.
    number: text({ label: '筛查单编号', maxLength: 20, pii: 'number', list: true, out: KEY }),
    itemTexts: text({ label: '阳性项目', maxLength: 6000, lines: 6, pii: 'health', out: IN_SCREENING }),
    tableName: text({ label: '评估标准版本', maxLength: 60, out: IN_SCREENING }),
    gestationDays: number({ label: '筛查孕周', unit: '天', plausible: [0, 330], out: IN_SCREENING }),
    isPositive: flag({ label: '筛查阳性', list: true, pii: 'health', out: IN_SCREENING }),
    dueDay: day({ label: '评估期限', list: true, out: IN_SCREENING }),
  },
  sections: [
    { title: '筛查', fields: ['pregnancyId', 'screenedDay', 'institution', 'screenerName', 'items', 'otherText', 'note'] },
    { title: '阳性转诊与反馈', fields: ['referredDay', 'referredTo', 'feedbackDay', 'feedbackColour', 'feedbackInstitution', 'feedbackDoctor', 'feedbackText'] },
    { title: '程序得出', fields: ['number', 'itemTexts', 'tableName', 'gestationDays', 'isPositive', 'dueDay'] },
  ],
  rules: [
    (row, { today }) => futureIssues(today, { screenedDay: row.screenedDay, referredDay: row.referredDay, feedbackDay: row.feedbackDay }),
    row => row.referredDay && row.referredDay < row.screenedDay ? [block('referredDay', message('riskScreening.referredBefore', '转诊日期不能早于筛查日期'))] : [],
    row => row.referredDay && !row.referredTo ? [block('referredTo', message('riskScreening.referredTo', '请填写转往的评估机构'))] : [],
    row => row.feedbackDay && row.feedbackDay < row.screenedDay ? [block('feedbackDay', message('riskScreening.feedbackBefore', '反馈日期不能早于筛查日期'))] : [],
    row => row.feedbackDay && !row.feedbackColour ? [block('feedbackColour', message('riskScreening.feedbackColour', '登记反馈请选择评估得出的风险颜色'))] : [],
    row => row.feedbackDay && !row.feedbackInstitution ? [block('feedbackInstitution', message('riskScreening.feedbackInstitution', '登记反馈请填写评估机构'))] : [],
  ],
})
export type RiskScreening = Row<typeof riskScreening>
export type StoredRiskScreening = StoredRow<typeof riskScreening>
