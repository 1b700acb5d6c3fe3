import type { Sex } from '../../code/sex.ts'
import type { GrowthMeasurement } from '../../rule/growth/evaluate.ts'
import type { Day } from '../../time/day.ts'
import type { ChildFile } from './file.record.ts'

/** Of a person only what the rules of childhood ask for. */
export type BornChild = { readonly sex: string | null; readonly birthDay: Day | null }
/** What was measured on a day, of whatever visit. */
export type Measured = { readonly visitDay: Day | null; readonly weightKg?: number | null; readonly lengthCm?: number | null; readonly position?: 'L' | 'H' | null; readonly headCm?: number | null; readonly oedema?: boolean | null }

/** A visit as growth is evaluated; null without a birth day, which no evaluation can do without. */
export function measurementOf({ file, child }: { readonly file: Pick<ChildFile, 'gestationDays' | 'fetusCount'>; readonly child: BornChild }, visit: Measured): GrowthMeasurement | null {
  if (!child.birthDay || !visit.visitDay) return null
  return {
    sex: child.sex as Sex, birthDay: child.birthDay, measuredDay: visit.visitDay, weightKg: visit.weightKg ?? null, lengthCm: visit.lengthCm ?? null, headCm: visit.headCm ?? null,
    position: visit.position === 'L' ? 'lying' : visit.position === 'H' ? 'standing' : null, hasOedema: visit.oedema === true, gestationDays: file.gestationDays, fetusCount: file.fetusCount,
  }
}
