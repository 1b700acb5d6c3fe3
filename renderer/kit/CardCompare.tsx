import { Alert, Radio, Table } from 'antd'
import { type ReactNode, useState } from 'react'
import type { CardDifference } from '../../domain/device/id-card.ts'
import type { FieldIssue } from '../../domain/message/message.ts'
import type { RecordDefinition } from '../../domain/record/define.ts'
import { issueText, t } from '../app/i18n.ts'
import type { CardRead } from './CardButton.tsx'
import './device.css'
import { Output } from './field/Output.tsx'
import { fieldLabel } from './labels.ts'
import { useShortcut } from './shortcut.ts'
import { Dialog } from './Dialog.tsx'

type Props = {
  read: CardRead
  definition: RecordDefinition
  differences: readonly CardDifference[]
  issues: readonly FieldIssue[]
  okText: string
  /** Above the table: whose card this is. */
  children?: ReactNode
  /** The facts of the card the clerk chose. */
  onApply(values: Readonly<Record<string, string>>): void
  onClose(): void
}

/** Card and record side by side. What the record lacks is taken from the card; what it says otherwise stays until the clerk chooses. */
export function CardCompare({ read, definition, differences, issues, okText, children, onApply, onClose }: Props) {
  const [chosen, setChosen] = useState<Readonly<Record<string, 'card' | 'record'>>>({})
  const choiceOf = (one: CardDifference): 'card' | 'record' => chosen[one.field] ?? (one.record === null ? 'card' : 'record')
  const isBlocked = issues.some(issue => issue.level === 'block')
  const apply = (): void => { if (!isBlocked) onApply(Object.fromEntries(differences.filter(one => choiceOf(one) === 'card').map(one => [one.field, one.card]))) }
  useShortcut(['F2', 'Ctrl+Enter'], apply, { inDialog: true })
  useShortcut(['Escape'], onClose, { inDialog: true })
  const { card } = read
  return (
    <Dialog width={900} title={t('card.compareTitle', '身份证与登记内容核对')} okText={<>{okText} <kbd>F2</kbd></>} okButtonProps={{ disabled: isBlocked, autoFocus: true }} onOk={apply} onCancel={onClose} maskClosable={false}>
      <div className="card-head">
        {card.photo ? <img className="card-photo" src={card.photo} alt={t('card.photo', '证件照片(不保存)')} /> : null}
        <div>
          <b className="card-name">{card.name}</b> <span className="number">{card.idNumber}</span>
          <div className="hint">{t('card.validity', '{{issuer}} 签发,有效期 {{from}} 至 {{to}}', { issuer: card.issuer || '—', from: card.validFrom ?? '—', to: card.validTo ?? t('card.longTerm', '长期') })}</div>
          {card.photo ? <div className="hint">{t('card.photoNotKept', '照片只供当面核对,不保存')}</div> : null}
        </div>
      </div>
      {children}
      {issues.map(issue => <Alert key={issue.path + issue.message.key} className="form-alert" type={issue.level === 'block' ? 'error' : 'warning'} showIcon title={issueText(issue)} />)}
      {differences.length === 0 ? <Alert type="success" showIcon title={t('card.same', '证件与登记内容一致')} /> : (
        <Table<CardDifference>
          size="small" pagination={false} rowKey="field" dataSource={[...differences]}
          columns={[
            { title: t('card.field', '项目'), width: 130, render: (_, one) => fieldLabel(definition, one.field) },
            { title: t('card.onCard', '身份证'), render: (_, one) => <Output definition={definition} name={one.field} value={one.card} /> },
            { title: t('card.onRecord', '登记内容'), render: (_, one) => (one.record === null ? <span className="no-value">{t('card.empty', '(空)')}</span> : <Output definition={definition} name={one.field} value={one.record} />) },
            { title: t('card.use', '采用'), width: 190, render: (_, one) => (
              <Radio.Group
                size="small" value={choiceOf(one)} aria-label={fieldLabel(definition, one.field)} onChange={event => setChosen({ ...chosen, [one.field]: event.target.value as 'card' | 'record' })}
                options={[{ value: 'card', label: t('card.useCard', '身份证') }, { value: 'record', label: t('card.useRecord', '保留原来') }]}
              />
            ) },
          ]}
        />
      )}
    </Dialog>
  )
}
