import { Button } from 'antd'
import { useState } from 'react'
import type { PersonHit } from '../../../domain/api/people-api.ts'
import { t } from '../../app/i18n.ts'
import { useCall } from '../../api/useCall.ts'
import { PersonLine, personName, PersonSearch } from '../PersonSearch.tsx'
import type { InputProps } from './input-props.ts'

/** A reference to a person: the search box, then the person chosen with a way to change. `known` saves opening the record. */
export function PersonInput({ known, onPick, onCreate, ...props }: InputProps<string> & { known?: string | undefined; onPick?(hit: PersonHit): void; onCreate?(typed: string): void }) {
  const [hit, setHit] = useState<PersonHit | null>(null)
  const mustAsk = !!props.value && !known && hit?.id !== props.value
  const opened = useCall('person.get', { id: props.value ?? '' }, { enabled: mustAsk, staleTimeMs: 300_000 }).data
  if (!props.value) {
    return (
      <PersonSearch
        id={props.id} disabled={props.disabled === true} autoFocus={props.autoFocus === true} status={props.status} describedBy={props.describedBy} onLeave={props.onLeave} onCreate={onCreate}
        onChoose={chosen => { setHit(chosen); props.onChange(chosen.id); onPick?.(chosen) }}
      />
    )
  }
  return (
    <div className="person-chosen">
      {hit?.id === props.value ? <PersonLine hit={hit} /> : <span className="person-name">{known ?? (opened ? personName({ name: opened.name, motherName: null }) : '…')}</span>}
      {props.disabled ? null : <Button id={props.id} size="small" type="link" onClick={() => { setHit(null); props.onChange(null) }}>{t('person.change', '更换')}</Button>}
    </div>
  )
}
