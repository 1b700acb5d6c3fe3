import type { Handlers } from '../../handlers.ts'

/** Calls of 婚前医学检查, 孕前优生, 叶酸. */
export const fertilityClinicHandlers = {} satisfies Partial<Handlers>
