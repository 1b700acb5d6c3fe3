import { type RawBuilder, sql } from 'kysely'
import type { PreconceptionOutcome } from '../../../domain/code/fertility.ts'
import type { PregnancyState } from '../../../domain/code/maternal-care.ts'
import type { KnownPregnancy } from '../../../domain/rule/fertility/known-pregnancy.ts'
import { expectedDayOf } from '../../../domain/rule/maternal/dating.ts'
import type { Day } from '../../../domain/time/day.ts'
import type { ReadDb } from '../db/engine.ts'
import { plainRows } from '../db/plain-rows.ts'
import { BORN_DAY } from './pregnancies.ts'

const MOST_AT_ONCE = 400
type Dated = { id: string; woman_id: string; start_day: Day; expected_day: Day | null; state: PregnancyState | null; ended_day: Day | null }

/** The dated pregnancies of some women, the earliest first of each; one that ended has the day it ended on. */
export async function pregnanciesOf(db: ReadDb, womanIds: readonly string[]): Promise<Map<string, KnownPregnancy[]>> {
  const found = new Map<string, KnownPregnancy[]>()
  for (let from = 0; from < womanIds.length; from += MOST_AT_ONCE) for (const [womanId, all] of await pregnanciesWhere(db, sql.join(womanIds.slice(from, from + MOST_AT_ONCE)))) found.set(womanId, all)
  return found
}

/** The same of the women a statement names: to write out thousands of them takes longer than to find their pregnancies. */
export async function pregnanciesWhere(db: ReadDb, women: RawBuilder<unknown>): Promise<Map<string, KnownPregnancy[]>> {
  const found = new Map<string, KnownPregnancy[]>()
  const { rows } = await sql<Dated>`SELECT pregnancy.id, pregnancy.woman_id, coalesce(pregnancy.start_day, pregnancy.last_menstrual_day) AS start_day, pregnancy.expected_day, pregnancy.state, coalesce(${BORN_DAY}, CASE WHEN pregnancy.state = 'ended' THEN pregnancy.state_day END) AS ended_day
      FROM pregnancy WHERE pregnancy.woman_id IN (${women}) AND pregnancy.voided_at IS NULL AND coalesce(pregnancy.start_day, pregnancy.last_menstrual_day) IS NOT NULL`.execute(plainRows(db))
  for (const row of rows) {
    const known: KnownPregnancy = { id: row.id, womanId: row.woman_id, startDay: row.start_day, expectedDay: row.expected_day ?? expectedDayOf(row.start_day), state: row.state, endedDay: row.ended_day }
    const all = found.get(row.woman_id)
    if (all) all.push(known)
    else found.set(row.woman_id, [known])
  }
  for (const all of found.values()) all.sort((one, other) => one.startDay < other.startDay ? -1 : one.startDay > other.startDay ? 1 : 0)
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
