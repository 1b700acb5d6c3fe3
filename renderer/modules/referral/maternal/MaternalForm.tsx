import { useNavigate } from 'react-router'
import type { PersonHit } from '../../../../domain/api/people-api.ts'
import type { RecordDefinition } from '../../../../domain/record/define.ts'
import { useCall } from '../../../api/useCall.ts'
import { Field, FieldGrid, type FieldProps, GestationInput, type InputProps, type RecordFormState, PersonInput, RecordForm, sectionTitle, SuggestInput, useFieldValue } from '../../../kit/index.ts'
import { PatientFacts } from '../PatientFacts.tsx'
import './maternal.css'

type Props = {
  form: RecordFormState
  isNew: boolean
  /** Fields the program or a dialog sets. */
  omit: readonly string[]
  spans?: Readonly<Record<string, FieldProps['span']>>
}

/** A slip for a woman at risk: who it is first, then the sections of its definition. */
export function MaternalForm({ form, isNew, omit, spans = {} }: Props) {
  const navigate = useNavigate()
  const { store } = form
  const definition: RecordDefinition = store.definition
  const staff = useCall('staff.list', {}, { staleTimeMs: 60_000 }).data
  const organizations = useCall('organization.list', {}, { staleTimeMs: 60_000 }).data
  const personId = useFieldValue(store, 'personId') as string | null
  return (
    <div className="maternal-form"><RecordForm form={form}>
      {definition.sections.map((section, index) => section.fields.every(name => omit.includes(name)) ? null : (
        <fieldset key={section.title} className="form-section">
          <legend>{sectionTitle(definition, index)}</legend>
          {index === 0 && personId ? <PatientFacts personId={personId} {...(isNew ? { onChange: () => store.set('personId', null) } : {})} /> : null}
          <FieldGrid>
            {section.fields.filter(name => !omit.includes(name)).map(name => {
              if (name === 'personId') {
                return personId ? null : (
                  <Field key={name} name={name} span={12} autoFocus
                    renderInput={props => <PersonInput {...(props as unknown as InputProps<string>)} onPick={(hit: PersonHit) => store.set('personId', hit.id)} onCreate={typed => void navigate(`/people/new?typed=${encodeURIComponent(typed)}`)} />} />
                )
              }
              if (name === 'organizationId') return <Field key={name} name={name} span={6} options={(organizations ?? []).map(one => ({ value: one.id, label: one.name }))} />
              if (name === 'doctorName') return <Field key={name} name={name} renderInput={props => <SuggestInput {...(props as unknown as InputProps<string>)} suggestions={(staff ?? []).map(one => one.name)} />} />
              // Spoken and typed as weeks⁺days, kept as days.
              if (name === 'gestationDays' || name === 'screenedGestationDays') return <Field key={name} name={name} renderInput={props => <GestationInput {...(props as unknown as InputProps<number>)} />} />
              return <Field key={name} name={name} {...(spans[name] === undefined ? {} : { span: spans[name] })} />
            })}
          </FieldGrid>
        </fieldset>
      ))}
    </RecordForm></div>
  )
}
