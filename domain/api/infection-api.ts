/** 艾梅乙母婴阻断. */
export const infectionApi = {} as const
