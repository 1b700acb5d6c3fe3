import { useEffect, useMemo } from 'react'
import { useNavigate } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import type { PersonHit } from '../../../domain/api/people-api.ts'
import { referral, type StoredReferral } from '../../../domain/modules/referral/referral.record.ts'
import { useCall } from '../../api/useCall.ts'
import { today } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useUser } from '../../app/session.ts'
import { Field, FieldGrid, type FormStore, type InputProps, Panel, PersonInput, RecordForm, saveRecord, SuggestInput, useFieldValue, useRecordForm } from '../../kit/index.ts'
import { PatientFacts } from './PatientFacts.tsx'
import './referral.css'

type Saved = Output<'referral.save'>
type Props = { stored?: StoredReferral; personId?: string | null; onSaved(saved: Saved): void; onCancel(): void }

/** The slip out: who, where to, why, and who sends. */
export function ReferralForm({ stored, personId = null, onSaved, onCancel }: Props) {
  const navigate = useNavigate()
  const user = useUser()
  const staff = useCall('staff.list', {}, { staleTimeMs: 60_000 }).data
  const organizations = useCall('organization.list', {}, { staleTimeMs: 60_000 }).data
  const initial = useMemo(() => stored ?? { personId, state: 'toSend', critical: false, referredDay: today(), doctorName: user.displayName, doctorPhone: null }, [stored, personId, user.displayName])
  const form = useRecordForm({
    definition: referral, initial, id: stored?.id, rev: stored?.rev, save: saveRecord(referral, stored?.id), saves: 'referral.save', onSaved: (saved: Saved) => onSaved(saved), onCancel,
  })
  const { store } = form
  useStaffPhone(store, staff)
  const patientId = useFieldValue(store, 'personId') as string | null
  const organizationId = useFieldValue(store, 'organizationId')
  const receiver = organizations?.find(one => one.id === organizationId)
  const departments = (receiver?.departments ?? '').split(/[、,,;;]/).map(text => text.trim()).filter(Boolean)
  const isSent = stored !== undefined && stored.state !== 'toSend'
  return (
    <div className="referral-form"><RecordForm form={form}>
      {patientId ? <Panel title={t('referral.personId.label', '患者')}><PatientFacts personId={patientId} {...(stored ? {} : { onChange: () => store.set('personId', null) })} /></Panel> : (
        <fieldset className="form-section">
          <legend>{t('referral.personId.label', '患者')}</legend>
          <Field name="personId" span={12} autoFocus
            renderInput={props => <PersonInput {...(props as unknown as InputProps<string>)} onPick={(hit: PersonHit) => store.set('personId', hit.id)} onCreate={typed => void navigate(`/people/new?next=referral&typed=${encodeURIComponent(typed)}`)} />} />
        </fieldset>
      )}
      <fieldset className="form-section">
        <legend>{t('referral.whereTo', '转往')}</legend>
        <FieldGrid>
          <Field name="organizationId" span={6} disabled={isSent} autoFocus={patientId !== null && !stored} options={(organizations ?? []).map(one => ({ value: one.id, label: one.name }))} />
          <Field name="department" renderInput={props => <SuggestInput {...(props as unknown as InputProps<string>)} suggestions={departments} />} />
          <Field name="receivingDoctor" />
          <Field name="referredDay" disabled={isSent} />
          <Field name="critical" />
          <Field name="doctorName" renderInput={props => <SuggestInput {...(props as unknown as InputProps<string>)} suggestions={(staff ?? []).map(one => one.name)} />} />
          <Field name="doctorPhone" />
        </FieldGrid>
        {organizations?.length === 0 ? <div className="issue is-warn">{t('referral.noOrganizations', '还没有转诊机构,请管理员在“设置”中添加')}</div> : null}
      </fieldset>
      <fieldset className="form-section">
        <legend>{t('referral.case', '病情')}</legend>
        <FieldGrid>
          <Field name="impression" span={12} />
          <Field name="reason" span={6} />
          <Field name="treatment" span={6} />
          <Field name="pastHistory" span={12} />
        </FieldGrid>
      </fieldset>
    </RecordForm></div>
  )
}

/** The telephone of the doctor from the staff list, where none was typed. */
function useStaffPhone(store: FormStore, staff: Output<'staff.list'> | undefined): void {
  useEffect(() => {
    if (!staff) return
    let filled: unknown = null
    const fill = (): void => {
      const phone = staff.find(one => one.name === store.get('doctorName'))?.phone ?? null
      const present = store.get('doctorPhone')
      if (phone === null || phone === present || (present !== null && present !== filled)) return
      filled = phone
      store.set('doctorPhone', phone)
    }
    fill()
    return store.subscribe('doctorName', fill)
  }, [store, staff])
}
