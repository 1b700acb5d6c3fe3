import { sql } from 'kysely'
import type { PregnancyHead } from '../../../domain/api/pregnancy-head.ts'
import { AppError } from '../../../domain/api/result.ts'
import { datingFacts, type Pregnancy, pregnancy, type StoredPregnancy } from '../../../domain/modules/birth/pregnancy.record.ts'
import { person, type StoredPerson } from '../../../domain/modules/people/person.record.ts'
import { datePregnancy, type Dating, gestationOn } from '../../../domain/rule/maternal/dating.ts'
import type { MaternalRules } from '../../../domain/rule/maternal/maternal-rules.ts'
import { maskIdNumber, maskPhone } from '../../../domain/rule/mask.ts'
import { type Day, dayOf } from '../../../domain/time/day.ts'
import type { ReadContext, WriteContext } from '../context.ts'
import type { ReadDb } from '../db/engine.ts'
import { getRow } from '../record/store.ts'
import { addressText } from '../region.ts'

/** A pregnancy with the woman and the day it ended in a delivery. */
export type PregnancyOf = { pregnancy: StoredPregnancy; woman: StoredPerson; deliveredDay: Day | null }

/** The pregnancy with its woman; throws `not-found` also for one that was voided, unless that is asked for. */
export async function pregnancyOf(db: ReadDb, pregnancyId: string, also?: 'voided'): Promise<PregnancyOf> {
  const found = await getRow(db, pregnancy, pregnancyId)
  if (found.voidedAt !== null && also !== 'voided') throw new AppError('not-found', undefined, { record: pregnancy.id, id: pregnancyId })
  const born = await db.selectFrom('newborn').innerJoin('delivery', 'delivery.id', 'newborn.deliveryId').select(({ fn }) => fn.min('newborn.bornAt').as('bornAt'))
    .where('delivery.pregnancyId', '=', pregnancyId).where('delivery.voidedAt', 'is', null).where('newborn.voidedAt', 'is', null).executeTakeFirst()
  return { pregnancy: found, woman: await getRow(db, person, found.womanId), deliveredDay: born?.bornAt ? dayOf(born.bornAt as never) : null }
}

/** The day of the birth: the pregnancy says it once it is closed so, else its first child does. */
export const BORN_DAY = sql`CASE WHEN pregnancy.state = 'delivered' AND pregnancy.state_day IS NOT NULL THEN pregnancy.state_day ELSE
  (SELECT min(substr(newborn.born_at, 1, 10)) FROM delivery JOIN newborn ON newborn.delivery_id = delivery.id WHERE delivery.pregnancy_id = pregnancy.id AND delivery.voided_at IS NULL AND newborn.voided_at IS NULL) END`

/** How far she is today, in days; null for one that ended or has no day yet. */
export const gestationToday = ({ state, startDay }: { state: Pregnancy['state']; startDay: Day | null }, today: Day): number | null => state === 'pregnant' && startDay ? gestationOn(startDay, today) : null

type Expecting = { gestationDays: number | null; expectedDay: Day | null }
const NOT_EXPECTING: Expecting = { gestationDays: null, expectedDay: null }
/** How far each of some women is in the pregnancy she is in. */
export async function expectingOf({ db, today }: ReadContext, womanIds: readonly string[]): Promise<(womanId: string) => Expecting> {
  if (womanIds.length === 0) return () => NOT_EXPECTING
  const rows = await db.selectFrom('pregnancy').select(['womanId', 'state', 'startDay', 'expectedDay']).where('womanId', 'in', [...new Set(womanIds)]).where('state', '=', 'pregnant').where('voidedAt', 'is', null).execute()
  const found = new Map(rows.map(row => [row.womanId, { gestationDays: gestationToday(row, today), expectedDay: row.expectedDay }]))
  return womanId => found.get(womanId) ?? NOT_EXPECTING
}

/** How this pregnancy is dated; null when nothing dates it. */
export const datingOf = (row: Readonly<Partial<Pregnancy>>, rules: MaternalRules): Dating | null => datePregnancy(datingFacts(row), rules)

/** What stands on top of every page of a pregnancy. */
export async function pregnancyHeadOf(context: ReadContext | WriteContext, { pregnancy: row, woman, deliveredDay }: PregnancyOf): Promise<PregnancyHead> {
  const maySee = context.user.permissions.has('person.reveal')
  const dating = datingOf(row, await context.setting('maternalRules'))
  return {
    pregnancyId: row.id, womanId: woman.id, name: woman.name, birthDay: woman.birthDay, idNumber: woman.idNumber && !maySee ? maskIdNumber(woman.idNumber) : woman.idNumber,
    phone: woman.phone && !maySee ? maskPhone(woman.phone) : woman.phone, address: addressText(context.ports.folders.resources, woman.homeRegion, woman.homeAddress), handbookNumber: row.handbookNumber,
    state: row.state, gravidity: row.gravidity, parity: row.parity, fetusCount: row.fetusCount, bookedDay: row.bookedDay, doctorName: row.doctorName, expectedDay: row.expectedDay, startDay: row.startDay,
    gestationDays: gestationToday(row, context.today), datingMethod: row.datingMethod,
    dating: dating ? { reason: dating.reason, source: dating.source } : null, riskColour: row.riskColour, isPurple: row.isPurple ?? false, deliveredDay,
  }
}
