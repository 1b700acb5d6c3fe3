import { nutritionCaseDataset } from '../../../../domain/export/datasets/index.ts'
import { childCase, type StoredChildCase } from '../../../../domain/modules/child/case.record.ts'
import { childCaseVisit } from '../../../../domain/modules/child/case-visit.record.ts'
import { childFile } from '../../../../domain/modules/child/file.record.ts'
import { person } from '../../../../domain/modules/people/person.record.ts'
import { DISEASE_OF_CASE } from '../../../../domain/rule/child/case-course.ts'
import { addressColumns, addressOrigins } from './address.ts'
import { changedSince, lateEntry } from './candidates.ts'
import { type ChildPersons, childrenOfFiles, homeOf } from './child-persons.ts'
import { type DatasetMap, latest, type MapContext, rowsById, type SourceRow, voidReasonOf } from './source.ts'
import { type ColumnValues, type FieldOrigin, originsByDefinition, valuesByDefinition, whereItFits } from './values.ts'

const dataset = nutritionCaseDataset
const OPENING = '0'
// A high-risk file is no nutrition disease and has no national data set.
const ELSEWHERE = 'highRisk'

/** What a row says of child and case, whichever of the two kinds it is. */
function ofCase(one: StoredChildCase, child: ChildPersons, context: MapContext): ColumnValues {
  const { parts, county } = homeOf(context.resourcesFolder, child)
  return {
    'HDSB01.04.001': one.number, 'HDSB01.04.002': child.child.name, 'HDSB01.04.003': child.child.sex, 'HDSB01.04.004': child.child.birthDay, 'HDSB01.04.005': child.mother?.name, 'HDSB01.04.006': child.mother?.phone,
    'HDSB01.04.007': child.father?.name, 'HDSB01.04.008': child.father?.phone, ...addressColumns('HDSB01.04.009', parts), 'HDSB01.04.015': county, 'HDSB01.04.017': one.openedDay, 'HDSB01.04.018': one.feeding,
    'HDSB01.04.019': DISEASE_OF_CASE[one.kind],
  }
}

const OF_CHILD: FieldOrigin = {
  'HDSB01.04.002': [person.id, 'name'], 'HDSB01.04.003': [person.id, 'sex'], 'HDSB01.04.004': [person.id, 'birthDay'], 'HDSB01.04.005': [childFile.id, 'motherId'], 'HDSB01.04.006': [childFile.id, 'motherId'], 'HDSB01.04.007': [childFile.id, 'fatherId'],
  'HDSB01.04.008': [childFile.id, 'fatherId'], ...addressOrigins('HDSB01.04.009'), 'HDSB01.04.015': [person.id, 'homeRegion'], 'HDSB01.04.001': [childCase.id, 'number'], 'HDSB01.04.017': [childCase.id, 'openedDay'], 'HDSB01.04.018': [childCase.id, 'feeding'],
  'HDSB01.04.019': [childCase.id, 'kind'],
}
const OF_CASE: FieldOrigin = { ...originsByDefinition(dataset, childCase), ...OF_CHILD, 'ext.previousCaseNo': [childCase.id, 'previousCaseId'] }
const OF_VISIT: FieldOrigin = { ...originsByDefinition(dataset, childCaseVisit), ...OF_CHILD, 'ext.treatmentAndAdvice': [childCaseVisit.id, 'advice'] }

// Closed by a death that was a mistake, and nobody has decided yet: that a living child died is never reported.
const withoutMistakenDeath = (one: StoredChildCase, state: string): StoredChildCase =>
  one.closingReason !== 'died' || state === 'death' ? one : { ...one, closedDay: null, closingReason: null, outcome: null, closingDoctor: null, closingNote: null }

/** 营养性疾病儿童管理: the case with its closing is one row, each follow-up another. */
export const nutritionCaseMap: DatasetMap = {
  dataset, record: childCase.id, reportsUnknownVoids: false,
  origins: { ...OF_VISIT, ...OF_CASE },
  async candidates(db, period) {
    const cases = await db.selectFrom('childCase').select('id').where('kind', '!=', ELSEWHERE).where(eb => eb.or([eb.and([eb('openedDay', '>=', period.first), eb('openedDay', '<=', period.last)]), lateEntry(dataset.id, 'child_case.opened_day', 'child_case.id', period)])).execute()
    const visits = await db.selectFrom('childCaseVisit').select('id').where('kind', '!=', ELSEWHERE).where(eb => eb.or([eb.and([eb('visitDay', '>=', period.first), eb('visitDay', '<=', period.last)]), lateEntry(dataset.id, 'child_case_visit.visit_day', 'child_case_visit.id', period)])).execute()
    const persons = [{ table: 'person', on: ['t1.child_id', 'id'] }, { table: 'person', on: ['t1.mother_id', 'id'] }, { table: 'person', on: ['t1.father_id', 'id'] }] as const
    const changedCases = await changedSince(db, dataset.id, 'child_case', [{ table: 'child_file', on: ['t0.file_id', 'id'] }, ...persons])
    const changedVisits = await changedSince(db, dataset.id, 'child_case_visit', [{ table: 'child_file', on: ['t0.file_id', 'id'] }, ...persons, { table: 'child_case', on: ['t0.case_id', 'id'] }])
    return [...cases.map(row => row.id), ...visits.map(row => row.id), ...changedCases, ...changedVisits]
  },
  async load(context, ids) {
    const { db, institution } = context
    const visits = await rowsById(db, childCaseVisit, ids)
    const asked = await rowsById(db, childCase, ids)
    const cases = await rowsById(db, childCase, [...asked.keys(), ...[...visits.values()].map(visit => visit.caseId)])
    const before = await rowsById(db, childCase, [...cases.values()].map(one => one.previousCaseId))
    const children = await childrenOfFiles(db, [...cases.values()].map(one => one.fileId))
    const keyOf = (one: StoredChildCase, visitNo: string) => ({ orgCode: institution.code, caseNo: one.number ?? one.id, visitNo })
    const rows: SourceRow[] = []
    for (const stored of asked.values()) {
      const child = children.get(stored.fileId)!
      const one = withoutMistakenDeath(stored, child.file.state)
      rows.push({
        dataset, recordId: one.id, bk: keyOf(one, OPENING), eventDate: one.openedDay, updatedAt: latest(one.updatedAt, child.updatedAt), voided: one.voidedAt === null ? null : { reason: voidReasonOf(one.voidReason), columns: {} },
        values: {
          ...valuesByDefinition(dataset, childCase, one), ...ofCase(one, child, context), 'HDSB01.04.031': one.closedDay ? institution.name : null,
          'ext.previousCaseNo': one.previousCaseId ? before.get(one.previousCaseId)?.number : null,
        },
        ids: { [childCase.id]: one.id, [childFile.id]: one.fileId, [person.id]: child.file.childId }, from: { record: childCase.id, origins: OF_CASE }, facts: {},
      })
    }
    for (const visit of visits.values()) {
      const one = cases.get(visit.caseId)!
      const child = children.get(one.fileId)!
      const advice = [visit.treatment, visit.dose, visit.advice].filter(Boolean).join(';') || null
      const dropped = visit.voidedAt !== null || one.voidedAt !== null
      rows.push({
        dataset, recordId: visit.id, bk: keyOf(one, visit.id), eventDate: visit.visitDay, updatedAt: latest(visit.updatedAt, one.updatedAt, child.updatedAt), voided: dropped ? { reason: voidReasonOf(visit.voidReason ?? one.voidReason), columns: {} } : null,
        values: {
          ...valuesByDefinition(dataset, childCaseVisit, visit), ...ofCase(one, child, context), 'HDSB01.04.026': whereItFits(dataset, 'HDSB01.04.026', advice), 'HDSB01.04.028': institution.name,
          'ext.treatmentAndAdvice': advice,
        },
        ids: { [childCaseVisit.id]: visit.id, [childCase.id]: one.id, [childFile.id]: one.fileId, [person.id]: child.file.childId }, from: { record: childCaseVisit.id, origins: OF_VISIT }, facts: {},
      })
    }
    return rows
  },
}
