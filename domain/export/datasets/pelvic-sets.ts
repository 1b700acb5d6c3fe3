import type { Dataset } from '../dataset.ts'

/** Data sets of 盆底专科. */
export const PELVIC_DATASETS: readonly Dataset[] = []
