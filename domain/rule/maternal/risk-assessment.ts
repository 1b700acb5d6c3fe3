import { RISK_FINDING, RISK_MEASURE, type RiskColour, type RiskMeasure } from '../../code/maternal-risk.ts'
import { block, type FieldIssue, type Message, message } from '../../message/message.ts'
import { completedMonths, completedYears, type Day, daysBetween, monthAnniversary } from '../../time/day.ts'
import { rounded } from '../rounding.ts'
import { type RiskFact, type RiskFacts, type RiskTable, tableName, type RiskTest } from './risk-table.ts'

/** Colours that stand in a row, the lowest first; purple stands beside them (§6). */
export const RISK_GRADES = ['green', 'yellow', 'orange', 'red'] as const satisfies readonly RiskColour[]
export type RiskGrade = (typeof RISK_GRADES)[number]
const rankOf = (colour: RiskColour | null): number => RISK_GRADES.indexOf(colour as RiskGrade)

/** Where a woman stands: the highest colour, infection as a flag beside it, and the one colour a list shows. */
export type RiskStanding = { readonly colour: RiskGrade; readonly isPurple: boolean; readonly shown: RiskColour }
const standingOf = (colours: readonly (RiskColour | null)[]): RiskStanding => {
  const colour = RISK_GRADES[Math.max(0, ...colours.map(rankOf))] ?? 'green'
  const isPurple = colours.includes('purple')
  // Purple alone is kept as green with the flag and shown as purple.
  return { colour, isPurple, shown: isPurple && colour === 'green' ? 'purple' : colour }
}

/** A woman of whom nobody noted anything. */
export const NO_RISK_FACTS: RiskFacts = Object.fromEntries([...RISK_MEASURE.values, ...RISK_FINDING.values].map(fact => [fact, null])) as RiskFacts

/** BMI in kg/m², two decimals; of before pregnancy or of the first visit (§6.6). */
export const bodyMassIndex = (heightCm: number, weightKg: number): number => rounded(weightKg / (heightCm / 100) ** 2, 2)
/** Age for the criteria: completed years on the day of the assessment, not at the expected day (§6.6). */
export const ageAtAssessment = (birthDay: Day, assessedDay: Day): number => completedYears(birthDay, assessedDay)
/**
 * Months from a birth or an operation to the last menstruation, so that the interval does not grow while she is pregnant (our
 * reading); a begun month is a fraction, so that five years and a day are more than 60.
 */
export function intervalMonths(from: Day, startDay: Day): number {
  const months = completedMonths(from, startDay)
  return months + daysBetween(monthAnniversary(from, months), startDay) / 31
}

function holds(test: RiskTest, facts: RiskFacts): boolean {
  if (test.by === 'finding') return facts[test.fact] === true
  const value = facts[test.fact]
  if (value === null) return false
  const { from, above, below, upTo } = test
  return (from === null || value >= from) && (above === null || value > above) && (below === null || value < below) && (upTo === null || value <= upTo)
}

/** A row the records point to. The doctor confirms it or not; `coveredBy` is a row of a higher colour found by the same facts. */
export type RiskProposal = { readonly id: string; readonly colour: RiskColour | null; readonly text: string; readonly facts: readonly RiskFact[]; readonly coveredBy: string | null }
export type RiskProposals = {
  /** Items of the screening form; any of them asks for an assessment. */
  readonly screening: readonly RiskProposal[]
  readonly criteria: readonly RiskProposal[]
  readonly standing: RiskStanding
  /** The table that said so. */
  readonly table: string
}

/**
 * What the records propose by a table: every row that holds is named. Where closed intervals meet (Hb 60 in yellow and in
 * orange) both hold and the higher colour covers the other (§6.6).
 */
export function assessRisk(facts: RiskFacts, table: RiskTable): RiskProposals {
  const found = table.rows.flatMap(({ id, colour, text, condition, active }) => {
    const groups = active ? condition.filter(group => group.every(test => holds(test, facts))) : []
    return groups.length === 0 ? [] : [{ id, colour, text, facts: [...new Set(groups.flat().map(({ fact }) => fact))] }]
  })
  const covers = (higher: (typeof found)[number], lower: (typeof found)[number]): boolean =>
    lower.colour !== null && higher.colour !== null && rankOf(lower.colour) >= 0 && rankOf(higher.colour) > rankOf(lower.colour) && lower.facts.every(fact => higher.facts.includes(fact))
  const proposals = found.map((one): RiskProposal => ({ ...one, coveredBy: found.find(other => covers(other, one))?.id ?? null }))
  return {
    screening: proposals.filter(({ colour }) => colour === null), criteria: proposals.filter(({ colour }) => colour !== null),
    standing: standingOf(proposals.map(({ colour }) => colour)), table: tableName(table),
  }
}

/** What the rows a doctor confirmed come to, also when one of them is switched off since; throws RangeError on an id outside the table. */
export function riskStanding(ids: readonly string[], table: RiskTable): RiskStanding {
  return standingOf(ids.map(id => {
    const row = table.rows.find(one => one.id === id)
    if (!row) throw new RangeError(`risk table ${tableName(table)} has no row ${id}`)
    return row.colour
  }))
}

/** What monthly reports ask for: where she stands now and the highest she ever stood in this pregnancy. null before the first assessment. */
export function riskCourse(standings: readonly RiskStanding[]): { readonly current: RiskStanding; readonly highest: RiskStanding } | null {
  const current = standings.at(-1)
  return current ? { current, highest: standingOf(standings.flatMap(({ colour, isPurple }) => isPurple ? [colour, 'purple'] : [colour])) } : null
}

/** How an assessment differs from the one before; infection that is no longer named counts as lowered. */
export function riskChange(previous: RiskStanding, next: RiskStanding): 'same' | 'raised' | 'lowered' {
  const step = rankOf(next.colour) - rankOf(previous.colour)
  if (step < 0 || (previous.isPurple && !next.isPurple)) return 'lowered'
  return step > 0 || next.isPurple !== previous.isPurple ? 'raised' : 'same'
}

/** Lowering a colour needs the doctor's reason (§6.6). */
export const riskChangeIssues = (previous: RiskStanding | null, next: RiskStanding, reason: string | null): FieldIssue[] =>
  previous !== null && riskChange(previous, next) === 'lowered' && (reason ?? '').trim().length < 2
    ? [block('changeReason', message('risk.changeReason', '风险等级较上次降低,请填写降级理由'))] : []

/** Where each value is at its best, to which sides it can get worse, and the step it is written in. */
const WORSENING: readonly (readonly [measure: RiskMeasure, best: number, sides: readonly (1 | -1)[], step: number])[] = [
  ['ageYears', 26, [1, -1], 1], ['bmi', 21, [1, -1], 0.01], ['haemoglobinGPerL', 130, [-1], 0.1], ['plateletsE9PerL', 200, [-1], 0.1], ['systolicMmHg', 110, [1], 1], ['diastolicMmHg', 70, [1], 1], ['pulmonaryPressureMmHg', 15, [1], 0.1],
  ['fetusCount', 1, [1], 1],
]

/**
 * Holes in a table a hospital changed: a value that gets worse and by itself a lower colour, as when orange ends at 55 and
 * yellow begins at 60. A measure is tried at each of its limits and one step to either side.
 */
export function riskTableGaps(table: RiskTable): Message[] {
  return WORSENING.flatMap(([measure, best, sides, step]) => {
    const limits = table.rows.flatMap(({ condition, active }) => active ? condition.flat() : []).flatMap(test => test.by === 'measure' && test.fact === measure ? [test.from, test.above, test.below, test.upTo] : []).filter(limit => limit !== null)
    return sides.flatMap(side => {
      const values = [...new Set([best, ...limits.flatMap(limit => [limit - step, limit, limit + step])])].filter(value => (value - best) * side >= 0).toSorted((a, b) => (a - b) * side)
      const ranks = values.map(value => rankOf(assessRisk({ ...NO_RISK_FACTS, [measure]: value }, table).standing.colour))
      const at = ranks.findIndex((rank, index) => rank < (ranks[index - 1] ?? 0))
      return at < 0 ? [] : [message('risk.gap', '“{{measure}}”变差到 {{value}} 时颜色反而降低,请核对相邻条目的界值', { measure: RISK_MEASURE.label(measure), value: Math.round((values[at] ?? 0) * 100) / 100 })]
    })
  })
}
