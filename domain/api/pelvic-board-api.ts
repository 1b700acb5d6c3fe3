/** 质控与统计. */
export const pelvicBoardApi = {} as const
