import { newbornVisitDataset } from '../../../../domain/export/datasets/index.ts'
import { NEWBORN_VISIT_FILE_FIELDS } from '../../../../domain/export/datasets/newborn-visit.ts'
import { childFile } from '../../../../domain/modules/child/file.record.ts'
import { newbornVisit } from '../../../../domain/modules/child/newborn-visit.record.ts'
import { person } from '../../../../domain/modules/people/person.record.ts'
import { addressOf } from './address.ts'
import { changedSince, lateEntry } from './candidates.ts'
import { CHILD_JOINS, childrenOf, fieldOrigins, fieldValues, serialsOf, visitKey } from './child-source.ts'
import { type DatasetMap, latest, rowsById, voidReasonOf } from './source.ts'
import { originsByDefinition, valuesByDefinition } from './values.ts'

/** 新生儿家庭访视: one row for each home visit, field by field as it was printed. */
export const newbornVisitMap: DatasetMap = {
  dataset: newbornVisitDataset, record: newbornVisit.id, reportsUnknownVoids: false,
  origins: {
    ...originsByDefinition(newbornVisitDataset, newbornVisit), ...fieldOrigins(childFile.id, NEWBORN_VISIT_FILE_FIELDS), '': [childFile.id, 'number'],
    'ext.childName': [person.id, 'name'], 'ext.sex': [person.id, 'sex'], 'ext.birthDay': [person.id, 'birthDay'], 'ext.idType': [person.id, 'idType'], 'ext.idNo': [person.id, 'idNumber'],
    ...Object.fromEntries(['Province', 'City', 'County', 'Township', 'Village', 'Door'].map((level, index) => [`ext.address${level}`, [person.id, index < 4 ? 'homeRegion' : 'homeAddress'] as const])),
    'ext.motherName': [childFile.id, 'motherId'], 'ext.motherPhone': [childFile.id, 'motherId'], 'ext.motherBirthDay': [childFile.id, 'motherId'], 'ext.fatherName': [childFile.id, 'fatherId'], 'ext.fatherPhone': [childFile.id, 'fatherId'], 'ext.fatherBirthDay': [childFile.id, 'fatherId'],
  },
  async candidates(db, period) {
    const rows = await db.selectFrom('childNewbornVisit').select('id').where(eb => eb.or([
      eb.and([eb('visitDay', '>=', period.first), eb('visitDay', '<=', period.last)]), lateEntry(newbornVisitDataset.id, 'child_newborn_visit.visit_day', 'child_newborn_visit.id', period),
    ])).execute()
    return [...rows.map(row => row.id), ...await changedSince(db, newbornVisitDataset.id, 'child_newborn_visit', CHILD_JOINS)]
  },
  async load(context, ids) {
    const { db, institution, resourcesFolder } = context
    const visits = [...(await rowsById(db, newbornVisit, ids)).values()]
    const fileIds = visits.map(visit => visit.fileId)
    const children = await childrenOf(db, fileIds)
    const serials = await serialsOf(db, 'childNewbornVisit', fileIds)
    return visits.map(visit => {
      const { file, child, mother, father } = children.get(visit.fileId)!
      const home = child.homeRegion === null && child.homeAddress === null ? mother : child
      const at = addressOf(resourcesFolder, home?.homeRegion ?? null, home?.homeAddress ?? null)
      return {
        dataset: newbornVisitDataset, recordId: visit.id, bk: visitKey(institution.code, file, visit.visitDay, serials.get(visit.id) ?? 1), eventDate: visit.visitDay,
        updatedAt: latest(visit.updatedAt, file.updatedAt, child.updatedAt, mother?.updatedAt, father?.updatedAt),
        voided: visit.voidedAt !== null || file.voidedAt !== null ? { reason: voidReasonOf(visit.voidReason ?? file.voidReason), columns: {} } : null,
        values: {
          ...valuesByDefinition(newbornVisitDataset, newbornVisit, visit), ...fieldValues(file, NEWBORN_VISIT_FILE_FIELDS), 'ext.childName': child.name, 'ext.sex': child.sex, 'ext.birthDay': child.birthDay, 'ext.idType': child.idType, 'ext.idNo': child.idNumber,
          'ext.addressProvince': at.province, 'ext.addressCity': at.city, 'ext.addressCounty': at.county, 'ext.addressTownship': at.township, 'ext.addressVillage': at.village, 'ext.addressDoor': at.door,
          'ext.motherName': mother?.name, 'ext.motherPhone': mother?.phone, 'ext.motherBirthDay': mother?.birthDay, 'ext.fatherName': father?.name, 'ext.fatherPhone': father?.phone, 'ext.fatherBirthDay': father?.birthDay,
        },
        ids: { [newbornVisit.id]: visit.id, [childFile.id]: file.id, [person.id]: child.id },
        facts: { fileId: file.id, birthDay: child.birthDay, bornOn: child.birthDay, visitDay: visit.visitDay, motherBirthDay: mother?.birthDay ?? null, deathDay: file.state === 'death' ? file.stateDay : null, weightG: visit.birthWeightG, gestationDays: visit.gestationDays },
      }
    })
  },
}
