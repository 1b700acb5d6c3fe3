import type { Output } from '../../../domain/api/api.ts'
import type { FUNNEL_STEPS } from '../../../domain/api/prenatal-api.ts'
import { percentOf } from '../../../domain/rule/rate.ts'
import { t } from '../../app/i18n.ts'
import type { ChartOption } from '../../kit/index.ts'

const INK = '#1f1f1f'
const GRID = '#e4e7eb'
const DONE = '#0958d9'
const TIME = '#a8071a'
type FunnelStep = (typeof FUNNEL_STEPS)[number]

export const funnelText = (step: FunnelStep): string => ({
  eligible: t('prenatalFunnel.eligible', '应筛'), screened: t('prenatalFunnel.screened', '已筛'), highRisk: t('prenatalFunnel.highRisk', '高风险'), recalled: t('prenatalFunnel.recalled', '召回'),
  diagnosed: t('prenatalFunnel.diagnosed', '诊断'), confirmed: t('prenatalFunnel.confirmed', '确诊'), followed: t('prenatalFunnel.followed', '随访'),
})[step]

/** In the middle of a chart that has nothing to draw. */
const nothing = (text: string) => ({ text, left: 'center', top: 'middle', textStyle: { color: INK, fontSize: 14, fontWeight: 'normal' as const } })

const FUNNEL_COLOURS = ['#0958d9', '#1677ff', '#d46b08', '#ad6800', '#389e0d', '#a8071a', '#531dab'] as const

/** 应筛→已筛→高风险→召回→诊断→确诊→随访: the width is the step, the number stands beside it. */
export function funnelOption(funnel: Output<'prenatal.figures'>['funnel']): ChartOption {
  const isEmpty = funnel.every(({ women }) => women === 0)
  return {
    animation: false, aria: { enabled: false }, textStyle: { color: INK }, ...isEmpty ? { title: nothing(t('prenatalFunnel.none', '这段时间没有应筛的孕妇')) } : {},
    series: isEmpty ? [] : [{
      type: 'funnel', sort: 'none', left: 20, right: 130, top: 8, bottom: 8, gap: 2, minSize: '6%', silent: true,
      label: { position: 'right', color: INK, formatter: '{b}' }, labelLine: { length: 8 },
      // Steps fall from thousands to a few: equal steps keep each of them to be seen, the numbers tell how many.
      data: funnel.map(({ step, women }, index) => ({ name: `${funnelText(step)} ${women}`, value: funnel.length - index, itemStyle: { color: FUNNEL_COLOURS[index] ?? DONE } })),
    }],
  }
}

/** Cumulative completion in per cent against the time of the year. */
export function progressOption({ months, total }: Output<'prenatal.bulletin'>): ChartOption {
  const most = Math.max(100, ...months.map(one => percentOf(one.cumulative, total.task) ?? 0))
  const labels = Array.from({ length: 12 }, (_, index) => t('prenatalBulletin.monthShort', '{{month}}月', { month: index + 1 }))
  return {
    animation: false, aria: { enabled: false }, textStyle: { color: INK },
    grid: { left: 48, right: 16, top: 30, bottom: 30 },
    tooltip: { trigger: 'item', renderMode: 'richText', confine: true },
    xAxis: { type: 'category', data: labels, axisLine: { lineStyle: { color: INK } }, axisLabel: { color: INK } },
    yAxis: { type: 'value', min: 0, max: Math.ceil(most / 20) * 20, name: '%', nameTextStyle: { color: INK }, axisLabel: { color: INK }, splitLine: { lineStyle: { color: GRID } } },
    series: [
      { type: 'line', name: t('prenatalBulletin.completion', '累计完成率'), symbol: 'circle', symbolSize: 7, lineStyle: { color: DONE, width: 2 }, itemStyle: { color: DONE }, label: { show: true, position: 'top', color: INK, formatter: ({ value }) => `${String(value)}%` }, data: months.map(one => percentOf(one.cumulative, total.task)) },
      { type: 'line', name: t('prenatalBulletin.time', '时间进度'), symbol: 'none', silent: true, lineStyle: { color: TIME, width: 1, type: 'dashed' }, itemStyle: { color: TIME }, data: labels.map((_, index) => Math.round((index + 1) / 12 * 1000) / 10) },
    ],
  }
}

/** AFP MoM of each report against the day of gestation: a laboratory whose medians are wrong drifts away from 1. Weeks 15 to 21, wider where a report was. */
export function momsOption(moms: Output<'prenatal.figures'>['moms']): ChartOption {
  const days = moms.map(one => one.gestationDays)
  const [from, to] = [Math.floor(Math.min(105, ...days) / 7) * 7, Math.ceil(Math.max(147, ...days) / 7) * 7]
  return {
    animation: false, aria: { enabled: false }, textStyle: { color: INK }, ...moms.length === 0 ? { title: nothing(t('prenatalFigures.noMoms', '这段时间没有AFP MoM')) } : {},
    grid: { left: 48, right: 16, top: 16, bottom: 40 },
    xAxis: { type: 'value', min: from, max: to, interval: 7, name: t('prenatalScreen.week', '孕周'), nameLocation: 'middle', nameGap: 24, nameTextStyle: { color: INK }, axisLabel: { color: INK, formatter: (day: number) => String(day / 7) }, splitLine: { lineStyle: { color: GRID } } },
    yAxis: { type: 'value', min: 0, name: 'MoM', nameTextStyle: { color: INK }, axisLabel: { color: INK }, splitLine: { lineStyle: { color: GRID } } },
    series: [
      { type: 'scatter', silent: true, symbolSize: 6, itemStyle: { color: DONE, opacity: 0.6 }, data: moms.map(one => [one.gestationDays, one.mom]) },
      { type: 'line', silent: true, symbol: 'none', lineStyle: { color: TIME, width: 1, type: 'dashed' }, data: [[from, 1], [to, 1]] },
    ],
  }
}
