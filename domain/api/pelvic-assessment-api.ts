/** 盆底评估与量表. */
export const pelvicAssessmentApi = {} as const
