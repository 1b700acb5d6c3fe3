import { AppError } from '../../../../domain/api/result.ts'
import { block, type FieldIssue, message } from '../../../../domain/message/message.ts'
import { postpartumCheck } from '../../../../domain/modules/maternal/postpartum-check.record.ts'
import { postpartumVisit } from '../../../../domain/modules/maternal/postpartum-visit.record.ts'
import { tidyRow } from '../../../../domain/record/derive/schema.ts'
import { daysAfterWithin, postpartumDayIssues } from '../../../../domain/rule/maternal/care-days.ts'
import { pressureAgainstAssessment } from '../../../../domain/rule/maternal/measures.ts'
import { postpartumCheck as checkDays } from '../../../../domain/rule/maternal/visits.ts'
import type { Day } from '../../../../domain/time/day.ts'
import type { ReadContext, WriteContext } from '../../context.ts'
import type { Handlers } from '../../handlers.ts'
import { saveRow, type SaveRequest, voidRow } from '../../record/store.ts'
import { pregnancyHeadOf, pregnancyOf, type PregnancyOf } from '../../registry/pregnancies.ts'
import { careDaysOf, checksOf, deliveryOf, dutiesOf, ownerOf, postpartumVisitsOf } from './facts.ts'

const daysAfterOf = ({ deliveredDay }: PregnancyOf, day: Day | null): number | null => daysAfterWithin(deliveredDay, day)
const sameDay = (others: readonly { id: string; visitDay: Day }[], row: { visitDay: Day | null }, id: string | undefined): FieldIssue[] =>
  others.some(other => other.id !== id && other.visitDay === row.visitDay) ? [block('visitDay', message('postpartum.twice', '这一天已登记过,请打开原记录修改'))] : []

async function savePostpartumVisit(context: WriteContext, input: SaveRequest<typeof postpartumVisit>): Promise<{ id: string; rev: number }> {
  const { of } = await ownerOf(context, postpartumVisit, input)
  const row = tidyRow(postpartumVisit, input.row)
  const issues = [...postpartumDayIssues(row.visitDay, careDaysOf(of)), ...sameDay(await postpartumVisitsOf(context.db, of.pregnancy.id), row, input.id), ...pressureAgainstAssessment(row, await context.setting('maternalRules'))]
  return saveRow(context, postpartumVisit, { ...input, row: { ...row, daysAfter: daysAfterOf(of, row.visitDay) }, moreIssues: issues })
}

async function saveCheck(context: WriteContext, input: SaveRequest<typeof postpartumCheck>): Promise<{ id: string; rev: number }> {
  const { of } = await ownerOf(context, postpartumCheck, input)
  const row = tidyRow(postpartumCheck, input.row)
  const issues = [...postpartumDayIssues(row.visitDay, careDaysOf(of)), ...sameDay(await checksOf(context.db, of.pregnancy.id), row, input.id)]
  // A day before the birth has been refused above.
  if (of.deliveredDay && row.visitDay && row.visitDay >= of.deliveredDay) issues.push(...checkDays(of.deliveredDay, row.visitDay, await context.setting('maternalRules')).issues)
  return saveRow(context, postpartumCheck, { ...input, row: { ...row, daysAfter: daysAfterOf(of, row.visitDay) }, moreIssues: issues })
}

async function voidCheck(context: WriteContext, input: { id: string; rev: number; reason: string }): Promise<{ id: string; rev: number }> {
  const closed = await context.db.selectFrom('maternalPostpartumCheck as check').innerJoin('pregnancy', 'pregnancy.id', 'check.pregnancyId').select('closedDay').where('check.id', '=', input.id).where('closeMethod', 'in', ['recovered', 'referred']).executeTakeFirst()
  if (closed?.closedDay) throw new AppError('invalid', [block('id', message('postpartumCheck.closed', '本次妊娠已按这次检查于 {{day}} 结案,请先撤销结案', { day: closed.closedDay }))])
  return voidRow(context, postpartumCheck, input)
}

async function preparedAfter(context: ReadContext, pregnancyId: string) {
  const of = await pregnancyOf(context.db, pregnancyId)
  const delivery = await deliveryOf(context.db, pregnancyId)
  if (!delivery) throw new AppError('invalid', postpartumDayIssues(null, careDaysOf(of)))
  const [visit, check] = dutiesOf(delivery, await postpartumVisitsOf(context.db, pregnancyId), await checksOf(context.db, pregnancyId), context.today, await context.setting('maternalRules'))
  const { name: institution } = await context.setting('institution')
  return { of, head: await pregnancyHeadOf(context, of), delivery, visit: visit!, check: check!, common: { pregnancyId, institution: institution || null, doctorName: context.user.displayName } }
}

export const postpartumHandlers = {
  'maternal.postpartumVisit.save': (input, context) => savePostpartumVisit(context, input as SaveRequest<typeof postpartumVisit>),
  'maternal.postpartumCheck.save': (input, context) => saveCheck(context, input as SaveRequest<typeof postpartumCheck>),
  'maternal.postpartumCheck.void': (input, context) => voidCheck(context, input),
  'maternal.postpartumVisit.prepare': async ({ pregnancyId, visitDay }, context) => {
    context.touched('pregnancy', pregnancyId)
    const { of, head, delivery, visit, check, common } = await preparedAfter(context, pregnancyId)
    const day = (visitDay ?? context.today) as Day
    return { head, delivery, duty: visit, row: { ...common, visitDay: day, place: 'home', referral: '1', daysAfter: daysAfterOf(of, day), nextVisitDay: check.state !== 'done' && check.first > day ? check.first as Day : null } }
  },
  'maternal.postpartumCheck.prepare': async ({ pregnancyId, visitDay }, context) => {
    context.touched('pregnancy', pregnancyId)
    const { of, head, delivery, check, common } = await preparedAfter(context, pregnancyId)
    const day = (visitDay ?? context.today) as Day
    return { head, delivery, duty: check, row: { ...common, visitDay: day, daysAfter: daysAfterOf(of, day) } }
  },
} satisfies Partial<Handlers>
