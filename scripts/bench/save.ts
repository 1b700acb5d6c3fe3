import Sqlite from 'better-sqlite3'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { person, type Person } from '../../domain/modules/people/person.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { idNumberCheckDigit } from '../../domain/rule/id-number.ts'
import { openConnection } from '../../electron/core/db/sqlite.ts'
import { type Bench, figureOf, percentile, timed } from './figure.ts'
import { type Hospital, openHospital } from './hospital.ts'

const PERSONS = 5_000
const SAVES = 400

/** Women nobody has seen yet, each with a valid number of her own. */
export function newWomen(count: number, from = 0): Person[] {
  return Array.from({ length: count }, (_, index) => {
    const nth = from + index
    const seventeen = `110101${1980 + nth % 25}${String(1 + nth % 12).padStart(2, '0')}${String(1 + Math.floor(nth / 12) % 28).padStart(2, '0')}${String(Math.floor(nth / 336) * 2).padStart(3, '0')}`
    return {
      ...emptyRow(person), name: `测${String.fromCodePoint(0x4e00 + nth % 2000)}试`, sex: '2', birthDay: `${seventeen.slice(6, 10)}-${seventeen.slice(10, 12)}-${seventeen.slice(12, 14)}`, idType: '01',
      idNumber: seventeen + idNumberCheckDigit(seventeen), nationality: 'CHN', ethnicGroup: '01', phone: `139${String(10_000_000 + nth)}`, homeRegion: '430626101', homeAddress: '青石村1组1号',
    } as Person
  })
}

export const saveAll = (hospital: Hospital, rows: readonly Person[]): Promise<number[]> => timed(rows, row => hospital.call('person.save', { row }))

/** The same rows into a bare table of the same columns and indexes, each in a durable transaction of its own. */
export async function bareInserts(hospital: Hospital, rows: readonly Person[]): Promise<number[]> {
  const bare = openConnection({ path: join(hospital.folder, `bare-${rows.length}.db`), key: randomBytes(32) })
  const structure = hospital.database.connection.prepare("SELECT sql FROM sqlite_master WHERE tbl_name = 'person' AND sql IS NOT NULL").pluck().all() as string[]
  for (const sql of structure) bare.exec(sql)
  const columns = (bare.pragma('table_info(person)') as { name: string }[]).map(column => column.name)
  const insert: Sqlite.Statement = bare.prepare(`INSERT INTO person (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`)
  const camel = (name: string): string => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
  let count = 0
  const samples = await timed(rows, row => {
    const values: Record<string, unknown> = { ...row, id: `01900000-0000-7000-9000-${String(++count).padStart(12, '0')}`, rev: 1, defVersion: 1, createdAt: '2026-03-10T01:00:00.000Z', createdBy: 'x', updatedAt: '2026-03-10T01:00:00.000Z', updatedBy: 'x' }
    insert.run(columns.map(column => values[camel(column)] ?? null))
  })
  bare.close()
  return samples
}

export const save: Bench = async function* () {
  const hospital = await openHospital({ persons: PERSONS, encrypted: true })
  try {
    await saveAll(hospital, newWomen(40))
    const baseline = await bareInserts(hospital, newWomen(SAVES, 1_000))
    const samples = await saveAll(hospital, newWomen(SAVES, 1_000))
    yield figureOf('save', samples, 0.5, { baseline: percentile(baseline, 0.5), note: 'one person through host.call: checks, look-alikes, search keys, history, audit; baseline: raw durable insert of the same row, p50' })
  } finally {
    await hospital.close()
  }
}
