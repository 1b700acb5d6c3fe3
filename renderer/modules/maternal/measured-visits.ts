import type { MeasuredVisit, WeightBase } from '../../../domain/rule/maternal/chart-bands.ts'
import { weightBaseOf } from '../../../domain/rule/maternal/chart-bands.ts'
import type { MaternalFile } from './maternal-text.ts'

/** The visits before birth as the charts take them, the oldest first. */
export function measuredVisits({ first, visits }: Pick<MaternalFile, 'first' | 'visits'>): MeasuredVisit[] {
  const rows = [...first ? [{ ...first, fundalHeightCm: null, fetalHeartPerMinute: null }] : [], ...visits]
  return rows.flatMap(({ visitDay, gestationDays, weightKg, fundalHeightCm, systolicMmHg, diastolicMmHg, haemoglobinGPerL, fetalHeartPerMinute }) =>
    gestationDays === null ? [] : [{ visitDay, gestationDays, weightKg, fundalHeightCm, systolicMmHg, diastolicMmHg, haemoglobinGPerL, fetalHeartPerMinute }])
    .toSorted((one, other) => one.visitDay.localeCompare(other.visitDay))
}

/** What her weights are compared with. */
export const weightBase = (file: Pick<MaternalFile, 'first' | 'visits'>): WeightBase | null =>
  weightBaseOf(measuredVisits(file), { heightCm: file.first?.heightCm ?? null, weightBeforeKg: file.first?.prePregnancyWeightKg ?? null })
