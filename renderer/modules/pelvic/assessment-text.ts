import type { Output } from '../../../domain/api/api.ts'
import { PELVIC_QUESTIONNAIRE, type PelvicQuestionnaire } from '../../../domain/code/pelvic.ts'
import { PELVIC_ASSESSMENT_KIND } from '../../../domain/code/pelvic-care.ts'
import type { StoredPelvicAssessment } from '../../../domain/modules/pelvic/assessment.record.ts'
import type { Verdict } from '../../../domain/rule/pelvic/improvement.ts'
import { t } from '../../app/i18n.ts'
import { codeText } from '../../kit/index.ts'

export type PelvicMeasured = Output<'pelvic.assessment.list'>

/** An assessment in a list of choices: its day and kind. */
export const assessmentText = ({ day, kind }: Pick<StoredPelvicAssessment, 'day' | 'kind'>): string => `${day} ${codeText(PELVIC_ASSESSMENT_KIND, kind)}`
/** A questionnaire by the name everybody says: `PFDI-20`. */
export const questionnaireName = (one: PelvicQuestionnaire): string => codeText(PELVIC_QUESTIONNAIRE, one).split(' ')[0]!
export const verdictText = (verdict: Verdict | null): string => verdict === null ? '—' : ({ better: t('pelvicTrend.better', '好转'), worse: t('pelvicTrend.worse', '加重'), same: t('pelvicTrend.same', '不变') })[verdict]
