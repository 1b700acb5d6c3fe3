import type { StoredEyeVisit } from '../modules/eye/visit.record.ts'
import { lastMonthOf, rangeOf, TREND_MEASURES, type TrendData, type TrendMeasure, type Step, trendOf } from '../modules/eye/trend.ts'
import { EYES, type EyeSide } from '../rule/eye/conclusion.ts'
import type { EyeRules } from '../rule/eye/eye-rules.ts'
import { dioptreText } from '../rule/eye/refraction.ts'
import type { Day } from '../time/day.ts'
import type { ChildPaperFacts } from './child-form-cells.ts'
import type { ChartDrawing, CurveInk } from './curve-svg.ts'
import { Layout, type PrintValues } from './layout.ts'

const MEASURE: Readonly<Record<TrendMeasure, string>> = { equivalent: '等效球镜(D)', vision: '裸眼视力(5分记录)', axialLength: '眼轴(mm)' }
const STEP: Readonly<Record<Step['name'], string>> = { hyperopia: '远视界值', myopia: '近视界值', lowVision: '低常界值' }
const MONTHS_PER_YEAR = 12
const [LEFT_MM, RIGHT_MM, TOP_MM, BOTTOM_MM] = [11, 15, 6, 6]
const WORD_H_MM = 3
const [BLACK, GREY, GRID] = ['#000', '#555', '#d0d0d0']
// Where both eyes measured the same, the ring of the left one stays visible around the right.
const RADIUS: Readonly<Record<EyeSide, number>> = { right: 0.7, left: 1.1 }
const DIAMOND_MM = 1.8

/**
 * One measure of both eyes over age as ink (eye care note §11): right full, left hollow; a cycloplegic value stands in a
 * diamond and is never joined with the others; limits of the age as dashed steps, the reference band as a dotted frame.
 */
export const drawTrend = (data: TrendData): ChartDrawing => ({ w, h }) => {
  const { measure, points, steps, bands } = data
  const { from, to, step } = rangeOf(data)
  const [left, right, top, bottom] = [LEFT_MM, w - RIGHT_MM, TOP_MM, h - BOTTOM_MM]
  const lastMonth = lastMonthOf(data)
  const at = (month: number, value: number): { x: number; y: number } => ({ x: left + month / lastMonth * (right - left), y: bottom - (value - from) / (to - from) * (bottom - top) })
  const paths: CurveInk['paths'][number][] = []
  const marks: CurveInk['marks'][number][] = []
  const words: CurveInk['words'][number][] = []
  const word = (text: string, x: number, y: number, width: number, align: 'left' | 'center' | 'right'): void => { words.push({ text, x: align === 'center' ? x - width / 2 : align === 'right' ? x - width : x, y: y - WORD_H_MM / 2, w: width, h: WORD_H_MM, align }) }
  for (let month = 0; month <= lastMonth; month += MONTHS_PER_YEAR) {
    paths.push({ points: [at(month, from), at(month, to)], strokeMm: 0.1, grey: GRID })
    word(String(month / MONTHS_PER_YEAR), at(month, from).x, bottom + 2.2, 6, 'center')
  }
  for (let line = 0; line <= Math.round((to - from) / step); line += 1) {
    const value = from + line * step
    paths.push({ points: [at(0, value), at(lastMonth, value)], strokeMm: 0.1, grey: GRID })
    word(measure === 'equivalent' ? dioptreText(value) : value.toFixed(1), left - 1, at(0, value).y, 9, 'right')
  }
  paths.push({ points: [at(0, to), at(0, from), at(lastMonth, from)], strokeMm: 0.3, grey: BLACK })
  word(MEASURE[measure], left, top - 3, 60, 'left')
  word('年龄(岁)', w, bottom + 2.2, RIGHT_MM - 1, 'right')
  for (const { from: first, to: last, lowD, highD } of bands) paths.push({ points: [at(first, lowD), at(last, lowD), at(last, highD), at(first, highD), at(first, lowD)], strokeMm: 0.15, grey: GREY, dash: [0.3, 0.6] })
  if (bands.length > 0) word('储备参考', right + 0.6, at(0, bands.at(-1)!.highD).y, RIGHT_MM - 1, 'left')
  for (const { name, points: own } of steps) {
    paths.push({ points: own.flatMap(([month, value], index) => index === 0 ? [at(month, value)] : [at(month, own[index - 1]![1]), at(month, value)]), strokeMm: 0.2, grey: GREY, dash: [1.2, 0.8] })
    word(STEP[name], right + 0.6, at(0, own.at(-1)![1]).y, RIGHT_MM - 1, 'left')
  }
  for (const side of EYES) for (const cycloplegic of [false, true]) {
    const own = points[side].filter(point => point.cycloplegic === cycloplegic).map(point => at(point.x, point.y))
    if (own.length > 1) paths.push({ points: own, strokeMm: 0.25, grey: BLACK, ...(side === 'left' ? { dash: [1.5, 0.7] } : {}) })
    for (const { x, y } of own) {
      marks.push({ x, y, radiusMm: RADIUS[side], isHollow: side === 'left' })
      if (cycloplegic) paths.push({ points: [[0, -1], [1, 0], [0, 1], [-1, 0], [0, -1]].map(([dx, dy]) => ({ x: x + dx! * DIAMOND_MM, y: y + dy! * DIAMOND_MM })), strokeMm: 0.2, grey: BLACK })
    }
  }
  return { paths, marks, words }
}

const PAGE = { w: 210, h: 297, margin: 12 }
const CHART = { top: 34, h: 76, gap: 4 }
const LEGEND = '● 右眼(实线)  ○ 左眼(虚线)  菱形框内为散瞳值,另线连接,不与小瞳值相连。长短虚线为各年龄转诊界值,点线框为远视储备参考范围(只与散瞳值比较)。视力表以下的结果不画点。筛查界值取自平台代码,规范附表未见原文。'

/** 变化趋势: the measures that were taken, one below the other on a sheet; none for a child of whom nothing was measured. */
export function eyeTrendPages(facts: ChildPaperFacts, visits: readonly StoredEyeVisit[], rules: EyeRules): { layout: Layout; values: PrintValues; charts: Record<string, ChartDrawing> }[] {
  const { birthDay } = facts
  if (birthDay === null) return []
  const drawn = TREND_MEASURES.map(measure => trendOf(visits, birthDay as Day, measure, rules)).filter(({ points }) => EYES.some(side => points[side].length > 0))
  if (drawn.length === 0) return []
  const width = PAGE.w - 2 * PAGE.margin
  const value = (name: string, label: string, y: number, h: number, more: object = {}): object => ({ value: name, label, x: PAGE.margin, y, w: width, h, pt: 9, minPt: 5, fit: 'shrink-wrap', optional: true, ...more })
  const below = CHART.top + drawn.length * (CHART.h + CHART.gap)
  const layout = Layout.parse({
    form: 'eye-trend', title: '眼健康变化趋势', version: 1, page: { w: PAGE.w, h: PAGE.h }, stock: 'plain',
    boxes: [
      value('title', '标题', PAGE.margin - 2, 8, { pt: 15, align: 'center', bold: true, fit: 'shrink', minPt: 7 }), value('childName', '姓名', PAGE.margin + 7, 6), value('child', '儿童', PAGE.margin + 14, 5),
      ...drawn.map(({ measure }, index) => ({ chart: measure, label: MEASURE[measure], x: PAGE.margin, y: CHART.top + index * (CHART.h + CHART.gap), w: width, h: CHART.h, pt: 7, minPt: 4.5 })),
      value('legend', '图例', below, 9, { pt: 8, fit: 'wrap', valign: 'top' }), value('pageNumber', '页码', PAGE.h - PAGE.margin, 4, { pt: 7, align: 'right' }),
    ],
  })
  const values = { title: '眼健康变化趋势', childName: `姓名:${facts.name}`, child: `出生日期:${birthDay}  档案编号:${facts.fileNumber}`, legend: LEGEND, pageNumber: '' }
  return [{ layout, values, charts: Object.fromEntries(drawn.map(one => [one.measure, drawTrend(one)])) }]
}
