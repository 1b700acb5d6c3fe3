import { AppError } from '../../../../domain/api/result.ts'
import { CARE_CLOSING, type CareClosing, type PregnancyEnd } from '../../../../domain/code/maternal-visit.ts'
import type { PregnancyState } from '../../../../domain/code/maternal-care.ts'
import { block, type FieldIssue, message } from '../../../../domain/message/message.ts'
import { type Pregnancy, pregnancy } from '../../../../domain/modules/birth/pregnancy.record.ts'
import { maternalAttempt } from '../../../../domain/modules/maternal/attempt.record.ts'
import { fetalSexIssues } from '../../../../domain/record/derive/fetal-sex.ts'
import { checkLost, vainDays } from '../../../../domain/rule/child/lost-to-follow-up.ts'
import { closingIssues } from '../../../../domain/rule/maternal/closing.ts'
import type { Day } from '../../../../domain/time/day.ts'
import type { ReadContext, WriteContext } from '../../context.ts'
import type { ReadDb } from '../../db/engine.ts'
import type { Handlers } from '../../handlers.ts'
import { settle } from '../../record/settle.ts'
import { saveRow, type SaveRequest, valuesOf } from '../../record/store.ts'
import { pregnancyHeadOf, pregnancyOf, type PregnancyOf } from '../../registry/pregnancies.ts'
import { hasOpenCase } from '../../registry/pregnancy-references.ts'
import { NOT_CLOSED, openPregnancyOf, openTwice } from '../../registry/pregnancy-state.ts'
import { attentionOf } from '../../registry/risk-attention.ts'
import { checksOf, deliveryOf, firstOf, postpartumVisitsOf, rowsOn, visitsOf } from './facts.ts'

type Context = ReadContext | WriteContext
/** What a closing makes of a pregnancy without a birth. */
const STATE_AFTER: Readonly<Partial<Record<CareClosing, PregnancyState>>> = { ended: 'ended', lost: 'lost', moved: 'moved', died: 'ended' }

/** The last day she was seen: attempts before it prove nothing of today. */
export async function lastSeenDay(db: ReadDb, { pregnancy: row }: PregnancyOf): Promise<Day | null> {
  const first = await firstOf(db, row.id)
  const days = [row.bookedDay, first?.visitDay ?? null, ...[...await visitsOf(db, row.id), ...await postpartumVisitsOf(db, row.id), ...await checksOf(db, row.id)].map(({ visitDay }) => visitDay), row.state === 'delivered' ? row.stateDay : null]
  return days.reduce<Day | null>((last, day) => day !== null && (last === null || day > last) ? day : last, null)
}
export const vainDaysOf = async (db: ReadDb, of: PregnancyOf): Promise<Day[]> => vainDays(await rowsOn(db, maternalAttempt, 'maternalContactAttempt', of.pregnancy.id, 'day'), await lastSeenDay(db, of), null)

/** What stands against closing the care this way (§9). */
async function issuesOfClosing(context: Context, of: PregnancyOf, method: CareClosing): Promise<FieldIssue[]> {
  const { db } = context
  const { pregnancy: row } = of
  if (row.closedDay !== null) return [block('method', message('closing.already', '已于 {{day}} 结案;需更改请先撤销结案', { day: row.closedDay }))]
  const delivery = await deliveryOf(db, row.id)
  const entry = CARE_CLOSING.entry(method)
  if (delivery ? !entry.delivered : !entry.pregnant) {
    return [block('method', delivery ? message('closing.afterBirth', '已登记分娩,不能按“{{method}}”结案', { method: entry.label }) : message('closing.noBirth', '还没有登记分娩,不能按“{{method}}”结案;已在外院分娩的请先登记分娩', { method: entry.label }))]
  }
  if (method === 'lost') return checkLost(await vainDaysOf(db, of), await context.setting('maternalRules'), 'method')
  if (!delivery || (method !== 'recovered' && method !== 'referred')) return []
  const check = (await checksOf(db, row.id)).at(-1)
  if (!check) return [block('method', message('closing.noCheck', '还没有登记产后42天健康检查,请先登记再结案'))]
  const issues = closingIssues({
    fetusCount: row.fetusCount ?? delivery.fetusCount, newbornCount: delivery.newborns.length, isRecovered: check.recovery === '1', isReferred: check.handling === '2', hasOpenCase: await hasOpenCase(db, row.id),
    needsAssessment: await attentionOf(db, row.id, context.today) !== undefined,
  })
  if (issues.length === 0 && (method === 'recovered') !== (check.recovery === '1')) {
    issues.push(block('method', method === 'recovered' ? message('closing.checkNotRecovered', '产后42天检查登记为“未恢复”,结案方式请选择“未恢复,转专科”') : message('closing.checkRecovered', '产后42天检查登记为“已恢复”,结案方式请选择“产后42天已恢复”')))
  }
  return issues
}

type Closing = { pregnancyId: string; rev: number; method: CareClosing; day: string; endMode?: PregnancyEnd | undefined; reason?: string | undefined; confirmations?: SaveRequest<typeof pregnancy>['confirmations'] }
async function closeCare(context: WriteContext, input: Closing): Promise<{ id: string; rev: number }> {
  const of = await pregnancyOf(context.db, input.pregnancyId)
  const { pregnancy: row, deliveredDay } = of
  const day = input.day as Day
  const issues = await issuesOfClosing(context, of, input.method)
  const from = deliveredDay ?? row.startDay
  if (day > context.today) issues.push(block('day', message('closing.future', '结案日期不能晚于今天,请核对')))
  else if (from !== null && day < from) issues.push(block('day', message('closing.before', '结案日期不能早于 {{day}},请核对', { day: from })))
  if (input.method === 'ended' && !input.endMode) issues.push(block('endMode', message('closing.endMode', '请选择终止妊娠方式')))
  if (input.method === 'moved' && !input.reason) issues.push(block('reason', message('closing.movedTo', '请写明转往的机构或地区')))
  if (issues.length > 0) throw new AppError('invalid', issues)
  const { name: institution } = await context.setting('institution')
  const closed: Pregnancy = {
    ...valuesOf(pregnancy, row), closedDay: day, closeMethod: input.method, closedInstitution: institution || null, closedBy: context.user.displayName, stateReason: input.reason ?? null,
    ...deliveredDay ? {} : { state: STATE_AFTER[input.method]!, stateDay: day, endMode: input.method === 'ended' ? input.endMode! : null },
  }
  // What was once saved closes as it is; only what is written now is asked about.
  const accepted = await settle(context, fetalSexIssues(pregnancy, closed, row), input.confirmations, closed)
  const saved = await saveRow(context, pregnancy, { id: row.id, rev: input.rev, settled: true, ...input.reason ? { reason: input.reason } : {}, row: closed })
  await context.acceptedFindings(pregnancy.id, saved.id, accepted)
  return saved
}

async function reopenCare(context: WriteContext, { pregnancyId, rev, reason }: { pregnancyId: string; rev: number; reason: string }): Promise<{ id: string; rev: number }> {
  const { pregnancy: row, deliveredDay } = await pregnancyOf(context.db, pregnancyId)
  if (row.closedDay === null) throw new AppError('invalid', [block('pregnancyId', message('closing.notClosed', '本次妊娠没有结案,无需撤销'))])
  const other = deliveredDay ? undefined : await openPregnancyOf(context.db, row.womanId)
  if (other) throw new AppError('invalid', [openTwice('pregnancyId', other)])
  return saveRow(context, pregnancy, { id: row.id, rev, settled: true, reason, row: { ...valuesOf(pregnancy, row), ...NOT_CLOSED, ...deliveredDay ? {} : { state: 'pregnant', stateDay: null } } })
}

export const closingHandlers = {
  'maternal.close.prepare': async ({ pregnancyId }, context) => {
    context.touched('pregnancy', pregnancyId)
    const of = await pregnancyOf(context.db, pregnancyId)
    const methods = []
    for (const method of CARE_CLOSING.values) methods.push({ method, issues: await issuesOfClosing(context, of, method) })
    return { head: await pregnancyHeadOf(context, of), rev: of.pregnancy.rev, methods }
  },
  'maternal.close': (input, context) => closeCare(context, input),
  'maternal.reopen': (input, context) => reopenCare(context, input),
} satisfies Partial<Handlers>
