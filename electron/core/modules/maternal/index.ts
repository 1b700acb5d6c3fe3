import type { Handlers } from '../../handlers.ts'
import { closingHandlers } from './closing-handlers.ts'
import { fileHandlers } from './file-handlers.ts'
import { indicatorHandlers } from './indicator-handlers.ts'
import { listHandlers } from './list-handlers.ts'
import { postpartumHandlers } from './postpartum-handlers.ts'
import { pregnancyHandlers } from './pregnancy-handlers.ts'
import { visitHandlers } from './visit-handlers.ts'

/** Calls of 孕产保健: booking, visits before and after birth, the 42-day check. */
export const maternalClinicHandlers = { ...pregnancyHandlers, ...fileHandlers, ...visitHandlers, ...postpartumHandlers, ...closingHandlers, ...listHandlers, ...indicatorHandlers } satisfies Partial<Handlers>
