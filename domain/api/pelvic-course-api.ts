import { pelvicCourse } from '../modules/pelvic/course.record.ts'
import { pelvicPlace } from '../modules/pelvic/place.record.ts'
import { pelvicAttempt, pelvicSession } from '../modules/pelvic/session.record.ts'
import { recordApi } from './define-api.ts'

/** 疗程、治疗与日程. */
export const pelvicCourseApi = { ...recordApi(pelvicCourse), ...recordApi(pelvicPlace), ...recordApi(pelvicAttempt), ...recordApi(pelvicSession) } as const
