import { describe, expect, test } from 'vitest'
import { readClock, readDay, readMinute, readNumber } from '../../renderer/kit/field/read-typed.ts'

describe('a day typed at the desk', () => {
  test.each([
    ['20260305', '2026-03-05'], ['2026-3-5', '2026-03-05'], ['2026/03/05', '2026-03-05'], ['2026.3.5', '2026-03-05'], ['2026年3月5日', '2026-03-05'],
    ['２０２６０３０５', '2026-03-05'], ['2026。3。5', '2026-03-05'], ['20240229', '2024-02-29'],
  ])('%s is %s', (typed, day) => expect(readDay(typed)).toEqual({ value: day }))
  test.each(['2026030', '20250230', '260305', '2026-13-01', '明天', '202603051'])('%s is not a day yet', typed => expect(readDay(typed)).toEqual({ value: null, fault: 'field.day' }))
  test('nothing is nothing', () => expect(readDay('  ')).toEqual({ value: null }))
})

describe('a minute typed at the desk', () => {
  test.each([
    ['202603050801', '2026-03-05T08:01'], ['20260305 801', '2026-03-05T08:01'], ['2026-3-5 8:01', '2026-03-05T08:01'], ['2026年3月5日 8时01分', '2026-03-05T08:01'], ['2026-03-05 23:59', '2026-03-05T23:59'],
    ['2026-3-5 8:01', '2026-03-05T08:01'],
  ])('%s is %s', (typed, minute) => expect(readMinute(typed)).toEqual({ value: minute }))
  test.each(['20260305', '202603052400', '202603050860', '2026-3-5', '20260305080'])('%s is not a minute yet', typed => expect(readMinute(typed)).toEqual({ value: null, fault: 'field.minute' }))
})

describe('a time of the day typed at the desk', () => {
  test.each([['0930', '09:30'], ['9:30', '09:30'], ['09:30', '09:30'], ['\u{ff10}\u{ff19}\u{ff1a}\u{ff13}\u{ff10}', '09:30'], ['9\u65f630\u5206', '09:30'], ['2359', '23:59']])('%s is %s', (typed, time) => expect(readClock(typed)).toEqual({ value: time }))
  test.each(['930', '2400', '0960', '9', '9.30', '\u4e0a\u5348'])('%s is not a time yet', typed => expect(readClock(typed)).toEqual({ value: null, fault: 'field.clock' }))
})

describe('a number typed at the desk', () => {
  test.each([['3200', 3200], ['3.', 3], ['.5', 0.5], ['-2', -2], ['３２００', 3200], ['3,200', 3200], ['50。5', 50.5]])('%s is %s', (typed, number) => expect(readNumber(typed)).toEqual({ value: number }))
  test.each(['3.2.1', '约3', '-', '.', '3kg'])('%s is not a number', typed => expect(readNumber(typed)).toEqual({ value: null, fault: 'field.number' }))
})
