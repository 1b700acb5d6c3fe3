import { prenatalScreeningMap } from './prenatal-screening.ts'
import type { DatasetMap } from './source.ts'

/** How the data sets of 产前筛查 are read. */
export const PRENATAL_MAPS: readonly DatasetMap[] = [prenatalScreeningMap]
