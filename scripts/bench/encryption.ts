import { type Bench, type Figure, percentile, timed } from './figure.ts'
import { openHospital } from './hospital.ts'
import { newWomen, saveAll } from './save.ts'
import { mixedQueries } from './search.ts'

const PERSONS = 60_000
const QUERIES = 500
const SAVES = 300
const ROUNDS = 3

export const encryption: Bench = async function* () {
  const plain = await openHospital({ persons: PERSONS, encrypted: false })
  const encrypted = await openHospital({ persons: PERSONS, encrypted: true })
  try {
    const queries = await mixedQueries(plain, QUERIES)
    const samples = { search: { plain: [] as number[], encrypted: [] as number[] }, save: { plain: [] as number[], encrypted: [] as number[] } }
    for (const hospital of [plain, encrypted]) await timed(queries.slice(0, 50), ({ text }) => hospital.call('person.search', { text }))
    // In turns, so that whatever else the machine does meets both alike.
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const [kind, hospital] of [['plain', plain], ['encrypted', encrypted]] as const) {
        samples.search[kind].push(...await timed(queries, ({ text }) => hospital.call('person.search', { text })))
        samples.save[kind].push(...await saveAll(hospital, newWomen(SAVES, 2_000 + round * SAVES)))
      }
    }
    for (const work of ['search', 'save'] as const) {
      const sum = (list: readonly number[]): number => list.reduce((total, ms) => total + ms, 0)
      const value = sum(samples[work].encrypted) / samples[work].encrypted.length
      const baseline = sum(samples[work].plain) / samples[work].plain.length
      yield {
        name: `encryption-${work}`, value: Number(value.toPrecision(4)), unit: 'ms', baseline: Number(baseline.toPrecision(4)), ratio: Number((value / baseline).toPrecision(4)),
        p50: Number(percentile(samples[work].encrypted, 0.5).toPrecision(4)), p95: Number(percentile(samples[work].encrypted, 0.95).toPrecision(4)), p99: Number(percentile(samples[work].encrypted, 0.99).toPrecision(4)),
        n: samples[work].encrypted.length, note: `${PERSONS} persons; mean on the encrypted file, baseline: mean on a plain one`,
      } satisfies Figure
    }
  } finally {
    await plain.close()
    await encrypted.close()
  }
}
