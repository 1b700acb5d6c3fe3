import type { ChildCaseKind } from '../../code/child-case.ts'
import type { AnaemiaDegree, NutritionDisease } from '../../code/child-nutrition.ts'
import { codesIn, type CodeList } from '../../field/code-list.ts'
import { message, type Message } from '../../message/message.ts'
import { completedMonths, type Day } from '../../time/day.ts'
import type { NutritionStatus } from '../growth/words.ts'
import { anaemiaReferral } from './anaemia.ts'
import type { ChildRules } from './child-rules.ts'
import { type DevelopmentWord, developmentTests } from './development-words.ts'
import { canCloseAnaemia, canCloseMalnutrition, canCloseObesity, canCloseRickets, type Deficit, type Excess, type GrowthFindings, isObesityReferral, isRicketsReferral, malnutritionReferral } from './nutrition-case.ts'
import { canCloseHighRiskFile } from './preterm-plan.ts'
import { ricketsCourse, type RicketsLook } from './rickets.ts'

/** 儿童营养性疾病因素类别 of a case; a high-risk file is none of them (WS 376.4). */
export const DISEASE_OF_CASE: Readonly<Record<ChildCaseKind, NutritionDisease | null>> = { highRisk: null, malnutrition: '01', anaemia: '02', rickets: '03', obesity: '04' }
const KIND_OF_DISEASE: Readonly<Partial<Record<NutritionDisease, ChildCaseKind>>> = { '01': 'malnutrition', '02': 'anaemia', '03': 'rickets', '04': 'obesity' }
/** The case a proposed disease is kept in; null for 其他. */
export const caseOfDisease = (disease: NutritionDisease): ChildCaseKind | null => KIND_OF_DISEASE[disease] ?? null

type Graded = { readonly weightGrade: string | null; readonly lengthGrade: string | null; readonly weightForLengthGrade: string | null; readonly bmiGrade: string | null; readonly nutrition: CodeList<NutritionStatus> | null }

/** What a stored evaluation found: a deficit or excess that was evaluated and is not named is `none`, one not evaluated is null. */
export function growthFindingsOf({ weightGrade, lengthGrade, weightForLengthGrade, bmiGrade, nutrition }: Graded): GrowthFindings {
  const found = new Set<NutritionStatus>(codesIn(nutrition))
  const deficit = (evaluated: boolean, moderate: NutritionStatus, severe: NutritionStatus): Deficit | null => !evaluated ? null : found.has(severe) ? 'severe' : found.has(moderate) ? 'moderate' : 'none'
  const hasShape = weightForLengthGrade !== null || bmiGrade !== null
  const excess: Excess | null = !hasShape ? null : found.has('severelyObese') ? 'severelyObese' : found.has('obese') ? 'obese' : found.has('overweight') ? 'overweight' : 'none'
  return { underweight: deficit(weightGrade !== null, 'underweight', 'severelyUnderweight'), stunted: deficit(lengthGrade !== null, 'stunted', 'severelyStunted'), wasted: deficit(hasShape, 'wasted', 'severelyWasted'), excess }
}

/** One look at the child since the case was opened: a follow-up of the case, or a check-up. Null: not looked at. */
export type CourseVisit = {
  readonly day: Day
  readonly weightKg: number | null
  readonly growth: GrowthFindings
  /** Head circumference graded 下; null: not evaluated. */
  readonly headLow: boolean | null
  readonly haemoglobinGPerL: number | null
  readonly anaemia: AnaemiaDegree | null
  /** Null where no sign was asked for. */
  readonly rickets: RicketsLook | null
  readonly generalConditionGood: boolean | null
  readonly courseCompleted: boolean | null
  readonly improved: boolean | null
  readonly complicationSuspected: boolean | null
  /** A referral of this case without its result. */
  readonly openReferral: boolean
}
export type CaseCourse = {
  readonly kind: ChildCaseKind
  readonly openedDay: Day
  readonly treatmentStartedDay: Day | null
  readonly startHaemoglobinGPerL: number | null
  readonly startExcess: Excess | null
  /** A low-risk preterm closes earlier than another high-risk child (§8). */
  readonly lowRiskPreterm: boolean
  readonly correctedMonths: number
  /** Looks at the signs of rickets up to the opening, the oldest first. */
  readonly ricketsBefore: readonly RicketsLook[]
  /** Everything said about the child's development, the oldest first. */
  readonly development: readonly DevelopmentWord[]
  /** Any referral of the child without its result, of a check-up or of whichever case. */
  readonly childReferralOpen: boolean
  /** The oldest first. */
  readonly visits: readonly CourseVisit[]
}
/** What the program proposes for a case, with the section of the note it follows and that section's mark. */
export type CaseAdvice = { readonly reason: Message; readonly source: string }

const lastOf = <V, T>(visits: readonly V[], of: (visit: V) => T | null): T | null => { const found = visits.findLast(visit => of(visit) !== null); return found ? of(found) : null }
/** The last known value of each indicator: a visit that only weighed says nothing about the length. */
export const latestGrowth = (visits: readonly Pick<CourseVisit, 'growth'>[]): GrowthFindings => ({
  underweight: lastOf(visits, visit => visit.growth.underweight), stunted: lastOf(visits, visit => visit.growth.stunted), wasted: lastOf(visits, visit => visit.growth.wasted), excess: lastOf(visits, visit => visit.growth.excess),
})
// The head table of WS/T 423 ends there (§5.1); an older child has no such indicator.
const HEAD_MONTHS = 36

/** §8: no indicator below −2 SD, each as it was last known; null while one of them is not known. */
function isGrowthNormal(visits: readonly CourseVisit[], months: number): boolean | null {
  const { underweight, stunted, wasted } = latestGrowth(visits)
  const headLow = lastOf(visits, visit => visit.headLow) ?? (months >= HEAD_MONTHS ? false : null)
  const below = [...[underweight, stunted, wasted].map(deficit => deficit === null ? null : deficit !== 'none'), headLow]
  return below.includes(true) ? false : below.includes(null) ? null : true
}
const isEvaluated = ({ growth }: CourseVisit): boolean => growth.underweight !== null || growth.stunted !== null || growth.wasted !== null

/** Months from the first of the last looks in a row for which `holds` is true to the last look; 0 when it does not hold now. */
function monthsHeld(visits: readonly CourseVisit[], holds: (visit: CourseVisit) => boolean): number {
  const last = visits.at(-1)
  let first: CourseVisit | undefined
  for (const visit of visits.toReversed()) {
    if (!holds(visit)) break
    first = visit
  }
  return first && last ? completedMonths(first.day, last.day) : 0
}

/** Why closing may be proposed (§8, §9; the doctor decides), or null. */
export function closingAdvice({ kind, visits, lowRiskPreterm, correctedMonths, ricketsBefore, development, childReferralOpen }: CaseCourse, rules: ChildRules): CaseAdvice | null {
  const last = visits.at(-1)
  if (!last) return null
  switch (kind) {
    case 'highRisk': {
      const mayClose = canCloseHighRiskFile({
        highRisk: !lowRiskPreterm, correctedMonths, growthNormal: isGrowthNormal(visits, correctedMonths), developmentNormal: developmentTests(development), openReferral: childReferralOpen,
      }, rules)
      return mayClose ? { reason: message('childCase.closeHighRisk', '已满矫正 {{months}} 月龄,体重、身长(高)、身长(高)别体重和头围均不低于-2SD,最近 {{tests}} 次发育评估正常,没有未完成的转诊,建议结案', { months: lowRiskPreterm ? rules.closingLowRiskMonths : rules.closingHighRiskMonths, tests: rules.closingNormalTests }), source: '§8 [K]' } : null
    }
    case 'malnutrition': {
      const good = lastOf(visits, visit => visit.generalConditionGood) === true
      return canCloseMalnutrition({ growth: latestGrowth(visits), generalConditionGood: good }) ? { reason: message('childCase.closeMalnutrition', '体重、身长(高)、身长别体重均不低于-2SD,一般状况良好,建议结案'), source: '§9.1 [K]' } : null
    }
    case 'anaemia':
      return canCloseAnaemia(lastOf(visits, visit => visit.anaemia), lastOf(visits, visit => visit.courseCompleted) === true) ? { reason: message('childCase.closeAnaemia', '补铁疗程已完成,血红蛋白正常,建议结案'), source: '§9.2 [S7]' } : null
    case 'rickets': {
      const course = ricketsCourse(ricketsBefore, visits.flatMap(visit => visit.rickets ?? []))
      return course && canCloseRickets(course, rules) ? { reason: message('childCase.closeRickets', '佝偻病体征消失或稳定 {{months}} 个月,建议结案', { months: rules.ricketsStableMonths }), source: '§9.3 [K]' } : null
    }
    case 'obesity':
      return canCloseObesity(visits.flatMap(visit => visit.growth.excess === null ? [] : [visit.growth.excess]), rules) ? { reason: message('childCase.closeObesity', '连续 {{visits}} 次身长(高)别体重和BMI低于+1SD,建议结案', { visits: rules.obesityNormalVisits }), source: '§9.4 [K]' } : null
  }
}

const WORDS = {
  severe: message('childCase.referSevere', '重度营养不良,建议转诊'), poorGain: message('childCase.referPoorGain', '中度营养不良,连续两次体重增长不良,建议转诊'),
  lengthStays: message('childCase.referLength', '营养改善3个月后身长(高)仍不达标,建议转诊'),
  anaemiaSevere: message('childCase.referAnaemiaSevere', '重度贫血,建议转诊'), worse: message('childCase.referWorse', '血红蛋白较建案时下降,建议转诊'),
  rickets: message('childCase.referRickets', '佝偻病治疗后没有好转,建议转诊'), obesity: message('childCase.referObesity', '肥胖程度加重,或怀疑疾病、并发症,建议转诊'),
} as const

type IronCourse = Parameters<typeof anaemiaReferral>[1]
const noImprovement = (course: IronCourse, { ironExpectedRiseGPerL: least }: ChildRules): Message =>
  message('childCase.referNoImprovement', '规则补铁 {{months}} 个月,血红蛋白上升 {{rise}} g/L,不足 {{least}} g/L,建议转诊', { months: course?.regularIronMonths ?? 0, rise: course ? course.nowGPerL - course.startGPerL : 0, least })

// A gain that is none: the weight stayed or fell between two measurements (§5.6 [K]).
function poorGainsInRow(visits: readonly CourseVisit[]): number {
  const weights = visits.flatMap(visit => visit.weightKg === null ? [] : [visit.weightKg])
  let row = 0
  for (let at = weights.length - 1; at > 0 && (weights[at] ?? 0) <= (weights[at - 1] ?? 0); at -= 1) row += 1
  return row
}

/** Why the child should be referred as things stand in its case (§9), or null. */
export function referralAdvice({ kind, visits, treatmentStartedDay, startHaemoglobinGPerL, startExcess }: CaseCourse, rules: ChildRules): CaseAdvice | null {
  const last = visits.at(-1)
  if (!last || last.openReferral) return null
  if (kind === 'malnutrition') {
    const known = visits.map((visit, index) => ({ ...visit, growth: latestGrowth(visits.slice(0, index + 1)) })).filter(isEvaluated)
    const improved = monthsHeld(known, ({ growth }) => growth.underweight === 'none' && growth.wasted === 'none')
    const why = malnutritionReferral({ growth: latestGrowth(visits), generalConditionGood: false, poorGainsInRow: poorGainsInRow(visits), improvedMonths: improved })
    return why ? { reason: WORDS[why], source: '§9.1 [S7]' } : null
  }
  if (kind === 'anaemia') {
    const checked = visits.findLast(visit => visit.haemoglobinGPerL !== null && visit.anaemia !== null)
    if (!checked || checked.anaemia === null || checked.haemoglobinGPerL === null) return null
    const course = treatmentStartedDay && startHaemoglobinGPerL !== null && checked.day > treatmentStartedDay
      ? { regularIronMonths: completedMonths(treatmentStartedDay, checked.day), startGPerL: startHaemoglobinGPerL, nowGPerL: checked.haemoglobinGPerL } : null
    const why = anaemiaReferral(checked.anaemia, course, rules)
    if (!why) return null
    return { reason: why === 'severe' ? WORDS.anaemiaSevere : why === 'worse' ? WORDS.worse : noImprovement(course, rules), source: '§9.2 [S7]' }
  }
  if (kind === 'rickets') {
    const improved = lastOf(visits, visit => visit.improved)
    return treatmentStartedDay && improved !== null && isRicketsReferral(completedMonths(treatmentStartedDay, last.day), improved, rules) ? { reason: WORDS.rickets, source: '§9.3 [K]' } : null
  }
  if (kind === 'obesity') {
    const excesses = visits.flatMap(visit => visit.growth.excess === null ? [] : [visit.growth.excess])
    const now = excesses.at(-1)
    const before = excesses.at(-2) ?? startExcess
    return now && isObesityReferral(before ?? now, now, last.complicationSuspected === true) ? { reason: WORDS.obesity, source: '§9.4 [K]' } : null
  }
  return null
}
