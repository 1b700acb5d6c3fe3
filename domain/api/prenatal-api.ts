/** 产前筛查: consent, request, sample, result, recall, diagnosis, outcome. */
export const prenatalApi = {} as const
