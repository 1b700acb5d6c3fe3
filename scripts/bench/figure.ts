/** One measured figure, as `npm run -s bench` prints it: one JSON line. */
export type Figure = {
  name: string
  value: number
  unit: string
  /** The same work done by the bare means, measured in the same run. */
  baseline?: number
  ratio?: number
  /** What the value may be at most, where something was promised, and whether it is. */
  bar?: number
  kept?: boolean
  p50?: number
  p95?: number
  p99?: number
  n?: number
  note?: string
}
/** A benchmark yields its figures one after another. */
export type Bench = () => AsyncGenerator<Figure, void>

const rounded = (value: number): number => Number(value.toPrecision(4))

/** What was promised of 60,000 pregnancies with 543,000 contacts, in milliseconds: a record opened, the recall list, the bulletin. */
export const PREGNANCY_BARS = { open: 150, recallList: 200, bulletin: 1_000 } as const

/** The value below which this share of the samples lies (nearest rank). */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b)
  const found = sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))]
  if (found === undefined) throw new RangeError('no samples')
  return found
}

/** p50, p95 and p99 of samples in milliseconds; the value of the figure is `value`'s percentile. */
export function figureOf(name: string, samplesMs: readonly number[], value: 0.5 | 0.95, more: Pick<Figure, 'baseline' | 'bar' | 'note'> = {}): Figure {
  const result = percentile(samplesMs, value)
  return {
    name, value: rounded(result), unit: 'ms',
    ...(more.bar === undefined ? {} : { bar: more.bar, kept: result <= more.bar }),
    ...(more.baseline === undefined ? {} : { baseline: rounded(more.baseline), ratio: rounded(result / more.baseline) }),
    p50: rounded(percentile(samplesMs, 0.5)), p95: rounded(percentile(samplesMs, 0.95)), p99: rounded(percentile(samplesMs, 0.99)), n: samplesMs.length,
    ...(more.note === undefined ? {} : { note: more.note }),
  }
}

/** Runs work once for each item, one after another, and answers how long each took. */
export async function timed<T>(items: readonly T[], work: (item: T) => unknown): Promise<number[]> {
  const samples: number[] = []
  for (const item of items) {
    const start = performance.now()
    await work(item)
    samples.push(performance.now() - start)
  }
  return samples
}

/** Says on stderr what goes on; stdout holds figures only. */
export const say = (text: string): void => { process.stderr.write(`${text}\n`) }
