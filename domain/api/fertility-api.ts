import { fertilityPaperApi } from './fertility-paper-api.ts'
import { folicAcidApi } from './folic-acid-api.ts'
import { preconceptionApi } from './preconception-api.ts'
import { premaritalApi } from './premarital-api.ts'

/** 婚前医学检查, 孕前优生, 叶酸. */
export const fertilityApi = { ...premaritalApi, ...preconceptionApi, ...folicAcidApi, ...fertilityPaperApi } as const
