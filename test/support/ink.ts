import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const DPI = 600
const MM_PER_DOT = 25.4 / DPI
/** Half black counts as ink: finer than a dot of 600 dpi there is nothing to measure. */
const INK = 128
/** Arm of a cross on the ruler page. */
const CROSS_ARM_MM = 6

export type Area = { x: number; y: number; w: number; h: number }
export type Ink = { left: number; right: number; top: number; bottom: number }
export type Sheet = {
  widthMm: number; heightMm: number
  inkIn(area: Area): Ink | null
  /** The middle of a cross: the column and the row with the most ink. */
  crossIn(area: Area): { xMm: number; yMm: number } | null
}

/** Looks at a printed sheet as an eye does: where on the paper is ink, in mm from the top left corner. */
export async function lookAtSheet(pdf: Uint8Array): Promise<Sheet> {
  const folder = mkdtempSync(join(tmpdir(), 'fuyou-ink-'))
  try {
    const path = join(folder, 'sheet')
    writeFileSync(`${path}.pdf`, pdf)
    await promisify(execFile)('pdftoppm', ['-r', String(DPI), '-gray', '-f', '1', '-l', '1', '-singlefile', `${path}.pdf`, path])
    const bytes = readFileSync(`${path}.pgm`)
    const [, width, height] = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(bytes.subarray(0, 40).toString('latin1'))!.map(Number) as [number, number, number]
    const dots = bytes.subarray(bytes.length - width * height)
    const boundsOf = ({ x, y, w, h }: Area): [number, number, number, number] => {
      const [x0, x1, y0, y1] = [x, x + w, y, y + h].map(mm => Math.round(mm / MM_PER_DOT)) as [number, number, number, number]
      return [Math.max(0, x0), Math.min(width, x1), Math.max(0, y0), Math.min(height, y1)]
    }
    return {
      widthMm: width * MM_PER_DOT, heightMm: height * MM_PER_DOT,
      inkIn(area) {
        const [x0, x1, y0, y1] = boundsOf(area)
        let ink: Ink | null = null
        for (let row = y0; row < y1; row += 1) {
          for (let column = x0; column < x1; column += 1) {
            if (dots[row * width + column]! >= INK) continue
            ink ??= { left: column, right: column + 1, top: row, bottom: row + 1 }
            ink.left = Math.min(ink.left, column)
            ink.right = Math.max(ink.right, column + 1)
            ink.bottom = row + 1
          }
        }
        return ink && { left: ink.left * MM_PER_DOT, right: ink.right * MM_PER_DOT, top: ink.top * MM_PER_DOT, bottom: ink.bottom * MM_PER_DOT }
      },
      crossIn(area) {
        const [x0, x1, y0, y1] = boundsOf(area)
        const isInk = (column: number, row: number): boolean => dots[row * width + column]! < INK
        const upright = middleOfMost(countInk(x1 - x0, y1 - y0, (index, along) => isInk(x0 + index, y0 + along)))
        if (upright === null) return null
        // Only as far aside as the arms reach: a box of a field nearby may have a longer line.
        const arm = Math.round(CROSS_ARM_MM / MM_PER_DOT)
        const left = Math.max(0, Math.round(x0 + upright) - arm)
        const flat = middleOfMost(countInk(y1 - y0, 2 * arm, (index, along) => isInk(left + along, y0 + index)))
        return flat === null ? null : { xMm: (x0 + upright) * MM_PER_DOT, yMm: (y0 + flat) * MM_PER_DOT }
      },
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const countInk = (lines: number, length: number, isInk: (index: number, along: number) => boolean): number[] => Array.from({ length: lines }, (_, index) => {
  let count = 0
  for (let along = 0; along < length; along += 1) if (isInk(index, along)) count += 1
  return count
})

/** The middle of the strongest line, which is a few dots thick. */
function middleOfMost(counts: readonly number[]): number | null {
  const most = Math.max(0, ...counts)
  if (most === 0) return null
  const at = counts.indexOf(most)
  let [first, last] = [at, at]
  while ((counts[first - 1] ?? 0) > most / 2) first -= 1
  while ((counts[last + 1] ?? 0) > most / 2) last += 1
  return (first + last + 1) / 2
}
