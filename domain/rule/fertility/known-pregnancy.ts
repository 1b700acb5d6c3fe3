import type { PregnancyState } from '../../code/maternal-care.ts'
import type { Day } from '../../time/day.ts'

/** A dated pregnancy of this hospital as the programmes before it look at one; `endedDay` is null while it goes on or nobody knows. */
export type KnownPregnancy = { readonly id: string; readonly womanId: string; readonly startDay: Day; readonly expectedDay: Day; readonly state: PregnancyState | null; readonly endedDay: Day | null }
