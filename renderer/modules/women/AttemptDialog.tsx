import { useMemo } from 'react'
import { womenAttempt } from '../../../domain/modules/women/cancer-follow-up.record.ts'
import { today } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useUser } from '../../app/session.ts'
import { Dialog, Field, FieldGrid, RecordForm, saveRecord, useRecordForm } from '../../kit/index.ts'

/** One call to a woman: of a step of her chain, or of the list she stands on. */
export function AttemptDialog({ womanId, followUpId, name, phone, about, onClose }: { womanId: string; followUpId: string | null; name: string | null; phone: string | null; about: string; onClose(): void }) {
  const user = useUser()
  const initial = useMemo(() => ({ womanId, followUpId, day: today(), outcome: 'promised', about, callerName: user.displayName }), [womanId, followUpId, about, user.displayName])
  const form = useRecordForm({ definition: womenAttempt, initial, save: saveRecord(womenAttempt, undefined), saves: 'women.attempt.save', draft: false, onCancel: onClose, onSaved: onClose })
  return (
    <Dialog width={680} title={t('women.callTitle', '联系 {{name}}', { name: name ?? '' })} footer={null} onCancel={form.cancel} first={() => document.querySelector<HTMLElement>('.ant-modal [data-field="outcome"] input')}>
      <p className="number">{t('child.callPhone', '电话:{{phone}}', { phone: phone ?? t('child.noPhone', '没有登记') })}</p>
      <RecordForm form={form} inDialog><FieldGrid columns={3}><Field name="outcome" span={4} autoFocus /><Field name="day" span={4} /><Field name="callerName" span={4} /><Field name="about" span={12} /><Field name="note" span={12} /></FieldGrid></RecordForm>
    </Dialog>
  )
}

