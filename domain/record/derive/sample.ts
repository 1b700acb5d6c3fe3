import { codeList } from '../../field/code-list.ts'
import type { Field } from '../../field/kinds.ts'
import type { Random } from '../../sample/random.ts'
import { addDays, type Day } from '../../time/day.ts'
import type { RecordDefinition, Row } from '../define.ts'
import { tidyRow } from './schema.ts'

// Text that has broken programs before: rare and combined characters, separators, quotes, what looks like code.
const PIECES = ['王', '𬭊', '·', 'é', '‘', "'", '"', '%', '_', '\\', '<b>', '张三', 'A1', '—', '0', '龘', ' ', '😀', '{{x}}', 'null', ';--']
const FIRST_DAY = '1990-01-01' as Day
const DAYS = 13_000
const REGION = { county: ['430626', '110101'], township: ['430626101', '430626', '110101'] } as const

function sampleText(random: Random, maxLength: number): string {
  const characters: string[] = []
  const wanted = random.chance(0.1) ? maxLength : random.int(1, Math.min(12, maxLength))
  while (characters.length < wanted) characters.push(...random.pick(PIECES))
  return characters.slice(0, wanted).join('')
}

function sampleValue(field: Field, random: Random): string | number | boolean {
  const two = (value: number): string => String(value).padStart(2, '0')
  switch (field.kind) {
    case 'text': {
      const text = sampleText(random, field.maxLength)
      // Blanks alone are no text, and a required one has some.
      if (field.required && !field.pattern && text.trim() === '') return PIECES[0]!
      return field.pattern && !field.pattern.test(text) ? '' : text
    }
    case 'day': return addDays(FIRST_DAY, random.int(0, DAYS))
    case 'minute': return `${addDays(FIRST_DAY, random.int(0, DAYS))}T${two(random.int(0, 23))}:${two(random.int(0, 59))}`
    case 'number': {
      const [low, high] = field.plausible
      const step = 10 ** field.decimals
      // Both ends often: that is where limits are wrong by one.
      const value = random.chance(0.15) ? low : random.chance(0.15) ? high : low + random.next() * (high - low)
      // Adding nought makes -0, which no database keeps, a plain 0.
      return Math.min(high, Math.max(low, Math.round(value * step) / step)) + 0
    }
    case 'flag': return random.chance(0.5)
    case 'code': return random.pick(field.codes.values)
    case 'codes': {
      const { codes, none } = field
      return codeList(codes, none !== undefined && random.chance(0.4) ? [none] : codes.values.filter(code => code !== none && random.chance(0.4))) ?? none ?? codes.values[0]
    }
    case 'ref': return `sample-${random.int(1, 99)}`
    case 'region': return random.pick(REGION[field.level])
  }
}

/** A row its own definition accepts in shape: every kind of value, its limits, and gaps where a field may be empty. Rules across fields may still object. */
export function sampleRow<D extends RecordDefinition>(definition: D, random: Random): Row<D> {
  const row = Object.fromEntries(Object.entries(definition.fields).map(([name, field]) => [name, !field.required && random.chance(0.25) ? null : sampleValue(field, random)]))
  return tidyRow(definition, row as Row<D>)
}
