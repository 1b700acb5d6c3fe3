import { FolderOpenOutlined } from '@ant-design/icons'
import { Button, Input, Space } from 'antd'
import { useState } from 'react'
import type { FieldIssue } from '../../../domain/message/message.ts'
import { useWrite } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { LabelledInput, NumberInput, RadioInput, TextInput } from '../../kit/index.ts'

type Part = { id: string; label: string; span?: number; issues?: readonly FieldIssue[] }

/** A text of a setting. */
export function TextPart({ id, label, span = 6, issues = [], value, onChange, maxLength, lines = 1 }: Part & { value: string; onChange(value: string): void; maxLength?: number; lines?: number }) {
  const shared = { id, value, ...(maxLength ? { maxLength } : {}), autoComplete: 'off', spellCheck: false }
  return (
    <LabelledInput id={id} label={label} span={span} issues={issues}>
      {lines > 1 ? <Input.TextArea {...shared} rows={lines} onChange={event => onChange(event.target.value)} /> : <Input {...shared} onChange={event => onChange(event.target.value)} />}
    </LabelledInput>
  )
}

/** A number of a setting; NaN while nothing readable stands there, which its schema refuses. */
export function NumberPart({ id, label, span = 3, issues = [], value, onChange, unit, decimals = 0 }: Part & { value: number; onChange(value: number): void; unit?: string; decimals?: number }) {
  return (
    <LabelledInput id={id} label={label} span={span} issues={issues}>
      <NumberInput id={id} value={Number.isNaN(value) ? null : value} onChange={next => onChange(next ?? Number.NaN)} unit={unit} decimals={decimals} status={issues.length > 0 ? 'error' : undefined} />
    </LabelledInput>
  )
}

/** One of a few words. */
export function ChoicePart({ id, label, span = 6, issues = [], value, onChange, choices }: Part & { value: string; onChange(value: string): void; choices: readonly { value: string; label: string }[] }) {
  return (
    <LabelledInput id={id} label={label} span={span} issues={issues}>
      <RadioInput id={id} value={value} required choices={choices} onChange={next => { if (next !== null) onChange(next) }} />
    </LabelledInput>
  )
}

/** A folder of this computer or the network, typed or chosen. */
export function FolderPart({ id, label, span = 6, issues = [], value, onChange }: Part & { value: string; onChange(folder: string): void }) {
  const choose = useWrite('workstation.chooseFolder')
  return (
    <LabelledInput id={id} label={label} span={span} issues={issues}>
      <Space.Compact block>
        <Input id={id} value={value} maxLength={500} autoComplete="off" spellCheck={false} onChange={event => onChange(event.target.value)} />
        <Button icon={<FolderOpenOutlined />} loading={choose.busy} onClick={() => void choose.run({ title: label.slice(0, 100) }).then(folder => { if (folder) onChange(folder) })}>{t('setting.chooseFolder', '选择…')}</Button>
      </Space.Compact>
    </LabelledInput>
  )
}

const BETWEEN = ';'
const listOf = (text: string | null): string[] => (text ?? '').normalize('NFKC').split(BETWEEN).map(one => one.trim()).filter(Boolean)
/** Several spellings in one line, as they are typed: a semicolon at the end is the beginning of the next. */
export function ListText({ id, label, value, onChange }: { id: string; label?: string; value: readonly string[]; onChange(value: string[]): void }) {
  const [text, setText] = useState<string | null>(() => value.join(BETWEEN))
  return <TextInput id={id} label={label} value={text} onChange={next => { setText(next); onChange(listOf(next)) }} />
}
