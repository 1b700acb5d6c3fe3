import type { Output } from '../../../../domain/api/api.ts'
import { AppError } from '../../../../domain/api/result.ts'
import type { AutismState } from '../../../../domain/code/child-autism.ts'
import type { ChildRules } from '../../../../domain/rule/child/child-rules.ts'
import { childAutism, type ChildAutism, childAutismFollowUp, childAutismStep, type StoredChildAutism, type StoredChildAutismFollowUp, type StoredChildAutismStep } from '../../../../domain/modules/child/autism.record.ts'
import { courseFrom } from '../../../../domain/modules/child/autism-found.ts'
import { childScale, type StoredChildScale } from '../../../../domain/modules/child/scale.record.ts'
import { abnormalWords, type ScreenedVisit, screeningOfVisit } from '../../../../domain/modules/child/visit-screening.ts'
import type { StoredChildVisit } from '../../../../domain/modules/child/visit.record.ts'
import { autismDue } from '../../../../domain/rule/child/autism-course.ts'
import { isCourseEnded } from '../../../../domain/rule/child/autism-replay.ts'
import type { Day } from '../../../../domain/time/day.ts'
import type { WriteContext } from '../../context.ts'
import type { ReadDb } from '../../db/engine.ts'
import { fromColumns, getRow, saveRow, valuesOf } from '../../record/store.ts'

export type Proposal = NonNullable<Output<'child.autism.propose'>['proposal']>
type Due = NonNullable<Output<'child.development.open'>['due']>

/** Every course of a child that counts, the latest first. */
export async function coursesOf(db: ReadDb, fileId: string): Promise<StoredChildAutism[]> {
  const rows = await db.selectFrom('childAutism').selectAll().where('fileId', '=', fileId).where('voidedAt', 'is', null).orderBy('firstAbnormalDay', 'desc').orderBy('id', 'desc').execute()
  return rows.map(row => fromColumns(childAutism, row))
}

/** The steps of a course that count, in the order they were taken. */
export async function stepsOf(db: ReadDb, autismId: string): Promise<StoredChildAutismStep[]> {
  const rows = await db.selectFrom('childAutismStep').selectAll().where('autismId', '=', autismId).where('voidedAt', 'is', null).orderBy('day').orderBy('id').execute()
  return rows.map(row => fromColumns(childAutismStep, row))
}

/** The follow-ups of a course that count, the oldest first. */
export async function followUpsOf(db: ReadDb, autismId: string): Promise<StoredChildAutismFollowUp[]> {
  const rows = await db.selectFrom('childAutismFollowUp').selectAll().where('autismId', '=', autismId).where('voidedAt', 'is', null).orderBy('followUpDay').orderBy('id').execute()
  return rows.map(row => fromColumns(childAutismFollowUp, row))
}

/** The tests of a child that count, the latest first. */
export async function scalesOf(db: ReadDb, fileId: string): Promise<StoredChildScale[]> {
  const rows = await db.selectFrom('childScale').selectAll().where('fileId', '=', fileId).where('voidedAt', 'is', null).orderBy('testDay', 'desc').orderBy('id', 'desc').execute()
  return rows.map(row => fromColumns(childScale, row))
}

/** True while a course asks for something: not at its end, not closed. */
export const isCourseOpen = (course: Pick<StoredChildAutism, 'state' | 'closedDay'>): boolean => course.closedDay === null && !isCourseEnded(course.state)

/** Where a child stands: its latest course, or what its check-ups say. A closed course of a child that was not confirmed begins anew. */
export function standingState(courses: readonly StoredChildAutism[], visits: readonly ScreenedVisit[]): AutismState {
  const [latest] = courses
  if (latest) return latest.closedDay !== null && latest.state !== 'confirmed' ? 'firstNormal' : latest.state
  return visits.some(visit => screeningOfVisit(visit)?.result === 'normal') ? 'firstNormal' : 'notScreened'
}

/** A family that stopped coming: what its child shows at a check-up since is new, and suppressed by nothing (§7: 失访 is a state, not an end). */
export const isLost = (course: Pick<StoredChildAutism, 'state' | 'closedDay'>): boolean => course.closedDay === null && course.state === 'lost'

/** The abnormal first screening that still waits for the doctor: none while a course is open or the latest one is of a confirmed child, unless that was lost. */
export async function proposalOf(db: ReadDb, courses: readonly StoredChildAutism[], visits: readonly StoredChildVisit[]): Promise<Proposal | null> {
  const [latest] = courses
  const isBack = latest !== undefined && isLost(latest)
  if (latest && !isBack && (isCourseOpen(latest) || latest.state === 'confirmed')) return null
  const used = latest ? new Set((await Promise.all(courses.map(course => stepsOf(db, course.id)))).flat().map(step => step.visitId)) : new Set<string | null>()
  const after = latest ? latest.closedDay ?? latest.sinceDay : null
  for (const visit of visits.toReversed()) {
    const screening = screeningOfVisit(visit)
    if (screening?.result !== 'abnormal' || used.has(visit.id) || (after !== null && (visit.visitDay < after || (visit.visitDay === after && !isBack)))) continue
    return { visitId: visit.id, visitDay: visit.visitDay, contact: visit.contact, reason: abnormalWords(screening), confirmedBefore: isBack && latest.diagnosis === 'confirmed' }
  }
  return null
}

/** When the next step of an open course is due (R8–R12); null for a child without a birth day, an ended or a closed course. */
export function dueOf(course: Pick<StoredChildAutism, 'state' | 'sinceDay' | 'closedDay'>, birthDay: Day | null, today: Day, rules: ChildRules): Due | null {
  if (!birthDay || !isCourseOpen(course)) return null
  const due = autismDue(course.state, course.sinceDay, birthDay, rules)
  return due && { ...due, isOverdue: today >= due.overdueFrom }
}

/** A course as its stored steps say it. */
export async function storedCourse(db: ReadDb, base: Parameters<typeof courseFrom>[0], steps: readonly StoredChildAutismStep[], followUps: readonly StoredChildAutismFollowUp[]): Promise<ChildAutism> {
  const carsId = steps.findLast(step => step.kind === 'diagnosis')?.carsId
  return courseFrom(base, steps, followUps, carsId ? (await getRow(db, childScale, carsId)).carsTotal : null)
}

/** Brings a course up to date with its steps and follow-ups, in the transaction that changed them. */
export async function rebuildCourse(context: WriteContext, id: string): Promise<{ id: string; rev: number }> {
  const course = await getRow(context.db, childAutism, id)
  const row = await storedCourse(context.db, valuesOf(childAutism, course), await stepsOf(context.db, id), await followUpsOf(context.db, id))
  // What was typed on the course was answered for when it was typed.
  return saveRow(context, childAutism, { id, rev: course.rev, row, settled: true })
}

/** A row of a child that a call names: it must be this child's, and count. */
export function ownOrRefuse<R extends { fileId: string; voidedAt: string | null }>(row: R, fileId: string, record: string, id: string): R {
  if (row.fileId !== fileId || row.voidedAt !== null) throw new AppError('not-found', undefined, { record, id })
  return row
}
