import { sql } from 'kysely'
import type { StoredRiskAssessment } from '../../../domain/modules/risk/assessment.record.ts'
import { riskIdsIn } from '../../../domain/modules/risk/parts.ts'
import { needsCaseManagement } from '../../../domain/rule/maternal/management.ts'
import { assessRisk, RISK_GRADES, type RiskGrade, riskChange, type RiskStanding, riskStanding } from '../../../domain/rule/maternal/risk-assessment.ts'
import { RISK_TABLE } from '../../../domain/rule/maternal/risk-criteria.ts'
import { type CareFacts, riskFactsOfCare, riskTurningDays } from '../../../domain/rule/maternal/risk-facts.ts'
import { applyRiskEdits, type RiskFact, type RiskFacts, type RiskTable } from '../../../domain/rule/maternal/risk-table.ts'
import { addDays, type Day, dayOf } from '../../../domain/time/day.ts'
import type { Database } from '../db/database.ts'
import type { OpenDatabase, ReadDb, WriteDb } from '../db/engine.ts'
import { readSetting } from '../settings.ts'
import { pregnancyOf } from './pregnancies.ts'
import { renewStale } from './renew-stale.ts'
import { riskAssessmentsOf, standingOfAssessment } from './risk.ts'
import { careFactsOf } from './risk-facts.ts'

/** The pregnancies whose risk a written row says something of: her age and the interval to an earlier birth, too, are corrected elsewhere. */
export async function pregnanciesOfRow(db: ReadDb, record: string, id: string, row: Readonly<Record<string, unknown>>): Promise<string[]> {
  if (record === 'pregnancy') return [id]
  if (OF_CARE.has(record)) return [row.pregnancyId as string]
  const womanId = record === 'person' ? id : record === 'delivery' ? row.motherId as string
    : record === 'newborn' ? (await db.selectFrom('delivery').select('motherId').where('id', '=', row.deliveryId as string).executeTakeFirst())?.motherId : undefined
  return womanId === undefined ? [] : (await db.selectFrom('pregnancy').select('id').where('womanId', '=', womanId).where('state', '=', 'pregnant').where('voidedAt', 'is', null).execute()).map(found => found.id)
}
const OF_CARE: ReadonlySet<string> = new Set(['maternal.first', 'maternal.visit', 'maternal.postpartumVisit', 'maternal.postpartumCheck', 'risk.screening', 'risk.assessment'])

type Line = Database['riskAttention']
/**
 * Holds what is known against the last assessment: from the day on which it would give a higher colour she is named in the
 * list 需重新评估 (dynamic re-assessment, §6.6). What time alone will bring (her age, the gestation) is a line of that later
 * day, written now: the list is a query by today, and nothing has to run on the day itself. The store calls this in the
 * transaction of every row that says something of her risk (`pregnanciesOfRow`).
 */
export async function refreshRiskAttention(trx: WriteDb, pregnancyIds: readonly string[], today: Day): Promise<void> {
  if (pregnancyIds.length === 0) return
  const { table } = applyRiskEdits(RISK_TABLE, (await readSetting(trx, 'riskCriteria')).value)
  for (const pregnancyId of pregnancyIds) {
    await trx.deleteFrom('riskAttention').where('pregnancyId', '=', pregnancyId).execute()
    const lines = await linesOf(trx, pregnancyId, table, today)
    if (lines.length > 0) await trx.insertInto('riskAttention').values(lines).execute()
  }
}

/** The lines that hold today, the latest of each woman. */
export const attentionOn = (db: ReadDb, today: Day) => db.selectFrom('riskAttention').where('riskAttention.sinceDay', '<=', today)
  .where(({ not, exists, selectFrom }) => not(exists(selectFrom('riskAttention as later').select('later.pregnancyId').whereRef('later.pregnancyId', '=', 'riskAttention.pregnancyId').whereRef('later.sinceDay', '>', 'riskAttention.sinceDay').where('later.sinceDay', '<=', today))))
/** The line of one woman today; undefined where nothing asks for a new assessment. */
export const attentionOf = (db: ReadDb, pregnancyId: string, today: Day): Promise<Line | undefined> => attentionOn(db, today).selectAll('riskAttention').where('riskAttention.pregnancyId', '=', pregnancyId).executeTakeFirst()

const higher = (one: RiskGrade, other: RiskGrade): RiskGrade => RISK_GRADES.indexOf(one) >= RISK_GRADES.indexOf(other) ? one : other
const standingOfLine = ({ colour, isPurple }: Line): RiskStanding => standingOfAssessment({ colour, isPurple: isPurple === 1 })

/** Her line of today and those that only time brings, each where it is higher than the one before. */
async function linesOf(trx: WriteDb, pregnancyId: string, table: RiskTable, today: Day): Promise<Line[]> {
  const row = await trx.selectFrom('pregnancy').select(['state', 'closedDay', 'voidedAt']).where('id', '=', pregnancyId).executeTakeFirst()
  // Whoever left care is assessed by nobody here any more.
  if (!row || row.voidedAt !== null || row.closedDay !== null || (row.state !== 'pregnant' && row.state !== 'delivered')) return []
  const looked = await lastLook(trx, pregnancyId)
  if (!looked?.assessment && row.state !== 'pregnant') return []
  const care = await careFactsOf(trx, await pregnancyOf(trx, pregnancyId))
  return [today, ...riskTurningDays(table.rows, care, today)].reduce<Line[]>((lines, day) => {
    const [line, listed] = [lineOn(pregnancyId, day, care, looked, table), lines.at(-1)]
    return line && (!listed || riskChange(standingOfLine(listed), standingOfLine(line)) === 'raised') ? [...lines, line] : lines
  }, [])
}

/** When somebody last looked at her: the assessment or, before the first one, a screening that found nothing. */
type Look = { readonly day: Day; readonly assessment: StoredRiskAssessment | null }
async function lastLook(trx: WriteDb, pregnancyId: string): Promise<Look | null> {
  const assessment = (await riskAssessmentsOf(trx, pregnancyId)).at(-1)
  if (assessment) return { day: dayOf(assessment.confirmedAt), assessment }
  const screening = await trx.selectFrom('riskScreening').select(['screenedDay', 'isPositive']).where('pregnancyId', '=', pregnancyId).where('voidedAt', 'is', null).orderBy('screenedDay', 'desc').orderBy('id', 'desc').limit(1).executeTakeFirst()
  return screening && screening.isPositive !== 1 ? { day: screening.screenedDay, assessment: null } : null
}

/**
 * What the doctor saw then and did not confirm asks nothing again, unless it was found anew since; what was confirmed is read
 * by the table of today. Whose screening found nothing is named for every colour, since no assessment follows it; a woman nobody
 * looked at yet only where a case would follow: the screening brings the others.
 */
function lineOn(pregnancyId: string, day: Day, care: CareFacts, looked: Look | null, table: RiskTable): Line | null {
  const { facts, days } = riskFactsOfCare(care, day)
  const last = looked?.assessment
  const declined = new Set(riskIdsIn(last?.declined))
  const isNew = (fact: RiskFact): boolean => looked !== null && (days[fact] ?? '') > looked.day
  const found = assessRisk(facts, table).criteria.filter(one => !declined.has(one.id) || one.facts.some(isNew))
  const confirmed = riskIdsIn(last?.criteria).flatMap(id => { const kept = table.rows.find(one => one.id === id && one.active); return kept && !found.some(one => one.id === id) ? [{ ...kept, facts: [] }] : [] })
  const all = [...found, ...confirmed]
  const proposed = riskStanding(all.map(({ id }) => id), table)
  const before = last ? standingOfAssessment(last) : riskStanding([], table)
  const next: RiskStanding = { colour: higher(proposed.colour, before.colour), isPurple: proposed.isPurple || before.isPurple, shown: proposed.shown }
  if (riskChange(before, next) !== 'raised' || (!looked && !needsCaseManagement(next))) return null
  const raising = all.filter(({ colour }) => colour === 'purple' ? !before.isPurple : colour === next.colour && next.colour !== before.colour)
  // A result has its day; an age or a gestation came with the day on which it was reached.
  const reached = riskTurningDays(table.rows.filter(({ id }) => raising.some(one => one.id === id)), care, looked?.day ?? care.pregnancy.startDay ?? addDays(day, -1)).filter(one => one <= day)
  const since = [...raising.flatMap(one => one.facts.map(fact => days[fact])).filter(one => one !== undefined), ...reached].toSorted().at(-1) ?? day
  const reasons = raising.flatMap(one => one.facts.length === 0 ? ['criteria'] : one.facts.map(fact => reasonOf(fact, facts)))
  return { pregnancyId, sinceDay: since, colour: next.colour, isPurple: next.isPurple ? 1 : 0, reasons: [...new Set(reasons)].join(',') }
}

/** After the hospital changed its criteria: every woman in care is out of date, in the transaction that changed them. */
export async function markRiskAttentionStale(trx: WriteDb): Promise<void> {
  await trx.deleteFrom('riskAttentionStale').execute()
  await sql`INSERT INTO risk_attention_stale (pregnancy_id) SELECT p.id FROM pregnancy p WHERE p.voided_at IS NULL AND (p.state = 'pregnant' OR (p.state = 'delivered' AND p.closed_day IS NULL
    AND EXISTS (SELECT 1 FROM risk_assessment AS assessment WHERE assessment.pregnancy_id = p.id AND assessment.voided_at IS NULL)))`.execute(trx)
}

/** How many women's lines do not follow the present criteria yet. */
export async function countStaleRiskAttention(db: ReadDb): Promise<number> {
  return Number((await db.selectFrom('riskAttentionStale').select(({ fn }) => fn.countAll<number>().as('count')).executeTakeFirstOrThrow()).count)
}

/** Brings the women left behind up to date, some per transaction. */
export const renewStaleRiskAttention = (database: OpenDatabase, today: () => Day, goOn: () => boolean): Promise<void> => renewStale(database, goOn, async trx => {
  const ids = (await trx.selectFrom('riskAttentionStale').select('pregnancyId').limit(STALE_AT_ONCE).execute()).map(({ pregnancyId }) => pregnancyId)
  await refreshRiskAttention(trx, ids, today())
  if (ids.length > 0) await trx.deleteFrom('riskAttentionStale').where('pregnancyId', 'in', ids).execute()
  return ids.length
})
// A save waits for one of these at most.
const STALE_AT_ONCE = 40

/** Brings all lines up to date after rows were written past the store (sample hospitals). */
export async function renewAllRiskAttention(database: OpenDatabase, today: Day): Promise<void> {
  await database.write(markRiskAttentionStale)
  await renewStaleRiskAttention(database, () => today, () => true)
}

type Reason = { readonly fact: RiskFact | 'infection' | 'criteria'; readonly value: number | null }
// What stands in a list names no infection.
const INFECTIONS: ReadonlySet<RiskFact> = new Set<RiskFact>(['hepatitisB', 'syphilis', 'hiv'])
const reasonOf = (fact: RiskFact, facts: RiskFacts): string => INFECTIONS.has(fact) ? 'infection' : typeof facts[fact] === 'number' ? `${fact}=${facts[fact]}` : fact

/** The reasons of a line as they were written by `refreshRiskAttention`. */
export const reasonsIn = (reasons: string): Reason[] => reasons.split(',').filter(Boolean).map(one => { const [fact, value] = one.split('='); return { fact: fact as Reason['fact'], value: value === undefined ? null : Number(value) } })
