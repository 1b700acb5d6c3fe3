import type { WriteDb } from '../db/engine.ts'

/** The next number of a named series, from 1; writers never run together, so no two callers get the same one. */
export async function nextSerial(trx: WriteDb, name: string): Promise<number> {
  const row = await trx.selectFrom('serialCounter').select('last').where('name', '=', name).executeTakeFirst()
  const next = (row?.last ?? 0) + 1
  if (row) await trx.updateTable('serialCounter').set({ last: next }).where('name', '=', name).execute()
  else await trx.insertInto('serialCounter').values({ name, last: next }).execute()
  return next
}
