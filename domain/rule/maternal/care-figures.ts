import type { MaternalFigureId } from './indicators.ts'

/** The care of one birth, as the figures ask for it. */
export type CareOfBirth = {
  /** Booked and examined for the first time before the limit of weeks. */
  readonly isEarlyBooked: boolean
  /** Visits before birth, the first with them. */
  readonly visits: number
  readonly isInstitutional: boolean
  /** Visited at home within the counted days. */
  readonly isVisitedInTime: boolean
}
const LEAST_VISITS = 5
const HOLDS = {
  earlyBooking: care => care.isEarlyBooked,
  antenatal: care => care.visits >= LEAST_VISITS,
  postpartumVisit: care => care.isVisitedInTime,
  systemManaged: care => care.isEarlyBooked && care.visits >= LEAST_VISITS && care.isInstitutional && care.isVisitedInTime,
} as const satisfies Partial<Record<MaternalFigureId, (care: CareOfBirth) => boolean>>

/** Does a birth count above the line of a figure (MATERNAL_FIGURE says in words what each counts)? */
export const countsFor = (figure: keyof typeof HOLDS, care: CareOfBirth): boolean => HOLDS[figure](care)
