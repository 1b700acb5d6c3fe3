import type { PopqCompartment, PopqStage } from '../../code/pelvic.ts'
import { block, type FieldIssue, message, warn } from '../../message/message.ts'
import { toTenths } from './measures.ts'
import type { PelvicRules } from './pelvic-rules.ts'

/** The grid of POP-Q in cm against the hymen, negative inside, positive outside; `dCm` is null where there is no cervix (§4.1). */
export type PopqGrid = {
  readonly aaCm: number | null; readonly baCm: number | null; readonly cCm: number | null
  readonly ghCm: number | null; readonly pbCm: number | null; readonly tvlCm: number | null
  readonly apCm: number | null; readonly bpCm: number | null; readonly dCm: number | null
}
export type PopqPoint = keyof PopqGrid
/** In the order of the grid, row by row: the way it is read out and typed. */
export const POPQ_POINTS = ['aaCm', 'baCm', 'cCm', 'ghCm', 'pbCm', 'tvlCm', 'apCm', 'bpCm', 'dCm'] as const satisfies readonly PopqPoint[]
/** What the grid calls them. */
export const POPQ_NAME: Readonly<Record<PopqPoint, string>> = { aaCm: 'Aa', baCm: 'Ba', cCm: 'C', ghCm: 'gh', pbCm: 'pb', tvlCm: 'tvl', apCm: 'Ap', bpCm: 'Bp', dCm: 'D' }

const WALL = 3
/** Above this a measure of the perineum or the vagina is unusual (§4.1 [K]); it is asked about, not refused. */
const USUAL = { ghCm: [1, 10], pbCm: [1, 6], tvlCm: [5, 14] } as const

/**
 * What cannot be right in a grid, point by point, and what is asked about (§4.1): ranges, a fornix without a cervix, a point
 * beyond the vagina, B above A, D below C.
 */
export function popqIssues(grid: PopqGrid, hasNoCervix: boolean, rules: Pick<PelvicRules, 'askBelowVaginaCm'>): FieldIssue[] {
  const { tvlCm, dCm, cCm } = grid
  const issues: FieldIssue[] = []
  const within = (point: PopqPoint, least: number, most: number): void => {
    const value = grid[point]
    if (value !== null && (value < least || value > most)) issues.push(block(point, message('popq.range', '{{point}} 应在 {{least}} 至 {{most}} cm 之间,请核对', { point: POPQ_NAME[point], least, most })))
  }
  for (const point of ['aaCm', 'apCm'] as const) within(point, -WALL, WALL)
  for (const point of ['baCm', 'bpCm'] as const) {
    if (tvlCm !== null && tvlCm > 0) within(point, -WALL, Math.max(tvlCm, WALL))
    else within(point, -WALL, USUAL.tvlCm[1])
  }
  for (const point of ['cCm', 'dCm'] as const) if (tvlCm !== null && tvlCm > 0) within(point, -tvlCm, tvlCm)
  for (const point of ['ghCm', 'pbCm', 'tvlCm'] as const) {
    const value = grid[point]
    const [least, most] = USUAL[point]
    if (value === null) continue
    if (value <= 0) issues.push(block(point, message('popq.positive', '{{point}} 应大于 0,请核对', { point: POPQ_NAME[point] })))
    else if (value < least || value > most) issues.push(warn(point, message('popq.unusual', '{{point}} 通常在 {{least}}–{{most}} cm 之间,请核对', { point: POPQ_NAME[point], least, most })))
  }
  if (hasNoCervix && dCm !== null) issues.push(block('dCm', message('popq.fornix', '子宫已切除,没有D点,请清空D')))
  if (tvlCm !== null && tvlCm > 0 && tvlCm <= rules.askBelowVaginaCm) issues.push(warn('tvlCm', message('popq.short', '阴道全长 {{length}} cm 很短,分度可能不准确,请核对', { length: tvlCm })))
  for (const [upper, lower] of [['aaCm', 'baCm'], ['apCm', 'bpCm']] as const) {
    const [a, b] = [grid[upper], grid[lower]]
    if (a !== null && b !== null && b < a) issues.push(warn(lower, message('popq.below', '{{lower}} 是最远端,不应高于 {{upper}},请核对', { lower: POPQ_NAME[lower], upper: POPQ_NAME[upper] })))
  }
  if (cCm !== null && dCm !== null && dCm > cCm) issues.push(warn('dCm', message('popq.fornixBelow', '后穹窿(D)通常高于宫颈(C),请核对')))
  return issues
}

export type PopqResult = {
  readonly stage: PopqStage
  /** 0–Ⅳ of the walls and the apex; the apex is called cuff where there is no cervix. */
  readonly compartments: readonly { readonly compartment: PopqCompartment; readonly stage: PopqStage; readonly leadCm: number }[]
  /** 脱垂最远端 in cm. */
  readonly leadCm: number
}

/**
 * 分度 by the farthest point (§4.2; F-01…F-13): Ⅳ from tvl − 2 on, Ⅲ beyond +1, Ⅱ from −1, else Ⅰ, or 0 where the walls stand
 * at −3 and the apex at −(tvl − 2) or higher. A point that came down further than −1 is never 0, also where the other end of
 * a long cervix is in place. null while a point that is needed is missing.
 */
export function popqStage(grid: PopqGrid, rules: Pick<PelvicRules, 'stage0NeedsBoth'>): PopqResult | null {
  const { aaCm, baCm, cCm, apCm, bpCm, dCm, tvlCm } = grid
  if (aaCm === null || baCm === null || cCm === null || apCm === null || bpCm === null || tvlCm === null || tvlCm <= 0) return null
  const limit = toTenths(tvlCm - 2)
  const byLead = (leadCm: number, isInPlace: boolean): PopqStage => leadCm >= limit ? '4' : leadCm > 1 ? '3' : leadCm >= -1 ? '2' : isInPlace ? '0' : '1'
  const isHigh = (cm: number): boolean => cm <= -limit
  const apexInPlace = dCm === null ? isHigh(cCm) : rules.stage0NeedsBoth === 1 ? isHigh(cCm) && isHigh(dCm) : isHigh(cCm) || isHigh(dCm)
  const of = (compartment: PopqCompartment, points: readonly number[], isInPlace: boolean) => ({ compartment, stage: byLead(Math.max(...points), isInPlace), leadCm: Math.max(...points) })
  const isWallInPlace = (...points: number[]): boolean => points.every(point => point === -WALL)
  const compartments = [
    of('anterior', [aaCm, baCm], isWallInPlace(aaCm, baCm)), of(dCm === null ? 'cuff' : 'apical', dCm === null ? [cCm] : [cCm, dCm], apexInPlace), of('posterior', [apCm, bpCm], isWallInPlace(apCm, bpCm)),
  ]
  const leadCm = Math.max(...compartments.map(one => one.leadCm))
  return { stage: byLead(leadCm, isWallInPlace(aaCm, baCm, apCm, bpCm) && apexInPlace), compartments, leadCm }
}
