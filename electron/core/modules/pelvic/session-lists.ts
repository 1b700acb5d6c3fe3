import { sql, type SqlBool } from 'kysely'
import type { Input, Output } from '../../../../domain/api/api.ts'
import { CONTACT_ATTEMPT, type ContactAttempt } from '../../../../domain/code/child-file.ts'
import { PELVIC_SESSION_STATE } from '../../../../domain/code/pelvic.ts'
import { PELVIC_EVALUATION_REASON } from '../../../../domain/code/pelvic-care.ts'
import type { Ledger, LedgerRow } from '../../../../domain/ledger/ledger.ts'
import { PELVIC_EVALUATION_LEDGER, PELVIC_MISSED_LEDGER } from '../../../../domain/ledger/pelvic-ledgers.ts'
import { closedBy } from '../../../../domain/rule/pelvic/booking.ts'
import { evaluationDue, followUpDue } from '../../../../domain/rule/pelvic/course.ts'
import type { PelvicRules } from '../../../../domain/rule/pelvic/pelvic-rules.ts'
import { addDays, type Day, dayOf, type Minute } from '../../../../domain/time/day.ts'
import type { ReadContext } from '../../context.ts'
import type { ReadDb } from '../../db/engine.ts'
import { plainRows } from '../../db/plain-rows.ts'
import type { Handlers } from '../../handlers.ts'
import { xlsxOf } from '../../ledger/xlsx.ts'
import { addressText } from '../../region.ts'
import { findRow } from '../../record/store.ts'
import { pelvicPlace } from '../../../../domain/modules/pelvic/place.record.ts'
import { WHO, whoOf } from '../../registry/woman.ts'

type MissedLine = Output<'pelvic.session.list'>['rows'][number]
type EvaluationLine = Output<'pelvic.evaluation.list'>['rows'][number]
type EvaluationView = Input<'pelvic.evaluation.list'>['view']

/** Lists look so far ahead, so that a visit can be arranged. */
const AHEAD_DAYS = 7
/** As many lines as a phone list has at most. */
const MOST_LINES = 5_000

async function calendar(context: ReadContext, { firstDay, days, placeId }: Input<'pelvic.session.calendar'>): Promise<Output<'pelvic.session.calendar'>> {
  const { db } = context
  const all = Array.from({ length: days }, (_, index) => addDays(firstDay as Day, index))
  const place = placeId ? await findRow(db, pelvicPlace, placeId) : undefined
  const workCalendar = await context.setting('workCalendar')
  let query = db.selectFrom('pelvicSession as session').innerJoin('pelvicCourse as course', 'course.id', 'session.courseId').innerJoin('pelvicFile as file', 'file.id', 'session.fileId').innerJoin('person', 'person.id', 'file.womanId')
    .select(['session.id', 'session.fileId', 'person.name', 'session.plannedAt', 'session.plannedMinutes', 'session.state', 'course.method', 'session.roomId', 'session.deviceId'])
    .where('session.plannedAt', '>=', `${all[0]}T00:00` as Minute).where('session.plannedAt', '<', `${addDays(all.at(-1)!, 1)}T00:00` as Minute).where('session.state', '!=', 'cancelled').where('session.voidedAt', 'is', null)
  if (placeId) query = query.where(eb => eb.or([eb('session.roomId', '=', placeId), eb('session.deviceId', '=', placeId)]))
  return {
    sessions: await query.orderBy('session.plannedAt').orderBy('session.id').execute(),
    closed: all.flatMap(day => { const reason = closedBy(day, place ?? { openDays: null }, workCalendar); return reason ? [{ day, reason }] : [] }),
  }
}

type Calls = { readonly attempts: number; readonly lastAttemptDay: Day | null; readonly lastAttempt: ContactAttempt | null }
/** How often each was called and what came of it last: of a missed session, or of a woman's evaluation. */
async function callsOf(db: ReadDb, by: 'sessionId' | 'fileId', ids: readonly string[]): Promise<(id: string) => Calls> {
  if (ids.length === 0) return () => ({ attempts: 0, lastAttemptDay: null, lastAttempt: null })
  let query = db.selectFrom('pelvicAttempt').select(['sessionId', 'fileId', 'day', 'outcome']).where(by, 'in', [...ids]).where('voidedAt', 'is', null)
  if (by === 'fileId') query = query.where('about', 'in', ['evaluation', 'followUp'])
  const found = Map.groupBy(await query.orderBy('day').orderBy('id').execute(), row => row[by] ?? '')
  return id => { const calls = found.get(id) ?? []; return { attempts: calls.length, lastAttemptDay: calls.at(-1)?.day ?? null, lastAttempt: calls.at(-1)?.outcome ?? null } }
}

/** The days of finished sessions of these courses, in their order: sorted here, for in order of time the database would walk through everybody's sessions. */
async function doneOf(db: ReadDb, courseIds: readonly string[]): Promise<Map<string, Day[]>> {
  if (courseIds.length === 0) return new Map()
  const rows = await db.selectFrom('pelvicSession').select(['courseId', 'plannedAt']).where('courseId', 'in', [...courseIds]).where('state', '=', 'done').where('voidedAt', 'is', null).execute()
  return new Map([...Map.groupBy(rows, row => row.courseId)].map(([courseId, own]) => [courseId, own.map(({ plannedAt }) => dayOf(plannedAt)).toSorted()]))
}

export async function missedPage(context: ReadContext, { view, offset, limit }: { view: Input<'pelvic.session.list'>['view']; offset: number; limit: number }): Promise<Output<'pelvic.session.list'>> {
  const { db, today } = context
  const { missedAfterDays } = await context.setting('pelvicRules')
  let query = db.selectFrom('pelvicSession').where('pelvicSession.voidedAt', 'is', null)
  if (view === 'unanswered') query = query.where('pelvicSession.state', 'in', ['booked', 'arrived', 'treating']).where('pelvicSession.plannedAt', '<', `${today}T00:00` as Minute)
  else {
    // A later visit, or an appointment made since she was marked as missed, has made it up; what was booked before has not. A course that ended asks for nothing.
    query = query.where('pelvicSession.state', '=', 'missed').where(sql<SqlBool>`EXISTS (SELECT 1 FROM pelvic_course AS course WHERE course.id = pelvic_session.course_id AND course.state = 'open' AND course.voided_at IS NULL)`)
      .where(sql<SqlBool>`NOT EXISTS (SELECT 1 FROM pelvic_session AS later WHERE later.course_id = pelvic_session.course_id AND later.planned_at > pelvic_session.planned_at AND later.state <> 'cancelled' AND (later.state <> 'booked' OR later.created_at > pelvic_session.updated_at) AND later.voided_at IS NULL)`)
  }
  // All of them first and only then their order: asked for a page in order, the database walks through every session of the years.
  const all = (await query.select(['pelvicSession.id', 'pelvicSession.plannedAt']).execute()).toSorted((one, other) => one.plannedAt < other.plannedAt || (one.plannedAt === other.plannedAt && one.id < other.id) ? -1 : 1)
  const page = all.slice(offset, offset + limit).map(({ id }) => id)
  const rows = page.length === 0 ? [] : await db.selectFrom('pelvicSession').innerJoin('pelvicCourse as course', 'course.id', 'pelvicSession.courseId').innerJoin('pelvicFile as file', 'file.id', 'pelvicSession.fileId').innerJoin('person', 'person.id', 'file.womanId')
    .select(['pelvicSession.id', 'pelvicSession.rev', 'pelvicSession.fileId', 'pelvicSession.courseId', 'file.womanId', 'file.number', 'pelvicSession.plannedAt', 'pelvicSession.state', 'course.plannedSessions', ...WHO])
    .where('pelvicSession.id', 'in', page).orderBy('pelvicSession.plannedAt').orderBy('pelvicSession.id').execute()
  const [calls, done] = [await callsOf(db, 'sessionId', rows.map(row => row.id)), await doneOf(db, rows.map(row => row.courseId))]
  return {
    total: all.length, rows: rows.map(({ name, birthDay, phone, homeRegion, plannedSessions, ...row }): MissedLine => {
      const own = calls(row.id)
      const callBy = addDays(dayOf(row.plannedAt), missedAfterDays)
      return { ...row, ...whoOf(context, { name, birthDay, phone, homeRegion }), done: done.get(row.courseId)?.length ?? 0, planned: plannedSessions, callBy, isOverdue: own.attempts === 0 && callBy < today, ...own }
    }),
  }
}

type Due = Pick<EvaluationLine, 'key' | 'fileId' | 'reason' | 'courseId' | 'courseState' | 'done' | 'planned' | 'isOverdue'> & { readonly dueDay: Day }

type InCourse = { readonly id: string; readonly fileId: string; readonly planned: number; readonly done: number; readonly evaluated: number | null; readonly dueAt: Minute }
/**
 * Courses that have reached an evaluation nobody made, since the session that asks for it; the middle one has some sessions' time.
 * Courses are left open by the thousand: how far each came is the number of its last session (`renumber`), and the rule is asked
 * of those alone that no evaluation answers yet. A file is not closed while a course of it runs.
 */
async function dueInCourse({ db, today }: ReadContext, rules: PelvicRules): Promise<Due[]> {
  const { midCourseFirstSession: middle } = rules
  const ofCourse = (course: 'course' | 'running') => sql`FROM pelvic_session AS session WHERE session.course_id = ${sql.ref(`${course}.id`)} AND session.voided_at IS NULL AND session.ordinal`
  const asking = sql`CASE WHEN running.done >= running.planned THEN running.planned ELSE ${middle} END`
  // What an evaluation answers is as `evaluatedAfter` says it, the furthest of them: an end counts for the whole course.
  const { rows } = await sql<InCourse>`
    WITH running AS MATERIALIZED (
      SELECT course.id, course.file_id, course.planned_sessions AS planned, (SELECT max(session.ordinal) ${ofCourse('course')} IS NOT NULL) AS done,
        (SELECT max(CASE made.kind WHEN 'end' THEN course.planned_sessions + coalesce(made.after_sessions, 0) WHEN 'middle' THEN coalesce(made.after_sessions, ${middle}) END) FROM pelvic_assessment AS made WHERE made.course_id = course.id AND made.voided_at IS NULL) AS evaluated
      FROM pelvic_course AS course WHERE course.state = 'open' AND course.voided_at IS NULL
    )
    SELECT running.id, running.file_id AS "fileId", running.planned, running.done, running.evaluated, (SELECT session.planned_at ${ofCourse('running')} = ${asking}) AS "dueAt"
    FROM running WHERE (running.done >= running.planned OR running.done >= ${middle}) AND (running.evaluated IS NULL OR running.evaluated < ${asking})`.execute(plainRows(db))
  return rows.flatMap(({ id, fileId, planned, done, evaluated, dueAt }): Due[] => {
    const due = evaluationDue(planned, done, evaluated === null ? [] : [evaluated], rules)
    const dueDay = dayOf(dueAt)
    return due ? [{ key: `${id}-${due.kind}`, fileId, reason: due.kind, courseId: id, courseState: 'open', done, planned, dueDay, isOverdue: due.kind === 'middle' ? due.isOverdue : dueDay < today }] : []
  })
}

/** Women whose last course ended three, six, twelve months ago. */
async function dueAfterCourse({ db, today }: ReadContext, rules: PelvicRules): Promise<Due[]> {
  const first = addDays(today, -Math.ceil((rules.followUpThirdMonths * 2 + 1) * 30.5))
  const courses = await db.selectFrom('pelvicCourse as course').innerJoin('pelvicFile as file', 'file.id', 'course.fileId').select(['course.id', 'course.fileId', 'course.closedDay', 'course.state', 'course.plannedSessions']).where('course.state', 'in', ['completed', 'stopped']).where('course.closedDay', '>=', first).where('course.voidedAt', 'is', null)
    .where('file.state', '=', 'open').where(sql<SqlBool>`NOT EXISTS (SELECT 1 FROM pelvic_course AS other WHERE other.file_id = course.file_id AND other.voided_at IS NULL AND other.id <> course.id AND (other.state = 'open' OR other.closed_day > course.closed_day OR (other.closed_day = course.closed_day AND other.id > course.id)))`).execute()
  const since = await db.selectFrom('pelvicCourse as course').innerJoin('pelvicAssessment as assessment', 'assessment.fileId', 'course.fileId').select(['assessment.fileId', 'assessment.day']).where('course.state', 'in', ['completed', 'stopped']).where('course.closedDay', '>=', first).where('course.voidedAt', 'is', null)
    .whereRef('assessment.day', '>', 'course.closedDay').where('assessment.voidedAt', 'is', null).execute()
  const days = Map.groupBy(since, row => row.fileId)
  return courses.flatMap(({ id, fileId, closedDay, state, plannedSessions }): Due[] => {
    const dueDay = followUpDue(closedDay!, (days.get(fileId) ?? []).map(({ day }) => day), addDays(today, AHEAD_DAYS), rules)
    return dueDay ? [{ key: `${id}-followUp`, fileId, reason: 'followUp', courseId: id, courseState: state, done: null, planned: plannedSessions, dueDay, isOverdue: dueDay < today }] : []
  })
}

/** Days that were agreed at an assessment, unless she has come since. */
async function dueAsAgreed({ db, today }: ReadContext): Promise<Due[]> {
  const { rows } = await sql<{ id: string; fileId: string; nextDay: Day }>`
    SELECT assessment.id, assessment.file_id AS "fileId", assessment.next_day AS "nextDay" FROM pelvic_assessment AS assessment WHERE assessment.next_day <= ${addDays(today, AHEAD_DAYS)} AND assessment.voided_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM pelvic_assessment AS later WHERE later.file_id = assessment.file_id AND later.voided_at IS NULL AND later.day > assessment.day) AND (SELECT file.state FROM pelvic_file AS file WHERE file.id = assessment.file_id) = 'open'`.execute(plainRows(db))
  return rows.map(({ id, fileId, nextDay }) => ({ key: `${id}-agreed`, fileId, reason: 'agreed', courseId: null, courseState: null, done: null, planned: null, dueDay: nextDay, isOverdue: nextDay < today }))
}

/** Everybody who is due for a view; in the list of all, a woman stands once, by what she has waited for longest. */
async function allDue(context: ReadContext, view: EvaluationView): Promise<Due[]> {
  const rules = await context.setting('pelvicRules')
  const found = view === 'agreed' ? await dueAsAgreed(context) : view === 'followUp' ? await dueAfterCourse(context, rules)
    : view === 'due' ? [...await dueInCourse(context, rules), ...await dueAfterCourse(context, rules), ...await dueAsAgreed(context)] : (await dueInCourse(context, rules)).filter(({ reason }) => reason === view)
  const inOrder = found.toSorted((one, other) => one.dueDay < other.dueDay || (one.dueDay === other.dueDay && one.key < other.key) ? -1 : 1)
  // Who said no when called about it is asked no further; the call says so.
  const refusals = inOrder.length === 0 ? [] : await context.db.selectFrom('pelvicAttempt').select(['fileId', 'day']).where('about', 'in', ['evaluation', 'followUp']).where('outcome', 'in', ['refused', 'movedAway']).where('day', '>=', addDays(inOrder[0]!.dueDay, -AHEAD_DAYS)).where('voidedAt', 'is', null).orderBy('day').execute()
  const refused = new Map(refusals.map(({ fileId, day }) => [fileId ?? '', day]))
  const seen = new Set<string>()
  return inOrder.filter(({ fileId, dueDay }) => {
    const refusedDay = refused.get(fileId)
    if (refusedDay !== undefined && refusedDay >= addDays(dueDay, -AHEAD_DAYS)) return false
    if (view !== 'due') return true
    if (seen.has(fileId)) return false
    seen.add(fileId)
    return true
  })
}

export async function evaluationPage(context: ReadContext, { view, offset, limit }: { view: EvaluationView; offset: number; limit: number }): Promise<Output<'pelvic.evaluation.list'>> {
  const { db } = context
  const all = await allDue(context, view)
  const page = all.slice(offset, offset + limit)
  if (page.length === 0) return { total: all.length, rows: [] }
  const files = new Map((await db.selectFrom('pelvicFile as file').innerJoin('person', 'person.id', 'file.womanId').select(['file.id', 'file.womanId', 'file.number', ...WHO]).where('file.id', 'in', page.map(({ fileId }) => fileId)).execute()).map(row => [row.id, row]))
  const calls = await callsOf(db, 'fileId', [...files.keys()])
  return {
    total: all.length, rows: page.map((due): EvaluationLine => {
      const { womanId, number, name, birthDay, phone, homeRegion } = files.get(due.fileId)!
      return { ...due, womanId, number, ...whoOf(context, { name, birthDay, phone, homeRegion }), ...calls(due.fileId) }
    }),
  }
}

type Listed = Pick<MissedLine, 'womanId' | 'number' | 'name' | 'birthDay' | 'lastAttemptDay' | 'lastAttempt'>
/** A list by which people are phoned, with whole numbers: its call asks for the right to export. */
async function phoneList<L extends Listed>(context: ReadContext, ledger: Ledger, lines: readonly L[], more: (line: L) => LedgerRow) {
  const people = new Map(lines.length === 0 ? [] : (await context.db.selectFrom('person').select(['id', 'phone', 'homeRegion', 'homeAddress']).where('id', 'in', lines.map(({ womanId }) => womanId)).execute()).map(row => [row.id, row]))
  const rows = lines.map((line): LedgerRow => {
    const person = people.get(line.womanId)
    return {
      number: line.number, name: line.name, birthDay: line.birthDay, phone: person?.phone ?? null, address: person ? addressText(context.ports.folders.resources, person.homeRegion, person.homeAddress) : '',
      lastCall: line.lastAttempt ? `${line.lastAttemptDay} ${CONTACT_ATTEMPT.label(line.lastAttempt)}` : '', ...more(line),
    }
  })
  const bytes = await xlsxOf(ledger, rows, { masked: false, heading: ledger.title, createdAtMs: context.nowMs })
  await context.separately(async writing => { writing.fact('rows', rows.length) })
  return { fileName: `${ledger.title}-${context.today}.xlsx`, base64: bytes.toString('base64'), rows: rows.length }
}

export const pelvicSessionListHandlers = {
  'pelvic.session.calendar': (input, context) => calendar(context, input),
  'pelvic.session.list': (input, context) => missedPage(context, input),
  'pelvic.session.export': async ({ view }, context) => {
    const { rows } = await missedPage(context, { view, offset: 0, limit: MOST_LINES })
    return phoneList(context, PELVIC_MISSED_LEDGER, rows, ({ plannedAt, state, done, planned, callBy }) => ({ plannedAt: plannedAt.replace('T', ' '), state: PELVIC_SESSION_STATE.label(state), progress: `${done}/${planned}`, callBy }))
  },
  'pelvic.evaluation.list': (input, context) => evaluationPage(context, input),
  'pelvic.evaluation.export': async ({ view }, context) => {
    const { rows } = await evaluationPage(context, { view, offset: 0, limit: MOST_LINES })
    return phoneList(context, PELVIC_EVALUATION_LEDGER, rows, ({ reason, dueDay, done, planned }) => ({ reason: PELVIC_EVALUATION_REASON.label(reason), dueDay, progress: done === null ? '' : `${done}/${planned}` }))
  },
} satisfies Partial<Handlers>
