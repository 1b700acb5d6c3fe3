import type { BreastCategory, CancerNextStep, CervicalCytology, HpvResult } from '../../code/maternal-care.ts'
import type { BreastPathology, CancerPart, CervicalPathology, ColposcopyResult, HpvType, ScreeningGap } from '../../code/women-care.ts'
import { type Day, monthAnniversary } from '../../time/day.ts'
import { breastNextStep, cervicalNextStep } from './cancer-screening.ts'
import type { WomenRules } from './women-rules.ts'

/** What a laboratory's list of types means for the next step; null for an empty list. */
export const hpvResultOf = (types: readonly HpvType[]): HpvResult | null => types.length === 0 ? null : types.some(type => type === '16' || type === '18') ? 'type16or18' : 'otherHighRisk'

/** What a screening examined. */
export type ScreeningFacts = {
  readonly hpvResult: HpvResult | null
  readonly cytology: CervicalCytology | null
  readonly breastCategory: BreastCategory | null
  readonly isBreastHighRisk: boolean
}
export type ScreeningConclusion = { readonly cervicalStep: CancerNextStep | null; readonly breastStep: CancerNextStep | null; readonly gaps: readonly ScreeningGap[]; readonly nextRoundDay: Day | null }

const yearsAfter = (day: Day, years: number): Day => monthAnniversary(day, years * 12)
const isPositive = (step: CancerNextStep | null): boolean => step !== null && step !== 'nextRound'

/**
 * What follows from a screening (§13.4): the step of each cancer, what is still to be done, and when she is asked to come
 * again: each part by its own interval, a positive one by the shorter one, the earlier of the two. A woman with a high-risk
 * HPV type whose cytology is normal goes on to the next round (M-31), but not as late as one without the virus [K].
 */
export function concludeScreening({ hpvResult, cytology, breastCategory, isBreastHighRisk }: ScreeningFacts, day: Day, rules: WomenRules): ScreeningConclusion {
  const cervicalStep = cervicalNextStep(hpvResult, cytology)
  const breastStep = breastCategory === null ? null : breastNextStep(breastCategory, isBreastHighRisk)
  const gaps: ScreeningGap[] = [...(cervicalStep === null ? ['hpv' as const] : cervicalStep === 'cytology' ? ['cytology' as const] : []), ...(breastStep === null ? ['ultrasound' as const] : [])]
  const intervals = [
    ...(cervicalStep === null ? [] : [isPositive(cervicalStep) || (hpvResult !== null && hpvResult !== 'negative') ? rules.positiveReviewYears : hpvResult === null ? rules.cytologyIntervalYears : rules.hpvIntervalYears]),
    ...(breastStep === null ? [] : [isPositive(breastStep) ? rules.positiveReviewYears : rules.breastIntervalYears]),
  ]
  return { cervicalStep, breastStep, gaps, nextRoundDay: intervals.length === 0 ? null : yearsAfter(day, Math.min(...intervals)) }
}

/** A step of the list of positive women; cytology is made up within the screening itself. */
export type ChainStep = Exclude<CancerNextStep, 'nextRound' | 'cytology'>
export const chainStepOf = (step: CancerNextStep | null): ChainStep | null => step === null || step === 'nextRound' || step === 'cytology' ? null : step

const DAYS_OF = { colposcopy: 'colposcopyDays', mammography: 'mammographyDays', biopsy: 'biopsyDays', treatment: 'treatmentDays' } as const
/** By how many days a step is to be done. */
export const daysForStep = (step: ChainStep, rules: WomenRules): number => rules[DAYS_OF[step]]

export type StepResult = { readonly colposcopy: ColposcopyResult | null; readonly cervicalPathology: CervicalPathology | null; readonly mammographyCategory: BreastCategory | null; readonly breastPathology: BreastPathology | null }

// CIN2 and worse, AIS and every cancer.
const TREATED_CERVIX: ReadonlySet<CervicalPathology> = new Set(['23', '24', '25', '26', '27', '28', '29'])
const CLEARED_CERVIX: ReadonlySet<CervicalPathology> = new Set(['1', '21', '22'])
const TREATED_BREAST: ReadonlySet<BreastPathology> = new Set(['atypical', 'inSitu', 'invasive'])

function cervical({ colposcopy, cervicalPathology }: StepResult): CancerNextStep | null {
  if (cervicalPathology !== null) return TREATED_CERVIX.has(cervicalPathology) ? 'treatment' : CLEARED_CERVIX.has(cervicalPathology) ? 'nextRound' : null
  return colposcopy === null ? null : colposcopy === 'normal' ? 'nextRound' : 'biopsy'
}
function breast({ mammographyCategory, breastPathology }: StepResult): CancerNextStep | null {
  if (breastPathology !== null) return TREATED_BREAST.has(breastPathology) ? 'treatment' : breastPathology === 'benign' ? 'nextRound' : null
  switch (mammographyCategory) {
    case '4': case '5': return 'biopsy'
    case '6': return 'treatment'
    case '1': case '2': return 'nextRound'
    default: return null
  }
}

/**
 * What follows from the result of a step. §13.4 names what leads to a step only; what its result means is general knowledge
 * [K]: the program proposes and the doctor decides. null where the doctor alone decides (BI-RADS 0 and 3 of an X-ray, other
 * pathology).
 */
export const stepAfterResult = (part: CancerPart, step: CancerNextStep, result: StepResult): CancerNextStep | null =>
  step === 'treatment' ? 'nextRound' : part === 'cervical' ? cervical(result) : breast(result)
