import { ANTENATAL_VISIT, type AntenatalVisit } from '../../code/maternal-care.ts'
import type { Day } from '../../time/day.ts'
import { gestationOn } from './dating.ts'
import type { MaternalRules } from './maternal-rules.ts'
import { antenatalDays, antenatalWindow, visitState } from './visits.ts'

/** A visit that was made: its number, null for a further one, and the day agreed on then. */
export type MadeVisit = { readonly visit: AntenatalVisit | null; readonly day: Day; readonly nextDay: Day | null }
/** What she is expected for: one of the five, or the day the doctor agreed on (`visit` null). */
export type NextVisit = { readonly visit: AntenatalVisit | null; readonly first: Day; readonly last: Day; readonly state: 'ahead' | 'due' | 'overdue' }

/**
 * The one visit a pregnant woman is expected for now. The first form is asked for until it is there; of the others the one
 * whose window began last counts, because a window that another has overtaken cannot be made up for. A day agreed on with
 * the doctor before that window leads: women at higher risk come at intervals of their own (§4.1). null after the last.
 */
export function nextVisit(startDay: Day, made: readonly MadeVisit[], today: Day, rules: MaternalRules): NextVisit | null {
  const programme = nextOfProgramme(startDay, made, today, rules)
  if (programme?.visit === '1') return programme
  const last = made.reduce<MadeVisit | null>((latest, visit) => latest === null || visit.day > latest.day ? visit : latest, null)
  const agreed = last?.nextDay && last.nextDay > last.day ? last.nextDay : null
  if (agreed === null || (programme !== null && (programme.state !== 'ahead' || agreed >= programme.first))) return programme
  return { visit: null, first: agreed, last: agreed, state: pending({ first: agreed, last: agreed }, today) }
}

const pending = (window: { readonly first: Day; readonly last: Day }, today: Day): NextVisit['state'] => visitState(window, null, today) as NextVisit['state']

// Counted in days of gestation: a list asks this of every woman of a county.
function nextOfProgramme(startDay: Day, made: readonly MadeVisit[], today: Day, rules: MaternalRules): NextVisit | null {
  const gestation = gestationOn(startDay, today)
  const isDone = (visit: AntenatalVisit): boolean => made.some(one => one.visit === visit)
  const begun = ANTENATAL_VISIT.values.findLast(visit => antenatalDays(visit, rules).first <= gestation)
  const next = !isDone('1') ? '1' : begun && !isDone(begun) ? begun : ANTENATAL_VISIT.values.find(visit => antenatalDays(visit, rules).first > gestation && !isDone(visit))
  if (!next) return null
  const window = antenatalWindow(next, startDay, rules)
  return { visit: next, ...window, state: pending(window, today) }
}
