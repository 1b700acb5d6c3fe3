import { type SqlBool, sql } from 'kysely'
import { CERTIFICATE_CHANGE, type CertificateChange, changeOfState } from '../../../../domain/code/certificate-change.ts'
import { certChangeDataset } from '../../../../domain/export/datasets/index.ts'
import { certificate } from '../../../../domain/modules/certificate/certificate.record.ts'
import { dayOf, type Instant, type Minute, minuteAt } from '../../../../domain/time/day.ts'
import type { ReadDb } from '../../db/engine.ts'
import { type DatasetMap, latest, namesOfUsers, rowsById, type SourceRow } from './source.ts'
import { inSealedMonths, instantsOf, printable } from './stock-move.ts'

const SEPARATOR = ':'
const HANDED_OVER: CertificateChange = 'handedOver'
const BACK_ENTERED: CertificateChange = 'backEntered'
const STATES = CERTIFICATE_CHANGE.list.flatMap(entry => entry.toState === null ? [] : [entry.toState])
// A sheet issued before the program came into use has no life of ours before its entry. A lost sheet that turned up again stays lost.
const isChange = sql<SqlBool>`(from_state IS NULL OR from_state <> to_state)`
const changeOf = (move: { fromState: string | null; toState: string }): CertificateChange | undefined => move.fromState === null ? BACK_ENTERED : changeOfState(move.toState)
const recordIdOf = (certificateId: string, change: CertificateChange): string => certificateId + SEPARATOR + change

/** 证明状态变更: moves of the blank that say something of a sheet used for a child, and the handing over. */
export const certChangeMap: DatasetMap = {
  dataset: certChangeDataset, record: certificate.id, reportsUnknownVoids: false,
  origins: { 'ext.certNo': [certificate.id, 'number'], 'ext.issueType': [certificate.id, 'issueType'], 'ext.collectorRelation': [certificate.id, 'collectorRelation'] },
  async candidates(db, period) {
    const { from, until } = instantsOf(period.first, period.last)
    const known = (change: string) => sql<SqlBool>`EXISTS (SELECT 1 FROM export_state s WHERE s.dataset = ${certChangeDataset.id} AND s.record_id = ${sql.raw(change)})`
    const whenState = sql.join(CERTIFICATE_CHANGE.list.flatMap(entry => entry.toState === null ? [] : [sql`WHEN ${sql.lit(entry.toState)} THEN ${sql.lit(entry.code)}`]), sql` `)
    const moves = await db.selectFrom('blankEvent').select(['certificateId', 'fromState', 'toState']).where('certificateId', 'is not', null).where('toState', 'in', STATES).where(isChange).where(eb => eb.or([
      eb.and([eb('at', '>=', from), eb('at', '<', until)]),
      eb.and([inSealedMonths('at', period), eb.not(sql<SqlBool>`EXISTS (SELECT 1 FROM export_state s WHERE s.dataset = ${certChangeDataset.id} AND s.record_id = certificate_id || ${SEPARATOR} || CASE WHEN from_state IS NULL THEN ${sql.lit(BACK_ENTERED)} ELSE CASE to_state ${whenState} END END)`)]),
    ])).execute()
    const sealed = period.sealedMonths.length ? sql.join(period.sealedMonths.map(month => sql`${month}`)) : sql`''`
    const handed = await db.selectFrom('certificate').select('id').where('voidedAt', 'is', null).where('collectedAt', 'is not', null).where(sql<SqlBool>`coalesce(back_entered, 0) = 0`).where(eb => eb.or([
      eb.and([eb('collectedAt', '>=', `${period.first}T00:00` as never), eb('collectedAt', '<=', `${period.last}T23:59` as never)]),
      eb.and([sql<SqlBool>`substr(collected_at, 1, 7) IN (${sealed})`, eb.not(known(`certificate.id || '${SEPARATOR}${HANDED_OVER}'`))]),
    ])).execute()
    return [...moves.map(row => recordIdOf(row.certificateId!, changeOf(row)!)), ...handed.map(row => recordIdOf(row.id, HANDED_OVER)), ...await changedSheets(db)]
  },
  async load({ db }, ids) {
    const wanted = new Set(ids)
    const certificateIds = [...new Set(ids.map(id => id.slice(0, id.indexOf(SEPARATOR))))]
    const sheets = [...(await rowsById(db, certificate, certificateIds)).values()]
    const moves = await db.selectFrom('blankEvent').selectAll().where('number', 'in', sheets.map(sheet => sheet.number)).where('toState', 'in', STATES).where(isChange).orderBy('number').orderBy('seq').execute()
    const originals = await rowsById(db, certificate, sheets.map(sheet => sheet.supersedesId))
    const newer = new Map((await db.selectFrom('certificate').select(['supersedesId', 'number', 'issueType']).where('supersedesId', 'in', certificateIds).where('voidedAt', 'is', null).orderBy('number').execute()).map(row => [row.supersedesId, row]))
    const names = await namesOfUsers(db, [...moves.flatMap(move => [move.byUser, move.secondPersonId]), ...sheets.map(sheet => sheet.handedOverBy)])
    const nameOf = (id: string | null) => id === null ? null : names.get(id) ?? id
    return sheets.flatMap(sheet => {
      const original = sheet.issueType === '1' || sheet.supersedesId === null ? null : originals.get(sheet.supersedesId)?.number ?? null
      const next = newer.get(sheet.id)
      const common = { 'ext.certNo': sheet.number, 'ext.issueType': sheet.issueType }
      const row = (change: CertificateChange, at: Minute, updatedAt: Instant, values: SourceRow['values']): SourceRow => ({
        dataset: certChangeDataset, recordId: recordIdOf(sheet.id, change), bk: { certNo: sheet.number, change }, eventDate: dayOf(at), updatedAt,
        voided: sheet.voidedAt === null ? null : { reason: '错误录入', columns: { ...common, 'ext.change': change, 'ext.changedAt': at } },
        values: { ...common, 'ext.change': change, 'ext.changedAt': at, 'ext.originalCertNo': change === 'issued' ? original : null, ...values },
        ids: { [certificate.id]: sheet.id }, facts: { change, certificateId: sheet.id, number: sheet.number },
      })
      const rows: SourceRow[] = []
      for (const move of moves) {
        const change = changeOf(move)
        if (move.certificateId !== sheet.id || !change || !wanted.has(recordIdOf(sheet.id, change))) continue
        const atMs = Date.parse(move.at)
        rows.push(row(change, minuteAt(atMs), latest(move.at), {
          'ext.changedBy': nameOf(move.byUser), 'ext.secondPerson': nameOf(move.secondPersonId), 'ext.reasonCode': move.reasonCode, 'ext.reason': printable(move.reason),
          'ext.replacedByCertNo': (change === 'exchanged' || change === 'lost') && next && next.issueType !== '1' ? next.number : null,
        }))
      }
      if (sheet.collectedAt !== null && sheet.backEntered !== true && wanted.has(recordIdOf(sheet.id, HANDED_OVER)))
        rows.push(row(HANDED_OVER, sheet.collectedAt, latest(sheet.updatedAt), { 'ext.changedBy': nameOf(sheet.handedOverBy), 'ext.collectorRelation': sheet.collectorRelation }))
      return rows
    })
  },
}

/** Changes the province has whose sheet was saved since; a newer sheet that points at an older one changes the older one's rows. */
async function changedSheets(db: ReadDb): Promise<string[]> {
  const first = await db.selectFrom('exportPackage').select(({ fn }) => fn.min('cutoffAt').as('cutoffAt')).executeTakeFirst()
  if (!first?.cutoffAt) return []
  const saved = db.selectFrom('certificate').where('updatedAt', '>=', first.cutoffAt as string as Instant)
  const [own, pointedAt] = [await saved.select(['id', 'updatedAt']).execute(), await saved.where('supersedesId', 'is not', null).select(['supersedesId as id', 'updatedAt']).execute()]
  const savedAt = new Map<string, string>()
  for (const row of [...own, ...pointedAt]) if (row.id !== null && row.updatedAt > (savedAt.get(row.id) ?? '')) savedAt.set(row.id, row.updatedAt)
  const ids = [...savedAt.keys()].flatMap(id => CERTIFICATE_CHANGE.values.map(change => recordIdOf(id, change)))
  const changed: string[] = []
  for (let at = 0; at < ids.length; at += 400) {
    const states = await db.selectFrom('exportState').innerJoin('exportPackage', 'exportPackage.id', 'exportState.packageId').select(['recordId', 'cutoffAt'])
      .where('dataset', '=', certChangeDataset.id).where('recordId', 'in', ids.slice(at, at + 400)).execute()
    for (const state of states) if (savedAt.get(state.recordId.slice(0, state.recordId.indexOf(SEPARATOR)))! >= state.cutoffAt) changed.push(state.recordId)
  }
  return changed
}

/** Which changes of these sheets the province was told of already. */
export async function changesSent(db: ReadDb, certificateIds: readonly string[], change: CertificateChange): Promise<Set<string>> {
  const rows = await db.selectFrom('exportState').select('recordId').where('dataset', '=', certChangeDataset.id).where('recordId', 'in', certificateIds.map(id => recordIdOf(id, change))).execute()
  return new Set(rows.map(row => row.recordId.slice(0, row.recordId.indexOf(SEPARATOR))))
}
