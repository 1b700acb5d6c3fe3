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

/** Every measurement of a child, birth, home visits and follow-ups of cases among them, the oldest first. */
export async function measurementsOf(db: ReadDb, of: ChildOfFile): Promise<GrowthMeasurement[]> {
  const { file, child } = of
  if (!child.birthDay) return []
  const home = await db.selectFrom('childNewbornVisit').select(['visitDay', 'weightKg']).where('fileId', '=', file.id).where('voidedAt', 'is', null).execute()
  const cases = await db.selectFrom('childCaseVisit').select(['visitDay', 'weightKg', 'lengthCm', 'position', 'headCm']).where('fileId', '=', file.id).where('voidedAt', 'is', null).execute()
  const birth: Measured = { visitDay: child.birthDay, weightKg: file.birthWeightG === null ? null : file.birthWeightG / 1000, lengthCm: file.birthLengthCm, headCm: file.birthHeadCm, position: 'L' }
  const all = [birth, ...home, ...cases, ...await visitsOfFile(db, file.id)]
  return all.flatMap(one => { const made = measurementOf(of, one); return made && (made.weightKg ?? made.lengthCm ?? made.headCm) !== null ? [made] : [] })
    .toSorted((a, b) => a.measuredDay < b.measuredDay ? -1 : a.measuredDay > b.measuredDay ? 1 : 0)
}
