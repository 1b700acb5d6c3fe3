import type { RecordDefinition } from '../../record/define.ts'

/** Records of 艾梅乙母婴阻断. */
export const INFECTION_RECORDS = [] as const satisfies readonly RecordDefinition[]
