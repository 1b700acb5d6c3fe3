import { type Ledger, ledgerCells, type LedgerRow } from '../../../domain/ledger/ledger.ts'
import type { Layout, LayoutBox } from '../../../domain/print/layout.ts'
import { ptToMm } from '../../../domain/print/mm.ts'
import { type Composed, composeDocument } from '../print/compose.ts'
import type { PrintFont, PrintFonts } from '../print/font.ts'
import { breakLines } from '../print/line-break.ts'

/** A4 landscape, in millimetres. */
export const LEDGER_PAGE = { w: 297, h: 210 } as const
const MARGIN = { left: 10, right: 10, top: 12, bottom: 12 } as const
const TITLE_MM = 9
const SUBTITLE_MM = 5
const FOOT_MM = 6
const TYPE_PT = 8
const LINE_HEIGHT = 1.2
/** Between a rule and the text beside it. */
const PADDING_MM = 0.8
const MIN_ROW_MM = 6
const STROKE_MM = 0.15

export type LedgerPaper = { title: string; subtitle: string; masked: boolean; fonts: PrintFonts }

/** Most lines one print may have; a longer book is printed by shorter periods. */
export const MOST_PRINTED_ROWS = 5_000

type Column = { x: number; w: number }

/**
 * A ledger on A4 landscape: the titles of the columns on every page, 第 x 页 共 y 页 below. A cell as tall as its text
 * needs it: a text is wrapped, never cut, and the row goes to the next page whole.
 */
export function composeLedger(ledger: Ledger, rows: readonly LedgerRow[], { title, subtitle, masked, fonts }: LedgerPaper): Composed {
  const room = LEDGER_PAGE.w - MARGIN.left - MARGIN.right
  const scale = room / ledger.columns.reduce((sum, column) => sum + column.widthMm, 0)
  let x: number = MARGIN.left
  const columns: Column[] = ledger.columns.map(column => {
    const place = { x, w: column.widthMm * scale }
    x += place.w
    return place
  })
  const heads = ledger.columns.map(column => column.title)
  const headMm = rowHeight(heads, columns, fonts.bold)
  const top = MARGIN.top + TITLE_MM + SUBTITLE_MM
  const bottom = LEDGER_PAGE.h - MARGIN.bottom - FOOT_MM

  // Which rows stand on which page is known before any page is drawn: every page names how many there are.
  type Line = { cells: string[]; mm: number }
  const pages: Line[][] = [[]]
  let y = top + headMm
  for (const [index, row] of rows.entries()) {
    const cells = ledgerCells(ledger, row, index, masked).map(String)
    const mm = Math.min(rowHeight(cells, columns, fonts.regular), bottom - top - headMm)
    if (y + mm > bottom && pages.at(-1)!.length > 0) { pages.push([]); y = top + headMm }
    pages.at(-1)!.push({ cells, mm })
    y += mm
  }
  const contents = pages.map((lines, index) => {
    const boxes: LayoutBox[] = [
      words(title, MARGIN.left, MARGIN.top, room, TITLE_MM, { pt: 14, bold: true, align: 'center' }),
      words(subtitle, MARGIN.left, MARGIN.top + TITLE_MM, room, SUBTITLE_MM, { pt: 9, align: 'left' }),
      words(`第 ${index + 1} 页 共 ${pages.length} 页`, MARGIN.left, bottom + 1, room, FOOT_MM - 1, { pt: 9, align: 'center' }),
      ...rowBoxes(heads, columns, top, headMm, { bold: true, align: 'center' }),
    ]
    let at = top + headMm
    for (const line of lines) {
      boxes.push(...rowBoxes(line.cells, columns, at, line.mm, {}))
      at += line.mm
    }
    for (const edge of [MARGIN.left, ...columns.map(column => column.x + column.w)]) boxes.push({ line: true, x: edge, y: top, x2: edge, y2: at, strokeMm: STROKE_MM, dash: false })
    return { layout: { form: 'ledger', title, version: 1, page: LEDGER_PAGE, stock: 'plain' as const, parts: [], boxes: boxes.filter(box => !('text' in box) || box.text !== '') } satisfies Layout, values: {} }
  })
  return composeDocument(contents, { fonts, mode: 'print', title })
}

function rowHeight(cells: readonly string[], columns: readonly Column[], font: PrintFont): number {
  const lines = Math.max(1, ...cells.map((text, index) => (text === '' ? 1 : breakLines(text, line => font.widthMm(line, TYPE_PT) <= columns[index]!.w - 2 * PADDING_MM).length)))
  return Math.max(MIN_ROW_MM, ptToMm(TYPE_PT) * (1 + (lines - 1) * LINE_HEIGHT) + 2 * PADDING_MM + 0.4)
}

type Type = { pt?: number; bold?: boolean; align?: 'left' | 'center' | 'right' }

const words = (text: string, x: number, y: number, w: number, h: number, { pt = TYPE_PT, bold = false, align = 'left' }: Type): LayoutBox =>
  ({ text, x, y, w, h, pt, minPt: 5, fit: 'wrap', align, valign: 'middle', lineHeight: LINE_HEIGHT, bold })

function rowBoxes(cells: readonly string[], columns: readonly Column[], y: number, h: number, type: Type): LayoutBox[] {
  const last = columns.at(-1)!
  return [
    { line: true, x: columns[0]!.x, y, x2: last.x + last.w, y2: y, strokeMm: STROKE_MM, dash: false },
    ...cells.map((text, index) => words(text, columns[index]!.x + PADDING_MM, y + PADDING_MM / 2, columns[index]!.w - 2 * PADDING_MM, h - PADDING_MM, type)),
    { line: true, x: columns[0]!.x, y: y + h, x2: last.x + last.w, y2: y + h, strokeMm: STROKE_MM, dash: false },
  ]
}
