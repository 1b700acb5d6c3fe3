import type { DatasetMap } from './source.ts'

/** How the data sets of 产前筛查: consent, request, sample, result, recall, diagnosis, outcome are read. */
export const PRENATAL_MAPS: readonly DatasetMap[] = []
