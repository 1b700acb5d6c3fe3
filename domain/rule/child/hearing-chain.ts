import type { EarResult, HearingDiagnosis, HearingStage } from '../../code/child-screening.ts'
import type { Day } from '../../time/day.ts'
import type { ChildRules } from './child-rules.ts'
import { hearingDeadlines, hearingNextStep, hearingResult } from './hearing-screening.ts'
import { lineOf, type ScreeningLine } from './screening-chain.ts'

export type HearingFact = {
  readonly id: string
  readonly day: Day
  readonly stage: HearingStage
  readonly right: EarResult
  readonly left: EarResult
  readonly diagnosis: HearingDiagnosis | null
}
type At = { readonly state: 'notDone' | 'missed' | 'passed' | 'retest' | 'diagnosis' | 'confirmed' | 'excluded' | 'treated'; readonly openedDay: Day; readonly by: string; readonly day: Day }

/** What one test makes of a chain. */
function after(at: At, test: HearingFact, child: Child, rules: ChildRules): At {
  const { id: by, day, stage } = test
  const opened = ['notDone', 'passed', 'excluded', 'treated'].includes(at.state) ? day : at.openedDay
  const to = (state: At['state']): At => ({ state, openedDay: opened, by, day })
  if (stage === '3') return test.diagnosis === 'normal' ? to('excluded') : test.diagnosis === 'loss' ? to('confirmed') : to('diagnosis')
  if (stage === '4') return at.state === 'confirmed' ? to('treated') : at
  if (at.state === 'confirmed') return at
  const result = hearingResult(test)
  if (stage === '5') {
    if (result === 'notPassed') return to('diagnosis')
    return result === 'passed' && (at.state === 'notDone' || at.state === 'missed') ? to('passed') : at
  }
  // Who waits for a diagnosis is not cleared by another screening, nor who waits for the re-test by another first one.
  if (at.state === 'diagnosis') return at
  const { step } = hearingNextStep(stage, test, child, rules)
  if (step === 'diagnosis') return to('diagnosis')
  if (step === 'retest') return result === 'incomplete' && at.state === 'notDone' ? to('missed') : at.state === 'missed' && result === 'incomplete' ? at : to('retest')
  return stage === '1' && at.state === 'retest' ? at : at.state === 'excluded' || at.state === 'treated' ? at : to('passed')
}

type Child = { readonly birthDay: Day; readonly intensiveCare: boolean }
const begin = ({ birthDay }: Child): At => ({ state: 'notDone', openedDay: birthDay, by: '', day: birthDay })

/** The tests that made good a first test that was missed: passed late, they end R15 as the chain has them end (§10.2). */
export function answersOfMissed(tests: readonly HearingFact[], child: Child, rules: ChildRules): string[] {
  const found: string[] = []
  tests.reduce<At>((before, test) => {
    const at = after(before, test, child, rules)
    if (before.state === 'missed' && at.state === 'passed') found.push(test.id)
    return at
  }, begin(child))
  return found
}

/**
 * The hearing chain (§10.2; case 49): first screening, both ears again by day 42, diagnosis by 3 months, intervention by
 * 6 months. Tests come in the order of their days. A passed first screening does not answer a failed one, only the
 * re-test does; a failed re-test only the diagnosis.
 */
export function hearingLine(tests: readonly HearingFact[], child: Child, rules: ChildRules): ScreeningLine {
  const { retestDay, diagnosisDay, interventionDay } = hearingDeadlines(child.birthDay, rules)
  const at = tests.reduce<At>((before, test) => after(before, test, child, rules), begin(child))
  const own = { line: 'hearing', screening: 'hearing' as const, state: at.state, openedDay: at.openedDay, basis: `${at.state}:${at.by}` }
  switch (at.state) {
    case 'notDone': return lineOf({ ...own, step: 'firstTest', dueDay: retestDay })
    case 'missed': case 'retest': return lineOf({ ...own, step: 'retest', dueDay: retestDay })
    case 'diagnosis': return lineOf({ ...own, step: 'hearingDiagnosis', dueDay: diagnosisDay })
    case 'confirmed': return lineOf({ ...own, step: 'intervene', dueDay: interventionDay })
    default: return lineOf({ ...own, step: null, closedDay: at.day })
  }
}
