import type { Dataset } from '../dataset.ts'
import { birthCertDataset } from './birth-cert.ts'
import { deliveryDataset } from './delivery.ts'
import { newbornDataset } from './newborn.ts'
import { referralDataset } from './referral.ts'

export { birthCertDataset, deliveryDataset, newbornDataset, referralDataset }

/** The data sets of the monthly package in the order they are written. */
export const DATASETS: readonly Dataset[] = [birthCertDataset, deliveryDataset, newbornDataset, referralDataset]
