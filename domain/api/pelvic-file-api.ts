import { pelvicConsent } from '../modules/pelvic/consent.record.ts'
import { pelvicFile } from '../modules/pelvic/file.record.ts'
import { recordApi } from './define-api.ts'

/** 盆底档案与知情同意. */
export const pelvicFileApi = { ...recordApi(pelvicFile), ...recordApi(pelvicConsent) } as const
