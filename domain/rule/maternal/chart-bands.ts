import type { Day } from '../../time/day.ts'
import { bodyMassIndex } from './risk-assessment.ts'
import { defineNumberRules, type NumberRule, type NumberRuleValues } from '../number-rules.ts'

type Unit = 'kg' | 'cm' | 'kgPerM2' | 'g/L' | '/min'
const GAIN = 'IOM 2009 孕期增重建议(公开网页转载,原文未读);国内另有WS/T 801-2022,可按其改'
const FUNDAL = '公开网页“宫高标准参考值”逐周表(取每4周的值,中间按直线连接;出处原文未见)'
const CARE = '孕产保健领域说明 §4.3、§6.6(原文未见)'
const bmi = (title: string, value: number): NumberRule<Unit> => ({ title, value, unit: 'kgPerM2', source: GAIN, mark: 'K', limits: [15, 40], step: 0.1 })
const gain = (title: string, value: number): NumberRule<Unit> => ({ title, value, unit: 'kg', source: GAIN, mark: 'K', limits: [0, 30], step: 0.1 })
const fundal = (title: string, value: number): NumberRule<Unit> => ({ title, value, unit: 'cm', source: FUNDAL, mark: 'K', limits: [5, 50], step: 0.1 })

/** The bands and limits the charts of a pregnancy are read against (note §14); none of them decides anything. */
export const MATERNAL_CHART_RULE = {
  underweightBelow: bmi('增重参考:低体重(BMI小于)', 18.5),
  overweightFrom: bmi('增重参考:超重(BMI不低于)', 25),
  obeseFrom: bmi('增重参考:肥胖(BMI不低于)', 30),
  earlyGainLow: gain('孕13周末增重参考下限', 0.5),
  earlyGainHigh: gain('孕13周末增重参考上限', 2),
  underweightGainLow: gain('低体重孕40周增重参考下限', 12.5),
  underweightGainHigh: gain('低体重孕40周增重参考上限', 18),
  normalGainLow: gain('正常体重孕40周增重参考下限', 11.5),
  normalGainHigh: gain('正常体重孕40周增重参考上限', 16),
  overweightGainLow: gain('超重孕40周增重参考下限', 7),
  overweightGainHigh: gain('超重孕40周增重参考上限', 11.5),
  obeseGainLow: gain('肥胖孕40周增重参考下限', 5),
  obeseGainHigh: gain('肥胖孕40周增重参考上限', 9),
  fundalLow20: fundal('宫高参考下限(20周)', 16),
  fundalHigh20: fundal('宫高参考上限(20周)', 20.5),
  fundalLow24: fundal('宫高参考下限(24周)', 20),
  fundalHigh24: fundal('宫高参考上限(24周)', 24.5),
  fundalLow28: fundal('宫高参考下限(28周)', 23),
  fundalHigh28: fundal('宫高参考上限(28周)', 28.5),
  fundalLow32: fundal('宫高参考下限(32周)', 26),
  fundalHigh32: fundal('宫高参考上限(32周)', 32.5),
  fundalLow36: fundal('宫高参考下限(36周)', 29),
  fundalHigh36: fundal('宫高参考上限(36周)', 36.5),
  fundalLow40: fundal('宫高参考下限(40周)', 32),
  fundalHigh40: fundal('宫高参考上限(40周)', 38.5),
  anaemiaBelow: { title: '血红蛋白提示线(低于)', value: 110, unit: 'g/L', source: CARE, mark: 'K', limits: [60, 130] },
  fetalHeartLow: { title: '胎心率参考下限', value: 110, unit: '/min', source: CARE, mark: 'K', limits: [80, 140] },
  fetalHeartHigh: { title: '胎心率参考上限', value: 160, unit: '/min', source: CARE, mark: 'K', limits: [140, 200] },
} as const satisfies Record<string, NumberRule<Unit>>

export type MaternalChartRuleId = keyof typeof MATERNAL_CHART_RULE
export type MaternalChartRules = NumberRuleValues<MaternalChartRuleId>
/** The numbers as a setting. */
export const MATERNAL_CHART_RULES = defineNumberRules(1, MATERNAL_CHART_RULE, [
  ['underweightBelow', 'overweightFrom', 'obeseFrom'], ['earlyGainLow', 'earlyGainHigh'], ['underweightGainLow', 'underweightGainHigh'], ['normalGainLow', 'normalGainHigh'],
  ['overweightGainLow', 'overweightGainHigh'], ['obeseGainLow', 'obeseGainHigh'], ['fundalLow20', 'fundalHigh20'], ['fundalLow24', 'fundalHigh24'], ['fundalLow28', 'fundalHigh28'],
  ['fundalLow32', 'fundalHigh32'], ['fundalLow36', 'fundalHigh36'], ['fundalLow40', 'fundalHigh40'],
  ['fetalHeartLow', 'fetalHeartHigh'],
  ['fundalLow20', 'fundalLow24', 'fundalLow28', 'fundalLow32', 'fundalLow36', 'fundalLow40'], ['fundalHigh20', 'fundalHigh24', 'fundalHigh28', 'fundalHigh32', 'fundalHigh36', 'fundalHigh40'],
])

const DAYS_PER_WEEK = 7
const EARLY_WEEKS = 13
const TERM_WEEKS = 40
const FUNDAL_WEEKS = [20, 24, 28, 32, 36, 40] as const
/** From the first weeks in which a heart is heard to the last of the chart. */
const HEART_WEEKS = [8, 42] as const

/** A reference band at a week of gestation. */
export type BandPoint = { readonly week: number; readonly low: number; readonly high: number }

export type WeightClass = 'underweight' | 'normal' | 'overweight' | 'obese'
/** Which recommendation a woman's weight before the pregnancy asks for. */
export const weightClassOf = (bmi: number, rules: MaternalChartRules): WeightClass =>
  bmi < rules.underweightBelow ? 'underweight' : bmi < rules.overweightFrom ? 'normal' : bmi < rules.obeseFrom ? 'overweight' : 'obese'

/** What the band says at a week, between two of its points on the straight line; null before its first and after its last. */
export function bandAt(band: readonly BandPoint[], week: number): { readonly low: number; readonly high: number } | null {
  const next = band.findIndex(point => point.week >= week)
  const to = band[next]
  if (!to) return null
  if (to.week === week) return to
  const from = band[next - 1]
  if (!from) return null
  const share = (week - from.week) / (to.week - from.week)
  return { low: from.low + (to.low - from.low) * share, high: from.high + (to.high - from.high) * share }
}

/**
 * Recommended gain of one child over the weeks. Where the first weight was taken in the pregnancy, the band begins there at
 * nothing, too: what was gained before is not known.
 */
export function weightGainBand(bmi: number, fromWeek: number, rules: MaternalChartRules): BandPoint[] {
  const kind = weightClassOf(bmi, rules)
  const whole = [{ week: 0, low: 0, high: 0 }, { week: EARLY_WEEKS, low: rules.earlyGainLow, high: rules.earlyGainHigh }, { week: TERM_WEEKS, low: rules[`${kind}GainLow`], high: rules[`${kind}GainHigh`] }]
  const start = bandAt(whole, fromWeek)
  if (!start) return []
  return [{ week: fromWeek, low: 0, high: 0 }, ...whole.filter(point => point.week > fromWeek).map(({ week, low, high }) => ({ week, low: low - start.low, high: high - start.high }))]
}

/** The reference range of the fundal height. */
export const fundalHeightBand = (rules: MaternalChartRules): BandPoint[] => FUNDAL_WEEKS.map(week => ({ week, low: rules[`fundalLow${week}`], high: rules[`fundalHigh${week}`] }))

/** What a visit measured, as the charts and the hints beside a form take it. */
export type MeasuredVisit = {
  readonly visitDay: Day
  readonly gestationDays: number
  readonly weightKg: number | null
  readonly fundalHeightCm: number | null
  readonly systolicMmHg: number | null
  readonly diastolicMmHg: number | null
  readonly haemoglobinGPerL: number | null
  /** Of the first of several. */
  readonly fetalHeartPerMinute: number | null
}
/** What weights are compared with: the weight before the pregnancy (week 0), else that of the first visit that has one. */
export type WeightBase = { readonly weightKg: number; readonly week: number; readonly bmi: number | null }
export function weightBaseOf(visits: readonly MeasuredVisit[], known: { readonly heightCm: number | null; readonly weightBeforeKg: number | null }): WeightBase | null {
  const first = visits.find(visit => visit.weightKg !== null)
  const weightKg = known.weightBeforeKg ?? first?.weightKg ?? null
  if (weightKg === null) return null
  return { weightKg, week: known.weightBeforeKg === null ? weeksOf(first?.gestationDays ?? 0) : 0, bmi: known.heightCm === null ? null : bodyMassIndex(known.heightCm, weightKg) }
}
/** Weeks with fractions: visits are placed by their day. */
export const weeksOf = (gestationDays: number): number => gestationDays / DAYS_PER_WEEK

export const MATERNAL_MEASURES = ['weightGain', 'fundalHeight', 'bloodPressure', 'haemoglobin', 'fetalHeart'] as const
export type MaternalMeasure = (typeof MATERNAL_MEASURES)[number]
export type ChartPoint = { readonly week: number; readonly value: number; readonly day: Day }
type PressureLimits = { readonly hypertensionSystolic: number; readonly hypertensionDiastolic: number }
/** A drawing of one measure: its lines, the reference band, the limits. */
export type MaternalChart = { readonly measure: MaternalMeasure; readonly lines: readonly (readonly ChartPoint[])[]; readonly band: readonly BandPoint[]; readonly limits: readonly number[] }

/** What is drawn of the visits of one pregnancy; of several children no band is known. */
export function maternalChart(measure: MaternalMeasure, visits: readonly MeasuredVisit[], base: WeightBase | null, fetusCount: number | null, rules: MaternalChartRules, pressure: PressureLimits): MaternalChart {
  const points = (of: (visit: MeasuredVisit) => number | null): ChartPoint[] => visits.flatMap(visit => { const value = of(visit); return value === null ? [] : [{ week: weeksOf(visit.gestationDays), value, day: visit.visitDay }] })
  const isSingle = (fetusCount ?? 1) === 1
  switch (measure) {
    case 'weightGain': return {
      measure, lines: base ? [points(visit => visit.weightKg === null ? null : Math.round((visit.weightKg - base.weightKg) * 10) / 10)] : [[]], band: base?.bmi && isSingle ? weightGainBand(base.bmi, base.week, rules) : [], limits: [],
    }
    case 'fundalHeight': return { measure, lines: [points(visit => visit.fundalHeightCm)], band: isSingle ? fundalHeightBand(rules) : [], limits: [] }
    case 'bloodPressure': return { measure, lines: [points(visit => visit.systolicMmHg), points(visit => visit.diastolicMmHg)], band: [], limits: [pressure.hypertensionSystolic, pressure.hypertensionDiastolic] }
    case 'haemoglobin': return { measure, lines: [points(visit => visit.haemoglobinGPerL)], band: [], limits: [rules.anaemiaBelow] }
    case 'fetalHeart': return { measure, lines: [points(visit => visit.fetalHeartPerMinute)], band: HEART_WEEKS.map(week => ({ week, low: rules.fetalHeartLow, high: rules.fetalHeartHigh })), limits: [] }
  }
}
