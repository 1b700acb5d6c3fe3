import { AppError } from '../../../../domain/api/result.ts'
import { block, message } from '../../../../domain/message/message.ts'
import { pregnancy } from '../../../../domain/modules/birth/pregnancy.record.ts'
import { tidyRow } from '../../../../domain/record/derive/schema.ts'
import type { WriteContext } from '../../context.ts'
import type { Handlers } from '../../handlers.ts'
import { findRow, saveRow, type SaveRequest } from '../../record/store.ts'
import { datingOf, pregnancyHeadOf, pregnancyOf } from '../../registry/pregnancies.ts'

/** Saves a pregnancy: the expected day follows from what dates it, the risk from her assessments; a woman has one open pregnancy. */
async function savePregnancy(context: WriteContext, input: SaveRequest<typeof pregnancy>): Promise<{ id: string; rev: number }> {
  const old = input.id ? await findRow(context.db, pregnancy, input.id) : undefined
  const row = tidyRow(pregnancy, input.row)
  const dating = datingOf(row, await context.setting('maternalRules'))
  if (row.state === 'pregnant' && row.womanId) {
    const other = await context.db.selectFrom('pregnancy').select(['id', 'bookedDay']).where('womanId', '=', row.womanId).where('state', '=', 'pregnant').where('voidedAt', 'is', null).executeTakeFirst()
    if (other && other.id !== input.id) throw new AppError('invalid', [block('state', message('pregnancy.openTwice', '该孕产妇已有一次未结束的妊娠(建册 {{day}}),请打开那一次;确已结束的请先登记结局', { day: other.bookedDay ?? '—' }))])
  }
  return saveRow(context, pregnancy, {
    ...input, row: { ...row, expectedDay: dating?.expectedDay ?? null, startDay: dating?.startDay ?? null, datingMethod: dating?.method ?? null, riskColour: old?.riskColour ?? null, isPurple: old?.isPurple ?? null },
  })
}

export const pregnancyHandlers = {
  'pregnancy.open': async ({ pregnancyId }, context) => {
    context.touched('pregnancy', pregnancyId)
    const of = await pregnancyOf(context.db, pregnancyId)
    return { head: await pregnancyHeadOf(context, of), pregnancy: of.pregnancy }
  },
  'pregnancy.save': (input, context) => savePregnancy(context, input as SaveRequest<typeof pregnancy>),
} satisfies Partial<Handlers>
