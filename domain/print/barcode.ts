import type { ChartDrawing } from './curve-svg.ts'

/**
 * Code 128 (ISO/IEC 15417) as ink for a chart box: digits of even number in set C, everything else in set B. Bars are
 * lines as thick as they are wide, so that preview, PDF and printer draw the same.
 */

// Widths of bars and spaces of the values 0–105, six each, and of the stop.
const PATTERNS = (
  '212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 '
  + '212123 212321 232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 '
  + '314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 '
  + '214121 412121 111143 111341 131141 114113 114311 411113 411311 113141 114131 311141 411131 211412 211214 211232'
).split(' ')
const STOP = '2331112'
const START_B = 104
const START_C = 105
const CHECK = 103
const FIRST_OF_B = 32
/** White on either side, in modules; a scanner needs it to find the code. */
const QUIET = 10

/** The values of a text with start and check digit, before the stop. */
function valuesOf(text: string): number[] {
  if (!/^[\u0020-\u007e]{1,40}$/.test(text)) throw new RangeError('a barcode holds 1 to 40 signs of ASCII')
  const isPairs = /^(?:\d\d)+$/.test(text)
  const data = isPairs ? text.match(/\d\d/g)!.map(Number) : [...text].map(sign => sign.charCodeAt(0) - FIRST_OF_B)
  const start = isPairs ? START_C : START_B
  return [start, ...data, data.reduce((sum, value, index) => sum + value * (index + 1), start) % CHECK]
}

/** Widths in modules, bar and space in turn, beginning and ending with a bar. */
export const barWidths = (text: string): number[] => [...valuesOf(text).map(value => PATTERNS[value]!).join(''), ...STOP].map(Number)

/** The bars of a text over the whole box, with the white that a scanner needs. */
export const drawBarcode = (text: string): ChartDrawing => ({ w, h }) => {
  const widths = barWidths(text)
  const module = w / (widths.reduce((sum, width) => sum + width, 0) + 2 * QUIET)
  let at = QUIET
  const paths = widths.flatMap((width, index) => {
    const x = (at + width / 2) * module
    at += width
    return index % 2 === 0 ? [{ points: [{ x, y: 0 }, { x, y: h }], strokeMm: width * module, grey: '#000' }] : []
  })
  return { paths, marks: [], words: [] }
}
