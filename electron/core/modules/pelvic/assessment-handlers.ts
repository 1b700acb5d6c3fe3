import type { Handlers } from '../../handlers.ts'

/** Calls of 盆底评估与量表. */
export const pelvicAssessmentHandlers = {} satisfies Partial<Handlers>
