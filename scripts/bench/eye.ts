import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { eyeVisit } from '../../domain/modules/eye/visit.record.ts'
import { statisticsYearRange } from '../../domain/rule/child/statistics-year.ts'
import { dayAt } from '../../domain/time/day.ts'
import { migrate } from '../../electron/core/db/migrate.ts'
import { openSqlite } from '../../electron/core/db/sqlite.ts'
import { openScene } from '../../test/support/birth-scene.ts'
import type { Window } from '../../test/support/desk.ts'
import { writeRegister } from './child-register.ts'
import { type Bench, figureOf, percentile, say, timed } from './figure.ts'

const SIZE = { children: 77_000, visits: 965_000 }
const EYE_RECORDS = 765_000
const YEAR = 2026
const OPEN_ROUNDS = 300
const SAVE_ROUNDS = 200
const COVERAGE_ROUNDS = 5
const LIST_ROUNDS = 20
const CLASS_ROUNDS = 25
const CLASS = 30
const PAGE = 50

type File = ReturnType<typeof openSqlite>

/** The rows of one child by hand, in the order the page shows them. */
const OPEN_SQL = [
  'SELECT f.*, c.*, m.name, m.phone FROM child_file f JOIN person c ON c.id = f.child_id LEFT JOIN person m ON m.id = f.mother_id WHERE f.id = ?', 'SELECT * FROM eye_visit WHERE file_id = ? AND voided_at IS NULL ORDER BY visit_day',
  ...['eye_file', 'eye_referral', 'eye_retinopathy', 'eye_glasses'].map(table => `SELECT * FROM ${table} WHERE file_id = ? AND voided_at IS NULL`),
]
/** Who has an eye visit of the year, by kindergarten and by township: what a report written by hand would ask. */
const coverageSql = (first: string, last: string): string[] => ['f.kindergarten', 'substr(c.home_region, 1, 9)'].map(group => `SELECT ${group}, count(*), count(v.file_id) FROM child_file f JOIN person c ON c.id = f.child_id
  LEFT JOIN (SELECT DISTINCT file_id FROM eye_visit WHERE voided_at IS NULL AND visit_day BETWEEN '${first}' AND '${last}') v ON v.file_id = f.id WHERE f.voided_at IS NULL AND f.state = 'managed' AND c.birth_day > date('${last}', '-7 years') GROUP BY 1`)

/** One visit as the screen sends it after a refraction; what is only asked about is confirmed. Answers the time of saving. */
async function saveOne(clerk: Window, call: (input: object) => Promise<{ ok: boolean; error?: { code: string; fields?: { path: string; message: { key: string } }[] } }>, fileId: string): Promise<number> {
  const { row: prepared } = await clerk.call('eye.visit.prepare', { fileId })
  const row = {
    ...emptyRow(eyeVisit), ...prepared, contact: null, purpose: '3', refractionMethod: '3', pupilState: '1', sphereDRight: 1, cylinderDRight: -0.5, axisDegreesRight: 180, sphereDLeft: 1, cylinderDLeft: -0.25, axisDegreesLeft: 5,
  }
  let started = performance.now()
  let answer = await call({ row })
  if (!answer.ok && answer.error!.code === 'confirm') {
    const confirmations = answer.error!.fields!.map(issue => ({ path: issue.path, key: issue.message.key, reason: '已复测' }))
    started = performance.now()
    answer = await call({ row, confirmations })
  }
  const ms = performance.now() - started
  if (!answer.ok) throw new Error(JSON.stringify(answer.error))
  return ms
}

/** The bare write: the same visit again in a durable transaction. */
function bareSaves({ connection }: File, fileIds: readonly string[]): number[] {
  const columns = (connection.pragma('table_info(eye_visit)') as { name: string }[]).map(column => column.name)
  const like = connection.prepare('SELECT * FROM eye_visit WHERE file_id = ? ORDER BY visit_day DESC LIMIT 1')
  const insert = connection.prepare(`INSERT INTO eye_visit (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`)
  let nth = 0
  return fileIds.map(fileId => {
    const row = like.get(fileId) as Record<string, unknown>
    const started = performance.now()
    insert.run(columns.map(name => (name === 'id' ? `01900000-0000-7000-9998-${String(nth += 1).padStart(12, '0')}` : name === 'contact' ? null : row[name])))
    return performance.now() - started
  })
}

export const eye: Bench = async function* () {
  const folder = mkdtempSync(join(tmpdir(), 'fuyou-bench-'))
  const path = join(folder, 'fuyou.db')
  const database = openSqlite({ path, key: randomBytes(32) })
  await migrate(database, { info: () => {}, warn: () => {}, error: () => {} }, async () => {})
  const scene = await openScene({ database })
  try {
    const { connection } = database
    const today = dayAt(scene.ports.clock.nowMs())
    const clerk = await scene.as('yanbao', ['eyeCare', 'childCare'], '邓眼保')
    const { visits, eyes, writeMs, dueMs } = await writeRegister(database, scene.ports.folders.resources, today, clerk.userId, SIZE, '邓眼保')
    if (eyes < EYE_RECORDS) throw new Error(`${eyes} eye records are fewer than the ${EYE_RECORDS} that were asked for`)
    say(`${SIZE.children} children, ${visits} check-ups, ${eyes} eye records, ${Math.round(statSync(path).size / 1_048_576)} MB, written in ${((writeMs + dueMs) / 1000).toFixed(0)} s`)
    const note = `${eyes} eye records of ${SIZE.children} children beside ${visits} check-ups, encrypted file`

    // Every child is a cold one, as at a window, and has come to the eye clinic more than once.
    const fileIds = connection.prepare('SELECT file_id FROM eye_visit GROUP BY file_id HAVING count(*) > 4 ORDER BY substr(file_id, -3), file_id LIMIT ?').pluck().all(OPEN_ROUNDS) as string[]
    const open = await timed(fileIds, fileId => clerk.call('eye.open', { fileId }))
    const bareOpen = await timed(fileIds, id => { for (const text of OPEN_SQL) connection.prepare(text).all(id) })
    yield figureOf('eye-open', open, 0.95, { baseline: percentile(bareOpen, 0.95), note: `eye file with the trend of both eyes; ${note}; baseline: the same rows as plain SQL` })

    const { first, last } = statisticsYearRange(YEAR)
    const asOf = last < today ? last : today
    const coverage = await timed(Array.from({ length: COVERAGE_ROUNDS }), () => clerk.call('eye.coverage', { year: YEAR }))
    const bareCoverage = await timed(Array.from({ length: COVERAGE_ROUNDS }), () => { for (const text of coverageSql(first, asOf)) connection.prepare(text).all() })
    yield figureOf('eye-coverage', coverage, 0.95, { baseline: percentile(bareCoverage, 0.95), note: 'the board of a year, all figures, by kindergarten and township; baseline: one of its figures by two statements' })
    yield figureOf('eye-coverage-children', await timed(Array.from({ length: COVERAGE_ROUNDS }), () => clerk.call('eye.coverage.children', { year: YEAR, figure: 'all', part: 'rest', offset: 0, limit: PAGE })), 0.95, { note: 'the children behind one number, a page of them' })

    for (const [name, ask] of [['eye-recall', 'eye.recall.list'], ['eye-referrals', 'eye.referral.list']] as const) yield figureOf(name, await timed(Array.from({ length: LIST_ROUNDS }), () => clerk.call(ask, { offset: 0, limit: PAGE })), 0.95, { note: 'first page and number of all' })
    const classes = Array.from({ length: CLASS_ROUNDS }, (_, nth) => connection.prepare('SELECT id FROM child_file WHERE kindergarten IS NOT NULL ORDER BY id LIMIT ? OFFSET ?').pluck().all(CLASS, nth * CLASS) as string[])
    yield figureOf('eye-class', await timed(classes, fileIds => clerk.call('eye.group.eyes', { fileIds, visitDay: today })), 0.95, { note: `what is known of the eyes of a class of ${CLASS}` })

    const some = fileIds.slice(0, SAVE_ROUNDS)
    const saved: number[] = []
    for (const fileId of some) saved.push(await saveOne(clerk, input => scene.host.call('eye.visit.save', input, `window-${clerk.loginName}`) as never, fileId))
    yield figureOf('eye-save-visit', saved, 0.95, { baseline: percentile(bareSaves(database, some), 0.95), note: 'one visit through host.call: questions, conclusion, history, audit, due lines; baseline: its row inserted durably' })
  } finally {
    await scene.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
