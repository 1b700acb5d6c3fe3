import { deliveryDataset } from '../../../../domain/export/datasets/index.ts'
import { codesIn } from '../../../../domain/field/code-list.ts'
import { delivery, type StoredDelivery } from '../../../../domain/modules/birth/delivery.record.ts'
import { newborn } from '../../../../domain/modules/birth/newborn.record.ts'
import { pregnancy, type StoredPregnancy } from '../../../../domain/modules/birth/pregnancy.record.ts'
import { person } from '../../../../domain/modules/people/person.record.ts'
import { dayOf, type Minute } from '../../../../domain/time/day.ts'
import { addressColumns, addressOf } from './address.ts'
import { changedSince, lateEntry } from './candidates.ts'
import { type DatasetMap, latest, type MapContext, rowsById, voidReasonOf } from './source.ts'
import { originsByDefinition, valuesByDefinition } from './values.ts'

/**
 * 孕册号 as the province knows this delivery: what was sent once stays; then the handbook's number, then the admission
 * number marked as such. Empty when a delivery has neither: the check then asks for one.
 */
export function pregnancyNumber(context: MapContext, birth: StoredDelivery, pregnant: StoredPregnancy | undefined): string {
  const assigned = context.assignedKey(deliveryDataset.id, birth.id)?.pregnancyNo
  return assigned ?? pregnant?.handbookNumber ?? (birth.admissionNumber ? `ZY-${birth.admissionNumber}` : '')
}

type FirstBirth = { newbornId: string; bornAt: Minute; count: number; updatedAt: string }
/** First birth of each delivery: the delivery's own moment. Children entered in error count only where all were. */
async function firstBirths(context: MapContext, ids: readonly string[]): Promise<Map<string, FirstBirth>> {
  const rows = await context.db.selectFrom('newborn').select(['id', 'deliveryId', 'bornAt', 'voidedAt', 'updatedAt']).where('deliveryId', 'in', [...ids]).orderBy('bornAt').orderBy('birthOrder').execute()
  const births = new Map<string, FirstBirth>()
  for (const id of ids) {
    const all = rows.filter(row => row.deliveryId === id)
    const counting = all.filter(row => row.voidedAt === null)
    const first = counting[0] ?? all[0]
    if (first) births.set(id, { newbornId: first.id, bornAt: first.bornAt, count: counting.length, updatedAt: latest(...all.map(row => row.updatedAt)) })
  }
  return births
}

/** 分娩记录 of the mother. */
export const deliveryMap: DatasetMap = {
  dataset: deliveryDataset, record: delivery.id, reportsUnknownVoids: false,
  origins: {
    ...originsByDefinition(deliveryDataset, delivery), 'HDSB02.04.002': [person.id, 'name'], 'HDSB02.04.003': [person.id, 'birthDay'], 'HDSB02.04.004': [person.id, 'phone'],
    ...Object.fromEntries(Array.from({ length: 6 }, (_, index) => [`HDSB02.04.0${11 + index}`, [person.id, index < 4 ? 'homeRegion' : 'homeAddress'] as const])),
    'HDSB02.04.030': [pregnancy.id, 'gravidity'], 'HDSB02.04.031': [pregnancy.id, 'parity'], 'HDSB02.04.111': [newborn.id, 'bornAt'], 'HDSB02.04.140': [delivery.id, 'attendantName'], 'ext.motherIdType': [person.id, 'idType'],
    'ext.motherIdNo': [person.id, 'idNumber'], 'ext.admissionNo': [delivery.id, 'admissionNumber'], 'ext.placeType': [delivery.id, 'placeType'], 'ext.orgName': [delivery.id, 'placeName'],
    'HDSB02.04.125': [delivery.id, 'complications'], '': [delivery.id, 'admissionNumber'],
  },
  async candidates(db, period) {
    const rows = await db.selectFrom('newborn').innerJoin('delivery', 'delivery.id', 'newborn.deliveryId').select('delivery.id').distinct().where(eb => eb.or([
      eb.and([eb('newborn.bornAt', '>=', period.first as never), eb('newborn.bornAt', '<=', `${period.last}T23:59` as never)]),
      lateEntry(deliveryDataset.id, 'newborn.born_at', 'delivery.id', period),
    ])).execute()
    const changed = await changedSince(db, deliveryDataset.id, 'delivery', [
      { table: 'person', on: ['t0.mother_id', 'id'] }, { table: 'pregnancy', on: ['t0.pregnancy_id', 'id'] }, { table: 'newborn', on: ['t0.id', 'delivery_id'] },
    ])
    return [...rows.map(row => row.id), ...changed]
  },
  async load(context, ids) {
    const { db, resourcesFolder, institution } = context
    const births = [...(await rowsById(db, delivery, ids)).values()]
    const mothers = await rowsById(db, person, births.map(birth => birth.motherId))
    const pregnancies = await rowsById(db, pregnancy, births.map(birth => birth.pregnancyId))
    const first = await firstBirths(context, births.map(birth => birth.id))
    return births.flatMap(birth => {
      const born = first.get(birth.id)
      const mother = mothers.get(birth.motherId)!
      const pregnant = pregnancies.get(birth.pregnancyId)
      if (!born) return []
      return [{
        dataset: deliveryDataset, recordId: birth.id, bk: { orgCode: institution.code, pregnancyNo: pregnancyNumber(context, birth, pregnant) },
        eventDate: dayOf(born.bornAt), updatedAt: latest(birth.updatedAt, mother.updatedAt, pregnant?.updatedAt, born.updatedAt),
        voided: birth.voidedAt === null ? null : { reason: voidReasonOf(birth.voidReason), columns: {} },
        values: {
          ...valuesByDefinition(deliveryDataset, delivery, birth),
          'HDSB02.04.002': mother.name, 'HDSB02.04.003': mother.birthDay, 'HDSB02.04.004': mother.phone, ...addressColumns('HDSB02.04.011', addressOf(resourcesFolder, mother.homeRegion, mother.homeAddress)),
          'HDSB02.04.030': pregnant?.gravidity, 'HDSB02.04.031': pregnant?.parity, 'HDSB02.04.111': born.bornAt, 'HDSB02.04.125': codesIn(birth.complications)[0], 'HDSB02.04.140': birth.attendantName,
          'ext.motherIdType': mother.idType, 'ext.motherIdNo': mother.idNumber, 'ext.admissionNo': birth.admissionNumber, 'ext.placeType': birth.placeType, 'ext.orgName': birth.placeName,
        },
        ids: { [delivery.id]: birth.id, [person.id]: mother.id, [pregnancy.id]: birth.pregnancyId, [newborn.id]: born.newbornId },
        facts: {
          motherId: birth.motherId, bornOn: dayOf(born.bornAt), gestationDays: birth.gestationDays, fetusCount: birth.fetusCount, newborns: born.count, motherBirthDay: mother.birthDay,
          motherName: mother.name, idNumber: mother.idType === '01' ? mother.idNumber : null, lastMenstrualDay: pregnant?.lastMenstrualDay ?? null,
        },
      }]
    })
  },
}
