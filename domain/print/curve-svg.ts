import { formatChinese } from '../message/message.ts'
import { CURVE_TITLE, curveGrid, type GrowthCurve } from '../rule/growth/curve.ts'

/** What the growth curve of a child shows. */
export type CurveFigure = { readonly curve: GrowthCurve; readonly joined?: boolean }

type Point = { readonly x: number; readonly y: number }
/** Ink of a drawing, in millimetres from the top left corner of its box. */
export type CurveInk = {
  readonly paths: readonly { readonly points: readonly Point[]; readonly strokeMm: number; readonly grey: string; readonly dash?: readonly number[] }[]
  readonly marks: readonly (Point & { readonly radiusMm: number; readonly isHollow: boolean })[]
  readonly words: readonly { readonly text: string; readonly x: number; readonly y: number; readonly w: number; readonly h: number; readonly align: 'left' | 'center' | 'right' }[]
}

/** What a chart box of a layout draws into its size. */
export type ChartDrawing = (size: { readonly w: number; readonly h: number }) => CurveInk

const LEFT_MM = 11
const RIGHT_MM = 9
const TOP_MM = 6
const BOTTOM_MM = 10
const WORD_H_MM = 3
const MARK_MM = 0.8
const BLACK = '#000'
const GRID = '#d0d0d0'
const LINE_GREY = '#555'
/** About so many lines of the grid across the height. */
const Y_STEPS = 12
const STEPS = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50]
/** Names at the ends of lines stand at least so far apart. */
const NAME_STEP_MM = 2.6

/** The frame of a curve: what of both axes is drawn, and where a value of them stands in the box. */
export type CurveFrame = { readonly yFrom: number; readonly yTo: number; readonly yStep: number; x(value: number): number; y(value: number): number; readonly left: number; readonly right: number; readonly top: number; readonly bottom: number }

/** The frame of a curve in a box of this size; the lines and every mark lie inside. */
export function curveFrame(curve: GrowthCurve, size: { readonly w: number; readonly h: number }): CurveFrame {
  const values = [
    ...curve.branches.flatMap(branch => branch.lines.flatMap(line => line.values)), ...curve.points.flatMap(({ main, hollow }) => [main?.y, hollow?.y]),
  ].filter((value): value is number => typeof value === 'number' && Number.isFinite(value))
  const [low, high] = values.length === 0 ? [0, 1] : [Math.min(...values), Math.max(...values)]
  const yStep = STEPS.find(step => (high - low) / step <= Y_STEPS) ?? 100
  const yFrom = Math.floor(low / yStep) * yStep
  const yTo = Math.max(yFrom + yStep, Math.ceil(high / yStep) * yStep)
  const [left, right, top, bottom] = [LEFT_MM, size.w - RIGHT_MM, TOP_MM, size.h - BOTTOM_MM]
  return {
    yFrom, yTo, yStep, left, right, top, bottom,
    x: value => left + (value - curve.from) / (curve.to - curve.from) * (right - left), y: value => bottom - (value - yFrom) / (yTo - yFrom) * (bottom - top),
  }
}

/** ±3 and the outermost percentiles dashed, the median strong: told apart without colour. */
function lineStyle(name: string): { strokeMm: number; dash?: readonly number[] } {
  if (name === '0' || name === 'P50') return { strokeMm: 0.35 }
  if (name === '+3' || name === '-3') return { strokeMm: 0.2, dash: [1.2, 0.8] }
  if (name === '+1' || name === '-1' || name === 'P25' || name === 'P75') return { strokeMm: 0.15, dash: [0.4, 0.6] }
  return { strokeMm: 0.2 }
}

const tidy = (value: number, step: number): string => step < 1 ? value.toFixed(1) : String(Math.round(value))
const lineName = (name: string): string => /^[+-]?\d/.test(name) ? name === '0' ? '0SD' : `${name.replace('-', '−')}SD` : name

/** Moves names that would lie on each other apart, keeping their order from top to bottom. */
function apart(names: readonly { readonly text: string; readonly y: number }[], top: number): { text: string; y: number }[] {
  let next = top
  return names.toSorted((a, b) => a.y - b.y).map(({ text, y }) => {
    const at = Math.max(y, next)
    next = at + NAME_STEP_MM
    return { text, y: at }
  })
}

/**
 * A growth curve as ink (child health note §5.6): grid and axes with numbers, the standard's lines in branches that are
 * never joined, a full mark for the age the rule uses and a hollow one for the chronological age, and their legend.
 * Preview, PDF and print draw exactly this.
 */
export function drawCurve({ curve, joined = false }: CurveFigure, size: { readonly w: number; readonly h: number }): CurveInk {
  const frame = curveFrame(curve, size)
  const { x, y, left, right, top, bottom, yFrom, yTo, yStep } = frame
  const paths: CurveInk['paths'][number][] = []
  const words: CurveInk['words'][number][] = []
  const stroke = (points: readonly Point[], strokeMm: number, grey: string, dash?: readonly number[]): void => { paths.push({ points, strokeMm, grey, ...(dash ? { dash } : {}) }) }
  const word = (text: string, cx: number, cy: number, w: number, align: 'left' | 'center' | 'right'): void => {
    words.push({ text, x: align === 'center' ? cx - w / 2 : align === 'right' ? cx - w : cx, y: cy - WORD_H_MM / 2, w, h: WORD_H_MM, align })
  }
  const { grid, named } = curveGrid(curve)
  for (const at of grid) stroke([{ x: x(at), y: top }, { x: x(at), y: bottom }], 0.1, GRID)
  for (const at of named) word(String(at), x(at), bottom + 2.2, 7, 'center')
  const steps = Math.round((yTo - yFrom) / yStep)
  for (let step = 0; step <= steps; step += 1) {
    const value = yFrom + step * yStep
    stroke([{ x: left, y: y(value) }, { x: right, y: y(value) }], 0.1, GRID)
    word(tidy(value, yStep), left - 1, y(value), 9, 'right')
  }
  const ends: { text: string; y: number }[] = []
  curve.branches.forEach((branch, index) => {
    for (const line of branch.lines) {
      const points = branch.x.flatMap((at, row) => { const value = line.values[row]; return typeof value === 'number' && Number.isFinite(value) ? [{ x: x(at), y: y(value) }] : [] })
      const style = lineStyle(line.name)
      if (points.length > 1) stroke(points, style.strokeMm, LINE_GREY, style.dash)
      const last = points.at(-1)
      if (index === curve.branches.length - 1 && last) ends.push({ text: lineName(line.name), y: last.y })
    }
  })
  for (const { text, y: at } of apart(ends, top - 1)) word(text, right + 0.6, at, RIGHT_MM - 0.8, 'left')
  stroke([{ x: left, y: top }, { x: left, y: bottom }, { x: right, y: bottom }], 0.3, BLACK)
  word(`${formatChinese(CURVE_TITLE[curve.indicator])}(${curve.yUnit})`, left, top - 3, 60, 'left')
  word(curve.xUnit === 'month' ? '月龄(月)' : '身长/身高(cm)', right, bottom + 5.2, 40, 'right')
  const mains = curve.points.flatMap(({ main }) => main ? [{ x: x(main.x), y: y(main.y) }] : [])
  if (joined && mains.length > 1) stroke(mains, 0.25, BLACK)
  const marks = [
    ...curve.points.flatMap(({ hollow }) => hollow ? [{ x: x(hollow.x), y: y(hollow.y), radiusMm: MARK_MM, isHollow: true }] : []),
    ...mains.map(at => ({ ...at, radiusMm: MARK_MM, isHollow: false })),
  ]
  const isCorrected = curve.points.some(({ hollow }) => hollow !== null)
  const legend = bottom + 7.6
  marks.push({ x: left + 1, y: legend, radiusMm: MARK_MM, isHollow: false })
  word(isCorrected ? '测量值(矫正月龄;矫正结束后为实足月龄)' : '测量值(实足月龄)', left + 3, legend, 58, 'left')
  if (isCorrected) {
    marks.push({ x: left + 63, y: legend, radiusMm: MARK_MM, isHollow: true })
    word('同一测量值(实足月龄)', left + 65, legend, Math.max(10, right - left - 65), 'left')
  }
  return { paths, marks, words }
}
