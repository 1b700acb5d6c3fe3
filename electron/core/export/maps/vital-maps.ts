import type { DatasetMap } from './source.ts'

/** How the data sets of 出生缺陷报告卡, 孕产妇死亡报告卡 are read. */
export const VITAL_MAPS: readonly DatasetMap[] = []
