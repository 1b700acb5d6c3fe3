import type { AppRoute } from '../../app/route.ts'

/** Pages of 质控与统计. */
export const boardRoutes: readonly AppRoute[] = []
