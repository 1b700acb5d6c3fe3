import type { RowFrame } from '../../domain/record/define.ts'
import { appendAudit, auditHead, contentHash, type HistoryContent } from './audit.ts'
import type { WriteDb } from './db/engine.ts'
import type { AcceptedFinding } from './record/settle.ts'

export type AuditWriter = {
  history(entry: { record: string; recordId: string; rev: RowFrame['rev']; action: string; row: Record<string, unknown>; reason: string | null }): Promise<void>
  acceptedFindings(record: string, recordId: string, accepted: readonly AcceptedFinding[]): Promise<void>
  touched(record: string, recordId: string): void
  /** Facts for the audit line: codes, counts, form numbers; never personal data. */
  fact(name: string, value: string | number | boolean): void
  /** Writes the line of this call; the last thing in its transaction. */
  close(): Promise<void>
}

/** Collects what one call writes and closes it with one line of the audit chain. */
export async function openAudit(trx: WriteDb, call: string, userId: string, at: string, newId: () => string): Promise<AuditWriter> {
  const head = await auditHead(trx)
  const entries: HistoryContent[] = []
  const facts: Record<string, string | number | boolean> = {}
  let about: { record: string; recordId: string } | null = null
  return {
    async history({ row, ...entry }) {
      const written = { ...entry, row: JSON.stringify(row) }
      entries.push(written)
      await trx.insertInto('recordHistory').values({ ...written, at, byUser: userId, auditSeq: head.nextSeq }).execute()
    },
    async acceptedFindings(record, recordId, accepted) {
      if (!accepted.length) return
      await trx.insertInto('acceptedFinding').values(accepted.map(finding => ({ ...finding, id: newId(), record, recordId, byUser: userId, at }))).execute()
    },
    // The first row a call touches is what the call was about; the others stand in the history.
    touched(record, recordId) { about ??= { record, recordId } },
    fact(name, value) { facts[name] = value },
    close: () => appendAudit(trx, head, {
      at, userId, call, record: about?.record ?? null, recordId: about?.recordId ?? null, facts: Object.keys(facts).length ? facts : null,
    }, contentHash(entries)),
  }
}
