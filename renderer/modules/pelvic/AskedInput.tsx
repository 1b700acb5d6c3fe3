import { Tag } from 'antd'
import { type KeyboardEvent, useRef } from 'react'
import { PELVIC_CONTRAINDICATION, PELVIC_METHOD, type PelvicContraindication, type PelvicMethod } from '../../../domain/code/pelvic.ts'
import { type CodeList, codeList, codesIn } from '../../../domain/field/code-list.ts'
import { askedBefore } from '../../../domain/rule/pelvic/course.ts'
import { t } from '../../app/i18n.ts'
import { codeText, type FormStore, RadioInput, useFieldValue, useFormScope } from '../../kit/index.ts'

type List = CodeList<PelvicContraindication>

/** The questions before a session, each with its own yes or no (1 or 2, which goes on to the next one); what the file knows stands beside, the answer is asked for all the same. */
export function AskedInput({ store, orderedMethod, known }: { store: FormStore; orderedMethod: PelvicMethod; known: readonly PelvicContraindication[] }) {
  const box = useRef<HTMLDivElement>(null)
  const { readOnly } = useFormScope()
  const chosen = useFieldValue(store, 'method')
  const asked = codesIn(useFieldValue(store, 'asked') as List | null)
  const positive = codesIn(useFieldValue(store, 'positive') as List | null)
  const method = PELVIC_METHOD.isCode(chosen) ? chosen : orderedMethod
  function answer(one: PelvicContraindication, isYes: boolean | null): void {
    const others = asked.filter(other => other !== one)
    const positives = positive.filter(other => other !== one)
    store.set('asked', codeList(PELVIC_CONTRAINDICATION, isYes === null ? others : [...others, one]))
    store.set('positive', codeList(PELVIC_CONTRAINDICATION, isYes ? [...positives, one] : positives))
  }
  function goOn(event: KeyboardEvent<HTMLDivElement>): void {
    if (!event.defaultPrevented || !/^[12]$/.test(event.key)) return
    const lines = [...box.current?.querySelectorAll<HTMLElement>('.asked-line') ?? []]
    const next = lines[lines.findIndex(line => line.contains(event.target as Node)) + 1]
    next?.querySelector<HTMLElement>('input')?.focus()
  }
  return (
    <div ref={box} className="asked-list" onKeyDown={goOn}>
      {askedBefore(method).map(one => (
        <div key={one} className="asked-line">
          <span id={`asked-${one}-label`} className="field-label">{codeText(PELVIC_CONTRAINDICATION, one)} {known.includes(one) ? <Tag color="red">{t('pelvicSession.knownTag', '档案:有')}</Tag> : null}</span>
          <RadioInput id={`asked-${one}`} disabled={readOnly} value={asked.includes(one) ? positive.includes(one) ? 'yes' : 'no' : null} onChange={value => answer(one, value === null ? null : value === 'yes')} choices={[{ value: 'yes', label: t('field.yes', '是'), digit: '1' }, { value: 'no', label: t('field.no', '否'), digit: '2' }]} />
        </div>
      ))}
    </div>
  )
}
