import { Button } from 'antd'
import { PlusOutlined } from '@ant-design/icons'
import { useState } from 'react'
import type { Name } from '../../domain/api/api.ts'
import type { RecordDefinition } from '../../domain/record/define.ts'
import { t } from '../app/i18n.ts'
import { DataTable } from './DataTable.tsx'
import { Output } from './field/Output.tsx'
import { fieldLabel, recordTitle } from './labels.ts'
import { firstField } from './FormArea.tsx'
import { Panel } from './Page.tsx'
import { RecordForm } from './RecordForm.tsx'
import { useShortcut } from './shortcut.ts'
import { saveRecord, useRecordForm } from './useRecordForm.ts'
import { Dialog } from './Dialog.tsx'

type StoredRow = Readonly<Record<string, unknown>> & { readonly id: string; readonly rev: number }

/** A list and form derived from a definition: columns are the fields marked `list`, a row opens its form. */
export function RecordList({ definition, rows, mayWrite, start, mark, newText }: {
  definition: RecordDefinition; rows: readonly StoredRow[] | undefined; mayWrite: boolean
  /** What a new row starts with. */
  start?: Readonly<Record<string, unknown>>
  mark?(row: StoredRow): 'warn' | 'bad' | 'quiet' | undefined
  newText: string
}) {
  const [editing, setEditing] = useState<StoredRow | 'new' | null>(null)
  const listed = Object.entries(definition.fields).filter(([, field]) => field.list)
  useShortcut(['F4'], () => setEditing('new'), { enabled: mayWrite && !editing })
  return (
    <Panel title={recordTitle(definition)} extra={mayWrite ? <Button type="primary" icon={<PlusOutlined />} onClick={() => setEditing('new')}>{newText} <kbd>F4</kbd></Button> : null}>
      <DataTable<StoredRow>
        rows={rows} rowKey="id" label={recordTitle(definition)} {...(mayWrite ? { onOpen: setEditing } : {})} {...(mark ? { mark } : {})} height={460}
        columns={listed.map(([name]) => ({ title: fieldLabel(definition, name), dataIndex: name, render: (value: unknown) => <Output definition={definition} name={name} value={value} /> }))}
      />
      {editing ? <RecordDialog definition={definition} row={editing === 'new' ? null : editing} start={start ?? {}} title={editing === 'new' ? newText : recordTitle(definition)} onClose={() => setEditing(null)} /> : null}
    </Panel>
  )
}

function RecordDialog({ definition, row, start, title, onClose }: { definition: RecordDefinition; row: StoredRow | null; start: Readonly<Record<string, unknown>>; title: string; onClose(): void }) {
  const form = useRecordForm({
    definition, initial: row ?? start, id: row?.id, rev: row?.rev, save: saveRecord(definition, row?.id), saves: `${definition.id}.save` as Name, onSaved: onClose, onCancel: onClose,
  })
  return (
    <Dialog width={760} footer={null} keyboard={false} maskClosable={false} title={title} onCancel={form.cancel} first={() => firstField(form.areaRef.current)}>
      <RecordForm form={form} columns={2} inDialog saveText={t('form.save', '保存')} />
    </Dialog>
  )
}
