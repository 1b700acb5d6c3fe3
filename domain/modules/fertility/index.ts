import type { RecordDefinition } from '../../record/define.ts'

/** Records of 婚前医学检查, 孕前优生, 叶酸. */
export const FERTILITY_RECORDS = [] as const satisfies readonly RecordDefinition[]
