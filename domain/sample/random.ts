/** Random choices that are the same for the same seed, on every machine. */
export type Random = {
  /** 0 ≤ x < 1. */
  next(): number
  /** A whole number from `low` to `high`, both included. */
  int(low: number, high: number): number
  chance(probability: number): boolean
  pick<T>(list: readonly T[]): T
  /** An entry of a weighted list made by `weighted`. */
  weighted<T>(list: Weighted<T>): T
  /** Normally distributed (sum of uniforms), cut at three deviations. */
  normal(mean: number, deviation: number): number
}
export type Weighted<T> = { readonly values: readonly T[]; readonly upTo: Float64Array }

/** Prepares a weighted list for `Random.weighted`. */
export function weighted<T>(entries: readonly (readonly [T, number])[]): Weighted<T> {
  const upTo = new Float64Array(entries.length)
  let sum = 0
  entries.forEach(([, weight], index) => { upTo[index] = sum += weight })
  return { values: entries.map(([value]) => value), upTo }
}

/** Makes a source of random choices (sfc32, public domain). */
export function createRandom(seed: number): Random {
  let [a, b, c, d] = [0x9e3779b9 ^ seed, 0x243f6a88, 0xb7e15162, seed | 1]
  const step = (): number => {
    const t = (a + b | 0) + d | 0
    d = d + 1 | 0
    a = b ^ b >>> 9
    b = c + (c << 3) | 0
    c = (c << 21 | c >>> 11) + t | 0
    return (t >>> 0) / 4_294_967_296
  }
  for (let warmUp = 0; warmUp < 15; warmUp += 1) step()
  const random: Random = {
    next: step,
    int: (low, high) => low + Math.floor(step() * (high - low + 1)),
    chance: probability => step() < probability,
    pick: list => list[Math.floor(step() * list.length)] as never,
    weighted: ({ values, upTo }) => {
      const wanted = step() * (upTo[upTo.length - 1] ?? 0)
      let [low, high] = [0, upTo.length - 1]
      while (low < high) {
        const middle = low + high >> 1
        if ((upTo[middle] ?? 0) > wanted) high = middle
        else low = middle + 1
      }
      return values[low] as never
    },
    normal: (mean, deviation) => {
      // Six uniforms: variance one half, so √2 makes one deviation.
      const sum = step() + step() + step() + step() + step() + step() - 3
      return mean + deviation * Math.SQRT2 * sum
    },
  }
  return random
}
