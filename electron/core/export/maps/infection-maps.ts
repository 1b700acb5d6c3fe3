import { motherToChildDataset } from '../../../../domain/export/datasets/infection-sets.ts'
import { infectionCase, type StoredInfectionCase } from '../../../../domain/modules/infection/case.record.ts'
import { infectionChild, infectionChildTest, type StoredInfectionChild } from '../../../../domain/modules/infection/child.record.ts'
import { hoursAfterBirth } from '../../../../domain/rule/infection/exposed-child.ts'
import { type Day, dayAt, dayOf, daysBetween, monthRange } from '../../../../domain/time/day.ts'
import type { ReadDb } from '../../db/engine.ts'
import { fromColumns } from '../../record/store.ts'
import { readSetting } from '../../settings.ts'
import { changedSince, lateEntry } from './candidates.ts'
import { type DatasetMap, latest, type MapContext, type Period, rowsById, type SourceRow, voidReasonOf } from './source.ts'
import { type ColumnValues, originsByDefinition, valuesByDefinition } from './values.ts'

const dataset = motherToChildDataset
const OF_CASE = { ...originsByDefinition(dataset, infectionCase), 'ext.rowKind': [infectionCase.id, 'number'], 'ext.caseNo': [infectionCase.id, 'number'], 'ext.isClosed': [infectionCase.id, 'closedDay'], 'ext.hivTestDays': [infectionCase.id, 'hivDay'], 'ext.hivTreatmentDays': [infectionCase.id, 'hivTreatmentDay'], 'ext.syphilisTestDays': [infectionCase.id, 'syphilisDay'], 'ext.syphilisTreatmentDays': [infectionCase.id, 'syphilisStartDay'], 'ext.hbvTestDays': [infectionCase.id, 'hbvDay'], 'ext.hbvTreatmentDays': [infectionCase.id, 'hbvAntiviralDay'] } as const
const OF_CHILD = { ...originsByDefinition(dataset, infectionChild), 'ext.rowKind': [infectionCase.id, 'number'], 'ext.caseNo': [infectionCase.id, 'number'], 'ext.hasHivProphylaxis': [infectionChild.id, 'hivProphylaxisAt'], 'ext.hasSyphilisProphylaxis': [infectionChild.id, 'syphilisProphylaxisDay'], 'ext.vaccineHours': [infectionChild.id, 'vaccineFirstAt'], 'ext.vaccineDoses': [infectionChild.id, 'vaccineThirdDay'] } as const
/** The tests of a child are rows of their own; a finding about one leads to the child. */
const OF_TESTS = Object.fromEntries(dataset.columns.flatMap(({ id }) => /Test(?:AgeDays|Result)$/.test(id) ? [[id, [infectionChild.id, 'bornAt'] as const]] : []))

/** The month something was registered in, as its first day: no day of it is told, and none that is still to come. */
const monthOnly = (createdAt: string): Day => monthRange(dayAt(Date.parse(createdAt)).slice(0, 7)).first

async function idsOf(db: ReadDb, period: Period): Promise<string[]> {
  // Registered in the month by the clock of China: instants are UTC.
  const [from, to] = [new Date(Date.parse(`${period.first}T00:00:00+08:00`)).toISOString(), new Date(Date.parse(`${period.last}T23:59:59.999+08:00`)).toISOString()]
  const rows = await Promise.all((['infectionCase', 'infectionChild'] as const).map(table => db.selectFrom(table as 'infectionCase').select('id').where(eb => eb.or([eb.and([eb('createdAt', '>=', from as never), eb('createdAt', '<=', to as never)]), lateEntry(dataset.id, table === 'infectionCase' ? 'infection_case.created_at' : 'infection_child.created_at', table === 'infectionCase' ? 'infection_case.id' : 'infection_child.id', period)])).execute()))
  return [...rows.flat().map(({ id }) => id), ...await changedSince(db, dataset.id, 'infection_case', []), ...await changedSince(db, dataset.id, 'infection_child', [{ table: 'infection_child_test', on: ['t0.id', 'child_id'] }])]
}

function womanRow({ institution }: MapContext, row: StoredInfectionCase, startDay: Day | null): SourceRow {
  const at = (day: Day | null): number | null => day === null || startDay === null || day < startDay ? null : daysBetween(startDay, day)
  return {
    dataset, recordId: row.id, bk: { orgCode: institution.code, caseNo: row.number ?? '', childNo: '0' }, eventDate: monthOnly(row.createdAt), updatedAt: row.updatedAt, voided: row.voidedAt === null ? null : { reason: voidReasonOf(row.voidReason), columns: {} },
    values: {
      ...valuesByDefinition(dataset, infectionCase, row), 'ext.rowKind': 'woman', 'ext.caseNo': row.number, 'ext.isClosed': row.closedDay !== null, 'ext.hivTestDays': at(row.hivDay), 'ext.hivTreatmentDays': at(row.hivTreatmentDay), 'ext.syphilisTestDays': at(row.syphilisDay), 'ext.syphilisTreatmentDays': at(row.syphilisStartDay),
      'ext.hbvTestDays': at(row.hbvDay), 'ext.hbvTreatmentDays': at(row.hbvAntiviralDay),
    },
    ids: { [infectionCase.id]: row.id }, from: { record: infectionCase.id, origins: OF_CASE }, facts: {},
  }
}

function childRow({ institution }: MapContext, child: StoredInfectionChild, mother: StoredInfectionCase, tests: ColumnValues, testedAt: string): SourceRow {
  return {
    dataset, recordId: child.id, bk: { orgCode: institution.code, caseNo: mother.number ?? '', childNo: String(child.birthOrder) }, eventDate: monthOnly(child.createdAt), updatedAt: latest(child.updatedAt, testedAt), voided: child.voidedAt === null ? null : { reason: voidReasonOf(child.voidReason), columns: {} },
    values: {
      ...valuesByDefinition(dataset, infectionChild, child), ...tests, 'ext.rowKind': 'child', 'ext.caseNo': mother.number, 'ext.hasHivProphylaxis': child.hivProphylaxisAt !== null, 'ext.hasSyphilisProphylaxis': child.syphilisProphylaxisDay !== null,
      'ext.vaccineHours': child.vaccineFirstAt === null ? null : hoursAfterBirth(child.bornAt, child.vaccineFirstAt), 'ext.vaccineDoses': [child.vaccineFirstAt, child.vaccineSecondDay, child.vaccineThirdDay].filter(dose => dose !== null).length,
    },
    ids: { [infectionCase.id]: mother.id, [infectionChild.id]: child.id }, from: { record: infectionChild.id, origins: { ...OF_TESTS, ...OF_CHILD } }, facts: {},
  }
}

/** 母婴阻断: a row a case and one a child, only while the hospital lets them out (setting `infectionRules`), and by the hand of somebody on the list of names alone: whoever else seals leaves them to the next package. */
export const motherToChildMap: DatasetMap = {
  dataset, need: 'infection.read', record: infectionCase.id, reportsUnknownVoids: false, origins: { ...OF_TESTS, ...OF_CHILD, ...OF_CASE },
  candidates: async (db, period) => (await readSetting(db, 'infectionRules')).value.inPackage === 1 ? idsOf(db, period) : [],
  async load(context, ids) {
    const { db } = context
    const children = [...(await rowsById(db, infectionChild, ids)).values()]
    const own = [...(await rowsById(db, infectionCase, ids)).values()]
    const mothers = await rowsById(db, infectionCase, children.map(({ caseId }) => caseId))
    const starts = new Map(own.length === 0 ? [] : (await db.selectFrom('pregnancy').select(['id', 'startDay']).where('id', 'in', own.map(({ pregnancyId }) => pregnancyId)).execute()).map(row => [row.id, row.startDay]))
    const tests = children.length === 0 ? [] : (await db.selectFrom('infectionChildTest').selectAll().where('childId', 'in', children.map(({ id }) => id)).where('voidedAt', 'is', null).where('test', '!=', 'extra').orderBy('id').execute()).map(row => fromColumns(infectionChildTest, row))
    return [
      ...own.map(row => womanRow(context, row, starts.get(row.pregnancyId) ?? null)),
      ...children.map(child => {
        const ofChild = tests.filter(({ childId }) => childId === child.id)
        const values = Object.fromEntries(ofChild.flatMap(({ test, testDay, result }) => [[`ext.${test}TestAgeDays`, daysBetween(dayOf(child.bornAt), testDay)], [`ext.${test}TestResult`, result]]))
        return childRow(context, child, mothers.get(child.caseId)!, values, latest(...ofChild.map(({ updatedAt }) => updatedAt)))
      }),
    ]
  },
}

/** How the data sets of 艾梅乙母婴阻断 are read. */
export const INFECTION_MAPS: readonly DatasetMap[] = [motherToChildMap]
