import type { Handlers } from '../../handlers.ts'

/** Calls of 两癌筛查, 更年期, 青少年. */
export const womenClinicHandlers = {} satisfies Partial<Handlers>
