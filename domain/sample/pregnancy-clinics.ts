import type { Pregnancy } from '../modules/birth/pregnancy.record.ts'
import type { MaternalFirst } from '../modules/maternal/first.record.ts'
import type { MaternalVisit } from '../modules/maternal/visit.record.ts'
import type { Day } from '../time/day.ts'
import type { SampleRecord, SampleUserIds } from './chunk.ts'
import { riskClinic } from './risk.ts'
import { prenatalClinic } from './prenatal.ts'

/** A pregnancy in care as the sample made it. `row` is the row that will be written: a clinic that knows more of it (the risk colour) writes it there. */
export type SamplePregnancy = {
  readonly index: number; readonly pregnancyId: string; readonly row: Pregnancy; readonly womanId: string; readonly womanBirthDay: Day
  readonly startDay: Day; readonly bookedDay: Day
  /** The day it ended, by a birth or otherwise; null while she is pregnant. */
  readonly endedDay: Day | null
  readonly isDelivered: boolean; readonly deliveryId: string | null; readonly fetusCount: number
  readonly first: MaternalFirst | null; readonly visits: readonly MaternalVisit[]
}
/** What a clinic makes for one pregnancy in care: its rows, counted and drawn from a source of its own. */
export type PregnancyClinic = (hospital: { readonly seed: number; readonly today: Day; readonly userIds: SampleUserIds; readonly institutionName: string }) => (pregnancy: SamplePregnancy) => SampleRecord[]

/** The clinics that add rows to the pregnancies of the sample hospital, a line each. */
export const PREGNANCY_CLINICS: readonly PregnancyClinic[] = [
  riskClinic,
  prenatalClinic,
]
