import type { adolescentVisit } from '../../../../domain/modules/women/adolescent.record.ts'
import type { cancerFollowUp, womenAttempt } from '../../../../domain/modules/women/cancer-follow-up.record.ts'
import type { cancerScreening } from '../../../../domain/modules/women/cancer-screening.record.ts'
import type { menopauseFile, menopauseVisit } from '../../../../domain/modules/women/menopause.record.ts'
import type { screeningTarget } from '../../../../domain/modules/women/screening-target.record.ts'
import type { RecordTable } from './record-table.ts'

/** Tables of women. */
export type WomenTables = {
  womenCancerScreening: RecordTable<typeof cancerScreening>
  womenCancerFollowUp: RecordTable<typeof cancerFollowUp>
  womenAttempt: RecordTable<typeof womenAttempt>
  womenScreeningTarget: RecordTable<typeof screeningTarget>
  womenMenopauseFile: RecordTable<typeof menopauseFile>
  womenMenopauseVisit: RecordTable<typeof menopauseVisit>
  womenAdolescentVisit: RecordTable<typeof adolescentVisit>
}
