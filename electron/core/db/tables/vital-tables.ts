import type { birthDefect } from '../../../../domain/modules/vital/birth-defect.record.ts'
import type { maternalDeath } from '../../../../domain/modules/vital/maternal-death.record.ts'
import type { RecordTable } from './record-table.ts'

/** Tables of vital. */
export type VitalTables = { vitalBirthDefect: RecordTable<typeof birthDefect>; vitalMaternalDeath: RecordTable<typeof maternalDeath> }
