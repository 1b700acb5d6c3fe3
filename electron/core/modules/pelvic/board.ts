import { type SelectQueryBuilder, sql, type SqlBool } from 'kysely'
import type { Input, Output } from '../../../../domain/api/api.ts'
import { PELVIC_DIAGNOSIS } from '../../../../domain/code/pelvic-care.ts'
import { type ClosedCourse, countsIn, isMethod, PELVIC_CHANGE_COLUMNS, PELVIC_FIGURE_IDS, PELVIC_MONTH_WORK, PELVIC_WORK, type PelvicBoard, type PelvicFigureId, type PelvicMonthWork, type PelvicWork } from '../../../../domain/rule/pelvic/board.ts'
import { changeOf, measureFor, type Measured, PELVIC_MEASURE } from '../../../../domain/rule/pelvic/improvement.ts'
import { percentOf } from '../../../../domain/rule/rate.ts'
import { addDays, type Day } from '../../../../domain/time/day.ts'
import type { Database } from '../../db/database.ts'
import type { ReadDb } from '../../db/engine.ts'

type Period = { readonly first: Day; readonly last: Day }
type Counted = Input<'pelvic.board.people'>['counted']
type Line = { readonly id: string; readonly fileId: string | null; readonly womanId: string; readonly day: string; readonly hit: number }
type Lines = SelectQueryBuilder<Database, 'pelvicSession', Line>
/** What every line of a figure is: its woman, her file where she has one, its day, and whether it counts in the numerator. */
const hit = (condition: ReturnType<typeof sql<boolean>>) => sql<number>`CASE WHEN ${condition} THEN 1 ELSE 0 END`

/** The woman of a line's file: no join, so that nothing is looked up where only the number is asked. */
const ofFile = sql<string>`(SELECT file.woman_id FROM pelvic_file AS file WHERE file.id = one.file_id)`
const sessionsIn = (db: ReadDb, { first, last }: Period) => db.selectFrom('pelvicSession as one').where('one.voidedAt', 'is', null).where('one.plannedAt', '>=', first as never).where('one.plannedAt', '<', addDays(last, 1) as never)
const coursesIn = (db: ReadDb, day: 'startDay' | 'closedDay', { first, last }: Period) => db.selectFrom('pelvicCourse as one').where('one.voidedAt', 'is', null).where(`one.${day}`, '>=', first).where(`one.${day}`, '<=', last)
const closedIn = (db: ReadDb, period: Period) => coursesIn(db, 'closedDay', period).where('one.state', 'in', ['completed', 'stopped'])
const ofSession = sql<string>`substr(one.planned_at, 1, 10)`
const filesIn = (db: ReadDb, { first, last }: Period) => db.selectFrom('pelvicFile as one').where('one.voidedAt', 'is', null).where('one.openedDay', '>=', first).where('one.openedDay', '<=', last)
const assessmentsIn = (db: ReadDb, { first, last }: Period) => db.selectFrom('pelvicAssessment as one').where('one.voidedAt', 'is', null).where('one.day', '>=', first).where('one.day', '<=', last)

/** The lines of a figure: all of its denominator, marked where they are in the numerator. */
function linesOf(db: ReadDb, figure: PelvicFigureId, period: Period): Lines {
  return queryOf(db, figure, period) as unknown as Lines
}
function queryOf(db: ReadDb, figure: PelvicFigureId, period: Period) {
  const { first, last } = period
  switch (figure) {
    case 'screened': return db.selectFrom('maternalPostpartumCheck as one').innerJoin('pregnancy', 'pregnancy.id', 'one.pregnancyId').where('one.voidedAt', 'is', null).where('one.visitDay', '>=', first).where('one.visitDay', '<=', last)
      // Her file may be an older one, of an earlier birth or opened directly: it is the woman who was assessed since this birth.
      .select(['one.id as id', sql<string | null>`(SELECT file.id FROM pelvic_file AS file WHERE file.woman_id = pregnancy.woman_id AND file.voided_at IS NULL ORDER BY file.opened_day DESC, file.id DESC LIMIT 1)`.as('fileId'), 'pregnancy.womanId as womanId', 'one.visitDay as day', hit(sql<boolean>`EXISTS (SELECT 1 FROM pelvic_file AS file INNER JOIN pelvic_assessment AS done ON done.file_id = file.id WHERE file.woman_id = pregnancy.woman_id AND file.voided_at IS NULL AND done.voided_at IS NULL AND done.day >= coalesce(pregnancy.state_day, one.visit_day)
        AND NOT EXISTS (SELECT 1 FROM pregnancy AS next WHERE next.woman_id = pregnancy.woman_id AND next.voided_at IS NULL AND next.state_day > coalesce(pregnancy.state_day, one.visit_day) AND next.state_day <= done.day))`).as('hit')])
    case 'weak': return assessmentsIn(db, period).where('one.kind', '=', 'baseline')
      .where(eb => eb.or([eb('one.oxford', 'is not', null), eb('one.typeOneGrade', 'is not', null), eb('one.typeTwoGrade', 'is not', null)]))
      .select(['one.id as id', 'one.fileId as fileId', ofFile.as('womanId'), 'one.day as day', hit(sql<boolean>`one.oxford <= '2' OR one.type_one_grade <= 2 OR one.type_two_grade <= 2`).as('hit')])
    case 'completed': return coursesIn(db, 'startDay', period).select(['one.id as id', 'one.fileId as fileId', ofFile.as('womanId'), 'one.startDay as day', hit(sql<boolean>`one.state = 'completed'`).as('hit')])
    case 'missed': return sessionsIn(db, period).where('one.state', 'in', ['done', 'missed']).select(['one.id as id', 'one.fileId as fileId', ofFile.as('womanId'), ofSession.as('day'), hit(sql<boolean>`one.state = 'missed'`).as('hit')])
    case 'homeExercise': return sessionsIn(db, period).where('one.state', '=', 'done').where('one.homeExercise', 'is not', null).select(['one.id as id', 'one.fileId as fileId', ofFile.as('womanId'), ofSession.as('day'), hit(sql<boolean>`one.home_exercise IN ('daily', 'most')`).as('hit')])
    case 'evaluated': return coursesIn(db, 'closedDay', period).where('one.state', '=', 'completed')
      .select(['one.id as id', 'one.fileId as fileId', ofFile.as('womanId'), 'one.closedDay as day', hit(sql<boolean>`EXISTS (SELECT 1 FROM pelvic_assessment AS done WHERE done.course_id = one.id AND done.kind = 'end' AND done.voided_at IS NULL)`).as('hit')])
    case 'effective': return closedIn(db, period).where('one.efficacy', 'is not', null).select(['one.id as id', 'one.fileId as fileId', ofFile.as('womanId'), 'one.closedDay as day', hit(sql<boolean>`one.efficacy <> 'ineffective'`).as('hit')])
    case 'adverse': return sessionsIn(db, period).where('one.state', '=', 'done').select(['one.id as id', 'one.fileId as fileId', ofFile.as('womanId'), ofSession.as('day'), hit(sql<boolean>`one.adverse_event IS NOT NULL AND one.adverse_event <> 'none'`).as('hit')])
  }
}

type Closed = ClosedCourse & Omit<Line, 'hit'>
const COMPARED = ['oxford', 'typeOneGrade', 'typeTwoGrade', 'stage', 'padGainG', 'painVas', 'diastasisAboveMm', 'diastasisAtMm', 'diastasisBelowMm', 'preRestUv', 'postRestUv', 'emgRestMaxUv'] as const
/** The questionnaire that measures what a course treats; none where a measure of the assessment does. */
const asked = sql<string>`CASE one.diagnosis ${sql.join(PELVIC_DIAGNOSIS.values.flatMap(diagnosis => { const { questionnaire } = PELVIC_MEASURE[measureFor(diagnosis)]; return questionnaire ? [sql`WHEN ${diagnosis} THEN ${questionnaire}`] : [] }), sql` `)} END`
/** A column of one of both assessments, by a name of its own. */
const aliasOf = <N extends 'before' | 'after', F extends string>(of: N, name: F) => `${of}${name[0]!.toUpperCase()}${name.slice(1)}` as `${N}${Capitalize<F>}`
const scoreOf = (of: 'before' | 'after') => sql<number | null>`(SELECT filled.total FROM pelvic_questionnaire AS filled WHERE filled.assessment_id = ${sql.ref(`${of}.id`)} AND filled.questionnaire = ${asked} AND filled.voided_at IS NULL)`
/** Courses that ended in a period with what they changed: their baseline against the last assessment that belongs to them, itself not a baseline. */
async function closedCourses(db: ReadDb, period: Period): Promise<Closed[]> {
  const measured = <N extends 'before' | 'after'>(of: N) => COMPARED.map(name => `${of}.${name} as ${aliasOf(of, name)}` as const)
  const rows = await closedIn(db, period).leftJoin('pelvicAssessment as before', 'before.id', 'one.baselineId')
    .leftJoin('pelvicAssessment as after', 'after.id', sql`(SELECT last.id FROM pelvic_assessment AS last WHERE last.course_id = one.id AND last.voided_at IS NULL AND last.kind <> 'baseline' ORDER BY last.day DESC, last.id DESC LIMIT 1)` as never)
    .select(['one.id', 'one.fileId', ofFile.as('womanId'), 'one.closedDay as day', 'one.diagnosis', 'one.efficacy', 'before.id as beforeId', 'after.id as afterId', ...measured('before'), ...measured('after'), scoreOf('before').as('beforeScore'), scoreOf('after').as('afterScore')]).orderBy('one.closedDay', 'desc').execute()
  return rows.map(row => {
    const of = (name: 'before' | 'after'): Measured | null => row[`${name}Id`] === null ? null : Object.fromEntries([...COMPARED, 'score'].map(field => [field, row[aliasOf(name, field) as keyof typeof row]])) as unknown as Measured
    const diagnosis = row.diagnosis as Closed['diagnosis']
    return { id: row.id, fileId: row.fileId, womanId: row.womanId, day: row.day!, diagnosis, efficacy: row.efficacy as Closed['efficacy'], change: changeOf(diagnosis, of('before'), of('after')) }
  })
}

async function rateOf(db: ReadDb, figure: PelvicFigureId, period: Period): Promise<PelvicBoard['rates'][number]> {
  const found = await db.selectFrom(linesOf(db, figure, period).as('line')).select(({ fn }) => [fn.countAll<number>().as('denominator'), sql<number | null>`sum(line.hit)`.as('numerator')]).executeTakeFirstOrThrow()
  const [numerator, denominator] = [Number(found.numerator ?? 0), Number(found.denominator)]
  return { figure, numerator, denominator, percent: percentOf(numerator, denominator) }
}

type Work = { readonly work: PelvicMonthWork; readonly therapist: string; readonly method: string | null; readonly month: string; readonly count: number }
const isOf = ({ work, method }: Work, of: PelvicWork): boolean => isMethod(of) ? method === of : of === 'sessions' ? work === 'done' : work === of
/** What was done in a period, by whom, in which month: files opened, assessments, and what became of the appointments. */
async function workIn(db: ReadDb, period: Period): Promise<Work[]> {
  const count = sql<number>`count(*)`.as('count')
  const month = (day: 'one.opened_day' | 'one.day' | 'one.planned_at') => sql<string>`substr(${sql.ref(day)}, 1, 7)`
  const [opened, assessed, planned] = [month('one.opened_day'), month('one.day'), month('one.planned_at')]
  const files = await filesIn(db, period).select(['one.doctorName as therapist', opened.as('month'), count]).groupBy(['one.doctorName', opened]).execute()
  const assessments = await assessmentsIn(db, period).select(['one.doctorName as therapist', assessed.as('month'), count]).groupBy(['one.doctorName', assessed]).execute()
  const sessions = await sessionsIn(db, period).where('one.state', 'in', ['done', 'missed', 'cancelled']).select(['one.therapistName as therapist', 'one.method', 'one.state', planned.as('month'), count]).groupBy(['one.therapistName', 'one.method', 'one.state', planned]).execute()
  return [
    ...files.map(row => ({ ...row, work: 'files' as const, method: null })), ...assessments.map(row => ({ ...row, work: 'assessments' as const, method: null })),
    ...sessions.map(({ state, therapist, ...row }) => ({ ...row, work: state as PelvicMonthWork, therapist: therapist ?? '' })),
  ].map(row => ({ ...row, count: Number(row.count) }))
}

/** Everything the board shows of a period. */
export async function pelvicBoard(db: ReadDb, period: Period): Promise<PelvicBoard> {
  const rates: PelvicBoard['rates'][number][] = []
  for (const figure of PELVIC_FIGURE_IDS) rates.push(await rateOf(db, figure, period))
  const work = await workIn(db, period)
  const sum = (rows: readonly Work[]): number => rows.reduce((total, { count }) => total + count, 0)
  const closed = await closedCourses(db, period)
  return {
    rates,
    therapists: [...Map.groupBy(work.filter(({ work: of }) => of !== 'missed' && of !== 'cancelled'), row => row.therapist)].toSorted(([, one], [, other]) => sum(other) - sum(one))
      .map(([therapist, rows]) => ({ therapist, counts: PELVIC_WORK.flatMap(of => { const count = sum(rows.filter(row => isOf(row, of))); return count === 0 ? [] : [{ work: of, count }] }) })),
    months: [...Map.groupBy(work, row => row.month)].toSorted(([one], [other]) => one < other ? -1 : 1).map(([month, rows]) => ({ month, ...Object.fromEntries(PELVIC_MONTH_WORK.map(of => [of, sum(rows.filter(row => row.work === of))])) as Record<PelvicMonthWork, number> })),
    diagnoses: PELVIC_DIAGNOSIS.values.flatMap(diagnosis => {
      const courses = closed.filter(one => one.diagnosis === diagnosis)
      return courses.length === 0 ? [] : [{ diagnosis, counts: PELVIC_CHANGE_COLUMNS.map(column => ({ column, count: courses.filter(one => countsIn(one, column)).length })) }]
    }),
  }
}

type Shown = Output<'pelvic.board.people'>
const SORTED = { offset: 0, limit: 50 }
/** Names of the women of some lines, in their order. */
async function named(db: ReadDb, lines: readonly Omit<Line, 'hit'>[]): Promise<Shown['rows']> {
  if (lines.length === 0) return []
  const women = new Map((await db.selectFrom('person').select(['id', 'name', 'birthDay']).where('id', 'in', lines.map(({ womanId }) => womanId)).execute()).map(row => [row.id, row]))
  const fileIds = lines.flatMap(({ fileId }) => fileId ?? [])
  const files = new Map(fileIds.length === 0 ? [] : (await db.selectFrom('pelvicFile').select(['id', 'number']).where('id', 'in', fileIds).execute()).map(row => [row.id, row.number]))
  return lines.map(({ id, fileId, womanId, day }) => ({ id, fileId, womanId, day, fileNumber: fileId === null ? null : files.get(fileId) ?? null, name: women.get(womanId)?.name ?? null, birthDay: women.get(womanId)?.birthDay ?? null }))
}

/** The lines of a number of the work: of a therapist, or of a month. */
function workLines(db: ReadDb, period: Period, counted: Exclude<Counted, { of: 'figure' | 'diagnosis' }>): Lines {
  const { work } = counted
  const isCounted = (day: string, therapist: string) => counted.of === 'month' ? sql<SqlBool>`substr(${sql.ref(day)}, 1, 7) = ${counted.month}` : sql<SqlBool>`coalesce(${sql.ref(therapist)}, '') = ${counted.therapist}`
  const every = sql<number>`1`.as('hit')
  if (work === 'files') return filesIn(db, period).where(isCounted('one.opened_day', 'one.doctor_name')).select(['one.id as id', 'one.id as fileId', 'one.womanId as womanId', 'one.openedDay as day', every]) as unknown as Lines
  if (work === 'assessments') return assessmentsIn(db, period).where(isCounted('one.day', 'one.doctor_name')).select(['one.id as id', 'one.fileId as fileId', ofFile.as('womanId'), 'one.day as day', every]) as unknown as Lines
  const method = counted.of === 'therapist' && isMethod(counted.work) ? counted.work : null
  return sessionsIn(db, period).where('one.state', '=', work === 'missed' || work === 'cancelled' ? work : 'done').where(isCounted('one.planned_at', 'one.therapist_name')).$if(method !== null, query => query.where('one.method', '=', method))
    .select(['one.id as id', 'one.fileId as fileId', ofFile.as('womanId'), ofSession.as('day'), every]) as unknown as Lines
}

/** The women behind a number, the latest first. */
export async function boardPeople(db: ReadDb, period: Period, counted: Counted, { offset = SORTED.offset, limit = SORTED.limit }: { offset?: number | undefined; limit?: number | undefined }): Promise<Shown> {
  if (counted.of === 'diagnosis') {
    const lines = (await closedCourses(db, period)).filter(one => one.diagnosis === counted.diagnosis && countsIn(one, counted.column))
    return { total: lines.length, rows: await named(db, lines.slice(offset, offset + limit)) }
  }
  const lines: Lines = counted.of === 'figure' ? linesOf(db, counted.figure, period) : workLines(db, period, counted)
  let found = db.selectFrom(lines.as('line'))
  if (counted.of === 'figure' && counted.part !== 'denominator') found = found.where('line.hit', '=', counted.part === 'numerator' ? 1 : 0)
  const { total } = await found.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await found.selectAll('line').orderBy('line.day', 'desc').orderBy('line.id').offset(offset).limit(limit).execute()
  return { total: Number(total), rows: await named(db, rows) }
}
