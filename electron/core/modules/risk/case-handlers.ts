import { AppError } from '../../../../domain/api/result.ts'
import { block, type FieldIssue, message, warn } from '../../../../domain/message/message.ts'
import { riskAssessment } from '../../../../domain/modules/risk/assessment.record.ts'
import { RISK_CASE_CLOSING, type RiskCase, riskCase, type StoredRiskCase } from '../../../../domain/modules/risk/case.record.ts'
import { riskCaseVisit, type StoredRiskCaseVisit } from '../../../../domain/modules/risk/case-visit.record.ts'
import { riskDeliveryReview } from '../../../../domain/modules/risk/delivery-review.record.ts'
import { riskNearMiss } from '../../../../domain/modules/risk/near-miss.record.ts'
import { riskIdsIn } from '../../../../domain/modules/risk/parts.ts'
import { tidyRow } from '../../../../domain/record/derive/schema.ts'
import { caseClosingIssues, caseDueDay, standingText } from '../../../../domain/rule/maternal/case-course.ts'
import { factorsOfRows } from '../../../../domain/rule/maternal/high-risk-factors.ts'
import { caseFollowUpDays, needsCaseManagement } from '../../../../domain/rule/maternal/management.ts'
import { MATERNAL_DEATH_DAYS } from '../../../../domain/rule/vital/clocks.ts'
import { addDays, type Day, dayOf } from '../../../../domain/time/day.ts'
import type { WriteContext } from '../../context.ts'
import type { ReadDb } from '../../db/engine.ts'
import type { Handlers } from '../../handlers.ts'
import { nextSerial } from '../../record/serial.ts'
import { findRow, fromColumns, getRow, saveRow, type SaveRequest, valuesOf, voidRow } from '../../record/store.ts'
import { type PregnancyOf, pregnancyHeadOf, pregnancyOf } from '../../registry/pregnancies.ts'
import { riskAssessmentsOf, standingOfAssessment } from '../../registry/risk.ts'
import { beforePregnancy, gestationAt, ownerOf } from './owned.ts'
import { attentionOf } from '../../registry/risk-attention.ts'
import { openReferralOf, unreportedOf } from '../../registry/risk-duties.ts'

const lastVisitOf = async (db: ReadDb, caseId: string): Promise<StoredRiskCaseVisit | null> => {
  const row = await db.selectFrom('riskCaseVisit').selectAll().where('caseId', '=', caseId).where('voidedAt', 'is', null).orderBy('visitDay', 'desc').orderBy('id', 'desc').limit(1).executeTakeFirst()
  return row ? fromColumns(riskCaseVisit, row) : null
}
const openCaseOf = (db: ReadDb, pregnancyId: string) =>
  db.selectFrom('riskCase').select(['id', 'number']).where('pregnancyId', '=', pregnancyId).where('closedDay', 'is', null).where('voidedAt', 'is', null).executeTakeFirst()
const standingOf = ({ pregnancy: { riskColour, isPurple } }: PregnancyOf) => standingOfAssessment({ colour: riskColour, isPurple })

/** When the open case asks for its next follow-up. */
export async function dueDayOf(db: ReadDb, of: PregnancyOf, one: StoredRiskCase, rules: Parameters<typeof caseDueDay>[2]): Promise<Day | null> {
  const [last, assessment] = [await lastVisitOf(db, one.id), (await riskAssessmentsOf(db, of.pregnancy.id)).at(-1)]
  return caseDueDay({ openedDay: one.openedDay, followUpDays: one.followUpDays, lastVisitDay: last?.visitDay ?? null, nextDay: last?.nextDay ?? null, assessedDay: assessment ? dayOf(assessment.confirmedAt) : null }, standingOf(of), rules)
}

async function saveCase(context: WriteContext, input: SaveRequest<typeof riskCase>): Promise<{ id: string; rev: number }> {
  const { of, old } = await ownerOf(context, riskCase, input)
  if (old && old.closedDay !== null) throw new AppError('invalid', [block('closedDay', message('riskCase.closed', '专案已于 {{day}} 结案,不能修改;结案有误请先撤销结案', { day: old.closedDay }))])
  // Closing is a call of its own: a form that was open meanwhile cannot undo it.
  const closing = Object.fromEntries(RISK_CASE_CLOSING.map(name => [name, null])) as unknown as Pick<RiskCase, (typeof RISK_CASE_CLOSING)[number]>
  const row = { ...tidyRow(riskCase, input.row), ...closing }
  const assessment = row.assessmentId ? await findRow(context.db, riskAssessment, row.assessmentId) : undefined
  if (!assessment || assessment.voidedAt !== null || assessment.pregnancyId !== of.pregnancy.id) throw new AppError('invalid', [block('assessmentId', message('riskCase.noAssessment', '专案由一次已确认的评估建立,请先评估'))])
  const issues: FieldIssue[] = []
  const standing = standingOfAssessment(assessment)
  if (!old && !needsCaseManagement(standing)) issues.push(block('assessmentId', message('riskCase.notNeeded', '橙色、红色、紫色才建专案,这次评估为{{standing}}', { standing: standingText(standing) })))
  const open = old ? undefined : await openCaseOf(context.db, of.pregnancy.id)
  if (open) issues.push(block('pregnancyId', message('riskCase.twice', '该孕产妇已有未结案的专案 {{number}},请打开它', { number: open.number ?? '' })))
  if (row.openedDay && row.openedDay < dayOf(assessment.confirmedAt)) issues.push(block('openedDay', message('riskCase.beforeAssessment', '建案日期不能早于评估日期 {{day}}', { day: dayOf(assessment.confirmedAt) })))
  const number = old?.number ?? (issues.length > 0 ? null : await newNumber(context))
  return saveRow(context, riskCase, { ...input, row: { ...row, number, colour: standing.colour, isPurple: standing.isPurple }, moreIssues: issues })
}

/** `GW` (高危), year and serial. */
async function newNumber(context: WriteContext): Promise<string> {
  const year = context.today.slice(0, 4)
  return `GW${year}${String(await nextSerial(context.db, `risk-case-${year}`)).padStart(6, '0')}`
}

async function voidCase(context: WriteContext, input: { id: string; rev: number; reason: string }): Promise<{ id: string; rev: number }> {
  const last = await lastVisitOf(context.db, input.id)
  if (last) throw new AppError('invalid', [block('id', message('riskCase.hasVisits', '专案已有追踪记录({{day}}),不能作废;建错了请先作废追踪记录', { day: last.visitDay }))])
  return voidRow(context, riskCase, input)
}

async function saveVisit(context: WriteContext, input: SaveRequest<typeof riskCaseVisit>): Promise<{ id: string; rev: number }> {
  const { of } = await ownerOf(context, riskCaseVisit, input)
  const row = tidyRow(riskCaseVisit, input.row)
  const one = row.caseId ? await findRow(context.db, riskCase, row.caseId) : undefined
  if (!one || one.voidedAt !== null || one.pregnancyId !== of.pregnancy.id) throw new AppError('invalid', [block('caseId', message('riskCaseVisit.noCase', '请先建立高危专案再登记追踪'))])
  const issues: FieldIssue[] = []
  if (one.closedDay !== null) issues.push(block('caseId', message('riskCaseVisit.closed', '专案已于 {{day}} 结案,不能再登记或修改追踪', { day: one.closedDay })))
  if (row.visitDay && row.visitDay < one.openedDay) issues.push(block('visitDay', message('riskCaseVisit.before', '追踪日期不能早于建案日期 {{day}}', { day: one.openedDay })))
  const days = one.followUpDays ?? caseFollowUpDays(standingOf(of), await context.setting('maternalRules'))
  if (row.nextDay && row.visitDay && days !== null && row.nextDay > addDays(row.visitDay, days)) {
    issues.push(warn('nextDay', message('riskCaseVisit.nextLate', '下次追踪晚于应追踪的 {{day}}(间隔 {{days}} 天),请核对;确需推后请写明理由', { day: addDays(row.visitDay, days), days })))
  }
  return saveRow(context, riskCaseVisit, { ...input, row: { ...row, gestationDays: gestationAt(of, row.visitDay) }, moreIssues: issues })
}

type Closing = Pick<RiskCase, 'closedDay' | 'outcome' | 'handedTo' | 'closingNote'>
async function closeCase(context: WriteContext, { id, rev, confirmations, ...closing }: { id: string; rev: number; confirmations?: SaveRequest<typeof riskCase>['confirmations'] } & Closing): Promise<{ id: string; rev: number }> {
  const old = await getRow(context.db, riskCase, id)
  if (old.closedDay !== null && old.rev === rev) throw new AppError('invalid', [block('closedDay', message('riskCase.closedAlready', '该专案已于 {{day}} 结案', { day: old.closedDay }))])
  const of = await pregnancyOf(context.db, old.pregnancyId)
  const last = await lastVisitOf(context.db, id)
  const attention = await attentionOf(context.db, old.pregnancyId, context.today)
  const issues = caseClosingIssues(closing.outcome!, closing.handedTo, {
    standing: standingOf(of), isPregnant: of.pregnancy.state === 'pregnant', unreported: (await unreportedOf(context.db, old.pregnancyId)) !== null, openReferral: await openReferralOf(context.db, of), needsAssessment: attention !== undefined,
  })
  if (last && closing.closedDay! < last.visitDay) issues.push(block('closedDay', message('riskCase.closedBeforeVisit', '结案日期不能早于最近一次追踪 {{day}}', { day: last.visitDay })))
  return saveRow(context, riskCase, { id, rev, row: { ...valuesOf(riskCase, old), ...closing, closingDoctor: context.user.displayName }, moreIssues: issues, confirmations })
}

async function reopenCase(context: WriteContext, { id, rev, reason }: { id: string; rev: number; reason: string }): Promise<{ id: string; rev: number }> {
  const old = await getRow(context.db, riskCase, id)
  if (old.closedDay === null) throw new AppError('invalid', [block('closedDay', message('riskCase.notClosed', '该专案没有结案'))])
  const open = await openCaseOf(context.db, old.pregnancyId)
  if (open) throw new AppError('invalid', [block('id', message('riskCase.twice', '该孕产妇已有未结案的专案 {{number}},请打开它', { number: open.number ?? '' }))])
  return saveRow(context, riskCase, { id, rev, reason, row: { ...valuesOf(riskCase, old), closedDay: null, outcome: null, handedTo: null, closingDoctor: null, closingNote: null }, settled: true })
}

export const riskCaseHandlers = {
  'risk.case.save': (input, context) => saveCase(context, input as SaveRequest<typeof riskCase>),
  'risk.case.void': (input, context) => voidCase(context, input),
  'risk.case.close': (input, context) => closeCase(context, { ...input, closedDay: input.closedDay as Day }),
  'risk.case.reopen': (input, context) => reopenCase(context, input),
  'risk.case.prepare': async ({ pregnancyId }, context) => {
    context.touched('pregnancy', pregnancyId)
    const of = await pregnancyOf(context.db, pregnancyId)
    const [assessment, open, head] = [(await riskAssessmentsOf(context.db, pregnancyId)).at(-1), await openCaseOf(context.db, pregnancyId), await pregnancyHeadOf(context, of)]
    return {
      head, existingId: open?.id ?? null,
      row: {
        pregnancyId, ...assessment ? { assessmentId: assessment.id } : {}, openedDay: context.today, colour: assessment?.colour ?? null, isPurple: assessment?.isPurple ?? null, factors: factorsOfRows(riskIdsIn(assessment?.criteria)),
        doctorName: of.pregnancy.doctorName ?? context.user.displayName, advice: assessment?.advice ?? null,
      },
    }
  },
  'risk.caseVisit.save': (input, context) => saveVisit(context, input as SaveRequest<typeof riskCaseVisit>),
  'risk.caseVisit.prepare': async ({ caseId }, context) => {
    const one = await getRow(context.db, riskCase, caseId)
    context.touched(riskCase.id, caseId)
    const of = await pregnancyOf(context.db, one.pregnancyId)
    const days = one.followUpDays ?? caseFollowUpDays(standingOf(of), await context.setting('maternalRules'))
    return {
      head: await pregnancyHeadOf(context, of), case: one, last: await lastVisitOf(context.db, caseId),
      row: { pregnancyId: of.pregnancy.id, caseId, visitDay: context.today, contact: 'phone', nextDay: days === null ? null : addDays(context.today, days), doctorName: context.user.displayName },
    }
  },
  'risk.nearMiss.save': async (input, context) => {
    const request = input as SaveRequest<typeof riskNearMiss>
    const { of } = await ownerOf(context, riskNearMiss, request)
    const day = request.row.occurredAt ? dayOf(request.row.occurredAt) : null
    const ended = of.deliveredDay ?? (of.pregnancy.state === 'ended' ? of.pregnancy.stateDay : null)
    const isAfter = day !== null && ended !== null && day > addDays(ended, MATERNAL_DEATH_DAYS)
    return saveRow(context, riskNearMiss, { ...request, moreIssues: [...beforePregnancy(of, day, 'occurredAt'), ...isAfter ? [block('occurredAt', message('riskNearMiss.after', '妊娠结束({{day}})42天以后发生的不是危重孕产妇,请核对时间', { day: ended }))] : []] })
  },
  'risk.deliveryReview.save': async (input, context) => {
    const { of } = await ownerOf(context, riskDeliveryReview, input as SaveRequest<typeof riskDeliveryReview>)
    const born = await context.db.selectFrom('delivery').select('id').where('id', '=', input.row.deliveryId ?? '').where('pregnancyId', '=', of.pregnancy.id).where('voidedAt', 'is', null).executeTakeFirst()
    if (!born) throw new AppError('invalid', [block('deliveryId', message('riskDeliveryReview.delivery', '核查须针对该孕产妇在本机构的一次分娩'))])
    const other = await context.db.selectFrom('riskDeliveryReview').select('id').where('deliveryId', '=', born.id).where('voidedAt', 'is', null).executeTakeFirst()
    return saveRow(context, riskDeliveryReview, {
      ...input as SaveRequest<typeof riskDeliveryReview>, moreIssues: other && other.id !== input.id ? [block('deliveryId', message('riskDeliveryReview.twice', '这次分娩已经核查过,请打开原记录修改'))] : [],
    })
  },
} satisfies Partial<Handlers>
