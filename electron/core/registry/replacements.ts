import { replacement, type StoredReplacement } from '../../../domain/modules/certificate/replacement.record.ts'
import type { WriteContext } from '../context.ts'
import type { ReadDb } from '../db/engine.ts'
import { fromColumns, saveRow, valuesOf } from '../record/store.ts'

/** The application a sheet was printed for, if it is not a first issue. */
export async function replacementOfSheet(db: ReadDb, certificateId: string): Promise<StoredReplacement | undefined> {
  const row = await db.selectFrom('certificateReplacement').selectAll().where('newCertificateId', '=', certificateId).where('voidedAt', 'is', null).executeTakeFirst()
  return row && fromColumns(replacement, row)
}

/** The application whose sheet is gone (void, printing cancelled) still stands and can print again. */
export async function withoutSheet(context: WriteContext, certificateId: string): Promise<void> {
  const stored = await replacementOfSheet(context.db, certificateId)
  if (stored?.state === 'printing') await saveRow(context, replacement, { id: stored.id, rev: stored.rev, settled: true, row: { ...valuesOf(replacement, stored), state: 'approved', newCertificateId: null } })
}
