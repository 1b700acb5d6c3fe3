import type { Handlers } from '../../handlers.ts'
import { maternalPaperHandlers } from './paper-handlers.ts'
import { pregnancyHandlers } from './pregnancy-handlers.ts'

/** Calls of 孕产保健: booking, visits before and after birth, the 42-day check. */
export const maternalClinicHandlers = { ...pregnancyHandlers, ...maternalPaperHandlers } satisfies Partial<Handlers>
