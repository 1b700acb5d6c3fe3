import type { RecordDefinition } from '../../record/define.ts'

/** Records of 孕产保健: booking, visits before and after birth, the 42-day check. */
export const MATERNAL_RECORDS = [] as const satisfies readonly RecordDefinition[]
