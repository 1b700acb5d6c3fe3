import type { Kysely, SelectQueryBuilder } from 'kysely'
import type { ReferralState } from '../../../domain/code/referral.ts'
import { CRITICAL_ARRIVAL_DAYS, WAITING_REFERRAL_STATES } from '../../../domain/rule/referral-due.ts'
import { addDays, type Day } from '../../../domain/time/day.ts'
import type { Database } from '../db/database.ts'
import type { ReadDb } from '../db/engine.ts'

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
