import { Layout, type PrintValues } from './layout.ts'

/**
 * A printed form with a grid, its layout made in code from what stands in it: rows grow with their text, a form that no
 * longer fits its sheet goes on on the next one under the same head. So nothing is cut and nothing is set too small.
 */

/** One cell of a row. */
export type FormCell = {
  /** Share of the row's width. */
  readonly share: number
  /** Name of the value, unique on the form: `complexionMonth3`. */
  readonly name: string
  /** The field's Chinese name, for messages. */
  readonly label: string
  readonly text: string
  /** The printed number boxes with what stands in them; an empty string is an empty box. */
  readonly boxes?: readonly string[]
  /** Number boxes go below the text where it fills its line: several answers are possible. */
  readonly boxesBelow?: boolean
  readonly isHead?: boolean
  readonly align?: 'left' | 'center'
}
export type FormRow = { readonly cells: readonly FormCell[] }
export type FormHeadLine = readonly { readonly share: number; readonly name: string; readonly label: string; readonly value: string }[]
export type FormSheet = {
  readonly form: string
  readonly title: string
  readonly version: number
  readonly page: { readonly w: number; readonly h: number; readonly margin: number; readonly pt: number; readonly titlePt: number }
  /** Above the grid: name, number. */
  readonly head: readonly FormHeadLine[]
  /** Repeated on every sheet. */
  readonly columns: FormRow | null
  readonly rows: readonly FormRow[]
  /** Below the grid, on the last sheet: what the form does not print but the reader must know. */
  readonly foot: readonly string[]
}

const MM_PER_PT = 25.4 / 72
/** Latin letters and digits of the print font are narrower than this share of the type size, everything else is a full square. */
const NARROW = 0.62
const LINE_HEIGHT = 1.2
const PAD_X = 0.8
const PAD_Y = 0.7
const BOX_MM = 3.6
const BOX_GAP = 1.5
const TITLE_H = 8
const HEAD_H = 6
const MIN_ROW = 4.6
const FOOT_PT = 6.5
const FOOT_MIN_PT = 5
const PAGE_NUMBER_H = 4

/** Width of a text in squares of the type size, never less than what the font needs. */
const squares = (text: string): number => [...text].reduce((sum, character) => sum + (/[\u0021-\u007e\u00a0-\u00ff ]/.test(character) && !/[MWmw@%—]/.test(character) ? NARROW : 1), 0)

function linesOf(text: string, widthMm: number, pt: number): number {
  const perLine = Math.max(1, widthMm / (pt * MM_PER_PT) - 1)
  return text.split('\n').reduce((sum, paragraph) => sum + Math.max(1, Math.ceil(squares(paragraph) / perLine)), 0)
}

const boxesWidth = (count: number): number => count === 0 ? 0 : count * BOX_MM + (count - 1) * BOX_GAP
/** Several boxes stand beside the words where both have room on one line, else below them; a single box always beside. */
function isBeside(cell: FormCell, widthMm: number, pt: number): boolean {
  const count = cell.boxes?.length ?? 0
  if (count === 0) return false
  return !cell.boxesBelow || linesOf(cell.text, widthMm - 3 * PAD_X - boxesWidth(count), pt) === 1
}

function heightOf(cell: FormCell, widthMm: number, pt: number): number {
  const beside = isBeside(cell, widthMm, pt)
  const room = widthMm - 2 * PAD_X - (beside ? boxesWidth(cell.boxes?.length ?? 0) + PAD_X : 0)
  const text = cell.text === '' ? 0 : linesOf(cell.text, room, pt) * pt * MM_PER_PT * LINE_HEIGHT
  return Math.max(MIN_ROW, text + 2 * PAD_Y + (cell.boxes?.length && !beside ? BOX_MM + PAD_Y : 0))
}

const widthsOf = (row: FormRow, total: number): number[] => {
  const sum = row.cells.reduce((all, cell) => all + cell.share, 0)
  return row.cells.map(cell => cell.share / sum * total)
}

const rowHeight = (row: FormRow, total: number, pt: number): number => Math.max(...widthsOf(row, total).map((w, index) => heightOf(row.cells[index]!, w, pt)))

type Boxes = unknown[]

function putCell(boxes: Boxes, values: Record<string, string>, cell: FormCell, at: { x: number; y: number; w: number; h: number }, pt: number): void {
  const { x, y, w, h } = at
  const codes = cell.boxes ?? []
  const codesW = boxesWidth(codes.length)
  const beside = isBeside(cell, w, pt)
  const below = !beside && codes.length > 0
  const textW = w - 2 * PAD_X - (beside ? codesW + PAD_X : 0)
  const textH = h - 2 * PAD_Y - (below ? BOX_MM + PAD_Y : 0)
  if (cell.text !== '') {
    boxes.push({
      value: cell.name, label: cell.label, x: x + PAD_X, y: y + PAD_Y, w: textW, h: textH, pt, minPt: Math.min(pt, 5), fit: 'wrap', align: cell.align ?? (cell.isHead ? 'center' : 'left'), valign: 'middle', lineHeight: 1.15, bold: false,
    })
    values[cell.name] = cell.text
  }
  codes.forEach((code, index) => {
    const boxX = x + w - PAD_X - codesW + index * (BOX_MM + BOX_GAP)
    const boxY = below ? y + h - PAD_Y - BOX_MM : y + (h - BOX_MM) / 2
    boxes.push({ rect: true, x: boxX, y: boxY, w: BOX_MM, h: BOX_MM, strokeMm: 0.15 })
    if (index > 0) boxes.push({ text: '/', x: boxX - BOX_GAP, y: boxY, w: BOX_GAP, h: BOX_MM, pt: 7, minPt: 4, fit: 'shrink', align: 'center' })
    if (code === '') return
    const name = `${cell.name}Code${index + 1}`
    boxes.push({ value: name, label: cell.label, x: boxX, y: boxY, w: BOX_MM, h: BOX_MM, pt: 8.5, minPt: 5, fit: 'shrink', align: 'center' })
    values[name] = code
  })
}

/** The pages of a form: layout and values, one pair for each sheet. */
export function formGridPages(sheet: FormSheet): { layout: Layout; values: PrintValues }[] {
  const { w, h, margin, pt, titlePt } = sheet.page
  const width = w - 2 * margin
  const top = margin + TITLE_H + sheet.head.length * HEAD_H + 1
  const columnsH = sheet.columns ? rowHeight(sheet.columns, width, pt) : 0
  const footH = sheet.foot.reduce((sum, line) => sum + linesOf(line, width, FOOT_PT) * FOOT_PT * MM_PER_PT * 1.3 + 0.6, 0)
  const bottom = h - margin - PAGE_NUMBER_H
  const room = bottom - top - columnsH
  const heights = sheet.rows.map(row => rowHeight(row, width, pt))
  const sheets: number[][] = [[]]
  let used = 0
  heights.forEach((rowH, index) => {
    const rest = index === heights.length - 1 ? footH : 0
    if (used > 0 && used + rowH + rest > room) { sheets.push([]); used = 0 }
    sheets.at(-1)!.push(index)
    used += rowH
  })
  return sheets.map((own, number) => {
    const boxes: Boxes = []
    const values: Record<string, string> = { formTitle: sheet.title, pageNumber: sheets.length > 1 ? `第 ${number + 1} 页 共 ${sheets.length} 页` : '' }
    boxes.push({ value: 'formTitle', label: '表名', x: margin, y: margin, w: width, h: TITLE_H - 1, pt: titlePt, minPt: 8, fit: 'shrink', align: 'center', bold: true })
    sheet.head.forEach((line, index) => {
      const widths = widthsOf({ cells: line.map(one => ({ ...one, text: one.value })) }, width)
      let x = margin
      line.forEach((one, column) => {
        const own = widths[column]!
        const labelW = Math.min(own * 0.6, squares(`${one.label}:`) * 8.5 * MM_PER_PT + 1)
        const y = margin + TITLE_H + index * HEAD_H
        boxes.push({ text: `${one.label}:`, x, y, w: labelW, h: HEAD_H - 0.6, pt: 8.5, minPt: 6, fit: 'shrink', valign: 'bottom' })
        boxes.push({ value: one.name, label: one.label, x: x + labelW, y, w: own - labelW - 2, h: HEAD_H - 0.6, pt: 8.5, minPt: 5, fit: 'shrink-wrap', valign: 'bottom', lineHeight: 1, underline: true, optional: true })
        values[one.name] = one.value
        x += own
      })
    })
    let y = top
    const line = (x1: number, y1: number, x2: number, y2: number, strokeMm: number) => boxes.push({ line: true, x: x1, y: y1, x2, y2, strokeMm })
    const put = (row: FormRow, rowH: number): void => {
      let x = margin
      widthsOf(row, width).forEach((cellW, index) => {
        putCell(boxes, values, row.cells[index]!, { x, y, w: cellW, h: rowH }, pt)
        if (index > 0) line(x, y, x, y + rowH, 0.15)
        x += cellW
      })
      line(margin, y, margin + width, y, 0.15)
      y += rowH
    }
    if (sheet.columns) put(sheet.columns, columnsH)
    // What is left of a first and only sheet is shared among the rows, as the printed form fills its page; not more than half as much again.
    const total = own.reduce((sum, index) => sum + heights[index]!, 0)
    const stretch = sheets.length === 1 ? Math.min(1.5, Math.max(1, (room - footH) / total)) : 1
    for (const index of own) put(sheet.rows[index]!, heights[index]! * stretch)
    line(margin, y, margin + width, y, 0.35)
    line(margin, top, margin + width, top, 0.35)
    for (const edge of [margin, margin + width]) line(edge, top, edge, y, 0.35)
    if (number === sheets.length - 1) {
      let at = y + 0.8
      sheet.foot.forEach((text, index) => {
        const lineH = linesOf(text, width, FOOT_PT) * FOOT_PT * MM_PER_PT * 1.3
        boxes.push({ value: `foot${index}`, label: '说明', x: margin, y: at, w: width, h: lineH, pt: FOOT_PT, minPt: FOOT_MIN_PT, fit: 'wrap', valign: 'top', lineHeight: 1.2 })
        values[`foot${index}`] = text
        at += lineH + 0.6
      })
    }
    boxes.push({ value: 'pageNumber', label: '页码', x: margin, y: h - margin - PAGE_NUMBER_H + 0.5, w: width, h: PAGE_NUMBER_H - 1, pt: 7, minPt: 6, fit: 'shrink', align: 'right', optional: true })
    return { layout: Layout.parse({ form: sheet.form, title: sheet.title, version: sheet.version, page: { w, h }, stock: 'plain', boxes }), values }
  })
}
