import { defectCode } from '../../../../domain/code/vital.ts'
import { birthDefectDataset, maternalDeathDataset } from '../../../../domain/export/datasets/vital-sets.ts'
import { person, type StoredPerson } from '../../../../domain/modules/people/person.record.ts'
import { birthDefect, type StoredBirthDefect } from '../../../../domain/modules/vital/birth-defect.record.ts'
import { maternalDeath, type StoredMaternalDeath } from '../../../../domain/modules/vital/maternal-death.record.ts'
import { dayOf } from '../../../../domain/time/day.ts'
import type { ReadDb } from '../../db/engine.ts'
import { addressOf, addressOrigins } from './address.ts'
import { changedSince, lateEntry } from './candidates.ts'
import { type DatasetMap, latest, type MapContext, type Period, rowsById, type SourceRow, voidReasonOf } from './source.ts'
import { type ColumnValues, type FieldOrigin, originsByDefinition, valuesByDefinition } from './values.ts'

/** Cards reviewed and reported in the month of their 填表日期, those corrected since, and those of months sealed before. A card under review or correction waits. */
async function candidates(db: ReadDb, table: 'vitalBirthDefect' | 'vitalMaternalDeath', dataset: string, period: Period): Promise<string[]> {
  const snake = table === 'vitalBirthDefect' ? 'vital_birth_defect' : 'vital_maternal_death'
  // Both tables have the columns asked for; Kysely types every table by name.
  const rows = await db.selectFrom(table as 'vitalBirthDefect').select('id').where('state', 'in', ['reviewed', 'reported']).where(eb => eb.or([eb.and([eb('reportDay', '>=', period.first), eb('reportDay', '<=', period.last)]), lateEntry(dataset, `${snake}.report_day`, `${snake}.id`, period)])).execute()
  return [...rows.map(({ id }) => id), ...await changedSince(db, dataset, snake, [{ table: 'person', on: ['t0.mother_id', 'id'] }])]
}

type Card = StoredBirthDefect | StoredMaternalDeath
const isOut = ({ state, voidedAt }: Card): boolean => voidedAt !== null || state === 'reviewed' || state === 'reported'
const motherOf = (mothers: Map<string, StoredPerson>, card: Card): StoredPerson => mothers.get(card.motherId)!

/** What both cards say alike: which card, when, whether it is void. */
const frameOf = ({ institution }: MapContext, card: Card, mother: StoredPerson, eventDate: SourceRow['eventDate']): Omit<SourceRow, 'dataset' | 'values' | 'ids' | 'facts'> => ({
  recordId: card.id, bk: { orgCode: institution.code, cardNo: card.number ?? card.id }, eventDate, updatedAt: latest(card.updatedAt, mother.updatedAt), voided: card.voidedAt === null ? null : { reason: voidReasonOf(card.voidReason), columns: {} },
})
const addressColumns = (resources: string, region: string | null, address: string | null, prefix: string, ids: readonly [province: string, city: string, county: string, village: string, township: string, door: string | null]): ColumnValues => {
  const { province, city, county, village, township, door } = addressOf(resources, region, address)
  const [p, c, n, v, t, d] = ids.map(id => id === null ? null : `${prefix}${id}`)
  return { [p!]: province, [c!]: city, [n!]: county, [v!]: village, [t!]: township, ...d ? { [d]: door } : {} }
}

const DEFECT_ORIGINS: FieldOrigin = {
  ...originsByDefinition(birthDefectDataset, birthDefect), ...addressOrigins('HDSB02.06.008'), 'HDSB02.06.006': [birthDefect.id, 'bornDay'], 'HDSB02.06.014': [person.id, 'phone'], 'HDSB02.06.015': [person.id, 'name'], 'HDSB02.06.016': [person.id, 'birthDay'], 'HDSB02.06.017': [person.id, 'ethnicGroup'],
  'HDSB02.06.018': [person.id, 'idType'], 'HDSB02.06.019': [person.id, 'idNumber'], 'HDSB02.06.028': [birthDefect.id, 'reportInstitution'], 'HDSB02.06.029': [birthDefect.id, 'reportInstitution'], 'HDSB02.06.030': [birthDefect.id, 'reportInstitution'], 'HDSB02.06.032': [person.id, 'homeRegion'],
  'HDSB02.06.049': [birthDefect.id, 'mainDefect'], 'ext.mainDefect2011': [birthDefect.id, 'mainDefect'], 'ext.mainDefect2023': [birthDefect.id, 'mainDefect'],
}

export const birthDefectMap: DatasetMap = {
  dataset: birthDefectDataset, record: birthDefect.id, reportsUnknownVoids: false, origins: DEFECT_ORIGINS,
  candidates: (db, period) => candidates(db, 'vitalBirthDefect', birthDefectDataset.id, period),
  async load(context, ids) {
    const cards = [...(await rowsById(context.db, birthDefect, ids)).values()].filter(isOut)
    const mothers = await rowsById(context.db, person, cards.map(({ motherId }) => motherId))
    const hospital = addressOf(context.resourcesFolder, context.institution.countyCode || null, null)
    return cards.map(card => {
      const mother = motherOf(mothers, card)
      return {
        dataset: birthDefectDataset, ...frameOf(context, card, mother, card.reportDay ?? card.bornDay),
        values: {
          ...valuesByDefinition(birthDefectDataset, birthDefect, card), ...addressColumns(context.resourcesFolder, mother.homeRegion, mother.homeAddress, 'HDSB02.06.0', ['08', '09', '10', '11', '12', '13']), 'HDSB02.06.006': card.bornDay, 'HDSB02.06.014': mother.phone, 'HDSB02.06.015': mother.name, 'HDSB02.06.016': mother.birthDay,
          'HDSB02.06.017': mother.ethnicGroup, 'HDSB02.06.018': mother.idType, 'HDSB02.06.019': mother.idNumber, 'HDSB02.06.028': hospital.province, 'HDSB02.06.029': hospital.city, 'HDSB02.06.030': hospital.county, 'HDSB02.06.032': mother.homeRegion?.slice(0, 6),
          ...card.mainDefect === null ? {} : { 'HDSB02.06.049': defectCode(card.mainDefect, 'WS 377.6—2013'), 'ext.mainDefect2011': defectCode(card.mainDefect, 'WS 364—2011'), 'ext.mainDefect2023': defectCode(card.mainDefect, 'WS/T 364—2023') },
        },
        ids: { [birthDefect.id]: card.id, [person.id]: mother.id }, facts: {},
      }
    })
  },
}

const DEATH_ORIGINS: FieldOrigin = {
  ...originsByDefinition(maternalDeathDataset, maternalDeath), 'HDSB02.07.002': [person.id, 'name'], 'HDSB02.07.015': [person.id, 'birthDay'], 'HDSB02.07.016': [person.id, 'ethnicGroup'], 'HDSB02.07.020': [person.id, 'phone'],
  ...Object.fromEntries(['003', '004', '005', '007'].map(id => [`HDSB02.07.${id}`, [person.id, 'homeRegion'] as const])), 'HDSB02.07.006': [person.id, 'homeAddress'],
  ...Object.fromEntries(['008', '009', '010', '012'].map(id => [`HDSB02.07.${id}`, [maternalDeath.id, 'stayRegion'] as const])), 'HDSB02.07.011': [maternalDeath.id, 'stayAddress'],
}

export const maternalDeathMap: DatasetMap = {
  dataset: maternalDeathDataset, record: maternalDeath.id, reportsUnknownVoids: false, origins: DEATH_ORIGINS,
  candidates: (db, period) => candidates(db, 'vitalMaternalDeath', maternalDeathDataset.id, period),
  async load(context, ids) {
    const cards = [...(await rowsById(context.db, maternalDeath, ids)).values()].filter(isOut)
    const mothers = await rowsById(context.db, person, cards.map(({ motherId }) => motherId))
    return cards.map(card => {
      const mother = motherOf(mothers, card)
      return {
        dataset: maternalDeathDataset, ...frameOf(context, card, mother, card.reportDay ?? dayOf(card.diedAt)),
        values: {
          ...valuesByDefinition(maternalDeathDataset, maternalDeath, card), 'HDSB02.07.002': mother.name, 'HDSB02.07.015': mother.birthDay, 'HDSB02.07.016': mother.ethnicGroup, 'HDSB02.07.020': mother.phone,
          ...addressColumns(context.resourcesFolder, mother.homeRegion, mother.homeAddress, 'HDSB02.07.0', ['03', '04', '05', '06', '07', null]),
          ...card.stayRegion === null ? {} : addressColumns(context.resourcesFolder, card.stayRegion, card.stayAddress, 'HDSB02.07.0', ['08', '09', '10', '11', '12', null]),
        },
        ids: { [maternalDeath.id]: card.id, [person.id]: mother.id }, facts: {},
      }
    })
  },
}

/** How the data sets of 出生缺陷报告卡, 孕产妇死亡报告卡 are read. */
export const VITAL_MAPS: readonly DatasetMap[] = [birthDefectMap, maternalDeathMap]
