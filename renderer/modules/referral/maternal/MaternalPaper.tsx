import { t } from '../../../app/i18n.ts'
import { PaperPreview } from '../../../kit/index.ts'
import { ExpectingLine } from '../ExpectingLine.tsx'

const FORMS = { critical: 'critical-referral', diagnosis: 'diagnosis-referral' } as const

/** The slip as it will lie on the table: looked at, printed or kept as PDF; over it how far she is today, which the slip need not say. */
export function MaternalPaper({ what, id, personId }: { what: 'critical' | 'diagnosis'; id: string; personId: string | undefined }) {
  return (
    <>
      <ExpectingLine personId={personId} />
      <PaperPreview paper="referral.maternal" input={{ what, id }} form={FORMS[what]} title={t('menu.maternal', '高危转诊')} />
    </>
  )
}
