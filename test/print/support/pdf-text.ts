import { OPS, getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { mmToPt } from '../../../domain/print/mm.ts'

/** One glyph as a PDF draws it, in mm from the sheet's top left corner to its start on the baseline. */
export type PdfGlyph = { page: number; text: string; xMm: number; baselineMm: number; sizeMm: number; isTurned: boolean }
export type PdfPages = { sizesMm: { w: number; h: number }[]; glyphs: PdfGlyph[] }

type Matrix = [number, number, number, number, number, number]
type Glyph = { unicode: string; width: number }
const MM_PER_PT = 1 / mmToPt(1)

/** `inner` first, then `outer`, in the PDF's own order of numbers. */
const combine = (outer: Matrix, inner: Matrix): Matrix => [
  outer[0] * inner[0] + outer[2] * inner[1], outer[1] * inner[0] + outer[3] * inner[1],
  outer[0] * inner[2] + outer[2] * inner[3], outer[1] * inner[2] + outer[3] * inner[3],
  outer[0] * inner[4] + outer[2] * inner[5] + outer[4], outer[1] * inner[4] + outer[3] * inner[5] + outer[5],
]

/**
 * Reads page sizes and the drawn glyphs back from a PDF. The drawing orders are followed one by one, because
 * pdf.js's own text content joins neighbouring texts and with that loses where a field begins.
 */
export async function readPdf(bytes: Uint8Array): Promise<PdfPages> {
  const task = getDocument({ data: bytes.slice(), useSystemFonts: false, disableFontFace: true, verbosity: 0 })
  const document = await task.promise
  const pages: PdfPages = { sizesMm: [], glyphs: [] }
  for (let page = 0; page < document.numPages; page++) {
    const sheet = await document.getPage(page + 1)
    const [, , w, h] = sheet.view as Matrix
    pages.sizesMm.push({ w: w * MM_PER_PT, h: h * MM_PER_PT })
    const { fnArray, argsArray } = await sheet.getOperatorList()
    let space: Matrix = [1, 0, 0, 1, 0, 0]
    let line: Matrix = [1, 0, 0, 1, 0, 0]
    let advance = 0
    let leading = 0
    let size = 0
    const saved: { space: Matrix; size: number }[] = []
    const moveTo = (next: Matrix) => { line = next; advance = 0 }
    fnArray.forEach((operation, index) => {
      const args = argsArray[index]
      if (operation === OPS.save) saved.push({ space, size })
      else if (operation === OPS.restore) ({ space, size } = saved.pop() ?? { space, size })
      else if (operation === OPS.transform) space = combine(space, args)
      else if (operation === OPS.beginText) moveTo([1, 0, 0, 1, 0, 0])
      else if (operation === OPS.setFont) size = args[1]
      else if (operation === OPS.setTextMatrix) moveTo(Array.from(args.length === 1 ? args[0] : args) as Matrix)
      else if (operation === OPS.setLeading) leading = args[0]
      else if (operation === OPS.nextLine) moveTo(combine(line, [1, 0, 0, 1, 0, -leading]))
      else if (operation === OPS.setLeadingMoveText) {
        leading = -args[1]
        moveTo(combine(line, [1, 0, 0, 1, args[0], args[1]]))
      }
      else if (operation === OPS.moveText) moveTo(combine(line, [1, 0, 0, 1, args[0], args[1]]))
      else if (operation === OPS.showText) {
        for (const item of args[0] as (Glyph | number)[]) {
          if (typeof item === 'number') { advance -= (item / 1000) * size; continue }
          const [a, b, , , x, y] = combine(space, combine(line, [1, 0, 0, 1, advance, 0]))
          const scale = Math.hypot(a, b)
          pages.glyphs.push({
            page, text: item.unicode, xMm: x * MM_PER_PT, baselineMm: (h - y) * MM_PER_PT, sizeMm: size * scale * MM_PER_PT,
            isTurned: Math.abs(b) > 1e-3 * scale,
          })
          advance += (item.width / 1000) * size
        }
      }
    })
  }
  await task.destroy()
  return pages
}
