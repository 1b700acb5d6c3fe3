import { SYPHILIS_DRUG, type Infection, type InfectionConfirmation, type InfectionResult, type SyphilisDrug } from '../../code/infection.ts'
import { addDays, type Day } from '../../time/day.ts'
import type { InfectionRules } from './infection-rules.ts'

export type TestedWoman = {
  readonly hivResult: InfectionResult | null; readonly hivConfirmation: InfectionConfirmation | null
  readonly syphilisResult: InfectionResult | null; readonly syphilisConfirmation: InfectionConfirmation | null
  readonly hbvResult: InfectionResult | null
}

/** What a positive result still waits for, and what is confirmed. HBsAg needs no second test to count (indicator note §3). */
export function standingOf({ hivResult, hivConfirmation, syphilisResult, syphilisConfirmation, hbvResult }: TestedWoman): { waiting: Infection[]; confirmed: Infection[] } {
  const waits = (result: InfectionResult | null, confirmation: InfectionConfirmation | null): boolean => result === 'positive' && (confirmation ?? 'waiting') === 'waiting'
  const isConfirmed = (result: InfectionResult | null, confirmation: InfectionConfirmation | null): boolean => result === 'positive' && confirmation === 'confirmed'
  return {
    waiting: [...waits(hivResult, hivConfirmation) ? ['hiv' as const] : [], ...waits(syphilisResult, syphilisConfirmation) ? ['syphilis' as const] : []],
    confirmed: [...isConfirmed(hivResult, hivConfirmation) ? ['hiv' as const] : [], ...isConfirmed(syphilisResult, syphilisConfirmation) ? ['syphilis' as const] : [], ...hbvResult === 'positive' ? ['hbv' as const] : []],
  }
}

export type SyphilisCourse = { readonly syphilisDrug: SyphilisDrug | null; readonly syphilisDoses: number | null; readonly syphilisEndDay: Day | null }

/** 规范治疗 of syphilis [K]: penicillin, all its doses, ended so long before the birth; null while that cannot be said. */
export function isSyphilisTreatmentAdequate({ syphilisDrug, syphilisDoses, syphilisEndDay }: SyphilisCourse, deliveredDay: Day | null, rules: Pick<InfectionRules, 'syphilisDoses' | 'syphilisDaysBeforeBirth'>): boolean | null {
  if (syphilisDrug === null) return deliveredDay === null ? null : false
  if (!SYPHILIS_DRUG.entry(syphilisDrug).isPenicillin) return false
  const isWhole = syphilisEndDay !== null && (syphilisDoses ?? 0) >= rules.syphilisDoses
  if (!isWhole) return deliveredDay === null ? null : false
  return deliveredDay === null || addDays(syphilisEndDay, rules.syphilisDaysBeforeBirth) <= deliveredDay
}

export type TreatedWoman = TestedWoman & SyphilisCourse & { readonly hivTreatmentDay: Day | null; readonly hbvDnaIuPerMl: number | null; readonly hbvAntiviralDay: Day | null }

/** Confirmed infections whose treatment has not begun; of hepatitis B only from the load on that the setting names, and until the birth: it shields the child [K]. */
export function untreated(woman: TreatedWoman, isDelivered: boolean, rules: Pick<InfectionRules, 'hbvAntiviralFrom'>): Infection[] {
  const { confirmed } = standingOf(woman)
  return confirmed.filter(one => one === 'hiv' ? woman.hivTreatmentDay === null : one === 'syphilis' ? woman.syphilisDrug === null : !isDelivered && woman.hbvAntiviralDay === null && (woman.hbvDnaIuPerMl ?? 0) >= rules.hbvAntiviralFrom)
}
