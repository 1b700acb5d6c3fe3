import { rounded } from './rounding.ts'

/** How many of a whole, `per` so many, with two decimals; null over nothing. Above `per` is a true answer and stays. */
export const rateOf = (numerator: number, denominator: number, per: number): number | null => denominator === 0 ? null : rounded(numerator / denominator * per, 2)
/** A rate in per cent. */
export const percentOf = (numerator: number, denominator: number): number | null => rateOf(numerator, denominator, 100)
