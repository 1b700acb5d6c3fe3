import { createHash } from 'node:crypto'
import { AppError, type ErrorCode } from '../../../../domain/api/result.ts'
import type { FieldIssue } from '../../../../domain/message/message.ts'
import { type Comparison, compareLists, type Difference, fingerprintText, type ListRow } from '../../../../domain/modules/reconciliation/compare.rules.ts'
import { cellText } from '../../../../domain/modules/reconciliation/equality.rules.ts'
import type { ListMapping } from '../../../../domain/modules/reconciliation/list-columns.ts'
import type { Day } from '../../../../domain/time/day.ts'
import type { ReadDb } from '../../db/engine.ts'
import { openSqlite } from '../../db/sqlite.ts'
import { ourSheets } from './our-sheets.ts'
import { readProvinceList } from '../../list-file/read-list.ts'
import { refuseMerged } from '../../list-file/workbook.ts'

const ROWS_SHOWN = 15
const COLUMNS_SHOWN = 60
const CELL_SHOWN = 60
export const STEPS = { read: '读取名单', register: '读取本院记录', compare: '逐条比较' } as const

export type ReconcileInput = { path: string } & ({ what: 'look' } | {
  what: 'compare'; headingRow: number; mapping: ListMapping; period: { first: Day; last: Day } | null; ownOnly: boolean; institution: string
})
export type Look = { rows: string[][]; rowCount: number; encoding: string }
export type MarkedDifference = Difference & { fingerprint: string }
export type ReconcileAnswer = { look?: Look; compared?: Omit<Comparison, 'differences'> & { differences: MarkedDifference[]; headings: string[] }; failed?: { code: ErrorCode; fields?: readonly FieldIssue[] | undefined } }
type Report = (progress: { done: number; total: number; step: string }) => void

/** The first rows of the list as text, for choosing what its columns mean. */
async function look(path: string): Promise<Look> {
  const { rows, encoding } = await readProvinceList(path)
  return { encoding, rowCount: rows.length, rows: rows.slice(0, ROWS_SHOWN).map(row => row.cells.slice(0, COLUMNS_SHOWN).map(cell => [...cellText(cell)].slice(0, CELL_SHOWN).join(''))) }
}

/** Looks at a list, or compares all of it with the register on one moment of the database. */
export async function runReconcile(db: ReadDb | null, input: ReconcileInput, report: Report): Promise<ReconcileAnswer> {
  report({ done: 0, total: 0, step: STEPS.read })
  if (input.what === 'look') return { look: await look(input.path) }
  const { rows, merged } = await readProvinceList(input.path)
  const heading = rows[input.headingRow]
  refuseMerged(merged, heading?.line ?? 0)
  report({ done: 0, total: rows.length, step: STEPS.register })
  if (!db) throw new Error('comparing needs the register')
  const ours = await ourSheets(db, input.institution)
  const list: ListRow[] = rows.slice(input.headingRow + 1)
  const compared = compareLists(list, ours, input, done => report({ done, total: list.length, step: STEPS.compare }))
  const headings = (heading?.cells ?? []).slice(0, COLUMNS_SHOWN).map(cell => cellText(cell))
  return { compared: { ...compared, headings, differences: compared.differences.map(difference => ({ ...difference, fingerprint: createHash('sha256').update(fingerprintText(difference)).digest('hex').slice(0, 32) })) } }
}

/** The same in a worker thread with a read connection of its own; what the user can mend comes back as data. */
export async function reconcileInWorker({ database, ...input }: ReconcileInput & { database: { path: string; keyBase64: string | null } | null }, report: Report): Promise<ReconcileAnswer> {
  try {
    if (!database) return await runReconcile(null, input as ReconcileInput, report)
    const opened = openSqlite({ path: database.path, key: database.keyBase64 === null ? null : Buffer.from(database.keyBase64, 'base64'), readOnly: true })
    try {
      return await opened.snapshot(trx => runReconcile(trx, input as ReconcileInput, report))
    } finally {
      await opened.close()
    }
  } catch (error) {
    if (error instanceof AppError) return { failed: { code: error.code, fields: error.fields } }
    throw error
  }
}
