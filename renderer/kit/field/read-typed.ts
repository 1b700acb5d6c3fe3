import { CLOCK } from '../../../domain/field/kinds.ts'
import { isDay, isMinute } from '../../../domain/time/day.ts'

/** What stands in an input: a value, nothing, or something that is no value (yet) with the key of its sentence. */
export type Typed<T> = { readonly value: T | null; readonly fault?: string }

// Full-width digits and signs come from an input method left on; what is meant is plain.
const plain = (text: string): string => text.normalize('NFKC').replace(/[。.]/g, '.').trim()

const dayFrom = (digits: readonly (string | undefined)[]): string => {
  const [year = '', month = '', day = ''] = digits
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

/** Reads a day from `20260305`, `2026-3-5`, `2026/3/5`, `2026.3.5` or `2026年3月5日`. */
export function readDay(typed: string): Typed<string> {
  const text = plain(typed)
  if (text === '') return { value: null }
  const match = /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text)
  const day = match ? dayFrom(match.slice(1)) : ''
  return isDay(day) ? { value: day } : { value: null, fault: 'field.day' }
}

/** Reads a local minute from `202603050801`, `20260305 801`, `2026-3-5 8:01`. */
export function readMinute(typed: string): Typed<string> {
  const text = plain(typed)
  if (text === '') return { value: null }
  const packed = /^(\d{8})(\d{2})(\d{2})$/.exec(text)
  const parts = packed ?? /^(\S+?)日?[ T]+(\d{1,2})[::时]?(\d{2})分?$/.exec(text)
  const day = parts?.[1] ? readDay(parts[1]).value : null
  const minute = day && parts ? `${day}T${(parts[2] ?? '').padStart(2, '0')}:${parts[3]}` : ''
  return isMinute(minute) ? { value: minute } : { value: null, fault: 'field.minute' }
}

/** Reads a time of the day from `0930`, `9:30` or `9时30分`; three digits alone could be either. */
export function readClock(typed: string): Typed<string> {
  const text = plain(typed)
  if (text === '') return { value: null }
  const [, hours = '', minutes = ''] = /^(\d{2})(\d{2})$/.exec(text) ?? /^(\d{1,2})[:\u65f6](\d{2})\u5206?$/.exec(text) ?? []
  const time = `${hours.padStart(2, '0')}:${minutes}`
  return CLOCK.test(time) ? { value: time } : { value: null, fault: 'field.clock' }
}

/** Reads a number; a trailing point while typing counts as typed so far. */
export function readNumber(typed: string): Typed<number> {
  const text = plain(typed).replace(/,/g, '')
  if (text === '') return { value: null }
  return /^[-+]?(\d+\.?\d*|\.\d+)$/.test(text) ? { value: Number(text) } : { value: null, fault: 'field.number' }
}
