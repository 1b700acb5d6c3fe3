/** Element types of WS 376/377: S1 free text, S2 short list, S3 value-set table, L boolean, N number, D day, DT date-time. */
export type ElementType = 'S1' | 'S2' | 'S3' | 'L' | 'N' | 'D' | 'DT'

/** A 表示格式 taken apart: which characters, how many of them, how many decimals. */
export type Format =
  | { readonly kind: 'text'; readonly lettersOnly: boolean; readonly min: number; readonly max: number }
  | { readonly kind: 'number'; readonly min: number; readonly max: number; readonly decimals: number; readonly signed?: true }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'day' }
  | { readonly kind: 'date-time' }

const SIZED = /^(AN|A|N)(\d+)?(?:(\.\.)(\d+))?(?:,(\d+))?$/

/**
 * Reads the notation of the standards: `AN..18` up to 18, `N2..3` two to three digits, `N4..5,1` four to five
 * characters of which one decimal, `D8`, `DT15`, `T/F`. No element of the standards lies below nought: `±N..5,2`, a number
 * with a minus sign that its size does not count, is for columns of ours. Throws on anything else, so that a slip is found at start.
 */
export function parseFormat(notation: string): Format {
  if (notation === 'T/F') return { kind: 'boolean' }
  if (notation === 'D8') return { kind: 'day' }
  if (notation === 'DT15') return { kind: 'date-time' }
  if (notation.startsWith('±')) {
    const size = parseFormat(notation.slice(1))
    if (size.kind !== 'number' || size.signed) throw new RangeError(`unknown format ${notation}`)
    return { ...size, signed: true }
  }
  const match = SIZED.exec(notation)
  if (!match || (match[2] === undefined && match[4] === undefined)) throw new RangeError(`unknown format ${notation}`)
  const max = Number(match[4] ?? match[2])
  // A bare AN3 means exactly three; AN..3 means one to three.
  const min = match[2] === undefined ? 1 : Number(match[2])
  const decimals = Number(match[5] ?? 0)
  if (min > max || (decimals > 0 && match[1] !== 'N')) throw new RangeError(`unknown format ${notation}`)
  return match[1] === 'N' ? { kind: 'number', min, max, decimals } : { kind: 'text', lettersOnly: match[1] === 'A', min, max }
}

/** The regular expression (without flags but `u`) that a value of the format matches; used by the JSON Schemas. */
export function formatPattern(format: Format): string {
  switch (format.kind) {
    case 'boolean': return '^[TF]$'
    case 'day': return '^\\d{8}$'
    case 'date-time': return '^\\d{8}T\\d{6}$'
    case 'text': return `^[^\\u0000-\\u001f\\u007f]{${format.min},${format.max}}$`
    case 'number': {
      const sign = format.signed ? '-?' : ''
      if (format.decimals === 0) return `^${sign}\\d{${format.min},${format.max}}$`
      // The stated size counts the decimal point: 50.0 is N4,1.
      const tail = format.decimals + 1
      return `^${sign}\\d{${Math.max(1, format.min - tail)},${format.max - tail}}\\.\\d{${format.decimals}}$`
    }
  }
}
