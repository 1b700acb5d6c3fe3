import type { ChildContent } from '../../code/child-check.ts'
import { EYE_CHECK } from '../../code/eye-check.ts'
import { APPEARANCE_PARTS, EYES, isCheckDone, POSITION_STEPS, RESULT_CHECKS } from '../../rule/eye/conclusion.ts'
import { examinationOf } from './examination.ts'
import { eyeField } from './parts.ts'
import type { EyeVisit } from './visit.record.ts'

/** What says which checks a visit made: every column a check is written in. */
export const EYE_CONTENT_FIELDS = [
  'riskFactors', ...EYES.flatMap(side => [...APPEARANCE_PARTS.map(part => eyeField(part, side)), ...RESULT_CHECKS.map(check => eyeField(check, side)), ...POSITION_STEPS.map(step => eyeField(step, side)), eyeField('sphereD', side), eyeField('vision', side)]),
] as const satisfies readonly (keyof EyeVisit)[]

/**
 * What a visit of the eye clinic answers of the contact's contents (child health note §15, R28): 眼保健 with any check that
 * was made, 视力 with the vision of both eyes. A visit that checked nothing leaves both open.
 */
export function contentsOfEyeVisit(visit: Readonly<Partial<Pick<EyeVisit, (typeof EYE_CONTENT_FIELDS)[number]>>>): ChildContent[] {
  const examination = examinationOf(visit, { completedMonths: 0, isVisionRecheck: false, retinopathyMissed: false })
  if (!EYE_CHECK.values.some(check => isCheckDone(check, examination))) return []
  return EYES.every(side => examination.vision[side] !== null) ? ['eye', 'vision'] : ['eye']
}
