import type { RecordDefinition } from '../../../domain/record/define.ts'
import { issuesOf } from '../../../domain/record/derive/schema.ts'
import type { WriteContext } from '../context.ts'
import { getRow, saveRow, type SaveRequest } from './store.ts'
import { settle } from './settle.ts'

/**
 * Saves the next step of a row that stands already (a card handed in, a case closed): what was asked and answered when its
 * values were saved is not asked again, everything new is. For steps that change none of the values asked about.
 */
export async function saveStep<D extends RecordDefinition>(context: WriteContext, definition: D, request: SaveRequest<D> & { id: string; rev: number }): Promise<{ id: string; rev: number }> {
  const { id, rev, row, confirmations, moreIssues = [], reason } = request
  const old = await getRow(context.db, definition, id)
  // A stale step is told so before it is asked anything; the store says it.
  if (old.rev !== rev || old.voidedAt !== null) return saveRow(context, definition, { id, rev, row, settled: true })
  const answered = new Set((await context.db.selectFrom('acceptedFinding').select(['path', 'key']).where('record', '=', definition.id).where('recordId', '=', id).execute()).map(one => `${one.path} ${one.key}`))
  const issues = [...issuesOf(definition, row, context.moment, old.defVersion), ...moreIssues].filter(issue => issue.level === 'block' || !answered.has(`${issue.path} ${issue.message.key}`))
  const accepted = await settle(context, issues, confirmations, row as Record<string, unknown>)
  const saved = await saveRow(context, definition, { id, rev, row, settled: true, ...(reason === undefined ? {} : { reason }) })
  await context.acceptedFindings(definition.id, id, accepted)
  return saved
}
