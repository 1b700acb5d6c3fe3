import type { Dataset } from '../../../../domain/export/dataset.ts'
import { person, type StoredPerson } from '../../../../domain/modules/people/person.record.ts'
import type { RecordDefinition, StoredRow } from '../../../../domain/record/define.ts'
import { type Day, dayOf, type Minute } from '../../../../domain/time/day.ts'
import type { ReadDb } from '../../db/engine.ts'
import { addressOf } from './address.ts'
import { changedSince, lateEntry } from './candidates.ts'
import { type DatasetMap, latest, rowsById, type SourceRow, voidReasonOf } from './source.ts'
import { type ColumnValues, type FieldOrigin, originsByDefinition, valuesByDefinition } from './values.ts'

/** One kind of rows of a file: its record, its table under both names, the day that places it in a month, its column that names the file (none: it is the file). */
export type RowKind = { readonly kind: string; readonly definition: RecordDefinition; readonly table: string; readonly column: string; readonly day: string; readonly key: string | null }
type FileRow = StoredRow<RecordDefinition> & { readonly number: string | null; readonly womanId: string; readonly husbandId?: string | null }
type OwnRow = StoredRow<RecordDefinition> & Readonly<Record<string, unknown>>
type Spec = {
  readonly dataset: Dataset
  readonly file: RecordDefinition
  readonly kinds: readonly RowKind[]
  /** More values of a row, by file: what follows from several rows. */
  more?(db: ReadDb, files: readonly FileRow[]): Promise<Map<string, ColumnValues>>
  /** Where those come from, and what else changes them. */
  readonly moreOrigins?: FieldOrigin
  readonly moreJoins?: readonly { table: string; on: readonly [string, string] }[]
}
/** A row placed by a minute belongs to its day; a day stands before it. */
const lastMinute = (day: Day): Day => `${day}T23:59` as Day
const snake = (name: string): string => name.replaceAll(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)

const OF_WOMAN: FieldOrigin = {
  'ext.womanName': [person.id, 'name'], 'ext.womanBirthDay': [person.id, 'birthDay'], 'ext.womanIdType': [person.id, 'idType'], 'ext.womanIdNo': [person.id, 'idNumber'], 'ext.addressCounty': [person.id, 'homeRegion'], 'ext.addressTownship': [person.id, 'homeRegion'],
}
const ofWoman = (resourcesFolder: string, woman: StoredPerson): ColumnValues => {
  const parts = addressOf(resourcesFolder, woman.homeRegion, woman.homeAddress)
  return { 'ext.womanName': woman.name, 'ext.womanBirthDay': woman.birthDay, 'ext.womanIdType': woman.idType, 'ext.womanIdNo': woman.idNumber, 'ext.addressCounty': parts.county, 'ext.addressTownship': parts.township }
}
const ofHusband = (husband: StoredPerson | undefined): ColumnValues => husband ? { 'ext.husbandName': husband.name, 'ext.husbandBirthDay': husband.birthDay, 'ext.husbandIdType': husband.idType, 'ext.husbandIdNo': husband.idNumber } : {}

/** 序号 of each row among those of its file, in the order they were entered, voided ones too: a key is never given twice. */
async function serialsOf(db: ReadDb, { table, key }: RowKind, fileIds: readonly string[]): Promise<Map<string, number>> {
  if (key === null || fileIds.length === 0) return new Map()
  const rows = await db.selectFrom(table as 'folicAcidIssue').select(['id', `${key} as fileId` as 'courseId as fileId']).where(key as 'courseId', 'in', fileIds).orderBy('createdAt').orderBy('id').execute()
  const [serials, last] = [new Map<string, number>(), new Map<string, number>()]
  for (const { id, fileId } of rows) {
    last.set(fileId, (last.get(fileId) ?? 0) + 1)
    serials.set(id, last.get(fileId)!)
  }
  return serials
}

/** A data set whose rows are the records of one woman's (or couple's) file, `rowKind` saying which. */
export function mapOfWoman({ dataset, file, kinds, more, moreOrigins = {}, moreJoins = [] }: Spec): DatasetMap {
  const hasHusband = 'husbandId' in file.fields
  const originsOf = ({ definition, day }: RowKind): FieldOrigin => ({
    ...OF_WOMAN, ...(hasHusband ? { 'ext.husbandName': [file.id, 'husbandId'], 'ext.husbandBirthDay': [file.id, 'husbandId'], 'ext.husbandIdType': [file.id, 'husbandId'], 'ext.husbandIdNo': [file.id, 'husbandId'] } as FieldOrigin : {}),
    ...originsByDefinition(dataset, definition), ...moreOrigins, ...('sex' in definition.fields ? { 'ext.sex': [definition.id, 'sex'] as const } : {}), 'ext.rowKind': [definition.id, day], '': [file.id, 'number'],
  })
  return {
    dataset, record: file.id, reportsUnknownVoids: false, origins: Object.assign({}, ...kinds.map(originsOf).reverse()) as FieldOrigin,
    async candidates(db, period) {
      const ids: string[] = []
      for (const { table, column, day, key } of kinds) {
        const rows = await db.selectFrom(table as 'folicAcidIssue').select('id').where(eb => eb.or([eb.and([eb(day as 'issuedDay', '>=', period.first), eb(day as 'issuedDay', '<=', lastMinute(period.last))]), lateEntry(dataset.id, `${column}.${snake(day)}`, `${column}.id`, period)])).execute()
        const at = key === null ? 't0' : 't1'
        const joins = [...key === null ? [] : [{ table: file.table, on: [`t0.${snake(key)}`, 'id'] as const }], { table: 'person', on: [`${at}.woman_id`, 'id'] as const }, ...hasHusband ? [{ table: 'person', on: [`${at}.husband_id`, 'id'] as const }] : []]
        ids.push(...rows.map(row => row.id), ...await changedSince(db, dataset.id, column, [...joins, ...key === null ? moreJoins : []]))
      }
      return [...new Set(ids)]
    },
    async load({ db, institution, resourcesFolder }, ids) {
      const found: { kind: RowKind; row: OwnRow }[] = []
      for (const kind of kinds) for (const row of (await rowsById(db, kind.definition, ids)).values()) found.push({ kind, row: row as OwnRow })
      const fileIdOf = ({ kind, row }: (typeof found)[number]): string => kind.key === null ? row.id : row[kind.key] as string
      const files = await rowsById(db, file, found.map(fileIdOf)) as unknown as Map<string, FileRow>
      const people = await rowsById(db, person, [...files.values()].flatMap(({ womanId, husbandId }) => [womanId, husbandId ?? null]))
      const serials = new Map<string, number>()
      for (const kind of kinds) for (const [id, serial] of await serialsOf(db, kind, [...files.keys()])) serials.set(id, serial)
      const worked = await more?.(db, [...files.values()])
      return found.map((one): SourceRow => {
        const { kind, row } = one
        const own = files.get(fileIdOf(one))!
        const [woman, husband] = [people.get(own.womanId)!, own.husbandId ? people.get(own.husbandId) : undefined]
        const isDropped = row.voidedAt !== null || own.voidedAt !== null
        return {
          dataset, recordId: row.id, bk: { orgCode: institution.code, fileNo: own.number ?? '', rowKind: kind.kind, serial: String(serials.get(row.id) ?? 1) }, eventDate: dayOf(row[kind.day] as Minute), updatedAt: latest(row.updatedAt, own.updatedAt, woman.updatedAt, husband?.updatedAt),
          voided: isDropped ? { reason: voidReasonOf(row.voidReason ?? own.voidReason), columns: {} } : null,
          values: { ...ofWoman(resourcesFolder, woman), ...ofHusband(husband), ...valuesByDefinition(dataset, kind.definition, row), ...(kind.key === null ? worked?.get(row.id) ?? {} : {}), ...('sex' in kind.definition.fields ? { 'ext.sex': row.sex as string } : {}), 'ext.rowKind': kind.kind },
          ids: { [kind.definition.id]: row.id, [file.id]: own.id, [person.id]: own.womanId }, from: { record: kind.definition.id, origins: originsOf(kind) }, facts: {},
        }
      })
    },
  }
}
