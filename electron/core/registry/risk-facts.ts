import { sql } from 'kysely'
import { maternalFirst } from '../../../domain/modules/maternal/first.record.ts'
import { type CareFacts, type KnownRiskFacts, type MeasuredVisit, riskFactsOfCare } from '../../../domain/rule/maternal/risk-facts.ts'
import { type Day, dayOf, type Minute } from '../../../domain/time/day.ts'
import type { ReadDb } from '../db/engine.ts'
import { fromColumns } from '../record/store.ts'
import type { PregnancyOf } from './pregnancies.ts'

/** Every visit that measured something, before and after birth, the oldest first. */
async function measuredOf(db: ReadDb, pregnancyId: string): Promise<MeasuredVisit[]> {
  const part = (table: string, haemoglobin: boolean, position: boolean) => sql`SELECT visit_day, ${haemoglobin ? sql`haemoglobin_g_per_l` : sql`CAST(NULL AS INTEGER)`} AS haemoglobin_g_per_l, systolic_mm_hg, diastolic_mm_hg, ${position ? sql`fetal_position, gestation_days` : sql`CAST(NULL AS TEXT) AS fetal_position, CAST(NULL AS INTEGER) AS gestation_days`}
    FROM ${sql.table(table)} WHERE pregnancy_id = ${pregnancyId} AND voided_at IS NULL`
  const { rows } = await sql<MeasuredVisit>`SELECT * FROM (${part('maternal_first', true, false)} UNION ALL ${part('maternal_visit', true, true)} UNION ALL ${part('maternal_postpartum_visit', false, false)} UNION ALL ${part('maternal_postpartum_check', false, false)}) AS measured ORDER BY visit_day`.execute(db)
  return rows
}

async function lastBirthOf(db: ReadDb, womanId: string, startDay: Day): Promise<CareFacts['lastBirth']> {
  const row = await db.selectFrom('delivery').innerJoin('newborn', 'newborn.deliveryId', 'delivery.id').select(['newborn.bornAt', 'delivery.mode']).where('delivery.motherId', '=', womanId).where('delivery.voidedAt', 'is', null).where('newborn.voidedAt', 'is', null)
    .where('newborn.bornAt', '<', startDay as string as Minute).orderBy('newborn.bornAt', 'desc').limit(1).executeTakeFirst()
  return row ? { day: dayOf(row.bornAt), mode: row.mode } : null
}

/** What the stored records of a pregnancy say, whatever the day. */
export async function careFactsOf(db: ReadDb, { pregnancy, woman, deliveredDay }: PregnancyOf): Promise<CareFacts> {
  const first = await db.selectFrom('maternalFirst').selectAll().where('pregnancyId', '=', pregnancy.id).where('voidedAt', 'is', null).executeTakeFirst()
  return {
    womanBirthDay: woman.birthDay, pregnancy, endedDay: deliveredDay ?? (pregnancy.state === 'pregnant' ? null : pregnancy.stateDay), first: first ? fromColumns(maternalFirst, first) : null, measured: await measuredOf(db, pregnancy.id),
    lastBirth: pregnancy.startDay ? await lastBirthOf(db, woman.id, pregnancy.startDay) : null,
  }
}
/** The same on a day. */
export const riskFactsOf = async (db: ReadDb, of: PregnancyOf, on: Day): Promise<KnownRiskFacts> => riskFactsOfCare(await careFactsOf(db, of), on)
