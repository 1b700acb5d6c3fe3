import type { Permission } from '../../../domain/access/permission.ts'
import { bkText, type Envelope, type EnvelopeDraft } from '../../../domain/export/envelope.ts'
import type { SettingValue } from '../../../domain/settings/settings.ts'
import { monthRange } from '../../../domain/time/day.ts'
import type { ReadDb } from '../db/engine.ts'
import { MAPS } from './maps/index.ts'
import { stockBalance, stockMoveMap } from './maps/stock-move.ts'
import type { DatasetMap, MapContext, Period, SourceRow } from './maps/source.ts'
import { writeColumns } from './maps/values.ts'
import { rowHashOf } from './seal/digest.ts'

/** `rights` are those of whoever asks; a data set that needs one he lacks has no rows for him. */
export type PlanInput = { month: string; institution: SettingValue<'institution'>; resourcesFolder: string; rights?: readonly Permission[] }
/** A row that goes out: what it is and what the province is told to do with it. */
export type PlannedRow = SourceRow & { envelope: Envelope }
export type PlannedDataset = {
  map: DatasetMap
  /** In the order of the file, each business key as often as it occurs: the check finds doubles. */
  rows: PlannedRow[]
  /** What the whole stock says of itself, for the check that the moves add up; of the stock's data set only. */
  balance?: Awaited<ReturnType<typeof stockBalance>>
}
export type PlanProgress = (dataset: string, rows: number) => void

type Known = { businessKey: string; ver: number; rowHash: string; op: string }
const CHUNK = 400

/** What the package of a month holds as things stand: new rows, rows that changed since they were last sent, rows that became void. */
export async function planMonth(db: ReadDb, input: PlanInput, report: PlanProgress = () => {}): Promise<PlannedDataset[]> {
  const { first, last } = monthRange(input.month)
  const sealed = await db.selectFrom('exportPackage').select('month').distinct().where('month', '<', input.month).orderBy('month').execute()
  const period: Period = { first, last, sealedMonths: sealed.map(row => row.month) }
  const known = new Map<string, Known>()
  const keyOf = (dataset: string, recordId: string) => `${dataset} ${recordId}`
  const context: MapContext = {
    db, resourcesFolder: input.resourcesFolder, institution: input.institution,
    assignedKey: (dataset, recordId) => {
      const state = known.get(keyOf(dataset, recordId))
      return state && JSON.parse(state.businessKey) as Record<string, string>
    },
  }
  const remember = async (dataset: string, ids: readonly string[]) => {
    const states = await db.selectFrom('exportState').selectAll().where('dataset', '=', dataset).where('recordId', 'in', [...ids]).execute()
    for (const state of states) known.set(keyOf(dataset, state.recordId), state)
  }

  const planned: PlannedDataset[] = []
  for (const map of MAPS) {
    const ids = map.need === undefined || input.rights?.includes(map.need) ? [...new Set(await map.candidates(db, period))].sort() : []
    const rows: PlannedRow[] = []
    for (let at = 0; at < ids.length; at += CHUNK) {
      const chunk = ids.slice(at, at + CHUNK)
      await remember(map.dataset.id, chunk)
      // A child's key contains its delivery's, which was assigned with the delivery.
      if (map.dataset.id === 'newborn') await remember('delivery', (await db.selectFrom('newborn').select('deliveryId').where('id', 'in', chunk).execute()).map(row => row.deliveryId))
      for (const source of await map.load(context, chunk)) {
        const state = known.get(keyOf(map.dataset.id, source.recordId))
        const row: SourceRow = state ? { ...source, bk: JSON.parse(state.businessKey) as Record<string, string> } : source
        if (row.eventDate > last || (row.eventDate < first && !state && !period.sealedMonths.includes(row.eventDate.slice(0, 7)))) continue
        const envelope = envelopeOf(map, row, state)
        if (envelope) rows.push({ ...row, envelope })
      }
      report(map.dataset.id, Math.min(at + CHUNK, ids.length))
    }
    planned.push({ map, rows: inFileOrder(rows), ...(map === stockMoveMap ? { balance: await stockBalance(db) } : {}) })
  }
  return planned
}

/** The order of the file. The key's text is made once per row: sorting asks for it twenty times. */
function inFileOrder(rows: readonly PlannedRow[]): PlannedRow[] {
  return rows.map(row => ({ row, key: bkText(row.envelope.bk) })).sort((a, b) => a.key < b.key ? -1 : a.key > b.key ? 1 : a.row.recordId < b.row.recordId ? -1 : 1).map(({ row }) => row)
}

/** The row as it is sent, or null when the province already has it so (or never needs to hear of it). */
function envelopeOf(map: DatasetMap, row: SourceRow, state: Known | undefined): Envelope | null {
  if (row.voided && !state && !map.reportsUnknownVoids) return null
  const { payload, ext } = writeColumns(map.dataset, row.voided ? row.voided.columns : row.values)
  const draft: EnvelopeDraft = {
    bk: row.bk, op: row.voided ? 'V' : state ? 'U' : 'I', ver: (state?.ver ?? 0) + 1, eventDate: row.eventDate, updatedAt: row.updatedAt, payload, ext,
    ...(row.voided ? { voidReason: row.voided.reason } : {}),
  }
  // The operation is part of the digest: a row sent as new and unchanged since is compared as new.
  if (state && (state.op === 'V') === (row.voided !== null) && rowHashOf({ ...draft, op: state.op as EnvelopeDraft['op'] }) === state.rowHash) return null
  return { ...draft, rowHash: rowHashOf(draft) }
}

/** How many rows of each kind a data set would send. */
export function countOperations(rows: readonly PlannedRow[]): { records: number; inserts: number; updates: number; voids: number } {
  const of = (op: Envelope['op']) => rows.filter(row => row.envelope.op === op).length
  return { records: rows.length, inserts: of('I'), updates: of('U'), voids: of('V') }
}

