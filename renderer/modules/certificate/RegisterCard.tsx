import { App, Radio } from 'antd'
import { useState } from 'react'
import { cardAsPerson, cardDifferences, type IdCard } from '../../../domain/device/id-card.ts'
import { registration } from '../../../domain/modules/certificate/registration.record.ts'
import { t } from '../../app/i18n.ts'
import { CardButton, CardCompare, type CardRead, type FormStore } from '../../kit/index.ts'

const OWNERS = ['mother', 'father', 'collector'] as const
type Owner = (typeof OWNERS)[number]

const FIELDS: Readonly<Record<Owner, Readonly<Record<string, string>>>> = {
  mother: { name: 'motherName', idType: 'motherIdType', idNumber: 'motherIdNumber', birthDay: 'motherBirthDay', nationality: 'motherNationality', ethnicGroup: 'motherEthnicGroup', householdAddress: 'motherAddress' },
  father: { name: 'fatherName', idType: 'fatherIdType', idNumber: 'fatherIdNumber', birthDay: 'fatherBirthDay', nationality: 'fatherNationality', ethnicGroup: 'fatherEthnicGroup', householdAddress: 'fatherAddress' },
  collector: { name: 'collectorName', idType: 'collectorIdType', idNumber: 'collectorIdNumber' },
}

/** Whose card it most likely is: whoever has this number in the form; else the parent of the card's sex who has none yet; else the collector. */
export function ownerOf(card: Pick<IdCard, 'idNumber' | 'sex'>, values: Readonly<Record<string, unknown>>): Owner {
  const known = OWNERS.find(owner => values[`${owner}IdNumber`] === card.idNumber)
  if (known) return known
  const parent = card.sex === '2' ? 'mother' : 'father'
  return values[`${parent}IdNumber`] ? 'collector' : parent
}

/** 读卡 in the register: mother's, father's or collector's card into the form, differences first. */
export function RegisterCard({ store }: { store: FormStore }) {
  const { message } = App.useApp()
  const [read, setRead] = useState<CardRead | null>(null)
  const [owner, setOwner] = useState<Owner>('mother')
  const names: Readonly<Record<Owner, string>> = { mother: t('register.mother', '母亲'), father: t('register.father', '父亲'), collector: t('register.collector', '领证人') }
  const valuesOf = (card: CardRead['card']) => Object.fromEntries(Object.entries(cardAsPerson(card as IdCard)).flatMap(([name, value]) => { const field = FIELDS[owner][name]; return field ? [[field, value]] : [] }))
  function apply(values: Readonly<Record<string, string>>): void {
    if (owner !== 'collector' && Object.keys(values).length > 0) store.set(`${owner}Provided`, true)
    for (const [field, value] of Object.entries(values)) { store.set(field, value); store.touch(field) }
    void message.success(t('card.applied', '已按身份证填写 {{count}} 项,请保存', { count: Object.keys(values).length }))
    setRead(null)
  }
  return (
    <>
      <CardButton size="small" onCard={next => { setOwner(ownerOf(next.card as IdCard, store.values())); setRead(next) }} />
      {read ? (
        <CardCompare
          key={`${owner}:${read.check.at}`} read={read} definition={registration} differences={cardDifferences(valuesOf(read.card), store.values())} issues={read.issues}
          okText={t('card.takeOver', '采用所选')} onApply={apply} onClose={() => setRead(null)}
        >
          <div className="field">
            <div className="field-label" id="card-owner-label">{t('card.whose', '这是谁的证件')}</div>
            <Radio.Group aria-labelledby="card-owner-label" optionType="button" buttonStyle="solid" value={owner} onChange={event => setOwner(event.target.value as Owner)} options={OWNERS.map(one => ({ value: one, label: names[one] }))} />
          </div>
        </CardCompare>
      ) : null}
    </>
  )
}
