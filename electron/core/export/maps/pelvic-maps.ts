import type { DatasetMap } from './source.ts'

/** Maps of 盆底专科. */
export const PELVIC_MAPS: readonly DatasetMap[] = []
