import type { Output } from '../../../../domain/api/api.ts'
import { AppError } from '../../../../domain/api/result.ts'
import { ANTENATAL_VISIT, type AntenatalVisit } from '../../../../domain/code/maternal-care.ts'
import { block, message } from '../../../../domain/message/message.ts'
import { maternalFirst, type StoredMaternalFirst } from '../../../../domain/modules/maternal/first.record.ts'
import { postpartumCheck, type StoredPostpartumCheck } from '../../../../domain/modules/maternal/postpartum-check.record.ts'
import { postpartumVisit, type StoredPostpartumVisit } from '../../../../domain/modules/maternal/postpartum-visit.record.ts'
import { maternalVisit, type StoredMaternalVisit } from '../../../../domain/modules/maternal/visit.record.ts'
import type { RecordDefinition, StoredRow } from '../../../../domain/record/define.ts'
import type { CareDays } from '../../../../domain/rule/maternal/care-days.ts'
import type { MaternalRules } from '../../../../domain/rule/maternal/maternal-rules.ts'
import type { MadeVisit } from '../../../../domain/rule/maternal/next-visit.ts'
import { antenatalWindow, homeVisitWindow, postpartumCheckWindow, visitState } from '../../../../domain/rule/maternal/visits.ts'
import { type Day, dayOf } from '../../../../domain/time/day.ts'
import type { WriteContext } from '../../context.ts'
import type { ReadDb } from '../../db/engine.ts'
import { findRow, fromColumns, type SaveRequest } from '../../record/store.ts'
import { pregnancyOf, type PregnancyOf } from '../../registry/pregnancies.ts'

type DeliveryOut = NonNullable<Output<'maternal.file'>['delivery']>
type Schedule = Output<'maternal.file'>['schedule']
export type Duty = Output<'maternal.file'>['duties'][number]
type OfPregnancy = 'maternalFirst' | 'maternalVisit' | 'maternalPostpartumVisit' | 'maternalPostpartumCheck' | 'maternalRedating' | 'maternalContactAttempt'

/** The rows of one record of a pregnancy that are not void, the oldest first. */
export async function rowsOn<D extends RecordDefinition>(db: ReadDb, definition: D, table: OfPregnancy, pregnancyId: string, day: string): Promise<StoredRow<D>[]> {
  // The tables have these columns in common; Kysely types each by its own name.
  const rows = await db.selectFrom(table as 'maternalVisit').selectAll().where('pregnancyId', '=', pregnancyId).where('voidedAt', 'is', null).orderBy(day as 'visitDay').orderBy('createdAt').orderBy('id').execute()
  return rows.map(row => fromColumns(definition, row))
}

export const firstOf = async (db: ReadDb, pregnancyId: string): Promise<StoredMaternalFirst | null> => (await rowsOn(db, maternalFirst, 'maternalFirst', pregnancyId, 'visitDay'))[0] ?? null
export const visitsOf = (db: ReadDb, pregnancyId: string): Promise<StoredMaternalVisit[]> => rowsOn(db, maternalVisit, 'maternalVisit', pregnancyId, 'visitDay')
export const postpartumVisitsOf = (db: ReadDb, pregnancyId: string): Promise<StoredPostpartumVisit[]> => rowsOn(db, postpartumVisit, 'maternalPostpartumVisit', pregnancyId, 'visitDay')
export const checksOf = (db: ReadDb, pregnancyId: string): Promise<StoredPostpartumCheck[]> => rowsOn(db, postpartumCheck, 'maternalPostpartumCheck', pregnancyId, 'visitDay')

/** The delivery that ended a pregnancy, as the certificate desk entered it; null before. */
export async function deliveryOf(db: ReadDb, pregnancyId: string): Promise<DeliveryOut | null> {
  const birth = await db.selectFrom('delivery').select(['id', 'gestationDays', 'mode', 'fetusCount', 'placeName', 'dischargedDay', 'motherOutcome', 'isCritical']).where('pregnancyId', '=', pregnancyId).where('voidedAt', 'is', null).orderBy('createdAt').executeTakeFirst()
  if (!birth) return null
  const newborns = await db.selectFrom('newborn').leftJoin('person', 'person.id', 'newborn.personId').select(['newborn.id as newbornId', 'personId', 'person.name', 'birthOrder', 'outcome', 'newborn.sex', 'bornAt', 'weightG'])
    .where('deliveryId', '=', birth.id).where('newborn.voidedAt', 'is', null).orderBy('birthOrder').execute()
  const [first] = newborns.map(child => child.bornAt).toSorted()
  if (!first) return null
  const { id: deliveryId, ...facts } = birth
  return { ...facts, deliveryId, isCritical: birth.isCritical === 1, deliveredDay: dayOf(first), newborns }
}

export const careDaysOf = ({ pregnancy, deliveredDay }: PregnancyOf): CareDays =>
  ({ startDay: pregnancy.startDay, bookedDay: pregnancy.bookedDay, state: pregnancy.state, stateDay: pregnancy.stateDay, deliveredDay, closedDay: pregnancy.closedDay })

/** The visits before birth that were made, with the number each stands for. */
export const madeVisits = (first: StoredMaternalFirst | null, visits: readonly StoredMaternalVisit[]): MadeVisit[] => [
  ...first ? [{ visit: '1' as const, day: first.visitDay, nextDay: first.nextVisitDay }] : [],
  ...visits.map(({ visitNumber, visitDay, nextVisitDay }) => ({ visit: visitNumber === 'other' ? null : visitNumber as AntenatalVisit, day: visitDay, nextDay: nextVisitDay })),
]

/** The five visits with their windows and where each stands; none while nothing dates the pregnancy. */
export function scheduleOf(of: PregnancyOf, first: StoredMaternalFirst | null, visits: readonly StoredMaternalVisit[], today: Day, rules: MaternalRules): Schedule {
  const { startDay, state } = of.pregnancy
  if (!startDay) return []
  return ANTENATAL_VISIT.values.map(visit => {
    const window = antenatalWindow(visit, startDay, rules)
    const record = visit === '1' ? first : visits.find(one => one.visitNumber === visit) ?? null
    // After the end nothing is expected any more: what was not made stays missed.
    const at = state === 'pregnant' || !of.pregnancy.stateDay ? today : of.pregnancy.stateDay
    return { visit, ...window, state: visitState(window, record?.visitDay ?? null, at), doneDay: record?.visitDay ?? null, recordId: record?.id ?? null }
  })
}

/** What comes after the birth: the home visit within days of going home, the check after 42 days (M-22). */
export function dutiesOf(delivery: DeliveryOut | null, visits: readonly StoredPostpartumVisit[], checks: readonly StoredPostpartumCheck[], today: Day, rules: MaternalRules): Duty[] {
  if (!delivery) return []
  const days = { deliveredDay: delivery.deliveredDay as Day, dischargedDay: delivery.dischargedDay as Day | null }
  const duty = (kind: Duty['kind'], window: { first: Day; last: Day }, record: { id: string; visitDay: Day } | undefined): Duty =>
    ({ kind, ...window, state: visitState(window, record?.visitDay ?? null, today), doneDay: record?.visitDay ?? null, recordId: record?.id ?? null })
  return [duty('postpartumVisit', homeVisitWindow(days, rules), visits[0]), duty('postpartumCheck', postpartumCheckWindow(days.deliveredDay, rules), checks[0])]
}

/** The pregnancy a row belongs to and the row as it stood: it stays with the same pregnancy. */
export async function ownerOf<D extends RecordDefinition>(context: WriteContext, definition: D, { id, row }: SaveRequest<D>): Promise<{ of: PregnancyOf; old: StoredRow<D> | undefined }> {
  const { pregnancyId } = row as unknown as { pregnancyId: string | null }
  if (!pregnancyId) throw new AppError('invalid', [block('pregnancyId', message('maternalVisit.noPregnancy', '请先选择妊娠'))])
  const old = id === undefined ? undefined : await findRow(context.db, definition, id)
  if (old && (old as unknown as { pregnancyId: string }).pregnancyId !== pregnancyId) throw new AppError('invalid', [block('pregnancyId', message('maternalVisit.pregnancyFixed', '记录不能改到另一次妊娠;登错了请作废后重新登记'))])
  return { of: await pregnancyOf(context.db, pregnancyId), old }
}
