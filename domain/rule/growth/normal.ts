// The normal distribution. Percentiles are shown with one decimal; an error below 1e-12 leaves no rounding to doubt.

const ROOT_OF_TWO_PI = Math.sqrt(2 * Math.PI)

/** Share of a normal distribution below z: the rational approximation of Hart (1968, no. 5666) in the form of West (2005), error below 1e-14. */
export function normalShare(z: number): number {
  const size = Math.abs(z)
  if (size > 37) return z > 0 ? 1 : 0
  const density = Math.exp(-size * size / 2)
  let tail: number
  if (size < 7.071_067_811_865_47) {
    const above = ((((((3.526_249_659_989_11e-2 * size + 0.700_383_064_443_688) * size + 6.373_962_203_531_65) * size + 33.912_866_078_383) * size
      + 112.079_291_497_871) * size + 221.213_596_169_931) * size + 220.206_867_912_376)
    const below = (((((((8.838_834_764_831_84e-2 * size + 1.755_667_163_182_64) * size + 16.064_177_579_207) * size + 86.780_732_202_946_1) * size
      + 296.564_248_779_674) * size + 637.333_633_378_831) * size + 793.826_512_519_948) * size + 440.413_735_824_752)
    tail = density * above / below
  } else {
    tail = density / (size + 1 / (size + 2 / (size + 3 / (size + 4 / (size + 0.65))))) / ROOT_OF_TWO_PI
  }
  return z > 0 ? 1 - tail : tail
}

/** The z below which a share of a normal distribution lies: a start by the logistic curve, then Newton steps on normalShare. */
export function normalQuantile(share: number): number {
  if (!(share > 0 && share < 1)) throw new RangeError(`not a share between 0 and 1: ${share}`)
  let z = Math.log(share / (1 - share)) / 1.702
  for (let step = 0; step < 60; step++) {
    const density = Math.exp(-z * z / 2) / ROOT_OF_TWO_PI
    const change = (normalShare(z) - share) / density
    // Far out Newton's step overshoots; half a unit at a time still arrives.
    z -= Math.max(-0.5, Math.min(0.5, change))
    if (Math.abs(change) < 1e-13) break
  }
  return z
}

/**
 * Percentile of a z-score, null beyond ±3: there WHO's z of weight-based indicators counts SD widths and no longer
 * follows the distribution (WHO 2006, restricted LMS), so a percentile would claim what the standard does not say.
 */
export const percentileOf = (z: number): number | null => Math.abs(z) <= 3 ? normalShare(z) * 100 : null
