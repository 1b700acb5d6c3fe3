import type { Handlers } from '../../handlers.ts'
import { prenatalBulletinPaperHandlers } from './bulletin-paper-handlers.ts'
import { prenatalFigureHandlers } from './figure-handlers.ts'
import { prenatalListHandlers } from './list-handlers.ts'
import { prenatalOpenHandlers } from './open-handlers.ts'
import { prenatalPaperHandlers } from './paper-handlers.ts'
import { prenatalRecallHandlers } from './recall-handlers.ts'
import { prenatalRequestHandlers } from './request-handlers.ts'
import { prenatalResultFileHandlers } from './result-file-handlers.ts'
import { prenatalResultHandlers } from './result-handlers.ts'
import { prenatalSampleHandlers } from './sample-handlers.ts'

/** Calls of 产前筛查: consent, request, sample, result, recall, diagnosis, outcome. */
export const prenatalClinicHandlers = {
  ...prenatalOpenHandlers, ...prenatalRequestHandlers, ...prenatalSampleHandlers, ...prenatalResultHandlers, ...prenatalResultFileHandlers, ...prenatalRecallHandlers, ...prenatalListHandlers, ...prenatalFigureHandlers, ...prenatalPaperHandlers, ...prenatalBulletinPaperHandlers,
} satisfies Partial<Handlers>
