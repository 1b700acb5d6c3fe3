import { z } from 'zod'
import { Id, read } from './define-api.ts'
import { fertilityPaperApi } from './fertility-paper-api.ts'
import { folicAcidApi } from './folic-acid-api.ts'
import { preconceptionApi } from './preconception-api.ts'
import { premaritalApi } from './premarital-api.ts'

/** 婚前医学检查, 孕前优生, 叶酸. */
export const fertilityApi = {
  /** Where somebody stands in the three programmes: the newest of each; null where there is none. */
  'fertility.of': read({ need: 'women.read', input: z.strictObject({ personId: Id }), output: z.strictObject({ coupleNumber: z.string().nullable(), coupleId: z.string().nullable(), courseId: z.string().nullable() }) }),
  ...premaritalApi, ...preconceptionApi, ...folicAcidApi, ...fertilityPaperApi,
} as const
