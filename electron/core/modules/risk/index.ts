import type { Handlers } from '../../handlers.ts'
import { riskAssessmentHandlers } from './assessment-handlers.ts'
import { riskCaseHandlers } from './case-handlers.ts'
import { riskOpenHandlers } from './open-handlers.ts'
import { riskPaperHandlers } from './paper-handlers.ts'
import { riskScreeningHandlers } from './screening-handlers.ts'

/** Calls of 妊娠风险: screening, assessment, cases of high risk. */
export const riskClinicHandlers = { ...riskScreeningHandlers, ...riskAssessmentHandlers, ...riskCaseHandlers, ...riskOpenHandlers, ...riskPaperHandlers } satisfies Partial<Handlers>
