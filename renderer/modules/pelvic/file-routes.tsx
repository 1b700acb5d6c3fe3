import type { AppRoute } from '../../app/route.ts'

/** Pages of 盆底档案与知情同意. */
export const fileRoutes: readonly AppRoute[] = []
