import type { Handlers } from '../../handlers.ts'

/** Calls of 艾梅乙母婴阻断. */
export const infectionClinicHandlers = {} satisfies Partial<Handlers>
