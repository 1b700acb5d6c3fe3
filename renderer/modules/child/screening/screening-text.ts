import { BLOOD_SPOT_STATE, NEWBORN_SCREENING_KIND, NEWBORN_SCREENING_STATE, SCREENING_STEP, type ScreeningStep } from '../../../../domain/code/child-screening.ts'
import { CHILD_RULE, type ChildRuleId } from '../../../../domain/rule/child/child-rules.ts'
import { t } from '../../../app/i18n.ts'
import { codeText } from '../../../kit/index.ts'

type LineText = { readonly line: string; readonly screening: string; readonly diseaseName: string | null; readonly state: string }

/** What a chain is about: 听力, the fundus of a preterm child, or the disease of a heel prick. */
export const chainTitle = ({ line, screening, diseaseName }: Pick<LineText, 'line' | 'screening' | 'diseaseName'>): string =>
  line === 'retinopathy' ? t('childScreening.retinopathy', 'ROP首次眼底筛查') : diseaseName ?? codeText(NEWBORN_SCREENING_KIND, screening)

/** Where a chain stands; the heel prick has states of its own. */
export const chainState = ({ screening, state }: Pick<LineText, 'screening' | 'state'>): string => codeText(screening === 'bloodSpot' ? BLOOD_SPOT_STATE : NEWBORN_SCREENING_STATE, state)

export const stepText = (step: string | null): string => codeText(SCREENING_STEP, step)

const RULES: Readonly<Partial<Record<ScreeningStep, readonly ChildRuleId[]>>> = {
  sample: ['bloodSpotFirstHours', 'bloodSpotNormalDays', 'bloodSpotLastDays'], result: ['bloodSpotResultDays'], recall: ['recallSampleDays', 'recallOverdueDays'], resample: ['recallSampleDays', 'recallOverdueDays'],
  diagnose: ['recallSampleDays', 'recallOverdueDays'], treat: ['metabolicTreatmentDays'], firstTest: ['hearingFirstHours', 'hearingRetestDays'], retest: ['hearingRetestDays'], hearingDiagnosis: ['hearingDiagnosisMonths'],
  intervene: ['hearingInterventionMonths'], screen: ['heartFirstHours', 'heartLastHours'], completeIndexes: ['heartLastHours'], repeatSaturation: ['heartRepeatMeasurements'], echo: ['heartEchoDays'], examineFundus: ['retinopathyWeightBelowG', 'retinopathyGestationBelowWeeks', 'retinopathyFirstWeeks', 'retinopathyLastWeeks'],
}

/** The rules a deadline follows from, each with its source: shown on what the program concluded by itself. */
export const ruleText = (step: ScreeningStep | null): string =>
  (step === null ? [] : RULES[step] ?? []).map(id => `${t(`childRule.${id}.title`, CHILD_RULE[id].title)} — ${t(`childRule.${id}.source`, CHILD_RULE[id].source)}`).join('\n')
