import type { Dataset } from '../dataset.ts'
import { folicAcidDataset } from './folic-acid.ts'
import { preconceptionDataset } from './preconception.ts'
import { premaritalCareDataset } from './premarital-care.ts'

/** Data sets of 婚前医学检查, 孕前优生, 叶酸. */
export const FERTILITY_DATASETS: readonly Dataset[] = [premaritalCareDataset, preconceptionDataset, folicAcidDataset]
