import type { Handlers } from '../../handlers.ts'
import { vitalHandlers } from './handlers.ts'

/** Calls of 出生缺陷报告卡, 孕产妇死亡报告卡. */
export const vitalClinicHandlers = vitalHandlers satisfies Partial<Handlers>
