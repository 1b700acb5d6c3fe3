import type { Dataset } from '../dataset.ts'

/** Data sets of 出生缺陷报告卡, 孕产妇死亡报告卡. */
export const VITAL_DATASETS: readonly Dataset[] = []
