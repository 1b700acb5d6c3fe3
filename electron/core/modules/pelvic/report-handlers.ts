import type { Handlers } from '../../handlers.ts'

/** Calls of 设备报告. */
export const pelvicReportHandlers = {} satisfies Partial<Handlers>
