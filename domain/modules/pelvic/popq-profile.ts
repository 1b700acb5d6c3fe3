import { POPQ_NAME, type PopqGrid } from '../../rule/pelvic/popq.ts'

/** In cm: x from the symphysis (left) to the anus (right), y from the hymen, outside downwards. */
export type ProfilePoint = { readonly x: number; readonly y: number }
export type ProfileLine = 'wall' | 'perineum' | 'symphysis' | 'normal' | 'hymen' | 'stage2'
export type PopqProfile = {
  readonly left: number; readonly right: number; readonly top: number; readonly bottom: number
  readonly lines: readonly { readonly line: ProfileLine; readonly points: readonly ProfilePoint[] }[]
  /** The measured points with their names; a B that lies where its A lies is named with it. */
  readonly points: readonly (ProfilePoint & { readonly name: string; readonly side: 'anterior' | 'apex' | 'posterior' })[]
  /** Whole centimetres of the scale. */
  readonly ticks: readonly number[]
}

// Where nobody measured them, the drawing takes a usual hiatus and perineum; they decide no stage.
const USUAL = { ghCm: 4, pbCm: 3 } as const
const CURVE_STEPS = 8
// Low enough that a curve does not bulge beyond the point it goes through.
const TENSION = 0.3

/** A smooth line through points (cardinal spline). */
function smooth(points: readonly ProfilePoint[]): ProfilePoint[] {
  const at = (index: number): ProfilePoint => points[Math.min(points.length - 1, Math.max(0, index))]!
  return points.flatMap((point, index) => {
    if (index === points.length - 1) return [point]
    const [before, next, after] = [at(index - 1), at(index + 1), at(index + 2)]
    return Array.from({ length: CURVE_STEPS }, (_, step) => {
      const t = step / CURVE_STEPS
      const [t2, t3] = [t * t, t * t * t]
      const mix = (axis: 'x' | 'y'): number => (2 * t3 - 3 * t2 + 1) * point[axis] + (t3 - 2 * t2 + t) * TENSION * (next[axis] - before[axis]) + (3 * t2 - 2 * t3) * next[axis] + (t3 - t2) * TENSION * (after[axis] - point[axis])
      return { x: mix('x'), y: mix('y') }
    })
  })
}

/**
 * 侧面观 of a grid (note §10.5): the vagina from the side as doctors draw it, the symphysis left, the perineum right, the
 * hymen at 0, beside the walls of a vagina of this length without prolapse. null while a point it needs is missing.
 */
export function popqProfile(grid: PopqGrid): PopqProfile | null {
  const { aaCm, baCm, cCm, apCm, bpCm, dCm, tvlCm } = grid
  if (aaCm === null || baCm === null || cCm === null || apCm === null || bpCm === null || tvlCm === null || tvlCm <= 0) return null
  const half = Math.max(1, (grid.ghCm ?? USUAL.ghCm) / 2)
  const perineum = half + Math.max(0.5, grid.pbCm ?? USUAL.pbCm)
  const [front, back] = [{ x: -half, y: 0 }, { x: half, y: 0 }]
  // B is a point of its own only where it came down further than A; else the wall above A is in place.
  const wall = (sign: -1 | 1, a: number, b: number): ProfilePoint[] => [{ x: sign * half * 0.9, y: a }, ...(b > a ? [{ x: sign * half * 0.6, y: b }] : [])]
  const [anterior, posterior] = [wall(-1, aaCm, baCm), wall(1, apCm, bpCm)]
  const apex: ProfilePoint = { x: dCm === null ? 0 : -half * 0.15, y: cCm }
  const fornix = dCm === null ? [] : [{ x: half * 0.4, y: dCm }]
  const named = (points: readonly ProfilePoint[], a: string, b: string, side: 'anterior' | 'posterior') => points.length === 1 ? [{ ...points[0]!, name: `${a} ${b}`, side }] : [{ ...points[0]!, name: a, side }, { ...points[1]!, name: b, side }]
  const outline = [front, ...anterior, apex, ...fornix, ...posterior.toReversed(), back]
  const [top, bottom] = [Math.floor(Math.min(-tvlCm, ...outline.map(point => point.y))) - 1, Math.ceil(Math.max(2, ...outline.map(point => point.y))) + 1]
  const [left, right] = [-half - 5.5, perineum + 1]
  const symphysis = Array.from({ length: 17 }, (_, step) => { const angle = step / 16 * 2 * Math.PI; return { x: -half - 3 + Math.cos(angle) * 0.8 - Math.sin(angle) * 0.5, y: -3 + Math.sin(angle) * 1.5 } })
  const across = (y: number): ProfilePoint[] => [{ x: left + 1, y }, { x: right, y }]
  return {
    left, right, top, bottom,
    lines: [
      { line: 'stage2', points: across(-1) }, { line: 'stage2', points: across(1) }, { line: 'hymen', points: across(0) }, { line: 'symphysis', points: symphysis },
      { line: 'normal', points: [front, { x: -half * 0.3, y: -tvlCm }, { x: half * 0.3, y: -tvlCm }, back] }, { line: 'perineum', points: [back, { x: perineum, y: 0.4 }] }, { line: 'wall', points: smooth(outline) },
    ],
    points: [
      ...named(anterior, POPQ_NAME.aaCm, POPQ_NAME.baCm, 'anterior'), { ...apex, name: POPQ_NAME.cCm, side: fornix.length > 0 ? 'anterior' : 'apex' }, ...fornix.map(point => ({ ...point, name: POPQ_NAME.dCm, side: 'apex' as const })), ...named(posterior, POPQ_NAME.apCm, POPQ_NAME.bpCm, 'posterior'),
    ],
    ticks: Array.from({ length: Math.floor((bottom - top - 1) / 2) + 1 }, (_, index) => Math.ceil(top / 2) * 2 + index * 2).filter(tick => tick < bottom),
  }
}
