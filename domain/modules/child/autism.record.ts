import { AUTISM_CLOSE_REASON, AUTISM_DIAGNOSIS, AUTISM_EFFECT, AUTISM_STATE, AUTISM_STEP, type AutismStepKind, INTERVENTION_PLACE, RESCREENING_RESULT } from '../../code/child-autism.ts'
import { block, message } from '../../message/message.ts'
import { code, day, flag, number, ref, text } from '../../field/build.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'
import { autismRules, autismStepRules, courseDays, fewHours } from './autism.rules.ts'

const OUT = { none: '发育与孤独症筛查没有国家数据集' } as const
const INTERNAL = { none: '本机构内部' } as const
const KEY = { none: '业务主键' } as const
const ICD10 = /^[A-Z]\d{2}(\.\d{1,3})?$/

/**
 * 孤独症管理: one way of a child through the chain, from an abnormal first screening to its end. What the steps say (state,
 * days, results) is written by the steps alone; typed here are referrals, reports and intervention (§7).
 */
export const childAutism = defineRecord({
  id: 'child.autism', version: 1, table: 'child_autism', title: '孤独症筛查与管理', read: 'child.read', write: 'child.write', auditOpening: true,
  once: [{ fields: [], lasts: courseDays, says: ['firstAbnormalDay', 'state'], way: 'undo', index: 'child_autism_open_ix' }],
  fields: {
    fileId: ref({ label: '儿童保健档案', to: 'child.file', required: true, out: KEY }),
    startState: code({ label: '开始前状态', codes: AUTISM_STATE, required: true, out: INTERNAL }),
    state: code({ label: '状态', codes: AUTISM_STATE, required: true, list: true, out: OUT }),
    sinceDay: day({ label: '状态起始日期', required: true, list: true, out: OUT }),
    firstAbnormalDay: day({ label: '初筛异常日期', required: true, list: true, out: OUT }),
    firstAbnormalReason: text({ label: '初筛异常表现', maxLength: 300, required: true, pii: 'health', out: OUT }),
    firstReferralNumber: text({ label: '初筛转诊单号', maxLength: 20, out: INTERNAL }),
    firstReferralDay: day({ label: '初筛转诊日期', out: OUT }),
    firstReferralTo: text({ label: '初筛转往机构', maxLength: 70, out: OUT }),
    rescreenDay: day({ label: '复筛日期', out: OUT }),
    rescreeningResult: code({ label: '复筛结论', codes: RESCREENING_RESULT, list: true, pii: 'health', out: OUT }),
    diagnosisReferralNumber: text({ label: '复筛转诊单号', maxLength: 20, out: INTERNAL }),
    diagnosisReferralDay: day({ label: '复筛转诊日期', out: OUT }),
    diagnosisReferralTo: text({ label: '诊断机构', maxLength: 70, out: OUT }),
    reportedDay: day({ label: '上报日期', out: INTERNAL }),
    feedbackDay: day({ label: '反馈基层日期', out: INTERNAL }),
    diagnosisDay: day({ label: '诊断日期', out: OUT }),
    diagnosis: code({ label: '诊断结果', codes: AUTISM_DIAGNOSIS, list: true, pii: 'health', out: OUT }),
    icd10: text({ label: 'ICD-10 编码', maxLength: 8, pattern: ICD10, pii: 'health', out: OUT }),
    carsTotal: number({ label: 'CARS 总分', unit: '分', decimals: 1, plausible: [15, 60], pii: 'health', out: OUT }),
    interventionStartDay: day({ label: '开始干预日期', out: OUT }),
    interventionPlace: code({ label: '干预场所', codes: INTERVENTION_PLACE, out: OUT }),
    interventionHoursPerWeek: number({ label: '每周干预', unit: '小时', decimals: 1, plausible: [0, 168], out: OUT }),
    interventionInstitution: text({ label: '干预机构', maxLength: 70, out: OUT }),
    lostReason: text({ label: '失访经过', maxLength: 300, pii: 'health', out: INTERNAL }),
    lostAttempts: number({ label: '失访前联系', unit: '次', plausible: [0, 999], out: INTERNAL }),
    closedDay: day({ label: '结案日期', out: OUT }),
    closeReason: code({ label: '结案原因', codes: AUTISM_CLOSE_REASON, out: OUT }),
    doctorName: text({ label: '专案医生', maxLength: 30, list: true, out: OUT }),
    disagreement: text({ label: '对自动结论的不同意见', maxLength: 200, pii: 'health', out: INTERNAL }),
    note: text({ label: '备注', maxLength: 300, lines: 2, pii: 'health', out: INTERNAL }),
  },
  sections: [
    { title: '状态', fields: ['fileId', 'startState', 'state', 'sinceDay', 'firstAbnormalDay', 'firstAbnormalReason', 'rescreenDay', 'rescreeningResult', 'diagnosisDay', 'diagnosis', 'icd10', 'carsTotal', 'lostReason', 'lostAttempts', 'closedDay', 'closeReason'] },
    { title: '初筛转诊', fields: ['firstReferralNumber', 'firstReferralDay', 'firstReferralTo'] },
    { title: '复筛转诊与报告', fields: ['diagnosisReferralNumber', 'diagnosisReferralDay', 'diagnosisReferralTo', 'reportedDay', 'feedbackDay'] },
    { title: '干预', fields: ['interventionStartDay', 'interventionPlace', 'interventionHoursPerWeek', 'interventionInstitution'] },
    { title: '专案', fields: ['doctorName', 'disagreement', 'note'] },
  ],
  rules: [autismRules],
})
export type ChildAutism = Row<typeof childAutism>
export type StoredChildAutism = StoredRow<typeof childAutism>
/** What a clerk writes on the course itself; everything else comes from its steps. */
export const COURSE_TYPED = ['firstReferralDay', 'firstReferralTo', 'diagnosisReferralDay', 'diagnosisReferralTo', 'reportedDay', 'feedbackDay', 'interventionStartDay', 'interventionPlace', 'interventionHoursPerWeek', 'interventionInstitution', 'doctorName', 'disagreement', 'note'] as const satisfies readonly (keyof ChildAutism)[]

const at = (...kinds: AutismStepKind[]) => ({ showIf: (row: Readonly<Record<string, unknown>>): boolean => kinds.includes(row.kind as AutismStepKind), dependsOn: ['kind'] })

/** One step of a course, as it was taken: the states and reminders are always found from these. */
export const childAutismStep = defineRecord({
  id: 'child.autismStep', version: 1, table: 'child_autism_step', title: '孤独症管理步骤', read: 'child.read', write: 'child.write', auditOpening: true,
  fields: {
    fileId: ref({ label: '儿童保健档案', to: 'child.file', required: true, out: KEY }),
    autismId: ref({ label: '孤独症管理', to: 'child.autism', out: KEY }),
    kind: code({ label: '步骤', codes: AUTISM_STEP, required: true, list: true, out: OUT }),
    day: day({ label: '日期', required: true, list: true, out: OUT }),
    visitId: ref({ label: '初筛的健康检查', to: 'child.visit', out: KEY, ...at('firstScreening') }),
    reason: text({ label: '表现或经过', maxLength: 300, lines: 2, pii: 'health', out: OUT, ...at('firstScreening', 'lost') }),
    observedProblem: flag({ label: '病史询问或行为观察有语言、交流、刻板行为或兴趣狭窄问题', pii: 'health', out: OUT, ...at('rescreening') }),
    observation: text({ label: '病史与观察所见', maxLength: 300, lines: 2, pii: 'health', out: OUT, ...at('rescreening') }),
    developmentId: ref({ label: '儿心量表-Ⅱ', to: 'child.scale', out: KEY, ...at('rescreening') }),
    mchatId: ref({ label: 'M-CHAT', to: 'child.scale', out: KEY, ...at('rescreening') }),
    abcId: ref({ label: 'ABC', to: 'child.scale', out: KEY, ...at('rescreening') }),
    rescreeningResult: code({ label: '复筛结论', codes: RESCREENING_RESULT, pii: 'health', out: OUT, ...at('rescreening') }),
    diagnosis: code({ label: '诊断结果', codes: AUTISM_DIAGNOSIS, pii: 'health', out: OUT, ...at('diagnosis') }),
    icd10: text({ label: 'ICD-10 编码', maxLength: 8, pattern: ICD10, pii: 'health', out: OUT, ...at('diagnosis') }),
    carsId: ref({ label: 'CARS', to: 'child.scale', out: KEY, ...at('diagnosis') }),
    institution: text({ label: '机构', maxLength: 70, out: OUT, ...at('rescreeningBegun', 'rescreening', 'diagnosis', 'firstScreening') }),
    closeReason: code({ label: '结案原因', codes: AUTISM_CLOSE_REASON, out: OUT, ...at('closed') }),
    attempts: number({ label: '联系次数', unit: '次', plausible: [0, 999], out: INTERNAL, ...at('lost') }),
    fromState: code({ label: '原状态', codes: AUTISM_STATE, out: INTERNAL }),
    toState: code({ label: '新状态', codes: AUTISM_STATE, list: true, out: INTERNAL }),
    basis: text({ label: '判定依据', maxLength: 300, out: INTERNAL, ...at('firstScreening', 'rescreening') }),
    doctorName: text({ label: '医生', maxLength: 30, required: true, list: true, out: OUT }),
    disagreement: text({ label: '对自动结论的不同意见', maxLength: 200, pii: 'health', out: INTERNAL }),
    note: text({ label: '备注', maxLength: 300, pii: 'health', out: INTERNAL }),
  },
  sections: [
    { title: '步骤', fields: ['fileId', 'autismId', 'kind', 'day', 'doctorName', 'institution'] },
    { title: '内容', fields: ['visitId', 'reason', 'observedProblem', 'observation', 'developmentId', 'mchatId', 'abcId', 'rescreeningResult', 'diagnosis', 'icd10', 'carsId', 'closeReason', 'attempts', 'fromState', 'toState', 'basis', 'disagreement', 'note'] },
  ],
  rules: [autismStepRules],
})
export type ChildAutismStep = Row<typeof childAutismStep>
export type StoredChildAutismStep = StoredRow<typeof childAutismStep>
/** What the program finds and nobody types. */
export const STEP_FOUND = ['autismId', 'rescreeningResult', 'attempts', 'fromState', 'toState', 'basis'] as const satisfies readonly (keyof ChildAutismStep)[]

/** 确诊儿童随访: every 3 or 6 months with the effect of intervention (§7). */
export const childAutismFollowUp = defineRecord({
  id: 'child.autismFollowUp', version: 1, table: 'child_autism_follow_up', title: '孤独症儿童随访', read: 'child.read', write: 'child.write', auditOpening: true,
  fields: {
    fileId: ref({ label: '儿童保健档案', to: 'child.file', required: true, out: KEY }),
    autismId: ref({ label: '孤独症管理', to: 'child.autism', required: true, out: KEY }),
    followUpDay: day({ label: '随访日期', required: true, list: true, out: OUT }),
    doctorName: text({ label: '随访医生', maxLength: 30, required: true, list: true, out: OUT }),
    interventionPlace: code({ label: '干预场所', codes: INTERVENTION_PLACE, list: true, out: OUT }),
    hoursPerWeek: number({ label: '每周干预', unit: '小时', decimals: 1, plausible: [0, 168], list: true, out: OUT }),
    institution: text({ label: '干预机构', maxLength: 70, out: OUT }),
    effect: code({ label: '干预效果', codes: AUTISM_EFFECT, list: true, pii: 'health', out: OUT }),
    findings: text({ label: '随访情况', maxLength: 300, lines: 2, pii: 'health', out: OUT }),
    advice: text({ label: '指导与建议', maxLength: 300, lines: 2, pii: 'health', out: OUT }),
    note: text({ label: '备注', maxLength: 200, pii: 'health', out: INTERNAL }),
  },
  sections: [{ title: '随访', fields: ['fileId', 'autismId', 'followUpDay', 'doctorName', 'interventionPlace', 'hoursPerWeek', 'institution', 'effect', 'findings', 'advice', 'note'] }],
  rules: [
    (row, { today }) => row.followUpDay && row.followUpDay > today ? [block('followUpDay', message('childAutism.future', '日期不能晚于今天,请核对'))] : [],
    row => fewHours('hoursPerWeek', row.hoursPerWeek),
  ],
})
export type ChildAutismFollowUp = Row<typeof childAutismFollowUp>
export type StoredChildAutismFollowUp = StoredRow<typeof childAutismFollowUp>
