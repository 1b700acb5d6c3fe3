import type { RecordDefinition } from '../../record/define.ts'

/** Records of 两癌筛查, 更年期, 青少年. */
export const WOMEN_RECORDS = [] as const satisfies readonly RecordDefinition[]
