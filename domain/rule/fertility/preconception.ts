import { PRECONCEPTION_ITEM, type PreconceptionItem } from '../../code/fertility.ts'
import { addDays, type Day } from '../../time/day.ts'
import type { FertilityRules } from './fertility-rules.ts'

type Values = Readonly<Record<string, unknown>>
const DAYS_PER_WEEK = 7
/** Conception lies about two weeks behind the day a pregnancy is counted from. */
const CONCEPTION_DAYS = 14

/** Which fields of a person's sheet an item consists of; all of them must be there. */
export const ITEM_FIELDS = {
  history: ['historyTaken'], physical: ['physicalFinding'], discharge: ['discharge', 'gonococcus', 'chlamydia'], blood: ['bloodRoutine'], urine: ['urineRoutine'], bloodGroup: ['aboGroup', 'rhGroup'], glucose: ['glucoseMmolL'],
  liver: ['altUL'], hepatitisB: ['hbsAg', 'hbsAb', 'hbeAg', 'hbeAb', 'hbcAb'], kidney: ['creatinineUmolL'], thyroid: ['tshMiuL'], syphilis: ['syphilis'], rubella: ['rubellaIgG'], cytomegalovirus: ['cmvIgM', 'cmvIgG'],
  toxoplasma: ['toxoplasmaIgM', 'toxoplasmaIgG'], ultrasound: ['ultrasound'],
} as const satisfies Partial<Record<PreconceptionItem, readonly string[]>>
type SheetItem = keyof typeof ITEM_FIELDS

const isThere = (value: unknown): boolean => value !== null && value !== undefined && value !== false
const isDone = (item: SheetItem, sheet: Values | null): boolean => sheet !== null && ITEM_FIELDS[item].every(field => isThere(sheet[field]))

export type PreconceptionFacts = {
  readonly couple: Values
  readonly woman: Values | null
  /** null where there is no husband or his sheet is empty. */
  readonly man: Values | null
  readonly hasHusband: boolean
  /** A follow-up of the pregnancy or of its outcome was made. */
  readonly isTracked: boolean
}

/** Where each of the 19 items stands: for the woman and, where the item is for both, the man; null where it is not for him. */
export function itemStates({ couple, woman, man, hasHusband, isTracked }: PreconceptionFacts): { readonly item: PreconceptionItem; readonly woman: boolean; readonly man: boolean | null }[] {
  return PRECONCEPTION_ITEM.list.map(({ code, who }) => {
    if (code === 'education') return { item: code, woman: isThere(couple.educationDay), man: null }
    if (code === 'assessment') return { item: code, woman: isThere(couple.assessedDay), man: null }
    if (code === 'tracking') return { item: code, woman: isTracked, man: null }
    const item = code as SheetItem
    return { item, woman: isDone(item, woman), man: who === 'both' && hasHusband ? isDone(item, man) : null }
  })
}

/** What of the examinations is still missing; the tracking comes later by its nature. */
export const missingItems = (facts: PreconceptionFacts): PreconceptionItem[] =>
  itemStates(facts).filter(({ item, woman, man }) => item !== 'tracking' && (!woman || man === false)).map(({ item }) => item)

/** A pregnancy that began after the examination: conceived on its day or later. */
export const isAfterCheck = (pregnancyStartDay: Day, servedDay: Day): boolean => addDays(pregnancyStartDay, CONCEPTION_DAYS) >= servedDay

/** The last day of the early follow-up (§13.2: within 12 weeks). */
export const earlyFollowUpUntil = (pregnancyStartDay: Day, rules: Pick<FertilityRules, 'earlyFollowUpWeeks'>): Day => addDays(pregnancyStartDay, rules.earlyFollowUpWeeks * DAYS_PER_WEEK)

export type TrackedPregnancy = {
  readonly startDay: Day
  readonly expectedDay: Day
  /** The day it ended; null while it goes on or nobody knows. */
  readonly endedDay: Day | null
}
export type TrackingDone = { readonly servedDay: Day; readonly lastAskedDay: Day | null; readonly earlyDone: boolean; readonly outcomeDone: boolean }
/** One thing to ask a couple about, with its first and last day. */
export type TrackingDue = { readonly kind: 'notPregnant' | 'early' | 'outcome'; readonly fromDay: Day; readonly dueDay: Day }

/**
 * What a couple is asked next: whether she is pregnant, how the early pregnancy goes, how it ended. An early follow-up that
 * was not made before the pregnancy ended is lost and no longer asked for.
 */
export function trackingDue(pregnancy: TrackedPregnancy | null, { servedDay, lastAskedDay, earlyDone, outcomeDone }: TrackingDone, today: Day, rules: FertilityRules): TrackingDue | null {
  if (pregnancy === null) {
    const dueDay = addDays(lastAskedDay ?? servedDay, rules.preconceptionAskDays)
    return { kind: 'notPregnant', fromDay: dueDay, dueDay }
  }
  if (outcomeDone) return null
  const ended = pregnancy.endedDay ?? (pregnancy.expectedDay < today ? pregnancy.expectedDay : null)
  if (!earlyDone && ended === null) return { kind: 'early', fromDay: pregnancy.startDay, dueDay: earlyFollowUpUntil(pregnancy.startDay, rules) }
  const fromDay = ended ?? pregnancy.expectedDay
  return { kind: 'outcome', fromDay, dueDay: addDays(fromDay, rules.outcomeFollowUpDays) }
}
