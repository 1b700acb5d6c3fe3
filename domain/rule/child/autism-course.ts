import { AUTISM_STATE, type AutismDiagnosis, type AutismState, type FirstScreeningResult, type RescreeningResult } from '../../code/child-autism.ts'
import { addDays, completedMonths, type Day, monthAnniversary } from '../../time/day.ts'
import type { ChildRules } from './child-rules.ts'
import type { ChildEventName } from './reminder-rules.ts'

/** What moves a child along the chain. */
export type AutismStep =
  | { readonly kind: 'firstScreening'; readonly result: FirstScreeningResult }
  | { readonly kind: 'rescreeningBegun' }
  | { readonly kind: 'rescreening'; readonly result: RescreeningResult }
  | { readonly kind: 'diagnosis'; readonly result: AutismDiagnosis }
  | { readonly kind: 'lost' }

/**
 * The state after a step (§7), or the same state when the step changes nothing (an unfinished screening, a normal first
 * screening while a re-screening is still open). A second normal re-screening returns to the ordinary schedule.
 */
export function autismStateAfter(state: AutismState, step: AutismStep): AutismState {
  const to = target(state, step)
  return to !== null && AUTISM_STATE.canMove(state, to) ? to : state
}

function target(state: AutismState, step: AutismStep): AutismState | null {
  switch (step.kind) {
    case 'firstScreening':
      // A sign at a check-up begins the chain only for a child that is not in it already.
      if (step.result === 'incomplete') return null
      if (step.result === 'abnormal') return state === 'notScreened' || state === 'firstNormal' || state === 'excluded' ? 'firstAbnormal' : null
      return state === 'notScreened' ? 'firstNormal' : null
    case 'rescreeningBegun': return 'rescreening'
    case 'rescreening':
      if (step.result === 'incomplete') return 'rescreening'
      if (step.result === 'abnormal') return 'rescreenAbnormal'
      if (step.result === 'retest') return 'retest'
      return state === 'rescreenNormal' || state === 'retest' ? 'firstNormal' : 'rescreenNormal'
    case 'diagnosis': return step.result
    case 'lost': return 'lost'
  }
}

export type AutismDue = { readonly dueDay: Day; readonly overdueFrom: Day }

/**
 * When the next step of a state is due, counted from the day of the last step in it (for a confirmed child its last
 * follow-up): 待复筛, 复查, 待诊断, 复诊 and the follow-up by age have a day; the ordinary states have none (§7, R8–R12).
 */
export function autismDue(state: AutismState, since: Day, birthDay: Day, rules: ChildRules): AutismDue | null {
  const inTime = (dueDay: Day, graceDays = 0): AutismDue => ({ dueDay, overdueFrom: addDays(dueDay, graceDays + 1) })
  switch (state) {
    case 'firstAbnormal': case 'rescreening': return inTime(addDays(since, rules.autismRescreenDays))
    case 'rescreenNormal': case 'retest': return inTime(monthAnniversary(since, rules.autismRecheckMonths))
    case 'rescreenAbnormal': return inTime(addDays(since, rules.autismDiagnosisDays))
    case 'undecided': return inTime(monthAnniversary(since, rules.autismUndecidedMonths), rules.autismUndecidedGraceDays)
    case 'confirmed': {
      const months = completedMonths(birthDay, since) < 36 ? rules.autismFollowUpYoungMonths : rules.autismFollowUpOldMonths
      return inTime(monthAnniversary(since, months), rules.autismFollowUpGraceDays)
    }
    case 'notScreened': case 'firstNormal': case 'excluded': case 'lost': return null
  }
}

/** True when the next step of the state should have been made before today. */
export const isAutismOverdue = (state: AutismState, since: Day, birthDay: Day, today: Day, rules: ChildRules): boolean => {
  const due = autismDue(state, since, birthDay, rules)
  return due !== null && today >= due.overdueFrom
}

/** The reminder event of a step taken in a state; null where the step is not allowed or asks for nothing (rule/child/reminder-rules.ts). */
export function autismEventOf(state: AutismState, step: AutismStep): ChildEventName | null {
  const to = target(state, step)
  if (to === null || !AUTISM_STATE.canMove(state, to)) return null
  if (step.kind === 'lost') return 'autismLost'
  if (step.kind === 'diagnosis') return ({ confirmed: 'autismConfirmed', excluded: 'autismExcluded', undecided: 'autismUndecided' } as const)[step.result]
  if (step.kind === 'firstScreening') return to === 'firstAbnormal' ? 'autismFirstAbnormal' : null
  if (step.kind === 'rescreeningBegun' || step.result === 'incomplete') return null
  const isRecheck = state === 'rescreenNormal' || state === 'retest'
  return ({
    normal: isRecheck ? 'autismRecheckNormal' : 'autismRescreenNormal',
    retest: isRecheck ? 'autismRecheckRetest' : 'autismRescreenRetest',
    abnormal: isRecheck ? 'autismRecheckAbnormal' : 'autismRescreenAbnormal',
  } as const)[step.result]
}
