import { type ReactNode, useEffect } from 'react'
import { useNavigate } from 'react-router'
import type { PersonHit } from '../../../domain/api/people-api.ts'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { Field, FieldGrid, focusFirstField, GestationInput, type InputProps, PersonInput, RecordForm, type RecordFormState, SuggestInput } from '../../kit/index.ts'
import './maternal.css'

/** The days a pregnancy is dated by, as they are asked at the booking and when it is dated again. */
export function DatingFields({ autoFocus = false }: { autoFocus?: boolean }) {
  return (
    <fieldset className="form-section">
      <legend>{t('pregnancy.section.1', '孕周依据')}</legend>
      <FieldGrid>
        <Field name="lastMenstrualDay" autoFocus={autoFocus} />
        <Field name="scanDay" span={3} />
        <Field name="scanGestationDays" span={6} label={t('booking.scanGestation', '该次超声孕周')} renderInput={props => <GestationInput {...(props as unknown as InputProps<number>)} />} />
        <Field name="transferDay" /><Field name="embryoAge" span={6} />
      </FieldGrid>
    </fieldset>
  )
}

/** Booking and its change: who, what dates the pregnancy, the booking itself; `beside` stands at the right while it is typed. */
export function PregnancyForm({ form, womanText, isNew, beside, above }: { form: RecordFormState; womanText?: string | undefined; isNew: boolean; beside: ReactNode; above?: ReactNode }) {
  const navigate = useNavigate()
  const { store, areaRef } = form
  const staff = useCall('staff.list', {}, { staleTimeMs: 60_000 }).data
  useEffect(() => focusFirstField(areaRef.current), [areaRef])
  return (
    <RecordForm form={form} withoutButtons>
      <div className="visit-layout">
        <div>
          <fieldset className="form-section">
            <legend>{t('booking.woman', '孕妇')}</legend>
            <FieldGrid>
              <Field name="womanId" span={12} disabled={!isNew}
                renderInput={props => <PersonInput {...(props as unknown as InputProps<string>)} known={womanText} onPick={(hit: PersonHit) => store.set('womanId', hit.id)} onCreate={typed => void navigate(`/people/new?next=pregnancy&typed=${encodeURIComponent(typed)}`)} />} />
            </FieldGrid>
            {above}
          </fieldset>
          <DatingFields />
          <fieldset className="form-section">
            <legend>{t('booking.section', '建册')}</legend>
            <FieldGrid>
              <Field name="gravidity" /><Field name="parity" /><Field name="fetusCount" /><Field name="handbookNumber" />
              <Field name="bookedDay" /><Field name="bookedInstitution" span={6} />
              <Field name="doctorName" renderInput={props => <SuggestInput {...(props as unknown as InputProps<string>)} suggestions={(staff ?? []).map(one => one.name)} />} />
              <Field name="note" />
            </FieldGrid>
          </fieldset>
        </div>
        <div className="visit-side">{beside}</div>
      </div>
    </RecordForm>
  )
}
