import { type BlankState } from '../../../../domain/code/certificate.ts'
import type { LossKind } from '../../../../domain/code/stock.ts'
import type { Output } from '../../../../domain/api/api.ts'
import { AppError } from '../../../../domain/api/result.ts'
import { block, message } from '../../../../domain/message/message.ts'
import { certificate } from '../../../../domain/modules/certificate/certificate.record.ts'
import { compressNumbers, formatRanges } from '../../../../domain/rule/certificate-number.ts'
import { lossDeadline, lossEvidenceIssues, lossMinutesLeft } from '../../../../domain/rule/loss-report.ts'
import { epochOf, type Minute, minuteAt } from '../../../../domain/time/day.ts'
import type { ReadContext, WriteContext } from '../../context.ts'
import type { Database } from '../../db/database.ts'
import type { Handlers } from '../../handlers.ts'
import { type Blank, findBlank } from '../../registry/blanks.ts'
import { lossNumbers } from '../../registry/loss-reports.ts'
import { withoutSheet } from '../../registry/replacements.ts'
import { getRow, saveRow, valuesOf } from '../../record/store.ts'
import { movableBlanks, moveAll, rangesOf } from './ranges.ts'

type Report = Database['lossReport']
type LossRow = Output<'stock.losses'>['rows'][number]
/** Every state before issue (note §4.2: 任何未签发 → 遗失/被盗). */
const LOSABLE: readonly BlankState[] = ['inTransit', 'inStock', 'drawn', 'held', 'printed']

export const lossHandlers = {
  'stock.losses': async ({ openOnly, offset, limit }, context) => {
    const base = context.db.selectFrom('lossReport')
    const counted = openOnly ? base.where('confirmedAt', 'is', null) : base
    const { total } = await counted.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
    const rows = await counted.selectAll().orderBy('createdAt', 'desc').offset(offset).limit(limit).execute()
    return { total: Number(total), rows: await lossRows(context, rows) }
  },
  'stock.reportLoss': async (input, context) => {
    const blanks = await movableBlanks(context, rangesOf([input]), LOSABLE)
    if (!context.user.permissions.has('stock.write')) {
      const others = blanks.filter(blank => blank.holderId !== context.user.id)
      if (others.length) throw new AppError('invalid', [block('firstNumber', message('loss.notYours', '以下编号不在本人手中,请证件管理员报告:{{numbers}}', { numbers: formatRanges(compressNumbers(others.map(blank => blank.number))) }))])
    }
    const discoveredAt = input.discoveredAt as Minute
    if (discoveredAt > minuteAt(context.nowMs)) throw new AppError('invalid', [block('discoveredAt', message('loss.future', '发现时间不能晚于现在'))])
    const row: Report = {
      id: context.newId(), rev: 1, kind: input.kind, discoveredAt, place: input.place, discoveredBy: input.discoveredBy, circumstances: input.circumstances, reportedBy: context.user.id, upwardAt: null, upwardTo: null, upwardBy: null,
      policeNumber: null, declaration: null, declarationDay: null, writtenReport: null, confirmedAt: null, confirmedBy: null, reviewerId: null, createdAt: context.now,
    }
    await context.db.insertInto('lossReport').values(row).execute()
    for (const blank of blanks) {
      await context.db.insertInto('lossReportNumber').values({ number: blank.number, reportId: row.id, fromState: blank.state }).execute()
      await endLostSheet(context, blank, input.circumstances)
    }
    await moveAll(context, blanks, { to: 'lostReported', reasonCode: '3', reason: input.circumstances, evidence: row.id })
    await noteReport(context, row, 'create')
    context.fact('quantity', blanks.length); context.fact('kind', input.kind)
    return { id: row.id, rev: 1, deadline: lossDeadline(discoveredAt), minutesLeft: lossMinutesLeft(discoveredAt, context.nowMs), quantity: blanks.length }
  },
  'stock.updateLoss': async ({ id, rev, ...papers }, context) => {
    const row = await getReport(context, id, rev)
    if (row.confirmedAt) throw new AppError('invalid', [block('id', message('loss.alreadyConfirmed', '已确认为遗失作废,材料不能再改'))])
    if (papers.upwardAt && (papers.upwardAt > minuteAt(context.nowMs) || papers.upwardAt < row.discoveredAt)) throw new AppError('invalid', [block('upwardAt', message('loss.upwardTime', '上报时间应在发现之后、现在之前'))])
    if (papers.declarationDay && papers.declarationDay > context.today) throw new AppError('invalid', [block('declarationDay', message('loss.declarationFuture', '登报日期不能晚于今天'))])
    const given = Object.fromEntries(Object.entries(papers).map(([name, value]) => [name, value || null])) as typeof papers
    const next = { ...row, ...given, rev: row.rev + 1 }
    await context.db.updateTable('lossReport').set(next).where('id', '=', id).execute()
    await noteReport(context, next, 'save')
    return { rev: next.rev, missing: await missingPapers(context, next) }
  },
  'stock.confirmLoss': async ({ id, rev, reviewer }, context) => {
    const row = await getReport(context, id, rev)
    if (row.confirmedAt) throw new AppError('invalid', [block('id', message('loss.confirmedBefore', '这份报告已经确认'))])
    const missing = await missingPapers(context, row)
    if (missing.length) throw new AppError('invalid', missing)
    const second = await context.secondPerson(reviewer, 'certificate.review')
    const numbers = (await lossNumbers(context.db, [id])).get(id) ?? []
    const blanks = await Promise.all(numbers.map(async number => (await findBlank(context.db, number))!))
    const evidence = [row.writtenReport, row.policeNumber, row.declaration && `${row.declaration} ${row.declarationDay ?? ''}`].filter(Boolean).join(';')
    await moveAll(context, blanks, { to: 'lostVoid', holderId: null, secondPersonId: second.id, reasonCode: '3', reason: row.circumstances, evidence })
    const next = { ...row, rev: row.rev + 1, confirmedAt: minuteAt(context.nowMs), confirmedBy: context.user.id, reviewerId: second.id }
    await context.db.updateTable('lossReport').set(next).where('id', '=', id).execute()
    await noteReport(context, next, 'save')
    context.fact('quantity', blanks.length)
    return { quantity: blanks.length }
  },
} satisfies Partial<Handlers>

/** The report a number stands in, if it was ever lost. */
export async function lossOfNumber(context: ReadContext, number: string): Promise<LossRow | null> {
  const rows = await context.db.selectFrom('lossReport').innerJoin('lossReportNumber', 'lossReportNumber.reportId', 'lossReport.id').selectAll('lossReport').where('lossReportNumber.number', '=', number).execute()
  return (await lossRows(context, rows))[0] ?? null
}

async function lossRows(context: ReadContext, reports: readonly Report[]): Promise<LossRow[]> {
  if (!reports.length) return []
  const { lossDeclaration } = await context.setting('provinceRules')
  const numbers = await lossNumbers(context.db, reports.map(row => row.id))
  const people = [...new Set(reports.flatMap(row => [row.reportedBy, row.confirmedBy, row.reviewerId].filter(id => id !== null)))]
  const names = new Map((await context.db.selectFrom('userAccount').select(['id', 'displayName']).where('id', 'in', people).execute()).map(row => [row.id, row.displayName]))
  const nameOf = (id: string | null): string | null => (id === null ? null : names.get(id) ?? '')
  return reports.map(row => {
    const kind = row.kind as LossKind
    const ranges = compressNumbers(numbers.get(row.id) ?? [])
    return {
      id: row.id, rev: row.rev, kind, discoveredAt: row.discoveredAt, place: row.place, discoveredBy: row.discoveredBy, circumstances: row.circumstances, reportedByName: nameOf(row.reportedBy) ?? '',
      upwardAt: row.upwardAt, upwardTo: row.upwardTo, upwardBy: row.upwardBy, policeNumber: row.policeNumber, declaration: row.declaration, declarationDay: row.declarationDay, writtenReport: row.writtenReport,
      confirmedAt: row.confirmedAt, confirmedByName: nameOf(row.confirmedBy), reviewerName: nameOf(row.reviewerId),
      ranges: ranges.map(({ first, last }) => ({ firstNumber: first, lastNumber: last })), quantity: numbers.get(row.id)?.length ?? 0,
      deadline: lossDeadline(row.discoveredAt as Minute), minutesLeft: lossMinutesLeft(row.discoveredAt as Minute, row.upwardAt ? epochOf(row.upwardAt as Minute) : context.nowMs),
      missing: row.confirmedAt ? [] : lossEvidenceIssues({ ...row, kind }, lossDeclaration),
    }
  })
}

async function missingPapers(context: WriteContext, row: Report) {
  const { lossDeclaration } = await context.setting('provinceRules')
  return lossEvidenceIssues({ ...row, kind: row.kind as LossKind }, lossDeclaration)
}

async function getReport(context: WriteContext, id: string, rev: number): Promise<Report> {
  const row = await context.db.selectFrom('lossReport').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new AppError('not-found', undefined, { record: 'stock.loss', id })
  if (row.rev !== rev) throw new AppError('edit-conflict', undefined, { record: 'stock.loss', id, current: row })
  return row
}

// A sheet that was lost with a child's name on it no longer counts: the child is printed again, on another number; so is an application it was printed for.
async function endLostSheet(context: WriteContext, blank: Blank, circumstances: string): Promise<void> {
  if (!blank.certificateId) return
  const sheet = await getRow(context.db, certificate, blank.certificateId)
  if (sheet.endedAt !== null || sheet.voidedAt !== null) return
  await saveRow(context, certificate, { id: sheet.id, rev: sheet.rev, settled: true, row: { ...valuesOf(certificate, sheet), endedAt: minuteAt(context.nowMs), endReason: '3', endNote: [...circumstances].slice(0, 300).join('') } })
  await withoutSheet(context, sheet.id)
}

async function noteReport(context: WriteContext, row: Report, action: 'create' | 'save'): Promise<void> {
  await context.history({ record: 'stock.loss', recordId: row.id, rev: row.rev, action, row, reason: null })
  context.touched('stock.loss', row.id)
}
