/**
 * Tells a barcode scanner from a person at the keyboard by the time between keys, never by what the text looks like:
 * a scanner that plays keyboard sends a key every 2–30 ms, a fast typist needs more than 60 ms on average and rolls over
 * two or three keys at most. The text is read from the physical keys (`code`), since a Chinese input method takes the
 * letters away (`Process`) and may hand digits on as full-width signs.
 */
export type KeyStroke = {
  /** Physical key, `KeyZ`, `Digit4`, `Numpad4`, `Enter`. */
  readonly code: string
  /** What the key means; `Process` or `Unidentified` under an input method. */
  readonly key: string
  readonly timeMs: number
  readonly isComposing: boolean
  readonly shift?: boolean
  /** Sent again by the system because the key is held down: no scanner does that. */
  readonly repeat?: boolean
  /** With Ctrl, Alt or Meta a key is a command and no text. */
  readonly command?: boolean
}

export const SCAN_SUFFIXES = ['enter', 'tab', 'either', 'none'] as const
export type ScanSuffix = (typeof SCAN_SUFFIXES)[number]

export type ScanOptions = {
  /** The longest pause between two keys of one scan. */
  readonly maxGapMs: number
  readonly minLength: number
  /** Signs the scanner was set to send before the code; taken off. A text without it is no scan. */
  readonly prefix: string
  readonly suffix: ScanSuffix
  /** The same code again within this time is the same look at the paper. */
  readonly repeatMs: number
}

/** What a workstation starts with. 35 ms lies above the slowest scanners in use and below a typist's rolled-over keys. */
export const DEFAULT_SCAN_OPTIONS: ScanOptions = { maxGapMs: 35, minLength: 8, prefix: '', suffix: 'either', repeatMs: 1000 }

export type Scan = {
  readonly text: string
  /** Pauses between the keys of this scan, the last one before the suffix. */
  readonly gapsMs: readonly number[]
  /** The same code as just before: to be taken out of the field, and not to be told again. */
  readonly isRepeat: boolean
}

/** What one key was: nothing yet, the first key of what may become a scan, or the key that ended one. */
export type ScanStep = { readonly kind: 'none' | 'begun' | 'going' } | ({ readonly kind: 'scan' } & Scan)

export type ScanRecogniser = {
  push(stroke: KeyStroke): ScanStep
  /** With suffix `none` a scan ends by silence: asked after `maxGapMs` without a key. */
  rest(timeMs: number): ScanStep
  reset(): void
}

const SHIFTED_DIGITS = ')!@#$%^&*('
const PLAIN_KEYS: Readonly<Record<string, readonly [string, string]>> = {
  Minus: ['-', '_'], Equal: ['=', '+'], Slash: ['/', '?'], Period: ['.', '>'], Comma: [',', '<'], Semicolon: [';', ':'], Space: [' ', ' '], Quote: ['\'', '"'],
  BracketLeft: ['[', '{'], BracketRight: [']', '}'], Backslash: ['\\', '|'], Backquote: ['`', '~'],
  NumpadSubtract: ['-', '-'], NumpadDecimal: ['.', '.'], NumpadDivide: ['/', '/'], NumpadAdd: ['+', '+'], NumpadMultiply: ['*', '*'],
}

/** The sign of a physical key on the US layout, which scanners send; undefined for a key without a sign. */
export function signOfKey(code: string, shift = false): string | undefined {
  if (/^Key[A-Z]$/.test(code)) return shift ? code.charAt(3) : code.charAt(3).toLowerCase()
  if (/^Digit\d$/.test(code)) return shift ? SHIFTED_DIGITS.charAt(Number(code.charAt(5))) : code.charAt(5)
  if (/^Numpad\d$/.test(code)) return code.charAt(6)
  return PLAIN_KEYS[code]?.[shift ? 1 : 0]
}

const isShiftKey = (code: string): boolean => code === 'ShiftLeft' || code === 'ShiftRight'
const isSuffix = (code: string, suffix: ScanSuffix): boolean =>
  ((code === 'Enter' || code === 'NumpadEnter') && (suffix === 'enter' || suffix === 'either')) || (code === 'Tab' && (suffix === 'tab' || suffix === 'either'))

/** A recogniser for one window; it keeps the run of keys that may be a scan and the last scan said. */
export function createScanRecogniser(options: ScanOptions): ScanRecogniser {
  let signs = ''
  let gaps: number[] = []
  let lastMs = Number.NEGATIVE_INFINITY
  let said: { text: string; atMs: number } | null = null

  const forget = (): void => { signs = ''; gaps = [] }

  function ended(timeMs: number): ScanStep {
    const run = signs
    const runGaps = gaps
    forget()
    if (!run.startsWith(options.prefix)) return { kind: 'none' }
    const text = run.slice(options.prefix.length)
    if (text.length < options.minLength) return { kind: 'none' }
    const isRepeat = said !== null && said.text === text && timeMs - said.atMs <= options.repeatMs
    // Three looks within a second each are one: the second begins anew with every look.
    said = { text, atMs: timeMs }
    return { kind: 'scan', text, gapsMs: runGaps, isRepeat }
  }

  return {
    push(stroke) {
      const gapMs = stroke.timeMs - lastMs
      if (isShiftKey(stroke.code) && !stroke.repeat) {
        // Comes before a capital letter and has no sign of its own; the pause is counted at the letter.
        if (gapMs > options.maxGapMs) forget()
        return { kind: signs === '' ? 'none' : 'going' }
      }
      const isFast = gapMs >= 0 && gapMs <= options.maxGapMs
      lastMs = stroke.timeMs
      if (stroke.repeat || stroke.command) { forget(); return { kind: 'none' } }
      if (isSuffix(stroke.code, options.suffix)) {
        if (isFast && signs !== '') { gaps.push(gapMs); return ended(stroke.timeMs) }
        forget()
        return { kind: 'none' }
      }
      const sign = signOfKey(stroke.code, stroke.shift)
      if (sign === undefined) { forget(); return { kind: 'none' } }
      if (!isFast || signs === '') {
        forget()
        signs = sign
        return { kind: 'begun' }
      }
      signs += sign
      gaps.push(gapMs)
      return { kind: 'going' }
    },
    rest(timeMs) {
      if (options.suffix !== 'none' || signs === '' || timeMs - lastMs <= options.maxGapMs) return { kind: 'none' }
      return ended(lastMs)
    },
    reset() { forget(); lastMs = Number.NEGATIVE_INFINITY },
  }
}

/** What a scanned text is on this desk: a certificate's number, a citizen's number, or nothing the desk knows. */
export function kindOfScan(text: string): 'certificate' | 'idNumber' | 'other' {
  const plain = text.trim().toUpperCase()
  if (/^[A-Z]\d{9}$/.test(plain)) return 'certificate'
  return /^\d{17}[\dX]$/.test(plain) ? 'idNumber' : 'other'
}
