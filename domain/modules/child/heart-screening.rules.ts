import type { HeartScreeningResult } from '../../code/child-screening.ts'
import type { ChildRules } from '../../rule/child/child-rules.ts'
import { heartScreeningResult, type Saturation } from '../../rule/child/heart-screening.ts'
import type { HeartScreeningRow } from './heart-screening.record.ts'

const PAIRS = [['firstHandPercent', 'firstFootPercent'], ['secondHandPercent', 'secondFootPercent'], ['thirdHandPercent', 'thirdFootPercent'], ['fourthHandPercent', 'fourthFootPercent']] as const

/** The measurements of a screening in their order. One site alone says nothing, unless it is critical: that is positive wherever it was measured (§10.3 (a)). */
export function saturationsOf(row: Pick<HeartScreeningRow, (typeof PAIRS)[number][number]>, rules: ChildRules): Saturation[] {
  return PAIRS.flatMap(([handName, footName]): Saturation[] => {
    const [hand, foot] = [row[handName], row[footName]]
    if (hand !== null && foot !== null) return [{ handPercent: hand, footPercent: foot }]
    const only = hand ?? foot
    return only !== null && only < rules.heartSaturationCritical ? [{ handPercent: only, footPercent: only }] : []
  })
}

/** The result of a screening by the two-index rule (§10.3; case 50): kept with its row, never typed. */
export const heartResultOf = (row: HeartScreeningRow, rules: ChildRules): HeartScreeningResult =>
  heartScreeningResult({ murmur: row.murmur, murmurGrade: row.murmurGrade, saturations: saturationsOf(row, rules) }, rules)
