import type { z } from 'zod'
import type { Entry } from './define-api.ts'
import { systemApi } from './system-api.ts'
import { peopleApi } from './people-api.ts'
import { birthApi } from './birth-api.ts'
import { certificateApi } from './certificate-api.ts'
import { stockApi } from './stock-api.ts'
import { replacementApi } from './replacement-api.ts'
import { stocktakeApi } from './stocktake-api.ts'
import { ledgerApi } from './ledger-api.ts'
import { printingApi } from './printing-api.ts'
import { reconciliationApi } from './reconciliation-api.ts'
import { referralApi } from './referral-api.ts'
import { identityApi } from './identity-api.ts'
import { maternalApi } from './maternal-api.ts'
import { childApi } from './child-api.ts'
import { childGrowthApi } from './child-growth-api.ts'
import { childScreeningApi } from './child-screening-api.ts'
import { childDevelopmentApi } from './child-development-api.ts'
import { childCaseApi } from './child-case-api.ts'
import { eyeApi } from './eye-api.ts'
import { eyePhotoApi } from './eye-photo-api.ts'
import { eyeDeviceApi } from './eye-device-api.ts'
import { eyeGroupApi } from './eye-group-api.ts'
import { eyePaperApi } from './eye-paper-api.ts'
import { childStatisticsApi } from './child-statistics-api.ts'
import { maternalCareApi } from './maternal-care-api.ts'
import { riskApi } from './risk-api.ts'
import { prenatalApi } from './prenatal-api.ts'
import { fertilityApi } from './fertility-api.ts'
import { womenApi } from './women-api.ts'
import { infectionApi } from './infection-api.ts'
import { vitalApi } from './vital-api.ts'
import { pelvicApi } from './pelvic-api.ts'
import { packageApi } from './package-api.ts'
import { homeApi } from './home-api.ts'
import { annualApi } from './annual-api.ts'
import { deviceApi } from './device-api.ts'

/** Everything the renderer may ask: name → input, output, right, whether it writes. The only door to the data. */
export const api = { ...systemApi, ...peopleApi, ...birthApi, ...certificateApi, ...stockApi, ...stocktakeApi, ...ledgerApi, ...replacementApi, ...printingApi, ...referralApi, ...maternalApi, ...childApi, ...childGrowthApi, ...childScreeningApi, ...childDevelopmentApi, ...childStatisticsApi, ...childCaseApi, ...eyeApi, ...eyePaperApi, ...eyePhotoApi, ...eyeDeviceApi, ...eyeGroupApi, ...identityApi, ...maternalCareApi, ...riskApi, ...prenatalApi, ...fertilityApi, ...womenApi, ...infectionApi, ...vitalApi, ...pelvicApi, ...packageApi, ...reconciliationApi, ...homeApi, ...annualApi, ...deviceApi } as const

export type Api = typeof api
export type Name = keyof Api & string
export type Input<N extends Name> = Api[N] extends Entry<infer I, z.ZodType, boolean> ? z.input<I> : never
export type Output<N extends Name> = Api[N] extends Entry<z.ZodType, infer O, boolean> ? z.output<O> : never
export const API_NAMES = Object.keys(api) as Name[]
