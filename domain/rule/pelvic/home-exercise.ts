/** One level of exercise at home; seconds and times lie within what the note gives (§10.1 [K]: 3–5 s, as long a rest, 10–15 times, three times a day). */
export type HomeLevel = { readonly level: 1 | 2 | 3 | 4; readonly holdSeconds: number; readonly restSeconds: number; readonly times: number; readonly roundsADay: number; readonly quickTimes: number; readonly posture: string }

const LEVELS = [
  { level: 1, holdSeconds: 3, restSeconds: 6, times: 10, roundsADay: 3, quickTimes: 3, posture: '平躺,两腿屈膝分开与肩同宽' },
  { level: 2, holdSeconds: 3, restSeconds: 3, times: 10, roundsADay: 3, quickTimes: 5, posture: '平躺或侧躺,熟练后坐着练' },
  { level: 3, holdSeconds: 4, restSeconds: 4, times: 12, roundsADay: 3, quickTimes: 8, posture: '坐着或站着' },
  { level: 4, holdSeconds: 5, restSeconds: 5, times: 15, roundsADay: 3, quickTimes: 10, posture: '站着,走路和做家务时也练' },
] as const satisfies readonly HomeLevel[]

/** The level of a woman by her weakest known strength (0–5): 0–1, 2, 3, from 4 on; null where no strength was measured. */
export function homeLevel(strengths: readonly (number | null)[]): HomeLevel | null {
  const known = strengths.filter(strength => strength !== null)
  return known.length === 0 ? null : LEVELS[Math.min(LEVELS.length, Math.max(1, Math.min(...known))) - 1]!
}
