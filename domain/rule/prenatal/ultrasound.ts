import type { NtLevel } from '../../code/prenatal.ts'
import type { PrenatalRules } from './prenatal-rules.ts'

/** What a translucency says; it is measured within a range of the crown–rump length only (§7). */
export function ntLevel(ntMm: number, crlMm: number | null, rules: PrenatalRules): NtLevel {
  if (crlMm !== null && (crlMm < rules.crlLeast || crlMm > rules.crlMost)) return 'notAssessable'
  return ntMm >= rules.ntHigh ? 'high' : ntMm >= rules.ntNotice ? 'notice' : 'normal'
}
