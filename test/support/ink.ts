import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const DPI = 600
const MM_PER_DOT = 25.4 / DPI
/** Half black counts as ink: finer than a dot of 600 dpi there is nothing to measure. */
const INK = 128

export type Area = { x: number; y: number; w: number; h: number }
export type Ink = { left: number; right: number; top: number; bottom: number }
export type Sheet = { widthMm: number; heightMm: number; inkIn(area: Area): Ink | null }

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
    return {
      widthMm: width * MM_PER_DOT, heightMm: height * MM_PER_DOT,
      inkIn({ x, y, w, h }) {
        const [x0, x1, y0, y1] = [x, x + w, y, y + h].map(mm => Math.round(mm / MM_PER_DOT)) as [number, number, number, number]
        let ink: Ink | null = null
        for (let row = Math.max(0, y0); row < Math.min(height, y1); row += 1) {
          for (let column = Math.max(0, x0); column < Math.min(width, x1); column += 1) {
            if (dots[row * width + column]! >= INK) continue
            ink ??= { left: column, right: column + 1, top: row, bottom: row + 1 }
            ink.left = Math.min(ink.left, column)
            ink.right = Math.max(ink.right, column + 1)
            ink.bottom = row + 1
          }
        }
        return ink && { left: ink.left * MM_PER_DOT, right: ink.right * MM_PER_DOT, top: ink.top * MM_PER_DOT, bottom: ink.bottom * MM_PER_DOT }
      },
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
