import { readFile, stat } from 'node:fs/promises'
import { AppError } from '../../../domain/api/result.ts'
import { block, message } from '../../../domain/message/message.ts'
import type { ListRow } from '../../../domain/modules/reconciliation/compare.rules.ts'
import { decodeList, readDelimited } from './csv-text.ts'
import { readWorkbook, tooLarge } from './workbook.ts'

const MOST_BYTES = 100_000_000
const MOST_ROWS = 500_000
/** What a list's first bytes say: a zip archive (.xlsx), or Microsoft's older container (.xls, or an .xlsx with a password). */
const ZIP = 0x04034b50
const OLD_CONTAINER = 0xe011cfd0

const fileIssue = (text: ReturnType<typeof message>) => new AppError('invalid', [block('file', text)])

export type ProvinceList = { rows: ListRow[]; encoding: string; /** Lines with merged cells. */ merged: readonly number[]; /** Sheets of a workbook that were not read. */ otherSheets: readonly string[] }

/** Reads the province's list by what it is, not by what its name says. Throws `invalid` with a sentence for whatever cannot be read. */
export const readProvinceList = async (path: string): Promise<ProvinceList> => readListBytes(await bytesOf(path))

/** The same of a list whose bytes are at hand. */
export async function readListBytes(bytes: Buffer): Promise<ProvinceList> {
  if (bytes.length === 0) throw emptyList()
  const magic = bytes.length >= 4 ? bytes.readUInt32LE(0) : 0
  if (magic === OLD_CONTAINER) throw fileIssue(message('reconcile.file.old', '这是旧格式(.xls)或加了密码的工作簿;请打开后另存为不加密码的 .xlsx 或 CSV 再导入'))
  if (magic === ZIP) {
    return checked({ ...await readWorkbook(bytes), encoding: 'XLSX' })
  }
  const { text, encoding } = decodeList(bytes)
  const rows: ListRow[] = []
  for (const row of readDelimited(text)) {
    rows.push(row)
    if (rows.length > MOST_ROWS) throw tooLarge()
  }
  return checked({ rows, merged: [], otherSheets: [], encoding })
}

function checked(list: ProvinceList): ProvinceList {
  if (list.rows.length > MOST_ROWS) throw tooLarge()
  if (list.rows.length < 2) throw emptyList()
  return list
}

const emptyList = () => fileIssue(message('reconcile.file.empty', '文件里没有名单(至少要有一行标题和一行数据)'))

async function bytesOf(path: string): Promise<Buffer> {
  try {
    const { size } = await stat(path)
    if (size > MOST_BYTES) throw tooLarge()
    return await readFile(path)
  } catch (error) {
    if (error instanceof AppError) throw error
    throw fileIssue(message('reconcile.file.unreadable', '文件打不开(可能正被其他程序占用或已移走);请关闭 Excel 后重试'))
  }
}
