import { join } from 'node:path'
import type { GrowthIndicator, GrowthStandard } from '../../domain/rule/growth/words.ts'
import { evaluateGrowth, type GrowthMeasurement, type GrowthOptions, type GrowthRow } from '../../domain/rule/growth/evaluate.ts'
import { toDay, type Day } from '../../domain/time/day.ts'
import { openGrowth } from '../../electron/core/growth.ts'

export const resources = join(import.meta.dirname, '../../resources')
export const tables = openGrowth(resources)

/** The day `months` calendar months after a birth on the 15th. */
export const BIRTH = toDay('2015-01-15')
export function afterMonths(months: number): Day {
  const year = 2015 + Math.floor(months / 12)
  return toDay(`${year}-${String((months % 12) + 1).padStart(2, '0')}-15`)
}

export type Child = Omit<Partial<GrowthMeasurement>, 'birthDay' | 'measuredDay'> & { sex: '1' | '2' }

/** A child of exactly so many calendar months, or so many days. */
export const ofMonths = (months: number, child: Child): GrowthMeasurement => ({ birthDay: BIRTH, measuredDay: afterMonths(months), ...child })
export const ofDays = (days: number, child: Child): GrowthMeasurement => ({
  birthDay: BIRTH, measuredDay: new Date(Date.parse(BIRTH) + days * 86_400_000).toISOString().slice(0, 10) as Day, ...child,
})

/** The row of one standard and indicator; a case that expects a row fails when there is none. */
export function rowOf(measurement: GrowthMeasurement, standard: GrowthStandard, indicator: GrowthIndicator, options: GrowthOptions = {}): GrowthRow {
  const row = evaluateGrowth(tables, measurement, options).rows.find(one => one.standard === standard && one.indicator === indicator)
  if (!row) throw new Error(`no row ${standard} ${indicator}`)
  return row
}
