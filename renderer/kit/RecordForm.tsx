import { Alert, Button, Radio, Space, Table } from 'antd'
import { type ReactNode, useState } from 'react'
import { issueText, t } from '../app/i18n.ts'
import { instantText } from '../app/format.ts'
import type { Choice } from './field/ChoiceInput.tsx'
import { Field, FieldGrid } from './field/Field.tsx'
import { Output } from './field/Output.tsx'
import { FormArea } from './FormArea.tsx'
import { FormScope } from './FormScope.tsx'
import { fieldLabel, sectionTitle } from './labels.ts'
import type { Draft } from './draft.ts'
import { useShortcut } from './shortcut.ts'
import type { Conflict, RecordForm as RecordFormState } from './useRecordForm.ts'
import { Dialog } from './Dialog.tsx'

type Props = {
  form: RecordFormState
  columns?: 2 | 3 | 4
  /** Fields the screen fills itself. */
  omit?: readonly string[]
  /** What references may name. */
  options?: Readonly<Record<string, readonly Choice[]>>
  refTexts?: Readonly<Record<string, string | undefined>>
  readOnly?: boolean
  /** Where the shortcuts belong when the form stands in a dialog. */
  inDialog?: boolean
  saveText?: string
  /** Hand-written fields instead of the sections of the definition. */
  children?: ReactNode
  /** No row of buttons: the page has them. */
  withoutButtons?: boolean
}

/** A form derived from a definition: sections, grid, findings, draft, Enter to the next field, Ctrl+Enter or F2 saves. */
export function RecordForm(props: Props) {
  const { form, columns = 4, omit = [], inDialog = false, readOnly = false } = props
  const { definition } = form.store
  useShortcut(['F2', 'Ctrl+Enter'], () => { if (!form.saving) void form.save() }, { inDialog, enabled: !readOnly })
  useShortcut(['Escape'], () => form.cancel(), { inDialog, enabled: !readOnly })
  return (
    <FormScope store={form.store} readOnly={readOnly}>
      <FormArea areaRef={form.areaRef}>
        <DraftOffer draft={form.draft} />
        <OtherIssues issues={form.otherIssues} />
        {props.children ?? definition.sections.map((section, index) => {
          const names = section.fields.filter(name => !omit.includes(name))
          return names.length === 0 ? null : (
            <fieldset key={section.title} className="form-section">
              <legend>{sectionTitle(definition, index)}</legend>
              <FieldGrid columns={columns}>
                {names.map(name => <Field key={name} name={name} options={props.options?.[name]} refText={props.refTexts?.[name]} />)}
              </FieldGrid>
            </fieldset>
          )
        })}
        {readOnly || props.withoutButtons ? null : <SaveButtons form={form} {...(props.saveText ? { saveText: props.saveText } : {})} />}
      </FormArea>
      {form.conflict ? <ConflictDialog form={form} conflict={form.conflict} /> : null}
    </FormScope>
  )
}

/** Save and cancel with their keys shown; the last stop of Enter is the save button. */
export function SaveButtons({ form, saveText, more }: { form: Pick<RecordFormState, 'save' | 'cancel' | 'saving'>; saveText?: string; more?: ReactNode }) {
  return (
    <Space className="form-buttons">
      <Button type="primary" data-save loading={form.saving} onClick={() => void form.save()}>{saveText ?? t('form.save', '保存')} <kbd>F2</kbd></Button>
      <Button onClick={form.cancel} disabled={form.saving}>{t('form.cancel', '取消')} <kbd>Esc</kbd></Button>
      {more}
    </Space>
  )
}

/** Offers the unfinished work of last time. */
export function DraftOffer({ draft }: { draft: Draft }) {
  if (draft.failed) return <Alert className="form-alert" type="warning" showIcon title={t('draft.failed', '草稿暂时无法保存,请尽快保存本页内容')} />
  if (!draft.offered) return null
  return (
    <Alert
      className="form-alert" type="info" showIcon title={t('draft.offered', '{{at}} 有未保存的内容,要接着填写吗?', { at: instantText(draft.offered.at) })}
      action={<Space><Button size="small" type="primary" onClick={draft.take}>{t('draft.take', '恢复内容')}</Button><Button size="small" onClick={() => void draft.forget()}>{t('draft.forget', '不要了')}</Button></Space>}
    />
  )
}

/** Findings that belong to no field on the screen. */
export function OtherIssues({ issues }: { issues: RecordFormState['otherIssues'] }) {
  if (issues.length === 0) return null
  return (
    <Alert className="form-alert" type={issues.some(issue => issue.level === 'block') ? 'error' : 'warning'} showIcon
      title={issues.map(issue => <div key={issue.path + issue.message.key}>{issueText(issue)}</div>)} />
  )
}

/** Two people changed the same record: field by field, mine or theirs. */
function ConflictDialog({ form, conflict }: { form: RecordFormState; conflict: Conflict }) {
  const { definition } = form.store
  const { mine, theirs } = conflict
  const differing = Object.keys(definition.fields).filter(name => (mine[name] ?? null) !== (theirs[name] ?? null))
  const [chosen, setChosen] = useState<Readonly<Record<string, 'mine' | 'theirs'>>>(() => Object.fromEntries(differing.map(name => [name, 'mine'])))
  const all = (which: 'mine' | 'theirs') => setChosen(Object.fromEntries(differing.map(name => [name, which])))
  const resolve = () => conflict.resolve({ ...theirs, ...Object.fromEntries(differing.filter(name => chosen[name] === 'mine').map(name => [name, mine[name] ?? null])) })
  return (
    <Dialog
      width={860} title={t('conflict.title', '这条记录刚被别人改过')} okText={t('conflict.save', '按所选内容保存')} cancelText={t('conflict.back', '返回表单')}
      onOk={resolve} onCancel={() => conflict.resolve(null)}
    >
      <p>{t('conflict.text', '您打开之后,别人保存了新的内容({{at}})。请逐项选择要保留的内容;历史记录中两个版本都在。', { at: instantText(String(theirs.updatedAt ?? '')) })}</p>
      <Space className="conflict-all">
        <Button size="small" onClick={() => all('mine')}>{t('conflict.allMine', '全部用我的')}</Button>
        <Button size="small" onClick={() => all('theirs')}>{t('conflict.allTheirs', '全部用对方的')}</Button>
      </Space>
      <Table
        size="small" pagination={false} rowKey="name" dataSource={differing.map(name => ({ name }))} {...(differing.length > 9 ? { scroll: { y: 360 } } : {})}
        columns={[
          { title: t('conflict.field', '项目'), dataIndex: 'name', width: 160, render: (name: string) => fieldLabel(definition, name) },
          { title: t('conflict.mine', '我填写的'), render: (_, { name }) => <Output definition={definition} name={name} value={mine[name]} /> },
          { title: t('conflict.theirs', '对方保存的'), render: (_, { name }) => <Output definition={definition} name={name} value={theirs[name]} /> },
          { title: t('conflict.keep', '保留'), width: 170, render: (_, { name }) => (
            <Radio.Group
              size="small" value={chosen[name]} onChange={event => setChosen({ ...chosen, [name]: event.target.value as 'mine' | 'theirs' })} aria-label={fieldLabel(definition, name)}
              options={[{ value: 'mine', label: t('conflict.chooseMine', '我的') }, { value: 'theirs', label: t('conflict.chooseTheirs', '对方的') }]}
            />
          ) },
        ]}
      />
    </Dialog>
  )
}
