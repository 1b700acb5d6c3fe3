import type { PopqProfile, ProfileLine, ProfilePoint } from '../modules/pelvic/popq-profile.ts'
import type { ChartDrawing, CurveInk } from './curve-svg.ts'

type Align = 'left' | 'center' | 'right'
const WORD_H_MM = 3.2
const [BLACK, GREY, LIGHT, GRID] = ['#000', '#555', '#a0a0a0', '#d0d0d0']

/** Collects ink of one drawing; a word is placed by its anchor. */
function inkOf(draw: (ink: { path(points: readonly ProfilePoint[], strokeMm: number, grey: string, dash?: readonly number[]): void; mark(x: number, y: number, radiusMm: number, isHollow: boolean): void; word(text: string, x: number, y: number, w: number, align: Align): void }) => void): CurveInk {
  const [paths, marks, words]: [CurveInk['paths'][number][], CurveInk['marks'][number][], CurveInk['words'][number][]] = [[], [], []]
  draw({
    path: (points, strokeMm, grey, dash) => { paths.push({ points, strokeMm, grey, ...(dash ? { dash } : {}) }) },
    mark: (x, y, radiusMm, isHollow) => { marks.push({ x, y, radiusMm, isHollow }) },
    word: (text, x, y, w, align) => { words.push({ text, x: align === 'center' ? x - w / 2 : align === 'right' ? x - w : x, y: y - WORD_H_MM / 2, w, h: WORD_H_MM, align }) },
  })
  return { paths, marks, words }
}

const STROKE: Readonly<Record<ProfileLine, { strokeMm: number; grey: string; dash?: readonly number[] }>> = {
  stage2: { strokeMm: 0.1, grey: GREY, dash: [0.4, 0.8] }, hymen: { strokeMm: 0.2, grey: BLACK }, symphysis: { strokeMm: 0.2, grey: GREY }, normal: { strokeMm: 0.2, grey: LIGHT, dash: [1, 0.8] }, perineum: { strokeMm: 1, grey: GREY }, wall: { strokeMm: 0.5, grey: BLACK },
}
const LABEL_W_MM = 9

/** The side view of a POP-Q grid as ink, in one scale both ways. */
export const drawProfile = (profile: PopqProfile): ChartDrawing => ({ w, h }) => inkOf(ink => {
  const { left, right, top, bottom } = profile
  const scale = Math.min(w / (right - left), h / (bottom - top))
  const [x0, y0] = [(w - (right - left) * scale) / 2, (h - (bottom - top) * scale) / 2]
  const at = ({ x, y }: ProfilePoint): ProfilePoint => ({ x: x0 + (x - left) * scale, y: y0 + (y - top) * scale })
  for (const tick of profile.ticks) {
    const { x, y } = at({ x: left + 1, y: tick })
    ink.path([{ x: x - 1, y }, { x: x + 1, y }], 0.15, GREY)
    ink.word(tick > 0 ? `+${tick}` : String(tick), x - 1.4, y, 7, 'right')
  }
  ink.path([at({ x: left + 1, y: top + 0.5 }), at({ x: left + 1, y: bottom - 0.5 })], 0.15, GREY)
  for (const { line, points } of profile.lines) { const { strokeMm, grey, dash } = STROKE[line]; ink.path(points.map(at), strokeMm, grey, dash) }
  for (const { side, name, ...point } of profile.points) {
    const { x, y } = at(point)
    ink.mark(x, y, 0.7, false)
    if (side === 'apex') ink.word(name, x, y + (point.y > 0 ? 2.6 : -2.6), LABEL_W_MM, 'center')
    else ink.word(name, x + (side === 'anterior' ? -1.4 : 1.4), y, LABEL_W_MM, side === 'anterior' ? 'right' : 'left')
  }
})

/** One pair of bars: before grey, after black; `text` stands over its bar. A mark across both is the reference. */
export type BarPair = { readonly label: string; readonly before: number | null; readonly after: number | null; readonly beforeText: string; readonly afterText: string; readonly reference?: number }

/** Pairs of bars before and after on one axis from 0 to `most`. */
export const drawBars = (pairs: readonly BarPair[], most: number): ChartDrawing => ({ w, h }) => inkOf(ink => {
  const [left, right, top, bottom] = [2, w - 2, 5, h - 5]
  const place = (right - left) / pairs.length
  const bar = Math.min(7, place / 3.2)
  const y = (value: number): number => bottom - Math.min(1, value / most) * (bottom - top)
  for (const share of [0.25, 0.5, 0.75, 1]) ink.path([{ x: left, y: y(most * share) }, { x: right, y: y(most * share) }], 0.1, GRID)
  pairs.forEach(({ label, before, after, beforeText, afterText, reference }, index) => {
    const middle = left + (index + 0.5) * place
    for (const [value, text, side, grey] of [[before, beforeText, -1, LIGHT], [after, afterText, 1, BLACK]] as const) {
      if (value === null) continue
      const x = middle + side * bar * 0.6
      if (value > 0) ink.path([{ x, y: bottom }, { x, y: y(value) }], bar, grey)
      ink.word(text, x, y(value) - 1.9, bar * 1.9, 'center')
    }
    if (reference !== undefined) ink.path([{ x: middle - bar * 1.4, y: y(reference) }, { x: middle + bar * 1.4, y: y(reference) }], 0.3, GREY, [0.8, 0.6])
    ink.word(label, middle, bottom + 2.6, place - 1, 'center')
  })
  ink.path([{ x: left, y: bottom }, { x: right, y: bottom }], 0.3, BLACK)
})
