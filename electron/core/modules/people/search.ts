import type { PersonHit, SEARCH_KINDS } from '../../../../domain/api/people-api.ts'
import { normalisePhone } from '../../../../domain/rule/phone.ts'
import { plainNumber } from '../../../../domain/rule/written-form.ts'
import type { ReadDb } from '../../db/engine.ts'
import { hitRows, type HitRow, hitsOf } from './hits.ts'
import { foldText, initialsOf, type SearchKey, searchKeysOf, type StoredKind, tailKey } from '../../registry/search-keys.ts'

type Kind = (typeof SEARCH_KINDS)[number]
type Match = { id: string; exact: boolean }

/** One way in which one typed word may mean a person. */
type Way = {
  kind: Kind
  /** At most `limit` matches, exact ones first; absent where so many persons are meant that it only narrows. */
  find?(db: ReadDb, limit: number): Promise<Match[]>
  /** Whether a known person is meant; absent where only the database can tell. */
  fits?(person: HitRow, keys: readonly SearchKey[]): boolean
}
type Word = { ways: Way[] }

// Sorts after everything that begins with the text, in the byte order both engines use.
const END = '\u{10FFFF}'
// Below this many persons a word is narrow enough to carry a search of several words.
const NARROW = 400
// Two frequent words (张 138) meet within the first pages; two that hardly ever meet are not worth reading the whole county for.
const PAGES = [4_000, 40_000] as const
const MOST_WORDS = 5

const EXACT_RANK: Record<Kind, number> = {
  idNumber: 0, phone: 0, certificate: 0, admission: 0, handbook: 0, name: 1, pinyin: 2, initials: 3, givenName: 5, idTail: 8, phoneTail: 8,
}
const PREFIX_RANK: Record<Kind, number> = {
  name: 4, givenName: 6, pinyin: 7, initials: 7.5, idTail: 8, phoneTail: 8, idNumber: 9, phone: 9, handbook: 9, certificate: 9, admission: 9,
}
const rankOf = (kind: Kind, exact: boolean): number => exact ? EXACT_RANK[kind] : PREFIX_RANK[kind]

/** Looks a key up by prefix in `person_search`. */
function storedWay(kind: StoredKind, text: string): Way {
  return {
    kind,
    find: async (db, limit) => (await db.selectFrom('personSearch').select(['personId', 'searchKey'])
      .where('kind', '=', kind).where('searchKey', '>=', text).where('searchKey', '<', text + END)
      .orderBy('searchKey').orderBy('personId').limit(limit).execute()).map(row => ({ id: row.personId, exact: row.searchKey === text })),
    fits: (_person, keys) => keys.some(key => key.kind === kind && key.searchKey.startsWith(text)),
  }
}

/** Looks a whole number up by prefix in the column it is kept in. */
function columnWay(kind: 'idNumber' | 'phone' | 'handbook', column: 'idNumber' | 'phone' | 'handbookNumber', text: string): Way {
  return {
    kind,
    find: async (db, limit) => (await db.selectFrom('person').select(['id', column]).where(column, '>=', text).where(column, '<', text + END)
      .where('voidedAt', 'is', null).where('mergedIntoId', 'is', null).orderBy(column).limit(limit).execute()).map(row => ({ id: row.id, exact: row[column] === text })),
    fits: person => person[column]?.startsWith(text) ?? false,
  }
}

const pregnancyHandbookWay = (text: string): Way => ({
  kind: 'handbook',
  find: async (db, limit) => (await db.selectFrom('pregnancy').select(['womanId', 'handbookNumber']).where('handbookNumber', '>=', text).where('handbookNumber', '<', text + END)
    .where('voidedAt', 'is', null).orderBy('handbookNumber').limit(limit).execute()).map(row => ({ id: row.womanId, exact: row.handbookNumber === text })),
})

const admissionWay = (text: string): Way => ({
  kind: 'admission',
  find: async (db, limit) => (await db.selectFrom('delivery').select(['motherId', 'admissionNumber']).where('admissionNumber', '>=', text).where('admissionNumber', '<', text + END)
    .where('voidedAt', 'is', null).orderBy('admissionNumber').limit(limit).execute()).map(row => ({ id: row.motherId, exact: row.admissionNumber === text })),
})

/** The child of a certificate; its letter may be left out when all nine digits are there. */
function certificateWay(text: string): Way {
  const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
  return {
    kind: 'certificate',
    find: async (db, limit) => {
      const query = db.selectFrom('certificate').innerJoin('newborn', 'newborn.id', 'certificate.newbornId').select(['newborn.personId', 'certificate.number'])
        .where('certificate.voidedAt', 'is', null).where('newborn.personId', 'is not', null)
      const rows = /^\d{9}$/.test(text)
        ? await query.where('certificate.number', 'in', [...LETTERS].map(letter => letter + text)).limit(limit).execute()
        : await query.where('certificate.number', '>=', text).where('certificate.number', '<', text + END).orderBy('certificate.number').limit(limit).execute()
      return rows.flatMap(row => row.personId === null ? [] : [{ id: row.personId, exact: row.number === text || row.number.slice(1) === text }])
    },
  }
}

/** Narrows only: too many persons share a year of birth for it to find one. */
function birthWay(text: string): Way[] {
  const match = /^((?:19|20)\d{2})[-.年]?(\d{2})?[-.月]?(\d{2})?日?$/.exec(text)
  if (!match) return []
  const prefix = [match[1], match[2], match[3]].filter(part => part !== undefined).join('-')
  return [{ kind: 'name', fits: person => person.birthDay?.startsWith(prefix) ?? false }]
}

/** The ways to understand one word of letters, digits or characters. */
function waysOf(word: string, narrows: boolean): Way[] {
  const number = plainNumber(word)
  if (/\p{Script=Han}/u.test(word)) {
    const folded = foldText(word)
    return folded ? [storedWay('name', folded), storedWay('givenName', folded), ...(narrows ? birthWay(number) : [])] : []
  }
  const ways: Way[] = []
  const isDigits = /^[\d()+#-]+$/.test(number)
  if (/\d/.test(number)) {
    const phone = normalisePhone(number)
    ways.push(columnWay('idNumber', 'idNumber', number), columnWay('handbook', 'handbookNumber', number), pregnancyHandbookWay(number), admissionWay(number))
    if (isDigits) ways.push(columnWay('phone', 'phone', phone))
    if (/^(?:[A-Z]\d{1,9}|\d{9})$/.test(number)) ways.push(certificateWay(number))
    const tail = tailKey(number)
    if (tail.length >= 2) ways.push(storedWay('idTail', tail), ...(isDigits ? [storedWay('phoneTail', tail)] : []))
    if (narrows) ways.push(...birthWay(number))
  }
  if (!isDigits) {
    const plain = foldText(word)
    if (plain) {
      ways.push(storedWay('name', plain), storedWay('givenName', plain))
      // ü is kept as v and as u; what was typed as ü is looked up as v.
      const letters = foldText(word, 'v')
      if (/^[a-z]+$/.test(letters)) ways.push(storedWay('pinyin', letters), storedWay('initials', letters))
    }
    if (!/\d/.test(number)) ways.push(columnWay('handbook', 'handbookNumber', number))
  }
  return ways
}

/** The words of a search text; `张xm` is the characters and the initials of the whole. */
function wordsOf(text: string): Word[] {
  const words = text.normalize('NFKC').trim().split(/\s+/).filter(Boolean).slice(0, MOST_WORDS)
  const pieces = words.flatMap(word => {
    const mixed = /^(\p{Script=Han}+)([a-zü]+)$/iu.exec(word)
    if (mixed) return [{ text: mixed[1] ?? '' }, { text: word, initials: initialsOf(mixed[1] ?? '') + foldText(mixed[2] ?? '', 'v') }]
    const numbered = /^(\p{Script=Han}+)(\d+)$/u.exec(word)
    return numbered ? [{ text: numbered[1] ?? '' }, { text: numbered[2] ?? '' }] : [{ text: word }]
  })
  return pieces.map(piece => ({ ways: 'initials' in piece ? [storedWay('initials', piece.initials ?? '')] : waysOf(piece.text, pieces.length > 1) })).filter(word => word.ways.length)
}

type Found = { foundBy: Kind; exact: boolean; order: number }

function keepBest(found: Map<string, Found>, matches: readonly Match[], kind: Kind): void {
  matches.forEach(({ id, exact }, index) => {
    const order = rankOf(kind, exact) * 1e6 + index
    const known = found.get(id)
    if (!known || order < known.order) found.set(id, { foundBy: kind, exact, order })
  })
}

/** Everybody one word means, at most `limit` per way; `complete` when that was everybody. */
async function findAll(db: ReadDb, word: Word, limit: number): Promise<{ found: Map<string, Found>; complete: boolean }> {
  const found = new Map<string, Found>()
  let complete = true
  for (const way of word.ways) {
    const matches = await way.find?.(db, limit) ?? []
    if (matches.length >= limit) complete = false
    keepBest(found, matches, way.kind)
  }
  return { found, complete }
}

/** `zeng xiaoming` and `zeng xm`: pinyin typed with a space is one name. */
async function spacedPinyin(db: ReadDb, text: string, limit: number): Promise<PersonHit[]> {
  const words = text.normalize('NFKC').trim().split(/\s+/)
  if (words.length < 2 || !words.every(word => /^[a-zü]+$/i.test(word))) return []
  const whole = await listed(db, (await findAll(db, { ways: waysOf(words.join(''), false) }, limit * 2)).found, limit)
  if (whole.length) return whole
  const [surname = '', ...given] = words.map(word => foldText(word, 'v'))
  const byInitials = storedWay('initials', (surname[0] ?? '') + given.join(''))
  const { found } = await findAll(db, { ways: [byInitials] }, PAGES[0])
  return listed(db, await narrowed(db, found, [{ ways: [storedWay('pinyin', surname)], ids: new Set() }]), limit)
}

/**
 * Persons for what was typed into the one search box, best first: whole numbers, whole names, then beginnings and
 * tails. Several words must all fit.
 */
export async function searchPersons(db: ReadDb, text: string, limit: number): Promise<PersonHit[]> {
  const words = wordsOf(text)
  const [only] = words
  if (!only) return []
  // A person can stand under several readings and kinds: twice the number leaves enough after that.
  if (words.length === 1) return listed(db, (await findAll(db, only, limit * 2)).found, limit)

  const spaced = await spacedPinyin(db, text, limit)
  if (spaced.length) return spaced
  // A word that may be a year of birth cannot carry the search: it would find tails only. Two such words are tails.
  const carriers = words.filter(word => word.ways.every(way => way.find))
  const tried = await Promise.all((carriers.length ? carriers : words).map(async word => ({ word, ...await findAll(db, word, NARROW) })))
  const carrier = tried.toSorted((a, b) => Number(b.complete) - Number(a.complete) || a.found.size - b.found.size)[0]
  if (!carrier) return []
  const others = await Promise.all(words.filter(word => word !== carrier.word).map(async word => {
    // What the row itself does not tell (admission, certificate) is looked up once.
    const blind = await Promise.all(word.ways.filter(way => !way.fits).map(way => way.find?.(db, NARROW) ?? []))
    return { ways: word.ways, ids: new Set(blind.flat().map(match => match.id)) }
  }))
  let { found, complete } = carrier
  for (const page of PAGES) {
    const fitting = await narrowed(db, found, others)
    if (fitting.size >= limit || complete) return listed(db, fitting, limit)
    ;({ found, complete } = await findAll(db, carrier.word, page))
  }
  return listed(db, await narrowed(db, found, others), limit)
}

const CHUNK = 500

async function narrowed(db: ReadDb, candidates: Map<string, Found>, others: readonly { ways: Way[]; ids: Set<string> }[]): Promise<Map<string, Found>> {
  const fitting = new Map<string, Found>()
  const ids = [...candidates.keys()]
  for (let start = 0; start < ids.length; start += CHUNK) {
    for (const row of (await hitRows(db, ids.slice(start, start + CHUNK))).values()) {
      const keys = searchKeysOf(row)
      if (others.every(other => other.ids.has(row.id) || other.ways.some(way => way.fits?.(row, keys)))) fitting.set(row.id, candidates.get(row.id)!)
    }
  }
  return fitting
}

async function listed(db: ReadDb, found: Map<string, Found>, limit: number): Promise<PersonHit[]> {
  const best = [...found].toSorted(([, a], [, b]) => a.order - b.order).slice(0, limit * 2)
  const rows = await hitRows(db, best.map(([id]) => id))
  return hitsOf(db, best.flatMap(([id, { foundBy, exact }]) => {
    const row = rows.get(id)
    return row ? [{ row, foundBy, exact }] : []
  }).slice(0, limit))
}
