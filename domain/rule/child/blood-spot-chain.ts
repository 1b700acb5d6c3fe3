import type { BloodSpotResult, MetabolicOutcome } from '../../code/child-screening.ts'
import { addDays, type Day, dayOf, type Minute } from '../../time/day.ts'
import { bloodSpotWindow, recallDue } from './blood-spot.ts'
import type { ChildRules } from './child-rules.ts'
import { lineOf, type ScreeningLine } from './screening-chain.ts'

export type SpotResultFact = {
  readonly id: string
  readonly disease: string
  readonly interpretation: BloodSpotResult
  /** The day the result was known: of the experiment, else of the entry. */
  readonly day: Day
  readonly outcome: MetabolicOutcome | null
  readonly outcomeDay: Day | null
  readonly treatedDay: Day | null
  /** Treatment, or why there is none, was recorded. */
  readonly treated: boolean
}
export type SpotSampleFact = { readonly id: string; readonly takenAt: Minute; readonly receiptDay: Day | null; readonly ordered: readonly string[]; readonly results: readonly SpotResultFact[] }

type Placed = SpotResultFact & { readonly at: number }

/** One disease that was not simply negative: where its chain stands (§10.1). */
function diseaseLine(disease: string, results: readonly Placed[], samples: readonly SpotSampleFact[], birthDay: Day, rules: ChildRules): ScreeningLine {
  const first = results.find(({ interpretation }) => interpretation !== '1')!
  const own = { line: `bloodSpot:${disease}`, screening: 'bloodSpot' as const, disease, openedDay: first.day }
  // 阳性 asks for a diagnosis: no later sample answers it.
  const undecided = results.find(({ interpretation, outcome }) => interpretation === '3' && outcome === null)
  if (undecided) return lineOf({ ...own, state: 'positive', step: 'diagnose', ...recallDue(undecided.day, rules), basis: `positive:${undecided.id}` })
  const confirmed = results.findLast(({ interpretation, outcome }) => interpretation === '3' && outcome === 'confirmed')
  if (confirmed) {
    if (confirmed.treated) return lineOf({ ...own, state: 'confirmed', step: null, closedDay: confirmed.treatedDay ?? confirmed.outcomeDay, basis: `treated:${confirmed.id}` })
    return lineOf({ ...own, state: 'confirmed', step: 'treat', dueDay: addDays(birthDay, rules.metabolicTreatmentDays), basis: `confirmed:${confirmed.id}` })
  }
  const last = results.at(-1)!
  if (last.interpretation === '3') return lineOf({ ...own, state: 'excluded', step: null, closedDay: last.outcomeDay ?? last.day, basis: `excluded:${last.id}` })
  if (last.interpretation === '1') return lineOf({ ...own, state: 'negative', step: null, closedDay: last.day, basis: `negative:${last.id}` })
  const answering = samples.findLast((sample, at) => at > last.at && sample.ordered.includes(disease))
  const isUnfit = last.interpretation === '4'
  if (answering) return lineOf({ ...own, state: isUnfit ? 'sampled' : 'recalled', step: 'result', dueDay: resultDue(answering, rules), basis: `${isUnfit ? 'sampled' : 'recalled'}:${answering.id}:${last.id}` })
  return lineOf({ ...own, state: isUnfit ? 'resample' : 'suspicious', step: isUnfit ? 'resample' : 'recall', ...recallDue(last.day, rules), basis: `${isUnfit ? 'resample' : 'suspicious'}:${last.id}` })
}

const resultDue = (sample: SpotSampleFact, rules: ChildRules): Day => addDays(sample.receiptDay ?? dayOf(sample.takenAt), rules.bloodSpotResultDays)

/**
 * The lines of the heel prick (§10.1), a disease each where a result was not negative, and one for the sample itself:
 * not taken, waiting for results, or negative when every disease that was ordered has its result. A disease without a
 * result is not negative. Samples come in the order they were taken.
 */
export function bloodSpotLines(samples: readonly SpotSampleFact[], birthDay: Day, rules: ChildRules): ScreeningLine[] {
  const own = { line: 'bloodSpot', screening: 'bloodSpot' as const }
  const window = bloodSpotWindow(birthDay, rules)
  const lastSample = samples.at(-1)
  if (!lastSample) return [lineOf({ ...own, state: 'notSampled', step: 'sample', openedDay: birthDay, dueDay: window.normalLastDay, overdueFrom: addDays(window.lastDay, 1), basis: 'notSampled:' })]
  const placed = samples.flatMap((sample, at): Placed[] => sample.results.map(result => ({ ...result, at })))
  const diseases = [...new Set(placed.filter(({ interpretation }) => interpretation !== '1').map(({ disease }) => disease))]
  const lines = diseases.map(disease => diseaseLine(disease, placed.filter(result => result.disease === disease), samples, birthDay, rules))
  const waiting = samples.find((sample, at) => (sample.ordered.length === 0 && sample.results.length === 0)
    || sample.ordered.some(disease => !diseases.includes(disease) && !placed.some(result => result.disease === disease && result.at >= at)))
  if (waiting) return [lineOf({ ...own, state: 'sampled', step: 'result', openedDay: dayOf(waiting.takenAt), dueDay: resultDue(waiting, rules), basis: `sampled:${waiting.id}` }), ...lines]
  const closedDay = placed.map(({ day }) => day).toSorted().at(-1) ?? dayOf(lastSample.takenAt)
  return lines.length > 0 ? lines : [lineOf({ ...own, state: 'negative', step: null, openedDay: dayOf(lastSample.takenAt), closedDay, basis: `negative:${lastSample.id}` })]
}
