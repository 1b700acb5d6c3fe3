import type { Dataset } from '../dataset.ts'

/** Data sets of 妊娠风险: screening, assessment, cases of high risk. */
export const RISK_DATASETS: readonly Dataset[] = []
