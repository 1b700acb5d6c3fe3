import type { RecordDefinition } from '../../record/define.ts'
import { pelvicAssessment } from './assessment.record.ts'
import { pelvicConsent } from './consent.record.ts'
import { pelvicCourse } from './course.record.ts'
import { pelvicFile } from './file.record.ts'
import { pelvicPlace } from './place.record.ts'
import { pelvicQuestionnaire } from './questionnaire.record.ts'
import { pelvicReport } from './report.record.ts'
import { pelvicAttempt, pelvicSession } from './session.record.ts'

/** Records of 盆底专科. */
export const PELVIC_RECORDS = [pelvicPlace, pelvicFile, pelvicConsent, pelvicReport, pelvicAssessment, pelvicCourse, pelvicSession, pelvicAttempt, pelvicQuestionnaire] as const satisfies readonly RecordDefinition[]
