import type { LossKind } from '../../../domain/code/stock.ts'
import { compressNumbers, type NumberRange } from '../../../domain/rule/certificate-number.ts'
import { lossDeadline } from '../../../domain/rule/loss-report.ts'
import type { Minute } from '../../../domain/time/day.ts'
import type { ReadDb } from '../db/engine.ts'

export type OpenLossReport = {
  id: string; kind: LossKind; discoveredAt: Minute
  /** By when the report upward is due: two hours after the discovery (certificate note §1.10). */
  deadline: Minute
  /** When it was reported upward; null: still due. */
  upwardAt: Minute | null
  ranges: NumberRange[]
}

/** Losses that are not yet confirmed as 遗失作废, the longest known first: for the home page and the stock page. */
export async function openLossReports(db: ReadDb): Promise<OpenLossReport[]> {
  const rows = await db.selectFrom('lossReport').select(['id', 'kind', 'discoveredAt', 'upwardAt']).where('confirmedAt', 'is', null).orderBy('createdAt').execute()
  const numbers = await lossNumbers(db, rows.map(row => row.id))
  return rows.map(row => ({
    id: row.id, kind: row.kind as LossKind, discoveredAt: row.discoveredAt as Minute, deadline: lossDeadline(row.discoveredAt as Minute), upwardAt: row.upwardAt as Minute | null,
    ranges: compressNumbers(numbers.get(row.id) ?? []),
  }))
}

/** The numbers of each report. */
export async function lossNumbers(db: ReadDb, reportIds: readonly string[]): Promise<Map<string, string[]>> {
  if (!reportIds.length) return new Map()
  const rows = await db.selectFrom('lossReportNumber').select(['reportId', 'number']).where('reportId', 'in', [...reportIds]).orderBy('number').execute()
  return new Map([...Map.groupBy(rows, row => row.reportId)].map(([id, group]) => [id, group.map(row => row.number)]))
}
