/** How many of a whole, `per` so many, with two decimals; null over nothing. Above `per` is a true answer and stays. */
export const rateOf = (numerator: number, denominator: number, per: number): number | null => denominator === 0 ? null : Math.round(numerator / denominator * per * 100) / 100
/** A rate in per cent. */
export const percentOf = (numerator: number, denominator: number): number | null => rateOf(numerator, denominator, 100)
