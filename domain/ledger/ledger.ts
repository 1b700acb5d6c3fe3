import { maskIdNumber } from '../rule/mask.ts'

/** A cell of a ledger: text, a count, or nothing known. */
export type LedgerValue = string | number | null
/** One line of a ledger by column key. */
export type LedgerRow = Readonly<Record<string, LedgerValue>>

/**
 * `count` is a whole number people add up; everything else is text, so that a document number never becomes 1.1E+17 and
 * a day never a serial number. `idNumber` is masked for whoever may not see numbers in full. `sign` is written by hand
 * on paper; what the program knows (who acted) stands there as a name.
 */
export type ColumnKind = 'order' | 'text' | 'day' | 'count' | 'idNumber' | 'sign'

export type LedgerColumn = { readonly key: string; readonly title: string; readonly widthMm: number; readonly kind: ColumnKind }

/** A book of the certificate desk, declared once: screen, .xlsx, CSV and paper derive from it. */
export type Ledger = {
  readonly id: string
  readonly title: string
  /** Where its columns were read. */
  readonly source: string
  /** Which day decides whether a line belongs to a period. */
  readonly dateTitle: string
  readonly columns: readonly LedgerColumn[]
}

/** What a cell shows. */
export function cellText(column: LedgerColumn, value: LedgerValue, masked: boolean): string {
  if (value === null) return ''
  const text = String(value)
  return column.kind === 'idNumber' && masked ? maskIdNumber(text) : text
}

/** A row with its running number and its document numbers masked where the reader may not see them; in the order of the columns. */
export function ledgerCells(ledger: Pick<Ledger, 'columns'>, row: LedgerRow, index: number, masked: boolean): (string | number)[] {
  return ledger.columns.map(column => {
    if (column.kind === 'order') return index + 1
    const value = row[column.key] ?? null
    return column.kind === 'count' && typeof value === 'number' ? value : cellText(column, value, masked)
  })
}

/**
 * A text that a spreadsheet program would take for a formula (= + - @, also in full width, which Chinese Excel reads as
 * the same signs; or a tab or line break before them) gets an
 * apostrophe in a CSV ledger, which people open with a double click. In .xlsx a cell says itself that it is text.
 */
export const withoutFormula = (text: string): string => (/^[=+\-@＝＋－＠\t\r\n]/.test(text) ? `'${text}` : text)
