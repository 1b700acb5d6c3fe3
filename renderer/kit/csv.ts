import { withoutFormula } from '../../domain/ledger/ledger.ts'

const BYTE_ORDER_MARK = '\ufeff'
// A cell that begins like a formula would be run by a spreadsheet.
const cell = (text: string): string => `"${withoutFormula(text).replaceAll('"', '""')}"`

/** Lines of cells as a spreadsheet opens them: UTF-8 with its mark, nothing that runs. */
export const csvText = (lines: readonly (readonly string[])[]): string => BYTE_ORDER_MARK + lines.map(line => line.map(cell).join(',')).join('\r\n') + '\r\n'
