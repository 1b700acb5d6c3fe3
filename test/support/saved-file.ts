import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import type { Input, Name } from '../../domain/api/api.ts'
import type { Desk, Window } from './desk.ts'

export type SavedFile = { path: string; rows: number; masked: boolean; suggested: string }

/** Calls that write a file in the background: answers the dialog with a path of its own folder and waits until it is there. */
export function fileSaver(desk: Desk): { save<N extends Name>(window: Window, name: N, input: Input<N>): Promise<SavedFile>; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'fuyou-saved-'))
  let count = 0
  return {
    async save(window, name, input) {
      let suggested = ''
      Object.assign(desk.ports.dialogs, { saveFile: async (_title: string, suggestion: string) => { suggested = suggestion; return join(folder, `${count += 1}-${suggestion}`) } })
      const { jobId } = await window.call(name, input) as { jobId: string }
      for (;;) {
        const job = await window.call('job.get', { id: jobId })
        if (job.state === 'failed') throw new Error(JSON.stringify(job.error))
        if (job.state === 'done') return { ...job.result as Omit<SavedFile, 'suggested'>, suggested }
        await new Promise(resolve => setImmediate(resolve))
      }
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** A workbook that came as bytes: the lines of its first sheet, cells joined by `|`, and how it is printed. */
export async function sheetOf(base64: string): Promise<{ lines: string[]; pageSetup: Partial<ExcelJS.PageSetup> }> {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(Buffer.from(base64, 'base64') as never)
  const sheet = book.worksheets[0]!
  return { lines: sheet.getSheetValues().flatMap(line => Array.isArray(line) ? [line.slice(1).map(String).join('|')] : []), pageSetup: sheet.pageSetup }
}

/** A workbook's first sheet as rows of cells, each with its type and text. */
export async function readWorkbook(path: string): Promise<{ title: string; cells: { value: unknown; type: ExcelJS.ValueType; format: string }[][] }> {
  const book = new ExcelJS.Workbook()
  await book.xlsx.readFile(path)
  const sheet = book.worksheets[0]!
  const width = sheet.getRow(1).cellCount
  const cells = Array.from({ length: sheet.rowCount }, (_, row) => Array.from({ length: width }, (__, column) => {
    const cell = sheet.getRow(row + 1).getCell(column + 1)
    return { value: cell.value, type: cell.type, format: cell.numFmt }
  }))
  return { title: sheet.name, cells }
}
