import type { DatasetMap } from './source.ts'

/** How the data sets of 婚前医学检查, 孕前优生, 叶酸 are read. */
export const FERTILITY_MAPS: readonly DatasetMap[] = []
