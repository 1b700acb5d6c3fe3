import { Checkbox, Radio, Select } from 'antd'
import { type KeyboardEvent, useRef } from 'react'
import type { CodeTable } from '../../../domain/code/code-table.ts'
import { type CodeList, codesIn, toggleCode } from '../../../domain/field/code-list.ts'
import { t } from '../../app/i18n.ts'
import { useBeginAt } from '../begin-at.ts'
import { codeText } from '../labels.ts'
import { matchLabel, usePinyin } from './initials.ts'
import { ariaOf, type InputProps } from './input-props.ts'
import { useListOpen } from './list-open.ts'

/** `digit` is the key that chooses it where its code is no digit itself. */
export type Choice = { readonly value: string; readonly label: string; readonly disabled?: boolean; readonly digit?: string }

// As many short words as stand on one line of a form; beyond that a list is quicker to read.
const MOST_RADIOS = 4
const MOST_RADIO_CHARACTERS = 12

/** One of a list: searched by code, Chinese, pinyin or initials; the best match is on top and Enter takes it. */
export function ListInput({ choices, placeholder, ...props }: InputProps<string> & { choices: readonly Choice[]; placeholder?: string | undefined }) {
  usePinyin()
  const list = useListOpen()
  const rank = (typed: string, option: Choice | undefined): number => (option ? matchLabel(typed, option.label, option.value) : 0)
  return (
    <Select<string, Choice>
      {...list} id={props.id} value={props.value ?? null} options={[...choices]} allowClear disabled={props.disabled ?? false} autoFocus={props.autoFocus ?? false} className="list-input"
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

/** The digit a key stands for, alone: with Ctrl or Alt it is a shortcut. */
const digitOf = (event: KeyboardEvent): string | undefined =>
  (!event.ctrlKey && !event.altKey && !event.metaKey && /^(?:Digit|Numpad)\d$/.test(event.code) ? event.code.at(-1) : undefined)

/** A few choices side by side; the printed number of a choice chooses it, Delete empties an optional one. */
export function RadioInput({ choices, ...props }: InputProps<string> & { choices: readonly Choice[] }) {
  const box = useRef<HTMLDivElement>(null)
  useBeginAt(() => box.current?.querySelector<HTMLElement>('input:checked') ?? box.current?.querySelector<HTMLElement>('input:not([disabled])'), props.autoFocus === true)
  function onKeyDown(event: KeyboardEvent<HTMLDivElement>): void {
    if (props.disabled) return
    if ((event.key === 'Delete' || event.key === 'Backspace') && !props.required) { props.onChange(null); return }
    const digit = digitOf(event)
    const at = choices.findIndex(choice => (choice.digit ?? choice.value) === digit && !choice.disabled)
    const chosen = choices[at]
    if (!chosen) return
    event.preventDefault()
    props.onChange(chosen.value)
    event.currentTarget.querySelectorAll('input')[at]?.focus()
    props.onLeave?.()
  }
  return (
    <div ref={box} onKeyDown={onKeyDown}>
      <Radio.Group
        id={props.id} value={props.value} disabled={props.disabled ?? false} className={props.status ? `radio-input is-${props.status}` : 'radio-input'} role="radiogroup"
        {...ariaOf(props)} aria-labelledby={`${props.id}-label`} options={choices.map(({ value, label, disabled }) => ({ value, label, disabled: disabled ?? false }))}
        onChange={event => { props.onChange(event.target.value as string); props.onLeave?.() }}
      />
    </div>
  )
}

/** Several codes side by side, one stop of Enter; the printed number of a code ticks it, 无 unticks the rest. */
export function CodesInput({ codes, none, ...props }: InputProps<CodeList> & { codes: CodeTable; none?: string | undefined }) {
  const chosen = codesIn(props.value)
  const toggle = (code: string): void => props.onChange(toggleCode(codes, props.value, code, none))
  function onKeyDown(event: KeyboardEvent): void {
    const digit = digitOf(event)
    if (props.disabled || !digit || !codes.isCode(digit)) return
    event.preventDefault()
    toggle(digit)
  }
  return (
    <div id={props.id} role="group" data-group className={props.status ? `codes-input is-${props.status}` : 'codes-input'} aria-labelledby={`${props.id}-label`} {...ariaOf({ ...props, required: false })} onKeyDown={onKeyDown} onBlur={() => props.onLeave?.()}>
      {codes.list.filter(entry => entry.until === undefined || chosen.includes(entry.code)).map((entry, index) => (
        <Checkbox key={entry.code} checked={chosen.includes(entry.code)} disabled={props.disabled ?? false} autoFocus={props.autoFocus === true && index === 0} onChange={() => toggle(entry.code)}>{codeText(codes, entry.code)}</Checkbox>
      ))}
    </div>
  )
}

/** Yes or no, or not said. */
export function FlagInput(props: InputProps<boolean>) {
  const value = props.value === null || props.value === undefined ? null : props.value ? 'yes' : 'no'
  return (
    <RadioInput
      {...props} value={value} onChange={next => props.onChange(next === null ? null : next === 'yes')}
      choices={[{ value: 'yes', label: t('field.yes', '是'), digit: '1' }, { value: 'no', label: t('field.no', '否'), digit: '2' }]}
    />
  )
}
