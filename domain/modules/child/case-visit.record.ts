import { CHILD_CASE_KIND } from '../../code/child-case.ts'
import { GROWTH_LEVEL, MEASURING_POSITION, NUTRITION_STATUS } from '../../code/child-file.ts'
import { NATIONAL_RICKETS_SIGN } from '../../code/child-national.ts'
import { CHILD_NONE_SOME } from '../../code/child-newborn-visit.ts'
import { ANAEMIA_DEGREE, RICKETS_STAGE, VITAMIN_D_LEVEL } from '../../code/child-nutrition.ts'
import { code, codes, day, flag, number, ref, text } from '../../field/build.ts'
import { block, message, warn } from '../../message/message.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'
import { visitRules } from './visit-common.rules.ts'

const OUT = { ext: ['nutrition_case'] } as const
const INTERNAL = { none: '本机构内部' } as const
type Values = Readonly<Record<string, unknown>>
const only = (...kinds: string[]) => ({ showIf: (row: Values) => kinds.includes(String(row.kind)), dependsOn: ['kind'] })
const referred = { showIf: (row: Values) => row.referral === '2', dependsOn: ['referral'] }

/** 专案随访: one follow-up of an open case, with both ages, what was measured and how it stands against the rules (§8, §9.5). */
export const childCaseVisit = defineRecord({
  id: 'child.caseVisit', version: 1, table: 'child_case_visit', title: '专案随访', read: 'child.read', write: 'child.write', auditOpening: true,
  fields: {
    fileId: ref({ label: '儿童保健档案', to: 'child.file', required: true, out: { none: '业务主键' } }),
    caseId: ref({ label: '专案', to: 'child.case', required: true, out: { none: '业务主键' } }),
    kind: code({ label: '专案类别', codes: CHILD_CASE_KIND, required: true, out: { none: '与专案相同' } }),
    visitDay: day({ label: '随诊日期', required: true, list: true, out: 'HDSB01.04.020' }),
    weightKg: number({ label: '体重', unit: 'kg', decimals: 2, plausible: [0.3, 150], normal: [2, 60], list: true, out: OUT }),
    lengthCm: number({ label: '身长(高)', unit: 'cm', decimals: 1, plausible: [20, 200], normal: [40, 140], list: true, out: OUT }),
    position: code({ label: '测量体位', codes: MEASURING_POSITION, out: OUT }),
    headCm: number({ label: '头围', unit: 'cm', decimals: 1, plausible: [15, 80], normal: [30, 56], out: OUT }),
    oedema: flag({ label: '水肿', pii: 'health', out: OUT }),
    haemoglobinGPerL: number({ label: '血红蛋白', unit: 'g/L', plausible: [20, 250], normal: [110, 160], list: true, out: OUT }),
    vitaminDNmolPerL: number({ label: '25-羟维生素D', unit: 'nmol/L', decimals: 1, plausible: [0, 1000], normal: [50, 250], out: OUT, ...only('rickets', 'highRisk') }),
    symptoms: text({ label: '症状', maxLength: 100, pii: 'health', out: 'HDSB01.04.022' }),
    signs: text({ label: '体征', maxLength: 100, pii: 'health', out: 'HDSB01.04.023' }),
    ricketsSigns: codes({ label: '佝偻病体征', codes: NATIONAL_RICKETS_SIGN, none: '01', pii: 'health', out: OUT, ...only('rickets') }),
    ricketsStage: code({ label: '佝偻病分期', codes: RICKETS_STAGE, pii: 'health', out: OUT, ...only('rickets') }),
    tests: text({ label: '辅助检查项目', maxLength: 100, pii: 'health', out: 'HDSB01.04.024' }),
    testResults: text({ label: '辅助检查结果', maxLength: 100, pii: 'health', out: 'HDSB01.04.025' }),
    developmentNormal: flag({ label: '发育评估正常', pii: 'health', out: OUT, ...only('highRisk') }),
    developmentNote: text({ label: '发育与神经检查', maxLength: 100, pii: 'health', out: OUT, ...only('highRisk') }),
    generalConditionGood: flag({ label: '一般状况良好', pii: 'health', out: OUT, ...only('malnutrition') }),
    courseCompleted: flag({ label: '补铁疗程已完成', out: OUT, ...only('anaemia') }),
    improved: flag({ label: '较前好转', pii: 'health', out: OUT, ...only('rickets') }),
    complicationSuspected: flag({ label: '怀疑疾病或并发症', pii: 'health', out: OUT, ...only('obesity') }),
    treatment: text({ label: '治疗', maxLength: 100, pii: 'health', out: { none: '并入处理及指导意见' } }),
    dose: text({ label: '剂量与用法', maxLength: 60, pii: 'health', out: { none: '并入处理及指导意见' } }),
    ironMgPerDay: number({ label: '元素铁', unit: 'mg/日', plausible: [0, 300], normal: [0, 30], out: OUT, ...only('anaemia') }),
    vitaminDIuPerDay: number({ label: '维生素D', unit: 'IU/日', plausible: [0, 300_000], normal: [0, 4000], out: OUT, ...only('rickets', 'highRisk') }),
    advice: text({ label: '指导', maxLength: 200, lines: 2, pii: 'health', out: 'HDSB01.04.026' }),
    referral: code({ label: '转诊', codes: CHILD_NONE_SOME, required: true, list: true, out: OUT }),
    referralReason: text({ label: '转诊原因', maxLength: 100, pii: 'health', out: OUT, ...referred }),
    referralInstitution: text({ label: '转诊机构及科室', maxLength: 70, out: OUT, ...referred }),
    referralResult: text({ label: '转诊结果', maxLength: 100, pii: 'health', out: OUT, ...referred }),
    nextVisitDay: day({ label: '预约日期', out: 'HDSB01.04.027' }),
    doctorName: text({ label: '检查人员', maxLength: 30, required: true, list: true, out: 'HDSB01.04.029' }),
    note: text({ label: '备注', maxLength: 300, lines: 2, pii: 'health', out: INTERNAL }),
    // Found by the program when the visit is saved; the doctor can disagree in a note.
    ageMonths: number({ label: '随诊月龄', unit: '月', plausible: [0, 96], list: true, out: 'HDSB01.04.021' }),
    correctedMonths: number({ label: '矫正月龄', unit: '月', plausible: [-5, 96], out: OUT }),
    weightGrade: code({ label: '年龄别体重', codes: GROWTH_LEVEL, out: OUT }),
    lengthGrade: code({ label: '年龄别身长(高)', codes: GROWTH_LEVEL, out: OUT }),
    weightForLengthGrade: code({ label: '身长(高)别体重', codes: GROWTH_LEVEL, out: OUT }),
    bmiGrade: code({ label: '年龄别BMI', codes: GROWTH_LEVEL, out: OUT }),
    headGrade: code({ label: '年龄别头围', codes: GROWTH_LEVEL, out: OUT }),
    nutrition: codes({ label: '营养状况', codes: NUTRITION_STATUS, list: true, pii: 'health', out: OUT }),
    evaluatedBy: text({ label: '评价标准与方法', maxLength: 60, out: OUT }),
    anaemiaDegree: code({ label: '贫血程度', codes: ANAEMIA_DEGREE, list: true, pii: 'health', out: OUT }),
    haemoglobinLimitGPerL: number({ label: '贫血界值(按海拔)', unit: 'g/L', decimals: 1, plausible: [20, 400], out: OUT }),
    vitaminDLevel: code({ label: '25-羟维生素D水平', codes: VITAMIN_D_LEVEL, out: OUT, ...only('rickets', 'highRisk') }),
    evaluationNote: text({ label: '对评价的不同意见', maxLength: 200, pii: 'health', out: INTERNAL }),
  },
  sections: [
    { title: '随诊', fields: ['fileId', 'caseId', 'kind', 'visitDay', 'doctorName'] },
    { title: '测量与检查', fields: ['weightKg', 'lengthCm', 'position', 'headCm', 'oedema', 'haemoglobinGPerL', 'vitaminDNmolPerL', 'symptoms', 'signs', 'ricketsSigns', 'ricketsStage', 'tests', 'testResults', 'developmentNormal', 'developmentNote', 'generalConditionGood', 'courseCompleted', 'improved', 'complicationSuspected'] },
    { title: '治疗与指导', fields: ['treatment', 'dose', 'ironMgPerDay', 'vitaminDIuPerDay', 'advice', 'referral', 'referralReason', 'referralInstitution', 'referralResult', 'nextVisitDay', 'note'] },
    { title: '评价', fields: ['ageMonths', 'correctedMonths', 'weightGrade', 'lengthGrade', 'weightForLengthGrade', 'bmiGrade', 'headGrade', 'nutrition', 'evaluatedBy', 'anaemiaDegree', 'haemoglobinLimitGPerL', 'vitaminDLevel', 'evaluationNote'] },
  ],
  rules: [
    visitRules,
    row => row.lengthCm !== null && row.position === null ? [block('position', message('childVisit.position', '请选择测量体位:2 岁以下卧位,2 岁起立位'))] : [],
    row => row.kind === 'anaemia' && row.haemoglobinGPerL === null ? [warn('haemoglobinGPerL', message('childCaseVisit.noHaemoglobin', '没有填写血红蛋白,本次不算复查'))] : [],
  ],
})
export type ChildCaseVisit = Row<typeof childCaseVisit>
export type StoredChildCaseVisit = StoredRow<typeof childCaseVisit>
/** What the program finds and nobody types. */
export const CASE_VISIT_COMPUTED = ['ageMonths', 'correctedMonths', 'weightGrade', 'lengthGrade', 'weightForLengthGrade', 'bmiGrade', 'headGrade', 'nutrition', 'evaluatedBy', 'anaemiaDegree', 'haemoglobinLimitGPerL', 'vitaminDLevel'] as const satisfies readonly (keyof ChildCaseVisit)[]
