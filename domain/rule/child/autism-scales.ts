import type { AutismScale, DevelopmentQuotientClass, DevelopmentScaleResult, RescreeningResult } from '../../code/child-autism.ts'
import { block, type FieldIssue, message } from '../../message/message.ts'
import type { ChildRules } from './child-rules.ts'

// Every limit in this file is of 国卫办妇幼发〔2022〕12号 (§7 [S3]) unless it comes from the rules of the hospital.
const MCHAT_FROM_MONTHS = 18
const ABC_FROM_MONTHS = 24
export const MCHAT_ITEM_COUNT = 23
/** Failed when answered 是; all other items fail when answered 否. */
const MCHAT_REVERSED_ITEMS: readonly number[] = [11, 18, 20, 22]
const MCHAT_CORE_ITEMS: readonly number[] = [2, 7, 9, 13, 14, 15]
const MCHAT_CORE_LIMIT = 2
const MCHAT_TOTAL_LIMIT = 3
const ABC_LIMIT = 53
const ABC_ITEM_COUNT = 57
const CARS_ITEM_COUNT = 15
const CARS_AUTISM_FROM = 30
const DISORDER_BELOW = 70
const DEVIATION_TOTAL_FROM = 80

/** The re-screening scales for an age in completed months: at exactly 24 months ABC applies (§7). */
export function scalesFor(ageMonths: number): readonly AutismScale[] {
  if (ageMonths < MCHAT_FROM_MONTHS) return ['development']
  return ageMonths < ABC_FROM_MONTHS ? ['mchat', 'development'] : ['abc', 'development']
}

/** true 是, false 否, null not answered; item 1 first. */
export type MchatAnswers = readonly (boolean | null)[]
export type MchatResult = { readonly failedItems: readonly number[]; readonly failedCoreItems: readonly number[]; readonly openItems: readonly number[]; readonly result: 'passed' | 'notPassed' | 'incomplete' }

/**
 * M-CHAT (§7; cases 39–42): not passed with two core items or three items failed. What has failed already cannot be undone
 * by the items still open; without that, an open item leaves it incomplete.
 */
export function mchatResult(answers: MchatAnswers): MchatResult {
  if (answers.length !== MCHAT_ITEM_COUNT) throw new RangeError('M-CHAT has 23 items')
  const items = answers.map((yes, index) => ({ item: index + 1, yes }))
  const failedItems = items.filter(({ item, yes }) => yes !== null && yes === MCHAT_REVERSED_ITEMS.includes(item)).map(({ item }) => item)
  const failedCoreItems = failedItems.filter(item => MCHAT_CORE_ITEMS.includes(item))
  const openItems = items.filter(({ yes }) => yes === null).map(({ item }) => item)
  const notPassed = failedCoreItems.length >= MCHAT_CORE_LIMIT || failedItems.length >= MCHAT_TOTAL_LIMIT
  return { failedItems, failedCoreItems, openItems, result: notPassed ? 'notPassed' : openItems.length > 0 ? 'incomplete' : 'passed' }
}

/** ABC: 53 points and more is 可疑孤独症症状 (§7; case 43). `items` are the points of the ticked items. */
export const abcResult = (total: number): 'passed' | 'suspicious' => total >= ABC_LIMIT ? 'suspicious' : 'passed'
/** The highest total that 57 items of 1–4 points can give; more was mistyped. */
export const ABC_TOTAL_MOST = ABC_ITEM_COUNT * 4

/** CARS: 15 items of 1–4, 30 and more lies in the autistic range; it only supports the diagnosis (§7; case 45). */
export const carsResult = (total: number): 'below' | 'autismRange' => total >= CARS_AUTISM_FROM ? 'autismRange' : 'below'

/** Totals that the scales cannot give (15 items of 1–4 with half points; 57 items). */
export function checkScaleTotals({ abcTotal, carsTotal }: { readonly abcTotal: number | null; readonly carsTotal: number | null }): FieldIssue[] {
  const issues: FieldIssue[] = []
  if (abcTotal !== null && (!Number.isInteger(abcTotal) || abcTotal < 0 || abcTotal > ABC_TOTAL_MOST)) {
    issues.push(block('abcTotal', message('child.abcTotal', 'ABC 总分应为 0–{{most}} 的整数', { most: ABC_TOTAL_MOST })))
  }
  if (carsTotal !== null && (!Number.isInteger(carsTotal * 2) || carsTotal < CARS_ITEM_COUNT || carsTotal > CARS_ITEM_COUNT * 4)) {
    issues.push(block('carsTotal', message('child.carsTotal', 'CARS 总分应在 {{least}}–{{most}} 之间(可有半分)', { least: CARS_ITEM_COUNT, most: CARS_ITEM_COUNT * 4 })))
  }
  return issues
}

/** 儿心量表-II: the total and the five areas as developmental quotients; null: not tested. */
export type DevelopmentQuotients = {
  readonly total: number | null
  readonly grossMotor: number | null
  readonly fineMotor: number | null
  readonly adaptive: number | null
  readonly language: number | null
  readonly social: number | null
}

/**
 * 儿心量表-II in the autism chain (§7; case 44): total < 70 发育障碍; 70 to < 80 the same test within three months; from
 * 80 on 发育偏离 when 适应能力, 语言 or 社会行为 is below 70. Gross and fine motor scores alone are no 偏离.
 */
export function developmentScaleResult({ total, adaptive, language, social }: DevelopmentQuotients): DevelopmentScaleResult {
  if (total === null) return 'incomplete'
  if (total < DISORDER_BELOW) return 'disorder'
  if (total < DEVIATION_TOTAL_FROM) return 'retest'
  const areas = [adaptive, language, social]
  if (areas.some(area => area !== null && area < DISORDER_BELOW)) return 'deviation'
  return areas.includes(null) ? 'incomplete' : 'normal'
}

/** 发育商分级 of a total (§14 [K], limits of the hospital). */
export function developmentQuotientClass(total: number, rules: ChildRules): DevelopmentQuotientClass {
  if (total >= rules.dqExcellentFrom) return 'excellent'
  if (total >= rules.dqGoodFrom) return 'good'
  if (total >= rules.dqNormalFrom) return 'normal'
  return total >= rules.dqBorderlineFrom ? 'borderline' : 'disabled'
}

export type Rescreening = {
  readonly ageMonths: number
  /** History or observation shows a problem of language, communication, stereotyped behaviour or narrow interest. */
  readonly observedProblem: boolean | null
  readonly mchat: MchatResult['result'] | null
  readonly abc: ReturnType<typeof abcResult> | null
  readonly development: DevelopmentScaleResult | null
}

/**
 * 复筛结果 (§7): abnormal by observation, by the scale of the age, or by 发育障碍/发育偏离; 70–79 points are tested again
 * within three months; otherwise a part that is missing leaves it incomplete.
 */
export function rescreeningResult({ ageMonths, observedProblem, mchat, abc, development }: Rescreening): RescreeningResult {
  const scales = scalesFor(ageMonths)
  const scaleFails = (scales.includes('mchat') && mchat === 'notPassed') || (scales.includes('abc') && abc === 'suspicious')
  if (observedProblem || scaleFails || development === 'disorder' || development === 'deviation') return 'abnormal'
  const isOpen = observedProblem === null || development === null || development === 'incomplete' || (scales.includes('mchat') && mchat !== 'passed') || (scales.includes('abc') && abc === null)
  if (isOpen) return 'incomplete'
  return development === 'retest' ? 'retest' : 'normal'
}
