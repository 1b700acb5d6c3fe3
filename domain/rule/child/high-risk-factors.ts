import { z } from 'zod'
import { HIGH_RISK_FACTOR, type HighRiskFactor, RISK_LEVEL, type RiskLevel, RISK_PERIOD, type RiskPeriod } from '../../code/child-high-risk.ts'
import { message } from '../../message/message.ts'
import { fault, repeated, says } from '../../settings/said.ts'

/** What records can say about risk; a fact nobody noted is null and finds nothing. */
export type RiskFacts = {
  readonly gestationDays: number | null
  readonly birthWeightG: number | null
  readonly fetusCount: number | null
  readonly apgar1: number | null
  readonly apgar5: number | null
  /** Place of the birth weight among the newborns of that gestation, from the growth evaluation: SGA, AGA, LGA. */
  readonly sizeAtBirth: 'small' | 'appropriate' | 'large' | null
  readonly membraneRuptureHours: number | null
  readonly glucoseMmolPerL: number | null
  readonly hearingLossDb: number | null
  readonly retinopathyStage: number | null
  readonly respiratoryInfectionsPerYear: number | null
  readonly motherAgeYears: number | null
  readonly heightOrWeightBelowP3: boolean | null
  readonly wasted: boolean | null
  readonly developmentAbnormal: boolean | null
  readonly screeningAbnormal: boolean | null
  /** Confirmed by a diagnosis of newborn screening (rule/child/confirmed-findings.ts), not merely positive. */
  readonly metabolicDisease: boolean | null
  readonly congenitalHeartDisease: boolean | null
}
/** A child of whom nobody noted anything. */
export const NO_RISK_FACTS: RiskFacts = {
  gestationDays: null, birthWeightG: null, fetusCount: null, apgar1: null, apgar5: null, sizeAtBirth: null, membraneRuptureHours: null, glucoseMmolPerL: null, hearingLossDb: null, retinopathyStage: null, respiratoryInfectionsPerYear: null,
  motherAgeYears: null, heightOrWeightBelowP3: null, wasted: null, developmentAbnormal: null, screeningAbnormal: null, metabolicDisease: null, congenitalHeartDisease: null,
}
/** The facts that a limit can be set for. */
export const RISK_MEASURES = [
  'gestationDays', 'birthWeightG', 'fetusCount', 'lowestApgar', 'membraneRuptureHours', 'glucoseMmolPerL', 'hearingLossDb', 'retinopathyStage', 'respiratoryInfectionsPerYear', 'motherAgeYears',
] as const
export type RiskMeasure = (typeof RISK_MEASURES)[number]
/** The findings that are there or not. */
export const RISK_FINDINGS = ['small', 'large', 'heightOrWeightBelowP3', 'wasted', 'developmentAbnormal', 'screeningAbnormal', 'metabolicDisease', 'congenitalHeartDisease'] as const
export type RiskFinding = (typeof RISK_FINDINGS)[number]

const DetectionSchema = z.discriminatedUnion('by', [
  /** At least `from`, more than `above`, less than `below`; a side that is null is open. */
  z.strictObject({ by: z.literal('measure'), measure: z.enum(RISK_MEASURES), from: z.number().nullable(), above: z.number().nullable(), below: z.number().nullable() }),
  z.strictObject({ by: z.literal('finding'), finding: z.enum(RISK_FINDINGS) }),
  /** Only the doctor says so. */
  z.strictObject({ by: z.literal('doctor') }),
])
export type RiskDetection = z.output<typeof DetectionSchema>

/** Which follow-up plan a factor begins with; the doctor may choose another. */
export const FOLLOW_UP_PLANS = ['lowRiskPreterm', 'highRiskPreterm', 'highRisk', 'none'] as const
export type FollowUpPlanName = (typeof FOLLOW_UP_PLANS)[number]

const FactorSchema = z.strictObject({
  /** A code of the shipped table, or one of the hospital's own. */
  code: z.string().regex(/^[a-zA-Z][a-zA-Z0-9]{1,39}$/),
  name: z.string().trim().min(1).max(60),
  period: z.enum(RISK_PERIOD.values),
  level: z.enum(RISK_LEVEL.values),
  /** Makes a newborn 高危新生儿: first home visit within three days. */
  newborn: z.boolean(),
  detection: DetectionSchema,
  plan: z.enum(FOLLOW_UP_PLANS),
  mark: z.enum(['S', 'K', 'own']),
})
export type RiskFactorLine = z.output<typeof FactorSchema>

/** A hospital's list: codes once each. */
export const HighRiskFactorsSchema = z.array(FactorSchema).min(1).max(200)
  .superRefine(says(lines => repeated(lines.map(({ code }) => code)).map(code => fault(message('riskFactor.twice', '高危因素 {{code}} 有两行,请移除一行', { code })))))

const doctor: RiskDetection = { by: 'doctor' }
const finding = (name: RiskFinding): RiskDetection => ({ by: 'finding', finding: name })
const below = (measure: RiskMeasure, limit: number, from: number | null = null): RiskDetection => ({ by: 'measure', measure, from, above: null, below: limit })
const atLeast = (measure: RiskMeasure, from: number): RiskDetection => ({ by: 'measure', measure, from, above: null, below: null })
const moreThan = (measure: RiskMeasure, above: number): RiskDetection => ({ by: 'measure', measure, from: null, above, below: null })

type Shipped = readonly [period: RiskPeriod, level: RiskLevel, mark: 'S' | 'K', newborn: boolean, detection: RiskDetection, plan?: FollowUpPlanName]
/**
 * Levels of [S23]; the weight classes exclude each other here, so that one weight finds one factor. Macrosomia from
 * 4000 g (§5.5; [S23] has > 4.0 kg). `newborn` follows the six points of the 2012 technique document (§8 [S7]).
 */
const SHIPPED: Readonly<Record<HighRiskFactor, Shipped>> = {
  preterm: ['delivery', '3', 'S', true, below('gestationDays', 37 * 7), 'lowRiskPreterm'],
  lowBirthWeight: ['delivery', '2', 'S', true, below('birthWeightG', 2500, 1500)],
  macrosomia: ['delivery', '2', 'S', false, atLeast('birthWeightG', 4000), 'none'],
  asphyxia: ['delivery', '3', 'S', true, below('lowestApgar', 7)],
  multipleBirth: ['delivery', '2', 'S', false, atLeast('fetusCount', 2), 'none'],
  hyperbilirubinaemia: ['delivery', '2', 'S', true, doctor],
  encephalopathy: ['delivery', '3', 'S', true, doctor],
  metabolicDisease: ['delivery', '3', 'S', true, finding('metabolicDisease')],
  malformation: ['delivery', '3', 'S', true, doctor],
  veryLowBirthWeight: ['newborn', '3', 'S', true, below('birthWeightG', 1500, 1000), 'highRiskPreterm'],
  extremelyLowBirthWeight: ['newborn', '3', 'S', true, below('birthWeightG', 1000), 'highRiskPreterm'],
  smallForGestation: ['newborn', '2', 'S', false, finding('small')],
  largeForGestation: ['newborn', '2', 'S', false, finding('large'), 'none'],
  membraneRupture: ['newborn', '2', 'S', false, moreThan('membraneRuptureHours', 18), 'none'],
  intrauterineInfection: ['newborn', '3', 'S', true, doctor],
  sepsis: ['newborn', '3', 'S', true, doctor],
  pneumonia: ['newborn', '2', 'S', true, doctor],
  respiratoryDistress: ['newborn', '3', 'S', false, doctor],
  hypoglycaemia: ['newborn', '2', 'S', false, below('glucoseMmolPerL', 2.2)],
  lowHeightOrWeight: ['infant', '2', 'S', false, finding('heightOrWeightBelowP3')],
  lowWeightForHeight: ['infant', '3', 'S', false, finding('wasted')],
  developmentAbnormal: ['infant', '2', 'S', false, finding('developmentAbnormal')],
  congenitalHeartDisease: ['infant', '3', 'S', true, finding('congenitalHeartDisease')],
  cerebralPalsy: ['infant', '3', 'S', false, doctor],
  hearingLoss: ['infant', '3', 'S', false, moreThan('hearingLossDb', 40)],
  retinopathy: ['infant', '3', 'S', false, atLeast('retinopathyStage', 2)],
  recurrentRespiratoryInfection: ['infant', '2', 'S', false, atLeast('respiratoryInfectionsPerYear', 6)],
  familyGenetic: ['family', '2', 'S', false, doctor, 'none'],
  familyMalformation: ['family', '2', 'S', false, doctor, 'none'],
  familyMetabolic: ['family', '2', 'S', false, doctor, 'none'],
  familyIntellectual: ['family', '2', 'S', false, doctor, 'none'],
  familyDeafness: ['family', '2', 'S', false, doctor, 'none'],
  toxicExposure: ['environment', '2', 'S', false, doctor, 'none'],
  maternalChronicDisease: ['environment', '2', 'S', false, doctor, 'none'],
  radiationExposure: ['environment', '2', 'S', false, doctor, 'none'],
  intracranialHaemorrhage: ['newborn', '3', 'S', true, doctor],
  maternalHistory: ['mother', '2', 'K', true, doctor, 'none'],
  advancedMaternalAge: ['mother', '1', 'K', true, atLeast('motherAgeYears', 35), 'none'],
  maternalDisability: ['mother', '2', 'K', true, doctor, 'none'],
  postTerm: ['delivery', '1', 'K', false, atLeast('gestationDays', 42 * 7), 'none'],
  syphilisExposure: ['newborn', '2', 'K', false, doctor],
  hivExposure: ['newborn', '2', 'K', false, doctor],
  convulsion: ['newborn', '3', 'K', true, doctor],
  screeningAbnormal: ['newborn', '2', 'K', false, finding('screeningAbnormal'), 'none'],
}

/** The list a hospital begins with. */
export const HIGH_RISK_FACTORS_DEFAULT: readonly RiskFactorLine[] = HighRiskFactorsSchema.parse(HIGH_RISK_FACTOR.list.map(({ code, label }) => {
  const [period, level, mark, newborn, detection, plan = 'highRisk'] = SHIPPED[code]
  return { code, name: label, period, level, newborn, detection, plan, mark } satisfies RiskFactorLine
}))

function valueOf(measure: RiskMeasure, facts: RiskFacts): number | null {
  if (measure !== 'lowestApgar') return facts[measure]
  const scores = [facts.apgar1, facts.apgar5].filter(score => score !== null)
  return scores.length === 0 ? null : Math.min(...scores)
}

function isFound(detection: RiskDetection, facts: RiskFacts): boolean {
  if (detection.by === 'doctor') return false
  if (detection.by === 'finding') {
    const name = detection.finding
    return name === 'small' || name === 'large' ? facts.sizeAtBirth === name : facts[name] === true
  }
  const value = valueOf(detection.measure, facts)
  if (value === null) return false
  const { from, above, below: limit } = detection
  return (from === null || value >= from) && (above === null || value > above) && (limit === null || value < limit)
}

/** The fact a factor is found by; null where only the doctor says so, or several facts together do. */
export const factOf = ({ detection }: RiskFactorLine): keyof RiskFacts | null => {
  if (detection.by === 'doctor') return null
  if (detection.by === 'measure') return detection.measure === 'lowestApgar' ? null : detection.measure
  return detection.finding === 'small' || detection.finding === 'large' ? 'sizeAtBirth' : detection.finding
}

/** The factors of the hospital's list that the records show, the highest level first (§8); the doctor confirms them. */
export function detectRiskFactors(facts: RiskFacts, list: readonly RiskFactorLine[]): RiskFactorLine[] {
  return list.filter(({ detection }) => isFound(detection, facts)).toSorted((a, b) => b.level.localeCompare(a.level))
}

/** 高危新生儿 by the factors that stand for the child: the home visit is then due within three days (§8 [S7], R1). */
export const isHighRiskNewborn = (codes: readonly string[], list: readonly RiskFactorLine[]): boolean =>
  list.some(({ code, newborn }) => newborn && codes.includes(code))

/** The highest level among a child's factors; null without one. */
export const highestLevel = (codes: readonly string[], list: readonly RiskFactorLine[]): RiskLevel | null =>
  list.filter(({ code }) => codes.includes(code)).map(({ level }) => level).toSorted().at(-1) ?? null
