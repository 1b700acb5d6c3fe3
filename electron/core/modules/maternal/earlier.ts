import type { Output } from '../../../../domain/api/api.ts'
import { pregnancy, type StoredPregnancy } from '../../../../domain/modules/birth/pregnancy.record.ts'
import { type Day, dayOf } from '../../../../domain/time/day.ts'
import type { ReadDb } from '../../db/engine.ts'
import { fromColumns } from '../../record/store.ts'

type Line = Output<'maternal.book.prepare'>['earlier'][number]
export type EarlierPregnancy = { readonly row: StoredPregnancy; readonly endedDay: Day | null; readonly delivery: { readonly mode: string; readonly gestationDays: number } | null; readonly line: Line }

/** The pregnancies of a woman with how they ended, the latest first; without the one named. */
export async function pregnanciesOf(db: ReadDb, womanId: string, exceptId: string | null = null): Promise<EarlierPregnancy[]> {
  const rows = (await db.selectFrom('pregnancy').selectAll().where('womanId', '=', womanId).where('voidedAt', 'is', null).execute()).filter(row => row.id !== exceptId).map(row => fromColumns(pregnancy, row))
  if (rows.length === 0) return []
  const births = await db.selectFrom('delivery').innerJoin('newborn', 'newborn.deliveryId', 'delivery.id').select(['delivery.pregnancyId', 'delivery.mode', 'delivery.gestationDays', 'newborn.outcome', 'newborn.bornAt'])
    .where('delivery.pregnancyId', 'in', rows.map(row => row.id)).where('delivery.voidedAt', 'is', null).where('newborn.voidedAt', 'is', null).orderBy('newborn.birthOrder').execute()
  const byPregnancy = Map.groupBy(births, birth => birth.pregnancyId)
  return rows.map((row): EarlierPregnancy => {
    const born = byPregnancy.get(row.id) ?? []
    const [first] = born.map(child => child.bornAt).toSorted()
    // A birth that was registered before pregnancies had a state is the end of its pregnancy all the same.
    const endedDay = first ? dayOf(first) : row.stateDay
    return {
      row, endedDay, delivery: born[0] ?? null,
      line: { pregnancyId: row.id, state: row.state, bookedDay: row.bookedDay, expectedDay: row.expectedDay, endedDay, deliveryMode: born[0]?.mode ?? null, outcomes: born.map(child => child.outcome).join(',') },
    }
  }).toSorted((a, b) => orderOf(a) > orderOf(b) ? -1 : 1)
}
const orderOf = ({ row, endedDay }: EarlierPregnancy): string => endedDay ?? row.expectedDay ?? row.bookedDay ?? row.createdAt
