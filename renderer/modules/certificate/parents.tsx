import { Button, Radio } from 'antd'
import { useState } from 'react'
import { formatRegionPath } from '../../../domain/code/region.ts'
import { COLLECTOR_RELATION } from '../../../domain/code/certificate.ts'
import type { FieldIssue } from '../../../domain/message/message.ts'
import { birthDayOfIdNumber, normaliseIdNumber, sexOfIdNumber } from '../../../domain/rule/id-number.ts'
import { call, CallFailure } from '../../api/client.ts'
import { showFailure } from '../../api/failure.ts'
import { t } from '../../app/i18n.ts'
import { codeText, Field, FieldGrid, FormScope, type FormStore, type InputProps, PersonInput, TextInput, useFieldValue } from '../../kit/index.ts'
import { loadRegions } from '../../kit/field/regions.ts'

type Parent = 'mother' | 'father'
type Given = InputProps<never> & { value: unknown; onChange(value: unknown, unread?: string): void }

/** The delivering woman as her record has her; opened for changes only where her papers say otherwise. */
export function MotherSection({ store, issues }: { store: FormStore; issues: readonly FieldIssue[] }) {
  const provided = useFieldValue(store, 'motherProvided') === true
  const [opened, setOpened] = useState(false)
  const isOpen = opened || issues.some(issue => issue.level === 'block' && issue.path.startsWith('mother'))
  return (
    <fieldset className="form-section">
      <legend>
        {t('register.mother', '母亲')}
        <span className="legend-extra">{isOpen || !provided ? t('register.motherFromRecord', '由分娩登记的产妇档案带入') : <Button size="small" type="link" onClick={() => setOpened(true)}>{t('register.motherChange', '核对后修改')}</Button>}</span>
      </legend>
      <FieldGrid>
        {isOpen ? <Field name="motherProvided" span={12} renderInput={props => <ProvidedChoice {...props} parent="mother" />} /> : null}
      </FieldGrid>
      <FormScope store={store} readOnly={!isOpen}>
        <FieldGrid>
          <Field name="motherName" span={3} />
          <Field name="motherBirthDay" span={3} />
          <Field name="motherNationality" span={3} />
          <Field name="motherEthnicGroup" span={3} />
          <Field name="motherIdType" span={3} />
          <Field name="motherDocumentName" span={3} />
          <Field name="motherIdNumber" span={3} renderInput={(props: Given) => <IdNumberInput {...props} store={store} parent="mother" />} />
          <Field name="motherAddress" span={6} />
          {isOpen ? <Field name="motherDiffersFromAdmission" span={12} /> : null}
        </FieldGrid>
      </FormScope>
    </fieldset>
  )
}

/** The father, if he is to stand on the certificate: found among the persons or typed. */
export function FatherSection({ store }: { store: FormStore }) {
  const provided = useFieldValue(store, 'fatherProvided')
  const name = useFieldValue(store, 'fatherName')
  const motherAddress = useFieldValue(store, 'motherAddress')
  return (
    <fieldset className="form-section">
      <legend>{t('register.father', '父亲')}</legend>
      <FieldGrid>
        <Field
          name="fatherProvided" span={provided === true ? 5 : 12}
          renderInput={props => <ProvidedChoice {...props} parent="father" onChange={value => { props.onChange(value); if (value === true) startFather(store) }} />}
        />
        <Field
          name="fatherPersonId" span={7} label={t('register.fatherSearch', '从已登记的人员中查找(没有就直接填写)')}
          renderInput={props => <PersonInput {...(props as unknown as InputProps<string>)} known={typeof name === 'string' ? name : undefined} onPick={hit => void fillParent(store, 'father', hit.id)} />}
        />
        <Field name="fatherName" span={3} />
        <Field name="fatherIdType" span={3} />
        <Field name="fatherDocumentName" span={3} />
        <Field name="fatherIdNumber" span={3} renderInput={(props: Given) => <IdNumberInput {...props} store={store} parent="father" />} />
        <Field name="fatherBirthDay" span={3} />
        <Field name="fatherNationality" span={3} />
        <Field name="fatherEthnicGroup" span={3} />
        <Field
          name="fatherAddress" span={6}
          extra={motherAddress ? <Button size="small" type="link" tabIndex={-1} className="label-button" onClick={() => store.set('fatherAddress', motherAddress)}>{t('register.sameAddress', '同母亲住址')}</Button> : null}
        />
      </FieldGrid>
    </fieldset>
  )
}

/** Whether a parent stands on the certificate, as a choice nobody overlooks. */
function ProvidedChoice({ id, value, onChange, onLeave, status, parent }: Given & { parent: Parent }) {
  return (
    <Radio.Group
      id={id} optionType="button" buttonStyle="solid" className={status ? `radio-input is-${status}` : 'radio-input'} value={value === true ? 'yes' : value === false ? 'no' : null}
      aria-labelledby={`${id}-label`} onChange={event => { onChange(event.target.value === 'yes'); onLeave?.() }}
      options={parent === 'father'
        ? [{ value: 'yes', label: t('register.fatherYes', '登记父亲信息') }, { value: 'no', label: t('register.fatherNo', '不登记(母亲声明)') }]
        : [{ value: 'yes', label: t('register.motherYes', '登记母亲信息') }, { value: 'no', label: t('register.motherNo', '不登记(父亲申领)') }]}
    />
  )
}

/** Who takes the certificate, side by side. */
export function ChoiceButtons({ id, value, onChange, onLeave, status }: Given) {
  return (
    <Radio.Group
      id={id} optionType="button" className={status ? `radio-input is-${status}` : 'radio-input'} value={value} aria-labelledby={`${id}-label`}
      onChange={event => { onChange(event.target.value); onLeave?.() }} options={COLLECTOR_RELATION.list.map(({ code }) => ({ value: code, label: codeText(COLLECTOR_RELATION, code) }))}
    />
  )
}

/** A document number; the birth day in a citizen's number fills the birth day beside it. */
function IdNumberInput({ store, parent, ...props }: Given & { store: FormStore; parent: Parent }) {
  return (
    <TextInput
      {...(props as unknown as InputProps<string>)}
      onChange={typed => {
        const number = typed === null ? null : typed.length >= 15 ? normaliseIdNumber(typed) : typed
        props.onChange(number)
        const birthDay = number && store.get(`${parent}IdType`) === '01' && sexOfIdNumber(number) ? birthDayOfIdNumber(number) : undefined
        if (birthDay) store.set(`${parent}BirthDay`, birthDay)
      }}
    />
  )
}

// What nearly every father here is; both are shown and can be changed.
function startFather(store: FormStore): void {
  if (store.get('fatherNationality') === null) store.set('fatherNationality', 'CHN')
  if (store.get('fatherIdType') === null) store.set('fatherIdType', '01')
}

async function fillParent(store: FormStore, parent: Parent, personId: string): Promise<void> {
  try {
    const found = await call('person.get', { id: personId })
    const atHome = found.householdRegion || found.householdAddress
    const region = atHome ? found.householdRegion : found.homeRegion
    const path = region ? (await loadRegions(region.length > 6 ? [region.slice(0, 2)] : [])).regionPath(region) : undefined
    const address = [path ? formatRegionPath(path) : '', (atHome ? found.householdAddress : found.homeAddress) ?? ''].join('')
    const values = {
      Name: found.name, BirthDay: found.birthDay, Nationality: found.nationality, EthnicGroup: found.ethnicGroup, IdType: found.idType, DocumentName: found.otherDocumentName, IdNumber: found.idNumber, Address: address || null,
    }
    for (const [name, value] of Object.entries(values)) store.set(parent + name, value)
  } catch (error) {
    if (!(error instanceof CallFailure)) throw error
    showFailure(error)
  }
}

/** 领证人 is the mother or the father: their facts are taken over; anybody else starts empty. */
export function fillCollector(store: FormStore, relation: unknown): void {
  const parent: Parent | null = relation === '1' ? 'mother' : relation === '2' ? 'father' : null
  const known = parent !== null && store.get(`${parent}Provided`) === true
  store.set('collectorName', known ? store.get(`${parent}Name`) : null)
  store.set('collectorIdType', known ? store.get(`${parent}IdType`) : '01')
  store.set('collectorIdNumber', known ? store.get(`${parent}IdNumber`) : null)
  store.set('collectorPhone', null)
}
