import { rmSync, renameSync } from 'node:fs'
import { AppError, type ErrorCode } from '../../../domain/api/result.ts'
import { LEDGERS, type LedgerId, STOCKTAKE_LEDGER } from '../../../domain/ledger/ledgers.ts'
import type { Ledger, LedgerRow } from '../../../domain/ledger/ledger.ts'
import { block, type FieldIssue, message } from '../../../domain/message/message.ts'
import type { ReadDb } from '../db/engine.ts'
import { openSqlite } from '../db/sqlite.ts'
import { openPrintFonts } from '../print/font.ts'
import { writeCsv } from './csv.ts'
import { composeLedger, MOST_PRINTED_ROWS } from './paper.ts'
import { LEDGER_ROWS, type LedgerScope } from './rows.ts'
import { writeXlsx } from './xlsx.ts'

/** What a ledger is made of: one of the books over a period, or the differences of a stock-take, which the caller has. */
export type LedgerSubject = { ledger: LedgerId; scope: LedgerScope } | { lines: readonly LedgerRow[]; title: string; book?: Ledger }
export type LedgerTaskInput = { subject: LedgerSubject; masked: boolean; heading: string; createdAtMs: number } & (
  | { what: 'xlsx' | 'csv'; path: string }
  /** Finished pages for the printer; a PDF is made of them by the shell, which has the only text engine. */
  | { what: 'paper'; fontsFolder: string })
export type LedgerProgress = { done: number; total: number; step: string }
export type LedgerTaskAnswer = { rows: number; html?: string; failed?: { code: ErrorCode; fields?: readonly FieldIssue[] | undefined } }

/** What the file system says when a place cannot be written: a workbook that is open elsewhere, a folder without the right. */
const CANNOT_WRITE = new Set(['EACCES', 'EPERM', 'EBUSY', 'EROFS', 'ENOENT', 'ENOTDIR', 'EISDIR', 'ENAMETOOLONG', 'ENOTEMPTY'])

const STEPS = { read: '读取记录', write: '生成文件' } as const

/** Reads a ledger on one moment of the database and writes or composes it. A file appears under its name only when it is whole. */
export async function runLedger(db: ReadDb, input: LedgerTaskInput, report: (progress: LedgerProgress) => void): Promise<LedgerTaskAnswer> {
  report({ done: 0, total: 0, step: STEPS.read })
  const { subject, masked, heading } = input
  const [ledger, rows]: [Ledger, readonly LedgerRow[]] = 'ledger' in subject
    ? [LEDGERS[subject.ledger], await LEDGER_ROWS[subject.ledger](db, subject.scope)]
    : [subject.book ?? STOCKTAKE_LEDGER, subject.lines]
  report({ done: 0, total: rows.length, step: STEPS.write })
  if (input.what === 'paper') {
    if (rows.length > MOST_PRINTED_ROWS) throw new AppError('invalid', [block('from', message('ledger.tooManyToPrint', '这段时间有 {{count}} 条,一次最多打印 {{most}} 条,请缩短时间或导出 .xlsx', { count: rows.length, most: MOST_PRINTED_ROWS }))])
    const composed = composeLedger(ledger, rows, { title: 'ledger' in subject ? ledger.title : subject.title, subtitle: heading, masked, fonts: openPrintFonts(input.fontsFolder) })
    const blocking = composed.issues.filter(issue => issue.level === 'block')
    if (blocking.length > 0) throw new AppError('invalid', blocking)
    return { rows: rows.length, html: composed.html }
  }
  const part = `${input.path}.part`
  rmSync(part, { force: true })
  try {
    if (input.what === 'csv') await writeCsv(part, ledger, rows, masked)
    else await writeXlsx(part, ledger, rows, { masked, heading, createdAtMs: input.createdAtMs, onRows: done => report({ done, total: rows.length, step: STEPS.write }) })
    renameSync(part, input.path)
  } catch (error) {
    rmSync(part, { force: true })
    throw CANNOT_WRITE.has((error as { code?: string }).code ?? '') ? new AppError('invalid', [block('path', message('ledger.cannotWrite', '不能写入这个文件:它可能正在 Excel 中打开,或这个文件夹不允许写入。请关闭文件或另选位置后重试'))]) : error
  }
  return { rows: rows.length }
}

/** The same in a worker thread with a read connection of its own; what the user can mend comes back as data. */
export async function ledgerInWorker({ database, ...input }: LedgerTaskInput & { database: { path: string; keyBase64: string | null } }, report: (progress: LedgerProgress) => void): Promise<LedgerTaskAnswer> {
  const opened = openSqlite({ path: database.path, key: database.keyBase64 === null ? null : Buffer.from(database.keyBase64, 'base64'), readOnly: true })
  try {
    return await opened.snapshot(trx => runLedger(trx, input as LedgerTaskInput, report))
  } catch (error) {
    if (error instanceof AppError) return { rows: 0, failed: { code: error.code, fields: error.fields } }
    throw error
  } finally {
    await opened.close()
  }
}
