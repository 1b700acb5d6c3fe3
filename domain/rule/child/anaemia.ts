import type { AnaemiaDegree } from '../../code/child-nutrition.ts'
import { completedMonths, type Day, daysBetween } from '../../time/day.ts'
import type { ChildRules } from './child-rules.ts'

const NEWBORN_DAYS = 28
const END_MONTHS = 14 * 12
const METRES_PER_STEP = 1000

/** The haemoglobin limit at an age at sea level (§9.2 [S18]; below six months the sources disagree); null from 14 years on. */
export function haemoglobinLimit(birthDay: Day, on: Day, rules: ChildRules): number | null {
  if (daysBetween(birthDay, on) < NEWBORN_DAYS) return rules.haemoglobinNewborn
  const months = completedMonths(birthDay, on)
  if (months < 4) return rules.haemoglobinMonth1
  if (months < 6) return rules.haemoglobinMonth4
  if (months < 72) return rules.haemoglobinMonth6
  return months < END_MONTHS ? rules.haemoglobinYear6 : null
}

/** A limit raised for the altitude of the institution, to 0.1 g/L: limit × (1 + 0.04 × metres / 1000) (§9.2, formula of the 2002 survey). */
export const limitAtAltitude = (limitGPerL: number, altitudeM: number, rules: ChildRules): number =>
  Math.round(limitGPerL * (100 + rules.haemoglobinAltitudePercent * Math.max(0, altitudeM) / METRES_PER_STEP) / 10) / 10

export type Anaemia = { readonly degree: AnaemiaDegree; readonly limitGPerL: number }

/**
 * Anaemia by haemoglobin, age and altitude (§9.2; cases 46–48). The raw value is kept. Altitude raises the limit alone: the
 * degrees are read from the raw value, 轻度 from 90 up to that limit (the note adjusts the threshold, not the degrees).
 * null from 14 years on.
 */
export function anaemiaOf(haemoglobinGPerL: number, birthDay: Day, on: Day, altitudeM: number, rules: ChildRules): Anaemia | null {
  const limit = haemoglobinLimit(birthDay, on, rules)
  if (limit === null) return null
  const limitGPerL = limitAtAltitude(limit, altitudeM, rules)
  const degree: AnaemiaDegree = haemoglobinGPerL >= limitGPerL ? 'none'
    : haemoglobinGPerL >= rules.haemoglobinMildFrom ? 'mild'
      : haemoglobinGPerL >= rules.haemoglobinModerateFrom ? 'moderate'
        : haemoglobinGPerL >= rules.haemoglobinSevereFrom ? 'severe' : 'verySevere'
  return { degree, limitGPerL }
}

/** Why an anaemic child should be referred, or null: severe, or no better after a month of regular iron (less than the rise to be expected by then), or worse (§9.2 [S7]). */
export function anaemiaReferral(now: AnaemiaDegree, course: { readonly regularIronMonths: number; readonly startGPerL: number; readonly nowGPerL: number } | null, rules: ChildRules): 'severe' | 'noImprovement' | 'worse' | null {
  if (now === 'severe' || now === 'verySevere') return 'severe'
  if (now === 'none' || course === null) return null
  if (course.nowGPerL < course.startGPerL) return 'worse'
  return course.regularIronMonths >= rules.ironTrialMonths && course.nowGPerL - course.startGPerL < rules.ironExpectedRiseGPerL ? 'noImprovement' : null
}
