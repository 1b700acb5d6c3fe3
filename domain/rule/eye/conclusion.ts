import type { ChildContact } from '../../code/child-check.ts'
import { type EyeAdvice, type EyeCheck, EYE_FINDING, type EyeFinding, type EyeResult, type HyperopiaReserve } from '../../code/eye-check.ts'
import type { VisualAcuity } from '../../code/visual-acuity.ts'
import { ageGroupOf, judgedMonths } from './age-group.ts'
import type { EyeRules } from './eye-rules.ts'
import { specialChecksAt } from './eye-visits.ts'
import { anisometropia, type Lens, refractionFindings, sphericalEquivalent } from './refraction.ts'
import { hyperopiaReserve } from './reserve.ts'
import { differByLines, isVisionLow } from './vision.ts'

export const EYES = ['right', 'left'] as const
export type EyeSide = (typeof EYES)[number]
export type PerEye<T> = Readonly<Record<EyeSide, T>>
/** Findings of 眼外观 by part, as codes; an empty list was not looked at. */
export const APPEARANCE_PARTS = ['eyelid', 'conjunctiva', 'eyeball', 'cornea', 'pupil', 'sclera'] as const
export type Appearance = Readonly<Record<(typeof APPEARANCE_PARTS)[number], readonly string[]>>
/** The checks that end in 未见异常, 异常 or 不配合 for each eye. */
export const RESULT_CHECKS = ['lightResponse', 'blink', 'redBall', 'behaviour', 'redReflex', 'position', 'motility', 'coverAversion'] as const satisfies readonly EyeCheck[]
/** 眼位检查 is made in two steps, each with its own result (§3): corneal light reflex, then cover test. */
export const POSITION_STEPS = ['cornealReflex', 'coverTest'] as const
export type ResultCheck = (typeof RESULT_CHECKS)[number]

const WORST_FIRST: readonly EyeResult[] = ['2', '1', '3']
/** What the steps of a check say together: abnormal where one of them is, else looked at, else not possible; null without any. */
export const togetherOf = (results: readonly (EyeResult | null)[]): EyeResult | null => WORST_FIRST.find(result => results.includes(result)) ?? null

export type EyeExamination = {
  readonly contact: ChildContact | null
  readonly completedMonths: number
  readonly appearance: PerEye<Appearance | null>
  /** A newborn's risk factors as codes; not asked is null. */
  readonly riskFactors: readonly string[] | null
  readonly results: Readonly<Partial<Record<ResultCheck, PerEye<EyeResult | null>>>>
  readonly lens: PerEye<Lens | null>
  readonly cycloplegic: boolean
  /** Uncorrected vision. */
  readonly vision: PerEye<VisualAcuity | null>
  readonly fundusAbnormal: boolean
  /** True when a low vision of before is checked again: then it is referred instead of recalled once more. */
  readonly isVisionRecheck: boolean
  /** A child of the ROP population whose window has closed without an examination (§7, 3). */
  readonly retinopathyMissed: boolean
}

export type EyeConclusion = {
  readonly findings: readonly { readonly finding: EyeFinding; readonly eyes: readonly EyeSide[] }[]
  readonly advice: EyeAdvice
  /** Starred checks of this visit that were not done: a referral may be made for them alone (§7, 6). */
  readonly undone: readonly EyeCheck[]
  readonly reserve: PerEye<HyperopiaReserve | null>
  /** 正常, or 异常: with every abnormal item (§7). */
  readonly text: string
}

// §7 [K]: white pupil, corneal opacity, suspected congenital glaucoma (a large cornea); §3: an abnormal red reflex.
const URGENT_CORNEA: ReadonlySet<string> = new Set(['2', '3'])
const URGENT_PUPIL: ReadonlySet<string> = new Set(['5'])
const isUrgentLook = ({ cornea, pupil }: Appearance): boolean => cornea.some(code => URGENT_CORNEA.has(code)) || pupil.some(code => URGENT_PUPIL.has(code))

function findingsOf(examination: EyeExamination, rules: EyeRules): EyeConclusion['findings'] {
  const { appearance, results, lens, vision } = examination
  const months = judgedMonths(examination)
  const found = new Map<EyeFinding, Set<EyeSide>>()
  const add = (finding: EyeFinding, ...eyes: readonly EyeSide[]): void => { found.set(finding, new Set([...found.get(finding) ?? [], ...eyes])) }
  for (const side of EYES) {
    const seen = appearance[side]
    if (seen && Object.values(seen).some(codes => codes.some(code => code !== '1'))) add('appearance', side)
    for (const check of RESULT_CHECKS) if (results[check]?.[side] === '2') add(check, side)
    const own = lens[side]
    if (own && !examination.cycloplegic) for (const { finding } of refractionFindings(own, ageGroupOf(months), rules)) add(finding, side)
    const acuity = vision[side]
    if (acuity !== null && isVisionLow(acuity, months, rules)) add('lowVision', side)
  }
  if (lens.right && lens.left && !examination.cycloplegic && anisometropia(lens.right, lens.left, rules).found) add('anisometropia', ...EYES)
  if (vision.right !== null && vision.left !== null && differByLines(vision.right, vision.left, rules)) add('twoLines', ...EYES)
  if (examination.riskFactors?.some(code => code !== '0')) add('riskFactors', ...EYES)
  if (examination.fundusAbnormal) add('fundus', ...EYES)
  if (examination.retinopathyMissed) add('retinopathy', ...EYES)
  return EYE_FINDING.values.flatMap(finding => { const eyes = found.get(finding); return eyes ? [{ finding, eyes: EYES.filter(side => eyes.has(side)) }] : [] })
}

/** Which of the checks of a visit were done for at least one eye. */
export function isCheckDone(check: EyeCheck, { appearance, riskFactors, results, lens, vision }: Pick<EyeExamination, 'appearance' | 'riskFactors' | 'results' | 'lens' | 'vision'>): boolean {
  if (check === 'appearance') return EYES.some(side => appearance[side] !== null && Object.values(appearance[side]!).some(codes => codes.length > 0))
  if (check === 'riskFactors') return riskFactors !== null
  if (check === 'refraction') return EYES.some(side => lens[side] !== null)
  if (check === 'vision') return EYES.some(side => vision[side] !== null)
  return EYES.some(side => (results[check]?.[side] ?? null) !== null)
}

/** What a visit found, what follows from it and the sentence that is printed (§7; cases E-03 to E-14, E-25, E-26). */
export function concludeEye(examination: EyeExamination, rules: EyeRules): EyeConclusion {
  const { contact, lens, cycloplegic } = examination
  const findings = findingsOf(examination, rules)
  const isUrgent = EYES.some(side => (examination.appearance[side] && isUrgentLook(examination.appearance[side]!)) || examination.results.redReflex?.[side] === '2')
  // Low vision alone is measured again within a month before anybody is sent away (§5.2).
  const onlyVision = findings.every(({ finding }) => finding === 'lowVision' || finding === 'twoLines')
  const reserveOf = (own: Lens | null): HyperopiaReserve | null => own && hyperopiaReserve(sphericalEquivalent(own), judgedMonths(examination), cycloplegic, rules)
  return {
    findings, advice: isUrgent ? 'urgent' : findings.length === 0 ? 'none' : onlyVision && !examination.isVisionRecheck ? 'recheck' : 'refer',
    undone: contact ? specialChecksAt(contact).filter(check => !isCheckDone(check, examination)) : [], reserve: { right: reserveOf(lens.right), left: reserveOf(lens.left) },
    text: findings.length === 0 ? '正常' : `异常:${findings.map(({ finding }) => EYE_FINDING.label(finding)).join('、')}`,
  }
}
