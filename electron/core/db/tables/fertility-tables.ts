import type { fertilityBase } from '../../../../domain/modules/fertility/base.record.ts'
import type { folicAcid, folicAcidFollowUp, folicAcidIssue } from '../../../../domain/modules/fertility/folic-acid.record.ts'
import type { premaritalHiv } from '../../../../domain/modules/fertility/hiv.record.ts'
import type { preconception, preconceptionCheck, preconceptionFollowUp } from '../../../../domain/modules/fertility/preconception.record.ts'
import type { premarital } from '../../../../domain/modules/fertility/premarital.record.ts'
import type { RecordTable } from './record-table.ts'

/** Tables of 婚前医学检查, 孕前优生, 叶酸. */
export type FertilityTables = {
  premaritalExamination: RecordTable<typeof premarital>
  premaritalHiv: RecordTable<typeof premaritalHiv>
  fertilityBase: RecordTable<typeof fertilityBase>
  preconceptionCouple: RecordTable<typeof preconception>
  preconceptionCheck: RecordTable<typeof preconceptionCheck>
  preconceptionFollowUp: RecordTable<typeof preconceptionFollowUp>
  folicAcidCourse: RecordTable<typeof folicAcid>
  folicAcidIssue: RecordTable<typeof folicAcidIssue>
  folicAcidFollowUp: RecordTable<typeof folicAcidFollowUp>
}
