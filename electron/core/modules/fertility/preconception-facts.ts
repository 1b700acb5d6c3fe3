import { type RawBuilder, sql } from 'kysely'
import type { PreconceptionFollowUpKind } from '../../../../domain/code/fertility.ts'
import { preconceptionCheck, type StoredPreconceptionCheck } from '../../../../domain/modules/fertility/preconception.record.ts'
import type { FertilityRules } from '../../../../domain/rule/fertility/fertility-rules.ts'
import type { KnownPregnancy } from '../../../../domain/rule/fertility/known-pregnancy.ts'
import { isAfterCheck, trackingDue, type TrackingDue, type TrackedPregnancy } from '../../../../domain/rule/fertility/preconception.ts'
import { expectedDayOf } from '../../../../domain/rule/maternal/dating.ts'
import type { Day } from '../../../../domain/time/day.ts'
import type { ReadDb } from '../../db/engine.ts'
import { plainRows } from '../../db/plain-rows.ts'
import { fromColumns } from '../../record/store.ts'
import { pregnanciesOf, pregnanciesWhere } from '../../registry/pregnancies-after.ts'

type Couple = { readonly id: string; readonly womanId: string; readonly servedDay: Day }
type Asked = { readonly coupleId: string; readonly kind: PreconceptionFollowUpKind; readonly followDay: Day; readonly lastMenstrualDay: Day | null; readonly outcomeDay: Day | null }

/** Both sheets of some couples, by couple and sex. */
export async function sheetsOf(db: ReadDb, coupleIds: readonly string[]): Promise<Map<string, Partial<Record<string, StoredPreconceptionCheck>>>> {
  const rows = coupleIds.length === 0 ? [] : await db.selectFrom('preconceptionCheck').selectAll().where('coupleId', 'in', coupleIds).where('voidedAt', 'is', null).execute()
  const found = new Map<string, Partial<Record<string, StoredPreconceptionCheck>>>()
  for (const row of rows) found.set(row.coupleId, { ...found.get(row.coupleId), [row.sex]: fromColumns(preconceptionCheck, row) })
  return found
}

export const MOST_AT_ONCE = 400
type AskedRow = { couple_id: string; kind: PreconceptionFollowUpKind; follow_day: Day; last_menstrual_day: Day | null; outcome_day: Day | null }
async function askedWhere(db: ReadDb, couples: RawBuilder<unknown>): Promise<Asked[]> {
  const { rows } = await sql<AskedRow>`SELECT couple_id, kind, follow_day, last_menstrual_day, outcome_day FROM preconception_follow_up WHERE couple_id IN (${couples}) AND voided_at IS NULL`.execute(plainRows(db))
  return rows.map(row => ({ coupleId: row.couple_id, kind: row.kind, followDay: row.follow_day, lastMenstrualDay: row.last_menstrual_day, outcomeDay: row.outcome_day }))
}
async function askedOf(db: ReadDb, coupleIds: readonly string[]): Promise<Asked[]> {
  const found: Asked[] = []
  for (let from = 0; from < coupleIds.length; from += MOST_AT_ONCE) found.push(...await askedWhere(db, sql.join(coupleIds.slice(from, from + MOST_AT_ONCE))))
  return found
}
/** Written out: their partial index fits nothing bound. */
const inCare = (column: 'id' | 'woman_id') => sql`SELECT ${sql.ref(column)} FROM preconception_couple WHERE voided_at IS NULL AND state = 'open'`

/** The pregnancy a couple is followed for: the first of this hospital after the examination, else what she told. */
export function trackedOf({ servedDay }: Couple, pregnancies: readonly KnownPregnancy[], asked: readonly Asked[]): (TrackedPregnancy & { readonly id: string | null }) | null {
  const own = pregnancies.find(({ startDay }) => isAfterCheck(startDay, servedDay))
  if (own) return own
  const told = asked.findLast(({ lastMenstrualDay }) => lastMenstrualDay !== null)
  return told?.lastMenstrualDay ? { id: null, startDay: told.lastMenstrualDay, expectedDay: expectedDayOf(told.lastMenstrualDay), endedDay: told.outcomeDay } : null
}

export type Tracked = { readonly couple: Couple; readonly pregnancy: ReturnType<typeof trackedOf>; readonly earlyDone: boolean; readonly outcomeDone: boolean; readonly due: TrackingDue | null }

/** Of each couple the pregnancy it is followed for and what is asked next. */
export async function trackingOf(db: ReadDb, couples: readonly Couple[], today: Day, rules: FertilityRules): Promise<Tracked[]> {
  return trackedWith(couples, await askedOf(db, couples.map(({ id }) => id)), await pregnanciesOf(db, [...new Set(couples.map(({ womanId }) => womanId))]), today, rules)
}
/** The same of all couples in care, who may be thousands: three statements for all of them. */
export const trackingInCare = async (db: ReadDb, today: Day, rules: FertilityRules): Promise<Tracked[]> =>
  trackedWith((await sql<{ id: string; woman_id: string; served_day: Day }>`SELECT id, woman_id, served_day FROM preconception_couple WHERE voided_at IS NULL AND state = 'open'`.execute(plainRows(db))).rows.map(row => ({ id: row.id, womanId: row.woman_id, servedDay: row.served_day })), await askedWhere(db, inCare('id')), await pregnanciesWhere(db, inCare('woman_id')), today, rules)

function trackedWith(couples: readonly Couple[], asked: readonly Asked[], pregnancies: ReadonlyMap<string, KnownPregnancy[]>, today: Day, rules: FertilityRules): Tracked[] {
  const byCouple = Map.groupBy(asked, ({ coupleId }) => coupleId)
  return couples.map(couple => {
    const own = (byCouple.get(couple.id) ?? []).toSorted((one, other) => one.followDay < other.followDay ? -1 : one.followDay > other.followDay ? 1 : 0)
    const pregnancy = trackedOf(couple, pregnancies.get(couple.womanId) ?? [], own)
    const done = (kind: PreconceptionFollowUpKind): boolean => own.some(one => one.kind === kind)
    const facts = { servedDay: couple.servedDay, lastAskedDay: own.at(-1)?.followDay ?? null, earlyDone: done('early'), outcomeDone: done('outcome') }
    return { couple, pregnancy, earlyDone: facts.earlyDone, outcomeDone: facts.outcomeDone, due: trackingDue(pregnancy, facts, today, rules) }
  })
}
