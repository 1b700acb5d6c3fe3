import type { BlankState } from '../code/certificate.ts'
import { type Day, type Instant, instantAt, epochOf, monthRange, addDays, type Minute } from '../time/day.ts'

/**
 * 月度对账 (certificate note §4.6): 期初 + 入库 − 首次 − 换发 − 补发 − 废证 − 退回/调出 (− 遗失) = 期末, from the moves of
 * single numbers and never from typed figures.
 */

/** The states in which a blank is still in the hospital and unused: they are what a stock-take must find. */
export const ON_HAND: readonly BlankState[] = ['inStock', 'drawn', 'held', 'printed']
const onHand = (state: string | null): boolean => state !== null && (ON_HAND as readonly string[]).includes(state)

export const BALANCE_FIGURES = ['opening', 'received', 'regained', 'firstIssue', 'exchange', 'reissue', 'void', 'returned', 'transferred', 'lost', 'closing'] as const
export type BalanceFigure = (typeof BALANCE_FIGURES)[number]
/** How each figure goes into the sum; the opening begins it and the closing is its result. */
export const FIGURE_SIGN = {
  opening: 1, received: 1, regained: 1, firstIssue: -1, exchange: -1, reissue: -1, void: -1, returned: -1, transferred: -1, lost: -1, closing: 0,
} as const satisfies Record<BalanceFigure, 1 | -1 | 0>

/** One move of a number as the balance reads it; `issueType` is that of the sheet it was used for. */
export type BlankMove = { readonly fromState: string | null; readonly toState: string; readonly issueType: string | null }

/**
 * The figure a move counts in, or null when the number stays in the hospital or had already left it. A number leaves
 * the stock when it is sealed (已签发), not when it is printed: until then the sheet lies in the house. What comes back
 * (handed out to another hospital, reported lost) is a figure of its own, so that an earlier month stays what it was.
 */
export function figureOf({ fromState, toState, issueType }: BlankMove): Exclude<BalanceFigure, 'opening' | 'closing'> | null {
  const was = onHand(fromState)
  const is = onHand(toState)
  if (was === is) return null
  if (is) return fromState === null || fromState === 'inTransit' ? 'received' : 'regained'
  switch (toState) {
    case 'issued': return issueType === '2' ? 'exchange' : issueType === '3' ? 'reissue' : 'firstIssue'
    case 'void': return 'void'
    case 'returned': return 'returned'
    case 'transferred': return 'transferred'
    case 'lostReported': case 'lostVoid': return 'lost'
    default: return 'void'
  }
}

export type Balance = Readonly<Record<BalanceFigure, number>>

/** The balance of a period from its opening stock and the counted moves. */
export function balanceOf(opening: number, moves: Iterable<BlankMove & { readonly count: number }>): Balance {
  const figures: Record<BalanceFigure, number> = { opening, received: 0, regained: 0, firstIssue: 0, exchange: 0, reissue: 0, void: 0, returned: 0, transferred: 0, lost: 0, closing: 0 }
  for (const move of moves) {
    const figure = figureOf(move)
    if (figure) figures[figure] += move.count
  }
  figures.closing = BALANCE_FIGURES.reduce((sum, figure) => sum + FIGURE_SIGN[figure] * figures[figure], 0)
  return figures
}

/** The first instant of a day in China, and so the end of the day before. */
export const startOfDay = (day: Day): Instant => instantAt(epochOf(`${day}T00:00` as Minute))

/** A calendar month as instants: from the first (inclusive) to the first of the next (exclusive). */
export function monthInstants(month: string): { from: Instant; until: Instant } {
  const { first, last } = monthRange(month)
  return { from: startOfDay(first), until: startOfDay(addDays(last, 1)) }
}
