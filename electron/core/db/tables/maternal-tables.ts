import type { maternalAttempt } from '../../../../domain/modules/maternal/attempt.record.ts'
import type { maternalFirst } from '../../../../domain/modules/maternal/first.record.ts'
import type { postpartumCheck } from '../../../../domain/modules/maternal/postpartum-check.record.ts'
import type { postpartumVisit } from '../../../../domain/modules/maternal/postpartum-visit.record.ts'
import type { redating } from '../../../../domain/modules/maternal/redating.record.ts'
import type { maternalVisit } from '../../../../domain/modules/maternal/visit.record.ts'
import type { RecordTable } from './record-table.ts'

/** Tables of maternal. */
export type MaternalTables = {
  maternalFirst: RecordTable<typeof maternalFirst>
  maternalVisit: RecordTable<typeof maternalVisit>
  maternalPostpartumVisit: RecordTable<typeof postpartumVisit>
  maternalPostpartumCheck: RecordTable<typeof postpartumCheck>
  maternalRedating: RecordTable<typeof redating>
  maternalContactAttempt: RecordTable<typeof maternalAttempt>
}
