import type { RecordDefinition } from '../../record/define.ts'
import { birthDefect } from './birth-defect.record.ts'
import { maternalDeath } from './maternal-death.record.ts'

/** Records of 出生缺陷报告卡 and 孕产妇死亡报告卡. */
export const VITAL_RECORDS = [birthDefect, maternalDeath] as const satisfies readonly RecordDefinition[]
