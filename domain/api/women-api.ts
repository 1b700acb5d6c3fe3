/** 两癌筛查, 更年期, 青少年. */
export const womenApi = {} as const
