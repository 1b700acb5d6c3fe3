import type { Kysely, SelectQueryBuilder } from 'kysely'
import { type Referral, referral } from '../../../domain/modules/referral/referral.record.ts'
import type { ReferralState } from '../../../domain/code/referral.ts'
import { CRITICAL_ARRIVAL_DAYS, WAITING_REFERRAL_STATES } from '../../../domain/rule/referral-due.ts'
import { maskedFields } from '../../../domain/record/derive/fetal-sex.ts'
import { MOST_DAYS_PREGNANT } from '../../../domain/rule/maternal/care-days.ts'
import { speaksOfPregnancy } from '../../../domain/rule/prenatal/fetal-sex.ts'
import { addDays, completedYears, type Day } from '../../../domain/time/day.ts'
import type { Database } from '../db/database.ts'
import type { ReadDb } from '../db/engine.ts'
import { BORN_DAY } from './pregnancies.ts'

/** A slip with every text that stands on it. */
export type Slip = Omit<Referral, 'critical'> & { readonly voidReason?: string | null }
const TEXTS = maskedFields({ ...referral, unborn: true })
const speaks = (slip: Slip): boolean => [...TEXTS, 'voidReason'].some(name => speaksOfPregnancy(String((slip as Readonly<Record<string, unknown>>)[name] ?? '')))

// A lost woman and one who went elsewhere are still pregnant.
const GOES_ON: ReadonlySet<string | null> = new Set(['lost', 'moved'])
/** Sooner after a birth no next pregnancy is far enough to tell a sex: a slip speaks of the born child. */
const DAYS_OF_THE_BORN = 84
/** A younger patient is a child herself, whose own birth is spoken of. */
const YOUNGEST_YEARS = 10

/** Says of slips which are about an unborn child: of a woman whose pregnancy was going on when she was sent, booked here or only spoken of. */
export async function pregnantSlips(db: ReadDb, slips: readonly Slip[]): Promise<(slip: Slip) => boolean> {
  if (slips.length === 0) return () => false
  const ids = [...new Set(slips.map(({ personId }) => personId))]
  const pregnancies = await db.selectFrom('pregnancy').select(['womanId', 'startDay', 'state', 'stateDay', BORN_DAY.$castTo<Day | null>().as('bornDay')]).where('womanId', 'in', ids).where('voidedAt', 'is', null).execute()
  const patients = await db.selectFrom('person').select(['id', 'sex', 'birthDay']).where('id', 'in', ids).execute()
  return slip => {
    const on = slip.referredDay
    const hers = pregnancies.filter(({ womanId, startDay }) => womanId === slip.personId && (startDay === null || startDay <= on))
    if (hers.some(({ state, stateDay }) => state === 'pregnant' || stateDay === null || stateDay >= on)) return true
    if (hers.some(({ bornDay }) => bornDay !== null && bornDay <= on && on <= addDays(bornDay, DAYS_OF_THE_BORN))) return false
    if (hers.some(({ state, startDay, stateDay }) => GOES_ON.has(state) && on <= addDays((startDay ?? stateDay)!, MOST_DAYS_PREGNANT))) return true
    const patient = patients.find(({ id }) => id === slip.personId)
    return patient?.sex !== '1' && !(patient?.birthDay && completedYears(patient.birthDay, on) < YOUNGEST_YEARS) && speaks(slip)
  }
}
/** The record of a slip by all that was ever written on it; one of somebody born is left as it is. */
export const slipRecord = async (db: ReadDb, ...writings: readonly Slip[]): Promise<typeof referral> => ({ ...referral, unborn: writings.some(await pregnantSlips(db, writings)) })

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
