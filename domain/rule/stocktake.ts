import { addDays, type Day } from '../time/day.ts'

/**
 * 月末盘点 (certificate note §4.1: month-end stock-take, checking numbers): the book against what was counted, number
 * by number. Pure, so that it can be held against random books; the core supplies both lists.
 */

/** Who has the sheet: the account of a window, or null for the cabinet. */
export type Holder = string | null

/** The month a stock-take is the end of: a count in the first week is the late one of the month before. */
export const monthCounted = (day: Day): string => Number(day.slice(8)) <= LATE_COUNT_DAYS ? addDays(`${day.slice(0, 7)}-01` as Day, -1).slice(0, 7) : day.slice(0, 7)
/** How far into the next month a late month-end count is expected; our choice. */
export const LATE_COUNT_DAYS = 7

export type HeldNumber = { readonly number: string; readonly holderId: Holder }

export const DIFFERENCE_KINDS = ['missing', 'extra', 'wrongHolder', 'twice'] as const
/**
 * `missing`: on the book, counted by nobody. `extra`: counted, but not on the book. `wrongHolder`: on the book of one,
 * counted by another. `twice`: counted in more than one place – one sheet cannot lie in two.
 */
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number]

export type StocktakeDifference = {
  readonly number: string
  readonly kind: DifferenceKind
  /** Where the book has it; undefined when the book does not have it. */
  readonly bookHolderId: Holder | undefined
  /** Everybody who counted it; empty for a missing number. */
  readonly countedBy: readonly Holder[]
}

export type StocktakeComparison = {
  /** Numbers on the book, and different numbers counted. */
  readonly booked: number
  readonly counted: number
  /** Counted once, where the book has them. */
  readonly matched: number
  /** In order of number, each number once. */
  readonly differences: readonly StocktakeDifference[]
}

/**
 * Compares book and count. A number stands in the answer once: as matched or as one difference. What is counted in two
 * places is `twice`, wherever the book has it, because at least one of the two counts is wrong.
 */
export function compareStocktake(book: Iterable<HeldNumber>, counted: Iterable<HeldNumber>): StocktakeComparison {
  const holderOf = new Map<string, Holder>()
  for (const { number, holderId } of book) holderOf.set(number, holderId)
  const countedBy = new Map<string, Holder[]>()
  for (const { number, holderId } of counted) {
    const seen = countedBy.get(number)
    if (!seen) countedBy.set(number, [holderId])
    else if (!seen.includes(holderId)) seen.push(holderId)
  }
  const differences: StocktakeDifference[] = []
  let matched = 0
  for (const [number, bookHolderId] of holderOf) {
    const by = countedBy.get(number) ?? []
    if (by.length === 1 && by[0] === bookHolderId) matched += 1
    else differences.push({ number, kind: by.length === 0 ? 'missing' : by.length > 1 ? 'twice' : 'wrongHolder', bookHolderId, countedBy: by })
  }
  for (const [number, by] of countedBy) {
    if (!holderOf.has(number)) differences.push({ number, kind: by.length > 1 ? 'twice' : 'extra', bookHolderId: undefined, countedBy: by })
  }
  differences.sort((a, b) => (a.number < b.number ? -1 : 1))
  return { booked: holderOf.size, counted: countedBy.size, matched, differences }
}
