import type { BreastCategory, CancerNextStep, CervicalCytology, HpvResult } from '../../code/maternal-care.ts'

/**
 * What follows a cervical screening (§13.4 [S-M14]): 16 or 18 go to colposcopy at once, another high-risk type asks for
 * cytology first, and abnormal cytology goes to colposcopy whatever the HPV test said. null while there is no result.
 */
export function cervicalNextStep(hpv: HpvResult | null, cytology: CervicalCytology | null): CancerNextStep | null {
  if (hpv === 'type16or18' || (cytology !== null && cytology !== 'nilm')) return 'colposcopy'
  if (hpv === 'otherHighRisk' && cytology === null) return 'cytology'
  return hpv === null && cytology === null ? null : 'nextRound'
}

const BREAST_STEP: Readonly<Record<BreastCategory, CancerNextStep>> = { '0': 'mammography', '1': 'nextRound', '2': 'nextRound', '3': 'mammography', '4': 'biopsy', '5': 'biopsy', '6': 'treatment' }
/** What follows a breast ultrasound; a woman at high risk has an X-ray also after a normal one (§13.4 [S-M14]). 6 is known cancer. */
export function breastNextStep(category: BreastCategory, isHighRisk: boolean): CancerNextStep {
  const step = BREAST_STEP[category]
  return step === 'nextRound' && isHighRisk ? 'mammography' : step
}
