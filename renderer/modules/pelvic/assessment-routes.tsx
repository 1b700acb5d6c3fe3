import type { AppRoute } from '../../app/route.ts'

/** Pages of 盆底评估与量表. */
export const assessmentRoutes: readonly AppRoute[] = []
