import { birthCertMap } from './birth-cert.ts'
import { certChangeMap } from './cert-change.ts'
import { childDeathMap } from './child-death.ts'
import { childExaminationMap } from './child-examination.ts'
import { deliveryMap } from './delivery.ts'
import { eyeCareMap } from './eye-care.ts'
import { newbornMap } from './newborn.ts'
import { newbornScreeningMap } from './newborn-screening.ts'
import { newbornVisitMap } from './newborn-visit.ts'
import { nutritionCaseMap } from './nutrition-case.ts'
import { referralMap } from './referral.ts'
import type { DatasetMap } from './source.ts'
import { stockMoveMap } from './stock-move.ts'

/** How each data set of the package is read out of the hospital's records, in the order the files are written. */
export const MAPS: readonly DatasetMap[] = [birthCertMap, certChangeMap, stockMoveMap, deliveryMap, newbornMap, newbornVisitMap, childExaminationMap, newbornScreeningMap, referralMap, nutritionCaseMap, childDeathMap, eyeCareMap]
