import type { PrenatalClass, PrenatalDisease, PrenatalSubsidy, SerumPanel } from '../../code/prenatal.ts'
import { block, type FieldIssue, message, type Message, warn } from '../../message/message.ts'
import { completedYears, type Day } from '../../time/day.ts'
import { rounded } from '../rounding.ts'
import type { PrenatalRules } from './prenatal-rules.ts'

/** MoM: what was measured over the median of that day and the laboratory's correction factor, two decimals (§3.2; P-11, P-12). */
export const momOf = (measured: number, median: number, factor = 1): number => rounded(measured / (median * factor), 2)

/** Holds a reported MoM against the laboratory's own median; the program checks it and never replaces it (§3.2). */
export function checkMom(reported: number, measured: number, median: number, factor: number, rules: PrenatalRules, path: string): FieldIssue[] {
  const computed = momOf(measured, median, factor)
  return rounded(Math.abs(reported - computed), 2) < rules.momTolerance ? []
    : [warn(path, message('prenatal.momDiffers', 'MoM {{reported}} 与按中位数复算的 {{computed}} 不符,请核对测量值、中位数和校正系数', { reported, computed: computed.toFixed(2) }))]
}

/** 预产年龄: whole years on the expected day of delivery; a birthday on that day counts (§8; P-14). */
export const ageAtExpectedDelivery = (birthDay: Day, expectedDay: Day): number => completedYears(birthDay, expectedDay)
/** 高龄 from the limit on. */
export const isAdvancedAge = (age: number, rules: PrenatalRules): boolean => age >= rules.advancedAge

/** Serum is refused for more fetuses than it is valid for (§3.3). */
export const checkSerumFetuses = (fetusCount: number, rules: PrenatalRules, path: string): FieldIssue[] => fetusCount <= rules.serumFetuses ? []
  : [block(path, message('prenatal.tooManyFetuses', '{{fetuses}} 胎妊娠不能做血清学筛查,请改为超声筛查和产前诊断咨询', { fetuses: fetusCount }))]
/** The remark that goes with a serum report of twins (P-18). */
export const serumRemark = (fetusCount: number): Message | null => fetusCount === 2 ? message('prenatal.twinsRemark', '双胎妊娠血清学筛查的检出率低于单胎,请在知情同意时说明') : null

/** A free test is given once in a pregnancy (§3.5 [S-P1][S-P2]; P-30). */
export const checkFreeTest = (earlierFreeDay: Day | null, path: string): FieldIssue[] => earlierFreeDay === null ? []
  : [block(path, message('prenatal.freeTwice', '本次妊娠已于 {{day}} 做过免费产前筛查,不能再次免费,请改为自费', { day: earlierFreeDay }))]

/** What the free programme pays for after a result (§10.1 [S-P1]; P-20). */
export const subsidyOf = (overall: PrenatalClass | null, isEligible: boolean): PrenatalSubsidy | null => !isEligible ? null : overall === 'borderline' ? 'nipt' : overall === 'high' ? 'amniocentesis' : null

type Requirement = { readonly detectionAtLeast: number; readonly falsePositiveBelow: number }
const need = (detectionAtLeast: number, falsePositiveBelow: number): Requirement => ({ detectionAtLeast, falsePositiveBelow })
/** National performance requirement of the panels in per cent (§3.4 [S-P9]); the early and the combined tests have none there. */
export const PANEL_REQUIREMENT = {
  two: { t21: need(60, 8), t18: need(80, 5), ontd: need(85, 5) },
  three: { t21: need(70, 5), t18: need(85, 5), ontd: need(85, 5) },
  four: { t21: need(80, 5), t18: need(85, 1), ontd: need(85, 5) },
} as const satisfies Partial<Record<SerumPanel, Partial<Record<PrenatalDisease, Requirement>>>>
export type RequiredPanel = keyof typeof PANEL_REQUIREMENT
export type RequiredDisease = keyof (typeof PANEL_REQUIREMENT)[RequiredPanel]
