import { newbornDataset } from '../../../../domain/export/datasets/index.ts'
import { codesIn } from '../../../../domain/field/code-list.ts'
import { delivery } from '../../../../domain/modules/birth/delivery.record.ts'
import { newborn } from '../../../../domain/modules/birth/newborn.record.ts'
import { pregnancy } from '../../../../domain/modules/birth/pregnancy.record.ts'
import { person } from '../../../../domain/modules/people/person.record.ts'
import { splitGestation } from '../../../../domain/rule/gestation.ts'
import { dayOf } from '../../../../domain/time/day.ts'
import { changedSince, lateEntry } from './candidates.ts'
import { pregnancyNumber } from './delivery.ts'
import { type DatasetMap, latest, rowsById, voidReasonOf } from './source.ts'
import { originsByDefinition, valuesByDefinition } from './values.ts'

const LIVE_BIRTH = '1'

/** 新生儿: one row per child of a delivery, stillborn ones too. */
export const newbornMap: DatasetMap = {
  dataset: newbornDataset, record: newborn.id, reportsUnknownVoids: false,
  origins: {
    ...originsByDefinition(newbornDataset, newborn), 'HDSB02.04.135': [newborn.id, 'rescueMethods'], 'HDSB02.04.136': [newborn.id, 'complications'], 'HDSB02.04.137': [newborn.id, 'complications'], 'HDSB02.04.160': [person.id, 'name'], 'HDSB02.04.162': [newborn.id, 'bornAt'], 'HDSB02.04.163': [delivery.id, 'motherId'],
    'HDSB02.04.164': [delivery.id, 'motherId'], 'HDSB02.04.165': [delivery.id, 'gestationDays'], 'HDSB02.04.167': [delivery.id, 'placeName'], 'HDSB02.04.168': [delivery.id, 'mode'], 'HDSB02.04.169': [delivery.id, 'fetusCount'],
    'ext.gestationDays': [delivery.id, 'gestationDays'], 'ext.birthDateTime': [newborn.id, 'bornAt'], 'ext.motherName': [delivery.id, 'motherId'], 'ext.health': [newborn.id, 'health'],
    'ext.placeType': [delivery.id, 'placeType'], 'ext.attendantName': [delivery.id, 'attendantName'], '': [delivery.id, 'admissionNumber'],
  },
  async candidates(db, period) {
    const rows = await db.selectFrom('newborn').select('id').where(eb => eb.or([
      eb.and([eb('bornAt', '>=', period.first as never), eb('bornAt', '<=', `${period.last}T23:59` as never)]),
      lateEntry(newbornDataset.id, 'newborn.born_at', 'newborn.id', period),
    ])).execute()
    const changed = await changedSince(db, newbornDataset.id, 'newborn', [
      { table: 'delivery', on: ['t0.delivery_id', 'id'] }, { table: 'person', on: ['t1.mother_id', 'id'] }, { table: 'person', on: ['t0.person_id', 'id'] },
      { table: 'certificate', on: ['t0.id', 'newborn_id'] },
    ])
    return [...rows.map(row => row.id), ...changed]
  },
  async load(context, ids) {
    const { db, institution } = context
    const children = [...(await rowsById(db, newborn, ids)).values()]
    const births = await rowsById(db, delivery, children.map(child => child.deliveryId))
    const people = await rowsById(db, person, [...children.map(child => child.personId), ...[...births.values()].map(birth => birth.motherId)])
    const pregnancies = await rowsById(db, pregnancy, [...births.values()].map(birth => birth.pregnancyId))
    const sheets = await db.selectFrom('certificate').select(['newbornId', 'number', 'updatedAt', 'issueDay']).where('newbornId', 'in', children.map(child => child.id))
      .where('voidedAt', 'is', null).where('endedAt', 'is', null).where('sealedAt', 'is not', null).execute()
    const sheetOf = new Map(sheets.map(sheet => [sheet.newbornId, sheet]))
    return children.map(child => {
      const birth = births.get(child.deliveryId)!
      const mother = people.get(birth.motherId)!
      const baby = child.personId === null ? undefined : people.get(child.personId)
      const sheet = sheetOf.get(child.id)
      const { weeks, days } = splitGestation(birth.gestationDays)
      const dropped = child.voidedAt !== null || birth.voidedAt !== null
      return {
        dataset: newbornDataset, recordId: child.id,
        bk: { orgCode: institution.code, pregnancyNo: pregnancyNumber(context, birth, pregnancies.get(birth.pregnancyId)), birthOrder: String(child.birthOrder) },
        eventDate: dayOf(child.bornAt), updatedAt: latest(child.updatedAt, birth.updatedAt, mother.updatedAt, baby?.updatedAt, sheet?.updatedAt),
        voided: dropped ? { reason: voidReasonOf(child.voidReason ?? birth.voidReason), columns: {} } : null,
        values: {
          ...valuesByDefinition(newbornDataset, newborn, child),
          'HDSB02.04.135': codesIn(child.rescueMethods)[0], 'HDSB02.04.136': child.complications === null ? null : true, 'HDSB02.04.137': codesIn(child.complications)[0], 'HDSB02.04.160': baby?.name, 'HDSB02.04.162': dayOf(child.bornAt), 'HDSB02.04.163': mother.idType, 'HDSB02.04.164': mother.idNumber, 'HDSB02.04.165': `${weeks}+${days}`,
          'HDSB02.04.167': birth.placeName, 'HDSB02.04.168': birth.mode, 'HDSB02.04.169': birth.fetusCount > 1,
          'ext.gestationDays': birth.gestationDays, 'ext.birthDateTime': child.bornAt, 'ext.motherName': mother.name, 'ext.health': child.health, 'ext.placeType': birth.placeType,
          'ext.attendantName': birth.attendantName, 'ext.certNo': sheet?.number,
        },
        ids: { [newborn.id]: child.id, [delivery.id]: birth.id, [person.id]: child.personId },
        facts: {
          deliveryId: birth.id, birthOrder: child.birthOrder, fetusCount: birth.fetusCount, liveBorn: child.outcome === LIVE_BIRTH ? 1 : 0, certificateNumber: sheet?.number ?? null,
          weightG: child.weightG, gestationDays: birth.gestationDays, bornOn: dayOf(child.bornAt), motherBirthDay: mother.birthDay,
        },
      }
    })
  },
}
