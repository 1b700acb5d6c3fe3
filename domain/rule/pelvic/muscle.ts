import type { EmgFinding, EmgPhase } from '../../code/pelvic.ts'
import type { PelvicRules } from './pelvic-rules.ts'

const BEST = 5

/** Ⅰ类肌(慢肌,耐力): grade by the whole seconds the contraction is held, 0–5 (§5.2; F-24). */
export const typeOneGrade = (heldSeconds: number): number => Math.min(BEST, Math.max(0, Math.floor(heldSeconds)))
/** Ⅱ类肌(快肌,爆发): grade by the number of quick full contractions in six seconds, 0–5 (§5.2; F-24). */
export const typeTwoGrade = (quickContractions: number): number => Math.min(BEST, Math.max(0, Math.floor(quickContractions)))

/** 疲劳度: amplitude at the end less that at the start, in %; 0 is normal, what falls below the limit is not (§5.2 [K]). */
export const isFatigued = (percent: number | null, { fatigueMinPercent }: Pick<PelvicRules, 'fatigueMinPercent'>): boolean => percent !== null && percent < fatigueMinPercent

/** One phase as the device reports it: µV, variability and the ratio of the last to the first 10 s without unit, seconds. What a phase has not is null. */
export type EmgMeasure = { readonly uv: number | null; readonly variability: number | null; readonly riseSeconds: number | null; readonly recoverySeconds: number | null; readonly ratio: number | null }
export type EmgMeasures = Readonly<Record<EmgPhase, EmgMeasure>>
/** The references of the device, kept with the result. */
export type EmgReference = Pick<PelvicRules, 'emgRestMaxUv' | 'emgFastMinUv' | 'emgTonicMinUv' | 'emgEnduranceMinUv' | 'emgVariabilityMaxHundredths' | 'emgRiseMaxSeconds' | 'emgRatioMinHundredths' | 'emgRatioMaxHundredths'>

/** What each phase shows against the references (§6 [R]; F-25): a value at its reference passes. */
export function emgFindings(measures: EmgMeasures, reference: EmgReference): readonly { readonly phase: EmgPhase; readonly finding: EmgFinding }[] {
  const above = (value: number | null, most: number): boolean => value !== null && value > most
  const below = (value: number | null, least: number): boolean => value !== null && value < least
  const { preRest, fast, tonic, endurance, postRest } = measures
  const found: { phase: EmgPhase; finding: EmgFinding }[] = []
  const add = (holds: boolean, phase: EmgPhase, finding: EmgFinding): void => { if (holds) found.push({ phase, finding }) }
  add(above(preRest.uv, reference.emgRestMaxUv), 'preRest', 'overactive')
  add(below(fast.uv, reference.emgFastMinUv), 'fast', 'fastWeak')
  add(above(fast.riseSeconds, reference.emgRiseMaxSeconds), 'fast', 'slowRise')
  add(above(fast.recoverySeconds, reference.emgRiseMaxSeconds), 'fast', 'slowRecovery')
  add(below(tonic.uv, reference.emgTonicMinUv), 'tonic', 'tonicWeak')
  add(below(endurance.uv, reference.emgEnduranceMinUv), 'endurance', 'enduranceWeak')
  for (const [phase, { variability, ratio }] of [['tonic', tonic], ['endurance', endurance]] as const) {
    add(above(variability, reference.emgVariabilityMaxHundredths / 100) || below(ratio, reference.emgRatioMinHundredths / 100) || above(ratio, reference.emgRatioMaxHundredths / 100), phase, 'unstable')
  }
  add(above(postRest.uv, reference.emgRestMaxUv), 'postRest', 'overactive')
  return found
}
