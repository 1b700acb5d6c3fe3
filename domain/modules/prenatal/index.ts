import type { RecordDefinition } from '../../record/define.ts'

/** Records of 产前筛查: consent, request, sample, result, recall, diagnosis, outcome. */
export const PRENATAL_RECORDS = [] as const satisfies readonly RecordDefinition[]
