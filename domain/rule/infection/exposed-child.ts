import { CHILD_TEST, type ChildTest, type Infection } from '../../code/infection.ts'
import { addDays, type Day, dayOf, epochOf, type Minute, monthAnniversary } from '../../time/day.ts'
import type { InfectionRules } from './infection-rules.ts'

const HOUR_MS = 3_600_000
const SYPHILIS = ['syphilis0', 'syphilis1', 'syphilis2', 'syphilis3', 'syphilis4', 'syphilis5', 'syphilis6'] as const satisfies readonly ChildTest[]

/** A child as its tests are planned: of which infections, since when, and when its last vaccine was given. */
export type ExposedChild = { readonly bornAt: Minute; readonly infections: readonly Infection[]; readonly lastVaccineDay: Day | null; readonly ended: readonly Infection[] }
export type PlannedTest = { readonly test: ChildTest; readonly dueDay: Day; readonly doneDay: Day | null }

/** The days of every test of an exposed child (§13.5 [K]); an infection whose outcome is known asks for nothing more. */
export function plannedTests({ bornAt, infections, lastVaccineDay, ended }: ExposedChild, done: readonly { readonly test: ChildTest; readonly day: Day }[], rules: InfectionRules): PlannedTest[] {
  const born = dayOf(bornAt)
  const month = (months: number): Day => monthAnniversary(born, months)
  const seventh = month(rules.hbvTestMonths)
  const afterDose = lastVaccineDay ? monthAnniversary(lastVaccineDay, rules.hbvAfterLastDoseMonths) : null
  const days: readonly (readonly [ChildTest, Day])[] = [
    ['hivDna1', addDays(born, rules.hivFirstDays)], ['hivDna2', addDays(born, rules.hivSecondDays)], ['hivDna3', month(rules.hivThirdMonths)], ['hivAntibody1', month(rules.hivAntibodyFirstMonths)], ['hivAntibody2', month(rules.hivAntibodySecondMonths)],
    ...SYPHILIS.flatMap((test, index) => index * rules.syphilisIntervalMonths <= rules.syphilisUntilMonths ? [[test, index === 0 ? born : month(index * rules.syphilisIntervalMonths)] as const] : []),
    // Of a vaccination that ended late the month is counted from its last dose.
    ['hbv', afterDose !== null && afterDose > seventh ? afterDose : seventh],
  ]
  const doneBy = new Map(done.map(({ test, day }) => [test, day]))
  return days.flatMap(([test, dueDay]) => {
    const { infection } = CHILD_TEST.entry(test)
    if (infection === null || !infections.includes(infection)) return []
    const doneDay = doneBy.get(test) ?? null
    return doneDay === null && ended.includes(infection) ? [] : [{ test, dueDay, doneDay }]
  }).toSorted((a, b) => a.dueDay < b.dueDay ? -1 : a.dueDay > b.dueDay ? 1 : 0)
}

/** The next test that was not made; null when none is left. */
export const nextTest = (planned: readonly PlannedTest[]): PlannedTest | null => planned.find(({ doneDay }) => doneDay === null) ?? null

/** Whole hours with one decimal from birth to a dose; negative for one before the birth. */
export const hoursAfterBirth = (bornAt: Minute, at: Minute): number => Math.round((epochOf(at) - epochOf(bornAt)) / HOUR_MS * 10) / 10
