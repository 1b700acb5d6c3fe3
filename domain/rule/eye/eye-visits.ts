import { CHILD_CONTACT, type ChildContact } from '../../code/child-check.ts'
import type { EyeCheck } from '../../code/eye-check.ts'
import { addDays, type Day, daysBetween, monthAnniversary } from '../../time/day.ts'
import { nominalMonths } from './age-group.ts'

/** `every`: of every provider; `county`: marked ★, mainly for the county's institution (§2 [S-E1]). */
export type Provision = 'every' | 'county'
type Matrix = Readonly<Partial<Record<EyeCheck, Provision>>>

const LOOK: Matrix = { appearance: 'every' }
const WATCHED: Matrix = { ...LOOK, behaviour: 'every' }
const TODDLER_SPECIAL: Matrix = { ...WATCHED, position: 'county', coverAversion: 'county', refraction: 'county' }
const PRESCHOOL: Matrix = { ...WATCHED, position: 'county', refraction: 'county', vision: 'every' }

/** The checks each of the 13 visits asks for (§2 [S-E1]); any other may be added (§2, note [R]). */
export const EYE_MATRIX: Readonly<Record<ChildContact, Matrix>> = {
  home: { ...LOOK, riskFactors: 'every' },
  month1: { ...LOOK, riskFactors: 'every', lightResponse: 'every' },
  month3: { ...LOOK, blink: 'every', redBall: 'every', behaviour: 'every' },
  month6: { ...WATCHED, redReflex: 'county', position: 'county', coverAversion: 'county' },
  month8: WATCHED, month12: WATCHED, month18: WATCHED, month24: TODDLER_SPECIAL, month30: WATCHED, month36: TODDLER_SPECIAL,
  year4: PRESCHOOL, year5: PRESCHOOL, year6: PRESCHOOL,
}
export const checksAt = (contact: ChildContact): EyeCheck[] => Object.keys(EYE_MATRIX[contact]) as EyeCheck[]
/** The starred ones: not done here means a referral for 未做专项检查 (§7). */
export const specialChecksAt = (contact: ChildContact): EyeCheck[] => checksAt(contact).filter(check => EYE_MATRIX[contact][check] === 'county')

const NEWBORN_LAST_DAY = 15
const FULL_MONTH_DAY = 30
const FULL_MONTH_LAST_DAY = 45
const HALF_WINDOW_DAYS = 15

/** The day a visit is named by; month ends are clamped (§9; cases E-16, E-17). */
export const nominalDay = (contact: ChildContact, birthDay: Day): Day =>
  contact === 'home' ? birthDay : contact === 'month1' ? addDays(birthDay, FULL_MONTH_DAY) : monthAnniversary(birthDay, nominalMonths(contact))

/** First and last day that belong to one visit alone; null for the visits counted in years, which share their time (§9; case E-16). */
export function exclusiveWindow(contact: ChildContact, birthDay: Day): { readonly firstDay: Day; readonly lastDay: Day } | null {
  if (contact === 'home') return { firstDay: birthDay, lastDay: addDays(birthDay, NEWBORN_LAST_DAY) }
  if (contact === 'month1') return { firstDay: addDays(birthDay, NEWBORN_LAST_DAY + 1), lastDay: addDays(birthDay, FULL_MONTH_LAST_DAY) }
  if (nominalMonths(contact) > 36) return null
  const middle = nominalDay(contact, birthDay)
  return { firstDay: addDays(middle, -HALF_WINDOW_DAYS), lastDay: addDays(middle, HALF_WINDOW_DAYS) }
}

/**
 * Which visits a day belongs to (§9 [S-E6]; cases E-15, E-16): days 0–15 the home visit, 16–45 the full month; then each
 * point owns 15 days around its month and between two windows either may be chosen; past 36 months 3 or 4 years, then 4 or
 * 5, 5 or 6, and from 6 years the last. Empty before birth.
 */
export function selectableVisits(birthDay: Day, on: Day): ChildContact[] {
  if (daysBetween(birthDay, on) < 0) return []
  for (const [earlier, later] of [['year5', 'year6'], ['year4', 'year5'], ['month36', 'year4']] as const) {
    if (later === 'year6' && on > nominalDay('year6', birthDay)) return ['year6']
    const own = exclusiveWindow(earlier, birthDay)
    if (on > (own ? own.lastDay : nominalDay(earlier, birthDay))) return [earlier, later]
  }
  const contacts = CHILD_CONTACT.values
  const at = contacts.findIndex(contact => { const own = exclusiveWindow(contact, birthDay); return own !== null && on <= own.lastDay })
  const contact = contacts[at] ?? 'month36'
  const before = contacts[at - 1]
  return before && on < exclusiveWindow(contact, birthDay)!.firstDay ? [before, contact] : [contact]
}

/** Whether a day belongs to one visit (selectableVisits), asked without working out all the others: lists of a county ask for each visit. */
export function isSelectable(contact: ChildContact, birthDay: Day, on: Day): boolean {
  if (on < birthDay) return false
  const at = CHILD_CONTACT.values.indexOf(contact)
  const [before, after] = [CHILD_CONTACT.values[at - 1], CHILD_CONTACT.values[at + 1]]
  const isYearly = (one: ChildContact): boolean => nominalMonths(one) > 36
  if (before && on <= (isYearly(before) ? nominalDay(before, birthDay) : exclusiveWindow(before, birthDay)!.lastDay)) return false
  if (!after) return true
  if (isYearly(contact)) return on <= nominalDay(after, birthDay)
  return isYearly(after) ? on <= nominalDay(after, birthDay) : on < exclusiveWindow(after, birthDay)!.firstDay
}

const AROUND = [-7, -3, 0, 3, 7]
const FROM_BIRTH: Readonly<Partial<Record<ChildContact, readonly number[]>>> = { home: [0, 3, 7], month1: [23, 27, 30, 33, 37] }
/** The days a family is reminded of a visit (§9 [S-E6]; case E-16). */
export const reminderDays = (contact: ChildContact, birthDay: Day): Day[] =>
  FROM_BIRTH[contact]?.map(days => addDays(birthDay, days)) ?? AROUND.map(days => addDays(nominalDay(contact, birthDay), days))

// A reminder lies at most a week off its day, that of the full month 9 days off its calendar month; month ends are clamped by up to 3 days.
const LOOKED_AROUND_DAYS = 14
/** The birth days whose families are reminded on a day, each with its visit: a list asks for children by them instead of working out every child's days. */
export function remindedOn(day: Day): { readonly contact: ChildContact; readonly birthDay: Day }[] {
  return CHILD_CONTACT.values.flatMap(contact => {
    const middle = monthAnniversary(day, -nominalMonths(contact))
    return Array.from({ length: 2 * LOOKED_AROUND_DAYS + 1 }, (_, at) => addDays(middle, at - LOOKED_AROUND_DAYS)).filter(birthDay => reminderDays(contact, birthDay).includes(day)).map(birthDay => ({ contact, birthDay }))
  })
}
