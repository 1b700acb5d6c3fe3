import { createRandom } from '../../domain/sample/random.ts'
import type { Hospital } from './hospital.ts'
import { openHospital } from './hospital.ts'
import { type Bench, figureOf, say, timed } from './figure.ts'

const PERSONS = 330_000
const QUERIES = 1_000

type Query = { text: string; expected: string }

/** What clerks type, made from people who are there: each kind as often as every other, one in ten while still typing. */
export async function mixedQueries(hospital: Hospital, count: number): Promise<Query[]> {
  const random = createRandom(7)
  const { connection } = hospital.database
  const people = connection.prepare('SELECT id, name, id_number, phone, birth_day, handbook_number FROM person WHERE id_number IS NOT NULL AND phone IS NOT NULL AND name IS NOT NULL').all() as
    { id: string; name: string; id_number: string; phone: string; birth_day: string; handbook_number: string | null }[]
  const keyOf = connection.prepare('SELECT search_key FROM person_search WHERE person_id = ? AND kind = ?').pluck()
  const queries: Query[] = []
  while (queries.length < count) {
    const one = random.pick(people)
    const initials = String(keyOf.get(one.id, 'initials') ?? '')
    const pinyin = String(keyOf.get(one.id, 'pinyin') ?? '')
    const texts = [initials, one.name, pinyin, one.id_number.slice(-4), one.id_number.slice(-6), one.id_number, one.phone.slice(-4), one.phone, `${initials} ${one.birth_day.slice(0, 4)}`, `${one.name.slice(0, 1)} ${one.phone.slice(0, 3)}`,
      one.handbook_number ?? '', initials.slice(0, 1), one.name.slice(0, 1), one.phone.slice(0, 3)]
    const text = texts[queries.length % texts.length]
    if (text) queries.push({ text, expected: one.id })
    else if (queries.length % texts.length >= 0) queries.push({ text: one.name, expected: one.id })
  }
  return queries
}

export const search: Bench = async function* () {
  const hospital = await openHospital({ persons: PERSONS, encrypted: true })
  try {
    const queries = await mixedQueries(hospital, QUERIES)
    await timed(queries.slice(0, 50), ({ text }) => hospital.call('person.search', { text }))
    // Baseline: one prepared statement that finds one whole name, without ranking, kinds, masking or checks.
    const bare = hospital.database.connection.prepare("SELECT p.* FROM person_search s JOIN person p ON p.id = s.person_id WHERE s.kind = 'name' AND s.search_key >= ? AND s.search_key < ? LIMIT 12")
    const baseline = await timed(queries, ({ text }) => bare.all(text, `${text}\u{10FFFF}`))
    const samples = await timed(queries, ({ text }) => hospital.call('person.search', { text }))
    const slowest = queries.map(({ text }, index) => ({ kind: text.replace(/\d/g, '9').replace(/[a-z]/g, 'a').replace(/\p{Script=Han}/gu, '中'), ms: samples[index] ?? 0 })).toSorted((a, b) => b.ms - a.ms).slice(0, 8)
    say(`slowest: ${slowest.map(one => `${one.kind} ${one.ms.toFixed(1)} ms`).join(', ')}`)
    yield figureOf('search', samples, 0.95, { baseline: baseline.toSorted((a, b) => a - b)[Math.floor(baseline.length * 0.95)] ?? 0, note: `${PERSONS} persons, encrypted file; value is p95; baseline: one prepared prefix lookup, p95` })
    for (const [name, text] of [['search-one-letter', 'z'], ['search-one-character', '王'], ['search-two-words', '张 138']] as const) {
      yield figureOf(name, await timed(Array.from({ length: 50 }, () => text), one => hospital.call('person.search', { text: one })), 0.95)
    }
  } finally {
    await hospital.close()
  }
}
