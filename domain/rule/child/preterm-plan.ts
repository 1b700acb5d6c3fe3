import { z } from 'zod'
import type { PretermClass } from '../../code/child-high-risk.ts'
import { message } from '../../message/message.ts'
import { faultIf, says } from '../../settings/said.ts'
import { addDays, completedMonths, type Day, daysBetween, monthAnniversary } from '../../time/day.ts'
import type { ChildRules } from './child-rules.ts'
import type { FollowUpPlanName } from './high-risk-factors.ts'

const TERM_DAYS = 280
const PRETERM_BELOW_DAYS = 37 * 7
const LOW_RISK_FROM_DAYS = 34 * 7
const LOW_RISK_FROM_G = 2000
const DAYS_PER_WEEK = 7

/** Day on which the child would have been 40 weeks; for a term child the day of birth (§2). */
export const termDay = (birthDay: Day, gestationDays: number | null): Day =>
  gestationDays !== null && gestationDays < PRETERM_BELOW_DAYS ? addDays(birthDay, TERM_DAYS - gestationDays) : birthDay

/** Completed months of corrected age (矫正月龄); negative before term, chronological for a term child (§2). */
export const correctedMonths = (birthDay: Day, gestationDays: number | null, on: Day): number => completedMonths(termDay(birthDay, gestationDays), on)

export type PretermFacts = {
  readonly gestationDays: number | null
  readonly birthWeightG: number | null
  /** Early severe complication, feeding difficulty or slow weight gain: any one makes a child high-risk. */
  readonly complication: boolean
  readonly feedingDifficulty: boolean
  readonly slowWeightGain: boolean
}

/**
 * 低危/高危早产儿 (§8 [S10]): high-risk below 34 weeks or 2000 g or with any of the three conditions. null when the child
 * is not preterm or the gestation is unknown; an unknown weight alone does not make low-risk.
 */
export function pretermClass({ gestationDays, birthWeightG, complication, feedingDifficulty, slowWeightGain }: PretermFacts): PretermClass | null {
  if (gestationDays === null || gestationDays >= PRETERM_BELOW_DAYS) return null
  const isHighRisk = gestationDays < LOW_RISK_FROM_DAYS || (birthWeightG !== null && birthWeightG < LOW_RISK_FROM_G) || complication || feedingDifficulty || slowWeightGain
  if (isHighRisk) return 'highRisk'
  return birthWeightG === null ? null : 'lowRisk'
}

const StepSchema = z.strictObject({
  /** The step holds until this corrected age is reached, the day itself included. */
  untilMonths: z.int().min(1).max(72),
  every: z.discriminatedUnion('unit', [z.strictObject({ unit: z.literal('day'), days: z.int().min(1).max(60) }), z.strictObject({ unit: z.literal('month'), months: z.int().min(1).max(12) })]),
})
const PlanSchema = z.array(StepSchema).max(10)
  .superRefine(says(steps => faultIf(!steps.every(({ untilMonths }, index) => index === 0 || untilMonths > (steps[index - 1]?.untilMonths ?? 0)), message('followUpPlan.order', '“到矫正月龄”须逐行增大,请改正'))))
export type FollowUpStep = z.output<typeof StepSchema>

/** A hospital's follow-up plans by name. */
export const FollowUpPlansSchema = z.strictObject({ lowRiskPreterm: PlanSchema, highRiskPreterm: PlanSchema, highRisk: PlanSchema, none: PlanSchema.max(0) })
export type FollowUpPlans = z.output<typeof FollowUpPlansSchema>

const days = (count: number): FollowUpStep['every'] => ({ unit: 'day', days: count })
const months = (count: number): FollowUpStep['every'] => ({ unit: 'month', months: count })
/**
 * Follow-up frequency as shipped (§8 [K], to be confirmed with a paediatrician). The note gives none for high-risk children
 * that are not preterm: they have the low-risk preterm frequency.
 */
export const FOLLOW_UP_PLANS_DEFAULT: FollowUpPlans = FollowUpPlansSchema.parse({
  lowRiskPreterm: [{ untilMonths: 6, every: months(1) }, { untilMonths: 12, every: months(2) }, { untilMonths: 24, every: months(6) }],
  highRiskPreterm: [{ untilMonths: 1, every: days(14) }, { untilMonths: 6, every: months(1) }, { untilMonths: 12, every: months(2) }, { untilMonths: 24, every: months(3) }],
  highRisk: [{ untilMonths: 6, every: months(1) }, { untilMonths: 12, every: months(2) }, { untilMonths: 24, every: months(6) }],
  none: [],
})

export type PlanChild = { readonly birthDay: Day; readonly gestationDays: number | null; readonly dischargeDay: Day | null }

/**
 * The days of a plan for one child, after its discharge (R25): months count by corrected age, so a child born early is
 * followed monthly also before term; day steps count from the discharge.
 */
export function followUpDays({ birthDay, gestationDays, dischargeDay }: PlanChild, steps: readonly FollowUpStep[]): Day[] {
  const term = termDay(birthDay, gestationDays)
  const start = dischargeDay ?? birthDay
  const found: Day[] = []
  let done: number | null = null
  for (const { untilMonths, every } of steps) {
    const end = monthAnniversary(term, untilMonths)
    if (every.unit === 'day') {
      for (let day = addDays(start, every.days); day <= end; day = addDays(day, every.days)) if (day > (found.at(-1) ?? start)) found.push(day)
    } else {
      let month = done ?? Math.min(completedMonths(term, start), untilMonths)
      for (month += every.months; month <= untilMonths; month += every.months) {
        const day = monthAnniversary(term, month)
        if (day > (found.at(-1) ?? start)) found.push(day)
      }
    }
    done = untilMonths
  }
  return found
}

/** The plan of a preterm class, or of another high-risk child. */
export const planNameOf = (pretermClassOfChild: PretermClass | null): FollowUpPlanName =>
  pretermClassOfChild === 'highRisk' ? 'highRiskPreterm' : pretermClassOfChild === 'lowRisk' ? 'lowRiskPreterm' : 'highRisk'

/** Postmenstrual age (孕后日龄) on a day: gestation at birth and the days since; null where the gestation is unknown. */
export const postmenstrualDays = (birthDay: Day, gestationDays: number | null, on: Day): number | null => gestationDays === null ? null : gestationDays + daysBetween(birthDay, on)

/**
 * First fundus examination for ROP of who is born before 32 weeks or lighter than 2000 g: at 4–6 weeks of age, or from 32
 * postmenstrual weeks on where that is later (child note §8 [K]; eye note §4, cases E-18, E-19); null when none is needed.
 */
export function retinopathyWindow({ birthDay, gestationDays }: Omit<PlanChild, 'dischargeDay'>, birthWeightG: number | null, rules: ChildRules): { readonly firstDay: Day; readonly lastDay: Day } | null {
  const limitDays = rules.retinopathyGestationBelowWeeks * DAYS_PER_WEEK
  const isNeeded = (birthWeightG !== null && birthWeightG < rules.retinopathyWeightBelowG) || (gestationDays !== null && gestationDays < limitDays)
  if (!isNeeded) return null
  const corrected = gestationDays === null ? birthDay : addDays(birthDay, Math.max(0, limitDays - gestationDays))
  const firstDay = addDays(birthDay, rules.retinopathyFirstWeeks * DAYS_PER_WEEK)
  const delayed = Math.max(0, daysBetween(firstDay, corrected))
  return { firstDay: addDays(firstDay, delayed), lastDay: addDays(birthDay, rules.retinopathyLastWeeks * DAYS_PER_WEEK + delayed) }
}

/** The day on which the weeks of that rule are reached after birth, shown beside the window because the source's “or” is ambiguous (eye note §4); null when they were at birth or are unknown. */
export const retinopathyWeeksDay = ({ birthDay, gestationDays }: Omit<PlanChild, 'dischargeDay'>, rules: ChildRules): Day | null =>
  gestationDays === null || gestationDays >= rules.retinopathyGestationBelowWeeks * DAYS_PER_WEEK ? null : addDays(birthDay, rules.retinopathyGestationBelowWeeks * DAYS_PER_WEEK - gestationDays)

export type ClosingFacts = {
  readonly highRisk: boolean
  readonly correctedMonths: number
  /** No indicator below −2 SD; null: not evaluated. */
  readonly growthNormal: boolean | null
  /** Results of the developmental tests, the latest last. */
  readonly developmentNormal: readonly boolean[]
  readonly openReferral: boolean
}

/** True when closing may be proposed (§8 [K]); the doctor decides, the program never closes by itself. */
export function canCloseHighRiskFile({ highRisk, correctedMonths: age, growthNormal, developmentNormal, openReferral }: ClosingFacts, rules: ChildRules): boolean {
  const last = developmentNormal.slice(-rules.closingNormalTests)
  return age >= (highRisk ? rules.closingHighRiskMonths : rules.closingLowRiskMonths) && growthNormal === true && !openReferral && last.length === rules.closingNormalTests && last.every(Boolean)
}
