import { Input } from 'antd'
import { ariaOf, type InputProps } from './input-props.ts'

/** A line of text, or several. Length is checked in code points by the definition, not cut by the input. */
export function TextInput({ lines = 1, placeholder, ...props }: InputProps<string> & { lines?: number | undefined; placeholder?: string | undefined }) {
  const shared = {
    id: props.id, value: props.value ?? '', status: props.status, disabled: props.disabled, autoFocus: props.autoFocus, placeholder, autoComplete: 'off', spellCheck: false, ...ariaOf(props),
    onBlur: () => props.onLeave?.(),
  }
  return lines > 1
    ? <Input.TextArea {...shared} autoSize={{ minRows: lines, maxRows: lines + 4 }} onChange={event => props.onChange(event.target.value || null)} />
    : <Input {...shared} onChange={event => props.onChange(event.target.value || null)} />
}
