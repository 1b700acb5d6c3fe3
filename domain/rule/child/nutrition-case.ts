import type { PrintedPhysique } from '../../code/child-check.ts'
import type { AnaemiaDegree, NutritionDisease } from '../../code/child-nutrition.ts'
import { message, type Message } from '../../message/message.ts'
import type { ChildRules } from './child-rules.ts'

/** 低体重, 生长迟缓, 消瘦 of WS/T 423: moderate is −3 SD ≤ x < −2 SD, severe below −3 SD; null: not evaluated. */
export type Deficit = 'none' | 'moderate' | 'severe'
/** 超重, 肥胖, 重度肥胖 by weight for height or BMI; null: not evaluated. */
export type Excess = 'none' | 'overweight' | 'obese' | 'severelyObese'

/** What a growth evaluation found; the evaluation itself is not done here. */
export type GrowthFindings = {
  readonly underweight: Deficit | null
  readonly stunted: Deficit | null
  readonly wasted: Deficit | null
  readonly excess: Excess | null
}

/**
 * 体格发育评价 as the 3～6岁 form prints it, several: it has no 肥胖, so every excess is printed as 5 超重 while the screen
 * shows the precise term (§4.4 [K]; case 54). Empty where nothing was evaluated; 正常 only when everything was.
 */
export function printedPhysique(growth: GrowthFindings): PrintedPhysique[] {
  const { underweight, stunted, wasted, excess } = growth
  const isPresent = (finding: Deficit | Excess | null): boolean => finding !== null && finding !== 'none'
  const found: PrintedPhysique[] = []
  if (isPresent(underweight)) found.push('2')
  if (isPresent(wasted)) found.push('3')
  if (isPresent(stunted)) found.push('4')
  if (isPresent(excess)) found.push('5')
  const isAllKnown = [underweight, stunted, wasted, excess].every(finding => finding !== null)
  return found.length === 0 && isAllKnown ? ['1'] : found
}

export type CheckFindings = {
  readonly growth: GrowthFindings
  readonly anaemia: AnaemiaDegree | null
  /** Number of rickets signs found (rickets.ts), and whether the doctor made the diagnosis. */
  readonly ricketsSigns: number
  readonly ricketsDiagnosed: boolean
}

export type CaseProposal = { readonly disease: NutritionDisease; readonly severe: boolean; readonly reason: Message }

const deficits = ({ underweight, stunted, wasted }: GrowthFindings): (Deficit | null)[] => [underweight, stunted, wasted]
const isAnaemic = (degree: AnaemiaDegree | null): boolean => degree !== null && degree !== 'none'

/**
 * The case files a check should be asked about (§9.5): any degree of the three deficits, haemoglobin below the limit,
 * 肥胖 or worse (超重 alone opens none), rickets signs from the number of the rules on or the doctor's diagnosis. The
 * doctor confirms; open files of the same kind are left out.
 */
export function proposeCases(findings: CheckFindings, openFiles: readonly NutritionDisease[], rules: ChildRules): CaseProposal[] {
  const { growth, anaemia, ricketsSigns, ricketsDiagnosed } = findings
  const found: CaseProposal[] = []
  const lacking = deficits(growth)
  if (lacking.some(deficit => deficit === 'moderate' || deficit === 'severe')) {
    found.push({ disease: '01', severe: lacking.includes('severe'), reason: message('child.proposeMalnutrition', '体格评价为低体重、生长迟缓或消瘦,建议建立营养不良专案') })
  }
  if (isAnaemic(anaemia)) found.push({ disease: '02', severe: anaemia === 'severe' || anaemia === 'verySevere', reason: message('child.proposeAnaemia', '血红蛋白低于界值,建议建立缺铁性贫血专案') })
  if (ricketsDiagnosed || ricketsSigns >= rules.ricketsSignsForFile) {
    found.push({ disease: '03', severe: false, reason: message('child.proposeRickets', '有 {{signs}} 项佝偻病体征或医生诊断,建议建立佝偻病专案', { signs: ricketsSigns }) })
  }
  if (growth.excess === 'obese' || growth.excess === 'severelyObese') {
    found.push({ disease: '04', severe: growth.excess === 'severelyObese', reason: message('child.proposeObesity', '体格评价为肥胖,建议建立超重/肥胖专案') })
  }
  return found.filter(({ disease }) => !openFiles.includes(disease))
}

export type MalnutritionCourse = {
  readonly growth: GrowthFindings
  readonly generalConditionGood: boolean
  /** Poor weight gains one after another, and for how long nutrition has improved without the length catching up. */
  readonly poorGainsInRow: number
  readonly improvedMonths: number
}

/** Refer a malnourished child (§9.1 [S7]): severe; moderate with two poor gains in a row; better for three months but length still poor. */
export function malnutritionReferral({ growth, poorGainsInRow, improvedMonths }: MalnutritionCourse): 'severe' | 'poorGain' | 'lengthStays' | null {
  const all = deficits(growth)
  if (all.includes('severe')) return 'severe'
  if (all.includes('moderate') && poorGainsInRow >= 2) return 'poorGain'
  return improvedMonths >= 3 && growth.stunted === 'moderate' ? 'lengthStays' : null
}

/** Close when all three indicators are known and at or above −2 SD, and the general condition is good (§9.1 [K]). */
export const canCloseMalnutrition = ({ growth, generalConditionGood }: Pick<MalnutritionCourse, 'growth' | 'generalConditionGood'>): boolean =>
  generalConditionGood && deficits(growth).every(deficit => deficit === 'none')

/** Close when the course of iron is complete and haemoglobin normal (§9.2 [S7]). */
export const canCloseAnaemia = (degree: AnaemiaDegree | null, courseCompleted: boolean): boolean => courseCompleted && degree === 'none'

/** Close when the signs are gone, or have been stable for the months of the rules (§9.3 [K]). */
export const canCloseRickets = ({ gone, stableMonths }: { readonly gone: boolean; readonly stableMonths: number }, rules: ChildRules): boolean => gone || stableMonths >= rules.ricketsStableMonths

/** Refer rickets that did not improve after the months of treatment of the rules (§9.3 [K]). */
export const isRicketsReferral = (treatedMonths: number, improved: boolean, rules: ChildRules): boolean => treatedMonths >= rules.ricketsTreatmentMonths && !improved

/** Close when weight for height and BMI were below +1 SD on the last visits of the rules' number (§9.4 [K]); latest visit last. */
export function canCloseObesity(excesses: readonly (Excess | null)[], rules: ChildRules): boolean {
  const last = excesses.slice(-rules.obesityNormalVisits)
  return last.length === rules.obesityNormalVisits && last.every(excess => excess === 'none')
}

const EXCESS_ORDER: readonly Excess[] = ['none', 'overweight', 'obese', 'severelyObese']
/** Refer obesity when the degree rose despite intervention, or a disease or complication is suspected (§9.4 [K]). */
export const isObesityReferral = (before: Excess, now: Excess, complicationSuspected: boolean): boolean =>
  complicationSuspected || EXCESS_ORDER.indexOf(now) > EXCESS_ORDER.indexOf(before)
