import { createHash } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Database } from './db/database.ts'
import type { WriteDb } from './db/engine.ts'

/** What an audit line says. `facts` never holds personal data: codes, counts, states, numbers of forms. */
export type AuditLine = {
  at: string
  userId: string
  call: string
  record: string | null
  recordId: string | null
  facts: Record<string, string | number | boolean> | null
}
/** A history row as it goes into the line's content hash. */
export type HistoryContent = { record: string; recordId: string; rev: number; action: string; row: string; reason: string | null }

const GENESIS = '0'.repeat(64)
const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

/** Hash of everything a call wrote into the history: a changed history row no longer fits its audit line. */
export function contentHash(entries: readonly HistoryContent[]): string {
  if (!entries.length) return ''
  const sorted = [...entries].sort((a, b) => key(a) < key(b) ? -1 : 1)
  return sha256(JSON.stringify(sorted.map(({ record, recordId, rev, action, row, reason }) => [record, recordId, rev, action, row, reason])))
}
const key = (entry: HistoryContent): string => `${entry.record}\u0000${entry.recordId}\u0000${String(entry.rev).padStart(10, '0')}`

const lineHash = (previous: string, seq: number, line: Omit<AuditLine, 'facts'> & { facts: string | null }, content: string): string =>
  sha256(JSON.stringify([previous, seq, line.at, line.userId, line.call, line.record, line.recordId, line.facts, content]))

/** The number the next audit line will have, and the hash it hangs on. Only inside a write transaction. */
export async function auditHead(trx: WriteDb): Promise<{ nextSeq: number; previousHash: string }> {
  const last = await trx.selectFrom('audit').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1).executeTakeFirst()
  return { nextSeq: (last?.seq ?? 0) + 1, previousHash: last?.hash ?? GENESIS }
}

/** Adds a line to the chain. */
export async function appendAudit(trx: WriteDb, head: { nextSeq: number; previousHash: string }, line: AuditLine, content: string): Promise<void> {
  const facts = line.facts ? JSON.stringify(line.facts) : null
  const hash = lineHash(head.previousHash, head.nextSeq, { ...line, facts }, content)
  await trx.insertInto('audit').values({ ...line, facts, seq: head.nextSeq, contentHash: content, hash }).execute()
}

export type AuditVerdict = { lines: number; headHash: string; firstBroken: null | { seq: number; why: 'missing' | 'line' | 'history' } }

/** Where the chain once stood, noted outside of it: by a backup, by a monthly package. */
export type AuditAnchor = { seq: number; hash: string }

/** A restore as the chain itself tells it: the lines after that backup are gone by right. */
export type Restored = { at: string; backup: string }

/**
 * What monthly packages and backups wrote down of the chain; it shows an end that was cut off, the chain alone cannot.
 * `ofBackups` answers what the backups say, given the restores since.
 */
export async function knownAnchors(db: Kysely<Database> | WriteDb, ofBackups: (restored: Restored[]) => AuditAnchor[]): Promise<AuditAnchor[]> {
  const packages = await db.selectFrom('exportPackage').select(['auditSeq', 'auditHead']).execute()
  const restores = await db.selectFrom('audit').select(['at', 'facts']).where('call', '=', 'system.restore').execute()
  const restored = restores.map(({ at, facts }) => ({ at, backup: String((JSON.parse(facts ?? '{}') as { backup?: string }).backup ?? '') }))
  return [...packages.map(row => ({ seq: row.auditSeq, hash: row.auditHead })), ...ofBackups(restored)]
}

/**
 * Walks the whole chain and answers where it first breaks: a line missing, a line changed, or a history row that no
 * longer fits its line or belongs to none. `anchors` also show a chain that was cut at its end and written anew.
 */
export async function verifyAudit(db: Kysely<Database> | WriteDb, anchors: readonly AuditAnchor[] = []): Promise<AuditVerdict> {
  const anchored = Map.groupBy(anchors, anchor => anchor.seq)
  let previous = GENESIS
  let expected = 1
  const PAGE = 2000
  for (;;) {
    const lines = await db.selectFrom('audit').selectAll().where('seq', '>=', expected).orderBy('seq').limit(PAGE).execute()
    if (!lines.length) break
    const last = lines[lines.length - 1]!.seq
    const history = await db.selectFrom('recordHistory').select(['record', 'recordId', 'rev', 'action', 'row', 'reason', 'auditSeq'])
      .where('auditSeq', '>=', expected).where('auditSeq', '<=', last).execute()
    const bySeq = Map.groupBy(history, entry => entry.auditSeq)
    for (const line of lines) {
      const broken = (why: 'missing' | 'line' | 'history'): AuditVerdict => ({ lines: expected - 1, headHash: previous, firstBroken: { seq: expected, why } })
      if (line.seq !== expected) return broken('missing')
      if (contentHash(bySeq.get(line.seq) ?? []) !== line.contentHash) return broken('history')
      const hash = lineHash(previous, line.seq, line, line.contentHash)
      if (hash !== line.hash) return broken('line')
      if (anchored.get(line.seq)?.some(anchor => anchor.hash !== hash)) return broken('line')
      previous = hash
      expected += 1
    }
  }
  const broken = (seq: number, why: 'missing' | 'history'): AuditVerdict => ({ lines: expected - 1, headHash: previous, firstBroken: { seq, why } })
  if (anchors.some(anchor => anchor.seq >= expected)) return broken(expected, 'missing')
  const orphan = await db.selectFrom('recordHistory').select('auditSeq').where(eb => eb.or([eb('auditSeq', '<', 1), eb('auditSeq', '>=', expected)])).orderBy('auditSeq').limit(1).executeTakeFirst()
  if (orphan) return broken(orphan.auditSeq, 'history')
  return { lines: expected - 1, headHash: previous, firstBroken: null }
}
