import { type Bench, figureOf, percentile, timed } from './figure.ts'
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
      // Medians: one checkpoint that waits for the disk would otherwise decide the ratio.
      yield figureOf(`encryption-${work}`, samples[work].encrypted, 0.5, { baseline: percentile(samples[work].plain, 0.5), note: `${PERSONS} persons; p50 on the encrypted file, baseline: p50 on a plain one, rounds in turn` })
    }
  } finally {
    await plain.close()
    await encrypted.close()
  }
}
