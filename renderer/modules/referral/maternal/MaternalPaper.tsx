import { t } from '../../../app/i18n.ts'
import { PaperPreview } from '../../../kit/index.ts'

const FORMS = { critical: 'critical-referral', diagnosis: 'diagnosis-referral' } as const

/** The slip as it will lie on the table: looked at, printed or kept as PDF. */
export function MaternalPaper({ what, id }: { what: 'critical' | 'diagnosis'; id: string }) {
  return <PaperPreview paper="referral.maternal" input={{ what, id }} form={FORMS[what]} title={t('menu.maternal', '高危转诊')} />
}
