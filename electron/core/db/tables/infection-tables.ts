import type { infectionCase } from '../../../../domain/modules/infection/case.record.ts'
import type { infectionChild, infectionChildTest } from '../../../../domain/modules/infection/child.record.ts'
import type { infectionVisit } from '../../../../domain/modules/infection/visit.record.ts'
import type { RecordTable } from './record-table.ts'

/** Tables of infection. */
export type InfectionTables = {
  infectionCase: RecordTable<typeof infectionCase>; infectionVisit: RecordTable<typeof infectionVisit>; infectionChild: RecordTable<typeof infectionChild>; infectionChildTest: RecordTable<typeof infectionChildTest>
}
