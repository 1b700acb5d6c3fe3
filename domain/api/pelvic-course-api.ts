/** 疗程、治疗与日程. */
export const pelvicCourseApi = {} as const
