import type { AutismScale } from '../../code/child-autism.ts'
import { scalesFor } from '../../rule/child/autism-scales.ts'
import type { ChildRules } from '../../rule/child/child-rules.ts'
import { type FoundScaleResult, scaleResultOf, totalOf } from '../../rule/child/scale-result.ts'
import { growthAges } from '../../rule/growth/age.ts'
import type { GrowthRuleValues } from '../../rule/growth/rules.ts'
import type { Day } from '../../time/day.ts'
import type { ChildFile } from './file.record.ts'
import type { BornChild } from './measurement.ts'
import type { ChildScale, FOUND_BY_RULE } from './scale.record.ts'
import { ABC_AREAS, CARS_FIELDS, MCHAT_FIELDS } from './scale.rules.ts'

type ChildOfScales = { readonly file: Pick<ChildFile, 'gestationDays'>; readonly child: Pick<BornChild, 'birthDay'> }
export type DevelopmentAge = { readonly ageMonths: number; readonly correctedMonths: number | null; readonly scales: readonly AutismScale[] }

/** Both ages of a child on a day and the scales of the one that counts: development is judged by corrected age as growth is (note §2); null without a birth day or before it. */
export function developmentAge({ child, file }: ChildOfScales, on: Day, rules: GrowthRuleValues): DevelopmentAge | null {
  if (!child.birthDay || on < child.birthDay) return null
  const { actualMonths, correctedMonths, used } = growthAges(child.birthDay, on, file.gestationDays, rules)
  const isCorrected = used === 'corrected' && correctedMonths !== null
  return { ageMonths: actualMonths, correctedMonths: isCorrected ? correctedMonths : null, scales: scalesFor(isCorrected ? correctedMonths : actualMonths) }
}

type Values = Readonly<Record<string, unknown>>
const numbers = (row: Values, names: readonly string[]): (number | null)[] => names.map(name => typeof row[name] === 'number' ? row[name] : null)

/** A row with the totals that its parts give, where the clerk left the total out. */
export function withTotals(row: ChildScale): ChildScale {
  if (row.kind === 'abc') return { ...row, abcTotal: row.abcTotal ?? totalOf(numbers(row, ABC_AREAS)) }
  return row.kind === 'cars' ? { ...row, carsTotal: row.carsTotal ?? totalOf(numbers(row, CARS_FIELDS)) } : row
}

/** The result of a test by the rule of its scale. */
export function foundIn(row: ChildScale, rules: ChildRules): FoundScaleResult | null {
  const { totalDq, grossMotorDq, fineMotorDq, adaptiveDq, languageDq, socialDq } = row
  return scaleResultOf({
    kind: row.kind, abcTotal: row.abcTotal, carsTotal: row.carsTotal,
    quotients: { total: totalDq, grossMotor: grossMotorDq, fineMotor: fineMotorDq, adaptive: adaptiveDq, language: languageDq, social: socialDq },
    mchat: MCHAT_FIELDS.map(name => { const answer = (row as Values)[name]; return typeof answer === 'boolean' ? answer : null }),
  }, rules)
}

/** What a test is saved with: both ages of its day, its result with rule and source (§7, §14). */
export function scaleFound(row: ChildScale, of: ChildOfScales, rules: ChildRules, growthRules: GrowthRuleValues): Pick<ChildScale, (typeof FOUND_BY_RULE)[number]> {
  const age = row.testDay ? developmentAge(of, row.testDay, growthRules) : null
  const found = row.kind ? foundIn(row, rules) : null
  return { ageMonths: age?.ageMonths ?? null, correctedMonths: age?.correctedMonths ?? null, result: found?.result ?? null, dqClass: found?.dqClass ?? null, basis: found?.basis ?? null }
}
