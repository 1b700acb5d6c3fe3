import type { Handlers } from '../../handlers.ts'
import { folicAcidHandlers } from './folic-acid-handlers.ts'
import { fertilityPaperHandlers } from './paper-handlers.ts'
import { preconceptionHandlers } from './preconception-handlers.ts'
import { premaritalHandlers } from './premarital-handlers.ts'

/** Calls of 婚前医学检查, 孕前优生, 叶酸. */
export const fertilityClinicHandlers = { ...premaritalHandlers, ...preconceptionHandlers, ...folicAcidHandlers, ...fertilityPaperHandlers } satisfies Partial<Handlers>
