import type { Handlers } from '../../handlers.ts'

/** Calls of 疗程、治疗与日程. */
export const pelvicCourseHandlers = {} satisfies Partial<Handlers>
