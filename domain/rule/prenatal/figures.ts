import { message, type Message } from '../../message/message.ts'
import { percentOf } from '../rate.ts'
import type { PrenatalRules } from './prenatal-rules.ts'
import { PANEL_REQUIREMENT, type RequiredDisease, type RequiredPanel } from './serum.ts'

type Figure = { readonly title: Message; readonly numerator: Message; readonly denominator: Message; readonly target: Message | null; readonly source: string; readonly mark: 'S' | 'K' }
const SOURCE = '产前筛查说明 §12;统计指标说明 §3、§5'
const highRisk = message('prenatalFigure.highRisk', '血清学筛查高风险的孕妇')

/** The rates of prenatal screening (§12): what is counted over what. A woman counts once, whatever was tested. Raise the version with every change. */
export const PRENATAL_FIGURE = {
  screened: {
    title: message('prenatalFigure.screened', '产前筛查率'), source: SOURCE, mark: 'S', target: message('prenatalFigure.screened.target', '某地方案95%'),
    numerator: message('prenatalFigure.screened.numerator', '早、中孕期血清学筛查的产妇(只做超声的不计,只做NIPT的按设置)'), denominator: message('prenatalFigure.screened.denominator', '同期产妇数'),
  },
  task: {
    title: message('prenatalFigure.task', '任务完成率'), source: SOURCE, mark: 'S', target: message('prenatalFigure.task.target', '100%'),
    numerator: message('prenatalFigure.task.numerator', '累计免费筛查的孕妇'), denominator: message('prenatalFigure.task.denominator', '年度任务数'),
  },
  positive: {
    title: message('prenatalFigure.positive', '高风险率'), source: SOURCE, mark: 'K', target: message('prenatalFigure.positive.target', '约5%以下'),
    numerator: highRisk, denominator: message('prenatalFigure.positive.denominator', '血清学筛查的孕妇'),
  },
  qualified: {
    title: message('prenatalFigure.qualified', '样本合格率'), source: SOURCE, mark: 'K', target: null,
    numerator: message('prenatalFigure.qualified.numerator', '签收合格的样本'), denominator: message('prenatalFigure.qualified.denominator', '送达的样本(含拒收)'),
  },
  recalled: {
    title: message('prenatalFigure.recalled', '召回率'), source: SOURCE, mark: 'K', target: message('prenatalFigure.recalled.target', '100%'),
    numerator: message('prenatalFigure.recalled.numerator', '已召回的高风险孕妇'), denominator: highRisk,
  },
  diagnosed: {
    title: message('prenatalFigure.diagnosed', '高危人群干预诊断率'), source: SOURCE, mark: 'S', target: message('prenatalFigure.diagnosed.target', '80%以上'),
    numerator: message('prenatalFigure.diagnosed.numerator', '做过NIPT或产前诊断的高风险孕妇'), denominator: highRisk,
  },
  outcome: {
    title: message('prenatalFigure.outcome', '风险人群妊娠结局随访率'), source: SOURCE, mark: 'K', target: message('prenatalFigure.outcome.target', '90%以上'),
    numerator: message('prenatalFigure.outcome.numerator', '已随访结局的孕妇(含往年筛查、本年随访的)'), denominator: message('prenatalFigure.outcome.denominator', '本年度应随访结局的孕妇'),
  },
} as const satisfies Record<string, Figure>
export type PrenatalFigureId = keyof typeof PRENATAL_FIGURE
export const PRENATAL_FIGURE_IDS = Object.keys(PRENATAL_FIGURE) as [PrenatalFigureId, ...PrenatalFigureId[]]
export const PRENATAL_FIGURES_VERSION = 1

/** Does a woman count as screened? Ultrasound never does; whether NIPT alone does is the hospital's setting, since the years differ. */
export const isScreened = ({ hadSerum, hadNipt }: { readonly hadSerum: boolean; readonly hadNipt: boolean }, rules: PrenatalRules): boolean => hadSerum || (hadNipt && rules.niptCounts === 1)

export type ShownRate = { readonly percent: number | null; readonly notice: Message | null }
/** A rate as it is shown: never cut at 100, but asked about above it (P-24 … P-26). */
export function shownRate(numerator: number, denominator: number): ShownRate {
  const percent = percentOf(numerator, denominator)
  return { percent, notice: percent !== null && percent > 100 ? message('prenatal.above100', '≥100%,核对分母') : null }
}

/** Outcomes of the screened by result. */
export type ScreeningTable = { readonly affected: number; readonly affectedHigh: number; readonly unaffected: number; readonly unaffectedHigh: number; readonly due: number; readonly followed: number }
export type Performance = {
  /** 检出率, 假阳性率, 阳性预测值 in per cent; null over nothing. */
  readonly detection: number | null
  readonly falsePositive: number | null
  readonly predictive: number | null
  readonly missed: number
  /** 结局未齐 (n/N) until enough outcomes are known. */
  readonly notice: Message | null
}

/** Detection, false positives and what a high risk is worth (§12; P-27). */
export function performanceOf({ affected, affectedHigh, unaffected, unaffectedHigh, due, followed }: ScreeningTable, rules: PrenatalRules): Performance {
  const complete = percentOf(followed, due)
  return {
    detection: percentOf(affectedHigh, affected), falsePositive: percentOf(unaffectedHigh, unaffected), predictive: percentOf(affectedHigh, affectedHigh + unaffectedHigh), missed: affected - affectedHigh,
    notice: complete !== null && complete < rules.outcomeComplete ? message('prenatal.outcomesMissing', '结局未齐({{followed}}/{{due}})', { followed, due }) : null,
  }
}

/** Does a performance meet the national requirement of its panel (§3.4)? Null where nothing can be said. */
export function meetsRequirement({ detection, falsePositive }: Pick<Performance, 'detection' | 'falsePositive'>, panel: RequiredPanel, disease: RequiredDisease): boolean | null {
  const { detectionAtLeast, falsePositiveBelow } = PANEL_REQUIREMENT[panel][disease]
  return detection === null || falsePositive === null ? null : detection >= detectionAtLeast && falsePositive < falsePositiveBelow
}

/** Requirement of NIPT in per cent (§4, 2016 rules, not read): at least, or at most where `most` says so. */
export const NIPT_REQUIREMENT = {
  detectionT21: { limit: 95, most: false }, detectionT18: { limit: 85, most: false }, detectionT13: { limit: 70, most: false }, falsePositive: { limit: 0.5, most: true }, predictive: { limit: 50, most: false },
  failure: { limit: 5, most: true }, followedHigh: { limit: 100, most: false }, followedLow: { limit: 90, most: false },
} as const
export type NiptQuality = keyof typeof NIPT_REQUIREMENT
/** What of a year's NIPT falls short; a rate over nothing is null and falls short of nothing. */
export const niptShortfalls = (rates: Readonly<Record<NiptQuality, number | null>>): NiptQuality[] => (Object.keys(NIPT_REQUIREMENT) as NiptQuality[]).filter(id => {
  const [rate, { limit, most }] = [rates[id], NIPT_REQUIREMENT[id]]
  return rate !== null && (most ? rate > limit : rate < limit)
})
