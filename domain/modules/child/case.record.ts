import { CHILD_CASE_KIND, FOLLOW_UP_PLAN } from '../../code/child-case.ts'
import { NUTRITION_STATUS } from '../../code/child-file.ts'
import { NEWBORN_COMPLICATION, PRETERM_CLASS, RISK_LEVEL } from '../../code/child-high-risk.ts'
import { CHILD_FEEDING } from '../../code/child-newborn-visit.ts'
import { ANAEMIA_DEGREE, CHILD_FILE_CLOSING, DISEASE_OUTCOME, RICKETS_STAGE } from '../../code/child-nutrition.ts'
import { code, codes, day, flag, number, ref, text } from '../../field/build.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'
import { childCaseRules } from './case.rules.ts'

const INTERNAL = { none: '本机构内部' } as const
const EXTENSION = { none: '高危儿专案没有国家数据集' } as const
const WITH_VISITS = { ext: ['nutrition_case'] } as const
type Values = Readonly<Record<string, unknown>>
const only = (...kinds: string[]) => ({ showIf: (row: Values) => kinds.includes(String(row.kind)), dependsOn: ['kind'] })

/**
 * 专案: the special file of a high-risk child (§8) or of a nutrition disease (§9.5, WS 376.4). Opened by the doctor, mostly
 * on the program's proposal; the closing fields are written by `child.case.close` alone. A case that comes again is a new
 * one that names the earlier.
 */
export const childCase = defineRecord({
  id: 'child.case', version: 1, table: 'child_case', title: '儿童专案', read: 'child.read', write: 'child.write', auditOpening: true,
  once: [{ fields: ['kind'], when: row => row.closedDay === null, says: ['kind', 'number', 'openedDay'], way: 'close', index: 'child_case_open_ix' }],
  fields: {
    fileId: ref({ label: '儿童保健档案', to: 'child.file', required: true, out: { none: '业务主键' } }),
    number: text({ label: '专案编号', maxLength: 20, list: true, out: 'HDSB01.04.001' }),
    kind: code({ label: '专案类别', codes: CHILD_CASE_KIND, required: true, list: true, out: { none: '营养性疾病因素类别由此项得出' } }),
    openedDay: day({ label: '建案日期', required: true, list: true, out: 'HDSB01.04.017' }),
    previousCaseId: ref({ label: '再次入案:上一专案', to: 'child.case', out: INTERNAL }),
    doctorName: text({ label: '责任医生', maxLength: 30, required: true, list: true, out: INTERNAL }),
    // Codes of the hospital's own list, which is a setting; the names are kept as they stood.
    factors: text({ label: '高危因素', maxLength: 1000, pii: 'health', out: EXTENSION, ...only('highRisk') }),
    factorNames: text({ label: '高危因素名称', maxLength: 3000, pii: 'health', out: EXTENSION, ...only('highRisk') }),
    riskLevel: code({ label: '高危程度', codes: RISK_LEVEL, list: true, out: EXTENSION, ...only('highRisk') }),
    complications: codes({ label: '新生儿并发症', codes: NEWBORN_COMPLICATION, pii: 'health', out: EXTENSION, ...only('highRisk') }),
    earlyComplication: flag({ label: '早期严重合并症', pii: 'health', out: EXTENSION, ...only('highRisk') }),
    feedingDifficulty: flag({ label: '喂养困难', pii: 'health', out: EXTENSION, ...only('highRisk') }),
    slowWeightGain: flag({ label: '体重增长缓慢', pii: 'health', out: EXTENSION, ...only('highRisk') }),
    pretermClass: code({ label: '早产儿分类', codes: PRETERM_CLASS, out: EXTENSION, ...only('highRisk') }),
    plan: code({ label: '随访计划', codes: FOLLOW_UP_PLAN, out: EXTENSION, ...only('highRisk') }),
    statuses: codes({ label: '建案时营养状况', codes: NUTRITION_STATUS, pii: 'health', out: WITH_VISITS, ...only('malnutrition', 'obesity') }),
    startWeightKg: number({ label: '建案时体重', unit: 'kg', decimals: 2, plausible: [0.3, 150], normal: [2, 60], out: WITH_VISITS }),
    startLengthCm: number({ label: '建案时身长(高)', unit: 'cm', decimals: 1, plausible: [20, 200], normal: [40, 140], out: WITH_VISITS }),
    startHaemoglobinGPerL: number({ label: '建案时血红蛋白', unit: 'g/L', plausible: [20, 250], normal: [60, 160], out: WITH_VISITS, ...only('anaemia') }),
    anaemiaDegree: code({ label: '建案时贫血程度', codes: ANAEMIA_DEGREE, pii: 'health', out: WITH_VISITS, ...only('anaemia') }),
    ricketsStage: code({ label: '建案时佝偻病分期', codes: RICKETS_STAGE, pii: 'health', out: WITH_VISITS, ...only('rickets') }),
    feeding: code({ label: '喂养方式', codes: CHILD_FEEDING, out: 'HDSB01.04.018' }),
    feedingHistory: text({ label: '喂养史', maxLength: 200, pii: 'health', out: WITH_VISITS }),
    cause: text({ label: '病因', maxLength: 200, pii: 'health', out: WITH_VISITS }),
    treatmentStartedDay: day({ label: '开始治疗日期', out: WITH_VISITS, help: '缺铁性贫血:开始补铁的日期,2~4周后提醒复查' }),
    treatment: text({ label: '治疗方案', maxLength: 200, pii: 'health', out: WITH_VISITS }),
    ironMgPerDay: number({ label: '元素铁', unit: 'mg/日', plausible: [0, 300], normal: [0, 30], out: WITH_VISITS, ...only('anaemia') }),
    planNote: text({ label: '管理计划', maxLength: 300, lines: 2, pii: 'health', out: INTERNAL }),
    basis: text({ label: '建案依据', maxLength: 300, pii: 'health', out: INTERNAL }),
    doctorNote: text({ label: '对建议的不同意见', maxLength: 200, pii: 'health', out: INTERNAL }),
    closedDay: day({ label: '结案日期', list: true, out: 'HDSB01.04.033' }),
    closingReason: code({ label: '结案原因', codes: CHILD_FILE_CLOSING, list: true, out: WITH_VISITS }),
    outcome: code({ label: '转归', codes: DISEASE_OUTCOME, out: 'HDSB01.04.030' }),
    closingDoctor: text({ label: '结案医生', maxLength: 30, out: 'HDSB01.04.032' }),
    closingNote: text({ label: '结案说明', maxLength: 300, lines: 2, pii: 'health', out: INTERNAL }),
  },
  sections: [
    { title: '专案', fields: ['fileId', 'kind', 'number', 'openedDay', 'doctorName', 'previousCaseId', 'basis', 'doctorNote'] },
    { title: '高危因素', fields: ['factors', 'factorNames', 'riskLevel', 'complications', 'earlyComplication', 'feedingDifficulty', 'slowWeightGain', 'pretermClass', 'plan'] },
    { title: '建案时情况', fields: ['statuses', 'startWeightKg', 'startLengthCm', 'startHaemoglobinGPerL', 'anaemiaDegree', 'ricketsStage', 'feeding', 'feedingHistory', 'cause'] },
    { title: '治疗与计划', fields: ['treatmentStartedDay', 'treatment', 'ironMgPerDay', 'planNote'] },
    { title: '结案', fields: ['closedDay', 'closingReason', 'outcome', 'closingDoctor', 'closingNote'] },
  ],
  rules: [childCaseRules],
})
export type ChildCase = Row<typeof childCase>
export type StoredChildCase = StoredRow<typeof childCase>
/** What the program finds when a case is saved, or numbers; nobody types it. */
export const CASE_COMPUTED = ['number', 'factorNames', 'riskLevel', 'pretermClass', 'anaemiaDegree'] as const satisfies readonly (keyof ChildCase)[]
/** What `child.case.close` writes. */
export const CASE_CLOSING = ['closedDay', 'closingReason', 'outcome', 'closingDoctor', 'closingNote'] as const satisfies readonly (keyof ChildCase)[]

/** 不采纳建议: the doctor's word that a proposed case is not opened, with why. Holds while the finding stays the same. */
export const childCaseDecline = defineRecord({
  id: 'child.caseDecline', version: 1, table: 'child_case_decline', title: '专案建议未采纳', read: 'child.read', write: 'child.write',
  fields: {
    fileId: ref({ label: '儿童保健档案', to: 'child.file', required: true, out: INTERNAL }),
    kind: code({ label: '专案类别', codes: CHILD_CASE_KIND, required: true, list: true, out: INTERNAL }),
    basis: text({ label: '依据', maxLength: 1000, required: true, out: INTERNAL }),
    day: day({ label: '日期', required: true, list: true, out: INTERNAL }),
    doctorName: text({ label: '医生', maxLength: 30, required: true, list: true, out: INTERNAL }),
    note: text({ label: '不采纳的理由', maxLength: 200, required: true, pii: 'health', out: INTERNAL }),
  },
  sections: [{ title: '未采纳', fields: ['fileId', 'kind', 'basis', 'day', 'doctorName', 'note'] }],
})
export type ChildCaseDecline = Row<typeof childCaseDecline>
export type StoredChildCaseDecline = StoredRow<typeof childCaseDecline>
