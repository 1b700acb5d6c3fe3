/** 设备报告. */
export const pelvicReportApi = {} as const
