import { pelvicReport } from '../modules/pelvic/report.record.ts'
import { recordApi } from './define-api.ts'

/** 设备报告. */
export const pelvicReportApi = { ...recordApi(pelvicReport) } as const
