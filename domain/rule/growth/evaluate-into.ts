import { completedMonths, correctionDays, decimalMonths, usesCorrectedAge } from './age.ts'
import { birthInto, chineseInto } from './chinese.ts'
import { INDICATOR_AT, REASON_AT, refuse, STANDARD_AT, type GrowthBuffer, type GrowthNumbers } from './numbers.ts'
import type { GrowthRuleValues } from './rules.ts'
import type { GrowthTables } from './tables.ts'
import { whoInto } from './who.ts'

/** Says of every measurement that it cannot be evaluated before term. */
function refuseBeforeTerm(input: GrowthNumbers, out: GrowthBuffer): void {
  const [hasWeight, hasLength] = [!Number.isNaN(input.weightKg), !Number.isNaN(input.lengthCm)]
  for (const standard of [STANDARD_AT.who2006, STANDARD_AT.wst423]) {
    if (hasWeight) refuse(out, standard, INDICATOR_AT.wfa, REASON_AT.notTerm)
    if (hasLength) refuse(out, standard, INDICATOR_AT.lhfa, REASON_AT.notTerm)
    if (hasWeight && hasLength) {
      refuse(out, standard, INDICATOR_AT.wfl, REASON_AT.notTerm)
      refuse(out, standard, INDICATOR_AT.bfa, REASON_AT.notTerm)
    }
    if (!Number.isNaN(input.headCm)) refuse(out, standard, INDICATOR_AT.hcfa, REASON_AT.notTerm)
    if (!Number.isNaN(input.armCm) && standard === STANDARD_AT.who2006) refuse(out, standard, INDICATOR_AT.acfa, REASON_AT.notTerm)
  }
}

/**
 * Evaluates one visit of one child into a buffer and answers how many rows there are: every standard that covers the age
 * with every indicator that was measured. Allocates nothing for an evaluated child, so that a county's register passes in seconds.
 */
export function evaluateInto(tables: GrowthTables, rules: GrowthRuleValues, input: GrowthNumbers, out: GrowthBuffer): number {
  out.count = 0
  out.reason = 0
  out.actualDays = input.measuredNumber - input.birthNumber
  out.ageDays = out.actualDays
  out.isCorrected = false
  if (out.actualDays < 0) {
    out.ageMonths = -1
    out.reason = REASON_AT.beforeBirth
    return 0
  }
  const correction = input.isActualAgeForced ? 0 : correctionDays(input.gestationDays, rules)
  const correctedBirth = input.birthNumber + correction
  if (correction > 0 && usesCorrectedAge(correction, completedMonths(correctedBirth, input.measuredNumber), rules)) {
    out.isCorrected = true
    out.ageDays = out.actualDays - correction
  }
  out.ageMonths = decimalMonths(out.isCorrected ? correctedBirth : input.birthNumber, input.measuredNumber)
  const { sex } = input
  if (sex !== 1 && sex !== 2) {
    out.reason = REASON_AT.sexUnknown
    return 0
  }
  if (out.ageDays < 0) refuseBeforeTerm(input, out)
  else {
    whoInto(tables, rules, input, sex, out)
    chineseInto(tables, rules, input, sex, out)
  }
  if (out.actualDays === 0 && input.gestationDays > 0) birthInto(tables, input, sex, out)
  return out.count
}
