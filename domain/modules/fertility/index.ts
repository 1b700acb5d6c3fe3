import type { RecordDefinition } from '../../record/define.ts'
import { fertilityBase } from './base.record.ts'
import { folicAcid, folicAcidFollowUp, folicAcidIssue } from './folic-acid.record.ts'
import { premaritalHiv } from './hiv.record.ts'
import { preconception, preconceptionCheck, preconceptionFollowUp } from './preconception.record.ts'
import { premarital } from './premarital.record.ts'

/** Records of 婚前医学检查, 孕前优生, 叶酸. */
export const FERTILITY_RECORDS = [premarital, premaritalHiv, fertilityBase, preconception, preconceptionCheck, preconceptionFollowUp, folicAcid, folicAcidIssue, folicAcidFollowUp] as const satisfies readonly RecordDefinition[]
