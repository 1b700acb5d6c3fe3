import { EMG_PHASE, POPQ_STAGE } from '../../../domain/code/pelvic.ts'
import { pelvicAssessment, type StoredPelvicAssessment } from '../../../domain/modules/pelvic/assessment.record.ts'
import { emgOf } from '../../../domain/modules/pelvic/assessment-found.ts'
import type { scoresOf } from '../../../domain/modules/pelvic/comparison.ts'
import { questionnaireOf, scoreText } from '../../../domain/rule/pelvic/questionnaires.ts'
import { t } from '../../app/i18n.ts'
import type { ChartOption } from '../../kit/Chart.tsx'
import { codeText, fieldLabel } from '../../kit/index.ts'
import { questionnaireName } from './assessment-text.ts'

const INK = '#1f1f1f'
const GRID = '#e4e7eb'
const BEFORE = '#a6a6a6'
const AFTER = '#0958d9'
const REFERENCE = '#a8071a'
const LINES = ['#0958d9', '#b35900', '#237804'] as const
const BEST_STRENGTH = 5
const HIGHEST_STAGE = 4

export type Pair = { readonly before: StoredPelvicAssessment | null; readonly after: StoredPelvicAssessment }

const axis = { axisLabel: { color: INK }, axisLine: { lineStyle: { color: INK } }, splitLine: { lineStyle: { color: GRID } } }
const frame = { animation: false, aria: { enabled: false }, textStyle: { color: INK }, grid: { left: 40, right: 12, top: 34, bottom: 26 }, tooltip: { trigger: 'axis' as const, renderMode: 'richText' as const, confine: true }, legend: { top: 0, textStyle: { color: INK }, itemHeight: 10 } }
const categories = (data: string[]) => ({ type: 'category' as const, data, ...axis, axisLabel: { color: INK, interval: 0, fontSize: 11, hideOverlap: false }, splitLine: { show: false } })

type Line = { readonly name: string; readonly values: readonly (number | null)[] }
/** Lines over the days of the assessments; a step from one to the next where a grade holds until it is measured again. */
function lines(assessments: readonly StoredPelvicAssessment[], of: readonly Line[], isStep: boolean, most?: number, label?: (value: number) => string): ChartOption {
  return {
    ...frame, xAxis: categories(assessments.map(({ day }) => day.slice(2))), yAxis: { type: 'value', min: 0, ...(most === undefined ? {} : { max: most, interval: 1 }), ...axis, axisLabel: { color: INK, ...(label ? { formatter: label } : {}) } },
    series: of.filter(({ values }) => values.some(value => value !== null)).map(({ name, values }, index) => ({
      type: 'line' as const, name, ...(isStep ? { step: 'end' as const } : {}), connectNulls: true, symbol: ['circle', 'diamond', 'triangle'][index % 3]!, symbolSize: 10 - index, lineStyle: { color: LINES[index % 3]!, width: 2, type: (['solid', 'dashed', 'dotted'] as const)[index % 3]! }, itemStyle: { color: LINES[index % 3]! }, data: [...values],
    })),
  }
}

const numberOf = (value: string | number | null): number | null => value === null ? null : Number(value)

/** 肌力 over all assessments, Ⅰ and Ⅱ with their function. */
export const strengthOption = (assessments: readonly StoredPelvicAssessment[]): ChartOption => lines(assessments, [
  { name: t('pelvicTrend.typeOne', 'Ⅰ类(慢肌,耐力)'), values: assessments.map(row => row.typeOneGrade) }, { name: t('pelvicTrend.typeTwo', 'Ⅱ类(快肌,爆发)'), values: assessments.map(row => row.typeTwoGrade) }, { name: t('pelvicTrend.oxford', '改良牛津'), values: assessments.map(row => numberOf(row.oxford)) },
], true, BEST_STRENGTH)

/** POP-Q stages of the walls and the apex over all assessments. */
export const stageOption = (assessments: readonly StoredPelvicAssessment[]): ChartOption => lines(assessments, (['anteriorStage', 'apicalStage', 'posteriorStage'] as const).map(field => ({ name: fieldLabel(pelvicAssessment, field), values: assessments.map(row => numberOf(row[field])) })), true, HIGHEST_STAGE, value => codeText(POPQ_STAGE, String(value)))

export const padOption = (assessments: readonly StoredPelvicAssessment[]): ChartOption => lines(assessments, [{ name: t('pelvicTrend.padGain', '尿垫增重(g)'), values: assessments.map(row => row.padGainG) }], false)

type Bar = { readonly label: string; readonly before: number | null; readonly after: number | null; readonly beforeText?: string; readonly afterText?: string; readonly reference?: number | null }
/** Bars before and after; a red line across a pair is its reference. */
function bars(of: readonly Bar[], most?: number): ChartOption {
  const shown = of.filter(({ before, after }) => before !== null || after !== null)
  const series = (name: string, side: 'before' | 'after', colour: string) => ({
    type: 'bar' as const, name, barMaxWidth: 26, itemStyle: { color: colour }, data: shown.map(bar => ({ value: bar[side] ?? '-', label: { show: true, position: 'top' as const, color: INK, fontSize: 11, formatter: bar[`${side}Text`] ?? '{c}' } })),
  })
  const references = shown.map(({ reference }) => reference ?? null)
  return {
    ...frame, tooltip: { show: false }, xAxis: categories(shown.map(({ label }) => label)), yAxis: { type: 'value', min: 0, ...(most === undefined ? {} : { max: most }), ...axis },
    series: [
      series(t('pelvicTrend.before', '前'), 'before', BEFORE), series(t('pelvicTrend.after', '后'), 'after', AFTER),
      ...(references.some(value => value !== null) ? [{ type: 'scatter' as const, name: t('pelvicTrend.reference', '参考值'), symbol: 'rect', symbolSize: [44, 2] as [number, number], itemStyle: { color: REFERENCE }, data: references.map(value => value ?? '-') }] : []),
    ],
  }
}

/** The five phases against the reference the newer assessment was held against. */
export function emgOption({ before, after }: Pair): ChartOption {
  const kept = after.emgRestMaxUv === null && before ? before : after
  const reference = { preRest: kept.emgRestMaxUv, fast: kept.emgFastMinUv, tonic: kept.emgTonicMinUv, endurance: kept.emgEnduranceMinUv, postRest: kept.emgRestMaxUv }
  const [first, last] = [before ? emgOf(before) : null, emgOf(after)]
  const short = { preRest: t('pelvicTrend.preRest', '前静息'), fast: t('pelvicTrend.fast', '快速'), tonic: t('pelvicTrend.tonic', '紧张'), endurance: t('pelvicTrend.endurance', '耐力'), postRest: t('pelvicTrend.postRest', '后静息') }
  return bars(EMG_PHASE.values.map(phase => ({ label: short[phase], before: first?.[phase].uv ?? null, after: last[phase].uv, reference: reference[phase] })))
}

/** Scores as a share of the highest, with the points over the bars. */
export function scoreOption(scores: ReturnType<typeof scoresOf>): ChartOption {
  const share = (value: number | null, highest: number): number | null => value === null ? null : value / highest * 100
  return bars(scores.map(({ questionnaire, before, after, highest }) => ({
    label: questionnaireOf(questionnaire).higherIsBetter ? t('pelvicTrend.higherIsBetter', '{{name}}↑好', { name: questionnaireName(questionnaire) }) : questionnaireName(questionnaire),
    before: share(before, highest), after: share(after, highest), beforeText: before === null ? '' : scoreText(before), afterText: after === null ? '' : scoreText(after),
  })), 100)
}

/** The three sites of 腹直肌 before and after. */
export const diastasisOption = ({ before, after }: Pair): ChartOption => bars((['diastasisAboveMm', 'diastasisAtMm', 'diastasisBelowMm'] as const).map(field => ({ label: fieldLabel(pelvicAssessment, field), before: before?.[field] ?? null, after: after[field] })))
