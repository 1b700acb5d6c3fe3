/** 婚前医学检查, 孕前优生, 叶酸. */
export const fertilityApi = {} as const
