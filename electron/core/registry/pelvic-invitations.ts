import { sql } from 'kysely'
import type { Input, Output } from '../../../domain/api/api.ts'
import type { ContactAttempt } from '../../../domain/code/child-file.ts'
import type { DeliveryMode } from '../../../domain/code/delivery.ts'
import { PELVIC_INVITE_REASON, type PelvicInviteReason } from '../../../domain/code/pelvic-care.ts'
import { type BirthFacts, type CheckFacts, invitationReasons } from '../../../domain/rule/pelvic/entry.ts'
import { addDays, type Day } from '../../../domain/time/day.ts'
import type { ReadContext } from '../context.ts'
import { plainRows } from '../db/plain-rows.ts'
import { WHO } from './woman.ts'

type View = Input<'pelvic.invitation.list'>['view']
type Calls = { attempts: number; lastAttemptDay: string | null; lastAttempt: ContactAttempt | null }
export type Invited = Calls & { checkId: string; womanId: string; checkDay: Day; deliveredDay: string | null; mode: DeliveryMode | null; reasons: PelvicInviteReason[]; isRefused: boolean }
type Found = CheckFacts & Omit<BirthFacts, 'episiotomy'> & { checkId: string; womanId: string; checkDay: Day; bornAt: string | null }

/** Said no, or cannot come any more: nobody calls again until a new check. */
const REFUSED: ReadonlySet<ContactAttempt> = new Set(['refused', 'movedAway'])

/** Every woman to invite: her latest 42-day check lies within the days of the rule, she has had no file since, and no card says that she died. */
export async function invited(context: ReadContext): Promise<Invited[]> {
  const { db, today } = context
  const rules = await context.setting('pelvicRules')
  const since = addDays(today, -rules.inviteWithinDays)
  const { rows } = await sql<Found>`SELECT "check".id AS "checkId", pregnancy.woman_id AS "womanId", "check".visit_day AS "checkDay", "check".recovery, "check".wound, "check".vulva, "check".vagina, "check".cervix, "check".uterus,
      delivery.mode, delivery.fetus_count AS "fetusCount", delivery.second_stage_minutes AS "secondStageMinutes", delivery.perineal_tear AS "perinealTear",
      (SELECT max(weight_g) FROM newborn WHERE newborn.delivery_id = delivery.id AND newborn.voided_at IS NULL) AS "heaviestG", (SELECT min(born_at) FROM newborn WHERE newborn.delivery_id = delivery.id AND newborn.voided_at IS NULL) AS "bornAt"
    FROM maternal_postpartum_check AS "check" JOIN pregnancy ON pregnancy.id = "check".pregnancy_id LEFT JOIN delivery ON delivery.pregnancy_id = pregnancy.id AND delivery.voided_at IS NULL
    WHERE "check".voided_at IS NULL AND "check".visit_day >= ${since} AND pregnancy.voided_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM maternal_postpartum_check AS later WHERE later.pregnancy_id = "check".pregnancy_id AND later.voided_at IS NULL AND (later.visit_day > "check".visit_day OR (later.visit_day = "check".visit_day AND later.id > "check".id)))
      AND NOT EXISTS (SELECT 1 FROM pelvic_file AS file WHERE file.woman_id = pregnancy.woman_id AND file.voided_at IS NULL AND (file.state = 'open' OR file.opened_day >= "check".visit_day))
      AND NOT EXISTS (SELECT 1 FROM vital_maternal_death AS death WHERE death.mother_id = pregnancy.woman_id AND death.voided_at IS NULL)
    ORDER BY "check".visit_day, "check".id`.execute(plainRows(db))
  const calls = Map.groupBy(await db.selectFrom('pelvicAttempt').select(['womanId', 'day', 'outcome']).where('about', '=', 'invitation').where('day', '>=', since).where('voidedAt', 'is', null).orderBy('day').orderBy('id').execute(), ({ womanId }) => womanId)
  return rows.map(row => {
    const own = (calls.get(row.womanId) ?? []).filter(({ day }) => day >= row.checkDay)
    const last = own.at(-1)
    return {
      checkId: row.checkId, womanId: row.womanId, checkDay: row.checkDay, deliveredDay: row.bornAt?.slice(0, 10) ?? null, mode: row.mode, reasons: invitationReasons({ ...row, episiotomy: null }, row, rules),
      attempts: own.length, lastAttemptDay: last?.day ?? null, lastAttempt: last?.outcome ?? null, isRefused: last !== undefined && REFUSED.has(last.outcome),
    }
  })
}

/** Those of a view, in the order of their checks. */
export const invitedOf = (all: readonly Invited[], view: View): Invited[] => all.filter(({ isRefused, reasons }) => view === 'refused' ? isRefused : !isRefused && (view === 'all' || reasons.length > 0))

const MOST_AT_ONCE = 400
type Who = { womanId: string; name: string | null; birthDay: string | null; phone: string | null; homeRegion: string | null }
/** Who they are; asked in parts, since a list may be as long as a year's births. */
export async function peopleOf(context: ReadContext, ids: readonly string[]): Promise<Map<string, Who>> {
  const found = new Map<string, Who>()
  for (let from = 0; from < ids.length; from += MOST_AT_ONCE) {
    for (const row of await context.db.selectFrom('person').select(['person.id as womanId', ...WHO]).where('person.id', 'in', ids.slice(from, from + MOST_AT_ONCE)).execute()) found.set(row.womanId, row)
  }
  return found
}

const SHOWN = 5
/** The first of those with a reason, for the page of the day's work. */
export async function invitationWork(context: ReadContext): Promise<NonNullable<Output<'home.summary'>['toSeal']>> {
  const urgent = invitedOf(await invited(context), 'urgent')
  const people = await peopleOf(context, urgent.slice(0, SHOWN).map(({ womanId }) => womanId))
  return { total: urgent.length, first: urgent.slice(0, SHOWN).map(row => ({ id: row.checkId, title: people.get(row.womanId)?.name ?? '', detail: row.reasons.map(reason => PELVIC_INVITE_REASON.label(reason)).join('、'), since: row.checkDay })) }
}
