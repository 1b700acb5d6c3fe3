// More digits than any measure has, fewer than the last ones a computer keeps: 1.005 is 1.005 again, and 8.3 − 2 is 6.3.
const SURE_DIGITS = 14

/**
 * A number with so many decimals, halves away from zero, as it is rounded on paper. What decimal numbers lose by the way a
 * computer keeps them is put right first: 201 of 20,000 are 1.01 % and not 1.00.
 */
export function rounded(value: number, decimals: number): number {
  const step = 10 ** decimals
  // Nothing is written as −0.
  return Math.sign(value) * Math.round(Number((Math.abs(value) * step).toPrecision(SURE_DIGITS))) / step + 0
}
