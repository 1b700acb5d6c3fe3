import type { ChildVisit } from '../../../../domain/modules/child/visit.record.ts'
import type { Day } from '../../../../domain/time/day.ts'
import type { ReadDb } from '../../db/engine.ts'

const MEASURES = ['weightKg', 'lengthCm', 'position', 'headCm', 'haemoglobinGPerL', 'visionRight', 'visionLeft', 'teethCount', 'cariesCount'] as const satisfies readonly (keyof ChildVisit)[]
type Measure = (typeof MEASURES)[number]
/** What was measured on one day; what nobody measured is not there. */
export type MeasuredThatDay = Partial<Pick<ChildVisit, Measure>>
/** What a form has a place for, of what was measured. */
export const only = <N extends Measure>(measured: MeasuredThatDay, ...names: readonly N[]): Pick<MeasuredThatDay, N> => Object.fromEntries(names.flatMap(name => name in measured ? [[name, measured[name]]] : [])) as Pick<MeasuredThatDay, N>

/**
 * What any record of a child has measured on a day, so that it is measured and typed once: the home visit, an entrance
 * examination, follow-ups of its cases, a check-up, of each the one written last; where two differ the check-up's counts.
 */
export async function measuredOn(db: ReadDb, fileId: string, day: Day): Promise<MeasuredThatDay> {
  const home = await db.selectFrom('childNewbornVisit').select('weightKg').where('fileId', '=', fileId).where('visitDay', '=', day).where('voidedAt', 'is', null).orderBy('id').execute()
  const exams = await db.selectFrom('childEntranceExam').select(['weightKg', 'lengthCm', 'position', 'haemoglobinGPerL', 'visionRight', 'visionLeft', 'teethCount', 'cariesCount']).where('fileId', '=', fileId).where('examDay', '=', day).where('voidedAt', 'is', null).orderBy('id').execute()
  const cases = await db.selectFrom('childCaseVisit').select(['weightKg', 'lengthCm', 'position', 'headCm', 'haemoglobinGPerL']).where('fileId', '=', fileId).where('visitDay', '=', day).where('voidedAt', 'is', null).orderBy('id').execute()
  const visits = await db.selectFrom('childVisit').select(MEASURES).where('fileId', '=', fileId).where('visitDay', '=', day).where('voidedAt', 'is', null).orderBy('id').execute()
  const found: Record<string, unknown> = {}
  for (const row of [...home, ...exams, ...cases, ...visits] as Partial<Record<Measure, unknown>>[]) {
    // A position is that of its length: without one it is only what the form began with.
    for (const name of MEASURES) if (row[name] !== null && row[name] !== undefined && (name !== 'position' || (row.lengthCm ?? null) !== null)) found[name] = row[name]
  }
  return found as MeasuredThatDay
}
