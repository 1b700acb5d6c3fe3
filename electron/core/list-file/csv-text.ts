import { AppError } from '../../../domain/api/result.ts'
import { block, type Message, message } from '../../../domain/message/message.ts'
import type { ListRow } from '../../../domain/modules/reconciliation/compare.rules.ts'

const fileIssue = (text: Message) => new AppError('invalid', [block('file', text)])

const NO_TEXT = message('reconcile.file.encoding', '文件不是 UTF-8 或 GBK 编码的文本,无法读取;请重新导出为 CSV(UTF-8)或 Excel(.xlsx)')

/**
 * The text of a list: UTF-8 with or without its mark, UTF-16 with its mark, else GB 18030 (which contains GBK). A file that is none
 * of them is refused; nothing is replaced by question marks.
 */
export function decodeList(bytes: Uint8Array, noText: Message = NO_TEXT): { text: string; encoding: 'UTF-8' | 'UTF-16' | 'GB 18030' } {
  const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null
  for (const [label, encoding] of utf16 ? [[utf16, 'UTF-16']] as const : [['utf-8', 'UTF-8'], ['gb18030', 'GB 18030']] as const) {
    const text = decoded(bytes, label)
    // A binary file is valid in more encodings than one would think; no list has a NUL.
    if (text !== null && !text.includes('\u0000')) return { text, encoding }
  }
  throw fileIssue(noText)
}

function decoded(bytes: Uint8Array, label: string): string | null {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}

/** The sign between the cells: the one that the first line has most of, outside quotes. */
function separatorOf(text: string): string {
  const firstLine = text.slice(0, Math.max(0, text.search(/[\r\n]/u)) || 2000).replaceAll(/"[^"]*"/gu, '')
  return [',', '\t', ';'].map(sign => ({ sign, count: firstLine.split(sign).length })).reduce((best, one) => one.count > best.count ? one : best).sign
}

// Platforms write ="430…" so that a spreadsheet keeps the digits; the text inside is the value.
const withoutShield = (cell: string): string => /^="([^"]*)"$/u.exec(cell)?.[1] ?? cell

/** Reads delimited text (RFC 4180) row by row; a row's line is the one it begins on. Throws on a quote that is never closed. */
export function* readDelimited(text: string): Generator<ListRow> {
  const separator = separatorOf(text)
  let at = 0
  let line = 1
  while (at < text.length) {
    const begins = line
    const cells: string[] = []
    let ended = false
    while (!ended) {
      let cell = ''
      if (text[at] === '"') {
        const opened = line
        at += 1
        for (;;) {
          const close = text.indexOf('"', at)
          if (close < 0) throw fileIssue(message('reconcile.file.quote', '第 {{line}} 行的引号没有成对,无法读取;请重新导出', { line: opened }))
          const piece = text.slice(at, close)
          cell += piece
          line += piece.split('\n').length - 1
          at = close + 1
          if (text[at] !== '"') break
          cell += '"'
          at += 1
        }
      }
      let end = at
      while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end += 1
      cells.push(withoutShield(cell + text.slice(at, end)))
      at = end
      if (text[at] === separator) { at += 1; continue }
      if (text[at] === '\r') at += 1
      if (text[at] === '\n') at += 1
      line += 1
      ended = true
    }
    if (cells.some(cell => cell.trim() !== '')) yield { line: begins, cells }
  }
}
