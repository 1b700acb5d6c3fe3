import type { Handlers } from '../../handlers.ts'
import { pelvicAssessmentHandlers } from './assessment-handlers.ts'
import { pelvicBoardHandlers } from './board-handlers.ts'
import { pelvicCourseHandlers } from './course-handlers.ts'
import { pelvicFileHandlers } from './file-handlers.ts'
import { pelvicReportHandlers } from './report-handlers.ts'

/** Calls of 盆底专科. */
export const pelvicClinicHandlers = { ...pelvicFileHandlers, ...pelvicAssessmentHandlers, ...pelvicCourseHandlers, ...pelvicReportHandlers, ...pelvicBoardHandlers } satisfies Partial<Handlers>
