import { NIPT_CRITERION, type NiptCriterion, type NiptResult, type NiptSuitability, type PrenatalClass } from '../../code/prenatal.ts'
import { type FieldIssue, message, warn } from '../../message/message.ts'
import { rounded } from '../rounding.ts'
import type { PrenatalRules } from './prenatal-rules.ts'
import { isAdvancedAge } from './serum.ts'
import { type PrenatalWindows, windowOf } from './windows.ts'

/** The criteria that somebody has to ask about; the others follow from the record. */
export const ASKED_CRITERIA = [
  'threatenedAbortion', 'fever', 'bleedingTendency', 'chronicInfection', 'rhNegative', 'assistedConception', 'previousAneuploidy', 'otherCaution',
  'parentChromosome', 'transfusion', 'structuralAnomaly', 'monogenic', 'malignancy', 'otherUnsuitable',
] as const satisfies readonly NiptCriterion[]
export type AskedCriterion = (typeof ASKED_CRITERIA)[number]

export type NiptFacts = {
  readonly gestationDays: number
  readonly fetusCount: number | null
  readonly ageAtDelivery: number | null
  readonly weightKg: number | null
  readonly heightCm: number | null
  /** Overall class of the serum screening; null when none was made. */
  readonly serum: PrenatalClass | null
  readonly asked: readonly AskedCriterion[]
}
export type NiptAssessment = {
  readonly suitability: NiptSuitability
  /** In the order of the table. */
  readonly criteria: readonly NiptCriterion[]
  /** Facts nobody noted: without them a criterion of 慎用 may have been overlooked. */
  readonly missing: readonly ('fetusCount' | 'ageAtDelivery' | 'bodyMassIndex')[]
}

/** Body mass index with one decimal, as the limit is written; null without weight or height. */
export const bodyMassIndex = (weightKg: number | null, heightCm: number | null): number | null =>
  weightKg === null || heightCm === null ? null : rounded(weightKg / (heightCm / 100) ** 2, 1)

const WORST_FIRST = ['notSuitable', 'caution', 'suitable'] as const
const groupOf = (criterion: NiptCriterion): NiptSuitability => NIPT_CRITERION.entry(criterion).group

/** 适用、慎用 or 不适用: any criterion of a worse group decides (§4; P-17 … P-20). */
export function assessNipt(facts: NiptFacts, windows: PrenatalWindows, rules: PrenatalRules): NiptAssessment {
  const { gestationDays, fetusCount, ageAtDelivery, serum } = facts
  const index = bodyMassIndex(facts.weightKg, facts.heightCm)
  const found = new Set<NiptCriterion>(facts.asked)
  if (gestationDays < windowOf('nipt', windows).firstDays) found.add('tooEarly')
  if (serum === 'borderline') found.add('borderlineSerum')
  if (serum === 'high') found.add('highSerum')
  if (serum === null && gestationDays > windowOf('secondSerum', windows).lastDays) found.add('missedSerum')
  if (ageAtDelivery !== null && isAdvancedAge(ageAtDelivery, rules)) found.add('advancedAge')
  if (index !== null && index > rules.niptBodyMassIndex) found.add('bodyMassIndex')
  if (fetusCount !== null && fetusCount >= 2) found.add('multipleFetuses')
  const criteria = NIPT_CRITERION.values.filter(criterion => found.has(criterion))
  return {
    suitability: WORST_FIRST.find(group => criteria.some(criterion => groupOf(criterion) === group)) ?? 'voluntary', criteria,
    missing: [...fetusCount === null ? ['fetusCount' as const] : [], ...ageAtDelivery === null ? ['ageAtDelivery' as const] : [], ...index === null ? ['bodyMassIndex' as const] : []],
  }
}

/** A reported result that its own numbers speak against (§4): too little fetal DNA, or a Z beyond the limit called low. */
export function checkNiptResult(report: { readonly result: NiptResult; readonly fetalFractionPercent: number | null; readonly z: readonly (number | null)[] }, rules: PrenatalRules, path: string): FieldIssue[] {
  const { result, fetalFractionPercent, z } = report
  if (result !== 'failed' && fetalFractionPercent !== null && fetalFractionPercent < rules.niptFetalFraction) {
    return [warn(path, message('prenatal.fetalFraction', '胎儿游离DNA浓度 {{percent}}% 低于 {{least}}%,结果不应出具,请向实验室核实或重新采血', { percent: fetalFractionPercent, least: rules.niptFetalFraction }))]
  }
  const beyond = z.find(value => value !== null && Math.abs(value) >= rules.niptZ)
  return result === 'low' && beyond !== undefined && beyond !== null ? [warn(path, message('prenatal.niptZ', 'Z值 {{z}} 达到界值 {{limit}},与低风险结论不符,请向实验室核实', { z: beyond, limit: rules.niptZ }))] : []
}
