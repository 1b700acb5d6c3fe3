import { defineNumberRules, type NumberRule, type NumberRuleValues } from '../number-rules.ts'

type Unit = 'day' | 'week' | 'mg' | 'bottle' | '%' | 'yesNo'
const NOTE = '孕产期保健说明'
const FOLIC = `${NOTE} §13.3 [S-M13]`
const BEFORE = `${NOTE} §13.2`

/** Every number of 婚前医学检查, 孕前优生 and 叶酸 that a hospital may set, with its unit and source. */
export const FERTILITY_RULE = {
  // §13.1
  deferralRecheckDays: { title: '暂缓结婚后建议复查(未填复查日期时)', value: 90, unit: 'day', source: `${NOTE} §13.1(期限未见原文)`, mark: 'K', limits: [7, 365] },
  premaritalReferralDays: { title: '婚检转诊后等待回复', value: 14, unit: 'day', source: `${NOTE} §13.1(期限未见原文)`, mark: 'K', limits: [1, 60] },
  hivInPackage: { title: '婚检HIV结果写入月度数据包(1 是,0 否)', value: 0, unit: 'yesNo', source: `${NOTE} §13.1、§14(导出时屏蔽);WS 377.1—2013 第109项`, mark: 'K', limits: [0, 1] },
  // §13.2
  preconceptionNoticeDays: { title: '孕前检查后告知结果期限', value: 30, unit: 'day', source: `${BEFORE}(期限未见原文)`, mark: 'K', limits: [1, 90] },
  preconceptionAskDays: { title: '检查后询问是否怀孕的间隔', value: 90, unit: 'day', source: `${BEFORE}(间隔未见原文)`, mark: 'K', limits: [14, 365] },
  earlyFollowUpWeeks: { title: '早孕随访截止孕周(不超过)', value: 12, unit: 'week', source: `${BEFORE}`, mark: 'K', limits: [8, 16] },
  outcomeFollowUpDays: { title: '妊娠结束后追踪结局期限', value: 42, unit: 'day', source: `${BEFORE}(期限未见原文)`, mark: 'K', limits: [7, 180] },
  preconceptionCoverageTarget: { title: '孕前优生目标人群覆盖率目标', value: 80, unit: '%', source: `${BEFORE} [S-M13](各地80~95)`, mark: 'S', limits: [10, 100] },
  earlyFollowUpTarget: { title: '早孕随访率目标', value: 80, unit: '%', source: '统计指标说明 §5(地方)', mark: 'S', limits: [10, 100] },
  outcomeFollowUpTarget: { title: '妊娠结局随访率目标', value: 55, unit: '%', source: '统计指标说明 §5(地方)', mark: 'S', limits: [10, 100] },
  // §13.3
  folicAcidDoseMg: { title: '叶酸每日剂量', value: 0.4, unit: 'mg', source: FOLIC, mark: 'S', limits: [0.1, 1], step: 0.1 },
  folicAcidHighDoseMg: { title: '高危妇女叶酸每日剂量', value: 4, unit: 'mg', source: `${NOTE} §13.3`, mark: 'K', limits: [0.4, 10], step: 0.1 },
  folicAcidBottles: { title: '每人发放瓶数', value: 6, unit: 'bottle', source: `${FOLIC}(福建)`, mark: 'S', limits: [1, 12] },
  folicAcidUntilWeek: { title: '服至孕周(第3个月末,服至此孕周之前)', value: 13, unit: 'week', source: `${FOLIC}(孕后3个月)`, mark: 'S', limits: [10, 16] },
  folicAcidFollowUpDays: { title: '叶酸随访间隔', value: 30, unit: 'day', source: `${NOTE} §13.3(间隔未见原文)`, mark: 'K', limits: [7, 120] },
  folicAcidUseTarget: { title: '叶酸服用率目标', value: 90, unit: '%', source: FOLIC, mark: 'S', limits: [10, 100] },
  folicAcidComplianceTarget: { title: '叶酸服用依从率目标', value: 70, unit: '%', source: FOLIC, mark: 'S', limits: [10, 100] },
} as const satisfies Record<string, NumberRule<Unit>>
export type FertilityRuleId = keyof typeof FERTILITY_RULE
export type FertilityRules = NumberRuleValues<FertilityRuleId>

/** The numbers as a setting. */
export const FERTILITY_RULES = defineNumberRules(1, FERTILITY_RULE, [['folicAcidDoseMg', 'folicAcidHighDoseMg']])
export const FERTILITY_RULES_DEFAULT: FertilityRules = FERTILITY_RULES.initial
