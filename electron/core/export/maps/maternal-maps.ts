import type { DatasetMap } from './source.ts'

/** How the data sets of 孕产保健: booking, visits before and after birth, the 42-day check are read. */
export const MATERNAL_MAPS: readonly DatasetMap[] = []
