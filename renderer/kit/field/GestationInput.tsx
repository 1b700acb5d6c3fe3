import { Input } from 'antd'
import { useState } from 'react'
import { gestationDays, parseGestation, splitGestation } from '../../../domain/rule/gestation.ts'
import { t } from '../../app/i18n.ts'
import type { InputProps } from './input-props.ts'

type Parts = { readonly weeks: string; readonly days: string }
const partsOf = (value: number | null): Parts => {
  if (value === null) return { weeks: '', days: '' }
  const { weeks, days } = splitGestation(value)
  return { weeks: String(weeks), days: String(days) }
}
/** Undefined when what stands there is no gestation. Days left empty count as none, as they are spoken. */
const read = ({ weeks, days }: Parts): number | undefined => {
  const gestation = parseGestation(days.trim() === '' ? weeks : `${weeks}+${days}`)
  return gestation && gestation.days < 7 ? gestationDays(gestation) : undefined
}

/** Weeks and days typed as they are spoken; `39+5` in the first box fills both. Kept as one number of days. */
export function GestationInput({ value, onChange, ...props }: InputProps<number>) {
  const [parts, setParts] = useState(() => partsOf(value))
  const [seen, setSeen] = useState(value)
  if (!Object.is(seen, value)) {
    setSeen(value)
    if (read(parts) !== value && value !== null) setParts(partsOf(value))
  }
  function change(next: Parts): void {
    const whole = /\+|周/.test(next.weeks.normalize('NFKC')) ? parseGestation(next.weeks) : undefined
    const now = whole && /\d$|天$/.test(next.weeks.trim().normalize('NFKC')) ? { weeks: String(whole.weeks), days: String(whole.days) } : next
    setParts(now)
    if (now.weeks.trim() === '' && now.days.trim() === '') onChange(null)
    else {
      const days = read(now)
      onChange(days ?? null, days === undefined ? 'field.number' : undefined)
    }
  }
  const shared = { status: props.status, disabled: props.disabled, autoComplete: 'off', inputMode: 'numeric', 'aria-invalid': props.status === 'error' || undefined, 'aria-describedby': props.describedBy, onBlur: () => props.onLeave?.() } as const
  return (
    <div className="gestation-input">
      <Input {...shared} id={props.id} value={parts.weeks} aria-label={props.label} aria-required suffix={<span className="unit">{t('gestation.weeksUnit', '周')}</span>} onChange={event => change({ ...parts, weeks: event.target.value })} />
      <Input {...shared} id={`${props.id}-days`} value={parts.days} aria-label={t('gestation.daysLabel', '孕周的天数')} suffix={<span className="unit">{t('unit.days', '天')}</span>} onChange={event => change({ ...parts, days: event.target.value })} />
    </div>
  )
}
