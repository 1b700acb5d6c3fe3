import { addDays, type Day, dayOf, daysBetween, epochOf, type Minute, minuteAt, monthRange } from '../../time/day.ts'
import { addWorkingDays, type WorkCalendar, type WorkingDeadline } from '../working-days.ts'
import type { VitalRules } from './vital-rules.ts'

const HOUR_MS = 3_600_000
const DAYS_PER_WEEK = 7
/** So long after the end of her pregnancy a woman's death is a maternal one (§10). */
export const MATERNAL_DEATH_DAYS = 42

/** By when a maternal death is reported and investigated, from the minute it became known (§10). */
export function deathClock(noticedAt: Minute, rules: Pick<VitalRules, 'deathReportHours' | 'deathInvestigationDays'>, calendar: WorkCalendar): { readonly reportDueAt: Minute; readonly investigation: WorkingDeadline } {
  return { reportDueAt: minuteAt(epochOf(noticedAt) + rules.deathReportHours * HOUR_MS), investigation: addWorkingDays(dayOf(noticedAt), rules.deathInvestigationDays, calendar) }
}

/** A death so many days after the pregnancy ended is a maternal one (§10); the last day is. */
export const isMaternalDeath = (endedDay: Day, diedDay: Day): boolean => daysBetween(endedDay, diedDay) <= MATERNAL_DEATH_DAYS

/**
 * Which list a child with a defect belongs to (§11): the card from 28 weeks on (or, of unknown weeks, 1000 g), else the list of
 * inductions. Null while neither is known.
 */
export function defectCardKind(facts: { readonly gestationDays: number | null; readonly weightG: number | null }, rules: Pick<VitalRules, 'defectFromWeek' | 'defectFromG'>): 'defect' | 'induction' | null {
  if (facts.gestationDays !== null) return facts.gestationDays >= rules.defectFromWeek * DAYS_PER_WEEK ? 'defect' : 'induction'
  return facts.weightG === null ? null : facts.weightG >= rules.defectFromG ? 'defect' : 'induction'
}

/** The day by which the cards of the quarter a day lies in are handed in (§11). */
export function quarterDeadline(day: Day, rules: Pick<VitalRules, 'quarter1Days' | 'quarter2Days' | 'quarter3Days' | 'quarter4Days'>): Day {
  const [year, month] = [day.slice(0, 4), Number(day.slice(5, 7))]
  const quarter = Math.ceil(month / 3) as 1 | 2 | 3 | 4
  return addDays(monthRange(`${year}-${String(quarter * 3).padStart(2, '0')}`).last, rules[`quarter${quarter}Days`])
}
