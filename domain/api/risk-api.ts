/** 妊娠风险: screening, assessment, cases of high risk. */
export const riskApi = {} as const
