import { defineNumberRules, type NumberRule, type NumberRuleValues } from '../number-rules.ts'

type Unit = 'day' | 'month' | 'D' | 'mm' | 'g' | 'week' | 'tenth' | 'line' | 'yesNo'
const NOTE = '眼保健说明'
const PLATFORM = `${NOTE} §6.3 [S-E6](平台代码,规范原表未见)`
const VISION = `${NOTE} §5.2 [S-E6]`
const RESERVE = `${NOTE} §6.4 [S-E8]`
const dioptre = (title: string, value: number, source: string, mark: 'S' | 'K', limits: readonly [number, number]): NumberRule<Unit> => ({ title, value, unit: 'D', source, mark, limits, step: 0.25 })

/**
 * Every number of the eye clinic that a hospital may set, with its unit and source (eye care note; the number behind § is
 * its section). Limits of refraction are the last value that passes: all comparisons are strict (§6.3).
 */
export const EYE_RULE = {
  // §6.3: no cycloplegia, by the age of the check.
  astigmatismMonth24: dioptre('24月龄散光上限', 2, PLATFORM, 'S', [0.5, 6]),
  hyperopiaMonth24: dioptre('24月龄远视等效球镜上限', 4.5, PLATFORM, 'S', [1, 10]),
  myopiaMonth24: dioptre('24月龄近视等效球镜下限', -3.5, PLATFORM, 'S', [-10, 0]),
  astigmatismMonth36: dioptre('36月龄散光上限', 2, PLATFORM, 'S', [0.5, 6]),
  hyperopiaMonth36: dioptre('36月龄远视等效球镜上限', 4, PLATFORM, 'S', [1, 10]),
  myopiaMonth36: dioptre('36月龄近视等效球镜下限', -3, PLATFORM, 'S', [-10, 0]),
  astigmatismYear4: dioptre('4岁散光上限', 2, PLATFORM, 'S', [0.5, 6]),
  hyperopiaYear4: dioptre('4岁远视等效球镜上限', 4, PLATFORM, 'S', [1, 10]),
  myopiaYear4: dioptre('4岁近视等效球镜下限', -3, PLATFORM, 'S', [-10, 0]),
  astigmatismYear5: dioptre('5~6岁散光上限', 1.5, PLATFORM, 'S', [0.5, 6]),
  hyperopiaYear5: dioptre('5~6岁远视等效球镜上限', 3.5, PLATFORM, 'S', [1, 10]),
  myopiaYear5: dioptre('5~6岁近视等效球镜下限', -1.5, PLATFORM, 'S', [-10, 0]),
  sphereDifference: dioptre('双眼球镜差上限', 1.5, PLATFORM, 'S', [0.5, 4]),
  cylinderDifference: dioptre('双眼柱镜差上限', 1, PLATFORM, 'S', [0.5, 4]),
  // §5.2, as tenths of the five-mark notation: 48 is 4.8.
  visionUnder3: { title: '3岁以下视力低常界值(5分记录×10)', value: 46, unit: 'tenth', source: VISION, mark: 'S', limits: [40, 50] },
  visionYear3: { title: '3岁视力低常界值(5分记录×10)', value: 47, unit: 'tenth', source: VISION, mark: 'S', limits: [40, 50] },
  visionYear4: { title: '4岁视力低常界值(5分记录×10)', value: 48, unit: 'tenth', source: VISION, mark: 'S', limits: [40, 51] },
  visionYear5: { title: '5岁起视力低常界值(5分记录×10)', value: 49, unit: 'tenth', source: VISION, mark: 'S', limits: [40, 51] },
  visionLimitIsLow: { title: '视力恰等于界值时记为低常(1 是,0 否)', value: 1, unit: 'yesNo', source: `${NOTE} §5.2、§13(规范原文未见,平台与2013年规范均记为低常)`, mark: 'K', limits: [0, 1] },
  visionLines: { title: '双眼视力相差行数', value: 2, unit: 'line', source: `${NOTE} §5.2`, mark: 'K', limits: [1, 4] },
  visionRecheckFirstDays: { title: '视力低常最早复查', value: 14, unit: 'day', source: `${NOTE} §5.2(2013年规范)`, mark: 'K', limits: [7, 60] },
  visionRecheckLastDays: { title: '视力低常最迟复查', value: 30, unit: 'day', source: `${NOTE} §5.2(2013年规范)`, mark: 'K', limits: [14, 90] },
  // §6.4: information only, never a reason to refer by itself.
  reserveYear4Low: dioptre('4~5岁远视储备下限', 2, RESERVE, 'S', [0, 4]),
  reserveYear4High: dioptre('4~5岁远视储备上限', 2.5, RESERVE, 'S', [0, 5]),
  reserveYear6Low: dioptre('6岁远视储备下限', 1.5, RESERVE, 'S', [0, 4]),
  reserveYear6High: dioptre('6岁远视储备上限', 2, RESERVE, 'S', [0, 5]),
  reserveYear7Low: { ...dioptre('7岁远视储备下限', 1.3, RESERVE, 'S', [0, 4]), step: 0.05 },
  reserveYear7High: dioptre('7岁远视储备上限', 1.5, RESERVE, 'S', [0, 5]),
  growthIntervalDays: { title: '眼轴、储备年变化所需的最短间隔', value: 90, unit: 'day', source: `${NOTE} §6.5`, mark: 'K', limits: [30, 365] },
  // §4: the fundus again after the first examination, whose window stands in the child clinic's rules.
  retinopathyRepeatDays: { title: 'ROP复查间隔', value: 14, unit: 'day', source: `${NOTE} §4 [S-E9]`, mark: 'S', limits: [3, 28] },
  retinopathyEndWeeks: { title: 'ROP筛查结束的矫正胎龄', value: 44, unit: 'week', source: `${NOTE} §4 [S-E9](另有45周)`, mark: 'S', limits: [40, 50] },
  // Bad input: what looks swapped is asked about (product rule).
  swapMarginD: dioptre('双眼互换后与上次更接近达到即提示(屈光)', 1.5, '产品约定(说明未载)', 'K', [0.5, 5]),
  swapMarginLines: { title: '双眼互换后与上次更接近达到即提示(视力行数)', value: 3, unit: 'line', source: '产品约定(说明未载)', mark: 'K', limits: [1, 10] },
  swapMarginMm: { title: '双眼互换后与上次更接近达到即提示(眼轴)', value: 0.6, unit: 'mm', source: '产品约定(说明未载)', mark: 'K', limits: [0.2, 3], step: 0.1 },
  signFromD: dioptre('等效球镜与上次正负相反时提示自', 1, '产品约定(说明未载)', 'K', [0.25, 5]),
  // §7, §9
  urgentReferralDays: { title: '紧急转诊就诊期限', value: 3, unit: 'day', source: `${NOTE} §7`, mark: 'K', limits: [1, 7] },
  referralDays: { title: '转诊就诊期限', value: 30, unit: 'day', source: `${NOTE} §7`, mark: 'K', limits: [7, 90] },
  editDays: { title: '检查记录保存后可直接修改的天数,之后修改须写明原因(0 不限)', value: 3, unit: 'day', source: `${NOTE} §8.2 [S-E6](某平台的做法,规范未见)`, mark: 'S', limits: [0, 365] },
  overdueDays: { title: '超期未查天数', value: 30, unit: 'day', source: `${NOTE} §9`, mark: 'K', limits: [7, 90] },
} as const satisfies Record<string, NumberRule<Unit>>

export type EyeRuleId = keyof typeof EYE_RULE
export type EyeRules = NumberRuleValues<EyeRuleId>

/** The clinic's numbers as a setting. */
export const EYE_RULES = defineNumberRules(1, EYE_RULE, [
  ['visionUnder3', 'visionYear3', 'visionYear4', 'visionYear5'], ['visionRecheckFirstDays', 'visionRecheckLastDays'],
  ['reserveYear4Low', 'reserveYear4High'], ['reserveYear6Low', 'reserveYear6High'], ['reserveYear7Low', 'reserveYear7High'], ['urgentReferralDays', 'referralDays'],
])
export const EYE_RULES_DEFAULT: EyeRules = EYE_RULES.initial
