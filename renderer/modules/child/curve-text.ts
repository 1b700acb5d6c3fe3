import type { Output } from '../../../domain/api/api.ts'
import type { CurveIndicator, CurveStandard } from '../../../domain/rule/growth/curve.ts'
import { GRADE_TITLE, NOTE_TEXT, REASON_TEXT, STANDARD_TITLE, STATUS_TITLE } from '../../../domain/rule/growth/words.ts'
import { DAYS_PER_WHO_MONTH } from '../../../domain/rule/growth/age.ts'
import { messageText, t } from '../../app/i18n.ts'

export type Curve = Output<'child.growth.curve'>
export type Point = Curve['points'][number]
export type Choice = { standard: CurveStandard; indicator: CurveIndicator; lines: 'sd' | 'percentile' }

const months = (days: number): string => (days / DAYS_PER_WHO_MONTH).toFixed(1)

/** The age from birth, and for a preterm child the corrected one; the one used is named by the source. */
export const actualAgeText = ({ actualDays }: Point): string => t('childCurve.age', '{{days}} 天({{months}} 月)', { days: actualDays, months: months(actualDays) })
export function correctedAgeText({ correctedDays }: Point): string {
  if (correctedDays === null) return '—'
  return correctedDays < 0 ? t('childCurve.beforeTerm', '未足月') : t('childCurve.age', '{{days}} 天({{months}} 月)', { days: correctedDays, months: months(correctedDays) })
}

export const valueText = (curve: Curve, { measured, value }: Point): string => {
  const text = (one: number): string => `${one.toFixed(curve.yUnit === 'kg' ? 2 : 1)} ${curve.yUnit}`
  const isConverted = value !== null && Math.abs(value - measured) >= 0.05 && curve.yUnit === 'cm'
  return isConverted ? t('childCurve.converted', '{{measured}}(换算 {{value}})', { measured: text(measured), value: text(value) }) : text(measured)
}

/** z with 估算 where the standard defines none, WHO's percentile, or the printed lines the value lies between. */
export function positionText({ z, isEstimated, percentile, between }: Point): string {
  const parts: string[] = []
  if (z !== null) parts.push(isEstimated ? t('childCurve.estimatedZ', 'z {{z}}(估算)', { z: z.toFixed(2) }) : `z ${z.toFixed(2)}`)
  if (percentile !== null) parts.push(`P${percentile.toFixed(0)}`)
  if (between) parts.push(between.from === null ? t('childCurve.below', '低于 {{line}}', { line: lineText(between.to ?? '') }) : between.to === null ? t('childCurve.from', '≥ {{line}}', { line: lineText(between.from) }) : `${lineText(between.from)} ~ ${lineText(between.to)}`)
  return parts.join('  ') || '—'
}
export const lineText = (name: string): string => name.startsWith('P') ? name : `${name.replace('-', '−')}SD`

export function gradeText({ grade, status, reason }: Point): string {
  const words = [grade ? messageText(GRADE_TITLE[grade as keyof typeof GRADE_TITLE]) : '', status ? messageText(STATUS_TITLE[status as keyof typeof STATUS_TITLE]) : ''].filter(Boolean)
  if (words.length > 0) return [...new Set(words)].join(' ')
  return reason ? messageText(REASON_TEXT[reason as keyof typeof REASON_TEXT]) : '—'
}

/** Standard with its year, method, and which age. */
export function sourceText(curve: Curve, { standard, ageUsed }: Point): string {
  const method = standard === 'wst423' ? curve.lines === 'sd' ? t('childCurve.bySd', '标准差法') : t('childCurve.byPercentile', '百分位法') : ''
  const age = ageUsed === 'corrected' ? t('childCurve.corrected', '矫正月龄') : t('childCurve.actual', '实足月龄')
  return [messageText(STANDARD_TITLE[standard]), method, age].filter(Boolean).join(' ')
}

export const noteTexts = ({ notes }: Point): string[] => notes.filter(note => note !== 'zEstimated').map(note => messageText(NOTE_TEXT[note as keyof typeof NOTE_TEXT]))

export function velocityText({ indicator }: Curve, { velocity }: Point): string {
  if (!velocity) return '—'
  const value = indicator === 'lhfa' ? velocity.lengthCmPerMonth : indicator === 'hcfa' ? velocity.headCmPerMonth : velocity.weightGPerDay
  if (value === null) return '—'
  return indicator === 'lhfa' || indicator === 'hcfa' ? t('childCurve.cmPerMonth', '{{value}} cm/月', { value: value.toFixed(2) }) : t('childCurve.gPerDay', '{{value}} g/天', { value: value.toFixed(1) })
}

/** What the mouse shows at a mark, one fact a line. */
export function pointText(curve: Curve, point: Point): string {
  return [
    t('childCurve.hoverDay', '{{day}}  {{value}}', { day: point.day, value: valueText(curve, point) }),
    t('childCurve.hoverAges', '实足 {{actual}}  矫正 {{corrected}}', { actual: actualAgeText(point), corrected: correctedAgeText(point) }),
    `${positionText(point)}  ${gradeText(point)}`, sourceText(curve, point), ...noteTexts(point),
  ].join('\n')
}
