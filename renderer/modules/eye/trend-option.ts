import { lastMonthOf, type TrendData, type TrendMeasure, type TrendPoint } from '../../../domain/modules/eye/trend.ts'
import { EYES, type EyeSide } from '../../../domain/rule/eye/conclusion.ts'
import { dioptreText } from '../../../domain/rule/eye/refraction.ts'
import { t } from '../../app/i18n.ts'
import type { ChartOption } from '../../kit/Chart.tsx'
import { sideText } from './eye-text.ts'

const INK = '#1f1f1f'
const GRID = '#e4e7eb'
const LIMIT = '#a8071a'
const BAND = '#d9f2d0'
const COLOUR: Readonly<Record<EyeSide, string>> = { right: '#0958d9', left: '#b35900' }
// Where both eyes measured the same, the ring of the left one stays visible around the right.
const SIZE: Readonly<Record<EyeSide, number>> = { right: 7, left: 12 }
const VISION_RANGE = [4, 5.3] as const
const YEAR = 12
// Half millimetres around what was measured: one visit alone has a scale, and no two lines of it the same number.
const AXIAL_RANGE = { min: ({ min }: { min: number }) => Math.floor(min * 2 - 0.5) / 2, max: ({ max }: { max: number }) => Math.ceil(max * 2 + 0.5) / 2 }

/** A value with its unit, as it stands on the page. */
export const measureText = (measure: TrendMeasure, value: number): string => measure === 'equivalent' ? `${dioptreText(value)} D` : measure === 'vision' ? value.toFixed(1) : `${value.toFixed(2)} mm`

/** One small chart: right full and round, left hollow; cycloplegic points are diamonds with a line of their own. */
export function trendOption(data: TrendData): ChartOption {
  const { measure, points, steps, bands } = data
  return {
    animation: false, aria: { enabled: false }, textStyle: { color: INK },
    grid: { left: 46, right: 14, top: 26, bottom: 38 },
    tooltip: {
      trigger: 'item', renderMode: 'richText', confine: true,
      formatter: (params: unknown) => {
        const { data } = params as { data?: { point?: TrendPoint; side?: EyeSide } }
        return data?.point && data.side ? `${data.point.day}  ${sideText(data.side)}  ${measureText(measure, data.point.y)}${data.point.cycloplegic ? `  ${t('eyeScreen.cycloplegic', '散瞳')}` : ''}` : ''
      },
    },
    xAxis: {
      type: 'value', min: 0, max: lastMonthOf(data), interval: YEAR, name: t('eyeScreen.ageYears', '年龄(岁)'), nameLocation: 'middle', nameGap: 22, axisLine: { onZero: false, lineStyle: { color: INK } },
      axisLabel: { color: INK, formatter: (months: number) => String(months / YEAR) }, splitLine: { show: true, lineStyle: { color: GRID } },
    },
    yAxis: {
      type: 'value', scale: true, ...(measure === 'vision' ? { min: VISION_RANGE[0], max: VISION_RANGE[1], interval: 0.1 } : measure === 'axialLength' ? AXIAL_RANGE : {}), axisLine: { show: true, onZero: false, lineStyle: { color: INK } }, splitLine: { lineStyle: { color: GRID } },
      axisLabel: { color: INK, hideOverlap: true, formatter: (value: number) => measure === 'equivalent' ? dioptreText(value) : value.toFixed(1) },
    },
    series: [
      ...(bands.length === 0 ? [] : [{ type: 'line' as const, silent: true, data: [], markArea: { silent: true, itemStyle: { color: BAND }, data: bands.map(({ from, to, lowD, highD }): [{ xAxis: number; yAxis: number }, { xAxis: number; yAxis: number }] => [{ xAxis: from, yAxis: lowD }, { xAxis: to, yAxis: highD }]) } }]),
      ...steps.map(step => ({ type: 'line' as const, step: 'end' as const, silent: true, showSymbol: false, lineStyle: { color: LIMIT, width: 1, type: 'dashed' as const }, data: step.points.map(([x, y]) => [x, y]) })),
      ...EYES.flatMap(side => [false, true].flatMap(cycloplegic => {
        const own = points[side].filter(point => point.cycloplegic === cycloplegic)
        return own.length === 0 ? [] : [{
          type: 'line' as const, name: sideText(side), symbol: cycloplegic ? 'diamond' : 'circle', symbolSize: SIZE[side] + (cycloplegic ? 3 : 0), showSymbol: true, z: side === 'right' ? 6 : 5, lineStyle: { color: COLOUR[side], width: 1.5, type: cycloplegic ? 'dotted' as const : 'solid' as const },
          itemStyle: side === 'right' ? { color: COLOUR[side] } : { color: '#fff', borderColor: COLOUR[side], borderWidth: 2 }, data: own.map(point => ({ value: [point.x, point.y], point, side })),
        }]
      })),
    ],
  }
}
