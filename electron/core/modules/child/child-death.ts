import type { Output } from '../../../../domain/api/api.ts'
import { block, type FieldIssue, message, warn } from '../../../../domain/message/message.ts'
import { childAppointment, type StoredChildAppointment } from '../../../../domain/modules/child/appointment.record.ts'
import { childAutismStep, type StoredChildAutism } from '../../../../domain/modules/child/autism.record.ts'
import { endOfCaseByDeath } from '../../../../domain/modules/child/case-found.ts'
import { childCase, type StoredChildCase } from '../../../../domain/modules/child/case.record.ts'
import type { ChildFile, StoredChildFile } from '../../../../domain/modules/child/file.record.ts'
import { emptyRow } from '../../../../domain/record/derive/schema.ts'
import { type Day, dayOf } from '../../../../domain/time/day.ts'
import type { WriteContext } from '../../context.ts'
import type { ReadDb } from '../../db/engine.ts'
import { fromColumns, saveRow, valuesOf } from '../../record/store.ts'
import { coursesOf, isCourseOpen, rebuildCourse, stepsOf } from './autism-course.ts'
import { cancelBooked } from './due-handlers.ts'

type ClosedByDeath = NonNullable<Output<'child.file.open'>['closedByDeath']>
const later = (a: Day, b: Day | undefined): Day => b !== undefined && b > a ? b : a

async function casesOf(db: ReadDb, fileId: string): Promise<StoredChildCase[]> {
  return (await db.selectFrom('childCase').selectAll().where('fileId', '=', fileId).where('voidedAt', 'is', null).orderBy('openedDay').orderBy('id').execute()).map(row => fromColumns(childCase, row))
}
async function appointmentsOf(db: ReadDb, fileId: string): Promise<StoredChildAppointment[]> {
  return (await db.selectFrom('childAppointment').selectAll().where('fileId', '=', fileId).where('voidedAt', 'is', null).orderBy('day').orderBy('id').execute()).map(row => fromColumns(childAppointment, row))
}

/** The latest day a child was seen alive by a check-up, a home visit, a follow-up or an entrance examination. */
export async function latestRecord(db: ReadDb, fileId: string): Promise<string | null> {
  const days = await Promise.all([
    db.selectFrom('childVisit').select(eb => eb.fn.max('visitDay').as('day')).where('fileId', '=', fileId).where('voidedAt', 'is', null).executeTakeFirst(),
    db.selectFrom('childNewbornVisit').select(eb => eb.fn.max('visitDay').as('day')).where('fileId', '=', fileId).where('voidedAt', 'is', null).executeTakeFirst(),
    db.selectFrom('childCaseVisit').select(eb => eb.fn.max('visitDay').as('day')).where('fileId', '=', fileId).where('voidedAt', 'is', null).executeTakeFirst(),
    db.selectFrom('childEntranceExam').select(eb => eb.fn.max('examDay').as('day')).where('fileId', '=', fileId).where('voidedAt', 'is', null).executeTakeFirst(),
  ])
  return days.flatMap(row => row?.day ? [row.day as string] : []).toSorted().at(-1) ?? null
}

/** A child seen after the day of its death: one of the two days is wrong. */
export async function seenLater(db: ReadDb, fileId: string, deathDay: Day | null, path: string): Promise<FieldIssue[]> {
  const later = deathDay && await latestRecord(db, fileId)
  return later && later > deathDay ? [warn(path, message('deathCard.seenLater', '该儿童在 {{day}} 还有检查或随访记录,晚于死亡日期,请核对', { day: later }))] : []
}

const submittedCard = (db: ReadDb, fileId: string) => db.selectFrom('childDeathCard').select(['number', 'diedAt']).where('fileId', '=', fileId).where('voidedAt', 'is', null).where('state', '=', 'submitted').executeTakeFirst()

/** What a file's move to 死亡, within it or out of it has to be asked or told first (§12, last sentence). */
export async function deathIssues(context: WriteContext, row: ChildFile, old: StoredChildFile): Promise<FieldIssue[]> {
  const { db } = context
  if (row.state !== 'death' && old.state !== 'death') return []
  const card = await submittedCard(db, old.id)
  if (row.state !== 'death') {
    if (card) return [block('state', message('childFile.deathByCard', '死亡报告卡 {{number}} 已提交;登记有误请先作废报告卡,档案随之恢复', { number: card.number ?? '' }))]
    const { cases, courses, appointments } = await closedByDeath(db, row, old.id, context.today) ?? NOTHING
    return [warn('state', message('childFile.deathTakenBack', '撤销死亡登记:随死亡结束的专案 {{cases}} 份、孤独症管理 {{courses}} 份、预约 {{appointments}} 个不自动恢复,列在档案页,由医生逐项决定;随访提醒和新生儿筛查重新列出。请核对并写明原因', { cases: cases.length, courses: courses.length, appointments: appointments.length }))]
  }
  const seen = row.stateDay === old.stateDay && old.state === 'death' ? [] : await seenLater(db, old.id, row.stateDay, 'stateDay')
  if (old.state === 'death') {
    return card && row.stateDay !== dayOf(card.diedAt) ? [block('stateDay', message('childFile.deathDayOfCard', '死亡日期以已提交的死亡报告卡 {{number}} 为准;有误请更正报告卡', { number: card.number ?? '' }))] : seen
  }
  const open = { cases: (await casesOf(db, old.id)).filter(isOpenCase).length, courses: (await coursesOf(db, old.id)).filter(isCourseOpen).length, appointments: (await appointmentsOf(db, old.id)).filter(isBooked).length, screenings: await openScreenings(db, old.id) }
  if (Object.values(open).every(count => count === 0)) return seen
  return [warn('state', message('childFile.deathCloses', '登记死亡后同时结束:未结专案 {{cases}} 份、孤独症管理 {{courses}} 份、筛查追踪 {{screenings}} 项、预约 {{appointments}} 个,随访提醒停止。请核对是否这名儿童', open)), ...seen]
}

const isOpenCase = (one: StoredChildCase): boolean => one.closedDay === null
const isBooked = (one: StoredChildAppointment): boolean => one.state === 'booked'
async function openScreenings(db: ReadDb, fileId: string): Promise<number> {
  return Number((await db.selectFrom('childScreeningOpen').select(eb => eb.fn.countAll<number>().as('count')).where('fileId', '=', fileId).executeTakeFirstOrThrow()).count)
}

/** What closings say when the file alone says the child died. */
export const DEATH_IN_FILE = '档案登记死亡'

export type Death = {
  readonly day: Day
  /** What said so; kept with every closing. */
  readonly note: string
  readonly doctorName: string
  /** The day of death was another one before: what it ended follows. */
  readonly wasDead: boolean
}

/**
 * A child died: ends its cases, its autism course and its booked days with the day of death (§12: 结案原因 死亡). Called in
 * the transaction that wrote the death into the file. Reminders and the chains of newborn screening follow from the file's
 * state by themselves (contact-schedule.ts, screening-chain.ts): they are worked out, never stored.
 */
export async function childDied(context: WriteContext, fileId: string, { day, note, doctorName, wasDead }: Death): Promise<{ closedCases: number; closedCourses: number; cancelledAppointments: number }> {
  const { db } = context
  const cases = (await casesOf(db, fileId)).filter(one => isOpenCase(one) || (wasDead && one.closingReason === 'died'))
  for (const one of cases) {
    await saveRow(context, childCase, { id: one.id, rev: one.rev, row: { ...valuesOf(childCase, one), ...endOfCaseByDeath(one, day, note, doctorName) }, settled: true })
  }
  const courses = (await coursesOf(db, fileId)).filter(one => isCourseOpen(one) || (wasDead && one.closeReason === 'death'))
  for (const one of courses) await closeCourse(context, one, day, note, doctorName)
  return { closedCases: cases.length, closedCourses: courses.length, cancelledAppointments: await cancelBooked(context, fileId, note, true) }
}

async function closeCourse(context: WriteContext, course: StoredChildAutism, day: Day, note: string, doctorName: string): Promise<void> {
  const steps = await stepsOf(context.db, course.id)
  const closed = steps.findLast(step => step.kind === 'closed')
  const before = steps.findLast(step => step !== closed)
  if (closed) await saveRow(context, childAutismStep, { id: closed.id, rev: closed.rev, row: { ...valuesOf(childAutismStep, closed), day: later(day, before?.day), note }, settled: true })
  else {
    const row = { ...emptyRow(childAutismStep), fileId: course.fileId, autismId: course.id, kind: 'closed' as const, day: later(day, before?.day), doctorName, closeReason: 'death' as const, note, fromState: course.state, toState: course.state }
    await saveRow(context, childAutismStep, { row: row as never, settled: true })
  }
  await rebuildCourse(context, course.id)
}

const NOTHING: ClosedByDeath = { cases: [], courses: [], appointments: [] }

/**
 * What the registered death of a child ended. For a child that died it is what stands closed; for one that lives (the death
 * was a mistake) what nobody has decided about yet: a case or course still closed as died, a day to come not booked again.
 * Null when there is nothing.
 */
export async function closedByDeath(db: ReadDb, file: Pick<ChildFile, 'state'>, fileId: string, today: Day): Promise<ClosedByDeath | null> {
  const all = await appointmentsOf(db, fileId)
  const isBookedAgain = (one: StoredChildAppointment): boolean => all.some(other => other.contact === one.contact && (other.state === 'booked' || other.state === 'kept'))
  const found: ClosedByDeath = {
    cases: (await casesOf(db, fileId)).flatMap(({ id, number, kind, closedDay, closingReason }) => closingReason === 'died' && closedDay ? [{ id, number, kind, closedDay }] : []),
    courses: (await coursesOf(db, fileId)).flatMap(({ id, state, closedDay, closeReason }) => closeReason === 'death' && closedDay ? [{ id, state, closedDay }] : []),
    appointments: all.filter(one => one.state === 'cancelled' && one.endedByDeath === true && (file.state === 'death' || (one.day >= today && !isBookedAgain(one)))).map(({ id, day, contact }) => ({ id, day, contact })),
  }
  return found.cases.length + found.courses.length + found.appointments.length > 0 ? found : null
}
