import { CalendarOutlined } from '@ant-design/icons'
import { Button, Calendar, Input, Popover } from 'antd'
import dayjs from 'dayjs'
import { type ReactNode, useState } from 'react'
import { t } from '../../app/i18n.ts'
import { ariaOf, type InputProps } from './input-props.ts'
import { readClock, readDay, readMinute, readNumber, type Typed } from './read-typed.ts'

type TypedProps<V> = InputProps<V> & { read(text: string): Typed<V>; write(value: V): string; placeholder?: string; suffix?: ReactNode; inputMode?: 'decimal' | 'numeric'; className?: string }

/** A text input whose text is read into a value at every keystroke and written neatly when it is left. */
export function TypedInput<V>(props: TypedProps<V>) {
  const { id, value, onChange, onLeave, status, disabled, read, write, placeholder, suffix, inputMode, autoFocus, className } = props
  const written = (one: V | null): string => (one === null || one === undefined ? '' : write(one))
  const [text, setText] = useState(() => written(value))
  const [seen, setSeen] = useState(value)
  // A value from outside (draft, server, another field) replaces the text; our own typing does not.
  if (!Object.is(seen, value)) {
    setSeen(value)
    if (!Object.is(read(text).value, value)) setText(written(value))
  }
  return (
    <Input
      id={id} value={text} status={status} disabled={disabled} placeholder={placeholder} suffix={suffix} inputMode={inputMode} autoFocus={autoFocus}
      autoComplete="off" spellCheck={false} className={className} {...ariaOf(props)}
      onChange={event => {
        setText(event.target.value)
        const typed = read(event.target.value)
        onChange(typed.value, typed.fault)
      }}
      onBlur={() => {
        const typed = read(text)
        if (typed.value !== null) setText(write(typed.value))
        onLeave?.()
      }}
    />
  )
}

const asWritten = (value: string): string => value
const asMinute = (value: string): string => value.replace('T', ' ')

/** A day, typed as 20260305 or 2026-3-5; the calendar is there for those who want it, outside the Tab order. */
export function DayInput(props: InputProps<string>) {
  return <TypedInput {...props} read={readDay} write={asWritten} placeholder={t('field.dayPlaceholder', '如 20260305')} inputMode="numeric" suffix={<DayPicker value={props.value} onPick={day => { props.onChange(day); props.onLeave?.() }} disabled={props.disabled} />} />
}

function DayPicker({ value, onPick, disabled }: { value: string | null; onPick(day: string): void; disabled?: boolean | undefined }) {
  const [open, setOpen] = useState(false)
  return (
    <Popover
      open={open && !disabled} onOpenChange={setOpen} trigger="click" placement="bottomRight"
      content={open ? (
        <div className="day-picker">
          <Calendar fullscreen={false} {...(value ? { defaultValue: dayjs(value) } : {})} onSelect={(date, { source }) => {
            if (source !== 'date') return
            onPick(date.format('YYYY-MM-DD'))
            setOpen(false)
          }} />
        </div>
      ) : null}
    >
      <Button type="text" size="small" tabIndex={-1} className="day-picker-button" icon={<CalendarOutlined />} aria-label={t('field.openCalendar', '打开日历')} disabled={disabled ?? false} />
    </Popover>
  )
}

/** A local minute, typed as 202603050801 or 2026-3-5 8:01. */
export function MinuteInput(props: InputProps<string>) {
  return <TypedInput {...props} read={readMinute} write={asMinute} placeholder={t('field.minutePlaceholder', '如 202603050801')} inputMode="numeric" />
}

/** A time of the day, typed as 0930 or 9:30. */
export function ClockInput(props: InputProps<string>) {
  return <TypedInput {...props} read={readClock} write={asWritten} inputMode="numeric" />
}

/** A number with its unit; no arrows and no wheel, which change values unseen. */
export function NumberInput({ unit, decimals = 0, ...props }: InputProps<number> & { unit?: string | undefined; decimals?: number | undefined }) {
  return <TypedInput {...props} read={readNumber} write={String} inputMode={decimals > 0 ? 'decimal' : 'numeric'} className="number-input" suffix={unit ? <span className="unit">{unit}</span> : undefined} />
}
