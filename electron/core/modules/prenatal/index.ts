import type { Handlers } from '../../handlers.ts'

/** Calls of 产前筛查: consent, request, sample, result, recall, diagnosis, outcome. */
export const prenatalClinicHandlers = {} satisfies Partial<Handlers>
