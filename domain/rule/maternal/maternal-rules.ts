import { defineNumberRules, type NumberRule, type NumberRuleValues } from '../number-rules.ts'

type Unit = 'day' | 'week' | 'hour' | '%' | 'point' | 'yesNo' | 'count' | 'mmHg' | 'kg'
const NOTE = '孕产期保健说明'
const DATING = `${NOTE} §3 [S-M9](ACOG 700)`
const WINDOW = `${NOTE} §4.1 [S-M1]`
const KUPPERMAN = `${NOTE} §13.6(另有来源中度20~35、重度35以上)`
const redating = (title: string, value: number): NumberRule<Unit> => ({ title, value, unit: 'day', source: DATING, mark: 'S', limits: [1, 28] })
const week = (title: string, value: number, limits: readonly [number, number], source: string = WINDOW): NumberRule<Unit> => ({ title, value, unit: 'week', source, mark: 'S', limits })
const points = (title: string, value: number): NumberRule<Unit> => ({ title, value, unit: 'point', source: KUPPERMAN, mark: 'K', limits: [1, 62] })

/**
 * Every number of the care of women that a hospital may set, with its unit and source (maternal care note; the number
 * behind § is its section). What a risk colour is given for stands in risk-criteria.ts.
 */
export const MATERNAL_RULE = {
  // §3: the expected day is changed when the scan differs by more than these days, by the gestation that the last menstruation gives.
  redateBelow9: redating('8周6天以内超声改期界值(差超过)', 5),
  redateWeek9: redating('9周~13周6天超声改期界值(差超过)', 7),
  redateWeek14: redating('14周~15周6天超声改期界值(差超过)', 7),
  redateWeek16: redating('16周~21周6天超声改期界值(差超过)', 10),
  redateWeek22: redating('22周~27周6天超声改期界值(差超过)', 14),
  redateWeek28: redating('28周起超声改期界值(差超过)', 21),
  overdueDeliveryWeeks: { title: '超过此孕周未分娩即列出', value: 42, unit: 'week', source: `${NOTE} §3`, mark: 'K', limits: [40, 43] },
  // §4.1: completed weeks, the last week counted to its sixth day.
  earlyBookingBelowWeek: week('早孕建册须在此孕周之前', 13, [12, 14]),
  secondVisitFirstWeek: week('第2次产前随访最早孕周', 16, [13, 20]),
  secondVisitLastWeek: week('第2次产前随访最迟孕周', 20, [16, 24]),
  thirdVisitFirstWeek: week('第3次产前随访最早孕周', 21, [16, 26]),
  thirdVisitLastWeek: week('第3次产前随访最迟孕周', 24, [20, 28]),
  fourthVisitFirstWeek: week('第4次产前随访最早孕周', 28, [24, 34]),
  fourthVisitLastWeek: week('第4次产前随访最迟孕周', 36, [28, 37]),
  fifthVisitFirstWeek: week('第5次产前随访最早孕周', 37, [34, 39]),
  fifthVisitLastWeek: week('第5次产前随访最迟孕周', 40, [37, 42]),
  // §4.3
  hypertensionSystolic: { title: '提示妊娠期高血压的收缩压(达到)', value: 140, unit: 'mmHg', source: `${NOTE} §4.3`, mark: 'K', limits: [120, 160] },
  hypertensionDiastolic: { title: '提示妊娠期高血压的舒张压(达到)', value: 90, unit: 'mmHg', source: `${NOTE} §4.3`, mark: 'K', limits: [80, 110] },
  fundalHeightFromWeek: { title: '开始测量宫底高度的孕周', value: 16, unit: 'week', source: `${NOTE} §4.3`, mark: 'K', limits: [12, 24] },
  weightJumpKg: { title: '两次体重相差超过此值时核对', value: 10, unit: 'kg', source: '产品约定(录入核对,说明未载)', mark: 'K', limits: [3, 20] },
  // §8, §9
  homeVisitDays: { title: '出院后产后访视期限', value: 7, unit: 'day', source: `${NOTE} §9 [S-M1]`, mark: 'S', limits: [1, 14] },
  assumedDischargeDays: { title: '未登记出院日期时按分娩后天数', value: 3, unit: 'day', source: '产品约定(与儿童保健规则相同,说明未载)', mark: 'K', limits: [0, 7] },
  postpartumCheckFirstDay: { title: '产后42天检查开始(产后天数)', value: 42, unit: 'day', source: `${NOTE} §9 [S-M17]`, mark: 'S', limits: [28, 56] },
  postpartumCheckLastDay: { title: '产后42天检查截止(产后天数)', value: 56, unit: 'day', source: `${NOTE} §9 [S-M17](上限来自某运行系统,规范未见)`, mark: 'K', limits: [42, 90] },
  postpartumCountedDays: { title: '计入产后访视率的天数', value: 28, unit: 'day', source: `${NOTE} §12 [S-M2];统计指标说明 §3.1`, mark: 'S', limits: [7, 42] },
  postpartumCountedFromDischarge: { title: '产后访视率的天数自出院起算(1 是,0 自分娩起算)', value: 1, unit: 'yesNo', source: '统计指标说明 §3.1(公卫指标自出院起,年报自分娩起)', mark: 'S', limits: [0, 1] },
  lostAfterAttempts: { title: '失访所需的未联系上次数(同一天算一次)', value: 3, unit: 'count', source: `${NOTE} §9(原文为三次;按不同日期计)`, mark: 'K', limits: [1, 6] },
  // §5, §7
  assessmentDays: { title: '筛查阳性至妊娠风险评估期限', value: 14, unit: 'day', source: `${NOTE} §5`, mark: 'K', limits: [1, 30] },
  orangeReportDays: { title: '橙色报告单上报期限', value: 3, unit: 'day', source: `${NOTE} §7(期限未见原文)`, mark: 'K', limits: [1, 14] },
  orangeReportWorkingDays: { title: '橙色上报期限按工作日计(1 是,只除周末;0 按日历天)', value: 0, unit: 'yesNo', source: `${NOTE} §7`, mark: 'K', limits: [0, 1] },
  redReportHours: { title: '红色报告单上报期限', value: 24, unit: 'hour', source: `${NOTE} §7(期限未见原文)`, mark: 'K', limits: [1, 72] },
  asksRiskScore: { title: '评估时填写五色以前的高危评分和级别(1 是)', value: 0, unit: 'yesNo', source: 'WS 377.4—2013 第 228、229 项;本省平台仍要求的开启', mark: 'S', limits: [0, 1] },
  terminationSpecialists: { title: '建议终止妊娠须签字的副主任以上专家人数', value: 3, unit: 'count', source: `${NOTE} §7 [S-M8](地方规定)`, mark: 'S', limits: [1, 7] },
  referralOutcomeDays: { title: '转诊结果追踪期限', value: 14, unit: 'day', source: `${NOTE} §4.1 [S-M1]`, mark: 'S', limits: [1, 30] },
  redFollowUpDays: { title: '红色专案追踪间隔', value: 7, unit: 'day', source: `${NOTE} §7.1`, mark: 'K', limits: [1, 30] },
  orangeFollowUpDays: { title: '橙色专案追踪间隔', value: 14, unit: 'day', source: `${NOTE} §7.1`, mark: 'K', limits: [1, 60] },
  // §13
  folicAcidCompliancePercent: { title: '叶酸依从:服用天数不低于应服天数的', value: 80, unit: '%', source: `${NOTE} §13.3;统计指标说明 §5`, mark: 'S', limits: [50, 100] },
  immunoglobulinHours: { title: '乙肝免疫球蛋白注射期限(出生后)', value: 12, unit: 'hour', source: `${NOTE} §13.5`, mark: 'K', limits: [2, 24] },
  kuppermanNormalMax: points('改良Kupperman评分正常上限', 6),
  kuppermanMildMax: points('改良Kupperman评分轻度上限', 15),
  kuppermanModerateMax: points('改良Kupperman评分中度上限', 30),
} as const satisfies Record<string, NumberRule<Unit>>

export type MaternalRuleId = keyof typeof MATERNAL_RULE
export type MaternalRules = NumberRuleValues<MaternalRuleId>

/** The numbers as a setting. */
export const MATERNAL_RULES = defineNumberRules(1, MATERNAL_RULE, [
  ['secondVisitFirstWeek', 'secondVisitLastWeek', 'thirdVisitFirstWeek', 'thirdVisitLastWeek', 'fourthVisitFirstWeek', 'fourthVisitLastWeek', 'fifthVisitFirstWeek', 'fifthVisitLastWeek'],
  ['earlyBookingBelowWeek', 'secondVisitFirstWeek'], ['redateBelow9', 'redateWeek9', 'redateWeek14', 'redateWeek16', 'redateWeek22', 'redateWeek28'],
  ['postpartumCheckFirstDay', 'postpartumCheckLastDay'], ['redFollowUpDays', 'orangeFollowUpDays'], ['kuppermanNormalMax', 'kuppermanMildMax', 'kuppermanModerateMax'],
])
export const MATERNAL_RULES_DEFAULT: MaternalRules = MATERNAL_RULES.initial
