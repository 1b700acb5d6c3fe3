import { type RawBuilder, sql } from 'kysely'
import { normalisePhone } from '../../../domain/rule/phone.ts'
import { plainNumber } from '../../../domain/rule/written-form.ts'
import { foldText, tailKey } from './search-keys.ts'

// Sorts after every text that begins with another.
const END = '\u{10FFFF}'
export const begins = (column: RawBuilder<unknown>, text: string): RawBuilder<unknown> => sql`(${column} >= ${text} AND ${column} < ${text + END})`

/**
 * The ids of the persons a typed word means, as a query to stand behind IN: characters or letters of the name, a number's
 * beginning or tail, the handbook. `more` are the numbers a clinic has of its own.
 */
export function personsMeant(text: string, more: (number: string) => RawBuilder<unknown>[]): RawBuilder<unknown> {
  const number = plainNumber(text)
  const isNumber = /\d/.test(number)
  const folded = foldText(text)
  const plain = foldText(text, 'v')
  const stored = [['name', folded], ['givenName', folded], ...isNumber ? [['idTail', tailKey(number)], ['phoneTail', tailKey(number)]] as const : [['pinyin', plain], ['initials', plain]] as const].filter(([, key]) => key !== '')
  const byName = stored.map(([kind, key]) => sql`SELECT person_id FROM person_search WHERE kind = ${kind} AND ${begins(sql`search_key`, key!)}`)
  const byNumber = !isNumber ? [] : [
    sql`SELECT id FROM person WHERE ${begins(sql`id_number`, number)}`, sql`SELECT id FROM person WHERE ${begins(sql`phone`, normalisePhone(number))}`, sql`SELECT id FROM person WHERE ${begins(sql`handbook_number`, number)}`,
    ...more(number),
  ]
  return sql.join([...byName, ...byNumber], sql` UNION `)
}
