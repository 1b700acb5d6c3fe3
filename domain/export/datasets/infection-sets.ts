import type { Dataset } from '../dataset.ts'

/** Data sets of 艾梅乙母婴阻断. */
export const INFECTION_DATASETS: readonly Dataset[] = []
