import { Modal } from 'antd'
import { useMemo, useState } from 'react'
import type { ChildContact } from '../../domain/code/child-check.ts'
import { childAppointment, childContactAttempt } from '../../domain/modules/child/appointment.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { useWrite } from '../api/useCall.ts'
import { today } from '../app/format.ts'
import { t } from '../app/i18n.ts'
import { useUser } from '../app/session.ts'
import { Field, FieldGrid, LabelledInput } from './field/Field.tsx'
import { TextInput } from './field/TextInput.tsx'
import { DayInput } from './field/TypedInput.tsx'
import { RecordForm } from './RecordForm.tsx'
import { saveRecord, useRecordForm } from './useRecordForm.ts'

type Props = { fileId: string; contact: ChildContact | null; title: string; about: string; phone: string | null; onClose(): void }

/** One call to a family: what came of it, and the day they promised, booked in the same step. */
export function AttemptDialog({ fileId, contact, title, about, phone, onClose }: Props) {
  const user = useUser()
  const book = useWrite('child.appointment.save')
  const [day, setDay] = useState<string | null>(null)
  const [time, setTime] = useState<string | null>(null)
  const initial = useMemo(() => ({ fileId, day: today(), outcome: 'promised', about, callerName: user.displayName }), [fileId, about, user.displayName])
  const form = useRecordForm({
    definition: childContactAttempt, initial, save: saveRecord(childContactAttempt, undefined), saves: 'child.attempt.save', onCancel: onClose, draft: false,
    onSaved: () => {
      if (!day) { onClose(); return }
      void book.run({ row: { ...emptyRow(childAppointment), fileId, contact, day, time, state: 'booked' } as never }).then(saved => { if (saved) onClose() })
    },
  })
  return (
    <Modal open width={720} title={t('child.callTitle', '联系 {{name}} 的家属', { name: title })} footer={null} onCancel={form.cancel} afterOpenChange={shown => { if (shown) document.getElementById('attempt-day')?.focus() }}>
      <p className="number">{t('child.callPhone', '电话:{{phone}}', { phone: phone ?? t('child.noPhone', '没有登记') })}</p>
      <RecordForm form={form} inDialog>
        <FieldGrid columns={3}>
          <Field name="outcome" span={4} autoFocus />
          <Field name="day" span={4} />
          <Field name="callerName" span={4} />
          <Field name="about" span={6} />
          <Field name="note" span={6} />
          <LabelledInput id="attempt-booked" label={t('child.bookDay', '约定前来日期(可不填)')} span={6}><DayInput id="attempt-booked" value={day} onChange={setDay} /></LabelledInput>
          <LabelledInput id="attempt-time" label={t('child.appointment.time.label', '预约时段')} span={6}><TextInput id="attempt-time" value={time} onChange={setTime} lines={1} /></LabelledInput>
        </FieldGrid>
      </RecordForm>
    </Modal>
  )
}
