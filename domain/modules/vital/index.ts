import type { RecordDefinition } from '../../record/define.ts'

/** Records of 出生缺陷报告卡, 孕产妇死亡报告卡. */
export const VITAL_RECORDS = [] as const satisfies readonly RecordDefinition[]
