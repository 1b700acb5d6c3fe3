import { useMemo } from 'react'
import { maternalAttempt } from '../../../domain/modules/maternal/attempt.record.ts'
import { t } from '../../app/i18n.ts'
import { ContactDialog } from '../../kit/index.ts'

/** One attempt to reach a woman; those in vain are what 失访 asks for. */
export function CallDialog({ pregnancyId, name, phone, about, onClose }: { pregnancyId: string; name: string | null; phone: string | null; about: string; onClose(): void }) {
  const of = useMemo(() => ({ pregnancyId }), [pregnancyId])
  return <ContactDialog definition={maternalAttempt} of={of} title={t('maternalCare.callTitle', '联系 {{name}}', { name: name ?? '' })} about={about} phone={phone} onSaved={onClose} onClose={onClose} />
}
