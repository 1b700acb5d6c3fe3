import { CONTACT_ATTEMPT } from '../../code/child-file.ts'
import { block, type FieldIssue, message } from '../../message/message.ts'
import type { Day } from '../../time/day.ts'

/** One documented attempt to reach a family. */
export type ContactAttemptFact = { readonly day: Day; readonly outcome: string }

/** An attempt that did not reach the family, or found it gone (已搬离: somebody answered, the family did not). */
export const isVainAttempt = (outcome: string): boolean => outcome === 'movedAway' || CONTACT_ATTEMPT.find(outcome)?.reached === false

/**
 * The days on which a family was sought in vain, from a day on and up to another, the oldest first. Calls of one day count
 * once: the note asks for three attempts with proof (§8, §10.1), and three calls within an hour prove one afternoon [K].
 */
export const vainDays = (attempts: readonly ContactAttemptFact[], from: Day | null, to: Day | null): Day[] =>
  [...new Set(attempts.flatMap(({ day, outcome }) => isVainAttempt(outcome) && (from === null || day >= from) && (to === null || day <= to) ? [day] : []))].toSorted()

/** 失访, wherever it is written (file, case, screening, autism), needs vain attempts on so many days (§8, §10.1: three, with proof). */
export function checkLost(days: readonly Day[], rules: { readonly lostAfterAttempts: number }, path: string): FieldIssue[] {
  return days.length >= rules.lostAfterAttempts ? []
    : [block(path, message('child.lostTooEarly', '登记失访须有 {{least}} 次没有联系上的记录(同一天算一次),现有 {{attempts}} 次', { least: rules.lostAfterAttempts, attempts: days.length }))]
}
