import type { Dataset } from '../dataset.ts'

/** Data sets of 两癌筛查, 更年期, 青少年. */
export const WOMEN_DATASETS: readonly Dataset[] = []
