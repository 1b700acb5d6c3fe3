import type { Dataset } from '../dataset.ts'

/** Data sets of 婚前医学检查, 孕前优生, 叶酸. */
export const FERTILITY_DATASETS: readonly Dataset[] = []
