import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Ledger, ledgerCells, type LedgerRow, withoutFormula } from '../../../domain/ledger/ledger.ts'
import { CSV_BOM, csvRecord } from '../export/seal/csv.ts'

/** Writes a ledger as CSV for a spreadsheet program; texts that would be taken for formulas are disarmed. */
export async function writeCsv(path: string, ledger: Ledger, rows: readonly LedgerRow[], masked: boolean): Promise<void> {
  function* lines(): Generator<string> {
    yield CSV_BOM + csvRecord(ledger.columns.map(column => column.title))
    for (const [index, row] of rows.entries()) yield csvRecord(ledgerCells(ledger, row, index, masked).map(value => withoutFormula(String(value))))
  }
  await pipeline(Readable.from(lines()), createWriteStream(path, { flags: 'wx' }))
}
