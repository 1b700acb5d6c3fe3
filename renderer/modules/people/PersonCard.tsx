import { Alert, App, Button } from 'antd'
import { useState } from 'react'
import { cardAsPerson, cardDifferences, cardOfAnother, type IdCard } from '../../../domain/device/id-card.ts'
import type { FieldIssue } from '../../../domain/message/message.ts'
import { person } from '../../../domain/modules/people/person.record.ts'
import { issueText, t } from '../../app/i18n.ts'
import { CardButton, CardCompare, type CardRead, type FormStore } from '../../kit/index.ts'

type Props = {
  store: FormStore
  personId: string | undefined
  /** Of the card this form was begun with: expired, unknown ethnic group. */
  warnings: readonly FieldIssue[]
  /** The card belongs to somebody who has a record. */
  onIsOther(personId: string): void
}

/** 读卡 in a person's form: empty fields are filled, what was typed otherwise is shown beside the card first. */
export function PersonCard({ store, personId, warnings, onIsOther }: Props) {
  const { message } = App.useApp()
  const [read, setRead] = useState<CardRead | null>(null)
  const fill = (values: Readonly<Record<string, string>>): void => {
    for (const [name, value] of Object.entries(values)) { store.set(name, value); store.touch(name) }
    setRead(null)
    void message.success(t('card.applied', '已按身份证填写 {{count}} 项,请保存', { count: Object.keys(values).length }))
  }
  const differencesOf = (next: CardRead) => cardDifferences(cardAsPerson(next.card as IdCard), store.values())
  function onCard(next: CardRead): void {
    const differences = differencesOf(next)
    const isOther = next.person !== null && next.person.id !== personId
    if (isOther || next.issues.length > 0 || differences.length === 0 || differences.some(one => one.record !== null)) setRead(next)
    else fill(Object.fromEntries(differences.map(one => [one.field, one.card])))
  }
  const other = read?.person && read.person.id !== personId ? read.person : null
  return (
    <>
      <CardButton size="small" onCard={onCard} />
      {warnings.map(issue => <span key={issue.message.key} className="issue is-warn"> {issueText(issue)}</span>)}
      {read ? (
        <CardCompare
          read={read} definition={person} differences={differencesOf(read)} okText={t('card.takeOver', '采用所选')} onApply={fill} onClose={() => setRead(null)}
          issues={[...personId === undefined ? [] : cardOfAnother(read.card as IdCard, store.values()), ...read.issues]}
        >
          {other ? (
            <Alert
              className="form-alert" type="warning" showIcon title={t('card.hasRecord', '这个证件号已有档案:{{name}},请不要重复登记', { name: other.name ?? '' })}
              action={<Button size="small" type="primary" onClick={() => { setRead(null); onIsOther(other.id) }}>{t('card.openPerson', '打开档案')}</Button>}
            />
          ) : null}
        </CardCompare>
      ) : null}
    </>
  )
}
