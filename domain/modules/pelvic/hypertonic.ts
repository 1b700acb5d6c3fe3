import type { PelvicDiagnosis } from '../../code/pelvic-care.ts'
import { hasCode } from '../../field/code-list.ts'
import type { StoredPelvicAssessment } from './assessment.record.ts'

type Assessed = Pick<StoredPelvicAssessment, 'diagnoses' | 'emgFindings' | 'preRestUv' | 'postRestUv'>

/** Whether a pelvic floor is held to be too tense: by the last diagnosis, by what the last measured rest showed, or by a course that treats it. */
export function isHypertonic(assessments: readonly Assessed[], courses: readonly PelvicDiagnosis[]): boolean {
  const diagnosed = assessments.findLast(({ diagnoses }) => diagnoses !== null)
  const rested = assessments.findLast(({ preRestUv, postRestUv }) => preRestUv !== null || postRestUv !== null)
  return hasCode(diagnosed?.diagnoses, 'hypertonic') || hasCode(rested?.emgFindings, 'overactive') || courses.includes('hypertonic')
}
