import { premaritalCareDataset } from '../../../../domain/export/datasets/premarital-care.ts'
import { premaritalHiv } from '../../../../domain/modules/fertility/hiv.record.ts'
import { premarital, type StoredPremarital } from '../../../../domain/modules/fertility/premarital.record.ts'
import { person, type StoredPerson } from '../../../../domain/modules/people/person.record.ts'
import type { ReadDb } from '../../db/engine.ts'
import { fromColumns } from '../../record/store.ts'
import { readSetting } from '../../settings.ts'
import { addressColumns, addressOf } from './address.ts'
import { changedSince, lateEntry } from './candidates.ts'
import { type DatasetMap, latest, rowsById, voidReasonOf } from './source.ts'
import { originsByDefinition, valuesByDefinition } from './values.ts'

const dataset = premaritalCareDataset
const PLACE = ['householdRegion', 'householdRegion', 'householdRegion', 'householdRegion', 'householdAddress', 'householdAddress', 'homeRegion', 'homeRegion', 'homeRegion', 'homeRegion', 'homeAddress', 'homeAddress', 'homeRegion'] as const
const FIRST_ADDRESS = 11
const column = (number: number): string => `HDSB02.01.${String(number).padStart(3, '0')}`

/** The form numbers of the other ones of some couples, by the sheet of the one. */
async function partnersOf(db: ReadDb, sheets: readonly StoredPremarital[]): Promise<Map<string, string>> {
  const numbers = [...new Set(sheets.map(({ coupleNumber }) => coupleNumber))]
  const all = numbers.length === 0 ? [] : await db.selectFrom('premaritalExamination').select(['id', 'coupleNumber', 'number', 'sex']).where('coupleNumber', 'in', numbers).where('voidedAt', 'is', null).execute()
  return new Map(sheets.flatMap(sheet => all.filter(one => one.coupleNumber === sheet.coupleNumber && one.sex !== sheet.sex).map(one => [sheet.id, one.number] as const)))
}

/** HIV results of some sheets, none where the hospital keeps them out of the package. */
async function resultsOf(db: ReadDb, sheetIds: readonly string[]): Promise<Map<string, { id: string; antibody: string; updatedAt: string }>> {
  const { value: rules } = await readSetting(db, 'fertilityRules')
  if (rules.hivInPackage !== 1 || sheetIds.length === 0) return new Map()
  const rows = await db.selectFrom('premaritalHiv').selectAll().where('examinationId', 'in', sheetIds).where('voidedAt', 'is', null).execute()
  return new Map(rows.map(row => [row.examinationId, fromColumns(premaritalHiv, row)]))
}

/** 婚前保健服务: one person's examination is one row, in the month of its 婚检日期; a sheet nobody has examined yet stays at home. */
export const premaritalCareMap: DatasetMap = {
  dataset, record: premarital.id, reportsUnknownVoids: false,
  origins: {
    ...originsByDefinition(dataset, premarital), 'ext.sex': [premarital.id, 'sex'], '': [premarital.id, 'number'], [column(2)]: [premarital.id, 'coupleNumber'], [column(3)]: [person.id, 'name'], [column(4)]: [person.id, 'birthDay'], [column(5)]: [person.id, 'nationality'], [column(6)]: [person.id, 'idType'],
    [column(7)]: [person.id, 'idNumber'], [column(10)]: [person.id, 'ethnicGroup'], ...Object.fromEntries(PLACE.map((field, index) => [column(FIRST_ADDRESS + index), [person.id, field] as const])), [column(25)]: [person.id, 'phone'], [column(27)]: [premarital.id, 'partnerId'], [column(109)]: [premaritalHiv.id, 'antibody'],
  },
  async candidates(db, period) {
    const rows = await db.selectFrom('premaritalExamination').select('id').where(eb => eb.or([eb.and([eb('examinedDay', '>=', period.first), eb('examinedDay', '<=', period.last)]), lateEntry(dataset.id, 'premarital_examination.examined_day', 'premarital_examination.id', period)])).execute()
    const changed = await changedSince(db, dataset.id, 'premarital_examination', [{ table: 'person', on: ['t0.person_id', 'id'] }, { table: 'person', on: ['t0.partner_id', 'id'] }, { table: 'premarital_hiv', on: ['t0.id', 'examination_id'] }])
    return [...rows.map(row => row.id), ...changed]
  },
  async load({ db, institution, resourcesFolder }, ids) {
    const sheets = [...(await rowsById(db, premarital, ids)).values()].filter(({ examinedDay }) => examinedDay !== null)
    const people = await rowsById(db, person, sheets.flatMap(({ personId, partnerId }) => [personId, partnerId]))
    const [partners, results] = [await partnersOf(db, sheets), await resultsOf(db, sheets.map(({ id }) => id))]
    return sheets.map(sheet => {
      const [own, partner] = [people.get(sheet.personId) as StoredPerson, people.get(sheet.partnerId) as StoredPerson]
      const hiv = results.get(sheet.id)
      return {
        dataset, recordId: sheet.id, bk: { orgCode: institution.code, formNo: sheet.number }, eventDate: sheet.examinedDay!, updatedAt: latest(sheet.updatedAt, own.updatedAt, partner.updatedAt, hiv?.updatedAt),
        voided: sheet.voidedAt === null ? null : { reason: voidReasonOf(sheet.voidReason), columns: {} },
        values: {
          ...valuesByDefinition(dataset, premarital, sheet), 'ext.sex': sheet.sex, [column(2)]: partners.get(sheet.id), [column(3)]: own.name, [column(4)]: own.birthDay, [column(5)]: own.nationality, [column(6)]: own.idType, [column(7)]: own.idNumber, [column(10)]: own.ethnicGroup,
          ...addressColumns(column(FIRST_ADDRESS), addressOf(resourcesFolder, own.householdRegion, own.householdAddress)), ...addressColumns(column(17), addressOf(resourcesFolder, own.homeRegion, own.homeAddress)), [column(23)]: own.homeRegion?.slice(0, 6), [column(25)]: own.phone,
          [column(27)]: partner.name, [column(109)]: hiv?.antibody, [column(124)]: institution.name,
        },
        ids: { [premarital.id]: sheet.id, [person.id]: sheet.personId, [premaritalHiv.id]: hiv?.id ?? null }, facts: {},
      }
    })
  },
}
