/** 出生缺陷报告卡, 孕产妇死亡报告卡. */
export const vitalApi = {} as const
