import type { PelvicQuestionnaire } from '../../../domain/code/pelvic.ts'
import type { Questionnaire, QuestionnaireItem } from '../../../domain/rule/pelvic/questionnaires.ts'
import { t } from '../../app/i18n.ts'

/** What an item asks, in our own few words. */
export const topicText = (questionnaire: PelvicQuestionnaire, { number, topic }: QuestionnaireItem): string => t(`pelvicItem.${questionnaire}.${number}`, topic)
/** What its scoring rests on. */
export const sourceText = ({ id, source }: Questionnaire): string => t(`pelvicItem.${id}.source`, source)
