import type { Input, Output } from '../../../../domain/api/api.ts'
import { AppError } from '../../../../domain/api/result.ts'
import { PELVIC_METHOD, PELVIC_QUESTIONNAIRE } from '../../../../domain/code/pelvic.ts'
import { block, type FieldIssue, message, warn } from '../../../../domain/message/message.ts'
import { pelvicAssessment } from '../../../../domain/modules/pelvic/assessment.record.ts'
import { pelvicCourse, type PelvicCourse, type StoredPelvicCourse } from '../../../../domain/modules/pelvic/course.record.ts'
import { pelvicSession, type StoredPelvicSession } from '../../../../domain/modules/pelvic/session.record.ts'
import { emptyRow, tidyRow } from '../../../../domain/record/derive/schema.ts'
import { closedBy, methodIssues, parameterIssues, type PelvicSlot, weekdayNumbers } from '../../../../domain/rule/pelvic/booking.ts'
import { courseDays, knownIssues } from '../../../../domain/rule/pelvic/course.ts'
import { addDays, type Day, dayOf, type Minute } from '../../../../domain/time/day.ts'
import type { ReadContext, WriteContext } from '../../context.ts'
import type { ReadDb } from '../../db/engine.ts'
import type { Handlers } from '../../handlers.ts'
import { nextSerial } from '../../record/serial.ts'
import { findRow, fromColumns, saveRow, type SaveRequest, valuesOf, voidRow } from '../../record/store.ts'
import { issuesOfSlots, placesNamed } from './booking.ts'
import { consentIssue, courseOf, evaluationsOf, knownContraindications, probeIssues, sessionsOf, standingOf, treatmentConsentDay } from './course-facts.ts'
import { fileOf, openFileOf, pelvicHeadOf } from './head.ts'

type Saved = { id: string; rev: number }
type PlanRequest = SaveRequest<typeof pelvicCourse> & { slots: readonly string[] }

const slotsOf = (row: Partial<PelvicCourse>, days: readonly string[]): PelvicSlot[] =>
  days.toSorted().map(plannedAt => ({ plannedAt: plannedAt as Minute, plannedMinutes: row.sessionMinutes ?? 0, roomId: row.roomId ?? null, deviceId: row.deviceId ?? null }))

const ORDERED = ['method', 'roomId', 'deviceId', 'frequencyHz', 'pulseWidthUs'] as const
/** Is something ordered now? What became of an instrument since keeps no course from being ended. */
const isOrder = (row: PelvicCourse, old: StoredPelvicCourse | undefined, slots: readonly string[]): boolean => !old || slots.length > 0 || ORDERED.some(name => old[name] !== row[name])

/** What the course itself has against it, its appointments aside. */
async function courseIssues(context: WriteContext, row: PelvicCourse, old: StoredPelvicCourse | undefined, done: number): Promise<FieldIssue[]> {
  const { db } = context
  const { method, plannedSessions, fileId } = row
  const issues: FieldIssue[] = []
  if (!old && await treatmentConsentDay(db, fileId, context.today) === null) issues.push(consentIssue('fileId'))
  const twin = row.state === 'open' ? await db.selectFrom('pelvicCourse').select(['id', 'number']).where('fileId', '=', fileId).where('method', '=', method).where('state', '=', 'open').where('voidedAt', 'is', null).executeTakeFirst() : undefined
  if (twin && twin.id !== old?.id) issues.push(block('method', message('pelvicCourse.twice', '她的{{method}}疗程 {{number}} 还在进行,请在原疗程中加次数,或先结束它', { method: PELVIC_METHOD.label(method), number: twin.number ?? '' })))
  if (old && done > 0 && old.method !== method) issues.push(block('method', message('pelvicCourse.methodFixed', '这个疗程已有治疗,方法不能改;换方法请另开疗程')))
  if (plannedSessions < done) issues.push(block('plannedSessions', message('pelvicCourse.fewer', '已完成 {{done}} 次,计划次数不能少于此数', { done })))
  if (row.baselineId !== null && row.baselineId !== old?.baselineId) {
    const baseline = await findRow(db, pelvicAssessment, row.baselineId)
    if (baseline && (baseline.fileId !== fileId || baseline.voidedAt !== null)) issues.push(block('baselineId', message('pelvicCourse.otherBaseline', '这次评估不属于本档案或已作废,请重新选择')))
  }
  if (row.state === 'completed') {
    if (done < plannedSessions) issues.push(warn('state', message('pelvicCourse.notDone', '计划 {{planned}} 次,只完成 {{done}} 次;没有做完的请选“提前结束”', { planned: plannedSessions, done })))
    const evaluated = old ? await evaluationsOf(db, [old.id]) : []
    if (!evaluated.some(({ kind }) => kind === 'end')) issues.push(warn('efficacy', message('pelvicCourse.noEnd', '还没有末次评估,疗效没有依据;仍要结束请写明原因')))
  }
  return issues
}

const wasUnanswered = ({ state, plannedAt }: StoredPelvicSession, today: Day): boolean => state === 'booked' && dayOf(plannedAt) < today

/** What stands in the way of an ending, or is settled by it. */
function endingIssues(row: PelvicCourse, old: StoredPelvicCourse | undefined, sessions: readonly StoredPelvicSession[], today: Day): FieldIssue[] {
  if (row.state === 'open') return []
  const issues: FieldIssue[] = []
  const last = sessions.filter(({ state }) => state === 'done').map(({ startedAt, plannedAt }) => dayOf(startedAt ?? plannedAt)).toSorted().at(-1)
  if (last && row.closedDay && row.closedDay < last) issues.push(block('closedDay', message('pelvicCourse.closedEarly', '结束日期不能早于最后一次治疗 {{day}},请核对', { day: last })))
  if (old?.state !== 'open') return issues
  const here = sessions.filter(({ state }) => state === 'arrived' || state === 'treating').length
  const unanswered = sessions.filter(session => wasUnanswered(session, today)).length
  if (here > 0) issues.push(block('state', message('pelvicCourse.here', '还有 {{count}} 次已签到或治疗中的没有登记完,请先打开它登记,再结束疗程', { count: here })))
  if (unanswered > 0) issues.push(warn('state', message('pelvicCourse.unanswered', '过去有 {{count}} 次预约没有登记来没来,结束后记为爽约;其中来过的请先补登', { count: unanswered })))
  return issues
}

/** Saves a course and books its appointments in one step. Ending it cancels those that are still to come; past ones nobody answered were missed. */
async function planCourse(context: WriteContext, { slots, ...input }: PlanRequest): Promise<Saved> {
  const { db, today } = context
  const row = tidyRow(pelvicCourse, input.row)
  if (!row.fileId) return saveRow(context, pelvicCourse, input)
  const file = await openFileOf(db, row.fileId)
  const old = input.id === undefined ? undefined : await findRow(db, pelvicCourse, input.id)
  if (old && old.fileId !== row.fileId) throw new AppError('invalid', [block('fileId', message('pelvicCourse.fileFixed', '疗程不能改到另一份档案;登错了请作废后重新登记'))])
  const sessions = old ? await sessionsOf(db, [old.id]) : []
  const done = sessions.filter(({ state }) => state === 'done').length
  const issues: FieldIssue[] = []
  if (row.method && row.plannedSessions && row.state) {
    if (isOrder(row, old, slots)) {
      const places = await placesNamed(context, row)
      issues.push(...places.issues, ...methodIssues(row.method, places.device), ...parameterIssues(row.method, row, places.device, await context.setting('pelvicRules')), ...knownIssues(row.method, await knownContraindications(db, file)), ...probeIssues('method', row.method, file))
      issues.push(...slotIssues(slots, await issuesOfSlots(context, file.id, slotsOf(row, slots), places), today, row))
    }
    issues.push(...await courseIssues(context, row, old, done), ...endingIssues(row, old, sessions, today))
    const ahead = sessions.filter(({ state }) => state !== 'missed' && state !== 'cancelled').length
    if (slots.length > 0 && ahead + slots.length > row.plannedSessions) issues.push(warn('slots', message('pelvicCourse.more', '连同这些预约共 {{count}} 次,超过计划的 {{planned}} 次;请核对,或先改计划次数', { count: ahead + slots.length, planned: row.plannedSessions })))
  }
  const year = (row.startDay ?? today).slice(0, 4)
  const saved = await saveRow(context, pelvicCourse, { ...input, row: { ...row, number: old?.number ?? `PC${year}${String(await nextSerial(db, `pelvicCourse-${year}`)).padStart(6, '0')}` }, moreIssues: issues })
  for (const slot of slotsOf(row, slots)) await saveRow(context, pelvicSession, { row: { ...emptyRow(pelvicSession), ...slot, fileId: file.id, courseId: saved.id, state: 'booked' } as never, settled: true })
  if (old?.state === 'open' && row.state !== 'open') {
    for (const session of sessions.filter(({ state }) => state === 'booked')) await saveRow(context, pelvicSession, { id: session.id, rev: session.rev, row: { ...valuesOf(pelvicSession, session), ...wasUnanswered(session, today) ? { state: 'missed' } : { state: 'cancelled', stateReason: '疗程结束' } }, settled: true })
  }
  context.touched(pelvicCourse.id, saved.id)
  return saved
}

/** Findings of the slots as one form asks them: what is refused at its own slot, what is only asked once for all. */
function slotIssues(slots: readonly string[], found: readonly (readonly FieldIssue[])[], today: Day, row: PelvicCourse): FieldIssue[] {
  const asked = new Map<string, FieldIssue>()
  const refused: FieldIssue[] = []
  const past = slots.find(slot => slot.slice(0, 10) < today)
  if (past) refused.push(block('slots', message('pelvicCourse.past', '不能预约过去的日期 {{day}};已做过的治疗请在疗程中补登', { day: past.slice(0, 10) })))
  if (slots.length > 0 && row.state !== 'open') refused.push(block('slots', message('pelvicCourse.closedSlots', '疗程已结束,不能再预约')))
  for (const [index, issues] of found.entries()) for (const issue of issues) {
    if (issue.level === 'block') refused.push({ ...issue, path: `slots.${index}` })
    else if (!asked.has(issue.message.key)) asked.set(issue.message.key, { ...issue, path: 'slots' })
  }
  return [...refused, ...asked.values()]
}

/** What is known of her against the method, and the days of a pattern with what speaks against each, or the given ones checked again. */
async function preview(context: ReadContext, { id, row, slots }: Input<'pelvic.course.preview'>): Promise<Output<'pelvic.course.preview'>> {
  const { db, today } = context
  const { startDay, method, fileId, plannedSessions, sessionMinutes } = row
  const weekdays = weekdayNumbers(row.weekdays ?? null)
  const known = method && fileId ? knownIssues(method, await knownContraindications(db, await fileOf(db, fileId))) : []
  if (!startDay || !method || !fileId || !plannedSessions || !sessionMinutes || (!slots && (weekdays.length === 0 || !row.timeOfDay))) return { known, slots: [], skipped: [], unknownYears: [] }
  const places = await placesNamed(context, { roomId: row.roomId ?? null, deviceId: row.deviceId ?? null })
  const calendar = await context.setting('workCalendar')
  const isClosed = (day: Day): boolean => [places.room, places.device].some(place => closedBy(day, place ?? { openDays: null }, calendar) !== null)
  const standing = id ? (await sessionsOf(db, [id])).filter(({ state }) => state !== 'missed' && state !== 'cancelled') : []
  const first = [startDay, today, ...standing.map(({ plannedAt }) => addDays(dayOf(plannedAt), 1))].toSorted().at(-1)!
  const sessions = Math.max(0, plannedSessions - standing.length)
  const start = id ? first : startDay
  const skipped: Day[] = []
  const days = slots ?? courseDays({ start, sessions, weekdays, isClosed: day => { const closed = isClosed(day); if (closed) skipped.push(day); return closed } }).map(day => `${day}T${row.timeOfDay}`)
  const asked = slotsOf(row, days)
  const issues = await issuesOfSlots(context, fileId, asked, places)
  const yearsKnown = new Set(calendar.years.map(({ year }) => year))
  return {
    known, slots: asked.map(({ plannedAt }, index) => ({ plannedAt, issues: [...plannedAt.slice(0, 10) < today ? [block('plannedAt', message('pelvicCourse.past', '不能预约过去的日期 {{day}};已做过的治疗请在疗程中补登', { day: plannedAt.slice(0, 10) }))] : [], ...issues[index] ?? []] })),
    skipped, unknownYears: [...new Set(asked.map(({ plannedAt }) => Number(plannedAt.slice(0, 4))))].filter(year => !yearsKnown.has(year)),
  }
}

const assessmentsOf = async (db: ReadDb, fileId: string) => db.selectFrom('pelvicAssessment').select(['id', 'day', 'kind']).where('fileId', '=', fileId).where('voidedAt', 'is', null).orderBy('day', 'desc').orderBy('id', 'desc').execute()

async function prepared(context: ReadContext, fileId: string): Promise<Output<'pelvic.course.prepare'>> {
  const { db, today } = context
  const file = await openFileOf(db, fileId)
  context.touched('pelvic.file', fileId)
  const rules = await context.setting('pelvicRules')
  const assessments = await assessmentsOf(db, fileId)
  const lastCourse = await db.selectFrom('pelvicCourse').selectAll().where('fileId', '=', fileId).where('voidedAt', 'is', null).orderBy('startDay', 'desc').orderBy('id', 'desc').limit(1).executeTakeFirst()
  const last = lastCourse && fromColumns(pelvicCourse, lastCourse)
  return {
    head: await pelvicHeadOf(context, file), consentDay: await treatmentConsentDay(db, fileId, context.today), assessments,
    row: {
      fileId, startDay: today, plannedSessions: rules.courseSessions, sessionMinutes: last?.sessionMinutes ?? 30, doctorName: context.user.displayName, state: 'open', baselineId: assessments[0]?.id ?? null,
      ...(last ? { diagnosis: last.diagnosis, weekdays: last.weekdays, timeOfDay: last.timeOfDay, roomId: last.roomId, deviceId: last.deviceId, homeExercise: last.homeExercise } : {}),
    },
  }
}

/** A course with its sessions, and the names of where it is done. */
async function coursesWith(context: ReadContext, courses: readonly StoredPelvicCourse[]): Promise<Output<'pelvic.course.ofFile'>['courses']> {
  const { db } = context
  const ids = courses.map(({ id }) => id)
  const rules = await context.setting('pelvicRules')
  const [sessions, evaluated] = [await sessionsOf(db, ids), await evaluationsOf(db, ids)]
  const names = new Map((await db.selectFrom('pelvicPlace').select(['id', 'name']).execute()).map(({ id, name }) => [id, name]))
  return courses.map(course => {
    const own = sessions.filter(({ courseId }) => courseId === course.id)
    return { course, roomName: names.get(course.roomId ?? '') ?? null, deviceName: names.get(course.deviceId ?? '') ?? null, sessions: own, ...standingOf(course, own, evaluated.filter(({ courseId }) => courseId === course.id), rules) }
  })
}

/** The scores a course is judged by: of each questionnaire the one before it and the latest since. */
async function scoresOf(db: ReadDb, baselineId: string, latestId: string): Promise<Output<'pelvic.course.open'>['scores']> {
  const rows = await db.selectFrom('pelvicQuestionnaire').select(['assessmentId', 'questionnaire', 'total']).where('assessmentId', 'in', [baselineId, latestId]).where('voidedAt', 'is', null).execute()
  const totalOf = (questionnaire: string, assessmentId: string): number | null => rows.find(row => row.questionnaire === questionnaire && row.assessmentId === assessmentId)?.total ?? null
  return PELVIC_QUESTIONNAIRE.values.flatMap(questionnaire => {
    const [before, after] = [totalOf(questionnaire, baselineId), totalOf(questionnaire, latestId)]
    return before === null || after === null ? [] : [{ questionnaire, before, after }]
  })
}

async function opened(context: ReadContext, id: string): Promise<Output<'pelvic.course.open'>> {
  const { db } = context
  const course = await courseOf(db, id)
  context.touched(pelvicCourse.id, id)
  const file = await fileOf(db, course.fileId)
  const assessments = await assessmentsOf(db, file.id)
  const baselineId = course.baselineId ?? assessments.find(({ day }) => day <= course.startDay)?.id
  const latestId = assessments[0]?.id
  const baseline = baselineId ? await findRow(db, pelvicAssessment, baselineId) : undefined
  const latest = latestId && latestId !== baselineId ? await findRow(db, pelvicAssessment, latestId) : undefined
  const [withSessions] = await coursesWith(context, [course])
  return {
    ...withSessions!, head: await pelvicHeadOf(context, file), consentDay: await treatmentConsentDay(db, file.id, context.today), assessments,
    baseline: baseline ?? null, latest: latest ?? null, scores: baseline && latest ? await scoresOf(db, baseline.id, latest.id) : [],
  }
}

export const pelvicCoursePlanHandlers = {
  'pelvic.course.plan': (input, context) => planCourse(context, input as PlanRequest),
  'pelvic.course.save': (input, context) => planCourse(context, { ...input, slots: [] } as PlanRequest),
  'pelvic.course.void': async (input, context) => {
    await openFileOf(context.db, (await courseOf(context.db, input.id)).fileId)
    const sessions = await sessionsOf(context.db, [input.id])
    if (sessions.some(({ state }) => state === 'done' || state === 'treating')) throw new AppError('invalid', [block('id', message('pelvicCourse.used', '疗程已有治疗记录,不能作废;不再治疗请“结束疗程”'))])
    for (const session of sessions) await voidRow(context, pelvicSession, { id: session.id, rev: session.rev, reason: input.reason })
    const voided = await voidRow(context, pelvicCourse, input)
    context.touched(pelvicCourse.id, input.id)
    return voided
  },
  'pelvic.course.prepare': ({ fileId }, context) => prepared(context, fileId),
  'pelvic.course.preview': (input, context) => preview(context, input),
  'pelvic.course.open': ({ id }, context) => opened(context, id),
  'pelvic.course.ofFile': async ({ fileId }, context) => {
    const { db } = context
    const file = await fileOf(db, fileId)
    context.touched('pelvic.file', fileId)
    const rows = await db.selectFrom('pelvicCourse').selectAll().where('fileId', '=', fileId).where('voidedAt', 'is', null).orderBy('startDay', 'desc').orderBy('id', 'desc').execute()
    const attempts = await db.selectFrom('pelvicAttempt').select(['id', 'day', 'about', 'outcome', 'callerName', 'note']).where('fileId', '=', fileId).where('voidedAt', 'is', null).orderBy('day', 'desc').orderBy('id', 'desc').execute()
    return { head: await pelvicHeadOf(context, file), consentDay: await treatmentConsentDay(db, fileId, context.today), courses: await coursesWith(context, rows.map(row => fromColumns(pelvicCourse, row))), attempts }
  },
} satisfies Partial<Handlers>
