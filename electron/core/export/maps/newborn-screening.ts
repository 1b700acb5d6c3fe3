import { BLOOD_SPOT_RESULT, HEARING_DIAGNOSIS, HEART_ECHO_RESULT, HEART_SCREENING_RESULT, type NewbornScreeningItem } from '../../../../domain/code/child-screening.ts'
import { newbornScreeningDataset } from '../../../../domain/export/datasets/index.ts'
import { newborn } from '../../../../domain/modules/birth/newborn.record.ts'
import { bloodSpot, bloodSpotResult } from '../../../../domain/modules/child/blood-spot.record.ts'
import { childFile, type StoredChildFile } from '../../../../domain/modules/child/file.record.ts'
import { hearingTest, type StoredHearingTest } from '../../../../domain/modules/child/hearing-test.record.ts'
import { heartScreening, type StoredHeartScreening } from '../../../../domain/modules/child/heart-screening.record.ts'
import { person, type StoredPerson } from '../../../../domain/modules/people/person.record.ts'
import { hearingResult } from '../../../../domain/rule/child/hearing-screening.ts'
import { type Day, dayOf } from '../../../../domain/time/day.ts'
import { readSetting } from '../../settings.ts'
import { addressOf } from './address.ts'
import { changedSince, lateEntry } from './candidates.ts'
import { type DatasetMap, latest, type MapContext, rowsById, type SourceRow, voidReasonOf } from './source.ts'
import { type ColumnValues, type FieldOrigin, originsByDefinition, valuesByDefinition, whereItFits } from './values.ts'

const DATASET = newbornScreeningDataset
/** CV04.50.008 knows no hearing and no heart. */
const OTHER_ITEM: NewbornScreeningItem = '9'
// HDSB01.03.028 has no code for both methods together.
const HEARING_METHOD_OUT: Readonly<Record<string, string>> = { '1': '1', '2': '2', '3': '9' }
const TABLES = [['child_blood_spot_result', 'experiment_day'], ['child_hearing_test', 'tested_day'], ['child_heart_screening', 'screened_at']] as const

type Around = { readonly file: StoredChildFile; readonly child: StoredPerson; readonly mother: StoredPerson | undefined; readonly bornAt: string | null; readonly updatedAt: readonly string[] }

/** The files of some rows with their persons. */
async function around({ db }: MapContext, fileIds: readonly string[]): Promise<(fileId: string) => Around> {
  const files = await rowsById(db, childFile, fileIds)
  const people = await rowsById(db, person, [...files.values()].flatMap(file => [file.childId, file.motherId]))
  const births = await rowsById(db, newborn, [...files.values()].map(file => file.newbornId))
  return fileId => {
    const file = files.get(fileId)!
    const child = people.get(file.childId)!
    const mother = file.motherId === null ? undefined : people.get(file.motherId)
    const born = file.newbornId === null ? undefined : births.get(file.newbornId)
    return { file, child, mother, bornAt: born && dayOf(born.bornAt) === child.birthDay ? born.bornAt : null, updatedAt: [file.updatedAt, child.updatedAt, mother?.updatedAt ?? '', born?.updatedAt ?? ''] }
  }
}

function childColumns({ resourcesFolder }: MapContext, { file, child, mother, bornAt }: Around): ColumnValues {
  const from = child.homeRegion ? child : mother
  const address = addressOf(resourcesFolder, from?.homeRegion ?? null, from?.homeAddress ?? null)
  return {
    'HDSB01.03.001': file.number, 'HDSB01.03.002': child.name, 'HDSB01.03.003': child.sex, 'HDSB01.03.004': bornAt, 'HDSB01.03.005': mother?.name, 'HDSB01.03.006': mother?.birthDay,
    'HDSB01.03.007': mother?.idType, 'HDSB01.03.008': mother?.idNumber, 'HDSB01.03.009': address.province, 'HDSB01.03.010': address.city, 'HDSB01.03.011': address.county,
    // The standard prints the village before the township.
    'HDSB01.03.012': address.village, 'HDSB01.03.013': address.township, 'HDSB01.03.014': address.door, 'HDSB01.03.015': from?.homeRegion?.slice(0, 6), 'HDSB01.03.017': file.contactPhone ?? mother?.phone ?? null,
    'ext.fileNo': file.number, 'ext.birthDate': child.birthDay,
  }
}

type Row = { id: string; updatedAt: string; voidedAt: string | null; voidReason: string | null }
function sourceRow(context: MapContext, own: Around, record: string, row: Row, eventDate: Day, values: ColumnValues, extra: { updatedAt?: string; voidedWith?: Row | undefined; ids?: Record<string, string> } = {}): SourceRow {
  const dropped = [row, extra.voidedWith, own.file].find(one => one && one.voidedAt !== null)
  return {
    dataset: DATASET, recordId: row.id, bk: { orgCode: context.institution.code, itemNo: row.id }, eventDate, updatedAt: latest(row.updatedAt, extra.updatedAt, ...own.updatedAt),
    voided: dropped ? { reason: voidReasonOf(dropped.voidReason), columns: {} } : null, values: { ...childColumns(context, own), ...values },
    ids: { [record]: row.id, [childFile.id]: own.file.id, [person.id]: own.child.id, ...extra.ids }, facts: { bornOn: own.child.birthDay, motherBirthDay: own.mother?.birthDay ?? null },
  }
}

async function bloodSpotRows(context: MapContext, ids: readonly string[]): Promise<SourceRow[]> {
  const results = [...(await rowsById(context.db, bloodSpotResult, ids)).values()]
  const samples = await rowsById(context.db, bloodSpot, results.map(result => result.sampleId))
  const of = await around(context, results.map(result => result.fileId))
  const { diseases } = (await readSetting(context.db, 'screeningDiseases')).value
  return results.map(result => {
    const sample = samples.get(result.sampleId)!
    return sourceRow(context, of(result.fileId), bloodSpotResult.id, result, result.experimentDay, {
      ...valuesByDefinition(DATASET, bloodSpot, sample), ...valuesByDefinition(DATASET, bloodSpotResult, result),
      'HDSB01.03.025': diseases.find(({ code }) => code === result.disease)?.nationalCode ?? OTHER_ITEM, 'HDSB01.03.027': BLOOD_SPOT_RESULT.label(result.interpretation),
      'ext.screening': 'bloodSpot', 'ext.disease': result.disease, 'ext.diseaseName': result.diseaseName, 'ext.value': result.numericValue === null ? null : String(result.numericValue), 'ext.unit': result.unit,
      'ext.cutOff': result.cutOff, 'ext.interpretation': result.interpretation, 'ext.dispatchDate': sample.dispatchDay, 'ext.receiptDate': sample.receiptDay, 'ext.delayReason': sample.delayReason,
      'ext.outcome': result.outcome, 'ext.treatmentDate': result.treatmentDay,
    }, { updatedAt: sample.updatedAt, voidedWith: sample, ids: { [bloodSpot.id]: sample.id } })
  })
}

function hearingColumns(test: StoredHearingTest): ColumnValues {
  const result = test.rightEar && test.leftEar ? hearingResult({ right: test.rightEar, left: test.leftEar }) : null
  const isDiagnosis = test.stage === '3'
  const conclusion = test.diagnosis === null ? null : [HEARING_DIAGNOSIS.label(test.diagnosis), test.diagnosisDetail].filter(Boolean).join(':')
  return {
    ...valuesByDefinition(DATASET, hearingTest, test), 'HDSB01.03.024': test.testedDay, 'HDSB01.03.025': OTHER_ITEM, 'HDSB01.03.028': test.method === null ? null : HEARING_METHOD_OUT[test.method],
    // Neither passed nor not passed where an ear was not tested: the standard has no third code.
    'HDSB01.03.029': result === 'passed' ? '1' : result === 'notPassed' ? '2' : null, 'HDSB01.03.032': test.noticeDay, 'HDSB01.03.034': test.noticeSignedBy,
    ...(isDiagnosis ? { 'HDSB01.03.038': test.testedDay, 'HDSB01.03.041': whereItFits(DATASET, 'HDSB01.03.041', conclusion), 'HDSB01.03.042': test.institution } : {}),
    'ext.screening': 'hearing', 'ext.stage': test.stage, 'ext.rightEar': test.rightEar, 'ext.leftEar': test.leftEar, 'ext.hearingRisks': test.riskFactors, 'ext.hearingDiagnosis': test.diagnosis,
    'ext.intervention': test.intervention, 'ext.delayReason': test.delayReason,
  }
}

function heartColumns(row: StoredHeartScreening): ColumnValues {
  const joined = (...values: readonly (number | null)[]): string | null => values.some(value => value !== null) ? values.slice(0, values.findLastIndex(value => value !== null) + 1).map(value => value ?? '').join(',') : null
  return {
    ...valuesByDefinition(DATASET, heartScreening, row), 'HDSB01.03.024': dayOf(row.screenedAt), 'HDSB01.03.025': OTHER_ITEM, 'HDSB01.03.027': row.result === null ? null : `先天性心脏病筛查:${HEART_SCREENING_RESULT.label(row.result)}`,
    ...(row.echoDay && row.echo ? { 'HDSB01.03.038': row.echoDay, 'HDSB01.03.039': '心脏超声', 'HDSB01.03.041': row.diagnosis ?? HEART_ECHO_RESULT.label(row.echo) } : {}),
    'ext.screening': 'heart', 'ext.screenedAt': row.screenedAt, 'ext.ageHours': row.ageHours, 'ext.murmur': row.murmur, 'ext.murmurGrade': row.murmurGrade,
    'ext.handPercent': joined(row.firstHandPercent, row.secondHandPercent, row.thirdHandPercent, row.fourthHandPercent), 'ext.footPercent': joined(row.firstFootPercent, row.secondFootPercent, row.thirdFootPercent, row.fourthFootPercent),
    'ext.heartResult': row.result, 'ext.referralDate': row.referralDay, 'ext.echo': row.echo, 'ext.diagnosisCode': row.diagnosisCode,
  }
}

// Whose name, birth and address a row carries is corrected at the person, the file or the birth, whatever the item.
const OF_CHILD: FieldOrigin = {
  'HDSB01.03.001': [childFile.id, 'number'], 'HDSB01.03.002': [person.id, 'name'], 'HDSB01.03.003': [person.id, 'sex'], 'HDSB01.03.004': [childFile.id, 'newbornId'], 'HDSB01.03.005': [childFile.id, 'motherId'],
  'HDSB01.03.006': [childFile.id, 'motherId'], 'HDSB01.03.007': [childFile.id, 'motherId'], 'HDSB01.03.008': [childFile.id, 'motherId'], 'HDSB01.03.015': [person.id, 'homeRegion'], 'HDSB01.03.017': [childFile.id, 'contactPhone'],
  ...Object.fromEntries(Array.from({ length: 6 }, (_, index) => [`HDSB01.03.0${String(9 + index).padStart(2, '0')}`, [person.id, index < 3 || index === 4 ? 'homeRegion' : 'homeAddress'] as const])),
  'ext.fileNo': [childFile.id, 'number'], 'ext.birthDate': [person.id, 'birthDay'],
}
const BLOOD: FieldOrigin = {
  ...OF_CHILD, ...originsByDefinition(DATASET, bloodSpot), ...originsByDefinition(DATASET, bloodSpotResult), 'HDSB01.03.025': [bloodSpotResult.id, 'disease'], 'ext.disease': [bloodSpotResult.id, 'disease'], 'ext.diseaseName': [bloodSpotResult.id, 'disease'],
  'ext.value': [bloodSpotResult.id, 'numericValue'], 'ext.unit': [bloodSpotResult.id, 'unit'], 'ext.cutOff': [bloodSpotResult.id, 'cutOff'], 'ext.interpretation': [bloodSpotResult.id, 'interpretation'], 'ext.outcome': [bloodSpotResult.id, 'outcome'],
  'ext.treatmentDate': [bloodSpotResult.id, 'treatmentDay'], 'ext.dispatchDate': [bloodSpot.id, 'dispatchDay'], 'ext.receiptDate': [bloodSpot.id, 'receiptDay'], 'ext.delayReason': [bloodSpot.id, 'delayReason'],
}
const HEARING: FieldOrigin = {
  ...OF_CHILD, ...originsByDefinition(DATASET, hearingTest), 'HDSB01.03.024': [hearingTest.id, 'testedDay'], 'HDSB01.03.025': [hearingTest.id, 'stage'], 'HDSB01.03.029': [hearingTest.id, 'rightEar'], 'HDSB01.03.032': [hearingTest.id, 'noticeDay'],
  'HDSB01.03.034': [hearingTest.id, 'noticeSignedBy'], 'HDSB01.03.038': [hearingTest.id, 'testedDay'], 'HDSB01.03.041': [hearingTest.id, 'diagnosisDetail'], 'HDSB01.03.042': [hearingTest.id, 'institution'], 'ext.stage': [hearingTest.id, 'stage'],
  'ext.rightEar': [hearingTest.id, 'rightEar'], 'ext.leftEar': [hearingTest.id, 'leftEar'], 'ext.hearingRisks': [hearingTest.id, 'riskFactors'], 'ext.hearingDiagnosis': [hearingTest.id, 'diagnosis'], 'ext.intervention': [hearingTest.id, 'intervention'],
  'ext.delayReason': [hearingTest.id, 'delayReason'],
}
const HEART: FieldOrigin = {
  ...OF_CHILD, ...originsByDefinition(DATASET, heartScreening), 'HDSB01.03.024': [heartScreening.id, 'screenedAt'], 'HDSB01.03.025': [heartScreening.id, 'screenedAt'], 'HDSB01.03.027': [heartScreening.id, 'result'], 'HDSB01.03.038': [heartScreening.id, 'echoDay'],
  'HDSB01.03.039': [heartScreening.id, 'echo'], 'ext.screenedAt': [heartScreening.id, 'screenedAt'], 'ext.ageHours': [heartScreening.id, 'screenedAt'], 'ext.murmur': [heartScreening.id, 'murmur'], 'ext.murmurGrade': [heartScreening.id, 'murmurGrade'],
  'ext.handPercent': [heartScreening.id, 'firstHandPercent'], 'ext.footPercent': [heartScreening.id, 'firstFootPercent'], 'ext.heartResult': [heartScreening.id, 'result'], 'ext.referralDate': [heartScreening.id, 'referralDay'], 'ext.echo': [heartScreening.id, 'echo'],
  'ext.diagnosisCode': [heartScreening.id, 'diagnosisCode'],
}

/** 新生儿疾病筛查: one row a screening item (WS 376.3—2013). A sample that waits for its results is no item yet. */
export const newbornScreeningMap: DatasetMap = {
  dataset: DATASET, record: bloodSpotResult.id, reportsUnknownVoids: false, origins: BLOOD,
  async candidates(db, period) {
    const ids: string[] = []
    for (const [table, column] of TABLES) {
      const name = table.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()) as 'childHeartScreening'
      const rows = await db.selectFrom(name).select('id').where(eb => eb.or([
        eb.and([eb(`${table}.${column}` as never, '>=', period.first as never), eb(`${table}.${column}` as never, '<=', `${period.last}T23:59` as never)]),
        lateEntry(DATASET.id, `${table}.${column}`, `${table}.id`, period),
      ])).execute()
      ids.push(...rows.map(row => row.id))
      const file = [{ table: 'child_file', on: ['t0.file_id', 'id'] as const }, { table: 'person', on: ['t1.child_id', 'id'] as const }, { table: 'person', on: ['t1.mother_id', 'id'] as const }, { table: 'newborn', on: ['t1.newborn_id', 'id'] as const }]
      ids.push(...await changedSince(db, DATASET.id, table, table === 'child_blood_spot_result' ? [...file, { table: 'child_blood_spot', on: ['t0.sample_id', 'id'] as const }] : file))
    }
    return ids
  },
  async load(context, ids) {
    const hearing = [...(await rowsById(context.db, hearingTest, ids)).values()]
    const heart = [...(await rowsById(context.db, heartScreening, ids)).values()]
    const of = await around(context, [...hearing, ...heart].map(row => row.fileId))
    return [
      ...await bloodSpotRows(context, ids),
      ...hearing.map(test => ({ ...sourceRow(context, of(test.fileId), hearingTest.id, test, test.testedDay, hearingColumns(test)), from: { record: hearingTest.id, origins: HEARING } })),
      ...heart.map(row => ({ ...sourceRow(context, of(row.fileId), heartScreening.id, row, dayOf(row.screenedAt), heartColumns(row)), from: { record: heartScreening.id, origins: HEART } })),
    ]
  },
}
