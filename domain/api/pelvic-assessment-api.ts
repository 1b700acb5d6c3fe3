import { pelvicAssessment } from '../modules/pelvic/assessment.record.ts'
import { pelvicQuestionnaire } from '../modules/pelvic/questionnaire.record.ts'
import { recordApi } from './define-api.ts'

/** 盆底评估与量表. */
export const pelvicAssessmentApi = { ...recordApi(pelvicAssessment), ...recordApi(pelvicQuestionnaire) } as const
