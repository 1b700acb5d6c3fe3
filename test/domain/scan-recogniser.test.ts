import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createScanRecogniser, DEFAULT_SCAN_OPTIONS, kindOfScan, type KeyStroke, type ScanOptions, type ScanStep, signOfKey } from '../../domain/device/scan-recogniser.ts'

type Timed = { code: string; gapMs: number; shift?: boolean; key?: string; isComposing?: boolean; repeat?: boolean; command?: boolean }

/** The keys of a text as a scanner sends them: capitals with Shift before them. */
const keysOf = (text: string): { code: string; shift: boolean }[] => [...text].map(sign => {
  if (/\d/.test(sign)) return { code: `Digit${sign}`, shift: false }
  return { code: `Key${sign.toUpperCase()}`, shift: sign !== sign.toLowerCase() }
})

function play(strokes: readonly Timed[], options: ScanOptions = DEFAULT_SCAN_OPTIONS, startMs = 10_000): { steps: ScanStep[]; scans: Extract<ScanStep, { kind: 'scan' }>[] } {
  const recogniser = createScanRecogniser(options)
  let timeMs = startMs
  const steps = strokes.map(stroke => {
    timeMs += stroke.gapMs
    const full: KeyStroke = { key: stroke.key ?? stroke.code, isComposing: false, ...stroke, timeMs }
    return recogniser.push(full)
  })
  return { steps, scans: steps.filter(step => step.kind === 'scan') }
}
const scanOf = (text: string, gapMs = 8, suffix = 'Enter'): Timed[] => [...keysOf(text).map(key => ({ ...key, gapMs })), { code: suffix, gapMs }]

const digit = fc.constantFrom(...'0123456789')
const certificateNumber = fc.tuple(fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'), fc.string({ unit: digit, minLength: 9, maxLength: 9 })).map(([letter, digits]) => letter + digits)
const scannerGap = fc.integer({ min: 2, max: 30 })

describe('by time and not by text', () => {
  test('every number of ten signs with 2–30 ms between the keys and Enter or Tab behind it is a scan', () => {
    fc.assert(fc.property(certificateNumber, fc.array(scannerGap, { minLength: 30, maxLength: 30 }), fc.constantFrom('Enter', 'Tab', 'NumpadEnter'), (number, gaps, suffix) => {
      const strokes = [...keysOf(number), { code: suffix, shift: false }].map((key, index) => ({ ...key, gapMs: gaps[index]! }))
      const { scans } = play(strokes)
      expect(scans.map(scan => [scan.text, scan.isRepeat])).toEqual([[number, false]])
    }), { numRuns: 500 })
  })

  test('the same under a Chinese input method: the keys are `Process`, the letters are read from the physical keys', () => {
    fc.assert(fc.property(certificateNumber, fc.array(scannerGap, { minLength: 11, maxLength: 11 }), (number, gaps) => {
      const strokes = [...keysOf(number), { code: 'Enter', shift: false }].map((key, index) => ({ ...key, key: 'Process', isComposing: index > 0, gapMs: gaps[index]! }))
      expect(play(strokes).scans.map(scan => scan.text)).toEqual([number])
    }))
  })

  test('the Shift key itself between the signs changes nothing', () => {
    const strokes: Timed[] = [{ code: 'ShiftLeft', gapMs: 5 }, ...keysOf('Z430000001').flatMap(key => [...(key.shift ? [{ code: 'ShiftLeft', gapMs: 3 }] : []), { ...key, gapMs: 6 }]), { code: 'Enter', gapMs: 6 }]
    expect(play(strokes).scans.map(scan => scan.text)).toEqual(['Z430000001'])
  })

  test('a fast human never becomes a scan: 45–400 ms between keys, with two or three keys rolled over now and then', () => {
    const burst = fc.tuple(fc.integer({ min: 45, max: 400 }), fc.array(fc.integer({ min: 5, max: 34 }), { maxLength: 2 })).map(([pause, rolled]) => [pause, ...rolled])
    const typed = fc.array(burst, { minLength: 1, maxLength: 20 }).map(bursts => bursts.flat())
    fc.assert(fc.property(typed, fc.infiniteStream(fc.constantFrom('KeyA', 'Digit4', 'KeyZ', 'Digit0', 'Space')), fc.constantFrom('Enter', 'Tab'), (gaps, codes, suffix) => {
      const strokes = gaps.map(gapMs => ({ code: codes.next().value as string, gapMs }))
      expect(play([...strokes, { code: suffix, gapMs: 8 }]).scans).toEqual([])
    }), { numRuns: 1000 })
  })

  test('a certificate number typed by hand is no scan, however right it looks', () => {
    expect(play(scanOf('Z430000001', 70)).scans).toEqual([])
  })

  test('a key held down repeats every 30 ms and is no scan', () => {
    expect(play([{ code: 'Digit0', gapMs: 500 }, ...Array.from({ length: 30 }, () => ({ code: 'Digit0', gapMs: 30, repeat: true })), { code: 'Enter', gapMs: 30 }]).scans).toEqual([])
  })

  test('one pause in the middle breaks it: half a number is never said', () => {
    fc.assert(fc.property(certificateNumber, fc.integer({ min: 3, max: 9 }), fc.integer({ min: 36, max: 2000 }), (number, at, pauseMs) => {
      const strokes = scanOf(number).map((stroke, index) => (index === at ? { ...stroke, gapMs: pauseMs } : stroke))
      expect(play(strokes).scans).toEqual([])
    }))
  })

  test('Ctrl with a key and keys without a sign break it', () => {
    expect(play([...scanOf('Z43000').slice(0, -1), { code: 'ArrowLeft', gapMs: 5 }, ...scanOf('0001')]).scans).toEqual([])
    expect(play([...scanOf('Z430000001').slice(0, -1), { code: 'KeyP', gapMs: 5, command: true }, { code: 'Enter', gapMs: 5 }]).scans).toEqual([])
  })

  test('a clock that goes back is no fast key', () => {
    expect(play([...scanOf('Z430000001').slice(0, -1), { code: 'Enter', gapMs: -40 }]).scans).toEqual([])
  })
})

describe('prefix, suffix, shortest length', () => {
  test('the prefix is taken off; a text without it is no scan', () => {
    const options = { ...DEFAULT_SCAN_OPTIONS, prefix: '~' }
    const withPrefix: Timed[] = [{ code: 'Backquote', shift: true, gapMs: 500 }, ...scanOf('Z430000001')]
    expect(play(withPrefix, options).scans.map(scan => scan.text)).toEqual(['Z430000001'])
    expect(play(scanOf('Z430000001'), options).scans).toEqual([])
  })

  test('only the suffix that was set ends a scan', () => {
    expect(play(scanOf('Z430000001', 8, 'Tab'), { ...DEFAULT_SCAN_OPTIONS, suffix: 'enter' }).scans).toEqual([])
    expect(play(scanOf('Z430000001', 8, 'Tab'), { ...DEFAULT_SCAN_OPTIONS, suffix: 'tab' }).scans).toHaveLength(1)
  })

  test('without a suffix the silence after it ends a scan, once', () => {
    const recogniser = createScanRecogniser({ ...DEFAULT_SCAN_OPTIONS, suffix: 'none' })
    keysOf('Z430000001').forEach((key, index) => recogniser.push({ ...key, key: '', isComposing: false, timeMs: 1000 + index * 8 }))
    expect(recogniser.rest(1080)).toEqual({ kind: 'none' })
    expect(recogniser.rest(1200)).toMatchObject({ kind: 'scan', text: 'Z430000001' })
    expect(recogniser.rest(1300)).toEqual({ kind: 'none' })
  })

  test('fewer signs than the shortest length are typing', () => {
    expect(play(scanOf('Z430000')).scans).toEqual([])
    expect(play(scanOf('Z4300001')).scans).toHaveLength(1)
  })
})

describe('the right number twice', () => {
  test('within a second it is said once, later or another one again', () => {
    const again = (pauseMs: number, text = 'Z430000001') => play([...scanOf('Z430000001'), ...scanOf(text).map((stroke, index) => (index === 0 ? { ...stroke, gapMs: pauseMs } : stroke))]).scans.map(scan => scan.isRepeat)
    expect(again(300)).toEqual([false, true])
    expect(again(1500)).toEqual([false, false])
    expect(again(300, 'Z430000002')).toEqual([false, false])
  })

  test('the pauses of a scan are measured, for the settings page', () => {
    expect(play(scanOf('Z430000001', 12)).scans[0]?.gapsMs).toEqual(Array(10).fill(12))
  })
})

test('the signs of the US layout that scanners send', () => {
  expect(['KeyA', 'Digit7', 'Numpad7', 'Minus', 'Slash'].map(code => signOfKey(code))).toEqual(['a', '7', '7', '-', '/'])
  expect(['KeyA', 'Digit7', 'Minus'].map(code => signOfKey(code, true))).toEqual(['A', '&', '_'])
  expect(signOfKey('F2')).toBeUndefined()
})

test('what a scanned text is', () => {
  expect(['z430000001', 'Z430000001', '110101199508150009', '11010119950815000x', 'Z43000000', 'http://x.cn/1', '6901234567892'].map(kindOfScan))
    .toEqual(['certificate', 'certificate', 'idNumber', 'idNumber', 'other', 'other', 'other'])
})
