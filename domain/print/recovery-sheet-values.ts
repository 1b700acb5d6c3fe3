import type { Day } from '../time/day.ts'
import type { PrintValues } from './layout.ts'
import { dayText } from './registration-form-values.ts'

/** The sheet with the recovery passphrase that the administrator locks away. */
export type RecoverySheetFacts = {
  institution: string
  day: Day
  /** The passphrase as it is typed; shown in groups so that it can be read aloud and compared. */
  passphrase: string
  /** Whose database the passphrase opens, for hospitals with several machines. */
  computerName?: string
}

const GROUP_LENGTH = 4
const GROUPS_PER_LINE = 4

/** The words of the 恢复口令单. A passphrase that already has groups keeps them. */
export function recoverySheetValues(facts: RecoverySheetFacts): PrintValues {
  const written = facts.passphrase.trim().split(/[\s-]+/).filter(Boolean)
  const groups = written.length > 1 ? written : facts.passphrase.trim().match(new RegExp(`.{1,${GROUP_LENGTH}}`, 'gu')) ?? []
  const lines: string[] = []
  for (let start = 0; start < groups.length; start += GROUPS_PER_LINE) lines.push(groups.slice(start, start + GROUPS_PER_LINE).join(' - '))
  return {
    institution: facts.institution, dayText: dayText(facts.day), passphrase: lines.join('\n'),
    computerName: facts.computerName ?? '',
  }
}
