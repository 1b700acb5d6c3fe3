// When a pelvic session can be booked, and which parameters are let through.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PelvicSessionState } from '../../domain/code/pelvic.ts'
import { formatChinese } from '../../domain/message/message.ts'
import { type BookablePlace, bookingIssues, closedBy, mayMove, methodIssues, parameterIssues, type PelvicBooking, weekdayText } from '../../domain/rule/pelvic/booking.ts'
import { followUpDue } from '../../domain/rule/pelvic/course.ts'
import { PELVIC_RULES_DEFAULT as RULES } from '../../domain/rule/pelvic/pelvic-rules.ts'
import { DEFAULT_WORK_CALENDAR as CALENDAR } from '../../domain/rule/working-days.ts'
import { type Day, type Minute, toDay } from '../../domain/time/day.ts'

const ROOM: BookablePlace = { id: 'room', name: '治疗室1', capacity: 2, openDays: '1,2,3,4,5' as never, opensAt: '08:00', closesAt: '17:30', isRetired: null, methods: null }
const slot = (at: string, minutes = 30, fileId = 'x'): PelvicBooking => ({ plannedAt: `2026-03-10T${at}` as Minute, plannedMinutes: minutes, roomId: 'room', deviceId: null, fileId })
const keysOf = (asked: PelvicBooking, bookings: readonly PelvicBooking[], room = ROOM): string[] => bookingIssues(asked, { room, device: null, bookings, calendar: CALENDAR }).map(({ level, message: { key } }) => `${level} ${key}`)

describe('a slot', () => {
  test('two beds hold two at once; those who follow each other share one', () => {
    expect(keysOf(slot('09:00', 60), [slot('09:00', 30, 'a'), slot('09:30', 30, 'b')])).toEqual([])
    expect(keysOf(slot('09:00', 60), [slot('09:00', 31, 'a'), slot('09:30', 30, 'b')])).toEqual(['block pelvicBooking.full'])
    expect(keysOf(slot('09:30'), [slot('09:00', 30, 'a'), slot('09:00', 30, 'b'), slot('10:00', 30, 'c')])).toEqual([])
  })
  test('the woman herself cannot be in two places, a retired room takes nobody', () => {
    expect(keysOf(slot('09:00'), [{ ...slot('09:29'), roomId: 'other' }])).toEqual(['block pelvicBooking.herself'])
    expect(keysOf(slot('09:00'), [], { ...ROOM, isRetired: true })).toEqual(['block pelvicBooking.retired'])
  })
  test('an instrument is full whichever rooms it is used in, and says so at its own field', () => {
    const device: BookablePlace = { ...ROOM, id: 'device', name: '磁刺激仪', capacity: 2 }
    const at = (time: string, fileId: string, roomId: string): PelvicBooking => ({ ...slot(time, 30, fileId), roomId, deviceId: 'device' })
    const issues = (bookings: readonly PelvicBooking[]) => bookingIssues(at('09:10', 'x', 'room'), { room: ROOM, device, bookings, calendar: CALENDAR }).map(({ level, path, message }) => `${level} ${path} ${formatChinese(message)}`)
    expect(issues([at('09:00', 'a', 'east'), at('09:20', 'b', 'west')])).toEqual(['block deviceId 2026-03-10 09:10 磁刺激仪已约满(2 人),请改时间或改选'])
    expect([issues([at('09:00', 'a', 'east'), { ...at('09:20', 'b', 'west'), deviceId: 'other' }]), issues([at('08:40', 'a', 'east'), at('09:20', 'b', 'west')])]).toEqual([[], []])
  })
  test('the first and the last minute that are open; a room without hours is always open', () => {
    expect([keysOf(slot('08:00'), []), keysOf(slot('17:00'), [])]).toEqual([[], []])
    expect([keysOf(slot('07:59'), []), keysOf(slot('17:01'), [])]).toEqual([['warn pelvicBooking.closedHour'], ['warn pelvicBooking.closedHour']])
    expect(keysOf(slot('23:00'), [], { ...ROOM, opensAt: null, closesAt: null })).toEqual([])
  })
  test('a holiday closes every room, a worked weekend opens one that knows weekdays only', () => {
    const of = (day: string, openDays: string | null): string | null => closedBy(toDay(day), { openDays: openDays as never }, CALENDAR)
    expect([of('2026-10-01', null), of('2026-03-14', '1,2,3,4,5'), of('2026-03-14', null), of('2026-10-10', '1,2,3,4,5')]).toEqual(['holiday', 'weekday', null, null])
    expect(weekdayText('2026-03-10' as Day)).toBe('周二')
  })
  test('whoever is let in one after the other, there are never more at once than beds', () => {
    const requests = fc.array(fc.record({ at: fc.integer({ min: 480, max: 1020 }), minutes: fc.integer({ min: 5, max: 90 }) }), { maxLength: 25 })
    fc.assert(fc.property(requests, fc.integer({ min: 1, max: 3 }), (asked, capacity) => {
      const booked: PelvicBooking[] = []
      for (const [index, { at, minutes }] of asked.entries()) {
        const one = slot(`${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`, minutes, String(index))
        if (!keysOf(one, booked, { ...ROOM, capacity }).some(key => key.startsWith('block'))) booked.push(one)
      }
      for (let minute = 480; minute < 1140; minute++) {
        const there = booked.filter(({ plannedAt, plannedMinutes }) => { const start = Number(plannedAt.slice(11, 13)) * 60 + Number(plannedAt.slice(14)); return start <= minute && minute < start + plannedMinutes })
        expect(there.length).toBeLessThanOrEqual(capacity)
      }
    }), { numRuns: 100 })
  })
})

test('the manual refuses, what is usual for a method is asked; an exercise has nothing to ask', () => {
  const manual = { name: '反馈仪', leastFrequencyHz: 8, mostFrequencyHz: 60, leastPulseWidthUs: null, mostPulseWidthUs: 500, mostCurrentMa: 60, mostMinutes: 40 }
  const keys = (...asked: Parameters<typeof parameterIssues>): string[] => parameterIssues(...asked).map(({ level, path }) => `${level} ${path}`)
  expect(keys('stimulation', { frequencyHz: 61, pulseWidthUs: 501, currentMa: 60.5, minutes: 41 }, manual, RULES)).toEqual(['block frequencyHz', 'block pulseWidthUs', 'block currentMa', 'block minutes'])
  expect(keys('stimulation', { frequencyHz: 60, pulseWidthUs: 500, currentMa: 60, minutes: 40 }, manual, RULES)).toEqual([])
  expect(keys('stimulation', { frequencyHz: 81, pulseWidthUs: 741 }, null, RULES)).toEqual(['warn frequencyHz', 'warn pulseWidthUs'])
  expect(keys('magnetic', { frequencyHz: 51, pulseWidthUs: null }, null, RULES)).toEqual(['warn frequencyHz'])
  expect(keys('kegel', { frequencyHz: 200, pulseWidthUs: 2000 }, null, RULES)).toEqual([])
  expect(methodIssues('magnetic', { name: '反馈仪', methods: 'stimulation,biofeedback' as never }).map(({ path }) => path)).toEqual(['deviceId'])
  expect(methodIssues('magnetic', { name: '反馈仪', methods: null })).toEqual([])
})

test('what is done or cancelled stays, everything else may still become what it was', () => {
  const STATES: PelvicSessionState[] = ['booked', 'arrived', 'treating', 'done', 'missed', 'cancelled']
  expect(STATES.filter(to => mayMove('done', to))).toEqual(['done'])
  expect(STATES.filter(to => mayMove('cancelled', to))).toEqual(['cancelled'])
  expect(STATES.filter(to => mayMove('missed', to))).toEqual(['arrived', 'treating', 'done', 'missed', 'cancelled'])
  for (const state of STATES) expect(mayMove(state, state)).toBe(true)
})

test('follow-ups come up at three, six and twelve months and are answered by what was done nearer to them', () => {
  const closed = '2025-01-31' as Day
  const due = (by: string, ...done: string[]): string | null => followUpDue(closed, done as Day[], by as Day, RULES)
  expect([due('2025-04-29'), due('2025-04-30'), due('2025-07-31'), due('2026-01-31')]).toEqual([null, '2025-04-30', '2025-07-31', '2026-01-31'])
  expect([due('2025-04-30', '2025-02-10'), due('2025-04-30', '2025-04-20'), due('2025-07-31', '2025-04-30'), due('2025-07-31', '2025-07-01')]).toEqual(['2025-04-30', null, '2025-07-31', null])
  // A year after the last one it is no longer asked for.
  expect([due('2027-01-31'), due('2027-02-01')]).toEqual(['2026-01-31', null])
})
