/** A word of a page where it stands: millimetres or points from the left edge and from the top to its baseline, its own width and letter height in the same unit. */
export type PageWord = { readonly page: number; readonly text: string; readonly left: number; readonly baseline: number; readonly width: number; readonly height: number }
/** What stands in one place of a table or form, and how far it reaches from left to right (of a delimited file: its column). */
export type Cell = { readonly text: string; readonly from: number; readonly to: number }

/** Letters of one line share a baseline but for what a superscript rises. */
const SAME_LINE = 0.4
/** Two words nearer than this (in letter heights) are one word that the page draws in pieces. */
const ONE_WORD = 0.3
/** `姓    名` is set apart to fill its column, yet is one label. */
const SPREAD = 4
const BEHIND = 1.5
const isHan = (text: string): boolean => /^\p{Script=Han}$/u.test(text)
/** A unit or remark in brackets, a unit behind a figure and the arrow of "too high" belong to what they stand behind. */
const belongs = (before: string, text: string): boolean => /^(?:[(\uFF08][^()\uFF08\uFF09]*[)\uFF09]|[\u2191\u2193*]+)$/u.test(text) || (/^[+\-\u2212]?\d+(?:\.\d+)?$/u.test(before) && /^(?:[\u00B5\u03BC]?[a-z]{1,4}|cmH2O|%)$/iu.test(text))

/** `begins` and `ends`: a colon before or behind it. `isSpread`: a single sign, or one grown from single signs set apart. */
type Piece = { text: string; left: number; right: number; height: number; begins: boolean; ends: boolean; isSpread: boolean }

/** Cuts at blanks and at the colon of a label; the colon of a time stays. */
function piecesOf({ text, left, width, height }: PageWord): Piece[] {
  const perSign = width / Math.max(1, text.length)
  return [...text.matchAll(/[^\s:\uFF1A]+(?:(?<=\d)[:\uFF1A](?=\d)[^\s:\uFF1A]+)*/gu)].map(({ 0: piece, index }) => ({
    text: piece, left: left + index * perSign, right: left + (index + piece.length) * perSign, height,
    begins: /[:\uFF1A]\s*$/u.test(text.slice(0, index)), ends: /^\s*[:\uFF1A]/u.test(text.slice(index + piece.length)), isSpread: isHan(piece),
  }))
}

function isOneCell(before: Piece, next: Piece): boolean {
  if (before.ends || next.begins) return false
  const gap = (next.left - before.right) / Math.min(before.height, next.height)
  // A long value that runs into the next label is not one word with it.
  if (gap < -ONE_WORD) return false
  return gap <= ONE_WORD || (before.isSpread && next.isSpread && gap <= SPREAD) || (belongs(before.text, next.text) && gap <= BEHIND)
}

/**
 * The lines of pages from top to bottom, each as its cells from left to right: what a device prints as a form or table
 * then reads like the rows of a delimited file.
 */
export function cellLines(words: readonly PageWord[]): Cell[][] {
  const lines: PageWord[][] = []
  for (const word of words.toSorted((one, other) => one.page - other.page || one.baseline - other.baseline)) {
    const first = lines.at(-1)?.[0]
    if (first && first.page === word.page && word.baseline - first.baseline <= SAME_LINE * Math.min(first.height, word.height)) lines.at(-1)!.push(word)
    else lines.push([word])
  }
  return lines.map(line => {
    const cells: Piece[] = []
    for (const piece of line.toSorted((one, other) => one.left - other.left).flatMap(piecesOf)) {
      const before = cells.at(-1)
      if (before && isOneCell(before, piece)) Object.assign(before, { text: before.text + piece.text, right: piece.right, ends: piece.ends, isSpread: before.isSpread && piece.isSpread })
      else cells.push(piece)
    }
    return cells.map(({ text, left, right }) => ({ text, from: left, to: right }))
  }).filter(line => line.length > 0)
}

/** The rows of a delimited file in the same shape. */
export const cellsOf = (cells: readonly string[]): Cell[] => cells.map((text, column) => ({ text, from: column, to: column + 1 }))
