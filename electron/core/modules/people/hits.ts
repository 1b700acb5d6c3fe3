import type { PersonHit } from '../../../../domain/api/people-api.ts'
import { maskIdNumber, maskPhone } from '../../../../domain/rule/mask.ts'
import type { ReadDb } from '../../db/engine.ts'

export type HitRow = { id: string; name: string | null; sex: string; birthDay: string | null; idNumber: string | null; phone: string | null; handbookNumber: string | null }
export const HIT_COLUMNS = ['person.id', 'person.name', 'person.sex', 'person.birthDay', 'person.idNumber', 'person.phone', 'person.handbookNumber'] as const

/** Names of the mothers of children who have none of their own yet. */
async function motherNames(db: ReadDb, rows: readonly HitRow[]): Promise<Map<string, string | null>> {
  const nameless = rows.filter(row => !row.name).map(row => row.id)
  if (!nameless.length) return new Map()
  const found = await db.selectFrom('kinship').innerJoin('person', 'person.id', 'kinship.parentId').select(['kinship.childId', 'person.name'])
    .where('kinship.childId', 'in', nameless).where('kinship.relation', '=', 'mother').execute()
  return new Map(found.map(row => [row.childId, row.name]))
}

/** Persons as lists show them: numbers masked for everybody, in the order given. */
export async function hitsOf(db: ReadDb, found: readonly { row: HitRow; foundBy: PersonHit['foundBy']; exact: boolean }[]): Promise<PersonHit[]> {
  const mothers = await motherNames(db, found.map(({ row }) => row))
  return found.map(({ row, foundBy, exact }) => ({
    id: row.id, name: row.name, sex: row.sex, birthDay: row.birthDay,
    idNumber: row.idNumber && maskIdNumber(row.idNumber), phone: row.phone && maskPhone(row.phone),
    handbookNumber: row.handbookNumber, motherName: mothers.get(row.id) ?? null, foundBy, exact,
  }))
}

/** The rows of these persons that still count, by id. */
export async function hitRows(db: ReadDb, ids: readonly string[]): Promise<Map<string, HitRow>> {
  if (!ids.length) return new Map()
  const rows = await db.selectFrom('person').select(HIT_COLUMNS).where('id', 'in', ids).where('voidedAt', 'is', null).where('mergedIntoId', 'is', null).execute()
  return new Map(rows.map(row => [row.id, row]))
}
