import type Excel from 'exceljs'
import { AppError } from '../../../domain/api/result.ts'
import { block, message } from '../../../domain/message/message.ts'
import type { ListRow } from '../../../domain/modules/reconciliation/compare.rules.ts'
import type { Cell } from '../../../domain/modules/reconciliation/equality.rules.ts'

const fileIssue = (text: ReturnType<typeof message>) => new AppError('invalid', [block('file', text)])
/** Unpacked, a list of 72,000 rows is about 60 MB; a small file that unpacks to more than this is a trap or no list. */
const MOST_UNPACKED_BYTES = 600_000_000
const ROWS_NAMED = 5
const END_OF_DIRECTORY = 0x06054b50
const DIRECTORY_ENTRY = 0x02014b50

/** Refuses what must not be unpacked: macros, and archives that blow up. Reads the table of contents alone. */
function inspect(bytes: Buffer): void {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end < 0 || end + 20 > bytes.length || bytes.readUInt32LE(end) !== END_OF_DIRECTORY) throw damagedFile()
  let at = bytes.readUInt32LE(end + 16)
  let unpacked = 0
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== DIRECTORY_ENTRY) throw damagedFile()
    unpacked += bytes.readUInt32LE(at + 24)
    const nameLength = bytes.readUInt16LE(at + 28)
    const name = bytes.toString('latin1', at + 46, at + 46 + nameLength)
    if (/vbaProject\.bin$/iu.test(name)) throw fileIssue(message('reconcile.file.macro', '这个工作簿含有宏,为安全起见不读取;请另存为不含宏的 .xlsx 再导入'))
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  if (unpacked > MOST_UNPACKED_BYTES) throw tooLarge()
}

/** The sentence for a file of a size no list has. */
export const tooLarge = () => fileIssue(message('reconcile.file.tooLarge', '文件太大(超过 100 MB 或解开后过大),不像一份名单;请按月份分开导出'))
const damagedFile = () => fileIssue(message('reconcile.file.damaged', '文件已损坏或不是 Excel 工作簿,无法读取;请重新导出'))

/** The rows of the first sheet that has any, and the names of the others. A formula counts by its kept result; merged cells below the headings are refused by row. */
export async function readWorkbook(bytes: Buffer): Promise<{ rows: ListRow[]; merged: number[]; otherSheets: string[] }> {
  inspect(bytes)
  // Loaded when the first list is read: the program's start must not wait for it.
  const { default: exceljs } = await import('exceljs')
  const book = new exceljs.Workbook()
  try {
    await book.xlsx.load(bytes as unknown as ArrayBuffer, { ignoreNodes: ['dataValidations', 'conditionalFormatting', 'drawing', 'hyperlinks', 'picture', 'legacyDrawing'] })
  } catch {
    // The library throws whatever the XML gave rise to; for the user all of it is one thing, and no text of the file may reach the log.
    throw damagedFile()
  }
  const [sheet, ...others] = book.worksheets.filter(one => one.actualRowCount > 0)
  const rows: ListRow[] = []
  sheet?.eachRow((row, line) => {
    const values = row.values as unknown as Excel.CellValue[]
    const cells = Array.from({ length: Math.max(0, values.length - 1) }, (_, index) => cellOf(values[index + 1]))
    if (cells.some(cell => cell !== '')) rows.push({ line, cells })
  })
  const merges = (sheet?.model as { merges?: string[] } | undefined)?.merges ?? []
  const merged = new Set<number>()
  for (const range of merges) {
    const [, top = '0', bottom = top] = /^[A-Z]+(\d+)(?::[A-Z]+(\d+))?$/u.exec(range) ?? []
    for (let line = Number(top); line <= Number(bottom) && merged.size < 100_000; line += 1) merged.add(line)
  }
  return { rows, merged: [...merged].toSorted((a, b) => a - b), otherSheets: others.map(({ name }) => name) }
}

/** Refuses merged cells in the rows that are compared: what one of them covers is not in the file. */
export function refuseMerged(merged: readonly number[], headingLine: number): void {
  const below = merged.filter(line => line > headingLine)
  if (!below.length) return
  const rows = below.slice(0, ROWS_NAMED).join('、') + (below.length > ROWS_NAMED ? '…' : '')
  throw fileIssue(message('reconcile.file.merged', '第 {{rows}} 行有合并单元格,无法知道被遮住的内容;请在 Excel 中取消合并并补齐后再导入', { rows }))
}

function cellOf(value: Excel.CellValue | undefined): Cell {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value
  if (typeof value === 'number') return value
  if (typeof value === 'boolean') return value ? '是' : '否'
  // The spreadsheet's dates have no zone; the library gives them as if they were UTC.
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? { fault: 'error' } : { moment: value.toISOString().slice(0, 16) }
  if ('error' in value) return { fault: 'error' }
  if ('richText' in value) return value.richText.map(part => part.text).join('')
  if ('hyperlink' in value) return String(value.text)
  const { result } = value as Excel.CellFormulaValue
  return result === undefined || result === null ? { fault: 'formula' } : cellOf(result as Excel.CellValue)
}
