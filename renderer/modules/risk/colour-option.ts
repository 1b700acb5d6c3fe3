import { RISK_COLOUR } from '../../../domain/code/maternal-risk.ts'
import type { StoredRiskAssessment } from '../../../domain/modules/risk/assessment.record.ts'
import { RISK_GRADES } from '../../../domain/rule/maternal/risk-assessment.ts'
import { minuteText } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { codeText } from '../../kit/index.ts'
import type { ChartOption } from '../../kit/Chart.tsx'
import { standingWords } from '../../kit/risk-text.ts'

const INK = '#1f1f1f'
const GRID = '#e4e7eb'
const DAY_MS = 86_400_000
const PURPLE = '#722ed1'
/** Pale grounds of the four grades; the words on the axis say which is which. */
const BAND = ['#eaf6e2', '#fdf7d7', '#fdebd2', '#fbdcd9']
const DOT = ['#389e0d', '#b38600', '#d46b08', '#a8071a']

/** The course of the colour as steps from one assessment to the next, up to the given day; an infection is a purple ring around the dot. */
export function colourOption(assessments: readonly StoredRiskAssessment[], untilDay: string): ChartOption {
  const points = assessments.map(row => ({ at: row.confirmedAt, grade: Math.max(0, RISK_GRADES.findIndex(one => one === row.colour)), row }))
  const last = points.at(-1)
  const line = [...points.map(({ at, grade }) => [at, grade]), ...last && last.at.slice(0, 10) < untilDay ? [[untilDay, last.grade]] : []]
  return {
    animation: false, aria: { enabled: false }, textStyle: { color: INK }, grid: { left: 46, right: 18, top: 12, bottom: 28 },
    tooltip: {
      trigger: 'item', renderMode: 'richText', confine: true,
      formatter: (params: unknown) => { const { data } = params as { data?: { row?: StoredRiskAssessment } }; return data?.row ? `${minuteText(data.row.confirmedAt)}  ${standingWords({ colour: data.row.colour, isPurple: data.row.isPurple === true })}` : '' },
    },
    xAxis: { type: 'time', minInterval: DAY_MS, axisLine: { onZero: false, lineStyle: { color: INK } }, axisLabel: { color: INK, hideOverlap: true, formatter: '{yyyy}-{MM}-{dd}' }, splitLine: { show: false } },
    yAxis: { type: 'value', min: -0.5, max: 3.5, interval: 1, axisLine: { show: true, lineStyle: { color: INK } }, axisTick: { show: false }, splitLine: { show: false, lineStyle: { color: GRID } }, axisLabel: { show: false } },
    series: [
      {
        type: 'line', silent: true, data: [],
        markArea: { silent: true, label: { position: 'insideLeft', color: INK, distance: -38 }, data: RISK_GRADES.map((grade, at): [{ name: string; yAxis: number; itemStyle: { color: string } }, { yAxis: number }] => [{ name: codeText(RISK_COLOUR, grade), yAxis: at - 0.5, itemStyle: { color: BAND[at]! } }, { yAxis: at + 0.5 }]) },
      },
      { type: 'line', step: 'end', silent: true, showSymbol: false, lineStyle: { color: INK, width: 2 }, data: line },
      {
        type: 'scatter', z: 5, data: points.map(({ at, grade, row }) => ({ value: [at, grade], row, symbolSize: row.isPurple ? 15 : 11, itemStyle: { color: DOT[grade]!, borderColor: row.isPurple ? PURPLE : '#fff', borderWidth: row.isPurple ? 3 : 1 } })),
      },
    ],
  }
}

/** What the picture shows, for those who do not see it. */
export const colourLabel = (assessments: readonly StoredRiskAssessment[]): string =>
  t('riskScreen.picture', '风险等级变化:{{course}};同样的内容见评估记录', { course: assessments.map(row => `${row.confirmedAt.slice(0, 10)} ${standingWords({ colour: row.colour, isPurple: row.isPurple === true })}`).join(' → ') })
