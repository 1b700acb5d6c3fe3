import { EMG_FINDING, type EmgFinding, type EmgPhase, type BallooningGrade } from '../../code/pelvic.ts'
import { codeList } from '../../field/code-list.ts'
import { type FieldIssue, message, warn } from '../../message/message.ts'
import { bladderNeckDescent, diastasisGrade, hiatusAreaGrade, hiatusDiameterGrade, hiatusOfGrid, padGainG, padTestGrade } from '../../rule/pelvic/measures.ts'
import { type EmgMeasures, type EmgReference, emgFindings, typeOneGrade, typeTwoGrade } from '../../rule/pelvic/muscle.ts'
import type { PelvicRuleId, PelvicRules } from '../../rule/pelvic/pelvic-rules.ts'
import { POPQ_NAME, POPQ_POINTS, type PopqGrid, popqIssues, popqStage } from '../../rule/pelvic/popq.ts'
import { vasIssues } from '../../rule/pelvic/questionnaires.ts'
import { type Day, daysBetween } from '../../time/day.ts'
import type { PelvicAssessment } from './assessment.record.ts'
import type { PelvicPlace } from './place.record.ts'

type Values = Readonly<Partial<PelvicAssessment>>
type Device = Pick<PelvicPlace, 'restMaxUv' | 'fastMinUv' | 'tonicMinUv' | 'enduranceMinUv' | 'variabilityMaxHundredths' | 'riseMaxSeconds' | 'ratioMinHundredths' | 'ratioMaxHundredths'>

/** What a probe measures: without a consent, lochia and a woman who never had intercourse forbid it (note §11). */
export const PROBE_FIELDS = [
  'vaginalPressureCmH2o', 'preRestUv', 'preRestVariability', 'fastUv', 'fastRiseSeconds', 'fastRecoverySeconds', 'tonicUv', 'tonicVariability', 'enduranceUv', 'enduranceVariability', 'enduranceRatio', 'postRestUv', 'postRestVariability',
] as const satisfies readonly (keyof PelvicAssessment)[]
const EMG_FIELDS = PROBE_FIELDS.slice(1)

const isGiven = (row: Values, name: keyof PelvicAssessment): boolean => row[name] !== null && row[name] !== undefined
/** The first value of a row that a probe measured. */
export const firstProbeField = (row: Values): (typeof PROBE_FIELDS)[number] | undefined => PROBE_FIELDS.find(name => isGiven(row, name))

/** Something of muscle activity was measured. */
export const hasEmg = (row: Values): boolean => EMG_FIELDS.some(name => isGiven(row, name))

export const gridOf = (row: Values): PopqGrid => Object.fromEntries(POPQ_POINTS.map(point => [point, row[point] ?? null])) as PopqGrid

/** The five phases of a row, as the rules read them. */
export function emgOf(row: Values): EmgMeasures {
  const phase = (uv: number | null | undefined, variability: number | null | undefined, ratio: number | null = null): EmgMeasures[EmgPhase] => ({ uv: uv ?? null, variability: variability ?? null, riseSeconds: null, recoverySeconds: null, ratio })
  return {
    preRest: phase(row.preRestUv, row.preRestVariability), fast: { uv: row.fastUv ?? null, variability: null, riseSeconds: row.fastRiseSeconds ?? null, recoverySeconds: row.fastRecoverySeconds ?? null, ratio: null },
    tonic: phase(row.tonicUv, row.tonicVariability), endurance: phase(row.enduranceUv, row.enduranceVariability, row.enduranceRatio ?? null), postRest: phase(row.postRestUv, row.postRestVariability),
  }
}

/** The references a measure is held against: those of the device where its manual gives them, else the hospital's. */
export const referenceFor = (device: Device | null, rules: PelvicRules): EmgReference => ({
  emgRestMaxUv: device?.restMaxUv ?? rules.emgRestMaxUv, emgFastMinUv: device?.fastMinUv ?? rules.emgFastMinUv, emgTonicMinUv: device?.tonicMinUv ?? rules.emgTonicMinUv, emgEnduranceMinUv: device?.enduranceMinUv ?? rules.emgEnduranceMinUv,
  emgVariabilityMaxHundredths: device?.variabilityMaxHundredths ?? rules.emgVariabilityMaxHundredths, emgRiseMaxSeconds: device?.riseMaxSeconds ?? rules.emgRiseMaxSeconds,
  emgRatioMinHundredths: device?.ratioMinHundredths ?? rules.emgRatioMinHundredths, emgRatioMaxHundredths: device?.ratioMaxHundredths ?? rules.emgRatioMaxHundredths,
})
/** The references a stored row was held against; null where no muscle activity was measured. */
export const keptReference = (row: Values): EmgReference | null => typeof row.emgRestMaxUv !== 'number' ? null : {
  emgRestMaxUv: row.emgRestMaxUv, emgFastMinUv: row.emgFastMinUv ?? 0, emgTonicMinUv: row.emgTonicMinUv ?? 0, emgEnduranceMinUv: row.emgEnduranceMinUv ?? 0, emgVariabilityMaxHundredths: row.emgVariabilityMaxHundredths ?? 0, emgRiseMaxSeconds: row.emgRiseMaxSeconds ?? 0,
  emgRatioMinHundredths: row.emgRatioMinHundredths ?? 0, emgRatioMaxHundredths: row.emgRatioMaxHundredths ?? 0,
}

/** The limits of the hospital that a row was judged by, as it keeps them, and the rule each is of. */
const KEPT_LIMITS = {
  popqZeroNeedsBoth: 'stage0NeedsBoth', padScheme: 'padScheme', padMildG: 'padMildG', padModerateG: 'padModerateG', padSevereG: 'padSevereG',
  fatigueMinPercent: 'fatigueMinPercent', diastasisMildMm: 'diastasisMildMm', diastasisModerateMm: 'diastasisModerateMm', diastasisSevereMm: 'diastasisSevereMm', bladderNeckMaxCm: 'bladderNeckDescentCm', hiatusAreaMaxCm2: 'hiatusAreaCm2',
} as const satisfies Readonly<Partial<Record<keyof PelvicAssessment, PelvicRuleId>>>
type KeptLimit = keyof typeof KEPT_LIMITS
const LIMITS = Object.keys(KEPT_LIMITS) as KeptLimit[]
/** The rules as a stored row was judged by them; of what it did not measure it keeps none. */
export const keptLimits = (row: Values): Partial<PelvicRules> => Object.fromEntries(LIMITS.flatMap(name => typeof row[name] === 'number' ? [[KEPT_LIMITS[name], row[name]]] : []))

const WORST: readonly BallooningGrade[] = ['normal', 'mild', 'moderate', 'marked', 'severe']
/** 裂孔扩张: the worse of both ultrasound measures; without ultrasound gh + pb says it. */
function hiatusGradeOf({ hiatusAreaCm2, hiatusDiameterCm, ghCm, pbCm }: Values, rules: PelvicRules): BallooningGrade | null {
  const measured = [typeof hiatusAreaCm2 === 'number' ? hiatusAreaGrade(hiatusAreaCm2, rules) : null, typeof hiatusDiameterCm === 'number' ? hiatusDiameterGrade(hiatusDiameterCm) : null].filter(grade => grade !== null)
  if (measured.length > 0) return WORST.findLast(grade => measured.includes(grade)) ?? null
  return typeof ghCm === 'number' && typeof pbCm === 'number' ? hiatusOfGrid(ghCm, pbCm).grade : null
}

/** What of an assessment the program finds, never anybody types. */
export const FOUND_FIELDS = [
  'daysAfter', 'stage', 'anteriorStage', 'apicalStage', 'posteriorStage', 'leadCm', 'typeOneGrade', 'typeTwoGrade', 'emgFindings', 'padGainG', 'padGrade', 'diastasisGrade', 'bladderNeckDescentCm', 'hiatusGrade',
  'emgRestMaxUv', 'emgFastMinUv', 'emgTonicMinUv', 'emgEnduranceMinUv', 'emgVariabilityMaxHundredths', 'emgRiseMaxSeconds', 'emgRatioMinHundredths', 'emgRatioMaxHundredths', 'fatigueMinPercent',
  'popqZeroNeedsBoth', 'padScheme', 'padMildG', 'padModerateG', 'padSevereG', 'diastasisMildMm', 'diastasisModerateMm', 'diastasisSevereMm', 'bladderNeckMaxCm', 'hiatusAreaMaxCm2',
] as const satisfies readonly (keyof PelvicAssessment)[]
export type AssessmentFound = Pick<PelvicAssessment, (typeof FOUND_FIELDS)[number]>

/** Everything the rules make of what was measured, as the columns that are kept with it. */
export function assessmentFound(row: Values, deliveryDay: Day | null, emgReference: EmgReference, rules: PelvicRules): AssessmentFound {
  const popq = popqStage(gridOf(row), rules)
  const stageOf = (...of: string[]) => popq?.compartments.find(({ compartment }) => of.includes(compartment))?.stage ?? null
  const diastasis = diastasisGrade([row.diastasisAboveMm ?? null, row.diastasisAtMm ?? null, row.diastasisBelowMm ?? null], rules)
  const neck = typeof row.bladderNeckRestCm === 'number' && typeof row.bladderNeckStrainCm === 'number' ? bladderNeckDescent(row.bladderNeckRestCm, row.bladderNeckStrainCm, rules) : null
  const gain = typeof row.padDryG === 'number' && typeof row.padWetG === 'number' && row.padWetG >= row.padDryG ? padGainG(row.padDryG, row.padWetG) : null
  const reference = hasEmg(row) ? emgReference : null
  const limits = <L extends KeptLimit>(isJudged: boolean, ...names: readonly L[]): Record<L, number | null> => Object.fromEntries(names.map(name => [name, isJudged ? rules[KEPT_LIMITS[name]] : null])) as Record<L, number | null>
  return {
    daysAfter: deliveryDay && row.day && row.day >= deliveryDay ? daysBetween(deliveryDay, row.day) : null,
    stage: popq?.stage ?? null, anteriorStage: stageOf('anterior'), apicalStage: stageOf('apical', 'cuff'), posteriorStage: stageOf('posterior'), leadCm: popq?.leadCm ?? null,
    typeOneGrade: typeof row.typeOneSeconds === 'number' ? typeOneGrade(row.typeOneSeconds) : null, typeTwoGrade: typeof row.typeTwoCount === 'number' ? typeTwoGrade(row.typeTwoCount) : null,
    emgFindings: reference ? codeList<EmgFinding>(EMG_FINDING, emgFindings(emgOf(row), reference).map(({ finding }) => finding)) : null,
    padGainG: gain, padGrade: gain === null ? null : padTestGrade(gain, rules), diastasisGrade: diastasis?.grade ?? null, bladderNeckDescentCm: neck?.descentCm ?? null, hiatusGrade: hiatusGradeOf(row, rules),
    emgRestMaxUv: reference?.emgRestMaxUv ?? null, emgFastMinUv: reference?.emgFastMinUv ?? null, emgTonicMinUv: reference?.emgTonicMinUv ?? null, emgEnduranceMinUv: reference?.emgEnduranceMinUv ?? null,
    emgVariabilityMaxHundredths: reference?.emgVariabilityMaxHundredths ?? null, emgRiseMaxSeconds: reference?.emgRiseMaxSeconds ?? null, emgRatioMinHundredths: reference?.emgRatioMinHundredths ?? null, emgRatioMaxHundredths: reference?.emgRatioMaxHundredths ?? null,
    ...limits(popq !== null, 'popqZeroNeedsBoth'), ...limits(gain !== null, 'padScheme', 'padMildG', 'padModerateG', 'padSevereG'), ...limits(diastasis !== null, 'diastasisMildMm', 'diastasisModerateMm', 'diastasisSevereMm'),
    ...limits(neck !== null, 'bladderNeckMaxCm'), ...limits(typeof row.hiatusAreaCm2 === 'number', 'hiatusAreaMaxCm2'), ...limits(isGiven(row, 'typeOneFatiguePercent') || isGiven(row, 'typeTwoFatiguePercent'), 'fatigueMinPercent'),
  }
}

/** Without which there is no stage (§4.1); D is asked for where there is a cervix. */
const NEEDED = ['aaCm', 'baCm', 'cCm', 'tvlCm', 'apCm', 'bpCm'] as const

/** What is wrong with the numbers, and what is asked about: POP-Q, VAS. */
export function measureIssues(row: Values, rules: PelvicRules): FieldIssue[] {
  const grid = gridOf(row)
  const hasNoCervix = row.hasNoCervix === true
  const isBegun = POPQ_POINTS.some(point => grid[point] !== null)
  const missing = [...NEEDED.filter(point => grid[point] === null), ...(!hasNoCervix && grid.dCm === null ? ['dCm' as const] : [])]
  return [
    ...popqIssues(grid, hasNoCervix, rules), ...vasIssues(row.painVas ?? null, 'painVas'),
    ...(isBegun && missing.length > 0 ? [warn(missing[0]!, message('popq.missing', 'POP-Q 还缺 {{points}},不能完整分度;没有宫颈的请在“无宫颈”选“是”', { points: missing.map(point => POPQ_NAME[point]).join('、') }))] : []),
  ]
}
