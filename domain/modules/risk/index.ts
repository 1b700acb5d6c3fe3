import type { RecordDefinition } from '../../record/define.ts'

/** Records of 妊娠风险: screening, assessment, cases of high risk. */
export const RISK_RECORDS = [] as const satisfies readonly RecordDefinition[]
