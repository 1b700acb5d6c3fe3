import type { PelvicQuestionnaire } from '../../../domain/code/pelvic.ts'
import type { QuestionnaireItem } from '../../../domain/rule/pelvic/questionnaires.ts'
import { t } from '../../app/i18n.ts'

/** What an item asks, in our own few words. */
export const topicText = (questionnaire: PelvicQuestionnaire, { number, topic }: QuestionnaireItem): string => t(`pelvicItem.${questionnaire}.${number}`, topic)
