import { completedYears, type Day, dayAt, daysBetween, isDay, minuteAt } from '../../domain/time/day.ts'
import { raisedGestation } from '../../domain/rule/gestation.ts'
import { currentLanguage, t } from './i18n.ts'

/** A day as it is read: 2026-03-05. */
export const dayText = (day: string | null | undefined): string => day ?? ''

/** A local minute as it is read: 2026-03-05 08:01. */
export const minuteText = (minute: string | null | undefined): string => minute?.replace('T', ' ').slice(0, 16) ?? ''

/** A UTC instant in the hospital's time: 2026-03-05 08:01. */
export const instantText = (instant: string | null | undefined): string => (instant ? minuteText(minuteAt(Date.parse(instant))) : '')

/** Today in the hospital. */
export const today = (): Day => dayAt(Date.now())

/** A whole number with thousands separators. */
export const countText = (count: number): string => count.toLocaleString(currentLanguage() === 'en' ? 'en-US' : 'zh-CN')

/** Bytes as a person reads them. */
export function bytesText(bytes: number): string {
  if (bytes < 1024 * 1024) return `${Math.max(1, Math.round(bytes / 1024))} KB`
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`
}

/** Age on a day: years, months for the first three years, days for the first month. */
export function ageText(birthDay: string | null | undefined, on: Day = today()): string {
  if (!isDay(birthDay) || birthDay > on) return ''
  const days = daysBetween(birthDay, on)
  if (days < 31) return t('age.days', '{{days}}天', { days })
  const years = completedYears(birthDay, on)
  if (years >= 3) return t('age.years', '{{years}}岁', { years })
  const months = (Number(on.slice(0, 4)) - Number(birthDay.slice(0, 4))) * 12 + Number(on.slice(5, 7)) - Number(birthDay.slice(5, 7)) - (on.slice(8) < birthDay.slice(8) ? 1 : 0)
  return t('age.months', '{{months}}月龄', { months })
}

/** Weeks and days of gestation: 39⁺² 周. */
export function gestationText(days: number | null | undefined): string {
  if (days === null || days === undefined) return ''
  return t('gestation.text', '{{gestation}} 周', { gestation: raisedGestation(days) })
}
