import { sql } from 'kysely'
import type { ReadDb, WriteDb } from '../db/engine.ts'

/** Where a child without a collected certificate stands; the desk's queues in the order of the way. */
export const OPEN_STEPS = ['register', 'print', 'ask', 'seal', 'handOver'] as const
export type OpenStep = (typeof OPEN_STEPS)[number]

/**
 * The open work as the records tell it: every live-born child that has not gone home with a certificate, and those whose
 * approved 换发 or 补发 waits for its sheet (the old one counts until the new one takes a number). `open_work` is
 * this very select, kept up to date, so that the desk reads the few open children and not all that were ever born.
 */
export function openWorkOf(db: ReadDb) {
  return db.selectFrom('newborn')
    .leftJoin('certificate as sheet', join => join.onRef('sheet.newbornId', '=', 'newborn.id').on('sheet.endedAt', 'is', null).on('sheet.voidedAt', 'is', null))
    .leftJoin('certificateRegistration as register', join => join.onRef('register.newbornId', '=', 'newborn.id').on('register.voidedAt', 'is', null))
    .leftJoin('certificateReplacement as waiting', join => join.onRef('waiting.newbornId', '=', 'newborn.id').on('waiting.state', '=', 'approved').on('waiting.voidedAt', 'is', null))
    // Back on the clerk's table after its old sheet had ended: nothing is printed until it is approved again.
    .leftJoin('certificateReplacement as redone', join => join.onRef('redone.newbornId', '=', 'newborn.id').on('redone.oldEndedAt', 'is not', null).on('redone.state', 'in', ['draft', 'applied', 'reviewed']).on('redone.voidedAt', 'is', null))
    .where('redone.id', 'is', null).where('newborn.voidedAt', 'is', null).where('newborn.outcome', '=', '1').where(eb => eb.or([eb('sheet.collectedAt', 'is', null), eb('waiting.id', 'is not', null)]))
    .select([
      'newborn.id as newbornId',
      sql<OpenStep>`CASE WHEN waiting.id IS NOT NULL THEN 'print' WHEN sheet.id IS NULL THEN CASE WHEN register.complete = 1 THEN 'print' ELSE 'register' END
        WHEN sheet.printed_at IS NULL THEN 'ask' WHEN sheet.sealed_at IS NULL THEN 'seal' ELSE 'handOver' END`.as('step'),
      sql<string>`coalesce(waiting.updated_at, sheet.updated_at, newborn.born_at)`.as('since'),
    ])
}

/** Brings one child's line up to date, in the transaction that changed the child, its register or its certificate. */
export async function refreshOpenWork(trx: WriteDb, newbornId: string): Promise<void> {
  await trx.deleteFrom('openWork').where('newbornId', '=', newbornId).execute()
  await trx.insertInto('openWork').columns(['newbornId', 'step', 'since']).expression(openWorkOf(trx).where('newborn.id', '=', newbornId)).execute()
}

/** Brings all lines up to date: after rows were written past the store (sample hospital, benchmark). */
export async function refreshAllOpenWork(trx: WriteDb): Promise<void> {
  await trx.deleteFrom('openWork').execute()
  await trx.insertInto('openWork').columns(['newbornId', 'step', 'since']).expression(openWorkOf(trx)).execute()
}

/** The newborn whose open work a written row of this record may have changed. */
export function newbornOfRow(record: string, id: string, row: Readonly<Record<string, unknown>>): string | null {
  if (record === 'newborn') return id
  return (record === 'certificate' || record === 'certificate.registration' || record === 'certificate.replacement') && typeof row.newbornId === 'string' ? row.newbornId : null
}
