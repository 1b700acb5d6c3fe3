import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BLANK_STATE, canIssueEdition, editionOn } from '../../domain/code/certificate.ts'
import {
  checkCertificateNumber, checkEdition, checkNumberInStock, checkNumberRange, checkOldCertificateNumber, checkRangeOverlap,
  compressNumbers, formatRanges, nextNumber, normaliseScan, numbersOf, parseCertificateNumber, rangeContains, rangeCount, rangeOverlap,
} from '../../domain/rule/certificate-number.ts'
import type { NumberRange } from '../../domain/rule/certificate-number.ts'
import { toDay } from '../../domain/time/day.ts'

const keys = (issues: readonly { level: string; message: { key: string } }[]) => issues.map(({ level, message }) => `${level} ${message.key}`)
const numberOf = (digits: number, letter = 'X') => letter + String(digits).padStart(9, '0')
const digits = fc.integer({ min: 320_101_000, max: 320_101_400 })
const ranges = fc.tuple(digits, fc.integer({ min: 0, max: 60 })).map(([first, more]): NumberRange => ({ first: numberOf(first), last: numberOf(first + more) }))

describe('certificate number', () => {
  test('a scan is read whatever the scanner adds', () => {
    expect(normaliseScan(' ｘ320101001\r\n')).toBe('X320101001')
    expect(checkCertificateNumber('x320 101 001\n')).toEqual({ value: 'X320101001', issues: [] })
  })

  test('case 5: a letter O among the digits is refused with its place', () => {
    expect(checkCertificateNumber('X3201O1001').issues).toMatchObject([
      { level: 'block', path: 'certificateNumber', message: { key: 'certificateNumber.shape', params: { position: 6, sign: 'O' } } }])
    expect(keys(checkCertificateNumber('X32010100').issues)).toEqual(['block certificateNumber.length'])
    expect(checkCertificateNumber('1320101001').issues[0]?.message.params).toMatchObject({ position: 1 })
    expect(checkCertificateNumber('').issues).toHaveLength(1)
  })

  test('case 6: a well-formed number outside the received ranges is refused', () => {
    const received = [{ first: 'X320101001', last: 'X320101100' }]
    expect(keys(checkNumberInStock('X320101101', received))).toEqual(['block certificateNumber.notInStock'])
    expect(keys(checkNumberInStock('Y320101001', received))).toEqual(['block certificateNumber.notInStock'])
    expect(checkNumberInStock('X320101100', received)).toEqual([])
  })

  test('case 9: an overlapping batch is refused and the shared numbers are listed', () => {
    const booked = [{ first: 'X320101001', last: 'X320101100' }, { first: 'X320101150', last: 'X320101150' }]
    const issues = checkRangeOverlap({ first: 'X320101096', last: 'X320101200' }, booked)
    expect(issues).toMatchObject([{ level: 'block', message: { params: { numbers: 'X320101096–X320101100(5 枚)、X320101150' } } }])
    expect(checkRangeOverlap({ first: 'X320101101', last: 'X320101149' }, booked)).toEqual([])
  })

  test('case 10: start after end, or different letters, is refused', () => {
    expect(keys(checkNumberRange({ first: 'X320101100', last: 'X320101001' }).issues)).toEqual(['block numberRange.order'])
    expect(keys(checkNumberRange({ first: 'X320101001', last: 'Y320101100' }).issues)).toEqual(['block numberRange.letters'])
    expect(keys(checkNumberRange({ first: 'X000000001', last: 'X999999999' }).issues)).toEqual(['block numberRange.count'])
    expect(checkNumberRange({ first: 'x320101001 ', last: 'X320101001' })).toEqual({ value: { first: 'X320101001', last: 'X320101001' }, issues: [] })
  })

  test('case 47: the 6th edition may not be issued from 2023-04-01', () => {
    expect(checkEdition('6', toDay('2023-03-31'))).toEqual([])
    expect(keys(checkEdition('6', toDay('2023-04-01')))).toEqual(['block certificateNumber.edition'])
    expect(keys(checkEdition('7', toDay('2023-03-31')))).toEqual(['block certificateNumber.edition'])
    expect(canIssueEdition('7', toDay('2026-11-22'))).toBe(true)
    expect(editionOn(toDay('2023-04-01'))).toBe('7')
    expect(editionOn(toDay('1995-12-31'))).toBeUndefined()
  })

  test('parts, and no letter is hard-coded', () => {
    expect(parseCertificateNumber('L350247695')).toEqual({ letter: 'L', province: '35', serial: '0247695', digits: 350247695 })
    for (const letter of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') expect(checkCertificateNumber(`${letter}410000001`).issues).toEqual([])
    expect(parseCertificateNumber('L35024769')).toBeUndefined()
  })

  test('an old number may have no letter', () => {
    expect(checkOldCertificateNumber('123456').issues).toEqual([])
    expect(checkOldCertificateNumber('a1234567890').issues).toEqual([])
    expect(keys(checkOldCertificateNumber('AB123456').issues)).toEqual(['block certificateNumber.old'])
  })

  test('the last number has no next one', () => {
    expect(nextNumber('X999999999')).toBeUndefined()
    expect(nextNumber('X320101099')).toBe('X320101100')
    expect(nextNumber('X000000000')).toBe('X000000001')
  })
})

describe('range arithmetic', () => {
  test('a range counts, holds and walks the same numbers', () => fc.assert(fc.property(ranges, digits, (range, other) => {
    const all = [...numbersOf(range)]
    expect(all).toHaveLength(rangeCount(range))
    expect(all.at(0)).toBe(range.first)
    expect(all.at(-1)).toBe(range.last)
    expect(rangeContains(range, numberOf(other))).toBe(all.includes(numberOf(other)))
    expect(rangeContains(range, numberOf(other, 'Y'))).toBe(false)
  })))

  test('the overlap is exactly what both hold', () => fc.assert(fc.property(ranges, ranges, (a, b) => {
    const inB = new Set(numbersOf(b))
    const shared = [...numbersOf(a)].filter(number => inB.has(number))
    const overlap = rangeOverlap(a, b)
    expect(overlap ? [...numbersOf(overlap)] : []).toEqual(shared)
    expect(rangeOverlap(b, a)).toEqual(overlap)
  })))

  test('compressing keeps every number once, in order, in the fewest ranges', () => fc.assert(fc.property(
    fc.array(fc.tuple(digits, fc.constantFrom('X', 'Y')), { maxLength: 80 }), picked => {
      const numbers = picked.map(([value, letter]) => numberOf(value, letter))
      const compressed = compressNumbers(numbers)
      expect(compressed.flatMap(range => [...numbersOf(range)])).toEqual([...new Set(numbers)].sort())
      for (const [index, range] of compressed.entries()) expect(nextNumber(range.last)).not.toBe(compressed[index + 1]?.first)
    })))

  test('long lists are counted', () => {
    const many = compressNumbers(Array.from({ length: 12 }, (_, index) => numberOf(320_101_000 + index * 2)))
    expect(formatRanges(many, 2)).toBe('X320101000、X320101002 等 12 段')
  })
})

describe('states of a blank', () => {
  test('nothing leads out of a finished number, and an issued one is never printed again', () => {
    expect(BLANK_STATE.canMove('issued', 'held')).toBe(false)
    expect(BLANK_STATE.canMove('void', 'inStock')).toBe(false)
    expect(BLANK_STATE.isFinal('destroyed')).toBe(true)
    const reachable = new Set<string>()
    const walk = (state: (typeof BLANK_STATE.values)[number]): void => {
      if (reachable.has(state)) return
      reachable.add(state)
      BLANK_STATE.movesFrom(state).forEach(walk)
    }
    walk('void')
    expect([...reachable]).toEqual(['void', 'toHandIn', 'handedIn', 'destroyed'])
  })

  test('every state can be reached from 在途', () => {
    const reachable = new Set(['inTransit'])
    for (let round = 0; round < BLANK_STATE.values.length; round += 1) {
      for (const state of BLANK_STATE.values) if (reachable.has(state)) BLANK_STATE.movesFrom(state).forEach(next => reachable.add(next))
    }
    expect([...reachable].sort()).toEqual([...BLANK_STATE.values].sort())
  })
})
