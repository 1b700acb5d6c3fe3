import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useEffect, useRef, useSyncExternalStore } from 'react'
import { DELIVERY_OUTCOME, NEWBORN_HEALTH } from '../../../domain/code/delivery.ts'
import type { CodeTable } from '../../../domain/code/code-table.ts'
import { SEX } from '../../../domain/code/sex.ts'
import type { FieldIssue } from '../../../domain/message/message.ts'
import { newborn } from '../../../domain/modules/birth/newborn.record.ts'
import { issueText, t } from '../../app/i18n.ts'
import { codeText, type FormStore, FormScope, type InputProps, KindInput, ListInput, useField, useFieldValue, useShortcut } from '../../kit/index.ts'
import { type DeliveryForm, MOST_CHILDREN } from './delivery-form.ts'
import { cellName } from './use-delivery-form.ts'

type Column = { readonly name: string; title(): string; readonly width: number; readonly codes?: CodeTable; readonly required?: true }
// A live-born must have a length (a rule, not the field); the mark is for the many.
// The order in which the delivery sheet is read aloud; the outcome is 活产 but for the saddest days, so it comes last.
const COLUMNS: readonly Column[] = [
  { name: 'sex', title: () => t('person.sex.label', '性别'), width: 84, codes: SEX },
  { name: 'bornAt', title: () => t('newborn.bornAt.label', '出生时间'), width: 158 },
  { name: 'weightG', title: () => t('newborn.weightG.label', '出生体重'), width: 92 },
  { name: 'lengthCm', title: () => t('newborn.lengthCm.label', '出生身长'), width: 98, required: true },
  { name: 'health', title: () => t('newborn.health.short', '健康'), width: 92, codes: NEWBORN_HEALTH },
  { name: 'apgarOneMinute', title: () => t('newborn.apgarOne', 'Apgar 1分'), width: 80 },
  { name: 'apgarFiveMinutes', title: () => t('newborn.apgarFive', 'Apgar 5分'), width: 80 },
  { name: 'rescued', title: () => t('newborn.rescued.short', '抢救'), width: 76 },
  { name: 'defect', title: () => t('newborn.defect.short', '缺陷'), width: 76 },
  { name: 'outcome', title: () => t('newborn.outcome.label', '分娩结局'), width: 92, codes: DELIVERY_OUTCOME },
]

/** The newborns of a delivery, a row each; Enter walks from cell to cell and from the last one into the next child's row. */
export function NewbornGrid({ form, onAdd }: { form: DeliveryForm; onAdd(): void }) {
  const children = useSyncExternalStore(form.subscribeChildren, form.children)
  const count = useFieldValue(form.store, 'fetusCount')
  const missing = typeof count === 'number' ? count - children.length : 0
  useShortcut(['F6'], onAdd)
  return (
    <fieldset className="form-section">
      <legend>{t('delivery.newborns', '新生儿')}</legend>
      <table className="newborn-grid">
        <thead>
          <tr>
            <th scope="col" className="order-cell">{t('delivery.order', '次序')}</th>
            {COLUMNS.map(column => <th key={column.name} scope="col" style={{ width: column.width }}>{column.title()}{column.required || newborn.fields[column.name as 'sex'].required ? <span className="required"> *</span> : null}</th>)}
            <th scope="col" className="remove-cell"><span className="only-read">{t('delivery.removeNewborn', '删除')}</span></th>
          </tr>
        </thead>
        {children.map((child, index) => (
          <FormScope key={child.key} store={child.store} idPrefix={`newborn-${child.key}`}>
            <NewbornRow index={index} store={child.store} onRemove={children.length > 1 ? () => form.removeChild(child.key) : undefined} />
          </FormScope>
        ))}
      </table>
      <div className="newborn-foot">
        <Button icon={<PlusOutlined />} onClick={onAdd} disabled={children.length >= MOST_CHILDREN}>{t('delivery.addNewborn', '加一名新生儿')} <kbd>F6</kbd></Button>
        {missing > 0 ? <span className="issue is-block" role="status">{t('delivery.missingNewborns', '胎数为 {{count}},还有 {{missing}} 名没有填写,补齐后才能保存;在最后一格按 Enter 继续', { count: Number(count), missing })}</span> : null}
      </div>
    </fieldset>
  )
}

function NewbornRow({ index, store, onRemove }: { index: number; store: FormStore; onRemove: (() => void) | undefined }) {
  const outcome = useFieldValue(store, 'outcome')
  const issues = useRowIssues(store)
  const isStillborn = typeof outcome === 'string' && outcome !== '1'
  return (
    <tbody>
      <tr className="newborn-row">
        <th scope="row" className="order-cell">{index + 1}</th>
        {COLUMNS.map(column => <Cell key={column.name} index={index} column={column} />)}
        <td className="remove-cell">
          {onRemove ? <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={t('delivery.removeOne', '删除第 {{order}} 名新生儿', { order: index + 1 })} onClick={onRemove} /> : null}
        </td>
      </tr>
      {isStillborn || issues.length > 0 ? (
        <tr className="newborn-notes">
          <td />
          <td colSpan={COLUMNS.length + 1} aria-live="polite">
            {isStillborn ? <div className="field-help">{t('delivery.stillborn', '{{outcome}}不签发出生医学证明,也不建立人员档案', { outcome: codeText(DELIVERY_OUTCOME, outcome) })}</div> : null}
            {issues.map(issue => <div key={issue.path + issue.message.key} className={`issue is-${issue.level === 'block' ? 'block' : 'warn'}`}>{issueText(issue)}</div>)}
          </td>
        </tr>
      ) : null}
    </tbody>
  )
}

function Cell({ index, column }: { index: number; column: Column }) {
  const state = useField(column.name)
  const { field, id, issues } = state
  const pause = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(pause.current), [])
  if (!state.isShown) return <td className="no-value">—</td>
  const props = {
    id, value: state.value, required: field.required, status: issues.some(issue => issue.level === 'block') ? 'error' as const : issues.length > 0 ? 'warning' as const : undefined,
    onChange: (value: unknown, unread?: string) => state.set(value, unread), onLeave: state.touch,
  }
  return (
    <td data-field={cellName(index, column.name)}>
      <label htmlFor={id} className="only-read">{t('delivery.cell', '第 {{order}} 名{{field}}', { order: index + 1, field: column.title() })}</label>
      {column.codes ? <ListInput {...(props as InputProps<string>)} placeholder="" choices={column.codes.list.map(({ code }) => ({ value: code, label: codeText(column.codes!, code) }))} />
        : field.kind === 'flag' ? <YesNo {...(props as InputProps<boolean>)} /> : <KindInput {...props} field={field} />}
    </td>
  )
}

/** Yes or no in the width of a cell: typed as 1/0, 是/否, y/n. */
function YesNo({ value, onChange, ...props }: InputProps<boolean>) {
  return (
    <ListInput
      {...props} value={value === null ? null : value ? '1' : '0'} placeholder="" onChange={next => onChange(next === null ? null : next === '1')}
      choices={[{ value: '0', label: t('field.no', '否') }, { value: '1', label: t('field.yes', '是') }]}
    />
  )
}

function useRowIssues(store: FormStore): readonly FieldIssue[] {
  const names = COLUMNS.map(column => column.name)
  const all = (): readonly FieldIssue[] => names.flatMap(name => store.issues(name))
  // A string, so that React sees the same snapshot while nothing has changed.
  useSyncExternalStore(store.subscribeAll, () => JSON.stringify(all()))
  return all()
}
