import type { ReactNode } from 'react'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { Field, FieldGrid, GestationInput, type InputProps, RecordForm, type RecordFormState, SuggestInput } from '../../kit/index.ts'
import './maternal.css'

/** The days a pregnancy is dated by, as they are asked at the booking and when it is dated again. */
export function DatingFields() {
  return (
    <fieldset className="form-section">
      <legend>{t('pregnancy.section.1', '孕周依据')}</legend>
      <FieldGrid>
        <Field name="lastMenstrualDay" autoFocus /><Field name="scanDay" span={3} />
        <Field name="scanGestationDays" span={6} renderInput={props => <GestationInput {...(props as unknown as InputProps<number>)} />} />
        <Field name="transferDay" /><Field name="embryoAge" span={6} />
      </FieldGrid>
    </fieldset>
  )
}

/** Booking and its change: what dates the pregnancy, the booking itself, who she and her husband are; `beside` stands at the right while it is typed. */
export function PregnancyForm({ form, beside }: { form: RecordFormState; beside: ReactNode }) {
  const staff = useCall('staff.list', {}, { staleTimeMs: 60_000 }).data
  return (
    <RecordForm form={form} withoutButtons>
      <div className="visit-layout">
        <div>
          <DatingFields />
          <fieldset className="form-section">
            <legend>{t('booking.section', '建册')}</legend>
            <FieldGrid>
              <Field name="gravidity" span={2} /><Field name="parity" span={4} /><Field name="vaginalDeliveries" span={2} /><Field name="caesareans" span={2} /><Field name="fetusCount" span={2} />
              <Field name="bookedDay" /><Field name="handbookNumber" />
              <Field name="doctorName" renderInput={props => <SuggestInput {...(props as unknown as InputProps<string>)} suggestions={(staff ?? []).map(one => one.name)} />} />
              <Field name="bookedInstitution" span={3} />
            </FieldGrid>
          </fieldset>
          <fieldset className="form-section">
            <legend>{t('pregnancy.section.2', '本人与丈夫')}</legend>
            <FieldGrid>
              <Field name="residence" /><Field name="householdKind" /><Field name="occupation" /><Field name="education" />
              <Field name="husbandName" /><Field name="husbandBirthDay" /><Field name="husbandPhone" /><Field name="husbandOccupation" />
              <Field name="recoveryRegion" /><Field name="recoveryAddress" span={6} /><Field name="note" />
            </FieldGrid>
          </fieldset>
        </div>
        <div className="visit-side">{beside}</div>
      </div>
    </RecordForm>
  )
}
