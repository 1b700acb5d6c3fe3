import type { DatasetMap } from './source.ts'

/** How the data sets of 两癌筛查, 更年期, 青少年 are read. */
export const WOMEN_MAPS: readonly DatasetMap[] = []
