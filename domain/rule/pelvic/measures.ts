import type { BallooningGrade, DiastasisGrade, PadTestGrade } from '../../code/pelvic.ts'
import { rounded } from '../rounding.ts'
import type { PelvicRules } from './pelvic-rules.ts'

/** 1 小时尿垫试验 by the gain in g (§8.1; F-23): three grades, or the four of 2017 where the hospital chose them. */
export function padTestGrade(gainG: number, rules: Pick<PelvicRules, 'padScheme' | 'padMildG' | 'padModerateG' | 'padSevereG'>): PadTestGrade {
  const { padMildG, padModerateG, padSevereG } = rules
  if (rules.padScheme === 2) return gainG <= 0 ? 'negative' : gainG <= padMildG ? 'mild' : gainG < padModerateG ? 'moderate' : gainG < padSevereG ? 'severe' : 'verySevere'
  return gainG < padMildG ? 'negative' : gainG < padModerateG ? 'mild' : gainG < padSevereG ? 'moderate' : 'severe'
}
/** Gain of a pad in g, one decimal. */
export const padGainG = (dryG: number, wetG: number): number => toTenths(wetG - dryG)

/** 腹直肌分离 by the widest of the three sites in mm (§8.2; F-26); null where none was measured. */
export function diastasisGrade(sitesMm: readonly (number | null)[], rules: Pick<PelvicRules, 'diastasisMildMm' | 'diastasisModerateMm' | 'diastasisSevereMm'>): { readonly widestMm: number; readonly grade: DiastasisGrade } | null {
  const measured = sitesMm.filter(site => site !== null)
  if (measured.length === 0) return null
  const widestMm = Math.max(...measured)
  return { widestMm, grade: widestMm <= rules.diastasisMildMm ? 'none' : widestMm <= rules.diastasisModerateMm ? 'mild' : widestMm <= rules.diastasisSevereMm ? 'moderate' : 'severe' }
}

/** Measures have one decimal; a difference of two of them has, too, once the arithmetic of halves is taken out: 8.3 − 2 is 6.3. */
export const toTenths = (value: number): number => rounded(value, 1)
/** 膀胱颈移动度 in cm: rest less strain, and whether it is beyond the limit (§8.3; F-27). */
export function bladderNeckDescent(restCm: number, strainCm: number, rules: Pick<PelvicRules, 'bladderNeckDescentCm'>): { readonly descentCm: number; readonly isAbnormal: boolean } {
  const descentCm = toTenths(restCm - strainCm)
  return { descentCm, isAbnormal: descentCm > rules.bladderNeckDescentCm }
}

const GRADES = ['normal', 'mild', 'moderate', 'marked', 'severe'] as const satisfies readonly BallooningGrade[]
const gradeFrom = (value: number, starts: readonly number[]): BallooningGrade => GRADES[starts.filter(start => value >= start).length] ?? 'severe'
/** 裂孔面积 on straining in cm² (§8.3): above the limit mild, then by steps of five [K]. */
export const hiatusAreaGrade = (areaCm2: number, { hiatusAreaCm2 }: Pick<PelvicRules, 'hiatusAreaCm2'>): BallooningGrade => areaCm2 <= hiatusAreaCm2 ? 'normal' : gradeFrom(areaCm2, [0, hiatusAreaCm2 + 5, hiatusAreaCm2 + 10, hiatusAreaCm2 + 15])
/** 裂孔前后径 on straining in cm (§8.3 [S-L14]). */
export const hiatusDiameterGrade = (diameterCm: number): BallooningGrade => gradeFrom(diameterCm, [6, 6.5, 7, 7.5])
/** gh + pb in cm and what it says of the hiatus where there is no ultrasound (§8.3 [S-L14]; F-34). */
export function hiatusOfGrid(ghCm: number, pbCm: number): { readonly sumCm: number; readonly grade: BallooningGrade } {
  const sumCm = toTenths(ghCm + pbCm)
  return { sumCm, grade: gradeFrom(sumCm, [7, 8, 9, 10]) }
}
