import type { Output } from '../../../../domain/api/api.ts'
import { AUTISM_CLOSE_REASON, AUTISM_DIAGNOSIS, AUTISM_SCALE, DEVELOPMENT_QUOTIENT_CLASS, RESCREENING_RESULT, SCALE_RESULT } from '../../../../domain/code/child-autism.ts'
import type { StoredChildAutismStep } from '../../../../domain/modules/child/autism.record.ts'
import type { StoredChildScale } from '../../../../domain/modules/child/scale.record.ts'
import { t } from '../../../app/i18n.ts'
import { codeText } from '../../../kit/index.ts'

export type Development = Output<'child.development.open'>

/** What a step found, in one line. */
export function stepText(step: StoredChildAutismStep): string {
  const words = [
    step.rescreeningResult ? codeText(RESCREENING_RESULT, step.rescreeningResult) : '', step.diagnosis ? codeText(AUTISM_DIAGNOSIS, step.diagnosis) : '', step.icd10 ?? '', step.closeReason ? codeText(AUTISM_CLOSE_REASON, step.closeReason) : '',
    step.reason ?? '', step.observation ?? '', step.institution ?? '', step.attempts === null ? '' : t('childAutism.attemptsMade', '联系 {{count}} 次', { count: step.attempts }), step.note ?? '', step.basis ? t('childAutism.basis', '依据:{{text}}', { text: step.basis }) : '',
    step.disagreement ? t('childAutism.disagreed', '不同意见:{{text}}', { text: step.disagreement }) : '',
  ]
  return words.filter(Boolean).join(' · ')
}

/** The points of a test, as they are spoken of. */
export function pointsText(scale: StoredChildScale): string {
  const total = scale.totalDq ?? scale.abcTotal ?? scale.carsTotal
  return total === null ? '—' : String(total)
}

/** A test in a list to choose from. */
export const scaleText = (scale: StoredChildScale): string => [scale.testDay, scale.kind === 'mchat' ? '' : pointsText(scale), scale.result ? codeText(SCALE_RESULT, scale.result) : scale.otherResult ?? ''].filter(Boolean).join(' ')

/** The name of a test. */
export const scaleName = (scale: StoredChildScale): string => scale.kind === 'other' ? scale.otherName ?? codeText(AUTISM_SCALE, scale.kind) : codeText(AUTISM_SCALE, scale.kind)

/** Result and class of a test. */
export const resultText = (scale: StoredChildScale): string => [scale.result ? codeText(SCALE_RESULT, scale.result) : scale.otherResult ?? '', scale.dqClass ? codeText(DEVELOPMENT_QUOTIENT_CLASS, scale.dqClass) : ''].filter(Boolean).join(' · ')

/** Both ages of a child in months, as scales name them. */
export const monthsText = (ageMonths: number | null, correctedMonths: number | null): string => ageMonths === null ? '—'
  : correctedMonths === null ? t('childScale.months', '实足 {{months}} 月', { months: ageMonths }) : t('childScale.bothMonths', '矫正 {{corrected}} 月(实足 {{months}} 月)', { corrected: correctedMonths, months: ageMonths })
