import { describe, expect, test } from 'vitest'
import { barWidths, drawBarcode } from '../../domain/print/barcode.ts'

/** Reads bars back as a scanner would: widths to values, values to text, the check digit held against them. */
function scan(widths: readonly number[], patterns: ReadonlyMap<string, number>): string {
  const symbols = Array.from({ length: (widths.length - 7) / 6 }, (_, index) => patterns.get(widths.slice(index * 6, index * 6 + 6).join(''))!)
  const [start = 0, ...rest] = symbols
  const check = rest.pop()
  expect((rest.reduce((sum, value, index) => sum + value * (index + 1), start)) % 103).toBe(check)
  return rest.map(value => start === 105 ? String(value).padStart(2, '0') : String.fromCharCode(value + 32)).join('')
}
// Every value once: set B names its sign, set C its pair; the two say the same of each other.
const patterns = new Map<string, number>([['211214', 104], ['211232', 105]])
for (let value = 0; value < 95; value++) patterns.set(barWidths(String.fromCharCode(value + 32)).slice(6, 12).join(''), value)
for (let value = 0; value < 100; value++) patterns.set(barWidths(String(value).padStart(2, '0')).slice(6, 12).join(''), value)

describe('Code 128', () => {
  test('the worked example of the standard’s users: “PJJ123C” has check value 55', () => {
    expect(barWidths('PJJ123C').slice(-13, -7).join('')).toBe(barWidths('W').slice(6, 12).join(''))
  })
  test('every pattern is eleven modules wide and none is used twice', () => {
    for (const pattern of patterns.keys()) expect([...pattern].reduce((sum, width) => sum + Number(width), 0), pattern).toBe(11)
    expect(patterns.size).toBe(102)
  })
  test.each(['2600000123', '26-S0001', '7', 'CS2026000001'])('%s is read back', text => { expect(scan(barWidths(text), patterns)).toBe(text) })
  test('what no scanner could read is refused', () => {
    expect(() => barWidths('')).toThrow(RangeError)
    expect(() => barWidths('条码')).toThrow(RangeError)
  })
  test('bars fill their box and leave ten modules white on either side', () => {
    const { paths } = drawBarcode('2600000123')({ w: 40, h: 10 })
    const widths = barWidths('2600000123')
    const module = 40 / (widths.reduce((sum, width) => sum + width, 0) + 20)
    const [first, last] = [paths[0]!, paths.at(-1)!]
    expect(first.points[0]!.x - first.strokeMm / 2).toBeCloseTo(10 * module, 6)
    expect(last.points[0]!.x + last.strokeMm / 2).toBeCloseTo(40 - 10 * module, 6)
    expect(paths.every(({ points: [top, bottom] }) => top!.y === 0 && bottom!.y === 10 && top!.x === bottom!.x)).toBe(true)
  })
})
