import type { Dataset } from '../dataset.ts'
import { birthCertDataset } from './birth-cert.ts'
import { certChangeDataset } from './cert-change.ts'
import { childDeathDataset } from './child-death.ts'
import { childExaminationDataset } from './child-examination.ts'
import { deliveryDataset } from './delivery.ts'
import { eyeCareDataset } from './eye-care.ts'
import { newbornDataset } from './newborn.ts'
import { newbornScreeningDataset } from './newborn-screening.ts'
import { newbornVisitDataset } from './newborn-visit.ts'
import { nutritionCaseDataset } from './nutrition-case.ts'
import { referralDataset } from './referral.ts'
import { stockMoveDataset } from './stock-move.ts'
import { MATERNAL_DATASETS } from './maternal-sets.ts'
import { RISK_DATASETS } from './risk-sets.ts'
import { PRENATAL_DATASETS } from './prenatal-sets.ts'
import { FERTILITY_DATASETS } from './fertility-sets.ts'
import { WOMEN_DATASETS } from './women-sets.ts'
import { INFECTION_DATASETS } from './infection-sets.ts'
import { VITAL_DATASETS } from './vital-sets.ts'
import { PELVIC_DATASETS } from './pelvic-sets.ts'

export { birthCertDataset, certChangeDataset, childDeathDataset, childExaminationDataset, deliveryDataset, eyeCareDataset, newbornDataset, newbornScreeningDataset, newbornVisitDataset, nutritionCaseDataset, referralDataset, stockMoveDataset }

/** The data sets of the monthly package in the order they are written. */
export const DATASETS: readonly Dataset[] = [birthCertDataset, certChangeDataset, stockMoveDataset, deliveryDataset, newbornDataset, newbornVisitDataset, childExaminationDataset, newbornScreeningDataset, referralDataset, nutritionCaseDataset, childDeathDataset, eyeCareDataset, ...MATERNAL_DATASETS, ...RISK_DATASETS, ...PRENATAL_DATASETS, ...FERTILITY_DATASETS, ...WOMEN_DATASETS, ...INFECTION_DATASETS, ...VITAL_DATASETS, ...PELVIC_DATASETS]
