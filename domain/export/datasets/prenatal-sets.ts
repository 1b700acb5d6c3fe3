import type { Dataset } from '../dataset.ts'

/** Data sets of 产前筛查: consent, request, sample, result, recall, diagnosis, outcome. */
export const PRENATAL_DATASETS: readonly Dataset[] = []
