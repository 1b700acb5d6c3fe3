import type { CertificateEdition } from '../code/certificate.ts'
import { CERTIFICATE_EDITION } from '../code/certificate.ts'
import { block, message } from '../message/message.ts'
import type { FieldIssue } from '../message/message.ts'
import { addDays, type Day } from '../time/day.ts'
import type { ProvinceRules } from './province-rules.ts'

/** Days before the last day from which the stock page warns; our own choice. */
export const EXPIRY_WARNING_DAYS = 90

/**
 * The last day a blank may be used by the province's rule, or null where there is none. Hubei 2019 (certificate note
 * §4.1): blanks printed in a year are used by the end of the next. The year is what the receipt says, never read from the
 * letter: letters of coming years are not announced (§2.4).
 */
export function blankLastDay(printYear: number | null, rule: ProvinceRules['blankFormExpiry']): Day | null {
  return rule === 'none' || printYear === null ? null : `${printYear + 1}-12-31` as Day
}

export type BlankFitness = 'fit' | 'expiring' | 'expired' | 'editionStopped'

/** Whether blanks of a batch may still be used on a day, and whether their time runs out. */
export function blankFitness(batch: { edition: CertificateEdition; printYear: number | null }, rule: ProvinceRules['blankFormExpiry'], today: Day): BlankFitness {
  const { lastIssueDay } = CERTIFICATE_EDITION.entry(batch.edition)
  if (lastIssueDay !== null && today > lastIssueDay) return 'editionStopped'
  const lastDay = blankLastDay(batch.printYear, rule)
  if (lastDay === null) return 'fit'
  return today > lastDay ? 'expired' : today >= addDays(lastDay, -EXPIRY_WARNING_DAYS) ? 'expiring' : 'fit'
}

/** Refuses a blank past its last day. */
export function checkBlankExpiry(printYear: number | null, rule: ProvinceRules['blankFormExpiry'], today: Day, path: string): FieldIssue[] {
  const lastDay = blankLastDay(printYear, rule)
  return lastDay !== null && today > lastDay
    ? [block(path, message('stock.expired', '{{year}} 年印制的空白证件只能用到 {{day}},已过期,请登记作废', { year: printYear ?? '', day: lastDay }))] : []
}
