import { t } from '../../app/i18n.ts'

/** What a course asks for, in one sentence. */
export const dueText = (kind: 'middle' | 'end'): string => kind === 'middle' ? t('pelvicSession.dueMiddle', '应做疗程中评估') : t('pelvicSession.dueEnd', '计划次数已做完,应做疗程末复评')
