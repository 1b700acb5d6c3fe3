import { VISUAL_ACUITY, type VisualAcuity } from '../../code/visual-acuity.ts'
import { addDays, type Day } from '../../time/day.ts'
import type { EyeRules } from './eye-rules.ts'

/** What somebody typed for a vision: a value of the chart, or the two lines it lies between, or nothing readable. */
export type ReadVision =
  | { readonly acuity: VisualAcuity; readonly notation: 'five' | 'decimal' }
  | { readonly acuity: null; readonly between: readonly [VisualAcuity, VisualAcuity] | null }

const ENTRIES = VISUAL_ACUITY.list
type Entry = (typeof ENTRIES)[number]
const LINES = ENTRIES.filter(entry => entry.code >= '10')
const ON_CHART = ENTRIES.filter(entry => entry.decimal !== undefined)
const BELOW_CHART: Readonly<Record<string, VisualAcuity>> = { NLP: '00', LP: '01', HM: '02', CF: '03', ...Object.fromEntries(ENTRIES.filter(({ code }) => code < '10').map(({ code, label }) => [label, code])) }
const SMALLEST_FIVE = 3.3

/**
 * Reads a vision in either notation (§5.1; case E-11): 4.8 and 0.6 are the same line. A value that is not on the chart is
 * never rounded: the answer names the two lines it lies between, so that the person can say which. Numbers from 3.3 on are
 * five-mark, smaller ones decimal; CF, HM, LP and NLP are the values below the chart.
 */
export function readVision(typed: string): ReadVision {
  const text = typed.trim().toUpperCase()
  const word = BELOW_CHART[text]
  if (word) return { acuity: word, notation: 'five' }
  if (!/^\d(?:\.\d{1,2})?$/.test(text)) return { acuity: null, between: null }
  const value = Number(text)
  const [lines, of, notation] = value >= SMALLEST_FIVE ? [LINES, (entry: Entry) => Number(entry.label), 'five' as const] : [ON_CHART, (entry: Entry) => Number(entry.decimal), 'decimal' as const]
  const found = lines.find(entry => of(entry) === value)
  if (found) return { acuity: found.code, notation }
  const [below, above] = [lines.findLast(entry => of(entry) < value), lines.find(entry => of(entry) > value)]
  return { acuity: null, between: below && above ? [below.code, above.code] : null }
}

/** 4.8 and 0.6 as a doctor reads them: `4.8(0.6)`; words for what lies below the chart. */
export function visionText(acuity: VisualAcuity): string {
  const { label, decimal } = VISUAL_ACUITY.entry(acuity)
  return decimal === undefined ? label : `${label}(${decimal})`
}
/** The decimal value of a line of the chart; null below it. */
export const decimalVision = (acuity: VisualAcuity): number | null => { const { decimal } = VISUAL_ACUITY.entry(acuity); return decimal === undefined ? null : Number(decimal) }
/** The same where the national element (N3,1) can say it: 0.12, 0.15 and 0.25 would be sent as other lines of the chart. */
export const elementVision = (acuity: VisualAcuity): number | null => { const value = decimalVision(acuity); return value !== null && Number.isInteger(Math.round(value * 100) / 10) ? value : null }
/** Tenths of the five-mark notation; what lies below every line (fingers, hand, light, none) is lower than all of them. */
export const visionTenths = (acuity: VisualAcuity): number => Number(acuity)

/** The limit of an age in tenths (§5.2): under 3, 3, 4, from 5 years. */
export const visionLimit = (months: number, rules: EyeRules): number => months < 36 ? rules.visionUnder3 : months < 48 ? rules.visionYear3 : months < 60 ? rules.visionYear4 : rules.visionYear5

/** 视力低常 of one eye (§5.2; cases E-12 to E-14); whether the limit itself is low is the hospital's setting. */
export function isVisionLow(acuity: VisualAcuity, months: number, rules: EyeRules): boolean {
  const [tenths, limit] = [visionTenths(acuity), visionLimit(months, rules)]
  return rules.visionLimitIsLow === 1 ? tenths <= limit : tenths < limit
}

/** 两行及以上: the eyes differ by two lines of the chart or more (§5.2 [K]; cases E-12 to E-14). */
export const differByLines = (right: VisualAcuity, left: VisualAcuity, rules: EyeRules): boolean => Math.abs(visionTenths(right) - visionTenths(left)) >= rules.visionLines

/** When a low vision is measured again before anybody is sent away (§5.2 [K]). */
export const recheckWindow = (visitDay: Day, rules: EyeRules): { readonly firstDay: Day; readonly lastDay: Day } => ({ firstDay: addDays(visitDay, rules.visionRecheckFirstDays), lastDay: addDays(visitDay, rules.visionRecheckLastDays) })
