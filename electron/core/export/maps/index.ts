import { birthCertMap } from './birth-cert.ts'
import { deliveryMap } from './delivery.ts'
import { newbornMap } from './newborn.ts'
import { referralMap } from './referral.ts'
import type { DatasetMap } from './source.ts'

/** How each data set of the package is read out of the hospital's records, in the order the files are written. */
export const MAPS: readonly DatasetMap[] = [birthCertMap, deliveryMap, newbornMap, referralMap]
