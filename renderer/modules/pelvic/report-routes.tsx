import type { AppRoute } from '../../app/route.ts'

/** Pages of 设备报告. */
export const reportRoutes: readonly AppRoute[] = []
