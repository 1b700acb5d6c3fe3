import { pregnancy } from '../../../domain/modules/birth/pregnancy.record.ts'
import { riskAssessment, type StoredRiskAssessment } from '../../../domain/modules/risk/assessment.record.ts'
import { riskIdsIn } from '../../../domain/modules/risk/parts.ts'
import { assessRisk, RISK_GRADES, type RiskGrade, type RiskStanding, riskChange, riskStanding } from '../../../domain/rule/maternal/risk-assessment.ts'
import { RISK_TABLE } from '../../../domain/rule/maternal/risk-criteria.ts'
import { applyRiskEdits, type RiskFact, type RiskFacts, type RiskTable } from '../../../domain/rule/maternal/risk-table.ts'
import type { ReadContext, WriteContext } from '../context.ts'
import type { ReadDb } from '../db/engine.ts'
import { fromColumns, getRow, saveRow, valuesOf } from '../record/store.ts'
import { type PregnancyOf, pregnancyOf } from './pregnancies.ts'
import { riskFactsOf } from './risk-facts.ts'

/** The criteria as this hospital keeps them. */
export const riskTableOf = async (context: ReadContext | WriteContext): Promise<RiskTable> => applyRiskEdits(RISK_TABLE, await context.setting('riskCriteria')).table

/** Confirmed assessments of a pregnancy, the oldest first. */
export async function riskAssessmentsOf(db: ReadDb, pregnancyId: string): Promise<StoredRiskAssessment[]> {
  const rows = await db.selectFrom('riskAssessment').selectAll().where('pregnancyId', '=', pregnancyId).where('voidedAt', 'is', null).orderBy('confirmedAt').orderBy('id').execute()
  return rows.map(row => fromColumns(riskAssessment, row))
}

/** What an assessment found. */
export function standingOfAssessment({ colour, isPurple }: Pick<StoredRiskAssessment, 'colour' | 'isPurple'>): RiskStanding {
  const graded = RISK_GRADES.find(one => one === colour) ?? 'green'
  return { colour: graded, isPurple: isPurple === true, shown: isPurple && graded === 'green' ? 'purple' : graded }
}

/** The pregnancy stands where its last assessment that counts says: called after one was confirmed or voided, in the same transaction. */
export async function renewStanding(context: WriteContext, pregnancyId: string): Promise<void> {
  const last = (await riskAssessmentsOf(context.db, pregnancyId)).at(-1)
  const row = await getRow(context.db, pregnancy, pregnancyId)
  const [riskColour, isPurple] = last ? [standingOfAssessment(last).colour, last.isPurple === true] : [null, null]
  if (row.riskColour === riskColour && row.isPurple === isPurple) return
  await saveRow(context, pregnancy, { id: row.id, rev: row.rev, row: { ...valuesOf(pregnancy, row), riskColour, isPurple }, settled: true })
}

const higher = (one: RiskGrade, other: RiskGrade): RiskGrade => RISK_GRADES.indexOf(one) >= RISK_GRADES.indexOf(other) ? one : other
// Whoever left care is assessed by nobody here any more.
const isInCare = ({ pregnancy: { state } }: PregnancyOf): boolean => state === 'pregnant' || state === 'delivered'

/**
 * Holds the newest results against the last assessment: where they would give a higher colour she is named in the list
 * 需重新评估 (dynamic re-assessment, §6.6), else her line goes. What the doctor saw then and did not confirm asks nothing
 * again. Whoever saves results of a pregnancy calls this in the same transaction.
 */
export async function refreshRiskAttention(context: WriteContext, pregnancyId: string): Promise<void> {
  await context.db.deleteFrom('riskAttention').where('pregnancyId', '=', pregnancyId).execute()
  const of = await pregnancyOf(context.db, pregnancyId)
  if (!isInCare(of)) return
  const [table, { facts, days }, last] = [await riskTableOf(context), await riskFactsOf(context.db, of, context.today), (await riskAssessmentsOf(context.db, pregnancyId)).at(-1)]
  const seen = new Set(riskIdsIn(last?.declined))
  const found = assessRisk(facts, table).criteria.filter(({ id }) => !seen.has(id))
  const proposed = riskStanding(found.map(({ id }) => id), table)
  const before = last ? standingOfAssessment(last) : riskStanding([], table)
  const next: RiskStanding = { colour: higher(proposed.colour, before.colour), isPurple: proposed.isPurple || before.isPurple, shown: proposed.shown }
  if (riskChange(before, next) !== 'raised') return
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
