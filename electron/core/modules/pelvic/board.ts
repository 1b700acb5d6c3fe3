import { type SelectQueryBuilder, sql } from 'kysely'
import type { Input, Output } from '../../../../domain/api/api.ts'
import type { PelvicMethod } from '../../../../domain/code/pelvic.ts'
import { PELVIC_DIAGNOSIS } from '../../../../domain/code/pelvic-care.ts'
import { changeOf, type ClosedCourse, countsIn, PELVIC_CHANGE_COLUMNS, PELVIC_FIGURE_IDS, type PelvicBoard, type PelvicFigureId } from '../../../../domain/rule/pelvic/board.ts'
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
    case 'weak': return db.selectFrom('pelvicAssessment as one').where('one.voidedAt', 'is', null).where('one.kind', '=', 'baseline').where('one.day', '>=', first).where('one.day', '<=', last)
      .where(eb => eb.or([eb('one.oxford', 'is not', null), eb('one.typeOneGrade', 'is not', null), eb('one.typeTwoGrade', 'is not', null)]))
      .select(['one.id as id', 'one.fileId as fileId', ofFile.as('womanId'), 'one.day as day', hit(sql<boolean>`one.oxford <= '2' OR one.type_one_grade <= 2 OR one.type_two_grade <= 2`).as('hit')])
    case 'completed': return coursesIn(db, 'startDay', period).select(['one.id as id', 'one.fileId as fileId', ofFile.as('womanId'), 'one.startDay as day', hit(sql<boolean>`one.state = 'completed'`).as('hit')])
    case 'missed': return sessionsIn(db, period).where('one.state', 'in', ['done', 'missed']).select(['one.id as id', 'one.fileId as fileId', ofFile.as('womanId'), ofSession.as('day'), hit(sql<boolean>`one.state = 'missed'`).as('hit')])
    case 'evaluated': return coursesIn(db, 'closedDay', period).where('one.state', '=', 'completed')
      .select(['one.id as id', 'one.fileId as fileId', ofFile.as('womanId'), 'one.closedDay as day', hit(sql<boolean>`EXISTS (SELECT 1 FROM pelvic_assessment AS done WHERE done.course_id = one.id AND done.kind = 'end' AND done.voided_at IS NULL)`).as('hit')])
    case 'effective': return closedIn(db, period).where('one.efficacy', 'is not', null).select(['one.id as id', 'one.fileId as fileId', ofFile.as('womanId'), 'one.closedDay as day', hit(sql<boolean>`one.efficacy <> 'ineffective'`).as('hit')])
    case 'adverse': return sessionsIn(db, period).where('one.state', '=', 'done').select(['one.id as id', 'one.fileId as fileId', ofFile.as('womanId'), ofSession.as('day'), hit(sql<boolean>`one.adverse_event IS NOT NULL AND one.adverse_event <> 'none'`).as('hit')])
  }
}

type Closed = ClosedCourse & Omit<Line, 'hit'>
/** Courses that ended in a period with what they changed: their baseline against the last assessment that belongs to them, itself not a baseline. */
async function closedCourses(db: ReadDb, period: Period): Promise<Closed[]> {
  const grades = (name: 'before' | 'after') => [`${name}.oxford as ${name}Oxford`, `${name}.typeOneGrade as ${name}TypeOne`, `${name}.typeTwoGrade as ${name}TypeTwo`, `${name}.stage as ${name}Stage`] as const
  const rows = await closedIn(db, period).leftJoin('pelvicAssessment as before', 'before.id', 'one.baselineId')
    .leftJoin('pelvicAssessment as after', 'after.id', sql`(SELECT last.id FROM pelvic_assessment AS last WHERE last.course_id = one.id AND last.voided_at IS NULL AND last.kind <> 'baseline' ORDER BY last.day DESC, last.id DESC LIMIT 1)` as never)
    .select(['one.id', 'one.fileId', ofFile.as('womanId'), 'one.closedDay as day', 'one.diagnosis', 'one.efficacy', 'after.id as afterId', ...grades('before'), ...grades('after')]).orderBy('one.closedDay', 'desc').execute()
  return rows.map(row => ({
    id: row.id, fileId: row.fileId, womanId: row.womanId, day: row.day!, diagnosis: row.diagnosis as Closed['diagnosis'], efficacy: row.efficacy as Closed['efficacy'],
    ...changeOf(
      { oxford: row.beforeOxford, typeOneGrade: row.beforeTypeOne, typeTwoGrade: row.beforeTypeTwo, stage: row.beforeStage },
      row.afterId === null ? null : { oxford: row.afterOxford, typeOneGrade: row.afterTypeOne, typeTwoGrade: row.afterTypeTwo, stage: row.afterStage },
    ),
  }))
}

async function rateOf(db: ReadDb, figure: PelvicFigureId, period: Period): Promise<PelvicBoard['rates'][number]> {
  const found = await db.selectFrom(linesOf(db, figure, period).as('line')).select(({ fn }) => [fn.countAll<number>().as('denominator'), sql<number | null>`sum(line.hit)`.as('numerator')]).executeTakeFirstOrThrow()
  const [numerator, denominator] = [Number(found.numerator ?? 0), Number(found.denominator)]
  return { figure, numerator, denominator, percent: percentOf(numerator, denominator) }
}

/** Everything the board shows of a period. */
export async function pelvicBoard(db: ReadDb, period: Period): Promise<PelvicBoard> {
  const rates: PelvicBoard['rates'][number][] = []
  for (const figure of PELVIC_FIGURE_IDS) rates.push(await rateOf(db, figure, period))
  const month = sql<string>`substr(planned_at, 1, 7)`
  const counted = await db.selectFrom('pelvicSession').select(['therapistName', 'method', 'state', month.as('month'), ({ fn }) => fn.countAll<number>().as('count')]).where('voidedAt', 'is', null).where('plannedAt', '>=', period.first as never).where('plannedAt', '<', addDays(period.last, 1) as never)
    .where('state', 'in', ['done', 'missed', 'cancelled']).groupBy(['therapistName', 'method', 'state', month]).execute()
  const sum = (rows: typeof counted): number => rows.reduce((total, { count }) => total + Number(count), 0)
  const done = counted.filter(({ state }) => state === 'done')
  const closed = await closedCourses(db, period)
  return {
    rates,
    therapists: [...Map.groupBy(done, row => row.therapistName ?? '')].map(([therapist, rows]) => ({ therapist, total: sum(rows), methods: [...Map.groupBy(rows, row => row.method as PelvicMethod)].map(([method, of]) => ({ method, done: sum(of) })) })).toSorted((one, other) => other.total - one.total),
    months: [...Map.groupBy(counted, row => row.month)].toSorted(([one], [other]) => one < other ? -1 : 1).map(([of, rows]) => ({ month: of, done: sum(rows.filter(({ state }) => state === 'done')), missed: sum(rows.filter(({ state }) => state === 'missed')), cancelled: sum(rows.filter(({ state }) => state === 'cancelled')) })),
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

/** The women behind a number, the latest first. */
export async function boardPeople(db: ReadDb, period: Period, counted: Counted, { offset = SORTED.offset, limit = SORTED.limit }: { offset?: number | undefined; limit?: number | undefined }): Promise<Shown> {
  if (counted.of === 'diagnosis') {
    const lines = (await closedCourses(db, period)).filter(one => one.diagnosis === counted.diagnosis && countsIn(one, counted.column))
    return { total: lines.length, rows: await named(db, lines.slice(offset, offset + limit)) }
  }
  const sessions = () => sessionsIn(db, period).select(['one.id as id', 'one.fileId as fileId', ofFile.as('womanId'), ofSession.as('day'), sql<number>`1`.as('hit')])
  const lines: Lines = counted.of === 'figure' ? linesOf(db, counted.figure, period)
    : (counted.of === 'month' ? sessions().where('one.state', '=', counted.state).where(sql<string>`substr(one.planned_at, 1, 7)`, '=', counted.month)
    : sessions().where('one.state', '=', 'done').where(eb => counted.therapist === '' ? eb('one.therapistName', 'is', null) : eb('one.therapistName', '=', counted.therapist)).$if(counted.method !== null, query => query.where('one.method', '=', counted.method!))) as unknown as Lines
  let found = db.selectFrom(lines.as('line'))
  if (counted.of === 'figure' && counted.part !== 'denominator') found = found.where('line.hit', '=', counted.part === 'numerator' ? 1 : 0)
  const { total } = await found.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await found.selectAll('line').orderBy('line.day', 'desc').orderBy('line.id').offset(offset).limit(limit).execute()
  return { total: Number(total), rows: await named(db, rows) }
}
