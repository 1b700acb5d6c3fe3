import { t } from '../app/i18n.ts'

const FORM_TEXTS: Readonly<Record<string, () => string>> = {
  'birth-certificate': () => t('certificate.title', '出生医学证明'), 'registration-form': () => t('certificate.registration.title', '首次签发登记表'),
  'two-way-referral-out': () => t('printing.referralOut', '双向转诊单(转出)'), 'two-way-referral-back': () => t('printing.referralBack', '双向转诊单(回转)'), 'recovery-sheet': () => t('printing.recoverySheet', '恢复口令单'),
}

/** What a printed form is called. */
export const formText = (form: string): string => FORM_TEXTS[form]?.() ?? form
