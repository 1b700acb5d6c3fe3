import { z } from 'zod'
import { message, type Message } from '../../message/message.ts'

/** How grades of WS/T 423 are read: by the SD tables (appendix B) or the percentile tables (appendix A). */
export type CutoffMethod = 'sd' | 'percentile'
/** Ages between printed rows: linear between both, or 查表法 – the last row not above the completed months. */
export type BetweenRows = 'interpolate' | 'lookup'
/**
 * Between the rows of 23 months (lying) and 24 months (standing) of WS/T 423: `branches` brings the row of 24 months to
 * the lying position before interpolating, `plain` interpolates the printed numbers over the step.
 */
export type AcrossStep = 'branches' | 'plain'

/** A number or choice no standard settles. Mark K: professional knowledge, not read in a text; a hospital may change it. */
export type GrowthRule<T> = {
  readonly id: string
  readonly title: Message
  readonly value: T
  readonly unit: string
  readonly source: string
  readonly mark: 'K'
}

const rule = <T>(id: string, title: Message, value: T, unit: string, source: string): GrowthRule<T> => ({ id, title, value, unit, source, mark: 'K' })

/** Every unverified value of the growth rules in one place, so that an administration screen can show and change it. */
export const GROWTH_RULES = {
  method: rule<CutoffMethod>('method', message('growthRule.method', '生长水平的评价方法'), 'sd', '', 'WS/T 423—2022 两种方法均可;缺省见儿童保健说明 §5.1、§18'),
  betweenRows: rule<BetweenRows>('betweenRows', message('growthRule.betweenRows', '月龄在两行之间时'), 'interpolate', '', '儿童保健说明 §5.1、§18'),
  acrossStep: rule<AcrossStep>('acrossStep', message('growthRule.acrossStep', '23–24月龄之间(卧位转立位)'), 'branches', '', '产品约定: 曲线在24月龄处分为两支(§5.6),插值也不跨越'),
  positionDifferenceCm: rule('positionDifferenceCm', message('growthRule.positionDifferenceCm', '卧位与立位相差'), 0.7, 'cm', 'WHO 2006;用于中国标准为推定(儿童保健说明 §5.1)'),
  correctionBelowWeeks: rule('correctionBelowWeeks', message('growthRule.correctionBelowWeeks', '矫正月龄用于出生孕周小于'), 37, '周', '儿童保健说明 §2'),
  correctionUntilMonths: rule('correctionUntilMonths', message('growthRule.correctionUntilMonths', '使用矫正月龄至矫正'), 24, '月', '儿童保健说明 §2、§18'),
  infantUntilMonths: rule('infantUntilMonths', message('growthRule.infantUntilMonths', '婴儿体重精度用至'), 12, '月', '儿童保健说明 §4.7'),
  infantWeightUnitKg: rule('infantWeightUnitKg', message('growthRule.infantWeightUnitKg', '婴儿体重精确到'), 0.01, 'kg', '儿童保健说明 §4.7'),
  weightUnitKg: rule('weightUnitKg', message('growthRule.weightUnitKg', '其他体重精确到'), 0.1, 'kg', '儿童保健说明 §4.7'),
  weightMinKg: rule('weightMinKg', message('growthRule.weightMinKg', '体重提示下限'), 0.5, 'kg', '儿童保健说明 §4.7'),
  weightMaxKg: rule('weightMaxKg', message('growthRule.weightMaxKg', '体重提示上限'), 60, 'kg', '儿童保健说明 §4.7'),
  lengthMinCm: rule('lengthMinCm', message('growthRule.lengthMinCm', '身长(高)提示下限'), 30, 'cm', '儿童保健说明 §4.7'),
  lengthMaxCm: rule('lengthMaxCm', message('growthRule.lengthMaxCm', '身长(高)提示上限'), 140, 'cm', '儿童保健说明 §4.7'),
  headMinCm: rule('headMinCm', message('growthRule.headMinCm', '头围提示下限'), 20, 'cm', '儿童保健说明 §4.7'),
  headMaxCm: rule('headMaxCm', message('growthRule.headMaxCm', '头围提示上限'), 60, 'cm', '儿童保健说明 §4.7'),
  jumpSd: rule('jumpSd', message('growthRule.jumpSd', '与上次相差超过即提示'), 3, 'SD', '儿童保健说明 §4.7'),
  shrinkWarnCm: rule('shrinkWarnCm', message('growthRule.shrinkWarnCm', '身长(高)或头围减少超过即提示'), 0.5, 'cm', '儿童保健说明 §4.7'),
  shrinkRetypeCm: rule('shrinkRetypeCm', message('growthRule.shrinkRetypeCm', '身长(高)减少超过须重新输入'), 2, 'cm', '产品约定'),
  weightLossRetypePercent: rule('weightLossRetypePercent', message('growthRule.weightLossRetypePercent', '体重减少超过须重新输入'), 15, '%', '产品约定'),
  flatWeightFromDays: rule('flatWeightFromDays', message('growthRule.flatWeightFromDays', '体重不增的提示自出生后'), 14, '天', '产品约定: 生理性体重下降之后'),
  crossedPercentileLines: rule('crossedPercentileLines', message('growthRule.crossedPercentileLines', '跨越百分位线达到即提示'), 2, '条', '儿童保健说明 §5.6'),
  crossedSdLines: rule('crossedSdLines', message('growthRule.crossedSdLines', '跨越标准差线达到即提示'), 1, '条', '儿童保健说明 §5.6'),
  lowBirthWeightBelowG: rule('lowBirthWeightBelowG', message('growthRule.lowBirthWeightBelowG', '低出生体重小于'), 2500, 'g', '儿童保健说明 §5.5'),
  veryLowBirthWeightBelowG: rule('veryLowBirthWeightBelowG', message('growthRule.veryLowBirthWeightBelowG', '极低出生体重小于'), 1500, 'g', '儿童保健说明 §5.5'),
  extremelyLowBirthWeightBelowG: rule('extremelyLowBirthWeightBelowG', message('growthRule.extremelyLowBirthWeightBelowG', '超低出生体重小于'), 1000, 'g', '儿童保健说明 §5.5'),
  macrosomiaFromG: rule('macrosomiaFromG', message('growthRule.macrosomiaFromG', '巨大儿自'), 4000, 'g', '儿童保健说明 §5.5;另有名单用大于 4000'),
} as const satisfies Record<string, GrowthRule<number | string>>

/** The bare values the calculations take. */
export type GrowthRuleValues = { readonly [K in keyof typeof GROWTH_RULES]: (typeof GROWTH_RULES)[K]['value'] }

/** Values an administration screen may save: a changed rule must still be one the calculations can follow. */
export const GrowthRuleValuesSchema: z.ZodType<GrowthRuleValues, GrowthRuleValues> = z.strictObject({
  method: z.enum(['sd', 'percentile']), betweenRows: z.enum(['interpolate', 'lookup']), acrossStep: z.enum(['branches', 'plain']),
  positionDifferenceCm: z.number().min(0).max(2), correctionBelowWeeks: z.int().min(28).max(40), correctionUntilMonths: z.int().min(0).max(36),
  // Units divide a kilogram into whole parts: weights are compared as whole numbers of them.
  infantUntilMonths: z.int().min(0).max(84), infantWeightUnitKg: z.literal([0.001, 0.01, 0.1]), weightUnitKg: z.literal([0.001, 0.01, 0.1]),
  weightMinKg: z.number().min(0), weightMaxKg: z.number().positive(), lengthMinCm: z.number().min(0), lengthMaxCm: z.number().positive(), headMinCm: z.number().min(0), headMaxCm: z.number().positive(),
  jumpSd: z.number().positive(), shrinkWarnCm: z.number().min(0), shrinkRetypeCm: z.number().min(0), weightLossRetypePercent: z.number().min(0).max(100), flatWeightFromDays: z.int().min(0),
  crossedPercentileLines: z.int().min(1).max(7), crossedSdLines: z.int().min(1).max(7),
  lowBirthWeightBelowG: z.int().positive(), veryLowBirthWeightBelowG: z.int().positive(), extremelyLowBirthWeightBelowG: z.int().positive(), macrosomiaFromG: z.int().positive(),
})

/** The shipped values (§5, mark K) with those a hospital changed. */
export function growthRuleValues(changed: Partial<GrowthRuleValues> = {}): GrowthRuleValues {
  const shipped = Object.fromEntries(Object.values(GROWTH_RULES).map(({ id, value }) => [id, value])) as GrowthRuleValues
  return { ...shipped, ...changed }
}

/** The shipped values. */
export const DEFAULT_GROWTH_RULES: GrowthRuleValues = growthRuleValues()
