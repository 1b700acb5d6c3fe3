import type { ChildContact } from '../../code/child-check.ts'
import type { EyeResult } from '../../code/eye-check.ts'
import type { VisualAcuity } from '../../code/visual-acuity.ts'
import { type CodeList, codesIn } from '../../field/code-list.ts'
import { APPEARANCE_PARTS, type Appearance, concludeEye, type EyeConclusion, type EyeExamination, type EyeSide, type PerEye, POSITION_STEPS, RESULT_CHECKS, togetherOf } from '../../rule/eye/conclusion.ts'
import type { EyeRules } from '../../rule/eye/eye-rules.ts'
import { isCycloplegic, type Lens, lensOf, sphericalEquivalent } from '../../rule/eye/refraction.ts'
import { eyeField } from './parts.ts'
import type { EYE_COMPUTED, EyeVisit } from './visit.record.ts'

type Values = Readonly<Record<string, unknown>>
const perEye = <T>(of: (side: EyeSide) => T): PerEye<T> => ({ right: of('right'), left: of('left') })

/** The lens of one eye of a visit or prescription, in minus-cylinder notation; null where it was not measured. */
export const lensOfRow = (row: object, side: EyeSide): Lens | null => {
  const values = row as Values
  const of = (name: string): number | null => (values[eyeField(name, side)] ?? null) as number | null
  return lensOf({ sphereD: of('sphereD'), cylinderD: of('cylinderD'), axisDegrees: of('axisDegrees') })
}

/** What only other rows know about a visit. */
export type EyeContext = { readonly completedMonths: number; readonly isVisionRecheck: boolean; readonly retinopathyMissed: boolean }

/** A visit as the rules see it. */
export function examinationOf(row: Readonly<Partial<EyeVisit>>, context: EyeContext): EyeExamination {
  const values = row as Values
  const list = (name: string): string[] => codesIn((values[name] ?? null) as CodeList | null)
  const appearance = perEye((side): Appearance | null => {
    const seen = Object.fromEntries(APPEARANCE_PARTS.map(part => [part, list(eyeField(part, side))])) as unknown as Appearance
    return Object.values(seen).some(codes => codes.length > 0) ? seen : null
  })
  return {
    contact: (row.contact ?? null) as ChildContact | null, completedMonths: context.completedMonths, appearance, riskFactors: row.riskFactors ? list('riskFactors') : null,
    results: Object.fromEntries(RESULT_CHECKS.map(check => [check, perEye(side => togetherOf((check === 'position' ? [check, ...POSITION_STEPS] : [check]).map(name => (values[eyeField(name, side)] ?? null) as EyeResult | null)))])),
    lens: perEye(side => lensOfRow(row, side)), cycloplegic: isCycloplegic(row.pupilState ?? null), vision: perEye(side => (values[eyeField('vision', side)] ?? null) as VisualAcuity | null),
    fundusAbnormal: row.fundus === '2', isVisionRecheck: context.isVisionRecheck, retinopathyMissed: context.retinopathyMissed,
  }
}

const listed = (codes: readonly string[]): CodeList | null => codes.length === 0 ? null : codes.join(',') as CodeList

/** What the program finds for a visit: the conclusion, and the columns it is kept in. */
export function eyeFound(row: Readonly<Partial<EyeVisit>>, context: EyeContext, rules: EyeRules): { readonly conclusion: EyeConclusion; readonly columns: Pick<EyeVisit, (typeof EYE_COMPUTED)[number]> } {
  const examination = examinationOf(row, context)
  const conclusion = concludeEye(examination, rules)
  const equivalent = (side: EyeSide): number | null => { const own = examination.lens[side]; return own ? sphericalEquivalent(own) : null }
  return {
    conclusion,
    columns: {
      ageMonths: context.completedMonths, equivalentDRight: equivalent('right'), equivalentDLeft: equivalent('left'), reserveRight: conclusion.reserve.right, reserveLeft: conclusion.reserve.left,
      findings: listed(conclusion.findings.map(({ finding }) => finding)) as EyeVisit['findings'], undone: listed(conclusion.undone) as EyeVisit['undone'], advice: conclusion.advice, conclusion: conclusion.text,
    },
  }
}
