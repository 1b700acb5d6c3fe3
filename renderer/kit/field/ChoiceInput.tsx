import { Radio, Select } from 'antd'
import type { CodeTable } from '../../../domain/code/code-table.ts'
import { t } from '../../app/i18n.ts'
import { codeText } from '../labels.ts'
import { matchLabel, usePinyin } from './initials.ts'
import { ariaOf, type InputProps } from './input-props.ts'

export type Choice = { readonly value: string; readonly label: string; readonly disabled?: boolean }

// As many short words as stand on one line of a form; beyond that a list is quicker to read.
const MOST_RADIOS = 4
const MOST_RADIO_CHARACTERS = 12

/** One of a list: searched by code, Chinese, pinyin or initials; the best match is on top and Enter takes it. */
export function ListInput({ choices, placeholder, ...props }: InputProps<string> & { choices: readonly Choice[]; placeholder?: string | undefined }) {
  usePinyin()
  const rank = (typed: string, option: Choice | undefined): number => (option ? matchLabel(typed, option.label, option.value) : 0)
  return (
    <Select<string, Choice>
      id={props.id} value={props.value ?? null} options={[...choices]} allowClear disabled={props.disabled ?? false} autoFocus={props.autoFocus ?? false} className="list-input"
      placeholder={placeholder ?? t('field.choose', '请选择')} popupMatchSelectWidth={false} {...(props.status ? { status: props.status } : {})} {...ariaOf(props)}
      showSearch={{ filterOption: (typed, option) => rank(typed, option) > 0, filterSort: (one, other, { searchValue }) => searchValue ? rank(searchValue, other) - rank(searchValue, one) : 0 }}
      onChange={value => props.onChange(value ?? null)} onBlur={() => props.onLeave?.()}
    />
  )
}

/** A code of a table; few short ones as buttons in a row, more as a searched list. Ended codes stay only where chosen. */
export function CodeInput({ codes, ...props }: InputProps<string> & { codes: CodeTable }) {
  const choices = codes.list.filter(entry => entry.until === undefined || entry.code === props.value).map(entry => ({ value: entry.code, label: codeText(codes, entry.code) }))
  const isShort = choices.length <= MOST_RADIOS && choices.reduce((length, { label }) => length + label.length, 0) <= MOST_RADIO_CHARACTERS
  return isShort ? <RadioInput {...props} choices={choices} /> : <ListInput {...props} choices={choices} />
}

/** A few choices side by side; Delete empties an optional one. */
export function RadioInput({ choices, ...props }: InputProps<string> & { choices: readonly Choice[] }) {
  return (
    <div onKeyDown={event => { if ((event.key === 'Delete' || event.key === 'Backspace') && !props.required) props.onChange(null) }}>
      <Radio.Group
        id={props.id} value={props.value} disabled={props.disabled ?? false} className={props.status ? `radio-input is-${props.status}` : 'radio-input'} role="radiogroup"
        {...ariaOf(props)} aria-labelledby={`${props.id}-label`} options={choices.map(choice => ({ ...choice }))}
        onChange={event => { props.onChange(event.target.value as string); props.onLeave?.() }}
      />
    </div>
  )
}

/** Yes or no, or not said. */
export function FlagInput(props: InputProps<boolean>) {
  const value = props.value === null || props.value === undefined ? null : props.value ? 'yes' : 'no'
  return (
    <RadioInput
      {...props} value={value} onChange={next => props.onChange(next === null ? null : next === 'yes')}
      choices={[{ value: 'yes', label: t('field.yes', '是') }, { value: 'no', label: t('field.no', '否') }]}
    />
  )
}
