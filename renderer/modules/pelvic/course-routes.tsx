import type { AppRoute } from '../../app/route.ts'

/** Pages of 疗程、治疗与日程. */
export const courseRoutes: readonly AppRoute[] = []
