import i18next from 'i18next'
import { beforeAll, expect, test } from 'vitest'
import { MATERNAL_CHART_RULES, maternalChart, type MeasuredVisit } from '../../domain/rule/maternal/chart-bands.ts'
import type { Day } from '../../domain/time/day.ts'
import { chartRange, maternalChartOption, measureText, standingText } from '../../renderer/modules/maternal/chart-option.ts'

beforeAll(async () => { await i18next.init({ lng: 'zh', fallbackLng: false, resources: {}, keySeparator: false, nsSeparator: false, interpolation: { escapeValue: false } }) })

const bands = MATERNAL_CHART_RULES.initial
const LIMITS = { hypertensionSystolic: 140, hypertensionDiastolic: 90 }
const visit = (week: number, own: Partial<MeasuredVisit>): MeasuredVisit => ({ visitDay: `2026-0${Math.ceil(week / 8)}-01` as Day, gestationDays: week * 7, weightKg: null, fundalHeightCm: null, systolicMmHg: null, diastolicMmHg: null, haemoglobinGPerL: null, fetalHeartPerMinute: null, ...own })
const visits = [visit(16, { weightKg: 58, fundalHeightCm: 15, systolicMmHg: 118, diastolicMmHg: 76 }), visit(30, { weightKg: 84.5, fundalHeightCm: 24, systolicMmHg: 172, diastolicMmHg: 104 })]
const base = { weightKg: 56, week: 0, bmi: 21 }
type Series = { stack?: string; name?: string; symbol?: string; data: unknown[]; lineStyle?: { type?: string } }
const seriesOf = (measure: 'weightGain' | 'fundalHeight' | 'bloodPressure', of = visits): Series[] => maternalChartOption(maternalChart(measure, of, base, 1, bands, LIMITS)).series as unknown as Series[]

test('the band is filled between its edges: the lower carries, the difference lies on it', () => {
  const [lower, between] = seriesOf('fundalHeight').filter(one => one.stack === 'band')
  expect(lower!.data.at(0)).toEqual([20, 16])
  expect(between!.data.at(0)).toEqual([20, 4.5])
  expect(seriesOf('bloodPressure').some(one => one.stack === 'band')).toBe(false)
})

test('both pressures are lines of their own shape, under two dashed limits', () => {
  const series = seriesOf('bloodPressure')
  expect(series.filter(one => one.lineStyle?.type === 'dashed').map(one => one.data)).toEqual([[[0, 140], [42, 140]], [[0, 90], [42, 90]]])
  expect(series.filter(one => one.name).map(one => [one.name, one.symbol, one.data.length])).toEqual([['收缩压', 'circle', 2], ['舒张压', 'rect', 2]])
})

test('what lies outside the usual frame widens it; an empty chart has the usual one', () => {
  const range = (measure: 'weightGain' | 'bloodPressure', of: MeasuredVisit[]) => chartRange(maternalChart(measure, of, base, 1, bands, LIMITS))
  expect(range('bloodPressure', visits)).toEqual({ from: 60, to: 180, step: 20 })
  expect(range('weightGain', visits)).toEqual({ from: 0, to: 30, step: 2 })
  expect(range('bloodPressure', [])).toEqual({ from: 60, to: 160, step: 20 })
})

test('the table says in words where a value stands against the band', () => {
  const chart = maternalChart('fundalHeight', visits, base, 1, bands, LIMITS)
  expect([{ week: 30, value: 24 }, { week: 30, value: 27 }, { week: 30, value: 34 }, { week: 16, value: 15 }].map(point => standingText(chart, point))).toEqual(['低于参考', '参考范围内', '高于参考', ''])
  expect([measureText('weightGain', 2), measureText('weightGain', -0.5), measureText('fundalHeight', 24), measureText('bloodPressure', 118)]).toEqual(['+2.0 kg', '-0.5 kg', '24.0 cm', '118 mmHg'])
})

test('haemoglobin has its dashed line, the fetal heart its band; both are read in words, also where no first visit hears a heart', () => {
  const measured = [visit(12, { haemoglobinGPerL: 109 }), visit(24, { haemoglobinGPerL: 110, fetalHeartPerMinute: 109 }), visit(36, { fetalHeartPerMinute: 160 })]
  const [blood, heart] = (['haemoglobin', 'fetalHeart'] as const).map(measure => maternalChart(measure, measured, null, 2, bands, LIMITS))
  const series = (chart: typeof blood): Series[] => maternalChartOption(chart!).series as unknown as Series[]
  expect(series(blood).filter(one => one.lineStyle?.type === 'dashed').map(one => one.data)).toEqual([[[0, 110], [42, 110]]])
  expect(series(heart).filter(one => one.stack === 'band').map(one => one.data)).toEqual([[[8, 110], [42, 110]], [[8, 50], [42, 50]]])
  expect([blood, heart].map(chart => chart!.lines[0]!.map(point => `${point.week} ${measureText(chart!.measure, point.value)} ${standingText(chart!, point)}`.trim()))).toEqual([['12 109 g/L 低于参考', '24 110 g/L'], ['24 109 次/分 低于参考', '36 160 次/分 参考范围内']])
  expect([chartRange(blood!), chartRange(heart!)]).toEqual([{ from: 80, to: 150, step: 10 }, { from: 100, to: 170, step: 10 }])
})
