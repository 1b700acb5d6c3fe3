import { createWriteStream } from 'node:fs'
import { PassThrough, type Writable } from 'node:stream'
import type { Ledger, LedgerRow } from '../../../domain/ledger/ledger.ts'
import { ledgerCells } from '../../../domain/ledger/ledger.ts'

/** A column's width in Excel's unit (one digit of the standard type) from millimetres on paper. */
const MM_PER_SIGN = 1.9
const REPORT_EVERY_ROWS = 2_000
const DETAIL_ROW_HEIGHT_PT = 18

/**
 * Writes a ledger as an .xlsx file of one sheet: the column titles in its first row, then a row per line. Everything but
 * counts is a text cell in text format, so that a document number keeps its 18 signs and a name that begins with "="
 * stays a name. Written row by row: a year's book needs no more memory than a day's.
 */
export async function writeXlsx(path: string, ledger: Ledger, rows: readonly LedgerRow[], options: XlsxOptions): Promise<void> {
  await writeInto(createWriteStream(path, { flags: 'wx' }), ledger, rows, options)
}

/** The same as bytes, for a list that is saved where the clerk says. */
export async function xlsxOf(ledger: Ledger, rows: readonly LedgerRow[], options: XlsxOptions): Promise<Buffer> {
  const stream = new PassThrough()
  const chunks: Buffer[] = []
  stream.on('data', (chunk: Buffer) => chunks.push(chunk))
  await writeInto(stream, ledger, rows, options)
  return Buffer.concat(chunks)
}

type XlsxOptions = { masked: boolean; heading: string; createdAtMs: number; onRows?: (written: number) => void }

async function writeInto(file: Writable, ledger: Ledger, rows: readonly LedgerRow[], options: XlsxOptions): Promise<void> {
  // Loaded when the first book is written: the program's start must not wait for it.
  const { default: ExcelJS } = await import('exceljs')
  const failed = new Promise<never>((_, reject) => file.once('error', reject))
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: file, useStyles: true, useSharedStrings: true, zip: { zlib: { level: 1 } } } as ConstructorParameters<typeof ExcelJS.stream.xlsx.WorkbookWriter>[0])
  book.creator = '妇幼工作台'
  book.created = new Date(options.createdAtMs)
  const sheet = book.addWorksheet(ledger.title, {
    views: [{ state: 'frozen', ySplit: 1 }],
    pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0, printTitlesRow: '1:1', margins: { left: 0.4, right: 0.4, top: 0.6, bottom: 0.6, header: 0.3, footer: 0.3 } },
    headerFooter: { oddHeader: `&C${headerText(options.heading)}`, oddFooter: '&C第 &P 页 共 &N 页' },
  })
  sheet.columns = ledger.columns.map(column => ({
    width: Math.max(6, Math.round(column.widthMm / MM_PER_SIGN)),
    style: { numFmt: column.kind === 'count' || column.kind === 'order' ? '0' : '@', alignment: { vertical: 'top', wrapText: true } },
  }))
  const head = sheet.addRow(ledger.columns.map(column => column.title))
  head.height = DETAIL_ROW_HEIGHT_PT
  head.font = { bold: true }
  head.eachCell(cell => { cell.numFmt = '@' })
  head.commit()
  for (const [index, row] of rows.entries()) {
    sheet.addRow(ledgerCells(ledger, row, index, options.masked).map(withoutControls)).commit()
    if ((index + 1) % REPORT_EVERY_ROWS === 0) {
      options.onRows?.(index + 1)
      // The zip is written between the rows, not kept until the end.
      await Promise.race([failed, new Promise(resolve => setImmediate(resolve))])
    }
  }
  sheet.commit()
  await Promise.race([failed, book.commit()])
  options.onRows?.(rows.length)
}

// & begins a code in Excel's page headers.
const headerText = (text: string): string => text.replaceAll('&', '&&')

// XML knows no control characters, and Excel refuses the whole file for one of them.
// eslint-disable-next-line no-control-regex
const CONTROLS = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g
// Looked for first: a year's book has a million cells, and none of them is usually to be changed.
// eslint-disable-next-line no-control-regex
const SUSPICIOUS = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uD800-\uDFFF\uFFFE\uFFFF]/
function withoutControls(value: string | number): string | number | null {
  if (typeof value === 'number') return value
  return (SUSPICIOUS.test(value) ? value.replace(CONTROLS, '') : value) || null
}
