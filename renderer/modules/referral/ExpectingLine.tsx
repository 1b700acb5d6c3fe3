import { useCall } from '../../api/useCall.ts'
import { gestationText } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import './referral.css'

/** How far the patient is today, whatever the slip says; nothing of one who is not pregnant. */
export function ExpectingLine({ personId }: { personId: string | null | undefined }) {
  const expecting = useCall('referral.expecting', { personId: personId ?? '' }, { enabled: typeof personId === 'string', staleTimeMs: 30_000 }).data
  if (!expecting?.expectedDay) return null
  const { gestationDays, expectedDay } = expecting
  return (
    <section className="expecting-line" aria-label={t('pregnancy.head', '孕产妇')}>
      {gestationDays !== null && gestationDays >= 0 ? <b>{t('pregnancy.weeks', '孕 {{weeks}}', { weeks: gestationText(gestationDays) })}</b> : null}
      <span>{t('pregnancy.expected', '预产期 {{day}}', { day: expectedDay })}</span>
    </section>
  )
}
