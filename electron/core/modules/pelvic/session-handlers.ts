import type { Input, Output } from '../../../../domain/api/api.ts'
import type { SecondPerson } from '../../../../domain/api/define-api.ts'
import { AppError } from '../../../../domain/api/result.ts'
import { PELVIC_CONTRAINDICATION, PELVIC_SESSION_STATE } from '../../../../domain/code/pelvic.ts'
import { codeList, codesIn } from '../../../../domain/field/code-list.ts'
import { block, type FieldIssue, message, warn } from '../../../../domain/message/message.ts'
import { pelvicCourse, type StoredPelvicCourse } from '../../../../domain/modules/pelvic/course.record.ts'
import type { StoredPelvicFile } from '../../../../domain/modules/pelvic/file.record.ts'
import { pelvicAttempt, pelvicSession, type PelvicSession, type StoredPelvicSession } from '../../../../domain/modules/pelvic/session.record.ts'
import { tidyRow } from '../../../../domain/record/derive/schema.ts'
import { mayMove, methodIssues, parameterIssues } from '../../../../domain/rule/pelvic/booking.ts'
import { askedBefore, contraindicationIssues, intervalIssues, knownIssues } from '../../../../domain/rule/pelvic/course.ts'
import { dayOf, type Minute } from '../../../../domain/time/day.ts'
import type { ReadContext, WriteContext } from '../../context.ts'
import type { ReadDb } from '../../db/engine.ts'
import type { Handlers } from '../../handlers.ts'
import { findRow, fromColumns, getRow, saveRow, type SaveRequest, valuesOf, voidRow } from '../../record/store.ts'
import { issuesOfSlots, placesNamed } from './booking.ts'
import { consentIssue, courseOf, evaluationsOf, knownContraindications, openCourseIssues, probeIssues, sessionsOf, standingOf, treatmentConsentDay } from './course-facts.ts'
import { fileOf, openFileOf, pelvicHeadOf } from './head.ts'

type Saved = { id: string; rev: number }
type SessionRequest = SaveRequest<typeof pelvicSession> & { doctor?: SecondPerson | undefined }

const isTreated = ({ state }: Pick<PelvicSession, 'state'>): boolean => state === 'treating' || state === 'done'

/** The answers before a session, and the doctor who lets it go on against one: at this window, by password. */
async function askedIssues(context: WriteContext, row: PelvicSession, old: StoredPelvicSession | undefined, file: StoredPelvicFile, doctor: SecondPerson | undefined): Promise<{ issues: FieldIssue[]; overrideDoctor: string | null }> {
  const method = row.method!
  const answers = Object.fromEntries(codesIn(row.asked).map(one => [one, codesIn(row.positive).includes(one)]))
  const judged = (doctorName: string | null): FieldIssue[] => contraindicationIssues(method, answers, { reason: row.overrideReason, doctorName }).map(issue => issue.path === 'contraindications' ? { ...issue, path: 'asked' } : issue)
  const denied = (await knownContraindications(context.db, file)).filter(one => answers[one] === false)
  // Whom the records tell of what nobody may override is not treated, whatever was answered; a session of an earlier day has happened and is asked about.
  const isBegun = old !== undefined && isTreated(old) && old.method === method
  const refused = isBegun || row.startedAt === null || dayOf(row.startedAt) < context.today ? [] : knownIssues(method, denied).filter(({ level }) => level === 'block').map(issue => ({ ...issue, path: 'asked' }))
  if (refused.length > 0) return { issues: [...judged(null), ...refused], overrideDoctor: null }
  const known = denied.map(one => warn('asked', message('pelvicSession.known', '档案或孕期记录中有“{{item}}”,本次回答为“否”,请再核对', { item: PELVIC_CONTRAINDICATION.label(one) })))
  const isOverridden = (row.overrideReason ?? '').trim().length >= 2
  // Without a doctor first: what nobody may override asks for no password, and what is fine needs none.
  const without = judged(null)
  if (!isOverridden || without[0]?.path !== 'overrideReason') return { issues: [...without, ...known], overrideDoctor: null }
  if (old?.overrideDoctor && old.overrideReason === row.overrideReason && old.positive === row.positive && old.method === row.method) return { issues: known, overrideDoctor: old.overrideDoctor }
  const name = context.user.permissions.has('pelvic.override') ? context.user.displayName : doctor ? (await context.secondPerson(doctor, 'pelvic.override')).displayName : null
  return name === null ? { issues: [block('overrideDoctor', message('pelvicSession.doctor', '请同意治疗的医生在本机选择姓名并输入本人密码')), ...known], overrideDoctor: null } : { issues: [...judged(name), ...known], overrideDoctor: name }
}

/** The session before a moment, of any course of the woman. */
async function sessionBefore(db: ReadDb, fileId: string, at: string, exceptId: string | undefined): Promise<StoredPelvicSession | null> {
  const row = await db.selectFrom('pelvicSession').selectAll().where('fileId', '=', fileId).where('state', '=', 'done').where('startedAt', '<=', at as never).where('id', '!=', exceptId ?? '').where('voidedAt', 'is', null).orderBy('startedAt', 'desc').limit(1).executeTakeFirst()
  return row ? fromColumns(pelvicSession, row) : null
}

async function treatmentIssues(context: WriteContext, row: PelvicSession, old: StoredPelvicSession | undefined, course: StoredPelvicCourse, file: StoredPelvicFile, sessions: readonly StoredPelvicSession[]): Promise<FieldIssue[]> {
  const { db } = context
  const rules = await context.setting('pelvicRules')
  const { room: _room, device, issues } = await placesNamed(context, row)
  const others = sessions.filter(({ id, state }) => id !== old?.id && state === 'done').length
  const day = row.startedAt ? dayOf(row.startedAt) : context.today
  // What began with her consent may be written to its end, and put right later, whatever she decided afterwards.
  const isBegun = old !== undefined && isTreated(old) && old.startedAt !== null && dayOf(old.startedAt) === day
  const before = row.startedAt ? await sessionBefore(db, file.id, row.startedAt, old?.id) : null
  return [
    ...issues, ...(isBegun || await treatmentConsentDay(db, file.id, day) !== null ? [] : [consentIssue('fileId')]), ...probeIssues('method', row.method, file), ...methodIssues(row.method!, device), ...parameterIssues(row.method!, row, device, rules),
    ...(row.startedAt ? intervalIssues(row.startedAt, before?.startedAt ?? null, rules) : []),
    ...(old?.state !== 'done' && others >= course.plannedSessions ? [warn('state', message('pelvicSession.more', '计划 {{planned}} 次已经做完;仍要治疗请写明原因,或先在疗程中加次数', { planned: course.plannedSessions }))] : []),
    ...(row.startedAt && row.plannedAt && dayOf(row.startedAt) !== dayOf(row.plannedAt) ? [warn('startedAt', message('pelvicSession.otherDay', '开始时间与预约日期 {{day}} 不是同一天,请核对', { day: dayOf(row.plannedAt) }))] : []),
  ]
}

/** Is the appointment made or moved, so that its place has to be free? */
const isBooking = (row: PelvicSession, old: StoredPelvicSession | undefined): boolean => (row.state === 'booked' || row.state === 'arrived')
  && (!old || old.plannedAt !== row.plannedAt || old.plannedMinutes !== row.plannedMinutes || old.roomId !== row.roomId || old.deviceId !== row.deviceId || old.state === 'missed')

async function saveSession(context: WriteContext, { doctor, ...input }: SessionRequest): Promise<Saved> {
  const { db, today } = context
  const row = tidyRow(pelvicSession, input.row)
  if (!row.fileId || !row.courseId || !row.state || !row.plannedAt) return saveRow(context, pelvicSession, input)
  const old = input.id === undefined ? undefined : await findRow(db, pelvicSession, input.id)
  const file = await openFileOf(db, row.fileId)
  const course = await courseOf(db, row.courseId)
  if (course.fileId !== file.id || (old && old.courseId !== course.id)) throw new AppError('invalid', [block('courseId', message('pelvicSession.otherCourse', '这次治疗不属于该疗程,请从疗程中重新打开'))])
  const sessions = await sessionsOf(db, [course.id])
  const issues: FieldIssue[] = [...openCourseIssues(course)]
  if (old && !mayMove(old.state, row.state)) issues.push(block('state', message('pelvicSession.move', '{{from}}的治疗不能改为{{to}};登错了请作废后重新登记', { from: PELVIC_SESSION_STATE.label(old.state), to: PELVIC_SESSION_STATE.label(row.state) })))
  if (row.state === 'missed' && dayOf(row.plannedAt) > today) issues.push(block('state', message('pelvicSession.early', '还没到预约的日期,不能记爽约;不来了请选“取消”')))
  if (isBooking(row, old)) {
    const places = await placesNamed(context, row)
    const [found = []] = await issuesOfSlots(context, file.id, [{ plannedAt: row.plannedAt, plannedMinutes: row.plannedMinutes ?? 0, roomId: row.roomId, deviceId: row.deviceId }], places, old?.id)
    issues.push(...places.issues, ...methodIssues(course.method, places.device), ...found)
    if (row.state === 'booked' && dayOf(row.plannedAt) < today) issues.push(block('plannedAt', message('pelvicSession.past', '不能预约过去的日期;已做过的治疗请把状态选为“已完成”补登')))
    // A relative one was asked about with the course; what nobody may override may have come up since.
    if (!old) issues.push(...knownIssues(course.method, await knownContraindications(db, file)).filter(({ level }) => level === 'block').map(issue => ({ ...issue, path: 'plannedAt' })))
    const standing = sessions.filter(({ id, state }) => id !== old?.id && state !== 'missed' && state !== 'cancelled').length
    if (!old && standing >= course.plannedSessions) issues.push(warn('plannedAt', message('pelvicSession.moreBooked', '已完成和已预约共 {{count}} 次,达到计划次数;仍要预约请写明原因,或先在疗程中加次数', { count: standing })))
  }
  let overrideDoctor = old?.overrideDoctor ?? null
  if (isTreated(row) && row.method) {
    issues.push(...await treatmentIssues(context, row, old, course, file, sessions))
    const asked = await askedIssues(context, row, old, file, doctor)
    issues.push(...asked.issues)
    overrideDoctor = asked.overrideDoctor
  }
  const isOverridden = overrideDoctor !== null
  const ordinal = row.state === 'done' ? sessions.filter(one => one.id !== old?.id && one.state === 'done' && (one.startedAt ?? '') <= (row.startedAt ?? '')).length + 1 : null
  const saved = await saveRow(context, pelvicSession, { ...input, row: { ...withAnswers(row, course), ordinal, overrideDoctor, overrideReason: isOverridden ? row.overrideReason : null }, moreIssues: issues })
  await renumber(context, course.id)
  context.touched(pelvicSession.id, saved.id)
  return saved
}

/** Only what this method asks stays answered, and a yes is always one of the answers. */
function withAnswers(row: PelvicSession, course: StoredPelvicCourse): PelvicSession {
  const asked = askedBefore(row.method ?? course.method).filter(one => codesIn(row.asked).includes(one))
  return { ...row, asked: codeList(PELVIC_CONTRAINDICATION, asked), positive: codeList(PELVIC_CONTRAINDICATION, codesIn(row.positive).filter(one => asked.includes(one))) }
}

/** The finished sessions of a course are numbered by when they were done: one entered late or voided moves the others. */
async function renumber(context: WriteContext, courseId: string): Promise<void> {
  const done = (await sessionsOf(context.db, [courseId])).filter(({ state }) => state === 'done').toSorted((one, other) => (one.startedAt ?? '') < (other.startedAt ?? '') ? -1 : 1)
  for (const [index, session] of done.entries()) if (session.ordinal !== index + 1) await saveRow(context, pelvicSession, { id: session.id, rev: session.rev, row: { ...valuesOf(pelvicSession, session), ordinal: index + 1 }, settled: true })
}

/** What a session begins with when it is treated: the course's order, and what she was given last time. What is measured or used once is entered anew. */
function treatmentRow(context: ReadContext, course: StoredPelvicCourse, last: StoredPelvicSession | null, startedAt: Minute): Partial<PelvicSession> {
  const same = last?.courseId === course.id ? last : null
  return {
    startedAt, minutes: same?.minutes ?? course.sessionMinutes, therapistName: context.user.displayName, method: course.method, frequencyHz: same?.frequencyHz ?? course.frequencyHz, pulseWidthUs: same?.pulseWidthUs ?? course.pulseWidthUs, currentMa: same?.currentMa ?? null,
    workSeconds: same?.workSeconds ?? course.workSeconds, restSeconds: same?.restSeconds ?? course.restSeconds,
  }
}

async function opened(context: ReadContext, { id, courseId = '' }: Input<'pelvic.session.open'>): Promise<Output<'pelvic.session.open'>> {
  const { db, moment } = context
  const session = id === undefined ? null : await getRow(db, pelvicSession, id)
  const course = await courseOf(db, session?.courseId ?? courseId)
  const file = await fileOf(db, course.fileId)
  context.touched(session ? pelvicSession.id : pelvicCourse.id, session?.id ?? course.id)
  const sessions = await sessionsOf(db, [course.id])
  // What is entered afterwards was done on its day.
  const startedAt = session?.startedAt ?? (session && dayOf(session.plannedAt) < context.today ? session.plannedAt : moment.now)
  const last = await sessionBefore(db, file.id, startedAt, session?.id)
  const after = session?.plannedAt ?? moment.now
  const next = sessions.find(one => one.state === 'booked' && one.id !== session?.id && one.plannedAt > after)
  const empty = { fileId: file.id, courseId: course.id, plannedAt: moment.now, plannedMinutes: course.sessionMinutes, roomId: course.roomId, deviceId: course.deviceId, state: 'booked' } as const
  return {
    head: await pelvicHeadOf(context, file), course, session, known: await knownContraindications(db, file), last, next: next ? { id: next.id, plannedAt: next.plannedAt } : null,
    row: { ...(session ? {} : empty), ...treatmentRow(context, course, last, startedAt) }, ...standingOf(course, sessions, await evaluationsOf(db, [course.id]), await context.setting('pelvicRules')),
  }
}

async function missed(context: WriteContext, { sessions }: Input<'pelvic.session.miss'>): Promise<Output<'pelvic.session.miss'>> {
  for (const { id, rev } of sessions) {
    const session = await getRow(context.db, pelvicSession, id)
    await saveSession(context, { id, rev, row: { ...valuesOf(pelvicSession, session), state: 'missed' } })
  }
  context.fact('missed', sessions.length)
  return { missed: sessions.length }
}

export const pelvicSessionHandlers = {
  'pelvic.session.save': (input, context) => saveSession(context, input as SessionRequest),
  'pelvic.session.void': async (input, context) => {
    const { db } = context
    const course = await courseOf(db, (await getRow(db, pelvicSession, input.id)).courseId)
    await openFileOf(db, course.fileId)
    const issues = openCourseIssues(course)
    if (issues.length > 0) throw new AppError('invalid', issues)
    const voided = await voidRow(context, pelvicSession, input)
    await renumber(context, course.id)
    context.touched(pelvicSession.id, input.id)
    return voided
  },
  'pelvic.session.open': (input, context) => opened(context, input),
  'pelvic.session.miss': (input, context) => missed(context, input),
  'pelvic.attempt.save': async (input, context) => {
    const request = input as SaveRequest<typeof pelvicAttempt>
    const { womanId, fileId, sessionId } = request.row
    const file = fileId ? await fileOf(context.db, fileId) : null
    const session = sessionId ? await findRow(context.db, pelvicSession, sessionId) : undefined
    const isOther = (file && file.womanId !== womanId) || (session && session.fileId !== fileId)
    return saveRow(context, pelvicAttempt, { ...request, moreIssues: isOther ? [block('fileId', message('pelvicAttempt.other', '这份档案或治疗不属于该妇女,请从名单重新打开'))] : [] })
  },
} satisfies Partial<Handlers>
