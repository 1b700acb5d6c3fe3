import { block, type FieldIssue, message, warn } from '../../../../domain/message/message.ts'
import { PELVIC_METHOD, type PelvicContraindication, type PelvicMethod } from '../../../../domain/code/pelvic.ts'
import { PELVIC_COURSE_STATE, type PelvicAssessmentKind } from '../../../../domain/code/pelvic-care.ts'
import { AppError } from '../../../../domain/api/result.ts'
import { pelvicCourse, type StoredPelvicCourse } from '../../../../domain/modules/pelvic/course.record.ts'
import type { StoredPelvicFile } from '../../../../domain/modules/pelvic/file.record.ts'
import { pelvicSession, type StoredPelvicSession } from '../../../../domain/modules/pelvic/session.record.ts'
import { courseProgress, evaluationDue } from '../../../../domain/rule/pelvic/course.ts'
import type { PelvicRules } from '../../../../domain/rule/pelvic/pelvic-rules.ts'
import type { Day } from '../../../../domain/time/day.ts'
import type { ReadDb } from '../../db/engine.ts'
import { fromColumns, getRow } from '../../record/store.ts'

/** A course that stands; throws `not-found` also for one that was voided. */
export async function courseOf(db: ReadDb, id: string): Promise<StoredPelvicCourse> {
  const course = await getRow(db, pelvicCourse, id)
  if (course.voidedAt !== null) throw new AppError('not-found', undefined, { record: pelvicCourse.id, id })
  return course
}

/** The sessions of courses, the oldest first. */
export async function sessionsOf(db: ReadDb, courseIds: readonly string[]): Promise<StoredPelvicSession[]> {
  if (courseIds.length === 0) return []
  const rows = await db.selectFrom('pelvicSession').selectAll().where('courseId', 'in', [...courseIds]).where('voidedAt', 'is', null).orderBy('plannedAt').orderBy('id').execute()
  return rows.map(row => fromColumns(pelvicSession, row))
}

/** The day her consent to treatment was signed; null where there was none on that day, or where the last word until then was no. */
export async function treatmentConsentDay(db: ReadDb, fileId: string, on: Day): Promise<Day | null> {
  const last = await db.selectFrom('pelvicConsent').select(['choice', 'signedDay']).where('fileId', '=', fileId).where('kind', '=', 'treatment').where('signedDay', '<=', on).where('voidedAt', 'is', null).orderBy('signedDay', 'desc').orderBy('id', 'desc').limit(1).executeTakeFirst()
  return last?.choice === 'agreed' ? last.signedDay : null
}
export const consentIssue = (path: string): FieldIssue => block(path, message('pelvicCourse.noConsent', '没有有效的盆底治疗知情同意;请先在档案中登记“知情同意”,再安排治疗'))

/** What the program knows of her that speaks against a method: said when a course is planned, and shown beside the question before each session, which is asked all the same. */
export async function knownContraindications(db: ReadDb, file: StoredPelvicFile): Promise<PelvicContraindication[]> {
  const pregnant = await db.selectFrom('pregnancy').select('id').where('womanId', '=', file.womanId).where('state', '=', 'pregnant').where('voidedAt', 'is', null).executeTakeFirst()
  return [...(pregnant ? ['pregnancy'] as const : []), ...(file.hasImplant ? ['pacemaker'] as const : []), ...(file.hasIntrauterineDevice ? ['intrauterineDevice'] as const : []), ...(file.isAllergic ? ['allergy'] as const : [])]
}

/** A probe for a woman who never had intercourse is asked about. */
export const probeIssues = (path: string, method: PelvicMethod | null, file: StoredPelvicFile): FieldIssue[] =>
  method && PELVIC_METHOD.entry(method).usesProbe && file.hasNeverHadIntercourse === true ? [warn(path, message('pelvicCourse.noProbe', '档案记有无性生活史,{{method}}不使用阴道探头;改用体表或直肠电极的请写明', { method: PELVIC_METHOD.label(method) }))] : []

/** A course that has ended takes no further session. */
export function openCourseIssues(course: StoredPelvicCourse): FieldIssue[] {
  return course.state === 'open' ? [] : [block('courseId', message('pelvicSession.courseClosed', '疗程 {{number}} 已于 {{day}} 结束({{state}});继续治疗请先重新打开疗程,或另开疗程', { number: course.number ?? '', day: course.closedDay ?? '', state: PELVIC_COURSE_STATE.label(course.state) }))]
}

type Evaluated = { readonly courseId: string | null; readonly afterSessions: number | null; readonly kind: PelvicAssessmentKind }
export const evaluationsOf = async (db: ReadDb, courseIds: readonly string[]): Promise<Evaluated[]> =>
  courseIds.length === 0 ? [] : db.selectFrom('pelvicAssessment').select(['courseId', 'afterSessions', 'kind']).where('courseId', 'in', [...courseIds]).where('voidedAt', 'is', null).execute()

/** After how many sessions a course was evaluated; an end evaluation counts for the whole course, whenever it was made. */
export const evaluatedAfter = (evaluated: readonly Evaluated[], planned: number, rules: PelvicRules): number[] => evaluated.filter(({ kind }) => kind === 'middle' || kind === 'end')
  .map(({ afterSessions, kind }) => kind === 'end' ? Math.max(planned, afterSessions ?? 0) : afterSessions ?? rules.midCourseFirstSession)

/** How a course stands and which evaluation it asks for; one that has ended asks for its end's. */
export function standingOf(course: StoredPelvicCourse, sessions: readonly StoredPelvicSession[], evaluated: readonly Evaluated[], rules: PelvicRules) {
  const states = sessions.map(({ state }) => state)
  const progress = courseProgress(course.plannedSessions, states)
  return {
    progress: { planned: course.plannedSessions, ...progress, booked: states.filter(state => state === 'booked' || state === 'arrived' || state === 'treating').length },
    evaluationDue: course.state === 'stopped' ? null : evaluationDue(course.plannedSessions, progress.done, evaluatedAfter(evaluated, course.plannedSessions, rules), rules),
  }
}
