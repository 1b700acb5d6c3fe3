import type { DatasetMap } from './source.ts'

/** How the data sets of 艾梅乙母婴阻断 are read. */
export const INFECTION_MAPS: readonly DatasetMap[] = []
