import type { Handlers } from '../../handlers.ts'
import { infectionHandlers } from './handlers.ts'

/** Calls of 艾梅乙母婴阻断. */
export const infectionClinicHandlers = infectionHandlers satisfies Partial<Handlers>
