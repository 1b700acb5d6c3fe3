import type { Handlers } from '../../handlers.ts'

/** Calls of 妊娠风险: screening, assessment, cases of high risk. */
export const riskClinicHandlers = {} satisfies Partial<Handlers>
