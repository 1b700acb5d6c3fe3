import { pinyin, polyphonic } from 'pinyin-pro'
import { NAME_SEPARATOR } from '../../../domain/rule/name-character.ts'
import { surnameOf } from '../../../domain/rule/surname.ts'
import { plainNumber } from '../../../domain/rule/written-form.ts'
import type { WriteDb } from '../db/engine.ts'

/** The kinds kept in `person_search`; whole numbers are found by the indexes of their own tables. */
export type StoredKind = 'name' | 'givenName' | 'pinyin' | 'initials' | 'idTail' | 'phoneTail'
export type SearchKey = { kind: StoredKind; searchKey: string }
export type Searchable = { name: string | null; idNumber: string | null; phone: string | null }

// A character with many readings, times several characters: more than this finds nobody sooner.
const READINGS_PER_CHARACTER = 3
const READINGS_PER_NAME = 4
const HAN = /\p{Script=Han}/u
const PART_LETTERS = /[\p{L}\p{N}]/u

const readingsByCharacter = new Map<string, readonly string[]>()
const readingsBySurname = new Map<string, readonly string[]>()

/** Latin text as it is compared: no accents, no case, no separators; ü is typed as v or u. */
export function foldText(text: string, umlaut: 'u' | 'v' = 'u'): string {
  return [...text.normalize('NFKC').toLowerCase().replace(/ü/g, umlaut).normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC')]
    .filter(sign => PART_LETTERS.test(sign)).join('')
}

const reversed = (text: string): string => [...text].reverse().join('')
/** A number's key for looking it up by its tail. */
export const tailKey = (number: string): string => reversed(plainNumber(number).replace(/[^0-9A-Z]/g, '').toLowerCase())

// 吕 is lü: typed lv on every keyboard, printed LU or LV on documents.
const withUmlaut = (readings: readonly string[]): string[] => [...new Set(readings.flatMap(reading => reading.includes('v') ? [reading, reading.replace('v', 'u')] : [reading]))]

function readingsOf(character: string): readonly string[] {
  const known = readingsByCharacter.get(character)
  if (known) return known
  const raw = HAN.test(character) ? (polyphonic(character, { toneType: 'none', type: 'array', v: true })[0] ?? [character]) : [foldText(character)]
  const readings = withUmlaut(raw.slice(0, READINGS_PER_CHARACTER))
  readingsByCharacter.set(character, readings)
  return readings
}

/** Readings of a surname, one text per character joined: the surname's own first (曾 zeng, 单 shan, 尉迟 yu chi), the everyday one second. */
function surnameReadings(surname: string): readonly (readonly string[])[] {
  const characters = [...surname]
  const known = readingsBySurname.get(surname)
  const own = known ?? pinyin(surname, { mode: 'surname', toneType: 'none', type: 'array', v: true })
  if (!known) readingsBySurname.set(surname, own)
  return characters.map((character, index) => [...new Set([...withUmlaut([own[index] ?? character]), ...(characters.length === 1 ? readingsOf(character).slice(0, 1) : [])])])
}

/** The first READINGS_PER_NAME ways to read a row of characters, the usual one first, one character varied at a time. */
function combinations(perCharacter: readonly (readonly string[])[]): string[][] {
  const usual = perCharacter.map(readings => readings[0] ?? '')
  const all = [usual]
  perCharacter.forEach((readings, index) => {
    for (const reading of readings.slice(1)) {
      if (all.length < READINGS_PER_NAME) all.push(usual.map((first, at) => at === index ? reading : first))
    }
  })
  return all
}

function readingKeys(perCharacter: readonly (readonly string[])[]): SearchKey[] {
  return combinations(perCharacter).flatMap(reading => [
    { kind: 'pinyin' as const, searchKey: reading.join('') },
    { kind: 'initials' as const, searchKey: reading.map(syllable => [...syllable][0] ?? '').join('') },
  ])
}

function nameKeys(name: string): SearchKey[] {
  const whole = foldText(name)
  if (whole === '') return []
  const keys: SearchKey[] = [{ kind: 'name', searchKey: whole }]
  if (!HAN.test(name)) {
    // Foreign names: found by any of their words, and by initials.
    const words = name.split(/[\s·.,-]+/u).map(word => foldText(word)).filter(Boolean)
    for (const word of words.slice(1)) keys.push({ kind: 'givenName', searchKey: word })
    if (words.length > 1) keys.push({ kind: 'initials', searchKey: words.map(word => [...word][0] ?? '').join('') })
    return keys
  }
  const surname = surnameOf(name)
  if (surname) {
    const given = [...name].slice([...surname].length)
    if (given.length) keys.push({ kind: 'givenName', searchKey: foldText(given.join('')) })
    keys.push(...readingKeys([...surnameReadings(surname), ...given.map(readingsOf)]))
    return keys
  }
  const parts = name.split(NAME_SEPARATOR).map(part => [...part].filter(sign => PART_LETTERS.test(sign)))
  parts.forEach((_part, index) => {
    const rest = parts.slice(index).flat()
    if (!rest.length) return
    if (index > 0) keys.push({ kind: 'givenName', searchKey: foldText(rest.join('')) })
    keys.push(...readingKeys(rest.map(readingsOf)))
  })
  return keys
}

/** Everything a person is found by that is not a column with an index of its own. */
export function searchKeysOf({ name, idNumber, phone }: Searchable): SearchKey[] {
  const keys = name ? nameKeys(name) : []
  if (idNumber) keys.push({ kind: 'idTail', searchKey: tailKey(idNumber) })
  if (phone) keys.push({ kind: 'phoneTail', searchKey: tailKey(phone) })
  const seen = new Set<string>()
  return keys.filter(({ kind, searchKey }) => searchKey !== '' && !seen.has(`${kind} ${searchKey}`) && seen.add(`${kind} ${searchKey}`))
}

/** Pinyin initials of Chinese characters, for words that mix both (`张xm` is `zxm`); the first as a surname. */
export function initialsOf(characters: string): string {
  const [first = '', ...rest] = [...characters]
  return [...(surnameReadings(first)[0] ?? []).slice(0, 1), ...rest.map(character => readingsOf(character)[0] ?? '')].map(reading => [...reading][0] ?? '').join('')
}

/** Makes a person's search keys fit the row as it now stands; void and merged persons are found no more. */
export async function refreshSearchKeys(db: WriteDb, personId: string): Promise<void> {
  await db.deleteFrom('personSearch').where('personId', '=', personId).execute()
  const row = await db.selectFrom('person').select(['name', 'idNumber', 'phone', 'voidedAt', 'mergedIntoId']).where('id', '=', personId).executeTakeFirst()
  if (!row || row.voidedAt !== null || row.mergedIntoId !== null) return
  const keys = searchKeysOf(row)
  if (keys.length) await db.insertInto('personSearch').values(keys.map(key => ({ ...key, personId }))).execute()
}
