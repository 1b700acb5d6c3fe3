import { Button } from 'antd'
import { useEffect, useMemo, useState } from 'react'
import { useNavigate } from 'react-router'
import { ID_DOCUMENT_TYPE } from '../../../domain/code/id-document-type.ts'
import type { Output } from '../../../domain/api/api.ts'
import { PersonCard } from './PersonCard.tsx'
import { person, type StoredPerson } from '../../../domain/modules/people/person.record.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { type CardRead, codeText, Field, FieldGrid, type InputProps, ListInput, RecordForm, saveRecord, sectionTitle, useRecordForm } from '../../kit/index.ts'
import { useFilledFromNumber } from './filled-from-number.ts'
import { LookAlikes } from './LookAlikes.tsx'
import { definitionForMasked } from './masked-numbers.ts'
import './people.css'

type Saved = Output<'person.save'>
type Props = {
  /** The row to change; absent for a new person. */
  stored?: StoredPerson
  /** What a new person starts with. */
  start?: Readonly<Record<string, string>>
  /** Facts of a read card that the clerk chose to take over; they stand in the form, unsaved. */
  fromCard?: { readonly values: Readonly<Record<string, string>>; readonly read: CardRead } | null
  onSaved(id: string): void
  onCancel(): void
}

/** The form of a person: document first, since an ID card says birth day and sex; look-alikes beside it while typing. */
export function PersonForm({ stored, start = {}, fromCard = null, onSaved, onCancel }: Props) {
  const navigate = useNavigate()
  const mayReveal = useMay('person.reveal')
  // The numbers as the form was opened with them: another definition would begin another form.
  const [opened] = useState(stored)
  const definition = useMemo(() => (opened && !mayReveal ? definitionForMasked(opened) : person), [opened, mayReveal])
  const initial = useMemo(() => stored ?? start, [stored, start])
  const form = useRecordForm({
    definition, initial, id: stored?.id, rev: stored?.rev, save: saveRecord(person, stored?.id), saves: 'person.save', onSaved: (saved: Saved) => onSaved(saved.id), onCancel,
  })
  const { store } = form
  useFilledFromNumber(store)
  useEffect(() => {
    for (const [name, value] of Object.entries(fromCard?.values ?? {})) { store.set(name, value); store.touch(name) }
  }, [store, fromCard])
  const copyHousehold = (): void => {
    store.set('homeRegion', store.get('householdRegion'))
    store.set('homeAddress', store.get('householdAddress'))
  }
  return (
    <div className="person-form">
      <div className="person-form-main">
        <RecordForm form={form}>
          <fieldset className="form-section">
            <legend>{t('people.document', '证件与基本信息')}<span className="legend-extra"><PersonCard store={store} personId={stored?.id} warnings={fromCard?.read.issues ?? []} onIsOther={id => void form.draft.forget().then(() => { store.replace(initial); return navigate(`/people/${id}`) })} /></span></legend>
            <FieldGrid>
              <Field name="idType" span={4} renderInput={props => <IdTypeInput {...(props as unknown as InputProps<string>)} />} />
              <Field name="idNumber" span={4} autoFocus={!stored} />
              <Field name="noDocumentReason" span={4} />
              <Field name="handbookNumber" span={4} />
              <Field name="otherDocumentType" span={4} />
              <Field name="otherDocumentName" span={4} />
              <Field name="name" span={8} extra={<span className="required"> *</span>} />
              <Field name="birthDay" span={4} />
              <Field name="sex" span={4} />
              <Field name="nationality" span={4} />
              <Field name="ethnicGroup" span={4} />
              <Field name="maritalStatus" span={4} />
              <Field name="phone" span={4} />
            </FieldGrid>
          </fieldset>
          <fieldset className="form-section">
            <legend>{t('people.addresses', '地址')}</legend>
            <FieldGrid>
              <Field name="householdRegion" span={6} />
              <Field name="householdAddress" span={6} />
              <Field name="homeRegion" span={6} extra={<Button type="link" size="small" className="copy-address" onClick={copyHousehold}>{t('people.sameAddress', '同户籍地址')}</Button>} />
              <Field name="homeAddress" span={6} />
            </FieldGrid>
          </fieldset>
          <fieldset className="form-section">
            <legend>{sectionTitle(person, 3)}</legend>
            <FieldGrid><Field name="note" /></FieldGrid>
          </fieldset>
        </RecordForm>
      </div>
      <LookAlikes
        store={store} id={stored?.id}
        onIsHer={hit => void form.draft.forget().then(() => {
          store.replace(initial)
          return navigate(`/people/${hit.id}`)
        })}
      />
    </div>
  )
}

const WITHOUT = 'none'

/** The kind of document, with "no document" as a choice of its own, so that the keyboard reaches it. */
function IdTypeInput({ value, onChange, ...props }: InputProps<string>) {
  const choices = [...ID_DOCUMENT_TYPE.list.map(({ code }) => ({ value: code, label: codeText(ID_DOCUMENT_TYPE, code) })), { value: WITHOUT, label: t('people.noDocument', '无证件') }]
  return <ListInput {...props} value={value ?? WITHOUT} choices={choices} onChange={next => onChange(next === WITHOUT ? null : next)} />
}
