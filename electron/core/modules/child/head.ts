import { childVisit, type StoredChildVisit } from '../../../../domain/modules/child/visit.record.ts'
import { type Measured, measurementOf } from '../../../../domain/modules/child/measurement.ts'
import type { GrowthMeasurement } from '../../../../domain/rule/growth/evaluate.ts'
import type { ReadDb } from '../../db/engine.ts'
import { fromColumns } from '../../record/store.ts'
import type { ChildOfFile } from '../../registry/child-of-file.ts'

export { type ChildOfFile, childOf, headOf } from '../../registry/child-of-file.ts'

/** The check-ups of a file that count, the oldest first. */
export async function visitsOfFile(db: ReadDb, fileId: string): Promise<StoredChildVisit[]> {
  const rows = await db.selectFrom('childVisit').selectAll().where('fileId', '=', fileId).where('voidedAt', 'is', null).orderBy('visitDay').orderBy('id').execute()
  return rows.map(row => fromColumns(childVisit, row))
}

// Carried from one form into another it is still one measurement; a length keeps the position it was taken in.
const together = (before: GrowthMeasurement, next: GrowthMeasurement): GrowthMeasurement => ({
  ...next, weightKg: next.weightKg ?? before.weightKg, headCm: next.headCm ?? before.headCm, hasOedema: next.hasOedema || before.hasOedema,
  ...(typeof next.lengthCm === 'number' ? {} : { lengthCm: before.lengthCm, position: before.position }),
})

/**
 * Every measurement of a child, one a day and the oldest first: birth, home visits, entrance examinations, follow-ups of
 * cases, check-ups. Without the record `except`, which is being saved again.
 */
export async function measurementsOf(db: ReadDb, of: ChildOfFile, except?: string): Promise<GrowthMeasurement[]> {
  const { file, child } = of
  if (!child.birthDay) return []
  const home = await db.selectFrom('childNewbornVisit').select(['id', 'visitDay', 'weightKg']).where('fileId', '=', file.id).where('voidedAt', 'is', null).execute()
  const exams = await db.selectFrom('childEntranceExam').select(['id', 'examDay as visitDay', 'weightKg', 'lengthCm', 'position']).where('fileId', '=', file.id).where('voidedAt', 'is', null).execute()
  const cases = await db.selectFrom('childCaseVisit').select(['id', 'visitDay', 'weightKg', 'lengthCm', 'position', 'headCm']).where('fileId', '=', file.id).where('voidedAt', 'is', null).execute()
  const birth: Measured = { visitDay: child.birthDay, weightKg: file.birthWeightG === null ? null : file.birthWeightG / 1000, lengthCm: file.birthLengthCm, headCm: file.birthHeadCm, position: 'L' }
  const all = [birth, ...[...home, ...exams, ...cases, ...await visitsOfFile(db, file.id)].filter(one => one.id !== except)]
    .flatMap(one => { const made = measurementOf(of, one); return made && (made.weightKg ?? made.lengthCm ?? made.headCm) !== null ? [made] : [] })
  return [...Map.groupBy(all, one => one.measuredDay).values()].map(ofDay => ofDay.reduce(together)).toSorted((a, b) => a.measuredDay < b.measuredDay ? -1 : a.measuredDay > b.measuredDay ? 1 : 0)
}
