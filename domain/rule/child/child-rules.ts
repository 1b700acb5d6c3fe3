import { z } from 'zod'

/** One number of the clinic: what it is, where it was read, and what a hospital may make of it. */
export type ChildRule = {
  readonly title: string
  readonly value: number
  readonly unit: 'day' | 'month' | 'hour' | 'g/L' | '%/1000m' | '℃' | '/min' | '%' | 'point' | 'count' | 'nmol/L' | 'week' | 'g'
  readonly source: string
  /** S: a source was read; K: general knowledge, not checked against a text. */
  readonly mark: 'S' | 'K'
  /** What a hospital's own value may be. */
  readonly limits: readonly [number, number]
}

const NOTE = '儿童保健说明'

/** Every number of the clinic that a hospital may set, with its unit and source (child health note; the number behind § is its section). */
export const CHILD_RULE = {
  homeVisitDays: { title: '出院后家庭访视期限', value: 7, unit: 'day', source: `${NOTE} §3 [S6][S7]`, mark: 'S', limits: [1, 14] },
  highRiskHomeVisitDays: { title: '高危新生儿家庭访视期限', value: 3, unit: 'day', source: `${NOTE} §3 [S7]`, mark: 'S', limits: [1, 7] },
  assumedDischargeDays: { title: '未登记出院日期时按出生后天数', value: 3, unit: 'day', source: `${NOTE} §15 R1`, mark: 'K', limits: [0, 7] },
  fullMonthFirstDay: { title: '满月随访开始日龄', value: 28, unit: 'day', source: `${NOTE} §3 [S7]`, mark: 'S', limits: [28, 42] },
  fullMonthLastDay: { title: '满月随访截止日龄', value: 42, unit: 'day', source: `${NOTE} §3`, mark: 'K', limits: [28, 60] },
  monthVisitWindowMonths: { title: '3~36月龄随访时间窗', value: 1, unit: 'month', source: `${NOTE} §3`, mark: 'K', limits: [1, 2] },
  yearVisitWindowMonths: { title: '4~6岁随访时间窗', value: 12, unit: 'month', source: `${NOTE} §3`, mark: 'K', limits: [1, 12] },
  reminderLeadDays: { title: '复查提前提醒天数', value: 7, unit: 'day', source: `${NOTE} §15`, mark: 'K', limits: [0, 30] },
  autismRescreenDays: { title: '初筛异常至复筛期限', value: 30, unit: 'day', source: `${NOTE} §15 R8(原文为尽快)`, mark: 'K', limits: [1, 90] },
  autismRecheckMonths: { title: '复筛后复查间隔', value: 3, unit: 'month', source: `${NOTE} §7 [S3]`, mark: 'S', limits: [1, 6] },
  autismDiagnosisDays: { title: '复筛异常至诊断期限', value: 30, unit: 'day', source: `${NOTE} §15 R10`, mark: 'K', limits: [1, 90] },
  autismUndecidedMonths: { title: '暂不能确诊复诊间隔', value: 2, unit: 'month', source: `${NOTE} §7 [S3]`, mark: 'S', limits: [1, 6] },
  autismUndecidedGraceDays: { title: '暂不能确诊复诊宽限', value: 14, unit: 'day', source: `${NOTE} §15 R11`, mark: 'K', limits: [0, 60] },
  autismFollowUpYoungMonths: { title: '确诊随访间隔(3岁以下)', value: 3, unit: 'month', source: `${NOTE} §7 [S3]`, mark: 'S', limits: [1, 12] },
  autismFollowUpOldMonths: { title: '确诊随访间隔(3岁及以上)', value: 6, unit: 'month', source: `${NOTE} §7 [S3]`, mark: 'S', limits: [1, 12] },
  autismFollowUpGraceDays: { title: '确诊随访宽限', value: 30, unit: 'day', source: `${NOTE} §15 R12`, mark: 'K', limits: [0, 90] },
  dqExcellentFrom: { title: '发育商优秀下限', value: 130, unit: 'point', source: `${NOTE} §14`, mark: 'K', limits: [100, 200] },
  dqGoodFrom: { title: '发育商良好下限', value: 110, unit: 'point', source: `${NOTE} §14`, mark: 'K', limits: [90, 150] },
  dqNormalFrom: { title: '发育商正常下限', value: 80, unit: 'point', source: `${NOTE} §14`, mark: 'K', limits: [70, 100] },
  dqBorderlineFrom: { title: '发育商临界偏低下限', value: 70, unit: 'point', source: `${NOTE} §14`, mark: 'K', limits: [50, 80] },
  bloodSpotFirstHours: { title: '足跟血最早采集时间', value: 72, unit: 'hour', source: `${NOTE} §10.1 [S9]`, mark: 'S', limits: [24, 120] },
  bloodSpotNormalDays: { title: '足跟血正常采集截止日龄', value: 7, unit: 'day', source: `${NOTE} §10.1`, mark: 'K', limits: [3, 14] },
  bloodSpotRedDays: { title: '足跟血红色提醒日龄', value: 15, unit: 'day', source: `${NOTE} §10.1`, mark: 'K', limits: [7, 20] },
  bloodSpotLastDays: { title: '足跟血最迟采集日龄', value: 20, unit: 'day', source: `${NOTE} §10.1 [S9]`, mark: 'S', limits: [14, 60] },
  recallSampleDays: { title: '召回后重采血期限', value: 7, unit: 'day', source: `${NOTE} §10.1`, mark: 'K', limits: [1, 30] },
  recallOverdueDays: { title: '召回超期天数', value: 14, unit: 'day', source: `${NOTE} §15 R14`, mark: 'K', limits: [1, 60] },
  bloodSpotResultDays: { title: '收到标本后结果期限', value: 7, unit: 'day', source: `${NOTE} §10.1(5个工作日,按7天计)`, mark: 'K', limits: [1, 30] },
  metabolicTreatmentDays: { title: '确诊后开始治疗的最迟日龄', value: 14, unit: 'day', source: `${NOTE} §10.1(先天性甲状腺功能减低症)`, mark: 'K', limits: [7, 60] },
  hearingFirstHours: { title: '听力初筛最早时间', value: 48, unit: 'hour', source: `${NOTE} §10.2 [S8][S9]`, mark: 'S', limits: [24, 96] },
  hearingRetestDays: { title: '听力复筛截止日龄', value: 42, unit: 'day', source: `${NOTE} §10.2 [S8][S9]`, mark: 'S', limits: [28, 60] },
  hearingDiagnosisMonths: { title: '听力诊断截止月龄', value: 3, unit: 'month', source: `${NOTE} §10.2 [S8][S9]`, mark: 'S', limits: [2, 6] },
  hearingInterventionMonths: { title: '听力干预截止月龄', value: 6, unit: 'month', source: `${NOTE} §10.2 [S8][S9]`, mark: 'S', limits: [3, 12] },
  hearingFollowUpMonths: { title: '听力高危随访间隔', value: 12, unit: 'month', source: `${NOTE} §10.2`, mark: 'K', limits: [3, 12] },
  hearingFollowUpUntilMonths: { title: '听力高危随访截止月龄', value: 36, unit: 'month', source: `${NOTE} §10.2`, mark: 'K', limits: [24, 72] },
  hearingFollowUpGraceDays: { title: '听力高危随访宽限', value: 60, unit: 'day', source: `${NOTE} §15 R18`, mark: 'K', limits: [0, 90] },
  heartFirstHours: { title: '先心病筛查最早时间', value: 6, unit: 'hour', source: `${NOTE} §10.3 [S9]`, mark: 'S', limits: [0, 24] },
  heartLastHours: { title: '先心病筛查截止时间', value: 72, unit: 'hour', source: `${NOTE} §10.3 [S9]`, mark: 'S', limits: [24, 168] },
  heartSaturationCritical: { title: '血氧饱和度低于此值一次即阳性', value: 90, unit: '%', source: `${NOTE} §10.3`, mark: 'K', limits: [80, 95] },
  heartSaturationNormal: { title: '血氧饱和度正常下限', value: 95, unit: '%', source: `${NOTE} §10.3`, mark: 'K', limits: [90, 99] },
  heartSaturationDifference: { title: '手足血氧差超过此值为异常', value: 3, unit: '%', source: `${NOTE} §10.3`, mark: 'K', limits: [1, 10] },
  heartRepeatMeasurements: { title: '判为阳性所需的异常测量次数', value: 2, unit: 'count', source: `${NOTE} §10.3`, mark: 'K', limits: [1, 4] },
  heartMurmurGrade: { title: '判为阳性的杂音级别', value: 2, unit: 'count', source: `${NOTE} §10.3`, mark: 'K', limits: [1, 6] },
  heartEchoDays: { title: '心脏超声期限', value: 7, unit: 'day', source: `${NOTE} §10.3 [S9]`, mark: 'S', limits: [1, 30] },
  haemoglobinNewborn: { title: '贫血界值(新生儿期)', value: 145, unit: 'g/L', source: `${NOTE} §9.2 [S18]`, mark: 'S', limits: [100, 180] },
  haemoglobinMonth1: { title: '贫血界值(1~4月龄)', value: 90, unit: 'g/L', source: `${NOTE} §9.2 [S18](另有来源 100)`, mark: 'S', limits: [80, 120] },
  haemoglobinMonth4: { title: '贫血界值(4~6月龄)', value: 100, unit: 'g/L', source: `${NOTE} §9.2 [S18]`, mark: 'S', limits: [80, 120] },
  haemoglobinMonth6: { title: '贫血界值(6月龄~6岁)', value: 110, unit: 'g/L', source: `${NOTE} §9.2 [S18]`, mark: 'S', limits: [100, 125] },
  haemoglobinYear6: { title: '贫血界值(6~14岁)', value: 120, unit: 'g/L', source: `${NOTE} §9.2 [S18]`, mark: 'S', limits: [100, 130] },
  haemoglobinMildFrom: { title: '轻度贫血下限', value: 90, unit: 'g/L', source: `${NOTE} §9.2 [S18]`, mark: 'S', limits: [80, 110] },
  haemoglobinModerateFrom: { title: '中度贫血下限', value: 60, unit: 'g/L', source: `${NOTE} §9.2 [S18]`, mark: 'S', limits: [50, 80] },
  haemoglobinSevereFrom: { title: '重度贫血下限', value: 30, unit: 'g/L', source: `${NOTE} §9.2 [S18]`, mark: 'S', limits: [10, 50] },
  haemoglobinAltitudePercent: { title: '海拔每升高1000米血红蛋白升高', value: 4, unit: '%/1000m', source: `${NOTE} §9.2 [S18](2002年全国调查公式)`, mark: 'S', limits: [0, 10] },
  anaemiaRecheckFirstDays: { title: '补铁后最早复查', value: 14, unit: 'day', source: `${NOTE} §9.2 [S7]`, mark: 'S', limits: [7, 28] },
  anaemiaRecheckLastDays: { title: '补铁后最迟复查', value: 28, unit: 'day', source: `${NOTE} §9.2 [S7]`, mark: 'S', limits: [14, 60] },
  malnutritionFollowUpMonths: { title: '营养不良随访间隔', value: 1, unit: 'month', source: `${NOTE} §9.1 [S7]`, mark: 'S', limits: [1, 3] },
  malnutritionGraceDays: { title: '营养不良随访宽限', value: 7, unit: 'day', source: `${NOTE} §15 R22`, mark: 'K', limits: [0, 30] },
  ricketsFollowUpMonths: { title: '活动期佝偻病随访间隔', value: 1, unit: 'month', source: `${NOTE} §9.3`, mark: 'K', limits: [1, 3] },
  ricketsGraceDays: { title: '佝偻病随访宽限', value: 7, unit: 'day', source: `${NOTE} §15 R23`, mark: 'K', limits: [0, 30] },
  obesityFollowUpMonths: { title: '肥胖随访间隔', value: 1, unit: 'month', source: `${NOTE} §9.4`, mark: 'K', limits: [1, 6] },
  obesityGraceDays: { title: '肥胖随访宽限', value: 14, unit: 'day', source: `${NOTE} §15 R24`, mark: 'K', limits: [0, 60] },
  planGraceDays: { title: '高危儿随访宽限', value: 14, unit: 'day', source: `${NOTE} §15 R25`, mark: 'K', limits: [0, 60] },
  ricketsSignsForFile: { title: '建议建档的佝偻病体征数', value: 2, unit: 'count', source: `${NOTE} §9.5`, mark: 'K', limits: [1, 4] },
  ricketsStableMonths: { title: '佝偻病体征稳定后结案', value: 2, unit: 'month', source: `${NOTE} §9.3`, mark: 'K', limits: [1, 6] },
  ricketsTreatmentMonths: { title: '佝偻病治疗无改善转诊', value: 1, unit: 'month', source: `${NOTE} §9.3`, mark: 'K', limits: [1, 3] },
  obesityNormalVisits: { title: '肥胖结案所需的正常次数', value: 2, unit: 'count', source: `${NOTE} §9.4`, mark: 'K', limits: [1, 6] },
  ironTrialMonths: { title: '规则补铁无效转诊', value: 1, unit: 'month', source: `${NOTE} §9.2 [S7]`, mark: 'S', limits: [1, 3] },
  vitaminDSufficientFrom: { title: '25-羟维生素D充足下限', value: 50, unit: 'nmol/L', source: `${NOTE} §9.3`, mark: 'K', limits: [30, 100] },
  vitaminDInsufficientFrom: { title: '25-羟维生素D不足下限', value: 30, unit: 'nmol/L', source: `${NOTE} §9.3`, mark: 'K', limits: [10, 50] },
  closingLowRiskMonths: { title: '低危早产儿结案矫正月龄', value: 12, unit: 'month', source: `${NOTE} §8`, mark: 'K', limits: [6, 36] },
  closingHighRiskMonths: { title: '高危儿结案矫正月龄', value: 24, unit: 'month', source: `${NOTE} §8`, mark: 'K', limits: [12, 36] },
  closingNormalTests: { title: '结案所需的发育正常次数', value: 2, unit: 'count', source: `${NOTE} §8`, mark: 'K', limits: [1, 4] },
  lostAfterAttempts: { title: '失访所需的联系次数', value: 3, unit: 'count', source: `${NOTE} §8、§10.1`, mark: 'K', limits: [1, 6] },
  retinopathyWeightBelowG: { title: 'ROP筛查出生体重低于', value: 2000, unit: 'g', source: `${NOTE} §8`, mark: 'K', limits: [1500, 2500] },
  retinopathyGestationBelowWeeks: { title: 'ROP筛查孕周低于', value: 32, unit: 'week', source: `${NOTE} §8`, mark: 'K', limits: [28, 37] },
  temperatureHigh: { title: '新生儿体温过高', value: 37.5, unit: '℃', source: `${NOTE} §4.1`, mark: 'K', limits: [37, 39] },
  temperatureLow: { title: '新生儿体温过低', value: 35.5, unit: '℃', source: `${NOTE} §4.1`, mark: 'K', limits: [34, 36.5] },
  breathingLow: { title: '新生儿呼吸过慢低于', value: 20, unit: '/min', source: `${NOTE} §4.1`, mark: 'K', limits: [10, 40] },
  breathingHigh: { title: '新生儿呼吸过快高于', value: 60, unit: '/min', source: `${NOTE} §4.1`, mark: 'K', limits: [50, 80] },
  heartRateLow: { title: '新生儿心率过慢低于', value: 100, unit: '/min', source: `${NOTE} §4.1`, mark: 'K', limits: [80, 120] },
  heartRateHigh: { title: '新生儿心率过快高于', value: 160, unit: '/min', source: `${NOTE} §4.1`, mark: 'K', limits: [140, 200] },
  entranceValidMonths: { title: '入园体检表有效期', value: 3, unit: 'month', source: `${NOTE} §11 [S13]`, mark: 'S', limits: [1, 12] },
  entranceAbsenceMonths: { title: '离园后须重新体检', value: 3, unit: 'month', source: `${NOTE} §11 [S13]`, mark: 'S', limits: [1, 12] },
} as const satisfies Record<string, ChildRule>

export type ChildRuleId = keyof typeof CHILD_RULE
/** The numbers a hospital works with; `version` says from which shipped set its copy was begun. */
export type ChildRules = { readonly version: number } & Readonly<Record<ChildRuleId, number>>

/** Raised when a shipped value changes, so that a hospital's copy can be held against the new set. */
export const CHILD_RULES_VERSION = 1
export const CHILD_RULE_IDS = Object.keys(CHILD_RULE) as ChildRuleId[]

/** Numbers that must rise, or a child would fall between two of them. */
const RISING: readonly (readonly ChildRuleId[])[] = [
  ['fullMonthFirstDay', 'fullMonthLastDay'],
  ['bloodSpotNormalDays', 'bloodSpotRedDays', 'bloodSpotLastDays'],
  ['recallSampleDays', 'recallOverdueDays'],
  ['hearingDiagnosisMonths', 'hearingInterventionMonths'],
  ['heartFirstHours', 'heartLastHours'],
  ['heartSaturationCritical', 'heartSaturationNormal'],
  ['haemoglobinSevereFrom', 'haemoglobinModerateFrom', 'haemoglobinMildFrom', 'haemoglobinMonth6', 'haemoglobinYear6'],
  ['anaemiaRecheckFirstDays', 'anaemiaRecheckLastDays'],
  ['dqBorderlineFrom', 'dqNormalFrom', 'dqGoodFrom', 'dqExcellentFrom'],
  ['vitaminDInsufficientFrom', 'vitaminDSufficientFrom'],
  ['temperatureLow', 'temperatureHigh'], ['breathingLow', 'breathingHigh'], ['heartRateLow', 'heartRateHigh'],
]

const isRising = (rules: Readonly<Record<string, number>>, ids: readonly string[]): boolean =>
  ids.every((id, index) => index === 0 || (rules[ids[index - 1] ?? ''] ?? 0) <= (rules[id] ?? 0))

const shape = Object.fromEntries(Object.entries<ChildRule>(CHILD_RULE).map(([id, { value, limits: [least, most], unit }]) =>
  [id, (unit === '℃' ? z.number() : z.int()).min(least).max(most).default(value)]))

/**
 * A hospital's own copy. A number that a later version of the program brings takes its shipped value, so that an old
 * copy still reads.
 */
export const ChildRulesSchema = z.strictObject({ version: z.int().min(1).default(CHILD_RULES_VERSION), ...shape })
  .refine(rules => RISING.every(ids => isRising(rules as Readonly<Record<string, number>>, ids)), { message: '有先后关系的数值须依次增大' }) as unknown as z.ZodType<ChildRules, Partial<ChildRules>>

/** What a new hospital starts with. */
export const CHILD_RULES_DEFAULT: ChildRules = ChildRulesSchema.parse({})

/** Where a hospital's value stands against the shipped one. */
export const isShippedValue = (rules: ChildRules, id: ChildRuleId): boolean => rules[id] === CHILD_RULE[id].value
