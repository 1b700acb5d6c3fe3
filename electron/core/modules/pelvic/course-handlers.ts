import type { Handlers } from '../../handlers.ts'
import { pelvicCoursePlanHandlers } from './course-plan.ts'
import { pelvicPlaceHandlers } from './place-handlers.ts'
import { pelvicSessionHandlers } from './session-handlers.ts'
import { pelvicSessionListHandlers } from './session-lists.ts'
import { pelvicSlipHandlers } from './slip-handlers.ts'
import { pelvicWorkHandlers } from './work-handlers.ts'

/** Calls of 疗程、治疗与日程. */
export const pelvicCourseHandlers = { ...pelvicPlaceHandlers, ...pelvicCoursePlanHandlers, ...pelvicSessionHandlers, ...pelvicSessionListHandlers, ...pelvicSlipHandlers, ...pelvicWorkHandlers } satisfies Partial<Handlers>
