import { sql } from 'kysely'
import type { RiskColour } from '../../../domain/code/maternal-risk.ts'
import { deliveryRetention, coloursToRefer, type ReferralWait, referralWait } from '../../../domain/rule/maternal/management.ts'
import { retentionState } from '../../../domain/rule/maternal-referral.ts'
import { dayOf, type Minute, minuteAt } from '../../../domain/time/day.ts'
import type { ReadContext, WriteContext } from '../context.ts'
import { standingOfAssessment } from './risk.ts'
import type { Due } from './risk-duties.ts'

type Context = ReadContext | WriteContext

/** Births here of women whose colour then was beyond our level and that nobody reviewed (§7.2). */
async function bornBeyond(context: Context, pregnancyId?: string): Promise<Due[]> {
  type Born = { id: string; pregnancyId: string; womanId: string; bornAt: Minute; colour: RiskColour; isPurple: number | null }
  const [{ level, name }, rules] = [await context.setting('institution'), await context.setting('maternalRisk')]
  const { rows: born } = await sql<Born>`SELECT delivery.id, assessment.pregnancy_id, pregnancy.woman_id, newborn.born_at, assessment.colour, assessment.is_purple
    FROM risk_assessment AS assessment CROSS JOIN pregnancy CROSS JOIN delivery CROSS JOIN newborn
    WHERE assessment.voided_at IS NULL AND assessment.colour IN ('orange', 'red') ${pregnancyId === undefined ? sql`` : sql`AND assessment.pregnancy_id = ${pregnancyId}`} AND pregnancy.id = assessment.pregnancy_id AND pregnancy.voided_at IS NULL AND delivery.pregnancy_id = pregnancy.id AND delivery.voided_at IS NULL
    AND delivery.place_name = ${name} AND newborn.delivery_id = delivery.id AND newborn.voided_at IS NULL AND assessment.confirmed_at <= newborn.born_at
    AND NOT EXISTS (SELECT 1 FROM newborn AS earlier WHERE earlier.delivery_id = delivery.id AND earlier.voided_at IS NULL AND (earlier.born_at < newborn.born_at OR (earlier.born_at = newborn.born_at AND earlier.id < newborn.id)))
    AND NOT EXISTS (SELECT 1 FROM risk_assessment AS later WHERE later.pregnancy_id = pregnancy.id AND later.voided_at IS NULL AND later.confirmed_at <= newborn.born_at
      AND (later.confirmed_at > assessment.confirmed_at OR (later.confirmed_at = assessment.confirmed_at AND later.id > assessment.id)))
    AND NOT EXISTS (SELECT 1 FROM risk_delivery_review AS review WHERE review.delivery_id = delivery.id AND review.voided_at IS NULL)`.execute(context.db)
  return born.flatMap(({ bornAt, colour, isPurple, ...row }): Due[] => {
    const alarm = deliveryRetention(standingOfAssessment({ colour, isPurple: isPurple === 1 }), level, rules)
    return alarm ? [{ ...row, sinceDay: dayOf(bornAt), dueDay: null, dueAt: null, isOverdue: true, detail: '', alarm }] : []
  })
}

/** Women kept here too long. */
async function keptTooLong(context: Context): Promise<Due[]> {
  const [{ level }, rules] = [await context.setting('institution'), await context.setting('maternalRisk')]
  const stays = await context.db.selectFrom('maternalRetention').leftJoin('pregnancy', join => join.onRef('pregnancy.womanId', '=', 'maternalRetention.personId').on('pregnancy.state', '=', 'pregnant').on('pregnancy.voidedAt', 'is', null))
    .select(['maternalRetention.id', 'maternalRetention.personId', 'maternalRetention.keptSince', 'maternalRetention.riskColour', 'maternalRetention.endedAt', 'maternalRetention.decidedAt', 'pregnancy.id as pregnancyId'])
    .where('maternalRetention.endedAt', 'is', null).where('maternalRetention.voidedAt', 'is', null).execute()
  return stays.flatMap((row): Due[] => {
    const { isRetained, banner } = retentionState(row, level, minuteAt(context.nowMs), rules)
    return isRetained ? [{ id: row.id, pregnancyId: row.pregnancyId, womanId: row.personId, sinceDay: dayOf(row.keptSince), dueDay: null, dueAt: null, isOverdue: true, detail: '', alarm: banner }] : []
  })
}

type Waiting = { readonly pregnancyId: string; readonly womanId: string; readonly wait: ReferralWait }
/**
 * Pregnant women beyond our level whom nobody referred, admitted or decided about (§5.5), of one pregnancy or of all. A slip on
 * its way and a stay registered at such a colour answer everything up to now: they have lists of their own.
 */
async function waiting(context: Context, pregnancyId?: string): Promise<Waiting[]> {
  const { db } = context
  const [{ level }, rules, now] = [await context.setting('institution'), await context.setting('maternalRisk'), minuteAt(context.nowMs)]
  const colours = coloursToRefer(level, rules)
  if (colours.length === 0) return []
  const listed = sql.join(colours.map(colour => sql.lit(colour)))
  // Who is pregnant at such a colour, once for each question: written out, so that SQLite begins with the open pregnancies.
  const women = sql`pregnancy.voided_at IS NULL AND pregnancy.state = 'pregnant' AND (pregnancy.risk_colour IN (${listed})${colours.includes('purple') ? sql` OR pregnancy.is_purple = 1` : sql``})${pregnancyId === undefined ? sql`` : sql` AND pregnancy.id = ${pregnancyId}`}`
  type Assessed = { pregnancyId: string; womanId: string; confirmedAt: Minute; colour: RiskColour; isPurple: number | null }
  const { rows: assessed } = await sql<Assessed>`SELECT assessment.pregnancy_id, pregnancy.woman_id, assessment.confirmed_at, assessment.colour, assessment.is_purple FROM pregnancy CROSS JOIN risk_assessment AS assessment
    WHERE ${women} AND assessment.pregnancy_id = pregnancy.id AND assessment.voided_at IS NULL ORDER BY assessment.confirmed_at, assessment.id`.execute(db)
  if (assessed.length === 0) return []
  // A closed slip counts by what came before: an arrival or a signature. 双向转诊单 knows days, so it answers its whole day.
  type Answer = { womanId: string; at: Minute; isLeft: number }
  const { rows: answers } = await sql<Answer>`SELECT pregnancy.woman_id, CASE WHEN slip.state IN ('toSend', 'sent', 'rejected') THEN ${now} ELSE COALESCE(slip.arrived_at, slip.referred_at) END AS at, 0 AS is_left FROM pregnancy CROSS JOIN critical_referral AS slip
      WHERE ${women} AND slip.person_id = pregnancy.woman_id AND slip.voided_at IS NULL AND slip.referred_at >= COALESCE(pregnancy.start_day, '') AND (slip.state <> 'closed' OR slip.arrived_at IS NOT NULL OR slip.refusal_signer IS NOT NULL)
    UNION ALL SELECT pregnancy.woman_id, COALESCE(slip.arrived_day, slip.referred_day) || 'T23:59', 0 FROM pregnancy CROSS JOIN referral AS slip
      WHERE ${women} AND slip.person_id = pregnancy.woman_id AND slip.voided_at IS NULL AND slip.referred_day >= COALESCE(pregnancy.start_day, '') AND slip.state <> 'rejected' AND (slip.state <> 'closed' OR slip.arrived_day IS NOT NULL)
    UNION ALL SELECT pregnancy.woman_id, COALESCE(stay.ended_at, ${now}), CASE WHEN stay.ended_at IS NOT NULL AND stay.decided_at IS NULL THEN 1 ELSE 0 END FROM pregnancy CROSS JOIN maternal_retention AS stay
      WHERE ${women} AND stay.person_id = pregnancy.woman_id AND stay.voided_at IS NULL AND COALESCE(stay.ended_at, ${now}) >= COALESCE(pregnancy.start_day, '') AND stay.risk_colour IN (${listed})`.execute(db)
  const answersOf = Map.groupBy(answers, row => row.womanId)
  return [...Map.groupBy(assessed, row => row.pregnancyId)].flatMap(([id, rows]): Waiting[] => {
    const { womanId } = rows[0]!
    const hers = Map.groupBy(answersOf.get(womanId) ?? [], ({ isLeft }) => isLeft === 1)
    const minutes = (isLeft: boolean): Minute[] => (hers.get(isLeft) ?? []).map(({ at }) => at)
    const assessments = rows.map(({ confirmedAt, colour, isPurple }) => ({ ...standingOfAssessment({ colour, isPurple: isPurple === 1 }), confirmedAt }))
    const wait = referralWait({ assessments, answers: minutes(false), left: minutes(true), now }, level, rules)
    return wait ? [{ pregnancyId: id, womanId, wait }] : []
  })
}

/** 高危截留, one line a woman: a birth to be reviewed, a stay too long, nobody who referred her. */
export async function retained(context: Context): Promise<Due[]> {
  const unreferred = (await waiting(context)).map(({ pregnancyId, womanId, wait: { since, dueAt, isOverdue, alarm } }): Due =>
    ({ id: pregnancyId, pregnancyId, womanId, sinceDay: dayOf(since), dueDay: dayOf(dueAt), dueAt, isOverdue, detail: '', alarm }))
  const lines = [...await bornBeyond(context), ...await keptTooLong(context), ...unreferred]
  return [...new Map(lines.toReversed().map(line => [line.womanId, line])).values()]
}

/** The birth of this pregnancy that still asks for a review; null for none. */
export const unreviewedDeliveryOf = async (context: Context, pregnancyId: string): Promise<string | null> => (await bornBeyond(context, pregnancyId))[0]?.id ?? null
/** Until when this woman is to be referred; null where nothing is waited for. */
export const referralWaitOf = async (context: Context, pregnancyId: string): Promise<ReferralWait | null> => (await waiting(context, pregnancyId))[0]?.wait ?? null
