import type { ChildEventName } from '../../../domain/rule/child/reminder-rules.ts'
import { answersOfMissed } from '../../../domain/rule/child/hearing-chain.ts'
import type { ChildRules } from '../../../domain/rule/child/child-rules.ts'
import { isNotBegun, type ScreeningLine } from '../../../domain/rule/child/screening-chain.ts'
import { hearingEventOf, hearingResult } from '../../../domain/rule/child/hearing-screening.ts'
import { type Day, dayOf } from '../../../domain/time/day.ts'
import type { EventOfFile } from './child-events.ts'
import type { Screened, ScreeningFacts } from './child-screening.ts'

type Named = { readonly day: Day; readonly name: ChildEventName }
const earlier = (a: Day, b: Day | undefined): Day => b !== undefined && b < a ? b : a

/** Whether a sample was taken again for everything that the ones before it left without an answer. */
function isRecall({ samples }: ScreeningFacts, at: number): boolean {
  const ordered = samples[at]?.ordered ?? []
  const open = samples.slice(0, at).flatMap(({ results }) => results.filter(({ interpretation, outcome }) => interpretation !== '1' && outcome === null).map(({ disease }) => disease))
  return at > 0 && (ordered.length === 0 || open.every(disease => ordered.includes(disease)))
}

// A result entered later than the sample that answered it still comes before that sample, or R14 would stay open.
function bloodSpotEvents(facts: ScreeningFacts): Named[] {
  const { samples } = facts
  return samples.flatMap((sample, at): Named[] => {
    const takenDay = dayOf(sample.takenAt)
    const next = samples[at + 1]
    const results = sample.results.filter(({ interpretation }) => interpretation !== '1')
    return [
      { day: takenDay, name: 'bloodSpotTaken' }, ...(isRecall(facts, at) ? [{ day: takenDay, name: 'bloodSpotRecalled' } as const] : []),
      ...results.map(({ day }) => ({ day: earlier(day, next && dayOf(next.takenAt)), name: 'bloodSpotSuspicious' as const })),
      ...(results.length > 0 && results.every(({ interpretation, outcome }) => interpretation === '3' && outcome !== null)
        ? results.flatMap(({ outcomeDay }) => outcomeDay ? [{ day: outcomeDay, name: 'bloodSpotRecalled' as const }] : []).slice(-1) : []),
    ]
  })
}

function hearingEvents(facts: ScreeningFacts, rules: ChildRules): Named[] {
  const { hearing, intensiveCare, hearingRisks, hearingRiskDay } = facts
  const answers = new Set(answersOfMissed(hearing, facts, rules))
  const risk: Named[] = hearingRisks.length > 0 ? [{ day: hearingRiskDay, name: 'hearingRiskFound' }] : []
  return [...risk, ...hearing.flatMap(({ id, day, stage, right, left, diagnosis }): Named[] => {
    const made: ChildEventName[] = answers.has(id) ? ['hearingMissedPassed'] : []
    const named = (...names: ChildEventName[]): Named[] => [...names, ...made].map(name => ({ day, name }))
    switch (stage) {
      // Confirmed is diagnosed too: the reminders of re-test and diagnosis end with either.
      case '3': return diagnosis === 'loss' ? named('hearingDiagnosed', 'hearingConfirmed') : diagnosis === 'normal' ? named('hearingDiagnosed') : []
      case '4': return named('hearingIntervention')
      case '5': {
        const result = hearingResult({ right, left })
        return result === 'incomplete' ? [] : result === 'notPassed' ? named('hearingFollowUp', 'hearingRetestNotPassed') : named('hearingFollowUp')
      }
      default: {
        const name = hearingEventOf(stage, { right, left }, intensiveCare)
        return name ? named(name) : named()
      }
    }
  })]
}

function heartEvents({ heart }: ScreeningFacts): Named[] {
  return heart.flatMap(({ day, result, echoDay, echo }): Named[] => [
    ...(result === 'positive' ? [{ day, name: 'heartPositive' } as const] : result === 'negative' ? [{ day, name: 'heartScreened' } as const] : []),
    ...(echoDay && echo !== 'undecided' ? [{ day: echoDay, name: 'heartEcho' } as const] : []),
  ])
}

/** A chain is begun by whatever its line stands on: what the child's own page calls 未筛查 is not, and is on the list of what is missing. */
function begunEvents({ hearing, eyes }: ScreeningFacts, lines: readonly ScreeningLine[]): Named[] {
  const begun = (screening: 'hearing' | 'eyes', name: ChildEventName, first: Day | undefined): Named[] =>
    first !== undefined && lines.some(line => line.line === screening && !isNotBegun(line)) ? [{ day: first, name }] : []
  return [...begun('hearing', 'hearingBegun', hearing[0]?.day), ...begun('eyes', 'eyesExamined', eyes[0]?.day)]
}

const retinopathyEvents = ({ fundus }: ScreeningFacts): Named[] => fundus.map(({ day }) => ({ day, name: 'retinopathyExamined' }))

const CLOSED = { bloodSpot: { refused: 'bloodSpotRefused', lost: 'bloodSpotLost' }, hearing: { refused: 'hearingClosed', lost: 'hearingClosed' }, heart: { refused: 'heartClosed', lost: 'heartClosed' }, eyes: { refused: 'eyesClosed', lost: 'eyesClosed' } } as const satisfies Record<string, Record<string, ChildEventName>>

/** Newborn screening as events of R13–R20 (note §15), R30–R32: rows in the order of their days, then the closings that hold. */
export function screeningEvents(screened: readonly Screened[], rules: ChildRules): EventOfFile[] {
  return screened.flatMap(({ facts, lines }) => {
    const closed = (['bloodSpot', 'hearing', 'heart', 'eyes'] as const).flatMap((screening): Named[] => {
      // The fundus is a chain of its own: neither of the two of the eyes ends the other.
      const own = lines.filter(line => line.screening === screening && line.line !== 'retinopathy')
      // While one disease is still open the reminder stays, whatever was refused for another.
      if (own.some(({ step }) => step !== null)) return []
      return own.flatMap(({ state, closedDay }) => (state === 'refused' || state === 'lost') && closedDay ? [{ day: closedDay, name: CLOSED[screening][state] }] : [])
    })
    const refusedFundus = lines.flatMap(({ line, state, closedDay }): Named[] => line === 'retinopathy' && (state === 'refused' || state === 'lost') && closedDay ? [{ day: closedDay, name: 'retinopathyClosed' }] : [])
    const inOrder = (events: readonly Named[]): Named[] => events.toSorted((a, b) => a.day < b.day ? -1 : a.day > b.day ? 1 : 0)
    const events = [...inOrder(bloodSpotEvents(facts)), ...inOrder(hearingEvents(facts, rules)), ...inOrder(heartEvents(facts)), ...begunEvents(facts, lines), ...retinopathyEvents(facts), ...closed, ...refusedFundus]
    return events.map(({ day, name }) => ({ fileId: facts.fileId, event: { kind: 'event', day, name } }))
  })
}
