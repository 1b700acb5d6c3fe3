import { RISK_CASE_OUTCOME } from '../../../../domain/code/risk-care.ts'
import type { Dataset } from '../../../../domain/export/dataset.ts'
import { highRiskCaseDataset, riskAssessmentDataset, riskScreeningDataset } from '../../../../domain/export/datasets/risk-sets.ts'
import { codesIn } from '../../../../domain/field/code-list.ts'
import { pregnancy, type StoredPregnancy } from '../../../../domain/modules/birth/pregnancy.record.ts'
import { person, type StoredPerson } from '../../../../domain/modules/people/person.record.ts'
import { riskAssessment, type StoredRiskAssessment } from '../../../../domain/modules/risk/assessment.record.ts'
import { riskCase, type StoredRiskCase } from '../../../../domain/modules/risk/case.record.ts'
import { riskCaseVisit } from '../../../../domain/modules/risk/case-visit.record.ts'
import { riskReport } from '../../../../domain/modules/risk/report.record.ts'
import { riskScreening } from '../../../../domain/modules/risk/screening.record.ts'
import { dayOf } from '../../../../domain/time/day.ts'
import type { ReadDb } from '../../db/engine.ts'
import { addressColumns, addressOf, addressOrigins } from './address.ts'
import { changedSince, lateEntry } from './candidates.ts'
import { type DatasetMap, latest, type MapContext, packedRow, type Period, rowsById, type SourceRow, voidReasonOf } from './source.ts'
import { type ColumnValues, type FieldOrigin, originsByDefinition, valuesByDefinition } from './values.ts'

const OF_WOMAN: FieldOrigin = {
  'HDSB02.04.002': [person.id, 'name'], 'HDSB02.04.003': [person.id, 'birthDay'], 'HDSB02.04.004': [person.id, 'phone'], ...addressOrigins('HDSB02.04.011'), 'HDSB02.04.030': [pregnancy.id, 'gravidity'], 'HDSB02.04.031': [pregnancy.id, 'parity'],
  'HDSB02.04.035': [pregnancy.id, 'lastMenstrualDay'], 'HDSB02.04.036': [pregnancy.id, 'expectedDay'], 'ext.womanIdNo': [person.id, 'idNumber'], 'ext.handbookNo': [pregnancy.id, 'handbookNumber'],
}
const ofWoman = ({ pregnant, woman }: Woman, { resourcesFolder }: MapContext): ColumnValues => ({
  'HDSB02.04.002': woman.name, 'HDSB02.04.003': woman.birthDay, 'HDSB02.04.004': woman.phone, ...addressColumns('HDSB02.04.011', addressOf(resourcesFolder, woman.homeRegion, woman.homeAddress)), 'HDSB02.04.030': pregnant.gravidity,
  'HDSB02.04.031': pregnant.parity, 'HDSB02.04.035': pregnant.lastMenstrualDay, 'HDSB02.04.036': pregnant.expectedDay, 'ext.womanIdNo': woman.idNumber, 'ext.handbookNo': pregnant.handbookNumber ?? woman.handbookNumber,
})

type Woman = { readonly pregnant: StoredPregnancy; readonly woman: StoredPerson }
/** The pregnancies of rows with their women. */
async function womenOf(db: ReadDb, ids: readonly string[]): Promise<Map<string, Woman>> {
  const pregnancies = await rowsById(db, pregnancy, ids)
  const women = await rowsById(db, person, [...pregnancies.values()].map(row => row.womanId))
  return new Map([...pregnancies].map(([id, pregnant]) => [id, { pregnant, woman: women.get(pregnant.womanId)! }]))
}

type OfPregnancy = { readonly pregnancyId: string; readonly voidedAt: string | null; readonly voidReason: string | null }
/** A row falls when it was voided or its pregnancy was. */
function voidedOf(row: OfPregnancy, { pregnant }: Woman): SourceRow['voided'] {
  if (row.voidedAt === null && pregnant.voidedAt === null) return null
  return { reason: voidReasonOf(row.voidedAt === null ? pregnant.voidReason : row.voidReason), columns: {} }
}

const WOMAN_JOINS = [{ table: 'pregnancy', on: ['t0.pregnancy_id', 'id'] }, { table: 'person', on: ['t1.woman_id', 'id'] }] as const
/** Rows of a table whose day lies in the month, late ones, and those that changed since they were sent. */
async function candidatesOf(db: ReadDb, dataset: Dataset, table: 'risk_screening' | 'risk_assessment' | 'risk_case' | 'risk_case_visit', day: string, period: Period, more: readonly { table: string; on: readonly [string, string] }[] = []): Promise<string[]> {
  const column = `${table}.${day}`
  const rows = await db.selectFrom(table as never).select('id' as never).where(eb => eb.or([
    eb.and([eb(eb.ref(column as never), '>=', period.first as never), eb(eb.ref(column as never), '<=', `${period.last}T23:59` as never)]), lateEntry(dataset.id, column, `${table}.id`, period),
  ])).execute() as { id: string }[]
  return [...rows.map(row => row.id), ...await changedSince(db, dataset.id, table, [...WOMAN_JOINS, ...more])]
}

const screeningMap: DatasetMap = {
  dataset: riskScreeningDataset, record: riskScreening.id, reportsUnknownVoids: false, origins: { ...originsByDefinition(riskScreeningDataset, riskScreening), ...OF_WOMAN },
  candidates: (db, period) => candidatesOf(db, riskScreeningDataset, 'risk_screening', 'screened_day', period),
  async load(context, ids) {
    const rows = [...(await rowsById(context.db, riskScreening, ids)).values()]
    const women = await womenOf(context.db, rows.map(row => row.pregnancyId))
    return rows.map((row): SourceRow => {
      const one = women.get(row.pregnancyId)!
      return {
        dataset: riskScreeningDataset, recordId: row.id, bk: { orgCode: context.institution.code, screeningNo: row.number ?? row.id }, eventDate: row.screenedDay, updatedAt: latest(row.updatedAt, one.pregnant.updatedAt, one.woman.updatedAt), voided: voidedOf(row, one),
        values: { ...valuesByDefinition(riskScreeningDataset, riskScreening, row), ...ofWoman(one, context) }, ids: { [riskScreening.id]: row.id, [pregnancy.id]: row.pregnancyId, [person.id]: one.woman.id }, facts: {},
      }
    })
  },
}

const assessmentMap: DatasetMap = {
  dataset: riskAssessmentDataset, record: riskAssessment.id, reportsUnknownVoids: false,
  origins: { ...originsByDefinition(riskAssessmentDataset, riskReport), ...originsByDefinition(riskAssessmentDataset, riskAssessment), ...OF_WOMAN },
  candidates: (db, period) => candidatesOf(db, riskAssessmentDataset, 'risk_assessment', 'confirmed_at', period, [{ table: 'risk_report', on: ['t0.id', 'assessment_id'] }]),
  async load(context, ids) {
    const rows = [...(await rowsById(context.db, riskAssessment, ids)).values()]
    const women = await womenOf(context.db, rows.map(row => row.pregnancyId))
    const sent = rows.length === 0 ? [] : await context.db.selectFrom('riskReport').selectAll().where('assessmentId', 'in', rows.map(row => row.id)).orderBy('id').execute()
    return rows.map((row): SourceRow => {
      const one = women.get(row.pregnancyId)!
      const reports = sent.filter(report => report.assessmentId === row.id)
      const report = reports.find(other => other.voidedAt === null)
      return {
        dataset: riskAssessmentDataset, recordId: row.id, bk: { orgCode: context.institution.code, assessmentNo: row.id }, eventDate: dayOf(row.confirmedAt),
        updatedAt: latest(row.updatedAt, one.pregnant.updatedAt, one.woman.updatedAt, ...reports.map(other => other.updatedAt)), voided: voidedOf(row, one),
        values: { ...report ? valuesByDefinition(riskAssessmentDataset, riskReport, packedRow(riskReport, report)) : {}, ...valuesByDefinition(riskAssessmentDataset, riskAssessment, row), ...ofWoman(one, context) },
        ids: { [riskAssessment.id]: row.id, [riskReport.id]: report?.id ?? null, [pregnancy.id]: row.pregnancyId, [person.id]: one.woman.id }, facts: {},
      }
    })
  },
}

const OPENING = '0'
const OF_CASE: FieldOrigin = {
  ...OF_WOMAN, 'HDSB02.04.223': [riskCase.id, 'number'], 'HDSB02.04.224': [riskAssessment.id, 'confirmedAt'], 'HDSB02.04.225': [riskAssessment.id, 'gestationDays'], 'HDSB02.04.226': [riskCase.id, 'factors'], 'HDSB02.04.227': [riskCase.id, 'factors'], 'HDSB02.04.228': [riskAssessment.id, 'score'], 'HDSB02.04.229': [riskAssessment.id, 'scoreGrade'], 'HDSB02.04.230': [riskAssessment.id, 'institution'],
  'HDSB02.04.240': [riskCase.id, 'outcome'], 'HDSB02.04.241': [riskCase.id, 'closedDay'],
}
/** What a row says of case and woman, whichever of the two kinds it is. */
const ofCase = (one: StoredRiskCase, assessment: StoredRiskAssessment): ColumnValues => ({
  'HDSB02.04.223': one.number, 'HDSB02.04.224': assessment.confirmedAt, 'HDSB02.04.225': assessment.gestationDays, 'HDSB02.04.226': codesIn(one.factors)[0], 'HDSB02.04.227': true, 'HDSB02.04.228': assessment.score, 'HDSB02.04.229': assessment.scoreGrade, 'HDSB02.04.230': assessment.institution,
})

const caseMap: DatasetMap = {
  dataset: highRiskCaseDataset, record: riskCase.id, reportsUnknownVoids: false, origins: { ...originsByDefinition(highRiskCaseDataset, riskCaseVisit), ...originsByDefinition(highRiskCaseDataset, riskCase), ...OF_CASE },
  async candidates(db, period) {
    return [
      ...await candidatesOf(db, highRiskCaseDataset, 'risk_case', 'opened_day', period, [{ table: 'risk_assessment', on: ['t0.assessment_id', 'id'] }]),
      ...await candidatesOf(db, highRiskCaseDataset, 'risk_case_visit', 'visit_day', period, [{ table: 'risk_case', on: ['t0.case_id', 'id'] }]),
    ]
  },
  async load(context, ids) {
    const { db, institution } = context
    const visits = [...(await rowsById(db, riskCaseVisit, ids)).values()]
    const asked = await rowsById(db, riskCase, ids)
    const cases = await rowsById(db, riskCase, [...asked.keys(), ...visits.map(visit => visit.caseId)])
    const women = await womenOf(db, [...cases.values()].map(one => one.pregnancyId))
    const assessments = await rowsById(db, riskAssessment, [...cases.values()].map(one => one.assessmentId))
    const keyOf = (one: StoredRiskCase, visitNo: string) => ({ orgCode: institution.code, caseNo: one.number ?? one.id, visitNo })
    const opened = [...asked.values()].map((one): SourceRow => {
      const [woman, assessment] = [women.get(one.pregnancyId)!, assessments.get(one.assessmentId)!]
      return {
        dataset: highRiskCaseDataset, recordId: one.id, bk: keyOf(one, OPENING), eventDate: one.openedDay, updatedAt: latest(one.updatedAt, assessment.updatedAt, woman.pregnant.updatedAt, woman.woman.updatedAt), voided: voidedOf(one, woman),
        values: {
          ...valuesByDefinition(highRiskCaseDataset, riskCase, one), ...ofCase(one, assessment), ...ofWoman(woman, context), 'HDSB02.04.240': one.outcome ? RISK_CASE_OUTCOME.entry(one.outcome).national : null, 'HDSB02.04.241': one.closedDay ? institution.name : null,
        },
        ids: { [riskCase.id]: one.id, [riskAssessment.id]: one.assessmentId, [pregnancy.id]: one.pregnancyId, [person.id]: woman.woman.id }, from: { record: riskCase.id, origins: { ...originsByDefinition(highRiskCaseDataset, riskCase), ...OF_CASE } }, facts: {},
      }
    })
    const followed = visits.map((visit): SourceRow => {
      const one = cases.get(visit.caseId)!
      const [woman, assessment] = [women.get(one.pregnancyId)!, assessments.get(one.assessmentId)!]
      return {
        dataset: highRiskCaseDataset, recordId: visit.id, bk: keyOf(one, visit.id), eventDate: visit.visitDay, updatedAt: latest(visit.updatedAt, one.updatedAt, woman.pregnant.updatedAt, woman.woman.updatedAt),
        voided: voidedOf(visit.voidedAt === null ? one : visit, woman), values: { ...valuesByDefinition(highRiskCaseDataset, riskCaseVisit, visit), ...ofCase(one, assessment), ...ofWoman(woman, context), 'HDSB02.04.238': institution.name },
        ids: { [riskCaseVisit.id]: visit.id, [riskCase.id]: one.id, [riskAssessment.id]: one.assessmentId, [pregnancy.id]: one.pregnancyId, [person.id]: woman.woman.id }, from: { record: riskCaseVisit.id, origins: { ...OF_CASE, ...originsByDefinition(highRiskCaseDataset, riskCaseVisit) } }, facts: {},
      }
    })
    return [...opened, ...followed]
  },
}

/** How the data sets of 妊娠风险: screening, assessment, cases of high risk are read. */
export const RISK_MAPS: readonly DatasetMap[] = [screeningMap, assessmentMap, caseMap]
