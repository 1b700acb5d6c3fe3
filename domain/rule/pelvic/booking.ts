import { PELVIC_METHOD, PELVIC_SESSION_STATE, type PelvicMethod, type PelvicSessionState } from '../../code/pelvic.ts'
import { WEEKDAY } from '../../code/pelvic-care.ts'
import { type CodeList, codesIn, hasCode } from '../../field/code-list.ts'
import { block, type FieldIssue, message, warn } from '../../message/message.ts'
import type { PelvicPlace } from '../../modules/pelvic/place.record.ts'
import type { Day, Minute } from '../../time/day.ts'
import { dayOf } from '../../time/day.ts'
import type { WorkCalendar } from '../working-days.ts'
import { weekdayOf } from './course.ts'
import type { PelvicRules } from './pelvic-rules.ts'

/** When somebody is to be treated and what that takes. */
export type PelvicSlot = { readonly plannedAt: Minute; readonly plannedMinutes: number; readonly roomId: string | null; readonly deviceId: string | null }
/** A session that stands in the calendar. */
export type PelvicBooking = PelvicSlot & { readonly fileId: string }
export type BookablePlace = Pick<PelvicPlace, 'name' | 'capacity' | 'openDays' | 'opensAt' | 'closesAt' | 'isRetired' | 'methods'> & { readonly id: string }

/** A missed or cancelled session takes no room. */
export const TAKING_ROOM = PELVIC_SESSION_STATE.values.filter(state => state !== 'missed' && state !== 'cancelled')

type Weekday = (typeof WEEKDAY.values)[number]
const weekdayCode = (day: Day): Weekday => String(weekdayOf(day)) as Weekday
/** 周一 … 周日. */
export const weekdayText = (day: Day): string => WEEKDAY.label(weekdayCode(day))

const MINUTES_PER_DAY = 1440
const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
const startOf = ({ plannedAt }: PelvicSlot): number => minutesOf(plannedAt.slice(11))
const endOf = (slot: PelvicSlot): number => Math.min(MINUTES_PER_DAY, startOf(slot) + slot.plannedMinutes)
const overlaps = (one: PelvicSlot, other: PelvicSlot): boolean => dayOf(one.plannedAt) === dayOf(other.plannedAt) && startOf(one) < endOf(other) && startOf(other) < endOf(one)

/** Why a place is closed on a day: a public holiday, or a weekday on which it does not open; a weekend day that is worked opens it. */
export function closedBy(day: Day, place: Pick<BookablePlace, 'openDays'>, { years }: WorkCalendar): 'holiday' | 'weekday' | null {
  const calendar = years.find(one => one.year === Number(day.slice(0, 4)))
  if (calendar?.off.includes(day)) return 'holiday'
  return place.openDays === null || hasCode(place.openDays, weekdayCode(day)) || calendar?.worked.includes(day) === true ? null : 'weekday'
}

/** The most that are there at once while a slot lasts: those who only follow each other share one bed. */
function mostAtOnce(slot: PelvicSlot, others: readonly PelvicSlot[]): number {
  const during = others.filter(other => overlaps(slot, other))
  return Math.max(0, ...[startOf(slot), ...during.map(startOf)].filter(at => at >= startOf(slot)).map(at => during.filter(other => startOf(other) <= at && at < endOf(other)).length))
}

/**
 * What speaks against a slot (§10.4 [R]): a room or an instrument that is full, retired or does something else, and the woman
 * herself in two places stop it; a closed day or hour is asked about.
 */
export function bookingIssues(slot: PelvicBooking, { room, device, bookings, calendar }: {
  room: BookablePlace | null; device: BookablePlace | null; bookings: readonly PelvicBooking[]; calendar: WorkCalendar
}): FieldIssue[] {
  const issues: FieldIssue[] = []
  const at = slot.plannedAt.replace('T', ' ')
  if (bookings.some(other => other.fileId === slot.fileId && overlaps(slot, other))) issues.push(block('plannedAt', message('pelvicBooking.herself', '{{at}} 本人已有另一次治疗,请改时间', { at })))
  const day = dayOf(slot.plannedAt)
  const isHoliday = closedBy(day, { openDays: null }, calendar) === 'holiday'
  if (isHoliday) issues.push(warn('plannedAt', message('pelvicBooking.holiday', '{{at}} 是法定节假日,仍要预约请写明原因', { at })))
  for (const [path, key, place] of [['roomId', 'roomId', room], ['deviceId', 'deviceId', device]] as const) {
    if (!place) continue
    const name = place.name
    if (place.isRetired === true) issues.push(block(path, message('pelvicBooking.retired', '{{name}}已停用,请改选', { name })))
    if (mostAtOnce(slot, bookings.filter(other => other[key] === place.id)) >= place.capacity) issues.push(block(path, message('pelvicBooking.full', '{{at}} {{name}}已约满({{capacity}} 人),请改时间或改选', { at, name, capacity: place.capacity })))
    const isClosed = closedBy(day, place, calendar) === 'weekday'
    if (isClosed) issues.push(warn(path, message('pelvicBooking.closedDay', '{{at}} {{name}}不开放,仍要预约请写明原因', { at, name })))
    if (!isHoliday && !isClosed && ((place.opensAt && startOf(slot) < minutesOf(place.opensAt)) || (place.closesAt && endOf(slot) > minutesOf(place.closesAt)))) issues.push(warn(path, message('pelvicBooking.closedHour', '{{at}} 的治疗不在{{name}}的开放时间 {{from}}~{{to}} 内,仍要预约请写明原因', { at, name, from: place.opensAt ?? '00:00', to: place.closesAt ?? '24:00' })))
  }
  return issues
}

/** An instrument does what its list says. */
export const methodIssues = (method: PelvicMethod, device: Pick<BookablePlace, 'name' | 'methods'> | null): FieldIssue[] =>
  device?.methods && !hasCode(device.methods, method) ? [block('deviceId', message('pelvicBooking.method', '{{name}}不做{{method}},请改选治疗仪', { name: device.name, method: PELVIC_METHOD.label(method) }))] : []

export type SessionParameters = { readonly frequencyHz: number | null; readonly pulseWidthUs: number | null; readonly currentMa?: number | null; readonly minutes?: number | null }
type ManualLimits = Pick<PelvicPlace, 'name' | 'leastFrequencyHz' | 'mostFrequencyHz' | 'leastPulseWidthUs' | 'mostPulseWidthUs' | 'mostCurrentMa' | 'mostMinutes'>

/** Parameters against what the instrument's manual allows (refused) and what is usual for the method (asked about; §10.1 [K]). */
export function parameterIssues(method: PelvicMethod, given: SessionParameters, device: ManualLimits | null, rules: PelvicRules): FieldIssue[] {
  const issues: FieldIssue[] = []
  const beyond = (value: number | null | undefined, least: number | null, most: number | null): boolean => typeof value === 'number' && ((least !== null && value < least) || (most !== null && value > most))
  const manual = (path: keyof SessionParameters, least: number | null, most: number | null): boolean => {
    if (!device || !beyond(given[path], least, most)) return false
    issues.push(block(path, message('pelvicLimit.manual', '超出{{name}}说明书的范围({{least}}~{{most}}),请更正', { name: device.name, least: least ?? '—', most: most ?? '—' })))
    return true
  }
  const usual = (path: keyof SessionParameters, least: number, most: number): void => {
    if (beyond(given[path], least, most)) issues.push(warn(path, message('pelvicLimit.usual', '{{method}}通常为 {{least}}~{{most}},请核对', { method: PELVIC_METHOD.label(method), least, most })))
  }
  const { isMagnetic, isElectrical } = PELVIC_METHOD.entry(method)
  if (!manual('frequencyHz', device?.leastFrequencyHz ?? null, device?.mostFrequencyHz ?? null)) {
    if (isMagnetic) usual('frequencyHz', rules.magneticLeastHz, rules.magneticMostHz)
    else if (isElectrical) usual('frequencyHz', rules.stimulationLeastHz, rules.stimulationMostHz)
  }
  if (!manual('pulseWidthUs', device?.leastPulseWidthUs ?? null, device?.mostPulseWidthUs ?? null) && isElectrical && !isMagnetic) usual('pulseWidthUs', rules.stimulationLeastUs, rules.stimulationMostUs)
  manual('currentMa', null, device?.mostCurrentMa ?? null)
  manual('minutes', null, device?.mostMinutes ?? null)
  return issues
}

const MOVES: Readonly<Record<PelvicSessionState, readonly PelvicSessionState[]>> = {
  booked: ['booked', 'arrived', 'treating', 'done', 'missed', 'cancelled'], arrived: ['arrived', 'treating', 'done', 'missed', 'cancelled', 'booked'], treating: ['treating', 'done', 'cancelled'],
  done: ['done'], missed: ['missed', 'arrived', 'treating', 'done', 'cancelled'], cancelled: ['cancelled'],
}
/** May a session go from one state to another? What is done or cancelled stays; who was marked missed may still have come. */
export const mayMove = (from: PelvicSessionState, to: PelvicSessionState): boolean => MOVES[from].includes(to)

/** The weekdays of a course as numbers of `courseDays`. */
export const weekdayNumbers = (weekdays: CodeList<Weekday> | null): number[] => codesIn(weekdays).map(Number)
