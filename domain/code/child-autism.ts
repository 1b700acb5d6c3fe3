import { defineCodes, defineStates } from './code-table.ts'
import type { CodeOf } from './code-table.ts'

const STANDARD = '0~6岁儿童孤独症筛查干预服务规范(试行)(国卫办妇幼发〔2022〕12号)'
const NOTE = '儿童保健说明'

/** The three answers to a question at a check-up. 未询问 is never the same as 无 (§6). */
export const SIGN_ANSWER = defineCodes({
  id: 'signAnswer', title: '预警征象', standard: STANDARD, source: `${NOTE} §6`,
  codes: { present: '有', absent: '无', notAsked: '未询问' },
})
export type SignAnswer = CodeOf<typeof SIGN_ANSWER>

/** Result of the first screening. */
export const FIRST_SCREENING_RESULT = defineCodes({
  id: 'firstScreeningResult', title: '初筛结果', standard: STANDARD, source: `${NOTE} §6、§7`,
  codes: { normal: '正常', abnormal: '异常', incomplete: '未完成' },
})
export type FirstScreeningResult = CodeOf<typeof FIRST_SCREENING_RESULT>

/** The instruments of re-screening and diagnosis; their item texts are not in the program (§19, licence open). */
export const AUTISM_SCALE = defineCodes({
  id: 'autismScale', title: '量表', standard: STANDARD, source: `${NOTE} §7`,
  codes: { development: '儿心量表-Ⅱ', mchat: 'M-CHAT(修订版孤独症筛查量表)', abc: 'ABC(孤独症行为评定量表)', cars: 'CARS(儿童孤独症评定量表)', other: '其他量表' },
})
export type AutismScale = CodeOf<typeof AUTISM_SCALE>

/** 儿心量表-Ⅱ read for the autism chain. */
export const DEVELOPMENT_SCALE_RESULT = defineCodes({
  id: 'developmentScaleResult', title: '儿心量表-Ⅱ复筛判定', standard: STANDARD, source: `${NOTE} §7`,
  codes: { normal: '未见异常', retest: '三个月内复查', deviation: '发育偏离', disorder: '发育障碍', incomplete: '未完成' },
})
export type DevelopmentScaleResult = CodeOf<typeof DEVELOPMENT_SCALE_RESULT>

/** 发育商分级; the limits are [K] and stand in the rules of the hospital. */
export const DEVELOPMENT_QUOTIENT_CLASS = defineCodes({
  id: 'developmentQuotientClass', title: '发育商分级', standard: 'WS/T 580—2017', source: `${NOTE} §14 [K]`,
  codes: { excellent: '优秀', good: '良好', normal: '正常', borderline: '临界偏低', disabled: '智力发育障碍' },
})
export type DevelopmentQuotientClass = CodeOf<typeof DEVELOPMENT_QUOTIENT_CLASS>

/** What a scale says by its own limits; the limits stand in rule/child/autism-scales.ts. */
export const SCALE_RESULT = defineCodes({
  id: 'scaleResult', title: '量表结果', standard: STANDARD, source: `${NOTE} §7`,
  codes: {
    normal: '未见异常', retest: '三个月内复查', deviation: '发育偏离', disorder: '发育障碍', passed: '通过', notPassed: '未通过,存在孤独症风险', suspicious: '可疑孤独症症状',
    below: '低于孤独症范围', autismRange: '孤独症范围(仅供辅助诊断)', incomplete: '未完成',
  },
})
export type ScaleResult = CodeOf<typeof SCALE_RESULT>

/** 复筛结果. */
export const RESCREENING_RESULT = defineCodes({
  id: 'rescreeningResult', title: '复筛结果', standard: STANDARD, source: `${NOTE} §7`,
  codes: { normal: '正常', retest: '三个月内复查', abnormal: '异常', incomplete: '未完成' },
})
export type RescreeningResult = CodeOf<typeof RESCREENING_RESULT>

/** 诊断结果 of the diagnosis centre. */
export const AUTISM_DIAGNOSIS = defineCodes({
  id: 'autismDiagnosis', title: '孤独症诊断结果', standard: STANDARD, source: `${NOTE} §7`,
  codes: { confirmed: '确诊', excluded: '排除', undecided: '暂不能确诊' },
})
export type AutismDiagnosis = CodeOf<typeof AUTISM_DIAGNOSIS>

/** What moves a child along the chain, as it is recorded; 结案 ends the course outside the states of the document. */
export const AUTISM_STEP = defineCodes({
  id: 'autismStep', title: '孤独症管理步骤', standard: STANDARD, source: `${NOTE} §7`,
  codes: { firstScreening: '初筛异常确认', rescreeningBegun: '开始复筛', rescreening: '复筛(复查)结论', diagnosis: '诊断结果', lost: '失访', closed: '结案' },
})
export type AutismStepKind = CodeOf<typeof AUTISM_STEP>

/** 结案原因, where the chain does not end by itself (复查正常, 排除). */
export const AUTISM_CLOSE_REASON = defineCodes({
  id: 'autismCloseReason', title: '孤独症管理结案原因', standard: '本程序', source: `${NOTE} §7、§15 [K]`,
  codes: { aged: '满七岁移交', moved: '转出', refused: '家长拒绝', death: '死亡', returned: '失访后再次初筛异常,重新开始', other: '其他' },
})

/** 干预效果评估, every 3–6 months (§7); the grades are our own. */
export const AUTISM_EFFECT = defineCodes({
  id: 'autismEffect', title: '干预效果', standard: '本程序', source: `${NOTE} §7 [K]`,
  codes: { improved: '明显进步', better: '有进步', unchanged: '无变化', worse: '退步' },
})

/** Indicators of the chain, the people each of them counts. */
export const AUTISM_FIGURE = defineCodes({
  id: 'autismFigure', title: '孤独症筛查指标', standard: STANDARD, source: `${NOTE} §7`,
  codes: { children: '辖区0~6岁儿童', screened: '初筛人数', firstAbnormal: '初筛异常', rescreened: '初筛异常后接受复筛', rescreenAbnormal: '复筛异常', diagnosed: '复筛异常后接受诊断', confirmed: '确诊' },
})
export type AutismFigure = CodeOf<typeof AUTISM_FIGURE>

/** 干预场所. */
export const INTERVENTION_PLACE = defineCodes({
  id: 'interventionPlace', title: '干预场所', standard: STANDARD, source: `${NOTE} §7`,
  codes: { family: '家庭', centreAndFamily: '医疗机构和家庭', kindergartenAndCentre: '幼儿园和医疗机构', special: '特殊教育机构' },
})

/**
 * Where a child stands in the chain. Screening is repeated 11 times, so a normal child and an excluded one can become
 * abnormal at a later age; a family that comes back after 失访 goes on at the step that was open. A normal re-screening
 * is checked once more within three months and then returns to the ordinary schedule.
 */
export const AUTISM_STATE = defineStates({
  id: 'autismState', title: '孤独症筛查状态', standard: STANDARD, source: `${NOTE} §7`,
  codes: {
    notScreened: '未初筛', firstNormal: '初筛正常', firstAbnormal: '初筛异常待复筛', rescreening: '复筛中', rescreenNormal: '复筛正常待三个月复查', retest: '70~79分待复查',
    rescreenAbnormal: '复筛异常待诊断', undecided: '暂不能确诊待复诊', confirmed: '确诊专案管理', excluded: '排除', lost: '失访',
  },
  moves: {
    notScreened: ['firstNormal', 'firstAbnormal'],
    firstNormal: ['firstAbnormal'],
    firstAbnormal: ['rescreening', 'rescreenNormal', 'retest', 'rescreenAbnormal', 'lost'],
    rescreening: ['rescreenNormal', 'retest', 'rescreenAbnormal', 'lost'],
    rescreenNormal: ['firstNormal', 'retest', 'rescreenAbnormal', 'firstAbnormal', 'lost'],
    retest: ['firstNormal', 'retest', 'rescreenAbnormal', 'firstAbnormal', 'lost'],
    rescreenAbnormal: ['confirmed', 'excluded', 'undecided', 'lost'],
    undecided: ['confirmed', 'excluded', 'undecided', 'lost'],
    confirmed: ['lost'],
    excluded: ['firstAbnormal'],
    lost: ['rescreening', 'rescreenNormal', 'retest', 'rescreenAbnormal', 'undecided', 'confirmed', 'excluded'],
  },
})
export type AutismState = CodeOf<typeof AUTISM_STATE>
