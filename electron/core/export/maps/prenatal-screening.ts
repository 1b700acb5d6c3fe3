import { DIAGNOSIS_OPINION, DIAGNOSIS_TEST } from '../../../../domain/code/prenatal.ts'
import { PREGNANCY_OUTCOME } from '../../../../domain/code/maternal-risk.ts'
import { PRENATAL_TEST, type PrenatalTest } from '../../../../domain/code/prenatal-record.ts'
import { PRENATAL_ROW_RECORDS, prenatalScreeningDataset } from '../../../../domain/export/datasets/prenatal-sets.ts'
import { codesIn } from '../../../../domain/field/code-list.ts'
import { pregnancy, type StoredPregnancy } from '../../../../domain/modules/birth/pregnancy.record.ts'
import { person, type StoredPerson } from '../../../../domain/modules/people/person.record.ts'
import { prenatalConsent } from '../../../../domain/modules/prenatal/consent.record.ts'
import { prenatalDiagnosis } from '../../../../domain/modules/prenatal/diagnosis.record.ts'
import { prenatalOutcome, type StoredPrenatalOutcome } from '../../../../domain/modules/prenatal/outcome.record.ts'
import { prenatalRecall } from '../../../../domain/modules/prenatal/recall.record.ts'
import { prenatalRequest } from '../../../../domain/modules/prenatal/request.record.ts'
import { resultWords } from '../../../../domain/modules/prenatal/result-words.ts'
import { prenatalResult } from '../../../../domain/modules/prenatal/result.record.ts'
import { prenatalSample } from '../../../../domain/modules/prenatal/sample.record.ts'
import type { RecordDefinition, StoredRow } from '../../../../domain/record/define.ts'
import { type Day, dayOf } from '../../../../domain/time/day.ts'
import type { ReadDb } from '../../db/engine.ts'
import { addressOf } from './address.ts'
import { changedSince, lateEntry } from './candidates.ts'
import { type DatasetMap, latest, type MapContext, packedRow, rowsById, type SourceRow, voidReasonOf } from './source.ts'
import { type ColumnValues, type FieldOrigin, originsByDefinition, valuesByDefinition, whereItFits } from './values.ts'

const DATASET = prenatalScreeningDataset
// HDSB02.05.018: serum, ultrasound, and 9 for whatever the standard did not foresee (NIPT, gene tests).
const METHOD: Readonly<Record<PrenatalTest, '1' | '2' | '9'>> = { firstSerum: '1', secondSerum: '1', nt: '2', midUltrasound: '2', lateUltrasound: '2', nipt: '9', thalassaemia: '9', deafness: '9' }

type Around = { readonly pregnancy: StoredPregnancy; readonly woman: StoredPerson; readonly outcome: StoredPrenatalOutcome | undefined }

/** The live rows of a record about some pregnancies, oldest first. */
async function byPregnancy<D extends RecordDefinition>(db: ReadDb, definition: D, ids: readonly string[]): Promise<StoredRow<D>[]> {
  if (ids.length === 0) return []
  const rows = await db.selectFrom(definition.table as 'prenatal_outcome' as never).selectAll().where('pregnancyId' as never, 'in', ids as never).where('voidedAt' as never, 'is', null).orderBy('createdAt' as never).orderBy('id' as never).execute()
  return rows.map(row => packedRow(definition, row as Record<string, unknown>))
}

async function around({ db }: MapContext, pregnancyIds: readonly string[]): Promise<(pregnancyId: string) => Around> {
  const ids = [...new Set(pregnancyIds)]
  const pregnancies = await rowsById(db, pregnancy, ids)
  const women = await rowsById(db, person, [...pregnancies.values()].map(({ womanId }) => womanId))
  const outcomes = new Map((await byPregnancy(db, prenatalOutcome, ids)).map(row => [row.pregnancyId, row]))
  return pregnancyId => { const own = pregnancies.get(pregnancyId)!; return { pregnancy: own, woman: women.get(own.womanId)!, outcome: outcomes.get(pregnancyId) } }
}

function womanColumns({ resourcesFolder }: MapContext, { pregnancy: own, woman, outcome }: Around): ColumnValues {
  const address = addressOf(resourcesFolder, woman.homeRegion, woman.homeAddress)
  return {
    'HDSB02.05.002': woman.name, 'HDSB02.05.003': woman.birthDay, 'HDSB02.05.004': woman.idType, 'HDSB02.05.005': woman.idNumber, 'HDSB02.05.006': address.province, 'HDSB02.05.007': address.city, 'HDSB02.05.008': address.county,
    // The standard prints village and door before the township.
    'HDSB02.05.009': address.village, 'HDSB02.05.010': address.door, 'HDSB02.05.011': address.township, 'HDSB02.05.012': woman.homeRegion?.slice(0, 6), 'HDSB02.05.014': woman.phone, 'HDSB02.05.031': outcome && PREGNANCY_OUTCOME.label(outcome.outcome), 'ext.expectedDay': own.expectedDay,
    ...outcome ? valuesByDefinition(DATASET, prenatalOutcome, outcome) : {},
  }
}
const OF_WOMAN: FieldOrigin = {
  'HDSB02.05.002': [person.id, 'name'], 'HDSB02.05.003': [person.id, 'birthDay'], 'HDSB02.05.004': [person.id, 'idType'], 'HDSB02.05.005': [person.id, 'idNumber'], 'HDSB02.05.006': [person.id, 'homeRegion'], 'HDSB02.05.007': [person.id, 'homeRegion'], 'HDSB02.05.008': [person.id, 'homeRegion'],
  'HDSB02.05.009': [person.id, 'homeAddress'], 'HDSB02.05.010': [person.id, 'homeAddress'], 'HDSB02.05.011': [person.id, 'homeRegion'], 'HDSB02.05.012': [person.id, 'homeRegion'], 'HDSB02.05.014': [person.id, 'phone'], 'HDSB02.05.031': [prenatalOutcome.id, 'outcome'], 'ext.expectedDay': [pregnancy.id, 'expectedDay'],
}
const originsOf = (kind: keyof typeof PRENATAL_ROW_RECORDS): FieldOrigin => ({ ...OF_WOMAN, ...Object.assign({}, ...PRENATAL_ROW_RECORDS[kind].map(definition => originsByDefinition(DATASET, definition as RecordDefinition))) as FieldOrigin })
const SCREENING: FieldOrigin = { ...originsOf('screening'), 'HDSB02.05.016': [prenatalResult.id, 'gestationDays'], 'HDSB02.05.017': [prenatalResult.id, 'test'], 'HDSB02.05.018': [prenatalResult.id, 'test'], 'HDSB02.05.019': [prenatalResult.id, 'overall'], 'ext.rowKind': [prenatalResult.id, 'test'], 'ext.drawnDay': [prenatalSample.id, 'drawnAt'] }
const DIAGNOSIS: FieldOrigin = { ...originsOf('diagnosis'), 'HDSB02.05.024': [prenatalDiagnosis.id, 'tests'], 'HDSB02.05.026': [prenatalDiagnosis.id, 'resultText'], 'HDSB02.05.030': [prenatalDiagnosis.id, 'opinion'], 'ext.rowKind': [prenatalDiagnosis.id, 'diagnosedDay'], 'ext.resultText': [prenatalDiagnosis.id, 'resultText'] }

type Row = { id: string; pregnancyId: string; updatedAt: string; voidedAt: string | null; voidReason: string | null }
function sourceRow(context: MapContext, own: Around, record: string, origins: FieldOrigin, row: Row, eventDate: Day, values: ColumnValues, beside: readonly ({ id: string; updatedAt: string } | undefined)[], ids: Record<string, string>): SourceRow {
  const dropped = [row, own.pregnancy].find(one => one.voidedAt !== null)
  return {
    dataset: DATASET, recordId: row.id, bk: { orgCode: context.institution.code, itemNo: row.id }, eventDate, updatedAt: latest(row.updatedAt, own.pregnancy.updatedAt, own.woman.updatedAt, own.outcome?.updatedAt, ...beside.map(one => one?.updatedAt)),
    voided: dropped ? { reason: voidReasonOf(dropped.voidReason), columns: {} } : null,
    values: { ...values, ...womanColumns(context, own) },
    ids: { [record]: row.id, [pregnancy.id]: own.pregnancy.id, [person.id]: own.woman.id, ...own.outcome ? { [prenatalOutcome.id]: own.outcome.id } : {}, ...ids }, from: { record, origins }, facts: {},
  }
}

async function screeningRows(context: MapContext, ids: readonly string[]): Promise<SourceRow[]> {
  const { db } = context
  const results = [...(await rowsById(db, prenatalResult, ids)).values()]
  const of = await around(context, results.map(({ pregnancyId }) => pregnancyId))
  const samples = await rowsById(db, prenatalSample, results.map(({ sampleId }) => sampleId))
  const requests = await rowsById(db, prenatalRequest, [...samples.values()].map(({ requestId }) => requestId))
  const pregnancyIds = [...new Set(results.map(({ pregnancyId }) => pregnancyId))]
  const [consents, recalls] = [await byPregnancy(db, prenatalConsent, pregnancyIds), await byPregnancy(db, prenatalRecall, pregnancyIds)]
  return results.map(result => {
    const sample = result.sampleId === null ? undefined : samples.get(result.sampleId)
    const request = sample && requests.get(sample.requestId)
    const kind = PRENATAL_TEST.entry(result.test).consent
    const consent = consents.findLast(one => one.pregnancyId === result.pregnancyId && one.kind === kind)
    const recall = recalls.findLast(one => one.resultId === result.id)
    const parts = [[prenatalRequest, request], [prenatalConsent, consent], [prenatalSample, sample], [prenatalResult, result], [prenatalRecall, recall]] as const
    return sourceRow(context, of(result.pregnancyId), prenatalResult.id, SCREENING, result, result.resultDay, {
      ...Object.assign({}, ...parts.map(([definition, row]) => row ? valuesByDefinition(DATASET, definition as RecordDefinition, row as unknown as Readonly<Record<string, unknown>>) : {})) as ColumnValues,
      'HDSB02.05.016': result.gestationDays, 'HDSB02.05.017': PRENATAL_TEST.label(result.test), 'HDSB02.05.018': METHOD[result.test], 'HDSB02.05.019': whereItFits(DATASET, 'HDSB02.05.019', resultWords(result)), 'ext.rowKind': 'screening', 'ext.drawnDay': sample?.drawnAt ? dayOf(sample.drawnAt) : null,
    }, parts.map(([, row]) => row), Object.fromEntries(parts.flatMap(([definition, row]) => row ? [[definition.id, row.id]] : [])))
  })
}

async function diagnosisRows(context: MapContext, ids: readonly string[]): Promise<SourceRow[]> {
  const rows = [...(await rowsById(context.db, prenatalDiagnosis, ids)).values()]
  const of = await around(context, rows.map(({ pregnancyId }) => pregnancyId))
  return rows.map(row => {
    const text = [row.karyotype, row.resultText].filter(Boolean).join(';')
    return sourceRow(context, of(row.pregnancyId), prenatalDiagnosis.id, DIAGNOSIS, row, row.diagnosedDay, {
      ...valuesByDefinition(DATASET, prenatalDiagnosis, row), 'HDSB02.05.024': codesIn(row.tests).map(code => DIAGNOSIS_TEST.label(code)).join('、'), 'HDSB02.05.026': whereItFits(DATASET, 'HDSB02.05.026', text), 'ext.resultText': row.resultText,
      'HDSB02.05.030': whereItFits(DATASET, 'HDSB02.05.030', [row.opinion && DIAGNOSIS_OPINION.label(row.opinion), row.opinionNote].filter(Boolean).join(';')), 'ext.rowKind': 'diagnosis',
    }, [], {})
  })
}

const OF_PREGNANCY = [{ table: 'pregnancy', on: ['t0.pregnancy_id', 'id'] as const }, { table: 'person', on: ['t1.woman_id', 'id'] as const }, { table: 'prenatal_outcome', on: ['t0.pregnancy_id', 'pregnancy_id'] as const }]
const SOURCES = [
  { table: 'prenatal_result', name: 'prenatalResult', column: 'result_day', day: 'resultDay', joins: [...OF_PREGNANCY, { table: 'prenatal_sample', on: ['t0.sample_id', 'id'] as const }, { table: 'prenatal_request', on: ['t4.request_id', 'id'] as const }, { table: 'prenatal_recall', on: ['t0.id', 'result_id'] as const }, { table: 'prenatal_consent', on: ['t0.pregnancy_id', 'pregnancy_id'] as const }] },
  { table: 'prenatal_diagnosis', name: 'prenatalDiagnosis', column: 'diagnosed_day', day: 'diagnosedDay', joins: OF_PREGNANCY },
] as const

/** 产前筛查与诊断: one row a result or a diagnosis (WS 377.5—2013). */
export const prenatalScreeningMap: DatasetMap = {
  dataset: DATASET, record: prenatalResult.id, reportsUnknownVoids: false, origins: SCREENING,
  async candidates(db, period) {
    const ids: string[] = []
    for (const { table, name, column, day, joins } of SOURCES) {
      const rows = await db.selectFrom(name as 'prenatalResult').select('id').where(eb => eb.or([eb.and([eb(day as 'resultDay', '>=', period.first), eb(day as 'resultDay', '<=', period.last)]), lateEntry(DATASET.id, `${table}.${column}`, `${table}.id`, period)])).execute()
      ids.push(...rows.map(({ id }) => id), ...await changedSince(db, DATASET.id, table, joins))
    }
    return ids
  },
  load: async (context, ids) => [...await screeningRows(context, ids), ...await diagnosisRows(context, ids)],
}
