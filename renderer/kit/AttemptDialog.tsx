import { Button } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import type { Name } from '../../domain/api/api.ts'
import type { ChildContact } from '../../domain/code/child-check.ts'
import { childAppointment, childContactAttempt } from '../../domain/modules/child/appointment.record.ts'
import type { RecordDefinition } from '../../domain/record/define.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { useWrite } from '../api/useCall.ts'
import { today } from '../app/format.ts'
import { t } from '../app/i18n.ts'
import { useUser } from '../app/session.ts'
import { Field, FieldGrid, LabelledInput } from './field/Field.tsx'
import { TextInput } from './field/TextInput.tsx'
import { DayInput } from './field/TypedInput.tsx'
import { firstField } from './FormArea.tsx'
import { RecordForm } from './RecordForm.tsx'
import { useShortcut } from './shortcut.ts'
import { saveRecord, useRecordForm } from './useRecordForm.ts'
import { Dialog } from './Dialog.tsx'

type ContactProps = {
  /** The clinic's record of a call: day, outcome, about, callerName, note, and whom it was about. */
  definition: RecordDefinition
  of: Readonly<Record<string, string>>
  title: string; about: string; phone: string | null
  onSaved(): void
  onClose(): void
  /** Where the call leads: with the call kept first where one was made, without where she stands there instead; what was typed is asked about. */
  next?: { readonly label: string; readonly keepsCall: boolean; run(): void }
  /** What else is settled in the same call. */
  children?: ReactNode
}

/** One call to a person or a family, written down as the clinic keeps it. */
export function ContactDialog({ definition, of, title, about, phone, onSaved, onClose, next, children }: ContactProps) {
  const user = useUser()
  const initial = useMemo(() => ({ ...of, day: today(), outcome: 'promised', about, callerName: user.displayName }), [of, about, user.displayName])
  const form = useRecordForm({ definition, initial, save: saveRecord(definition, undefined), saves: `${definition.id}.save` as Name, onCancel: onClose, draft: false, onSaved })
  useShortcut(['F4'], () => { if (next && !form.saving) void goOn(next) }, { inDialog: true, enabled: next !== undefined })
  async function goOn({ keepsCall, run }: NonNullable<ContactProps['next']>): Promise<void> { if (!keepsCall || await form.save()) run() }
  return (
    <Dialog width={720} title={title} footer={null} onCancel={form.cancel} first={() => firstField(form.areaRef.current)}>
      <p className="number">{t('child.callPhone', '电话:{{phone}}', { phone: phone ?? t('child.noPhone', '没有登记') })}</p>
      <RecordForm form={form} inDialog>
        <FieldGrid columns={3}>
          <Field name="outcome" span={4} autoFocus />
          <Field name="day" span={4} />
          <Field name="callerName" span={4} />
          <Field name="about" span={6} />
          <Field name="note" span={6} />
          {next ? <div className="contact-next"><Button loading={form.saving} onClick={() => void goOn(next)}>{next.label}<kbd>F4</kbd></Button></div> : null}
          {children}
        </FieldGrid>
      </RecordForm>
    </Dialog>
  )
}

type Props = { fileId: string; contact: ChildContact | null; title: string; about: string; phone: string | null; onClose(): void }

/** One call to a child's family: what came of it, and the day they promised, booked in the same step. */
export function AttemptDialog({ fileId, contact, title, about, phone, onClose }: Props) {
  const book = useWrite('child.appointment.save')
  const [day, setDay] = useState<string | null>(null)
  const [time, setTime] = useState<string | null>(null)
  const of = useMemo(() => ({ fileId }), [fileId])
  function bookPromised(): void {
    if (!day) { onClose(); return }
    void book.run({ row: { ...emptyRow(childAppointment), fileId, contact, day, time, state: 'booked' } as never }).then(saved => { if (saved) onClose() })
  }
  return (
    <ContactDialog definition={childContactAttempt} of={of} title={t('child.callTitle', '联系 {{name}} 的家属', { name: title })} about={about} phone={phone} onSaved={bookPromised} onClose={onClose}>
      <LabelledInput id="attempt-booked" label={t('child.bookDay', '约定前来日期(可不填)')} span={6}><DayInput id="attempt-booked" value={day} onChange={setDay} /></LabelledInput>
      <LabelledInput id="attempt-time" label={t('child.appointment.time.label', '预约时段')} span={6}><TextInput id="attempt-time" value={time} onChange={setTime} lines={1} /></LabelledInput>
    </ContactDialog>
  )
}
