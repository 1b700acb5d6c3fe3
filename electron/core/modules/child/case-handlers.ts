import { sql } from 'kysely'
import type { Output } from '../../../../domain/api/api.ts'
import { AppError } from '../../../../domain/api/result.ts'
import { CHILD_CASE_KIND, type ChildCaseKind } from '../../../../domain/code/child-case.ts'
import { wholeText } from '../../../../domain/field/whole-text.ts'
import { block, type FieldIssue, message } from '../../../../domain/message/message.ts'
import { courseOf, proposalsOf, startOf } from '../../../../domain/modules/child/case-evidence.ts'
import { caseFound, caseVisitFound } from '../../../../domain/modules/child/case-found.ts'
import { CASE_CLOSING, type ChildCase, childCase, childCaseDecline, type StoredChildCase } from '../../../../domain/modules/child/case.record.ts'
import { childCaseVisit, type ChildCaseVisit } from '../../../../domain/modules/child/case-visit.record.ts'
import { childFile, type StoredChildFile } from '../../../../domain/modules/child/file.record.ts'
import { measurementOf } from '../../../../domain/modules/child/measurement.ts'
import { tidyRow } from '../../../../domain/record/derive/schema.ts'
import { closingAdvice, referralAdvice } from '../../../../domain/rule/child/case-course.ts'
import { mayHaveDeathCard } from '../../../../domain/rule/child/death-card.ts'
import { isHighRiskNewborn } from '../../../../domain/rule/child/high-risk-factors.ts'
import { checkLost } from '../../../../domain/rule/child/lost-to-follow-up.ts'
import { evaluateGrowth } from '../../../../domain/rule/growth/evaluate.ts'
import { maskPhone } from '../../../../domain/rule/mask.ts'
import { completedMonths, type Day } from '../../../../domain/time/day.ts'
import type { ReadContext, WriteContext } from '../../context.ts'
import type { ReadDb } from '../../db/engine.ts'
import type { Handlers } from '../../handlers.ts'
import { shownDays } from '../../registry/child-lists.ts'
import { saveStep } from '../../record/asked-once.ts'
import { nextSerial } from '../../record/serial.ts'
import { findRow, fromColumns, getRow, historyOf, saveRow, type SaveRequest, valuesOf, voidRow } from '../../record/store.ts'
import { caseEvidence, caseVisitsOfFile, type StoredEvidence } from './case-facts.ts'
import { childDied, DEATH_IN_FILE, seenLater } from './child-death.ts'
import { examLines } from './entrance-handlers.ts'
import { cardLine } from './death-handlers.ts'
import { type ChildOfFile, childOf, headOf } from './head.ts'
import { vainDaysOf } from './screening-facts.ts'
import { measuredOn, only } from './same-day.ts'
import { growthOf, measurementIssues } from './visit-handlers.ts'

type Context = ReadContext | WriteContext
type Next = NonNullable<Output<'child.case.open'>['next']>

/** Which reminder says when a case is next looked at (§15). */
const RULE_OF: Readonly<Record<ChildCaseKind, string>> = { highRisk: 'R25', malnutrition: 'R22', anaemia: 'R21', rickets: 'R23', obesity: 'R24' }
const nextState = (today: Day, line: { openDay: Day; windowEnd: Day }): Next['state'] => today < line.openDay ? 'notDue' : today <= line.windowEnd ? 'due' : 'overdue'

async function nextOf(context: Context, fileId: string, kind: ChildCaseKind): Promise<Next | null> {
  const { db, today } = context
  const line = await db.selectFrom('childDue').select(['ruleId', 'dueDay', 'askedDay', 'windowEnd']).where('fileId', '=', fileId).where('ruleId', '=', RULE_OF[kind]).where('doneDay', 'is', null).where('cancelled', 'is', null)
    .where(eb => eb.or([eb('nextDay', 'is', null), eb('nextDay', '>', today)])).orderBy('dueDay').executeTakeFirst()
  if (!line) return null
  const days = { ...shownDays(line), windowEnd: line.windowEnd }
  return { ruleId: line.ruleId, ...days, state: nextState(today, days) }
}

const openCase = (db: ReadDb, fileId: string, kind: ChildCaseKind) => db.selectFrom('childCase').select(['id', 'number', 'openedDay']).where('fileId', '=', fileId).where('kind', '=', kind).where('closedDay', 'is', null).where('voidedAt', 'is', null).executeTakeFirst()

async function fileFor(context: Context, fileId: string | null): Promise<ChildOfFile> {
  if (!fileId) throw new AppError('invalid', [block('fileId', message('childVisit.noFile', '请先选择儿童'))])
  return childOf(context.db, fileId)
}

async function caseIssues(context: WriteContext, of: ChildOfFile, row: ChildCase, old: StoredChildCase | undefined): Promise<FieldIssue[]> {
  const issues: FieldIssue[] = []
  const { birthDay } = of.child
  const deathDay = of.file.state === 'death' ? of.file.stateDay : null
  if (row.openedDay && birthDay && row.openedDay < birthDay) issues.push(block('openedDay', message('childCase.beforeBirth', '建案日期不能早于出生日期')))
  if (row.openedDay && deathDay && row.openedDay > deathDay) issues.push(block('openedDay', message('childCase.afterDeath', '该儿童已死亡,不能在死亡之后建案')))
  const other = row.kind && (!old || old.closedDay === null) ? await openCase(context.db, of.file.id, row.kind) : undefined
  if (other && other.id !== old?.id) issues.push(block('kind', message('childCase.alreadyOpen', '该儿童已有未结案的{{kind}} {{number}},请直接打开', { kind: CHILD_CASE_KIND.label(row.kind), number: other.number ?? '' })))
  if (row.previousCaseId) {
    const before = await findRow(context.db, childCase, row.previousCaseId)
    if (!before || before.fileId !== row.fileId || before.kind !== row.kind || before.voidedAt !== null || before.closedDay === null || before.id === old?.id) issues.push(block('previousCaseId', message('childCase.previous', '上一专案必须是该儿童已结案的同类专案')))
    else if (row.openedDay && row.openedDay < before.closedDay) issues.push(block('openedDay', message('childCase.beforePrevious', '再次入案的日期不能早于上一专案的结案日期 {{day}}', { day: before.closedDay })))
  }
  return issues
}

/** What the program finds for a case as it is saved, beside its number. */
async function computed(context: WriteContext, of: ChildOfFile, row: ChildCase, old: StoredChildCase | undefined): Promise<{ row: ChildCase; issues: FieldIssue[] }> {
  const { found, issues } = caseFound(row, of, { rules: await context.setting('childRules'), altitudeM: (await context.setting('childClinic')).altitudeM, factors: await context.setting('highRiskFactors') }, old)
  return { row: { ...row, ...found, number: old?.number ?? null }, issues }
}

async function saveCase(context: WriteContext, input: SaveRequest<typeof childCase>): Promise<{ id: string; rev: number }> {
  const old = input.id === undefined ? undefined : await findRow(context.db, childCase, input.id)
  if (old && (old.fileId !== input.row.fileId || old.kind !== input.row.kind)) throw new AppError('invalid', [block(old.kind !== input.row.kind ? 'kind' : 'fileId', message('childCase.fixed', '专案不能改换儿童或类别;建错了请作废后重建'))])
  const of = await fileFor(context, input.row.fileId)
  // Closing is a call of its own: a form that was open meanwhile cannot undo it.
  const closing = Object.fromEntries(CASE_CLOSING.map(name => [name, old?.[name] ?? null])) as Pick<ChildCase, (typeof CASE_CLOSING)[number]>
  const { row, issues } = await computed(context, of, { ...tidyRow(childCase, input.row), ...closing }, old)
  const all = [...issues, ...await caseIssues(context, of, row, old)]
  const isSound = all.every(issue => issue.level !== 'block')
  const numbered = !old && isSound ? { ...row, number: await newNumber(context) } : row
  const saved = await saveRow(context, childCase, { ...input, row: numbered, moreIssues: all })
  if (row.kind === 'highRisk') await markHighRisk(context, of, row.factors)
  return saved
}

/** `ZA`, year and serial. */
async function newNumber(context: WriteContext): Promise<string> {
  const year = context.today.slice(0, 4)
  return `ZA${year}${String(await nextSerial(context.db, `child-case-${year}`)).padStart(6, '0')}`
}

// 高危新生儿 in the file moves the first home visit to three days; the doctor's own word there is not overwritten.
async function markHighRisk(context: WriteContext, { file }: ChildOfFile, factors: string | null): Promise<void> {
  if (file.highRisk !== null || !factors || !isHighRiskNewborn(factors.split(','), await context.setting('highRiskFactors'))) return
  await saveRow(context, childFile, { id: file.id, rev: file.rev, row: { ...valuesOf(childFile, file), highRisk: true }, settled: true })
}

async function closeCase(context: WriteContext, { id, rev, confirmations, ...closing }: { id: string; rev: number; confirmations?: SaveRequest<typeof childCase>['confirmations'] } & Pick<ChildCase, 'closingReason' | 'outcome' | 'closingNote'> & { closedDay: Day }): Promise<{ id: string; rev: number }> {
  const old = await getRow(context.db, childCase, id)
  if (old.closedDay !== null && old.rev === rev) throw new AppError('invalid', [block('closedDay', message('childCase.closedAlready', '该专案已于 {{day}} 结案', { day: old.closedDay }))])
  const issues: FieldIssue[] = []
  const died = closing.closingReason === 'died' ? await diedWithoutCard(context, old, closing.closedDay) : null
  if (died) issues.push(...died.issues)
  if (closing.closingReason === 'lost') issues.push(...checkLost(await vainDaysOf(context.db, old.fileId, old.openedDay, closing.closedDay), await context.setting('childRules'), 'closingReason'))
  const last = await context.db.selectFrom('childCaseVisit').select('visitDay').where('caseId', '=', id).where('voidedAt', 'is', null).orderBy('visitDay', 'desc').executeTakeFirst()
  if (last && closing.closedDay < last.visitDay) issues.push(block('closedDay', message('childCase.closedBeforeVisit', '结案日期不能早于最近一次随访 {{day}}', { day: last.visitDay })))
  const saved = await saveStep(context, childCase, { id, rev, row: { ...valuesOf(childCase, old), ...closing, outcome: old.kind === 'highRisk' ? null : closing.outcome, closingDoctor: context.user.displayName }, moreIssues: issues, confirmations })
  // The child died: nothing else of it stays open, and its family is not phoned any more.
  if (died && died.file.state !== 'death') {
    await saveRow(context, childFile, { id: died.file.id, rev: died.file.rev, row: { ...valuesOf(childFile, died.file), state: 'death', stateDay: closing.closedDay, stateNote: DEATH_IN_FILE }, settled: true })
    await childDied(context, died.file.id, { day: closing.closedDay, note: DEATH_IN_FILE, doctorName: context.user.displayName, wasDead: false })
  }
  return saved
}

/** Closing as died is the card's or the file's work (§12), except for a child that no card is written for: then the case says it. */
async function diedWithoutCard(context: WriteContext, one: StoredChildCase, day: Day): Promise<{ file: StoredChildFile; issues: FieldIssue[] }> {
  const { file, child } = await childOf(context.db, one.fileId)
  if (file.state === 'death') return { file, issues: file.stateDay && day !== file.stateDay && day !== one.openedDay ? [block('closedDay', message('childCase.otherDeathDay', '该儿童已于 {{day}} 死亡,结案日期应为死亡日期', { day: file.stateDay }))] : [] }
  if (child.birthDay && mayHaveDeathCard(file, child.birthDay, day)) return { file, issues: [block('closingReason', message('childCase.diedByCard', '死亡结案请填写并提交死亡报告卡:提交时自动结案'))] }
  return { file, issues: await seenLater(context.db, file.id, day, 'closedDay') }
}

/** The closings of a case that were taken back, the latest first: why, by whom and when stands in its history. */
async function reopeningsOf(db: ReadDb, id: string): Promise<Output<'child.case.open'>['reopenings']> {
  return (await historyOf(db, childCase.id, id)).flatMap(({ action, at, byName, reason }) => action === 'update' && reason !== null ? [{ at, byName, reason }] : [])
}

function visitIssues(row: ChildCaseVisit, one: StoredChildCase): FieldIssue[] {
  const issues: FieldIssue[] = []
  if (!row.visitDay) return issues
  if (row.visitDay < one.openedDay) issues.push(block('visitDay', message('childCaseVisit.beforeOpening', '随诊日期不能早于建案日期 {{day}}', { day: one.openedDay })))
  if (one.closedDay && row.visitDay > one.closedDay) issues.push(block('visitDay', message('childCaseVisit.afterClosing', '该专案已于 {{day}} 结案,再次发病请重新建案', { day: one.closedDay })))
  return issues
}

async function saveCaseVisit(context: WriteContext, input: SaveRequest<typeof childCaseVisit>): Promise<{ id: string; rev: number }> {
  const old = input.id === undefined ? undefined : await findRow(context.db, childCaseVisit, input.id)
  const of = await fileFor(context, input.row.fileId)
  const one = input.row.caseId ? await findRow(context.db, childCase, input.row.caseId) : undefined
  if (!one || one.voidedAt !== null || one.fileId !== of.file.id) throw new AppError('invalid', [block('caseId', message('childCaseVisit.otherChild', '找不到该儿童的这份专案,请重新打开'))])
  if (old && (old.caseId !== one.id || old.fileId !== of.file.id)) throw new AppError('invalid', [block('caseId', message('childCaseVisit.fixed', '随访不能改到另一专案;登错了请作废后重新登记'))])
  const row = tidyRow(childCaseVisit, { ...input.row, kind: one.kind })
  const growth = await growthOf(context)
  const { tables, options } = growth
  const measured = measurementOf(of, row)
  const evaluation = measured && measured.measuredDay >= measured.birthDay ? evaluateGrowth(tables, measured, options) : null
  const found: ChildCaseVisit = { ...row, ...caseVisitFound(row, of, evaluation, options.rules.method, { rules: await context.setting('childRules'), altitudeM: (await context.setting('childClinic')).altitudeM }) }
  return saveRow(context, childCaseVisit, { ...input, row: found, moreIssues: [...visitIssues(row, one), ...await measurementIssues(context, growth, of, row.visitDay, measured, old?.id)] })
}

async function caseLines(context: Context, evidence: StoredEvidence): Promise<Output<'child.case.ofFile'>['cases']> {
  const lines: Output<'child.case.ofFile'>['cases'] = []
  for (const one of evidence.cases) {
    const visits = evidence.caseVisits.filter(visit => visit.caseId === one.id)
    const course = courseOf(one, evidence)
    const isOpen = one.closedDay === null
    lines.push({
      id: one.id, rev: one.rev, kind: one.kind, number: one.number, openedDay: one.openedDay, closedDay: one.closedDay, closingReason: one.closingReason, outcome: one.outcome, doctorName: one.doctorName, riskLevel: one.riskLevel,
      factorNames: one.factorNames, lastVisitDay: visits.at(-1)?.visitDay ?? null, visits: visits.length, next: isOpen ? await nextOf(context, one.fileId, one.kind) : null,
      closing: isOpen ? closingAdvice(course, evidence.rules) : null, referral: isOpen ? referralAdvice(course, evidence.rules) : null,
    })
  }
  return lines
}

// The rule whose line tells when a case is next due, said in SQL for the lists.
const ruleOfKind = sql.raw(`CASE child_case.kind ${Object.entries(RULE_OF).map(([kind, rule]) => `WHEN '${kind}' THEN '${rule}'`).join(' ')} END`)
const NEXT_DAY = { open: sql.raw('child_due.due_day'), asked: sql.raw('coalesce(child_due.asked_day, child_due.due_day)'), end: sql.raw('child_due.window_end') }
const nextDay = (which: keyof typeof NEXT_DAY, today: Day) => sql<Day | null>`(SELECT min(${NEXT_DAY[which]}) FROM child_due WHERE child_due.file_id = child_case.file_id AND child_due.rule_id = ${ruleOfKind}
  AND child_due.done_day IS NULL AND child_due.cancelled IS NULL AND (child_due.next_day IS NULL OR child_due.next_day > ${today}))`

const openCases = (db: ReadDb) => db.selectFrom('childCase').innerJoin('childFile', 'childFile.id', 'childCase.fileId').where('childCase.voidedAt', 'is', null).where('childCase.closedDay', 'is', null).where('childFile.voidedAt', 'is', null)

export const childCaseHandlers = {
  'child.case.save': (input, context) => saveCase(context, input),
  'child.case.void': async (input, context) => {
    const used = await context.db.selectFrom('childCaseVisit').select('id').where('caseId', '=', input.id).where('voidedAt', 'is', null).executeTakeFirst()
    if (used) throw new AppError('invalid', [block('id', message('childCase.inUse', '专案中还有随访记录,不能作废;请先作废随访,或按原因结案'))])
    return voidRow(context, childCase, input)
  },
  'child.case.close': (input, context) => closeCase(context, { ...input, closedDay: input.closedDay as Day }),
  'child.case.reopen': async ({ id, rev, reason }, context) => {
    const old = await getRow(context.db, childCase, id)
    if (old.closedDay === null && old.rev === rev) throw new AppError('invalid', [block('id', message('childCase.notClosed', '该专案没有结案'))])
    const of = await childOf(context.db, old.fileId)
    const issues = of.file.state === 'death' ? [block('id', message('childCase.reopenDead', '该儿童已死亡;登记有误请先作废死亡报告卡,没有报告卡的先修改档案的管理状态'))] : []
    const other = await openCase(context.db, old.fileId, old.kind)
    if (other && other.id !== id) issues.push(block('id', message('childCase.alreadyOpen', '该儿童已有未结案的{{kind}} {{number}},请直接打开', { kind: CHILD_CASE_KIND.label(old.kind), number: other.number ?? '' })))
    return saveStep(context, childCase, { id, rev, row: { ...valuesOf(childCase, old), closedDay: null, closingReason: null, outcome: null, closingDoctor: null, closingNote: null }, moreIssues: issues, reason })
  },
  'child.caseVisit.save': (input, context) => saveCaseVisit(context, input),
  'child.case.propose': async ({ fileId }, context) => {
    context.touched('child.file', fileId)
    const evidence = await caseEvidence(context, await childOf(context.db, fileId))
    const lines = await caseLines(context, evidence)
    const of = (which: 'closing' | 'referral') => lines.flatMap(line => { const advice = line[which]; return advice ? [{ ...advice, caseId: line.id, kind: line.kind }] : [] })
    return { proposals: proposalsOf(evidence), closings: of('closing'), referrals: of('referral') }
  },
  'child.case.ofFile': async ({ fileId }, context) => {
    context.touched('child.file', fileId)
    const evidence = await caseEvidence(context, await childOf(context.db, fileId))
    const declines = await context.db.selectFrom('childCaseDecline').selectAll().where('fileId', '=', fileId).where('voidedAt', 'is', null).orderBy('day', 'desc').execute()
    return {
      cases: await caseLines(context, evidence), proposals: proposalsOf(evidence), declines: declines.map(row => fromColumns(childCaseDecline, row)),
      exams: await examLines(context, fileId), deathCard: await cardLine(context.db, fileId),
    }
  },
  'child.case.prepare': async ({ fileId, kind }, context) => {
    context.touched('child.file', fileId)
    const of = await childOf(context.db, fileId)
    const evidence = await caseEvidence(context, of)
    const proposal = proposalsOf(evidence).find(one => one.kind === kind) ?? null
    const start = startOf(kind, evidence)
    return { head: headOf(context, of), row: start.row, foundFactors: start.foundFactors, proposal: proposal ? { reason: proposal.reason, source: proposal.source } : null, openCaseId: (await openCase(context.db, fileId, kind))?.id ?? null }
  },
  'child.case.open': async ({ id }, context) => {
    context.touched('child.case', id)
    const one = await getRow(context.db, childCase, id)
    const of = await childOf(context.db, one.fileId)
    const evidence = await caseEvidence(context, of)
    const course = courseOf(one, evidence)
    const isOpen = one.closedDay === null && one.voidedAt === null
    const before = one.previousCaseId ? await findRow(context.db, childCase, one.previousCaseId) : undefined
    return {
      head: headOf(context, of), case: one, visits: evidence.caseVisits.filter(visit => visit.caseId === id).toReversed(), next: isOpen ? await nextOf(context, one.fileId, one.kind) : null,
      closing: isOpen ? closingAdvice(course, evidence.rules) : null, referral: isOpen ? referralAdvice(course, evidence.rules) : null, previousNumber: before?.number ?? null, reopenings: await reopeningsOf(context.db, id),
    }
  },
  'child.caseVisit.prepare': async ({ caseId, visitDay }, context) => {
    context.touched('child.case', caseId)
    const one = await getRow(context.db, childCase, caseId)
    const of = await childOf(context.db, one.fileId)
    const last = (await caseVisitsOfFile(context.db, one.fileId)).findLast(visit => visit.caseId === caseId) ?? null
    const day = (visitDay ?? context.today) as Day
    const measured = only(await measuredOn(context.db, one.fileId, day), 'weightKg', 'lengthCm', 'position', 'headCm', 'haemoglobinGPerL')
    const isTwo = of.child.birthDay !== null && completedMonths(of.child.birthDay, day) >= 24
    const carried = last ? { treatment: last.treatment, dose: last.dose, ironMgPerDay: last.ironMgPerDay, vitaminDIuPerDay: last.vitaminDIuPerDay } : { treatment: wholeText(childCaseVisit.fields.treatment, one.treatment), ironMgPerDay: one.ironMgPerDay }
    return { head: headOf(context, of), case: one, last, sameDay: Object.keys(measured), row: { fileId: one.fileId, caseId, kind: one.kind, visitDay: day, position: isTwo ? 'H' : 'L', referral: '1', doctorName: context.user.displayName, ...carried, ...measured } }
  },
  'child.case.list': async ({ offset, limit, kind, only }, context) => {
    const { db, today } = context
    const narrowed = (what: { kind?: ChildCaseKind | undefined; only: 'all' | 'due' | 'overdue' }) => {
      let query = openCases(db)
      if (what.kind) query = query.where('childCase.kind', '=', what.kind)
      if (what.only === 'overdue') query = query.where(nextDay('end', today), '<', today)
      if (what.only === 'due') query = query.where(nextDay('open', today), '<=', today).where(nextDay('end', today), '>=', today)
      return query
    }
    const count = async (what: Parameters<typeof narrowed>[0]): Promise<number> => Number((await narrowed(what).select(eb => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()).total)
    const rows = await narrowed({ kind, only }).innerJoin('person as child', 'child.id', 'childFile.childId').leftJoin('person as mother', 'mother.id', 'childFile.motherId').leftJoin('person as father', 'father.id', 'childFile.fatherId')
      .select(['childCase.id as caseId', 'childCase.fileId', 'childCase.kind', 'childCase.number', 'childCase.openedDay', 'childCase.riskLevel', 'childCase.doctorName', 'child.name as childName', 'child.sex', 'child.birthDay', 'mother.name as motherName',
        sql<string | null>`coalesce(child_file.contact_phone, mother.phone, father.phone)`.as('phone'),
        sql<string | null>`(SELECT max(v.visit_day) FROM child_case_visit v WHERE v.case_id = child_case.id AND v.voided_at IS NULL)`.as('lastVisitDay'),
        nextDay('open', today).as('openDay'), nextDay('asked', today).as('dueDay'), nextDay('end', today).as('windowEnd')])
      .orderBy(sql`coalesce(${nextDay('end', today)}, '9999-12-31')`).orderBy('childCase.id').offset(offset).limit(limit).execute()
    const maySee = context.user.permissions.has('person.reveal')
    const counts: Output<'child.case.list'>['counts'] = []
    for (const one of CHILD_CASE_KIND.values) counts.push({ kind: one, open: await count({ kind: one, only: 'all' }), overdue: await count({ kind: one, only: 'overdue' }) })
    return {
      total: await count({ kind, only }), counts,
      rows: rows.map(({ openDay, dueDay, windowEnd, phone, ...row }) => ({ ...row, phone: phone && !maySee ? maskPhone(phone) : phone, next: openDay && dueDay && windowEnd ? { ruleId: RULE_OF[row.kind], openDay, dueDay, windowEnd, state: nextState(today, { openDay, windowEnd }) } : null })),
    }
  },
} satisfies Partial<Handlers>
