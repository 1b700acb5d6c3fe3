import { pelvicAssessmentApi } from './pelvic-assessment-api.ts'
import { pelvicBoardApi } from './pelvic-board-api.ts'
import { pelvicCourseApi } from './pelvic-course-api.ts'
import { pelvicFileApi } from './pelvic-file-api.ts'
import { pelvicReportApi } from './pelvic-report-api.ts'

/** 盆底专科. */
export const pelvicApi = { ...pelvicFileApi, ...pelvicAssessmentApi, ...pelvicCourseApi, ...pelvicReportApi, ...pelvicBoardApi } as const
