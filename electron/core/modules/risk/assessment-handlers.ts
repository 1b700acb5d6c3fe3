import { AppError } from '../../../../domain/api/result.ts'
import { block, type FieldIssue, message } from '../../../../domain/message/message.ts'
import { riskAssessment } from '../../../../domain/modules/risk/assessment.record.ts'
import { riskIdsIn, riskRowsKept } from '../../../../domain/modules/risk/parts.ts'
import { riskReport } from '../../../../domain/modules/risk/report.record.ts'
import { tidyRow } from '../../../../domain/record/derive/schema.ts'
import { factText } from '../../../../domain/rule/maternal/case-course.ts'
import { isReportOverdue, riskReportDue, terminationIssues } from '../../../../domain/rule/maternal/management.ts'
import { assessRisk, riskChangeIssues, riskStanding } from '../../../../domain/rule/maternal/risk-assessment.ts'
import { type RiskTable, tableName } from '../../../../domain/rule/maternal/risk-table.ts'
import { dayOf, daysBetween, type Minute, minuteAt } from '../../../../domain/time/day.ts'
import type { WriteContext } from '../../context.ts'
import type { Handlers } from '../../handlers.ts'
import { findRow, getRow, saveRow, type SaveRequest, voidRow } from '../../record/store.ts'
import { pregnancyHeadOf, pregnancyOf } from '../../registry/pregnancies.ts'
import { renewStanding, riskAssessmentsOf, riskTableOf, standingOfAssessment } from '../../registry/risk.ts'
import { riskFactsOf } from '../../registry/risk-facts.ts'
import { beforePregnancy, dayNumber, gestationAt, ownerOf } from './owned.ts'
import { factsOut, proposalsOut, unconfirmedIssue } from './screening-handlers.ts'

type Row = RiskTable['rows'][number]

/** The ticked rows in the order of the table, graded ones only. */
function rowsTicked(table: RiskTable, criteria: string | null): Row[] {
  const ids = riskIdsIn(criteria)
  const rows = table.rows.filter(row => ids.includes(row.id) && row.colour !== null)
  if (ids.length === 0) throw new AppError('invalid', [block('criteria', message('riskAssessment.none', '请至少勾选一条;没有发现异常的请勾选绿色条目'))])
  if (rows.length !== ids.length) throw new AppError('invalid', [block('criteria', message('riskAssessment.unknown', '所选条目不在评估标准中(标准可能刚被修改),请重新打开本页再选'))])
  return rows
}

function rowIssues(rows: readonly Row[], otherText: string | null): FieldIssue[] {
  const issues: FieldIssue[] = []
  if (rows.some(row => row.colour === 'green') && rows.length > 1) issues.push(block('criteria', message('riskAssessment.green', '绿色条目表示未发现异常,不能与其他条目同时勾选')))
  // The form's own 其他 rows say nothing without words.
  if (!otherText && rows.some(row => /\u5176\u4ed6(\u5408\u5e76\u75c7|\u4e25\u91cd|$|\()/.test(row.text))) issues.push(block('otherText', message('riskAssessment.other', '勾选了“其他”条目,请写明是什么')))
  return issues
}

async function saveAssessment(context: WriteContext, input: SaveRequest<typeof riskAssessment>): Promise<{ id: string; rev: number }> {
  const { of, old } = await ownerOf(context, riskAssessment, input)
  if (old) throw new AppError('invalid', [block('confirmedAt', message('riskAssessment.fixed', '评估确认后不能修改;情况有变请重新评估,登错了请作废'))])
  const row = tidyRow(riskAssessment, input.row)
  const [rules, table] = [await context.setting('maternalRules'), await riskTableOf(context)]
  const rows = rowsTicked(table, row.criteria)
  const ids = rows.map(({ id }) => id)
  const standing = riskStanding(ids, table)
  const previous = (await riskAssessmentsOf(context.db, of.pregnancy.id)).at(-1)
  const day = row.confirmedAt ? dayOf(row.confirmedAt) : context.today
  const known = await riskFactsOf(context.db, of, day)
  const { criteria } = assessRisk(known.facts, table)
  const issues = [
    ...rowIssues(rows, row.otherText), ...riskChangeIssues(previous ? standingOfAssessment(previous) : null, standing, row.changeReason), ...beforePregnancy(of, day, 'confirmedAt'),
    ...previous && row.confirmedAt && row.confirmedAt < previous.confirmedAt ? [block('confirmedAt', message('riskAssessment.order', '评估时间不能早于上次评估 {{at}}', { at: previous.confirmedAt.replace('T', ' ') }))] : [],
    ...terminationIssues(row, rules),
    ...unconfirmedIssue('criteria', criteria, ids, known.facts),
  ]
  const due = row.confirmedAt ? riskReportDue(standing, row.confirmedAt, rules) : null
  const { ids: kept, texts } = riskRowsKept(rows)
  const { name } = await context.setting('institution')
  const proposed = criteria.flatMap(one => one.facts)
  const saved = await saveRow(context, riskAssessment, {
    ...input, moreIssues: issues,
    row: {
      ...row, criteria: kept!, criteriaTexts: texts, declined: criteria.filter(({ id }) => !ids.includes(id)).map(({ id }) => id).join(',') || null, tableName: tableName(table), colour: standing.colour, isPurple: standing.isPurple,
      basis: [...new Set(proposed)].map(fact => factText(fact, known.facts)).join(';') || null, gestationDays: gestationAt(of, day), doctorName: context.user.displayName, institution: name || null,
      ...rules.asksRiskScore === 1 ? {} : { score: null, scoreGrade: null }, reportDueDay: due?.dueDay ?? null, reportDueAt: due?.dueAt ?? null,
    },
  })
  await renewStanding(context, of.pregnancy.id)
  return saved
}

/** A mistaken assessment goes, and the pregnancy stands where the one before it said; what was done on it goes first. */
async function voidAssessment(context: WriteContext, input: { id: string; rev: number; reason: string }): Promise<{ id: string; rev: number }> {
  const { pregnancyId } = await getRow(context.db, riskAssessment, input.id)
  const report = await context.db.selectFrom('riskReport').select('number').where('assessmentId', '=', input.id).where('voidedAt', 'is', null).executeTakeFirst()
  const one = await context.db.selectFrom('riskCase').select('number').where('assessmentId', '=', input.id).where('voidedAt', 'is', null).executeTakeFirst()
  const records = [report ? `报告单 ${report.number ?? ''}` : '', one ? `专案 ${one.number ?? ''}` : ''].filter(Boolean).join('、')
  if (records !== '') throw new AppError('invalid', [block('id', message('riskAssessment.inUse', '这次评估还有{{records}},请先作废它们再作废评估', { records }))])
  const voided = await voidRow(context, riskAssessment, input)
  await renewStanding(context, pregnancyId)
  context.touched(riskAssessment.id, input.id)
  return voided
}

async function saveReport(context: WriteContext, input: SaveRequest<typeof riskReport>): Promise<{ id: string; rev: number }> {
  const { of, old } = await ownerOf(context, riskReport, input)
  const row = tidyRow(riskReport, input.row)
  const issues: FieldIssue[] = []
  const assessment = row.assessmentId ? await findRow(context.db, riskAssessment, row.assessmentId) : undefined
  if (!assessment || assessment.voidedAt !== null || assessment.pregnancyId !== of.pregnancy.id || assessment.reportDueDay === null) {
    throw new AppError('invalid', [block('assessmentId', message('riskReport.noAssessment', '分级报告单须由一次橙色或红色的评估开出,请在评估记录上按“报告”'))])
  }
  const other = await context.db.selectFrom('riskReport').select(['id', 'number']).where('assessmentId', '=', assessment.id).where('voidedAt', 'is', null).executeTakeFirst()
  if (other && other.id !== input.id) issues.push(block('assessmentId', message('riskReport.twice', '这次评估已有报告单 {{number}},请打开它修改', { number: other.number ?? '' })))
  if (row.sentAt && row.sentAt < assessment.confirmedAt) issues.push(block('sentAt', message('riskReport.before', '报告时间不能早于评估时间 {{at}}', { at: assessment.confirmedAt.replace('T', ' ') })))
  const isLate = row.sentAt ? isReportOverdue({ dueDay: assessment.reportDueDay, dueAt: assessment.reportDueAt }, row.sentAt) : null
  if (isLate && !row.lateReason) issues.push(block('lateReason', message('riskReport.late', '已超过报告期限 {{due}},请写明逾期原因', { due: (assessment.reportDueAt ?? assessment.reportDueDay).replace('T', ' ') })))
  const number = old?.number ?? (issues.length > 0 ? null : await dayNumber(context, 'FB'))
  return saveRow(context, riskReport, { ...input, row: { ...row, number, isLate, lateReason: isLate ? row.lateReason : null }, moreIssues: issues })
}

export const riskAssessmentHandlers = {
  'risk.assessment.save': (input, context) => saveAssessment(context, input as SaveRequest<typeof riskAssessment>),
  'risk.assessment.void': (input, context) => voidAssessment(context, input),
  'risk.assessment.prepare': async ({ pregnancyId }, context) => {
    context.touched('pregnancy', pregnancyId)
    const of = await pregnancyOf(context.db, pregnancyId)
    const [known, table, before] = [await riskFactsOf(context.db, of, context.today), await riskTableOf(context), await riskAssessmentsOf(context.db, pregnancyId)]
    const last = before.at(-1) ?? null
    // What held last time is ticked again, as far as the table still has it; the doctor takes out what is over.
    const ids = riskIdsIn(last?.criteria).filter(id => table.rows.some(row => row.id === id && row.colour !== null && row.colour !== 'green'))
    return {
      head: await pregnancyHeadOf(context, of), proposals: proposalsOut(assessRisk(known.facts, table).criteria), facts: factsOut(known), table, previous: last,
      row: {
        pregnancyId, stage: of.deliveredDay ? daysBetween(of.deliveredDay, context.today) < (await context.setting('maternalRules')).postpartumCheckFirstDay ? 'homeVisit' : 'day42' : last ? 'dynamic' : 'first', confirmedAt: minuteAt(context.nowMs), ...ids.length > 0 ? { criteria: ids.join(',') } : {}, otherText: last?.otherText ?? null,
        threatensLife: false, isInformed: null,
      },
    }
  },
  'risk.report.save': (input, context) => saveReport(context, input as SaveRequest<typeof riskReport>),
  'risk.report.prepare': async ({ assessmentId }, context) => {
    const assessment = await getRow(context.db, riskAssessment, assessmentId)
    context.touched(riskAssessment.id, assessmentId)
    const of = await pregnancyOf(context.db, assessment.pregnancyId)
    const existing = await context.db.selectFrom('riskReport').select('id').where('assessmentId', '=', assessmentId).where('voidedAt', 'is', null).executeTakeFirst()
    // Reports of a hospital go to the same place: the last receiver is offered.
    const last = await context.db.selectFrom('riskReport').select(['receiver', 'receivedBy', 'sharedWith', 'way']).where('voidedAt', 'is', null).orderBy('createdAt', 'desc').limit(1).executeTakeFirst()
    return {
      head: await pregnancyHeadOf(context, of), assessment, existingId: existing?.id ?? null,
      row: { pregnancyId: of.pregnancy.id, assessmentId, sentAt: minuteAt(context.nowMs) as Minute, senderName: context.user.displayName, ...last },
    }
  },
} satisfies Partial<Handlers>
