import { prenatalApi } from '../../../../domain/api/prenatal-api.ts'
import { maskedHandlers } from '../../fetal-sex.ts'
import type { Handlers } from '../../handlers.ts'
import { recordHandlers } from '../record-handlers.ts'
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

/** What the store answers of this clinic's records by itself. */
const own = Object.fromEntries(Object.entries(recordHandlers).filter(([name]) => Object.hasOwn(prenatalApi, name))) as Partial<Handlers>

/** Calls of 产前筛查: consent, request, sample, result, recall, diagnosis, outcome; nothing of them tells a fetus's sex. */
export const prenatalClinicHandlers: Partial<Handlers> = maskedHandlers({
  ...own, ...prenatalOpenHandlers, ...prenatalRequestHandlers, ...prenatalSampleHandlers, ...prenatalResultHandlers, ...prenatalResultFileHandlers, ...prenatalRecallHandlers, ...prenatalListHandlers, ...prenatalFigureHandlers, ...prenatalPaperHandlers, ...prenatalBulletinPaperHandlers,
})
