import { AppError } from '../../../../domain/api/result.ts'
import { PELVIC_PLACE_KIND } from '../../../../domain/code/pelvic-care.ts'
import { block, type Message, message, warn } from '../../../../domain/message/message.ts'
import { pelvicPlace, type StoredPelvicPlace } from '../../../../domain/modules/pelvic/place.record.ts'
import { tidyRow } from '../../../../domain/record/derive/schema.ts'
import { TAKING_ROOM } from '../../../../domain/rule/pelvic/booking.ts'
import type { WriteContext } from '../../context.ts'
import type { ReadDb } from '../../db/engine.ts'
import type { Handlers } from '../../handlers.ts'
import { findRow, fromColumns, saveRow, type SaveRequest, voidRow } from '../../record/store.ts'

/** Rooms and instruments that count, those in use first. */
export async function placesOf(db: ReadDb): Promise<StoredPelvicPlace[]> {
  const rows = await db.selectFrom('pelvicPlace').selectAll().where('voidedAt', 'is', null).orderBy('kind').orderBy('name').execute()
  return rows.map(row => fromColumns(pelvicPlace, row)).toSorted((one, other) => Number(one.isRetired === true) - Number(other.isRetired === true))
}

export const devicesInUse = async (db: ReadDb): Promise<StoredPelvicPlace[]> => (await placesOf(db)).filter(({ kind, isRetired }) => kind === 'device' && isRetired !== true)
export const unknownFormat = (format: string): Message => message('pelvicPlace.unknownFormat', '报告格式“{{format}}”不在设置中,请从现有格式中选择;没有的先在“设置 → 孕产保健 → 盆底报告格式”中登记', { format })

/** Appointments that are still to come at a place. */
async function bookedAhead({ db, today }: WriteContext, placeId: string): Promise<number> {
  const { total } = await db.selectFrom('pelvicSession').select(({ fn }) => fn.countAll<number>().as('total')).where('plannedAt', '>=', `${today}T00:00` as never).where('state', 'in', ['booked', 'arrived'])
    .where('voidedAt', 'is', null).where(eb => eb.or([eb('roomId', '=', placeId), eb('deviceId', '=', placeId)])).executeTakeFirstOrThrow()
  return Number(total)
}

async function savePlace(context: WriteContext, input: SaveRequest<typeof pelvicPlace>): Promise<{ id: string; rev: number }> {
  const row = tidyRow(pelvicPlace, input.row)
  const old = input.id === undefined ? undefined : await findRow(context.db, pelvicPlace, input.id)
  const same = (await placesOf(context.db)).find(one => one.kind === row.kind && one.name === row.name && one.id !== old?.id)
  const ahead = old && (row.isRetired === true && old.isRetired !== true || (row.capacity ?? 0) < old.capacity) ? await bookedAhead(context, old.id) : 0
  // What is out of use keeps the name of a format that is gone.
  const format = row.isRetired === true ? null : row.reportFormat ?? null
  const isKnown = format === null || (await context.setting('pelvicReportFormats')).formats.some(({ name }) => name === format)
  return saveRow(context, pelvicPlace, {
    ...input, moreIssues: [
      ...(isKnown ? [] : [block('reportFormat', unknownFormat(format))]),
      ...(same ? [block('name', message('pelvicPlace.twice', '已有同名的{{kind}},请改名或打开原来的一条', { kind: PELVIC_PLACE_KIND.label(same.kind) }))] : []),
      ...(old && row.kind !== old.kind ? [block('kind', message('pelvicPlace.kindFixed', '类别不能改;登错了请作废后重新登记'))] : []),
      ...(ahead > 0 ? [warn(row.isRetired === true ? 'isRetired' : 'capacity', message('pelvicPlace.ahead', '这里还有 {{count}} 个未到的预约,请在“治疗日程”中逐一改期', { count: ahead }))] : []),
    ],
  })
}

export const pelvicPlaceHandlers = {
  'pelvic.place.list': async (_, { db }) => placesOf(db),
  'pelvic.place.save': (input, context) => savePlace(context, input as SaveRequest<typeof pelvicPlace>),
  'pelvic.place.void': async (input, context) => {
    const { db } = context
    const used = await db.selectFrom('pelvicSession').select('id').where('voidedAt', 'is', null).where('state', 'in', [...TAKING_ROOM]).where(eb => eb.or([eb('roomId', '=', input.id), eb('deviceId', '=', input.id)])).limit(1).executeTakeFirst()
    const ordered = await db.selectFrom('pelvicCourse').select('id').where('voidedAt', 'is', null).where('state', '=', 'open').where(eb => eb.or([eb('roomId', '=', input.id), eb('deviceId', '=', input.id)])).limit(1).executeTakeFirst()
    if (used || ordered) throw new AppError('invalid', [block('id', message('pelvicPlace.used', '这里已有预约、治疗记录或进行中的疗程,不能作废;不再使用请改为“停用”'))])
    return voidRow(context, pelvicPlace, input)
  },
} satisfies Partial<Handlers>
