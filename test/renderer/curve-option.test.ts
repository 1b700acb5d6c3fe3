import i18next from 'i18next'
import { beforeAll, describe, expect, test } from 'vitest'
import { curveGrid, growthCurve, type CurveRequest } from '../../domain/rule/growth/curve.ts'
import { curveOption } from '../../renderer/modules/child/curve-option.ts'
import { type Curve, pointText, positionText } from '../../renderer/modules/child/curve-text.ts'
import { measured, pretermSeries } from '../print/support/child-facts.ts'
import { tables } from '../support/growth.ts'

const curve = (series: typeof pretermSeries, request: Partial<CurveRequest> = {}): Curve => growthCurve(tables, series, '1', { standard: 'wst423', indicator: 'wfa', lines: 'sd', ...request }) as unknown as Curve
type Series = { type: string; data: unknown[]; symbolSize?: number; itemStyle?: { color?: string } }
const seriesOf = (option: object): Series[] => (option as { series: Series[] }).series

beforeAll(async () => { await i18next.init({ lng: 'zh', fallbackLng: false, resources: {}, keySeparator: false, nsSeparator: false, interpolation: { escapeValue: false } }) })

describe('what the chart is told to draw', () => {
  test('each line of each branch by itself, a full mark per age used, a hollow one per chronological age', () => {
    const shown = curve(pretermSeries, { indicator: 'lhfa' })
    const series = seriesOf(curveOption(shown, false))
    expect(series.filter(one => one.type === 'line')).toHaveLength(shown.branches.length * 7)
    const [hollow, full] = series.filter(one => one.type === 'scatter')
    expect([hollow!.data.length, full!.data.length]).toEqual([shown.points.filter(point => point.hollow).length, shown.points.filter(point => point.main).length])
    expect([hollow!.data.length, full!.data.length]).toEqual([6, 4])
    expect(hollow!.itemStyle!.color).toBe('#fff')
  })
  test('marks are joined only by the switch', () => {
    const shown = curve(pretermSeries)
    expect(seriesOf(curveOption(shown, true)).length - seriesOf(curveOption(shown, false)).length).toBe(1)
  })
  test('the axis is monthly to 24 months, then quarterly', () => {
    expect(curveGrid({ xUnit: 'month', from: 0, to: 24 }).grid).toHaveLength(25)
    expect(curveGrid({ xUnit: 'month', from: 0, to: 36 }).grid.slice(23)).toEqual([23, 24, 27, 30, 33, 36])
    expect(curveGrid({ xUnit: 'cm', from: 45, to: 65 }).grid).toEqual([45, 50, 55, 60, 65])
  })
})

describe('what a mark says', () => {
  test('day, both ages, value, estimated z between its lines, grade, standard with version, method and age', () => {
    const shown = curve(pretermSeries)
    expect(pointText(shown, shown.points[3]!).split('\n')).toEqual(['2024-07-01  6.00 kg', '实足 182 天(6.0 月)  矫正 126 天(4.1 月)', 'z -2.14(估算)  −3SD ~ −2SD  下 低体重', 'WS/T 423—2022 7岁以下儿童生长标准 标准差法 矫正月龄'])
  })
  test('WHO’s z is its own, with its percentile; before term there is none and the reason is said', () => {
    const shown = curve(pretermSeries, { standard: 'who' })
    expect(positionText(shown.points[3]!)).toBe('z -1.45  P7')
    expect(pointText(shown, shown.points[0]!)).toContain('未足月,不适用')
  })
  test('a height that was converted shows both numbers', () => {
    const shown = curve([measured('2026-01-01', { lengthCm: 82.6, position: 'lying' })], { indicator: 'lhfa' })
    expect(pointText(shown, shown.points[0]!)).toContain('82.6 cm(换算 81.9 cm)')
  })
})
