import type { Dataset } from '../../../../domain/export/dataset.ts'
import type { Envelope } from '../../../../domain/export/envelope.ts'

/** Marks the file as UTF-8 for Excel. */
export const CSV_BOM = '\uFEFF'

/**
 * One RFC 4180 record with its line end. Values go out exactly as they are: a leading = + - @ is not disarmed, because an
 * added apostrophe would change a name or number on its way to the province. The structure check warns of such texts,
 * and people should open the file through Excel's text import with all columns as text.
 */
export const csvRecord = (cells: readonly string[]): string => `${cells.map(csvCell).join(',')}\r\n`

function csvCell(value: string): string {
  return /[",\r\n]|^\s|\s$/u.test(value) ? `"${value.replaceAll('"', '""')}"` : value
}

const ENVELOPE_HEAD = [['op', '操作'], ['ver', '版本'], ['eventDate', '业务日期'], ['updatedAt', '更新时间']] as const
const ENVELOPE_TAIL = [['voidReason', '作废原因'], ['mergedInto', '合并到'], ['rowHash', '行摘要(SM3)']] as const

/** Both header lines: Chinese names, then identifiers (`HDSB…`, `ext.…`, envelope fields). */
export function csvHeader(dataset: Dataset): string {
  const keys = dataset.businessKey
  const names = [...keys.map((part) => part.name), ...ENVELOPE_HEAD.map(([, name]) => name), ...dataset.columns.map((column) => column.name), ...ENVELOPE_TAIL.map(([, name]) => name)]
  const ids = [...keys.map((part) => `bk.${part.key}`), ...ENVELOPE_HEAD.map(([id]) => id), ...dataset.columns.map((column) => column.id), ...ENVELOPE_TAIL.map(([id]) => id)]
  return csvRecord(names) + csvRecord(ids)
}

/** One record as a line of the CSV; a value that is not known is an empty cell. */
export function csvRow(dataset: Dataset, row: Envelope): string {
  return csvRecord([
    ...dataset.businessKey.map((part) => row.bk[part.key] ?? ''),
    row.op, String(row.ver), row.eventDate, row.updatedAt,
    ...dataset.columns.map((column) => (column.place === 'payload' ? row.payload : row.ext)[column.key] ?? ''),
    row.voidReason ?? '', row.mergedInto ?? '', row.rowHash,
  ])
}
