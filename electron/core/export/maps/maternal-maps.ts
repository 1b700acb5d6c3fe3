import { CARE_WHOLE_FIELDS, maternalCareDataset } from '../../../../domain/export/datasets/maternal-sets.ts'
import type { CodeTable } from '../../../../domain/code/code-table.ts'
import { FIRST_VISIT_GUIDANCE, FOLLOW_UP_GUIDANCE, MATERNAL_FAMILY_HISTORY, MATERNAL_PAST_ILLNESS, MATERNAL_PERSONAL_HISTORY, POSTPARTUM_CHECK_GUIDANCE, POSTPARTUM_GUIDANCE, VAGINAL_DISCHARGE } from '../../../../domain/code/maternal-visit.ts'
import { formatPattern } from '../../../../domain/export/format.ts'
import { type CodeList, codesIn } from '../../../../domain/field/code-list.ts'
import { pregnancy, type StoredPregnancy } from '../../../../domain/modules/birth/pregnancy.record.ts'
import { maternalFirst, type StoredMaternalFirst } from '../../../../domain/modules/maternal/first.record.ts'
import { postpartumCheck, type StoredPostpartumCheck } from '../../../../domain/modules/maternal/postpartum-check.record.ts'
import { postpartumVisit } from '../../../../domain/modules/maternal/postpartum-visit.record.ts'
import { maternalVisit } from '../../../../domain/modules/maternal/visit.record.ts'
import { person, type StoredPerson } from '../../../../domain/modules/people/person.record.ts'
import type { RecordDefinition, StoredRow } from '../../../../domain/record/define.ts'
import type { Day } from '../../../../domain/time/day.ts'
import type { ReadDb } from '../../db/engine.ts'
import { addressColumns, addressOf, addressOrigins } from './address.ts'
import { changedSince, lateEntry } from './candidates.ts'
import { fieldOrigins, fieldValues } from './child-source.ts'
import { type DatasetMap, latest, rowsById, type SourceRow, voidReasonOf } from './source.ts'
import { type ColumnValues, type FieldOrigin, inNotation, originsByDefinition, valuesByDefinition, whereItFits } from './values.ts'

const dataset = maternalCareDataset
const id = (number: number): string => `HDSB02.04.${String(number).padStart(3, '0')}`
type Values = Readonly<Record<string, unknown>>
type Kind = { readonly kind: 'first' | 'visit' | 'postpartumVisit' | 'postpartumCheck'; readonly definition: RecordDefinition; readonly table: string; readonly formNumber: string; readonly own: (row: Values) => ColumnValues; readonly origins: Readonly<Record<string, string>> }

/** National codes of a list of printed ones; the element takes the first. */
const nationalOf = (table: CodeTable<string, { label: string; national: string | null }>, list: unknown): string | undefined =>
  codesIn(list as CodeList | null).flatMap(code => table.find(code)?.national ?? [])[0]
const guidance = (table: CodeTable<string, { label: string; national: string }>) => (row: Values): ColumnValues => ({ [id(107)]: nationalOf(table, row.guidance) })
/** The sum of two counts; nothing where neither was asked. */
const sum = (...counts: readonly (number | null)[]): number | null => counts.every(count => count === null) ? null : counts.reduce<number>((total, count) => total + (count ?? 0), 0)
/** A number that is left out where the printed size cannot hold it: `ext` carries it whole. */
function numberWhereItFits(columnId: string, value: number | null): number | null {
  const column = dataset.columns.find(one => one.id === columnId)!
  return value !== null && new RegExp(formatPattern(column.parsed), 'u').test(inNotation(column, value)) ? value : null
}

function ofFirst(values: Values): ColumnValues {
  const row = values as unknown as StoredMaternalFirst
  const illnesses = codesIn(row.pastIllness).map(code => code === '8' ? row.pastIllnessNote ?? MATERNAL_PAST_ILLNESS.label(code) : MATERNAL_PAST_ILLNESS.label(code)).join('、')
  return {
    [id(37)]: whereItFits(dataset, id(37), illnesses), [id(38)]: nationalOf(MATERNAL_FAMILY_HISTORY, row.familyHistory), [id(40)]: nationalOf(MATERNAL_PERSONAL_HISTORY, row.personalHistory),
    [id(44)]: sum(row.spontaneousAbortions, row.inducedAbortions), [id(45)]: sum(row.fetalDeaths, row.stillbirths), [id(50)]: numberWhereItFits(id(50), row.bmi), [id(74)]: numberWhereItFits(id(74), row.plateletsE9PerL),
    [id(87)]: numberWhereItFits(id(87), row.totalBilirubinUmolPerL), [id(90)]: numberWhereItFits(id(90), row.creatinineUmolPerL), [id(91)]: nationalOf(VAGINAL_DISCHARGE, row.vaginalDischarge), ...guidance(FIRST_VISIT_GUIDANCE)(row),
    ...fieldValues(row, CARE_WHOLE_FIELDS),
  }
}
function ofCheck(values: Values): ColumnValues {
  const row = values as unknown as StoredPostpartumCheck
  return { [id(103)]: row.handling === '2', [id(154)]: row.recovery === '1', [id(155)]: row.handling === '1', ...guidance(POSTPARTUM_CHECK_GUIDANCE)(row) }
}

const KINDS: readonly Kind[] = [
  { kind: 'first', definition: maternalFirst, table: 'maternal_first', formNumber: id(1), own: ofFirst, origins: { [id(37)]: 'pastIllness', [id(38)]: 'familyHistory', [id(40)]: 'personalHistory', [id(44)]: 'spontaneousAbortions', [id(45)]: 'fetalDeaths', [id(50)]: 'bmi', [id(91)]: 'vaginalDischarge' } },
  { kind: 'visit', definition: maternalVisit, table: 'maternal_visit', formNumber: id(1), own: guidance(FOLLOW_UP_GUIDANCE), origins: {} },
  { kind: 'postpartumVisit', definition: postpartumVisit, table: 'maternal_postpartum_visit', formNumber: id(141), own: guidance(POSTPARTUM_GUIDANCE), origins: {} },
  { kind: 'postpartumCheck', definition: postpartumCheck, table: 'maternal_postpartum_check', formNumber: id(153), own: ofCheck, origins: { [id(103)]: 'handling', [id(155)]: 'handling' } },
]

/** Flags of the standard that the forms answer with 1 未见异常/无 and 2 异常/有. */
function flagsOf({ definition }: Kind, row: Values): ColumnValues {
  return Object.fromEntries(Object.entries(definition.fields).flatMap(([name, field]) => {
    const column = typeof field.out === 'string' && field.kind === 'code' ? dataset.columns.find(one => one.id === field.out) : undefined
    return column?.parsed.kind === 'boolean' ? [[column.id, row[name] === null ? null : row[name] === '2']] : []
  }))
}

const OF_PREGNANCY: FieldOrigin = {
  '': [pregnancy.id, 'handbookNumber'], [id(2)]: [person.id, 'name'], [id(3)]: [person.id, 'birthDay'], [id(4)]: [person.id, 'phone'], ...addressOrigins(id(11)), [id(34)]: [pregnancy.id, 'lastMenstrualDay'],
  ...Object.fromEntries(Array.from({ length: 6 }, (_, index) => [id(17 + index), [person.id, index < 4 ? 'householdRegion' : 'householdAddress'] as const])),
  ...Object.fromEntries(Array.from({ length: 6 }, (_, index) => [id(23 + index), [pregnancy.id, index < 4 ? 'recoveryRegion' : 'recoveryAddress'] as const])),
  'ext.idType': [person.id, 'idType'], 'ext.idNo': [person.id, 'idNumber'], ...originsByDefinition(dataset, pregnancy),
}
const originsOf = ({ definition, formNumber, origins }: Kind): FieldOrigin => ({
  ...OF_PREGNANCY, ...originsByDefinition(dataset, definition), ...Object.fromEntries(Object.entries({ ...origins, [id(107)]: 'guidance', [formNumber]: 'visitDay', 'ext.rowKind': 'visitDay' }).map(([column, field]) => [column, [definition.id, field] as const])),
  ...definition === maternalFirst ? fieldOrigins(definition.id, CARE_WHOLE_FIELDS) : {},
})

function ofPregnancy(resourcesFolder: string, woman: StoredPerson, row: StoredPregnancy): ColumnValues {
  const address = (first: number, region: string | null, rest: string | null): ColumnValues => addressColumns(id(first), addressOf(resourcesFolder, region, rest))
  return {
    ...valuesByDefinition(dataset, pregnancy, row), [id(2)]: woman.name, [id(3)]: woman.birthDay, [id(4)]: woman.phone, ...address(11, woman.homeRegion, woman.homeAddress), ...address(17, woman.householdRegion, woman.householdAddress),
    ...address(23, row.recoveryRegion, row.recoveryAddress), [id(34)]: row.lastMenstrualDay !== null, 'ext.idType': woman.idType, 'ext.idNo': woman.idNumber,
  }
}

type Found = { readonly kind: Kind; readonly row: StoredRow<RecordDefinition> & { pregnancyId: string; visitDay: Day } }
/** The asked rows of all four records. */
async function foundOf(db: ReadDb, ids: readonly string[]): Promise<Found[]> {
  const found: Found[] = []
  for (const kind of KINDS) for (const row of (await rowsById(db, kind.definition, ids)).values()) found.push({ kind, row: row as unknown as Found['row'] })
  return found
}

/** 序号 of each row among those of the same kind, pregnancy and day, voided ones too: a key is never given twice. */
async function serialsOf(db: ReadDb, pregnancyIds: readonly string[]): Promise<Map<string, number>> {
  const serials = new Map<string, number>()
  for (const { table } of KINDS) {
    const rows = await db.selectFrom(table as 'maternalVisit').select(['id', 'pregnancyId', 'visitDay']).where('pregnancyId', 'in', [...new Set(pregnancyIds)]).orderBy('id').execute()
    for (const same of Map.groupBy(rows, row => `${row.pregnancyId} ${row.visitDay}`).values()) same.forEach((row, index) => serials.set(row.id, index + 1))
  }
  return serials
}

/** 孕产期保健: the first form, the visits, the postpartum visits and the checks after 42 days, a row each. */
export const maternalCareMap: DatasetMap = {
  dataset, record: maternalFirst.id, reportsUnknownVoids: false,
  origins: Object.assign({}, ...KINDS.map(originsOf).reverse()) as FieldOrigin,
  async candidates(db, period) {
    const ids: string[] = []
    for (const { table } of KINDS) {
      const rows = await db.selectFrom(table as 'maternalVisit').select('id').where(eb => eb.or([eb.and([eb('visitDay', '>=', period.first), eb('visitDay', '<=', period.last)]), lateEntry(dataset.id, `${table}.visit_day`, `${table}.id`, period)])).execute()
      ids.push(...rows.map(row => row.id), ...await changedSince(db, dataset.id, table, [{ table: 'pregnancy', on: ['t0.pregnancy_id', 'id'] }, { table: 'person', on: ['t1.woman_id', 'id'] }]))
    }
    return ids
  },
  async load(context, ids) {
    const { db, institution, resourcesFolder } = context
    const found = await foundOf(db, ids)
    if (found.length === 0) return []
    const pregnancies = await rowsById(db, pregnancy, found.map(({ row }) => row.pregnancyId))
    const women = await rowsById(db, person, [...pregnancies.values()].map(row => row.womanId))
    const serials = await serialsOf(db, [...pregnancies.keys()])
    return found.map(({ kind, row }): SourceRow => {
      const pregnant = pregnancies.get(row.pregnancyId)!
      const woman = women.get(pregnant.womanId)!
      const serial = serials.get(row.id) ?? 1
      return {
        dataset, recordId: row.id, bk: { orgCode: institution.code, pregnancyNo: context.assignedKey(dataset.id, row.id)?.pregnancyNo ?? pregnant.handbookNumber ?? '', rowKind: kind.kind, day: row.visitDay.replaceAll('-', ''), serial: String(serial) },
        eventDate: row.visitDay, updatedAt: latest(row.updatedAt, pregnant.updatedAt, woman.updatedAt), voided: row.voidedAt === null && pregnant.voidedAt === null ? null : { reason: voidReasonOf(row.voidReason ?? pregnant.voidReason), columns: {} },
        values: {
          ...ofPregnancy(resourcesFolder, woman, pregnant), ...valuesByDefinition(dataset, kind.definition, row), ...flagsOf(kind, row), ...kind.own(row), 'ext.rowKind': kind.kind,
          // The forms have no number of their own: the tail of the row's key is one that never changes.
          [kind.formNumber]: row.id.replaceAll('-', '').slice(-20),
        },
        ids: { [kind.definition.id]: row.id, [pregnancy.id]: pregnant.id, [person.id]: woman.id },
        from: { record: kind.definition.id, origins: originsOf(kind) },
        facts: { motherId: woman.id, motherBirthDay: woman.birthDay, lastMenstrualDay: pregnant.lastMenstrualDay },
      }
    })
  },
}

/** How the data sets of 孕产保健: booking, visits before and after birth, the 42-day check are read. */
export const MATERNAL_MAPS: readonly DatasetMap[] = [maternalCareMap]
