import { DIAGNOSIS_INDICATION, type DiagnosisConclusion, type DiagnosisIndication, type NiptResult, type NtLevel, type PrenatalClass, type PrenatalNextStep } from '../../code/prenatal.ts'
import type { NiptSuitability } from '../../code/prenatal.ts'
import type { PrenatalRules } from './prenatal-rules.ts'
import { isAdvancedAge } from './serum.ts'
import { type PrenatalWindows, windowOf, windowState } from './windows.ts'

/** Indications that are asked about; the others follow from the record. */
export const ASKED_INDICATIONS = ['structuralAnomaly', 'previousAneuploidy', 'parentChromosome', 'xLinkedCarrier', 'recessiveCouple', 'thalassaemiaCouple', 'deafnessCouple'] as const satisfies readonly DiagnosisIndication[]
export type AskedIndication = (typeof ASKED_INDICATIONS)[number]
export type IndicationFacts = {
  readonly ageAtDelivery: number | null
  readonly fetusCount: number | null
  readonly serum: PrenatalClass | null
  readonly nipt: NiptResult | null
  readonly nt: NtLevel | null
  readonly asked: readonly AskedIndication[]
}

/** Why diagnosis is offered, in the order of the table (§8). */
export function diagnosisIndications({ ageAtDelivery, fetusCount, serum, nipt, nt, asked }: IndicationFacts, rules: PrenatalRules): DiagnosisIndication[] {
  const found = new Set<DiagnosisIndication>(asked)
  if (ageAtDelivery !== null && isAdvancedAge(ageAtDelivery, rules)) found.add('advancedAge')
  if (ageAtDelivery !== null && fetusCount === 2 && ageAtDelivery >= rules.twinsDiagnosisAge) found.add('twinsAge')
  if (serum === 'high') found.add('highSerum')
  if (nipt === 'high') found.add('highNipt')
  if (nt === 'high') found.add('raisedNt')
  return DIAGNOSIS_INDICATION.values.filter(indication => found.has(indication))
}

/** What a woman is told next: a diagnosis that found nothing before every indication, an indication before a doubtful result, a doubtful result before the test that is still to come. */
export function nextStep(facts: StepFacts & { readonly isCoupleOpen: boolean }, windows: PrenatalWindows): PrenatalNextStep {
  const step = ownStep(facts, windows)
  // A couple whose carrier tests are not complete is not done with, whatever her other screening says.
  return step === 'routine' && facts.isCoupleOpen ? 'couple' : step
}

type StepFacts = { readonly gestationDays: number; readonly indications: readonly DiagnosisIndication[]; readonly serum: PrenatalClass | null; readonly nipt: NiptResult | null; readonly suitability: NiptSuitability; readonly diagnosis: DiagnosisConclusion | null }
function ownStep(facts: StepFacts, windows: PrenatalWindows): PrenatalNextStep {
  const { gestationDays, indications, serum, nipt, suitability, diagnosis } = facts
  if (diagnosis === 'negative') return 'routine'
  if (indications.length > 0) return 'diagnosis'
  if (nipt === 'failed' || serum === 'notAssessable') return 'laboratory'
  const isNiptOpen = windowState(gestationDays, windowOf('nipt', windows)) === 'open' && suitability !== 'notSuitable'
  if (nipt === null && serum === 'borderline') return isNiptOpen ? 'nipt' : 'diagnosis'
  if (serum !== null || nipt !== null) return 'routine'
  const state = windowState(gestationDays, windowOf('secondSerum', windows))
  if (state === 'open' || windowState(gestationDays, windowOf('firstSerum', windows)) === 'open') return 'sampleNow'
  return state === 'tooEarly' ? 'wait' : isNiptOpen ? 'nipt' : 'routine'
}
