import { riskIdsIn } from '../../../domain/modules/risk/parts.ts'
import { needsCaseManagement } from '../../../domain/rule/maternal/management.ts'
import { assessRisk, RISK_GRADES, type RiskGrade, riskChange, type RiskStanding, riskStanding } from '../../../domain/rule/maternal/risk-assessment.ts'
import type { RiskFact, RiskFacts } from '../../../domain/rule/maternal/risk-table.ts'
import type { WriteContext } from '../context.ts'
import { pregnancyOf } from './pregnancies.ts'
import { riskAssessmentsOf, riskTableOf, standingOfAssessment } from './risk.ts'
import { riskFactsOf } from './risk-facts.ts'

/** The pregnancy whose risk a row of these records says something of; null for every other record. */
export function pregnancyOfRow(record: string, id: string, row: Readonly<Record<string, unknown>>): string | null {
  if (record === 'pregnancy') return id
  return RECORDS.has(record) ? row.pregnancyId as string | null : null
}
const RECORDS: ReadonlySet<string> = new Set(['maternal.first', 'maternal.visit', 'maternal.postpartumVisit', 'maternal.postpartumCheck', 'risk.assessment'])

const higher = (one: RiskGrade, other: RiskGrade): RiskGrade => RISK_GRADES.indexOf(one) >= RISK_GRADES.indexOf(other) ? one : other
/**
 * Holds the newest results against the last assessment: where they would give a higher colour she is named in the list
 * 需重新评估 (dynamic re-assessment, §6.6), else her line goes. What the doctor saw then and did not confirm asks nothing
 * again. A woman nobody
 * assessed yet is named only where a case would follow: the screening brings the others. The store calls this in the
 * transaction of every row that says something of her risk (`pregnancyOfRow`).
 */
export async function refreshRiskAttention(context: WriteContext, pregnancyId: string): Promise<void> {
  await context.db.deleteFrom('riskAttention').where('pregnancyId', '=', pregnancyId).execute()
  const row = await context.db.selectFrom('pregnancy').select(['state', 'voidedAt']).where('id', '=', pregnancyId).executeTakeFirst()
  // Whoever left care is assessed by nobody here any more.
  if (!row || row.voidedAt !== null || (row.state !== 'pregnant' && row.state !== 'delivered')) return
  const of = await pregnancyOf(context.db, pregnancyId)
  const [table, { facts, days }, last] = [await riskTableOf(context), await riskFactsOf(context.db, of, context.today), (await riskAssessmentsOf(context.db, pregnancyId)).at(-1)]
  const seen = new Set(riskIdsIn(last?.declined))
  const found = assessRisk(facts, table).criteria.filter(({ id }) => !seen.has(id))
  const proposed = riskStanding(found.map(({ id }) => id), table)
  const before = last ? standingOfAssessment(last) : riskStanding([], table)
  const next: RiskStanding = { colour: higher(proposed.colour, before.colour), isPurple: proposed.isPurple || before.isPurple, shown: proposed.shown }
  if (riskChange(before, next) !== 'raised' || (!last && (row.state !== 'pregnant' || !needsCaseManagement(next)))) return
  const raising = found.filter(({ colour }) => colour === 'purple' ? !before.isPurple : colour === next.colour && next.colour !== before.colour)
  const since = raising.flatMap(one => one.facts.map(fact => days[fact])).filter(day => day !== undefined).toSorted().at(-1) ?? context.today
  await context.db.insertInto('riskAttention').values({
    pregnancyId, sinceDay: since, colour: next.colour, isPurple: next.isPurple ? 1 : 0, reasons: [...new Set(raising.flatMap(one => one.facts.map(fact => reasonOf(fact, facts))))].join(','),
  }).execute()
}

type Reason = { readonly fact: RiskFact | 'infection'; readonly value: number | null }
// What stands in a list names no infection.
const INFECTIONS: ReadonlySet<RiskFact> = new Set<RiskFact>(['hepatitisB', 'syphilis', 'hiv'])
const reasonOf = (fact: RiskFact, facts: RiskFacts): string => INFECTIONS.has(fact) ? 'infection' : typeof facts[fact] === 'number' ? `${fact}=${facts[fact]}` : fact

/** The reasons of a line as they were written by `refreshRiskAttention`. */
export const reasonsIn = (reasons: string): Reason[] => reasons.split(',').filter(Boolean).map(one => { const [fact, value] = one.split('='); return { fact: fact as Reason['fact'], value: value === undefined ? null : Number(value) } })
