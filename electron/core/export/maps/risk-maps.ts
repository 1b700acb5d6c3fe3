import type { DatasetMap } from './source.ts'

/** How the data sets of 妊娠风险: screening, assessment, cases of high risk are read. */
export const RISK_MAPS: readonly DatasetMap[] = []
