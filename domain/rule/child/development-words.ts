import type { AutismScale, ScaleResult } from '../../code/child-autism.ts'
import type { Day } from '../../time/day.ts'

/** What one look says of a child's development: the warning signs of a check-up, the doctor at a follow-up, a scale. */
export type DevelopmentWord = { readonly day: Day; readonly from: 'signs' | 'doctor' | AutismScale; readonly says: 'normal' | 'borderline' | 'abnormal' }

const SAYS: Readonly<Record<ScaleResult, DevelopmentWord['says'] | null>> = {
  normal: 'normal', passed: 'normal', below: 'normal', retest: 'borderline', deviation: 'abnormal', disorder: 'abnormal', notPassed: 'abnormal', suspicious: 'abnormal', autismRange: 'abnormal', incomplete: null,
}
/** A scale's result as a word about development (§7, §14): 70–79 is the same test again, neither normal nor abnormal; an unfinished test says nothing. */
export const wordOfScale = (result: ScaleResult | null): DevelopmentWord['says'] | null => (result === null ? null : SAYS[result])

// M-CHAT, ABC and CARS look for autism: failed they are abnormal, passed they are no test of development.
const TESTS_DEVELOPMENT: ReadonlySet<DevelopmentWord['from']> = new Set(['signs', 'doctor', 'development'])
const isScale = ({ from }: DevelopmentWord): boolean => from !== 'signs' && from !== 'doctor'

/** The last word of each scale; only the same scale answers a scale. */
const lastOfScales = (words: readonly DevelopmentWord[]): DevelopmentWord[] => [...new Map(words.filter(isScale).map(word => [word.from, word])).values()]

/**
 * The developmental tests of a child as normal or not, one a day, the latest last (§8: normal on the last two). A scale that
 * was not normal stays the last word until the same scale is taken again: signs that were not seen do not answer a test.
 * Words come the oldest first.
 */
export function developmentTests(words: readonly DevelopmentWord[]): boolean[] {
  const counted = words.filter(({ from, says }) => says !== 'normal' || TESTS_DEVELOPMENT.has(from))
  const tests = [...Map.groupBy(counted, ({ day }) => day).values()].map(ofDay => ofDay.every(({ says }) => says === 'normal'))
  return lastOfScales(words).some(({ says }) => says !== 'normal') ? [...tests, false] : tests
}

/** 发育筛查异常 as a factor of high risk (§8): the signs last asked for, or a scale as it was last taken. null: nothing was looked at. */
export function isDevelopmentAbnormal(words: readonly DevelopmentWord[]): boolean | null {
  const signs = words.findLast(({ from }) => from === 'signs')
  const last = [...signs ? [signs] : [], ...lastOfScales(words)]
  return last.length === 0 ? null : last.some(({ says }) => says === 'abnormal')
}
