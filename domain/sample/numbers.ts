import { idNumberCheckDigit } from '../rule/id-number.ts'
import type { Day } from '../time/day.ts'
import type { SampleCounty } from './chunk.ts'
import type { SampleSex } from './names.ts'
import type { Random } from './random.ts'

/** UUIDs of version 7 whose time runs with the count: in order, unique, the same for the same seed. */
export function idSource(random: Random, from: Day): () => string {
  const startMs = Date.parse(`${from}T00:00:00Z`)
  let count = 0
  const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0')
  return () => {
    const time = hex(startMs + count++, 12)
    return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(random.int(0, 0xfff), 3)}-${hex(0x8000 | random.int(0, 0x3fff), 4)}-${hex(random.int(0, 0xffffff), 6)}${hex(random.int(0, 0xffffff), 6)}`
  }
}

/**
 * Valid numbers that belong to nobody: the sequence numbers at both ends (000–019, 980–999) of each day and county are
 * the ones least given out; each is used once.
 */
export function idNumberSource(random: Random, county: SampleCounty): (birthDay: Day, sex: SampleSex) => string {
  const used = new Map<string, number>()
  const areas = [county.code, ...county.neighbours]
  return (birthDay, sex) => {
    const first = random.chance(0.8) ? 0 : random.int(0, areas.length - 1)
    const compact = birthDay.replaceAll('-', '')
    for (let turn = 0; ; turn += 1) {
      const area = areas[(first + turn) % areas.length] ?? county.code
      const key = `${area}${compact}${sex}`
      const count = used.get(key) ?? 0
      // Twenty per day, county and sex before the next county is asked; the last resort goes on inwards.
      if (count >= 20 && turn < areas.length) continue
      used.set(key, count + 1)
      const inner = Math.floor(count / 2) * 2 + (sex === '1' ? 1 : 0)
      const sequence = count % 2 === 0 ? inner : 998 - inner + (sex === '1' ? 2 : 0)
      const seventeen = `${area}${compact}${String(sequence).padStart(3, '0')}`
      return seventeen + idNumberCheckDigit(seventeen)
    }
  }
}
