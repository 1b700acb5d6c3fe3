import { AppError } from '../../../../domain/api/result.ts'
import type { Input } from '../../../../domain/api/api.ts'
import { AUTISM_STATE, AUTISM_STEP, type AutismState } from '../../../../domain/code/child-autism.ts'
import { block, type FieldIssue, message, warn } from '../../../../domain/message/message.ts'
import { childAutism, type ChildAutism, childAutismFollowUp, childAutismStep, type ChildAutismStep, COURSE_TYPED, type StoredChildAutism, type StoredChildAutismStep } from '../../../../domain/modules/child/autism.record.ts'
import { developmentAge } from '../../../../domain/modules/child/scale-found.ts'
import { FIRST_SCREENING_BASIS, REFERRED_IN_BASIS, replay, rescreeningFound } from '../../../../domain/modules/child/autism-found.ts'
import { courseIssues } from '../../../../domain/modules/child/autism.rules.ts'
import { childScale } from '../../../../domain/modules/child/scale.record.ts'
import { abnormalWords, screeningOfVisit } from '../../../../domain/modules/child/visit-screening.ts'
import { childVisit } from '../../../../domain/modules/child/visit.record.ts'
import { emptyRow, tidyRow } from '../../../../domain/record/derive/schema.ts'
import { courseStep, mayStep, stepsFrom } from '../../../../domain/rule/child/autism-replay.ts'
import { checkLost } from '../../../../domain/rule/child/lost-to-follow-up.ts'
import type { WriteContext } from '../../context.ts'
import type { Handlers } from '../../handlers.ts'
import { nextSerial } from '../../record/serial.ts'
import { findRow, getRow, saveRow, voidRow } from '../../record/store.ts'
import { coursesOf, followUpsOf, isCourseOpen, isLost, ownOrRefuse, proposalOf, rebuildCourse, standingState, stepsOf, storedCourse } from './autism-course.ts'
import { type ChildOfFile, childOf, visitsOfFile } from './head.ts'
import { vainDaysOf } from './screening-facts.ts'

type Move = Input<'child.autism.move'>
type Moving = { readonly of: ChildOfFile; readonly course: StoredChildAutism | null; readonly state: AutismState; readonly steps: readonly StoredChildAutismStep[] }
type Found = { row: ChildAutismStep; issues: FieldIssue[] }

/** Why a first screening is abnormal comes from its check-up; without one (a child referred to us) it is typed. */
async function foundFirstScreening(context: WriteContext, { of }: Moving, row: ChildAutismStep): Promise<Found> {
  if (!row.visitId) return { row: { ...row, basis: REFERRED_IN_BASIS }, issues: [] }
  const visit = ownOrRefuse(await getRow(context.db, childVisit, row.visitId), of.file.id, childVisit.id, row.visitId)
  const screening = screeningOfVisit(visit)
  if (screening?.result !== 'abnormal') return { row, issues: [block('visitId', message('childAutism.visitNormal', '这次健康检查的初筛不是异常,请核对'))] }
  return {
    row: { ...row, day: visit.visitDay, reason: abnormalWords(screening), basis: FIRST_SCREENING_BASIS }, issues: [],
  }
}

const SCALE_FIELDS = { developmentId: 'development', mchatId: 'mchat', abcId: 'abc', carsId: 'cars' } as const

/** The tests that a step names: of this child, of the right kind, taken by its day and after the conclusion before it. */
async function scalesIn(context: WriteContext, { of, steps }: Moving, row: ChildAutismStep) {
  const issues: FieldIssue[] = []
  const found: Partial<Record<keyof typeof SCALE_FIELDS, Awaited<ReturnType<typeof getRow<typeof childScale>>>>> = {}
  const before = steps.findLast(step => step.kind === 'rescreening' && step.rescreeningResult !== 'incomplete')
  const [first] = steps
  for (const [name, kind] of Object.entries(SCALE_FIELDS) as [keyof typeof SCALE_FIELDS, string][]) {
    const id = row[name]
    if (!id) continue
    const scale = await findRow(context.db, childScale, id)
    if (!scale || scale.fileId !== of.file.id || scale.voidedAt !== null || scale.kind !== kind) {
      issues.push(block(name, message('childAutism.otherScale', '所选量表不是这名儿童的有效记录,请重新选择')))
      continue
    }
    if (row.day && scale.testDay > row.day) issues.push(block(name, message('childAutism.scaleLater', '量表日期 {{day}} 晚于本步骤日期,请核对', { day: scale.testDay })))
    if (name !== 'carsId' && before && scale.testDay <= before.day) issues.push(block(name, message('childAutism.scaleOld', '量表日期 {{day}} 不晚于上次结论 {{before}},复查须重新测试', { day: scale.testDay, before: before.day })))
    else if (first && scale.testDay < first.day) issues.push(warn(name, message('childAutism.scaleBefore', '量表日期 {{day}} 早于初筛日期 {{first}},请核对', { day: scale.testDay, first: first.day })))
    found[name] = scale
  }
  return { found, issues }
}

/** 复筛结论 by observation and the scales of the age (§7); what is missing is named. */
async function foundRescreening(context: WriteContext, moving: Moving, row: ChildAutismStep): Promise<Found> {
  const { found, issues } = await scalesIn(context, moving, row)
  const age = row.day ? developmentAge(moving.of, row.day, await context.setting('growthRules')) : null
  if (!age) return { row, issues: [...issues, ...row.day ? [block('day', message('childAutism.noAge', '没有出生日期或日期早于出生,不能判定'))] : []] }
  const { scales } = age
  for (const [name, kind] of [['mchatId', 'mchat'], ['abcId', 'abc']] as const) {
    if (row[name] && !scales.includes(kind)) issues.push(block(name, message('childAutism.notThisAge', '这个月龄不用该量表(满24月龄用 ABC,18~24月龄用 M-CHAT,18月龄以下只用儿心量表-Ⅱ)')))
  }
  return { row: { ...row, ...rescreeningFound(row.observedProblem, { development: found.developmentId, mchat: found.mchatId, abc: found.abcId }, age) }, issues }
}

async function found(context: WriteContext, moving: Moving, row: ChildAutismStep): Promise<Found> {
  switch (row.kind) {
    case 'firstScreening': return foundFirstScreening(context, moving, row)
    case 'rescreening': return foundRescreening(context, moving, row)
    case 'diagnosis': { const { issues } = await scalesIn(context, moving, row); return { row, issues } }
    case 'lost': {
      // Only what was tried since the last step.
      const days = await vainDaysOf(context.db, moving.of.file.id, moving.steps.at(-1)?.day ?? null, row.day)
      return { row: { ...row, attempts: days.length }, issues: checkLost(days, await context.setting('childRules'), 'attempts') }
    }
    default: return { row, issues: [] }
  }
}

function orderIssues({ of, steps }: Moving, row: ChildAutismStep): FieldIssue[] {
  const issues: FieldIssue[] = []
  const last = steps.at(-1)
  if (row.day && last && row.day < last.day) issues.push(block('day', message('childAutism.order', '日期不能早于上一步 {{day}}', { day: last.day })))
  if (row.day && of.child.birthDay && row.day < of.child.birthDay) issues.push(block('day', message('childAutism.beforeBirth', '日期不能早于出生日期')))
  const { state, stateDay } = of.file
  if (row.day && stateDay && row.day > stateDay && row.kind !== 'closed') {
    if (state === 'death') issues.push(block('day', message('childAutism.afterDeath', '日期不能晚于死亡日期 {{day}}', { day: stateDay })))
    else if (state !== 'managed') issues.push(warn('day', message('childVisit.notManaged', '该儿童已不在管({{day}}),请核对;恢复管理请修改档案', { day: stateDay })))
  }
  return issues
}

function stateIssues({ state, course }: Moving, row: ChildAutismStep): FieldIssue[] {
  if (!row.kind) return []
  const refused = block('kind', message('childAutism.noSuchMove', '当前为“{{state}}”,不能登记“{{step}}”', { state: AUTISM_STATE.label(state), step: AUTISM_STEP.label(row.kind) }))
  if (row.kind === 'closed') return course && isCourseOpen(course) ? [] : [refused]
  if (row.kind === 'firstScreening' && course && isLost(course)) return [block('kind', message('childAutism.confirmedBefore', '该儿童确诊后失访,不再初筛;请登记“诊断结果”,恢复专案管理'))]
  // Without an open course there is nothing to go on with: only a confirmed first screening begins one.
  if (!stepsFrom(state).includes(row.kind) || (!course && row.kind !== 'firstScreening')) return [refused]
  const step = courseStep(row)
  if (step === null || mayStep(state, step)) return []
  // The kind is allowed, this result is not: a re-check cannot end in 未完成.
  return step.kind === 'rescreening' && step.result === 'incomplete' ? [block('rescreeningResult', message('childAutism.incomplete', '观察或该月龄的量表还不全,补齐后才能登记结论'))] : [refused]
}

async function move(context: WriteContext, input: Move): Promise<{ id: string; rev: number }> {
  const of = await childOf(context.db, input.fileId)
  const courses = await coursesOf(context.db, input.fileId)
  const open = courses.find(isCourseOpen) ?? null
  if (input.rev !== (open?.rev ?? 0)) throw new AppError('edit-conflict', undefined, { record: childAutism.id, id: open?.id ?? input.fileId })
  // New signs of a child that was lost begin the chain anew, beside the course that was lost.
  const left = open && isLost(open) && open.diagnosis !== 'confirmed' && input.row.kind === 'firstScreening' ? open : null
  const going = left ? null : open
  const state = going?.state ?? (left ? 'firstNormal' : standingState(courses, await visitsOfFile(context.db, input.fileId)))
  const moving: Moving = { of, course: going, state, steps: going ? await stepsOf(context.db, going.id) : [] }
  const given = tidyRow(childAutismStep, { ...input.row, fileId: input.fileId, autismId: null, rescreeningResult: null, attempts: null, fromState: null, toState: null, basis: null })
  const { row, issues } = given.kind ? await found(context, moving, given) : { row: given, issues: [] }
  const previous = courses.find(course => course.id !== going?.id)
  if (!going && previous && row.day && row.day < (previous.closedDay ?? previous.sinceDay)) issues.push(block('day', message('childAutism.beforeFormer', '日期不能早于上一次管理结束的 {{day}}', { day: previous.closedDay ?? previous.sinceDay })))
  issues.push(...orderIssues(moving, row), ...stateIssues(moving, row))
  const after = row.kind && !issues.some(issue => issue.level === 'block') ? replay(going?.startState ?? state, [...moving.steps, row], []).state : null
  const step = { ...row, fromState: state, toState: after }

  if (going) {
    await saveRow(context, childAutismStep, { row: { ...step, autismId: going.id }, confirmations: input.confirmations, moreIssues: issues })
    context.fact('from', state)
    context.fact('to', after ?? state)
    return rebuildCourse(context, going.id)
  }
  // The first step makes the course; it is judged first, so that a refused step leaves nothing.
  const { id: stepId, rev: stepRev } = await saveRow(context, childAutismStep, { row: step, confirmations: input.confirmations, moreIssues: issues })
  const stored = await getRow(context.db, childAutismStep, stepId)
  if (left) await leave(context, left, stored)
  const saved = await saveRow(context, childAutism, { row: { ...await storedCourse(context.db, { fileId: input.fileId, startState: state, doctorName: row.doctorName }, [stored], []) }, settled: true })
  await saveRow(context, childAutismStep, { id: stepId, rev: stepRev, row: { ...step, autismId: saved.id }, settled: true })
  context.fact('from', state)
  context.fact('to', after ?? state)
  return saved
}

/** A lost course ends where the child comes back with new signs: the new one says why. */
async function leave(context: WriteContext, course: StoredChildAutism, by: StoredChildAutismStep): Promise<void> {
  const closed = { ...emptyRow(childAutismStep), fileId: course.fileId, autismId: course.id, kind: 'closed' as const, day: by.day, doctorName: by.doctorName, closeReason: 'returned' as const, fromState: course.state, toState: course.state }
  await saveRow(context, childAutismStep, { row: closed as never, settled: true })
  await rebuildCourse(context, course.id)
}

/** With the step that began anew taken back, the course it had left is the child's again. */
async function returnTo(context: WriteContext, fileId: string, reason: string): Promise<void> {
  const [former] = await coursesOf(context.db, fileId)
  const closed = former?.closeReason === 'returned' ? (await stepsOf(context.db, former.id)).at(-1) : undefined
  if (!former || closed?.kind !== 'closed') return
  await voidRow(context, childAutismStep, { id: closed.id, rev: closed.rev, reason })
  await rebuildCourse(context, former.id)
}

/** The course as it stands, or a refusal where somebody changed it in between. */
async function currentCourse(context: WriteContext, id: string, rev: number | undefined): Promise<StoredChildAutism> {
  const course = await getRow(context.db, childAutism, id)
  if (course.rev !== rev || course.voidedAt !== null) throw new AppError('edit-conflict', undefined, { record: childAutism.id, id, current: course as unknown as Record<string, unknown> })
  return course
}

async function undo(context: WriteContext, { id, rev, reason }: Input<'child.autism.undo'>): Promise<{ id: string; rev: number }> {
  const course = await currentCourse(context, id, rev)
  const [latest] = await coursesOf(context.db, course.fileId)
  if (latest && latest.id !== id) throw new AppError('invalid', [block('id', message('childAutism.newerCourse', '之后已有新的管理记录,不能再撤销这一次的步骤'))])
  const steps = await stepsOf(context.db, id)
  const followUps = await followUpsOf(context.db, id)
  const last = steps.at(-1)
  if (!last) throw new RangeError('a course has its first step')
  if (last.kind === 'diagnosis' && followUps.some(one => one.followUpDay >= last.day)) throw new AppError('invalid', [block('id', message('childAutism.hasFollowUps', '确诊后已有随访记录,请先作废随访再撤销诊断'))])
  await voidRow(context, childAutismStep, { id: last.id, rev: last.rev, reason })
  if (steps.length > 1) return rebuildCourse(context, id)
  const voided = await voidRow(context, childAutism, { id, rev: course.rev, reason })
  await returnTo(context, course.fileId, reason)
  return voided
}

/** CS (初筛转诊) or FS (复筛转诊), the day, four digits of the day's serial. */
async function slipNumber(context: WriteContext, prefix: 'CS' | 'FS'): Promise<string> {
  const day = context.today.replaceAll('-', '')
  return `${prefix}${day}${String(await nextSerial(context.db, `${prefix}-${day}`)).padStart(4, '0')}`
}

async function saveCourse(context: WriteContext, input: Input<'child.autism.save'>): Promise<{ id: string; rev: number }> {
  if (!input.id) throw new AppError('invalid', [block('fileId', message('childAutism.byStep', '孤独症管理由确认初筛异常开始,不能直接新建'))])
  const old = await currentCourse(context, input.id, input.rev)
  const typed = Object.fromEntries(COURSE_TYPED.map(name => [name, input.row[name]]))
  const row: ChildAutism = { ...old, ...typed }
  const kept: { -readonly [K in keyof ChildAutism]: ChildAutism[K] } = tidyRow(childAutism, Object.fromEntries(Object.keys(childAutism.fields).map(name => [name, row[name as keyof ChildAutism]])) as ChildAutism)
  const issues = courseIssues(kept, old)
  const isFaulty = issues.some(issue => issue.level === 'block')
  if (!isFaulty && kept.firstReferralDay && !kept.firstReferralNumber) kept.firstReferralNumber = await slipNumber(context, 'CS')
  if (!isFaulty && kept.diagnosisReferralDay && !kept.diagnosisReferralNumber) kept.diagnosisReferralNumber = await slipNumber(context, 'FS')
  return saveRow(context, childAutism, { ...input, row: kept, moreIssues: issues })
}

async function saveFollowUp(context: WriteContext, input: Input<'child.autismFollowUp.save'>): Promise<{ id: string; rev: number }> {
  const old = input.id === undefined ? undefined : await findRow(context.db, childAutismFollowUp, input.id)
  const { fileId, autismId, followUpDay } = input.row
  if (old && (old.fileId !== fileId || old.autismId !== autismId)) throw new AppError('invalid', [block('fileId', message('childAutism.followUpFixed', '随访不能改到另一名儿童名下;登错了请作废后重新登记'))])
  const course = await findRow(context.db, childAutism, autismId ?? '')
  if (!course || course.voidedAt !== null || course.fileId !== fileId) throw new AppError('invalid', [block('autismId', message('childAutism.noCourse', '找不到这名儿童的孤独症管理记录'))])
  const issues: FieldIssue[] = []
  if (course.diagnosis !== 'confirmed') issues.push(block('followUpDay', message('childAutism.notConfirmed', '只有确诊的儿童登记随访')))
  else if (followUpDay && course.diagnosisDay && followUpDay < course.diagnosisDay) issues.push(block('followUpDay', message('childAutism.before', '不能早于{{what}}日期 {{day}}', { what: '诊断', day: course.diagnosisDay })))
  if (followUpDay && course.closedDay && followUpDay > course.closedDay) issues.push(block('followUpDay', message('childAutism.afterClosed', '不能晚于结案日期 {{day}}', { day: course.closedDay })))
  const saved = await saveRow(context, childAutismFollowUp, { ...input, moreIssues: issues })
  await rebuildCourse(context, course.id)
  return saved
}

export const childAutismHandlers = {
  'child.autism.propose': async ({ fileId }, context) => {
    context.touched('child.file', fileId)
    await childOf(context.db, fileId)
    const visits = await visitsOfFile(context.db, fileId)
    const courses = await coursesOf(context.db, fileId)
    const proposal = await proposalOf(context.db, courses, visits)
    return {
      state: standingState(courses, visits), proposal,
      row: { fileId, kind: 'firstScreening', doctorName: context.user.displayName, day: context.today, ...(proposal ? { visitId: proposal.visitId, day: proposal.visitDay as never, reason: proposal.reason } : {}) },
    }
  },
  'child.autism.move': (input, context) => move(context, input),
  'child.autism.undo': (input, context) => undo(context, input),
  'child.autism.save': (input, context) => saveCourse(context, input),
  'child.autismFollowUp.save': (input, context) => saveFollowUp(context, input),
  'child.autismFollowUp.void': async (input, context) => {
    const { autismId } = await getRow(context.db, childAutismFollowUp, input.id)
    const voided = await voidRow(context, childAutismFollowUp, input)
    await rebuildCourse(context, autismId)
    return voided
  },
} satisfies Partial<Handlers>
