import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pregnancy } from '../../domain/modules/birth/pregnancy.record.ts'
import { postpartumCheck } from '../../domain/modules/maternal/postpartum-check.record.ts'
import { person } from '../../domain/modules/people/person.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import type { SampleRecord } from '../../domain/sample/chunk.ts'
import { pelvicSampler } from '../../domain/sample/pelvic.ts'
import { addDays, type Day, dayAt, type Instant } from '../../domain/time/day.ts'
import { migrate } from '../../electron/core/db/migrate.ts'
import type { OpenDatabase } from '../../electron/core/db/engine.ts'
import { openSqlite } from '../../electron/core/db/sqlite.ts'
import { writeSampleRecords } from '../../electron/core/modules/system/sample-writer.ts'
import { openScene } from '../../test/support/birth-scene.ts'
import type { Window } from '../../test/support/desk.ts'
import { type Bench, figureOf, percentile, say, timed } from './figure.ts'

const WANTED_ROWS = 123_000
const CHECKS_A_DAY = 6
const YEARS = 15
const OPEN_ROUNDS = 200
const ROUNDS = 9
/** What was promised of 123,000 sessions and assessments, in milliseconds: a patient opened with her trends, a week of the calendar, the director's board. */
const BARS = { open: 150, week: 200, board: 1_000 } as const

/** The pelvic clinic of a county, day after day until there are as many sessions and assessments as the issue names, in bulk: no history, no audit. */
async function writeClinic(database: OpenDatabase, today: Day, userId: string): Promise<{ fileIds: string[]; rows: number }> {
  let count = 0
  const idOf = (): string => `01900000-0000-7000-9000-${String(count += 1).padStart(12, '0')}`
  const clinic = pelvicSampler({ seed: 123, today, userId, newId: idOf })
  const first = addDays(today, -YEARS * 365)
  await database.write(async trx => { await writeSampleRecords(database, trx, clinic.places(first)) })
  const fileIds: string[] = []
  let rows = 0
  // The latest days first, so that the weeks around today are full whatever the size.
  for (let day = addDays(today, -1); rows < WANTED_ROWS && day > first; day = addDays(day, -1)) {
    const [records, later]: [SampleRecord[], SampleRecord[]] = [[], []]
    const at = `${day}T02:00:00.000Z` as Instant
    const put = (definition: SampleRecord['definition'], row: object): string => { const id = idOf(); records.push({ definition, id, at, by: userId, row: { ...emptyRow(definition), ...row } }); return id }
    for (let nth = 0; nth < CHECKS_A_DAY; nth += 1) {
      const deliveryDay = addDays(day, -44)
      const womanId = put(person, { name: `李${String.fromCodePoint(0x4e00 + count * 7 % 8000)}芳`, sex: '2', birthDay: '1995-05-05', nationality: 'CHN', noDocumentReason: 'notBrought' })
      const pregnancyId = put(pregnancy, { womanId, state: 'delivered', stateDay: deliveryDay, gravidity: 2, parity: 1 })
      const checkId = put(postpartumCheck, { pregnancyId, visitDay: day, doctorName: '周医生', recovery: '1', handling: '1' })
      const made = clinic.afterBirth({ womanId, pregnancyId, name: '李芳', check: { id: checkId, day }, deliveryDay, deliveryMode: '12', secondStageMinutes: 40, perineum: 'tear1', gravidity: 2, heaviestBirthG: 3300, isMultiple: false })
      records.push(...made.records)
      later.push(...made.later)
    }
    for (const record of records) if (record.definition.id === 'pelvic.report') record.row.hash = record.id
    await database.write(async trx => {
      await writeSampleRecords(database, trx, records)
      await writeSampleRecords(database, trx, later)
    })
    fileIds.push(...records.flatMap(({ definition, id }) => definition.id === 'pelvic.file' ? [id] : []))
    rows += [...records, ...later].filter(({ definition }) => definition.id === 'pelvic.session' || definition.id === 'pelvic.assessment').length
    if (fileIds.length % 500 < CHECKS_A_DAY) say(`${day}: ${rows} sessions and assessments`)
  }
  return { fileIds, rows }
}

export const pelvic: Bench = async function* () {
  const folder = mkdtempSync(join(tmpdir(), 'fuyou-bench-'))
  const database = openSqlite({ path: join(folder, 'fuyou.db'), key: randomBytes(32) })
  await migrate(database, { info: () => {}, warn: () => {}, error: () => {} }, async () => {})
  const scene = await openScene({ database })
  try {
    const { connection } = database
    const today = dayAt(scene.ports.clock.nowMs())
    const therapist: Window = await scene.as('pendi', ['pelvicCare'], '姜盆底')
    const { fileIds, rows } = await writeClinic(database, today, therapist.userId)
    const note = `${fileIds.length} 份档案,${rows} 条治疗和评估`
    const some = Array.from({ length: OPEN_ROUNDS }, (_, index) => fileIds[Math.floor(index / OPEN_ROUNDS * fileIds.length)]!)
    // What a page of one woman and a week of the calendar read, by hand, beside the calls of those pages.
    const ofFile = ['pelvic_assessment', 'pelvic_questionnaire', 'pelvic_course', 'pelvic_session'].map(table => connection.prepare(`SELECT * FROM ${table} WHERE file_id = ? AND voided_at IS NULL`))
    const openSql = await timed(some, id => { for (const statement of ofFile) statement.all(id) })
    yield figureOf('pelvic-open-rows', openSql, 0.95, { note })
    const weekOf = connection.prepare('SELECT s.*, w.name FROM pelvic_session s JOIN pelvic_file f ON f.id = s.file_id JOIN person w ON w.id = f.woman_id WHERE s.voided_at IS NULL AND s.planned_at >= ? AND s.planned_at < ?')
    const week = await timed(Array.from({ length: ROUNDS }), () => weekOf.all(addDays(today, -3), addDays(today, 4)))
    yield figureOf('pelvic-week-rows', week, 0.95, { note })
    // Everything the page of a woman asks for, tab by tab.
    const opened = await timed(some, async fileId => {
      await therapist.call('pelvic.file.open', { id: fileId })
      await therapist.call('pelvic.assessment.list', { fileId })
      await therapist.call('pelvic.course.ofFile', { fileId })
      await therapist.call('pelvic.report.list', { fileId, offset: 0, limit: 50 })
    })
    yield figureOf('pelvic-open', opened, 0.95, { bar: BARS.open, baseline: percentile(openSql, 0.95), note: `${note};打开一位妇女的各页:概况、评估与趋势、疗程、报告` })
    yield figureOf('pelvic-open-trend', await timed(some, fileId => therapist.call('pelvic.assessment.list', { fileId })), 0.95, { bar: BARS.open, baseline: percentile(openSql, 0.95), note })
    yield figureOf('pelvic-calendar', await timed(Array.from({ length: ROUNDS }), () => therapist.call('pelvic.session.calendar', { firstDay: addDays(today, -3), days: 7 })), 0.95, { bar: BARS.week, baseline: percentile(week, 0.95), note })
    // The lists a therapist works from, and what the home page asks of them every two minutes.
    const page = { offset: 0, limit: 20 }
    const lists: readonly [string, () => Promise<unknown>][] = [
      ['missed', () => therapist.call('pelvic.session.list', { ...page, view: 'missed' })], ['unanswered', () => therapist.call('pelvic.session.list', { ...page, view: 'unanswered' })],
      ['evaluation', () => therapist.call('pelvic.evaluation.list', { ...page, view: 'due' })], ['follow-up', () => therapist.call('pelvic.evaluation.list', { ...page, view: 'followUp' })], ['work', () => therapist.call('pelvic.work', null)],
    ]
    for (const [name, ask] of lists) yield figureOf(`pelvic-${name}`, await timed(Array.from({ length: ROUNDS }), ask), 0.95, { note })
    const year = Number(today.slice(0, 4))
    // The first look of the day: nothing of the file is in memory yet.
    yield figureOf('pelvic-board-first', await timed(Array.from({ length: ROUNDS }), () => { connection.pragma('shrink_memory'); return therapist.call('pelvic.board', { first: `${year - 2}-01-01`, last: today } as never) }), 0.95, { bar: BARS.board, note })
    for (const [name, first, last] of [['year', `${year - 1}-01-01`, `${year - 1}-12-31`], ['three-years', `${year - 2}-01-01`, today]] as const) {
      yield figureOf(`pelvic-board-${name}`, await timed(Array.from({ length: ROUNDS }), () => therapist.call('pelvic.board', { first, last } as never)), 0.95, { bar: BARS.board, note })
    }
    yield figureOf('pelvic-board-people', await timed(Array.from({ length: ROUNDS }), () => therapist.call('pelvic.board.people', { first: `${year - 1}-01-01`, last: `${year - 1}-12-31`, counted: { of: 'figure', figure: 'adverse', part: 'denominator' } } as never)), 0.95, { note })
    yield figureOf('pelvic-reports', await timed(Array.from({ length: ROUNDS }), () => therapist.call('pelvic.report.list', { state: 'waiting', offset: 0, limit: 20 })), 0.95, { note })
  } finally {
    await scene.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
