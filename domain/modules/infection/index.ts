import type { RecordDefinition } from '../../record/define.ts'
import { infectionCase } from './case.record.ts'
import { infectionChild, infectionChildTest } from './child.record.ts'
import { infectionVisit } from './visit.record.ts'

/** Records of 艾梅乙母婴阻断. */
export const INFECTION_RECORDS = [infectionCase, infectionVisit, infectionChild, infectionChildTest] as const satisfies readonly RecordDefinition[]
