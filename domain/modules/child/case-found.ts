import { message, block, type FieldIssue } from '../../message/message.ts'
import { anaemiaOf } from '../../rule/child/anaemia.ts'
import type { ChildRules } from '../../rule/child/child-rules.ts'
import { highestLevel, type RiskFactorLine } from '../../rule/child/high-risk-factors.ts'
import { correctedMonths, pretermClass } from '../../rule/child/preterm-plan.ts'
import { vitaminDLevel } from '../../rule/child/rickets.ts'
import type { GrowthEvaluation } from '../../rule/growth/evaluate.ts'
import { completedMonths, type Day } from '../../time/day.ts'
import type { CASE_CLOSING, CASE_COMPUTED, ChildCase } from './case.record.ts'
import type { CASE_VISIT_COMPUTED, ChildCaseVisit } from './case-visit.record.ts'
import type { ChildOfCases } from './case-evidence.ts'
import { evaluatedFields } from './evaluated-fields.ts'

type Rules = { readonly rules: ChildRules; readonly altitudeM: number }
type Found = Pick<ChildCase, 'factors' | Exclude<(typeof CASE_COMPUTED)[number], 'number'>>

/**
 * What the program finds for a case as it is saved: names and level of its factors, preterm class, degree of anaemia (§8,
 * §9.2). A factor the hospital has since taken off its list stays with the case (`old`) it was written in.
 */
export function caseFound(row: ChildCase, { file, child }: Pick<ChildOfCases, 'file' | 'child'>, { rules, altitudeM, factors }: Rules & { readonly factors: readonly RiskFactorLine[] }, old?: ChildCase): { found: Found; issues: FieldIssue[] } {
  const anaemiaDegree = row.kind === 'anaemia' && row.startHaemoglobinGPerL !== null && child.birthDay && row.openedDay ? anaemiaOf(row.startHaemoglobinGPerL, child.birthDay, row.openedDay, altitudeM, rules)?.degree ?? null : null
  if (row.kind !== 'highRisk') return { found: { factors: row.factors, factorNames: null, riskLevel: null, pretermClass: null, anaemiaDegree }, issues: [] }
  const chosen = [...new Set(row.factors?.split(',').map(code => code.trim()).filter(Boolean) ?? [])]
  const oldCodes = old?.factors?.split(',') ?? []
  const oldNames = old?.factorNames?.split('、') ?? []
  const names = chosen.map(code => factors.find(line => line.code === code)?.name ?? oldNames[oldCodes.indexOf(code)] ?? null)
  return {
    found: {
      anaemiaDegree, factors: chosen.length > 0 ? chosen.join(',') : null, factorNames: names.every(name => name !== null) && names.length > 0 ? names.join('、') : null, riskLevel: highestLevel(chosen, factors) ?? old?.riskLevel ?? null,
      pretermClass: pretermClass({ gestationDays: file.gestationDays, birthWeightG: file.birthWeightG, complication: row.earlyComplication === true, feedingDifficulty: row.feedingDifficulty === true, slowWeightGain: row.slowWeightGain === true }),
    },
    issues: names.includes(null) ? [block('factors', message('childCase.unknownFactor', '所选高危因素不在本院的列表中,请重新选择'))] : [],
  }
}

/** What the program finds for a follow-up of a case: both ages, the grades of growth, the degree of anaemia, the level of vitamin D (§8, §9). */
export function caseVisitFound(row: ChildCaseVisit, { file, child }: Pick<ChildOfCases, 'file' | 'child'>, evaluation: GrowthEvaluation | null, method: string, { rules, altitudeM }: Rules): Pick<ChildCaseVisit, (typeof CASE_VISIT_COMPUTED)[number]> {
  const { birthDay } = child
  const isAfterBirth = birthDay !== null && row.visitDay && row.visitDay >= birthDay
  const anaemia = isAfterBirth && row.haemoglobinGPerL !== null ? anaemiaOf(row.haemoglobinGPerL, birthDay, row.visitDay, altitudeM, rules) : null
  return {
    ...evaluatedFields(evaluation, method), ageMonths: isAfterBirth ? completedMonths(birthDay, row.visitDay) : null, correctedMonths: isAfterBirth ? correctedMonths(birthDay, file.gestationDays, row.visitDay) : null,
    anaemiaDegree: anaemia?.degree ?? null, haemoglobinLimitGPerL: anaemia?.limitGPerL ?? null, vitaminDLevel: row.vitaminDNmolPerL === null ? null : vitaminDLevel(row.vitaminDNmolPerL, rules),
  }
}

/** How a case ends with the child's death, wherever that was entered (§12, last sentence; §15). */
export const endOfCaseByDeath = (one: Pick<ChildCase, 'kind' | 'openedDay'>, deathDay: Day, note: string, doctorName: string): Pick<ChildCase, (typeof CASE_CLOSING)[number]> => ({
  closedDay: one.openedDay > deathDay ? one.openedDay : deathDay, closingReason: 'died', outcome: one.kind === 'highRisk' ? null : '5', closingDoctor: doctorName, closingNote: note,
})
/** What file and cases say about the card that ended them. */
export const cardNote = (number: string | null): string => `死亡报告卡 ${number ?? ''}`.trim()
