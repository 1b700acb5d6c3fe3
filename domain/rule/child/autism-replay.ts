import type { AutismDiagnosis, AutismState, AutismStepKind, RescreeningResult } from '../../code/child-autism.ts'
import { AUTISM_DIAGNOSIS, AUTISM_STEP, FIRST_SCREENING_RESULT, RESCREENING_RESULT } from '../../code/child-autism.ts'
import type { Day } from '../../time/day.ts'
import { autismEventOf, autismStateAfter, type AutismStep } from './autism-course.ts'
import type { ChildEventName } from './reminder-rules.ts'

/** A step as it is recorded; 确认初筛异常 is the only result of a first screening that is a step. */
export type RecordedStep = { readonly kind: AutismStepKind; readonly day: Day; readonly rescreeningResult: RescreeningResult | null; readonly diagnosis: AutismDiagnosis | null }

/** The step in the words of the course; null for 结案 and for a step whose result is still missing. */
export function courseStep({ kind, rescreeningResult, diagnosis }: Omit<RecordedStep, 'day'>): AutismStep | null {
  switch (kind) {
    case 'firstScreening': return { kind, result: 'abnormal' }
    case 'rescreeningBegun': case 'lost': return { kind }
    case 'rescreening': return rescreeningResult && { kind, result: rescreeningResult }
    case 'diagnosis': return diagnosis && { kind, result: diagnosis }
    case 'closed': return null
  }
}

/** True when the course takes the step: it leads to another state, or back to the same one with a new day (复查 again, 暂不能确诊 again). */
export const mayStep = (state: AutismState, step: AutismStep): boolean => autismStateAfter(state, step) !== state || autismEventOf(state, step) !== null

const ENDED: ReadonlySet<AutismState> = new Set<AutismState>(['notScreened', 'firstNormal', 'excluded'])
/** A course that has come to its end by itself: the child goes on in the ordinary schedule. */
export const isCourseEnded = (state: AutismState): boolean => ENDED.has(state)

const POSSIBLE: readonly AutismStep[] = [
  ...FIRST_SCREENING_RESULT.values.map(result => ({ kind: 'firstScreening' as const, result })), { kind: 'rescreeningBegun' },
  ...RESCREENING_RESULT.values.map(result => ({ kind: 'rescreening' as const, result })), ...AUTISM_DIAGNOSIS.values.map(result => ({ kind: 'diagnosis' as const, result })), { kind: 'lost' },
]

/** The steps that a state takes, in the order of the chain; a course that has not ended may also be closed. */
export function stepsFrom(state: AutismState): AutismStepKind[] {
  return AUTISM_STEP.values.filter(kind => kind === 'closed' ? !isCourseEnded(state) : POSSIBLE.some(step => step.kind === kind && mayStep(state, step)))
}

export type Replayed = {
  readonly state: AutismState
  /** The day the next step is counted from; 开始复筛 does not put off the day 复筛 was due. */
  readonly since: Day | null
  readonly isClosed: boolean
  readonly events: readonly { readonly day: Day; readonly name: ChildEventName }[]
}

/**
 * Where a course stands after its steps, and the reminder events they are (R8–R12): always found from the steps, so that
 * a step taken back leaves nothing behind. A family that comes back after 失访 for 复筛 has 复筛 open again (R8).
 */
export function replayCourse(start: AutismState, steps: readonly RecordedStep[], followUpDays: readonly Day[]): Replayed {
  let state = start
  let since: Day | null = null
  let isClosed = false
  const events: { day: Day; name: ChildEventName }[] = []
  for (const recorded of steps) {
    if (recorded.kind === 'closed') {
      isClosed = true
      events.push({ day: recorded.day, name: 'autismClosed' })
      continue
    }
    const step = courseStep(recorded)
    if (!step || !mayStep(state, step)) continue
    const name = autismEventOf(state, step)
    const after = autismStateAfter(state, step)
    if (name) events.push({ day: recorded.day, name })
    else if (state === 'lost' && after === 'rescreening') events.push({ day: recorded.day, name: 'autismFirstAbnormal' })
    if (!(state === 'firstAbnormal' && after === 'rescreening')) since = recorded.day
    state = after
  }
  const followUps = followUpDays.toSorted()
  const last = followUps.at(-1)
  if (state === 'confirmed' && since !== null && last && last > since) since = last
  return { state, since, isClosed, events: [...events, ...followUps.map(day => ({ day, name: 'autismFollowUp' as const }))] }
}
