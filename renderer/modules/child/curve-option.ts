import { CURVE_TITLE, curveGrid } from '../../../domain/rule/growth/curve.ts'
import { messageText, t } from '../../app/i18n.ts'
import type { ChartOption } from '../../kit/Chart.tsx'
import { type Curve, lineText, pointText } from './curve-text.ts'

const INK = '#1f1f1f'
const LINE = '#6b7785'
const GRID = '#e4e7eb'

const styleOf = (name: string) => name === '0' || name === 'P50' ? { width: 2, type: 'solid' as const } : name === '+3' || name === '-3' ? { width: 1, type: 'dashed' as const } : name === '+1' || name === '-1' || name === 'P25' || name === 'P75' ? { width: 1, type: 'dotted' as const } : { width: 1, type: 'solid' as const }

/** A curve as echarts draws it: lines that are never joined across branches, full and hollow marks, joined only when asked for. */
export function curveOption(curve: Curve, isJoined: boolean): ChartOption {
  const { grid, named } = curveGrid(curve)
  const lastBranch = curve.branches.length - 1
  const mains = curve.points.flatMap((point, index) => point.main ? [{ value: [point.main.x, point.main.y], index }] : [])
  const hollows = curve.points.flatMap((point, index) => point.hollow ? [{ value: [point.hollow.x, point.hollow.y], index }] : [])
  return {
    animation: false, aria: { enabled: false }, textStyle: { color: INK },
    grid: { left: 52, right: 52, top: 30, bottom: 44 },
    tooltip: {
      trigger: 'item', renderMode: 'richText', confine: true,
      formatter: (params: unknown) => { const point = curve.points[(params as { data?: { index?: number } }).data?.index ?? -1]; return point ? pointText(curve, point) : '' },
    },
    xAxis: {
      type: 'value', min: curve.from, max: curve.to, name: curve.xUnit === 'month' ? t('childCurve.months', '月龄(月)') : t('childCurve.cm', '身长/身高(cm)'), nameLocation: 'middle', nameGap: 26,
      axisLine: { onZero: false, lineStyle: { color: INK } }, axisTick: { customValues: [...grid] }, axisLabel: { customValues: [...named], color: INK }, splitLine: { show: true, lineStyle: { color: GRID } },
    },
    yAxis: { type: 'value', scale: true, name: `${messageText(CURVE_TITLE[curve.indicator])}(${curve.yUnit})`, nameTextStyle: { align: 'left', color: INK }, axisLine: { show: true, lineStyle: { color: INK } }, axisLabel: { color: INK }, splitLine: { lineStyle: { color: GRID } }, splitNumber: 10 },
    series: [
      ...curve.branches.flatMap((branch, at) => branch.lines.map(line => ({
        type: 'line' as const, name: lineText(line.name), showSymbol: false, silent: true, lineStyle: { color: LINE, ...styleOf(line.name) }, data: branch.x.map((x, row) => [x, line.values[row] ?? '-']),
        endLabel: { show: at === lastBranch, formatter: lineText(line.name), color: INK, fontSize: 11 }, emphasis: { disabled: true },
      }))),
      ...(isJoined ? [{ type: 'line' as const, silent: true, showSymbol: false, lineStyle: { color: '#0958d9', width: 1.5 }, data: mains.map(({ value }) => value) }] : []),
      { type: 'scatter' as const, symbolSize: 10, itemStyle: { color: '#fff', borderColor: '#0958d9', borderWidth: 2 }, data: hollows, z: 5 },
      { type: 'scatter' as const, symbolSize: 10, itemStyle: { color: '#0958d9' }, data: mains, z: 6 },
    ],
  }
}
