import type { Kysely, SelectQueryBuilder } from 'kysely'
import { type Referral, referral } from '../../../domain/modules/referral/referral.record.ts'
import type { ReferralState } from '../../../domain/code/referral.ts'
import { CRITICAL_ARRIVAL_DAYS, WAITING_REFERRAL_STATES } from '../../../domain/rule/referral-due.ts'
import { addDays, type Day } from '../../../domain/time/day.ts'
import type { Database } from '../db/database.ts'
import type { ReadDb } from '../db/engine.ts'

type Sent = Pick<Referral, 'personId' | 'referredDay'>
/** Says of slips which are of a woman who was pregnant when she was sent: what is written there is about an unborn child. */
export async function pregnantSlips(db: ReadDb, slips: readonly Sent[]): Promise<(slip: Sent) => boolean> {
  if (slips.length === 0) return () => false
  const pregnancies = await db.selectFrom('pregnancy').select(['womanId', 'startDay', 'state', 'stateDay']).where('womanId', 'in', [...new Set(slips.map(({ personId }) => personId))]).where('voidedAt', 'is', null).execute()
  return ({ personId, referredDay }) => pregnancies.some(({ womanId, startDay, state, stateDay }) => womanId === personId && (startDay === null || startDay <= referredDay) && (state === 'pregnant' || stateDay === null || stateDay >= referredDay))
}
/** The record of such a slip; another patient's is of somebody born. */
export const slipRecord = async (db: ReadDb, slip: Sent): Promise<typeof referral> => ({ ...referral, unborn: (await pregnantSlips(db, [slip]))(slip) })

export type ReferralFilter = { state?: ReferralState | undefined; personId?: string | undefined; overdueOnly?: boolean | undefined; from?: string | undefined; to?: string | undefined }

/** Referrals of a list, also for counting the overdue ones on the home page. */
export function referralsWhere(db: ReadDb, input: ReferralFilter, today: Day, answerDays: number) {
  let query: SelectQueryBuilder<Database, 'referral' | 'person' | 'organization', object> = (db as Kysely<Database>).selectFrom('referral')
    .innerJoin('person', 'person.id', 'referral.personId').innerJoin('organization', 'organization.id', 'referral.organizationId')
    .where('referral.voidedAt', 'is', null)
  if (input.state) query = query.where('referral.state', '=', input.state)
  if (input.personId) query = query.where('referral.personId', '=', input.personId)
  if (input.from) query = query.where('referral.referredDay', '>=', input.from as Day)
  if (input.to) query = query.where('referral.referredDay', '<=', input.to as Day)
  if (input.overdueOnly) {
    query = query.where('referral.state', 'in', [...WAITING_REFERRAL_STATES]).where(eb => eb.or([
      eb('referral.referredDay', '<', addDays(today, -answerDays)),
      eb.and([eb('referral.critical', '=', 1), eb('referral.state', '=', 'sent'), eb('referral.referredDay', '<', addDays(today, -CRITICAL_ARRIVAL_DAYS))]),
    ]))
  }
  return query
}
