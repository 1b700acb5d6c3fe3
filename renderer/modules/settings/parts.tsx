import { Input } from 'antd'
import type { FieldIssue } from '../../../domain/message/message.ts'
import { LabelledInput, NumberInput, RadioInput } from '../../kit/index.ts'

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
