import { AutoComplete } from 'antd'
import { matchLabel, usePinyin } from './initials.ts'
import { ariaOf, type InputProps } from './input-props.ts'

/** Free text with a list of usual answers, found by their characters, pinyin or initials; arrows and Enter take one over. */
export function SuggestInput({ suggestions, ...props }: InputProps<string> & { suggestions: readonly string[] }) {
  usePinyin()
  const typed = props.value ?? ''
  // An answer that stands there already needs no list over the next field.
  const fitting = suggestions.includes(typed) ? [] : suggestions.filter(text => matchLabel(typed, text, '') > 0)
  return (
    <AutoComplete
      id={props.id} value={typed} options={fitting.map(value => ({ value }))} defaultActiveFirstOption={false} disabled={props.disabled ?? false} autoFocus={props.autoFocus ?? false} className="list-input"
      {...(props.status ? { status: props.status } : {})} {...ariaOf(props)}
      onChange={(value: string) => props.onChange(value || null)} onBlur={() => props.onLeave?.()}
    />
  )
}
