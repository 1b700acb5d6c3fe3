import type { Dataset } from '../dataset.ts'

/** Data sets of 孕产保健: booking, visits before and after birth, the 42-day check. */
export const MATERNAL_DATASETS: readonly Dataset[] = []
