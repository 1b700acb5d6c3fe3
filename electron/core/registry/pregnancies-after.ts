import type { PreconceptionOutcome } from '../../../domain/code/fertility.ts'
import type { PregnancyState } from '../../../domain/code/maternal-care.ts'
import type { KnownPregnancy } from '../../../domain/rule/fertility/known-pregnancy.ts'
import { expectedDayOf } from '../../../domain/rule/maternal/dating.ts'
import { type Day, dayOf, type Minute } from '../../../domain/time/day.ts'
import type { ReadDb } from '../db/engine.ts'

const MOST_AT_ONCE = 400

/** The dated pregnancies of some women, the earliest first of each; one that ended has the day it ended on. */
export async function pregnanciesOf(db: ReadDb, womanIds: readonly string[]): Promise<Map<string, KnownPregnancy[]>> {
  const found = new Map<string, KnownPregnancy[]>()
  for (let from = 0; from < womanIds.length; from += MOST_AT_ONCE) {
    const rows = await db.selectFrom('pregnancy').leftJoin('delivery', join => join.onRef('delivery.pregnancyId', '=', 'pregnancy.id').on('delivery.voidedAt', 'is', null))
      .leftJoin('newborn', join => join.onRef('newborn.deliveryId', '=', 'delivery.id').on('newborn.voidedAt', 'is', null))
      .select(({ fn }) => ['pregnancy.id', 'pregnancy.womanId', 'pregnancy.startDay', 'pregnancy.lastMenstrualDay', 'pregnancy.expectedDay', 'pregnancy.state', 'pregnancy.stateDay', fn.min('newborn.bornAt').as('bornAt')])
      .where('pregnancy.womanId', 'in', womanIds.slice(from, from + MOST_AT_ONCE)).where('pregnancy.voidedAt', 'is', null).groupBy('pregnancy.id').execute()
    for (const row of rows) {
      const startDay = (row.startDay ?? row.lastMenstrualDay) as Day | null
      if (startDay === null) continue
      const endedDay = row.bornAt ? dayOf(row.bornAt as Minute) : row.state === 'ended' || row.state === 'delivered' ? row.stateDay as Day | null : null
      const known: KnownPregnancy = { id: row.id, womanId: row.womanId, startDay, expectedDay: (row.expectedDay as Day | null) ?? expectedDayOf(startDay), state: row.state as PregnancyState | null, endedDay }
      found.set(row.womanId, [...found.get(row.womanId) ?? [], known])
    }
  }
  for (const all of found.values()) all.sort((one, other) => one.startDay.localeCompare(other.startDay))
  return found
}

const TERM_DAYS = 259
const LOW_WEIGHT_G = 2500

/** How a pregnancy ended by what the delivery room wrote; empty where it wrote nothing. */
export async function outcomesOf(db: ReadDb, pregnancyId: string): Promise<PreconceptionOutcome[]> {
  const born = await db.selectFrom('newborn').innerJoin('delivery', 'delivery.id', 'newborn.deliveryId').select(['newborn.outcome', 'newborn.weightG', 'newborn.defect', 'delivery.gestationDays'])
    .where('delivery.pregnancyId', '=', pregnancyId).where('delivery.voidedAt', 'is', null).where('newborn.voidedAt', 'is', null).execute()
  const holds: Readonly<Partial<Record<PreconceptionOutcome, (row: (typeof born)[number]) => boolean>>> = {
    live: row => row.outcome === '1' && (row.gestationDays === null || row.gestationDays >= TERM_DAYS), preterm: row => row.outcome === '1' && row.gestationDays !== null && row.gestationDays < TERM_DAYS,
    lowWeight: row => row.outcome === '1' && row.weightG !== null && row.weightG < LOW_WEIGHT_G, stillbirth: row => row.outcome !== '1', defect: row => row.defect === 1,
  }
  return (Object.keys(holds) as PreconceptionOutcome[]).filter(outcome => born.some(row => holds[outcome]!(row)))
}
