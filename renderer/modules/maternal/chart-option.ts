import { bandAt, type ChartPoint, type MaternalChart, type MaternalMeasure } from '../../../domain/rule/maternal/chart-bands.ts'
import { gestationText } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import type { ChartOption } from '../../kit/index.ts'

const INK = '#1f1f1f'
const GRID = '#e4e7eb'
const LIMIT = '#a8071a'
const BAND = '#d9f2d0'
const BAND_EDGE = '#5b8c00'
const COLOURS = ['#0958d9', '#b35900'] as const
const SYMBOLS = ['circle', 'rect'] as const
const FIRST_WEEK: Readonly<Record<MaternalMeasure, number>> = { weightGain: 0, fundalHeight: 16, bloodPressure: 0, haemoglobin: 0, fetalHeart: 8 }
const LAST_WEEK = 42
const DAYS_PER_WEEK = 7

/** A value with its unit, as it stands on the page. */
export function measureText(measure: MaternalMeasure, value: number): string {
  switch (measure) {
    case 'weightGain': return `${value > 0 ? '+' : ''}${value.toFixed(1)} kg`
    case 'fundalHeight': return `${value.toFixed(1)} cm`
    case 'bloodPressure': return `${value} mmHg`
    case 'haemoglobin': return `${value} g/L`
    case 'fetalHeart': return `${value} ${t('unit.perMinute', '次/分')}`
  }
}

/** What each line of a drawing is. */
export function lineText(measure: MaternalMeasure, line: number): string {
  switch (measure) {
    case 'weightGain': return t('maternalChart.gain', '增重')
    case 'fundalHeight': return t('maternalChart.fundal', '宫高')
    case 'bloodPressure': return line === 0 ? t('maternalChart.systolic', '收缩压') : t('maternalChart.diastolic', '舒张压')
    case 'haemoglobin': return t('maternalCare.haemoglobin', '血红蛋白')
    case 'fetalHeart': return t('maternalCare.heart', '胎心')
  }
}

const STEP: Readonly<Record<MaternalMeasure, number>> = { weightGain: 2, fundalHeight: 5, bloodPressure: 20, haemoglobin: 10, fetalHeart: 10 }
const USUAL: Readonly<Record<MaternalMeasure, readonly [number, number]>> = { weightGain: [0, 16], fundalHeight: [15, 40], bloodPressure: [60, 160], haemoglobin: [80, 150], fetalHeart: [100, 170] }
/** The values a drawing shows, in whole steps; without any it is the frame most pregnancies fit in. */
export function chartRange({ measure, lines, band, limits }: MaternalChart): { from: number; to: number; step: number } {
  const step = STEP[measure]
  const values = [...USUAL[measure], ...lines.flat().map(point => point.value), ...band.flatMap(({ low, high }) => [low, high]), ...limits]
  return { from: Math.floor(Math.min(...values) / step) * step, to: Math.ceil(Math.max(...values) / step) * step, step }
}

const line = (points: readonly (readonly [number, number])[], colour: string, width: number, dashed: boolean) => ({
  type: 'line' as const, silent: true, showSymbol: false, lineStyle: { color: colour, width, type: dashed ? 'dashed' as const : 'solid' as const }, data: points.map(([x, y]) => [x, y]),
})

/** One small chart over the weeks: the band with its edges, the limits dashed, each line with a shape of its own. */
export function maternalChartOption(chart: MaternalChart): ChartOption {
  const { measure, lines, band, limits } = chart
  const { from, to, step } = chartRange(chart)
  const first = FIRST_WEEK[measure]
  // A stack adds to what lies below it: the lower edge carries, what lies between the edges is filled.
  const filled = band.length === 0 ? [] : [
    { type: 'line' as const, stack: 'band', silent: true, showSymbol: false, lineStyle: { opacity: 0 }, data: band.map(({ week, low }) => [week, low]) },
    { type: 'line' as const, stack: 'band', silent: true, showSymbol: false, lineStyle: { opacity: 0 }, areaStyle: { color: BAND, opacity: 1 }, data: band.map(({ week, low, high }) => [week, high - low]) },
    line(band.map(({ week, low }) => [week, low]), BAND_EDGE, 1, false), line(band.map(({ week, high }) => [week, high]), BAND_EDGE, 1, false),
  ]
  return {
    animation: false, aria: { enabled: false }, textStyle: { color: INK }, grid: { left: 40, right: 14, top: 14, bottom: 38 },
    tooltip: {
      trigger: 'item', renderMode: 'richText', confine: true,
      formatter: (params: unknown) => {
        const { data } = params as { data?: { point?: ChartPoint; at?: number } }
        return data?.point && data.at !== undefined ? `${data.point.day}  ${gestationText(Math.round(data.point.week * DAYS_PER_WEEK))}  ${lineText(measure, data.at)} ${measureText(measure, data.point.value)}` : ''
      },
    },
    xAxis: {
      type: 'value', min: first, max: LAST_WEEK, interval: 4, name: t('maternalChart.weeks', '孕周'), nameLocation: 'middle', nameGap: 22, axisLine: { onZero: false, lineStyle: { color: INK } }, axisLabel: { color: INK, showMaxLabel: false }, splitLine: { show: true, lineStyle: { color: GRID } },
    },
    yAxis: { type: 'value', min: from, max: to, interval: step, axisLine: { show: true, onZero: false, lineStyle: { color: INK } }, splitLine: { lineStyle: { color: GRID } }, axisLabel: { color: INK, hideOverlap: true } },
    series: [
      ...filled,
      ...limits.map(limit => line([[first, limit], [LAST_WEEK, limit]], LIMIT, 1, true)),
      ...lines.map((points, at) => ({
        type: 'line' as const, name: lineText(measure, at), symbol: SYMBOLS[at] ?? 'circle', symbolSize: 8, showSymbol: true, z: 5, lineStyle: { color: COLOURS[at] ?? INK, width: 2 }, itemStyle: { color: COLOURS[at] ?? INK },
        data: points.map(point => ({ value: [point.week, point.value], point, at })),
      })),
    ],
  }
}

/** Where a value stands against the band at its week; too little haemoglobin is below its line. */
export function standingText({ band, measure, limits }: Pick<MaternalChart, 'band'> & Partial<MaternalChart>, { week, value }: Pick<ChartPoint, 'week' | 'value'>): string {
  if (measure === 'haemoglobin') return value < (limits?.[0] ?? 0) ? t('maternalChart.below', '低于参考') : ''
  const at = bandAt(band, week)
  return at === null ? '' : value < at.low ? t('maternalChart.below', '低于参考') : value > at.high ? t('maternalChart.above', '高于参考') : t('maternalChart.within', '参考范围内')
}
