import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { childVisit } from '../../domain/modules/child/visit.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { evaluateInto } from '../../domain/rule/growth/evaluate-into.ts'
import { numbersOf } from '../../domain/rule/growth/evaluate.ts'
import { createGrowthBuffer, emptyNumbers } from '../../domain/rule/growth/numbers.ts'
import { DEFAULT_GROWTH_RULES } from '../../domain/rule/growth/rules.ts'
import { CHILD_RULES_DEFAULT } from '../../domain/rule/child/child-rules.ts'
import { dayAt, type Day, monthRange } from '../../domain/time/day.ts'
import { migrate } from '../../electron/core/db/migrate.ts'
import { openSqlite } from '../../electron/core/db/sqlite.ts'
import { openGrowth } from '../../electron/core/growth.ts'
import { runChildStatistics } from '../../electron/core/modules/child/statistics-task.ts'
import { openScene, type Scene } from '../../test/support/birth-scene.ts'
import { writeRegister } from './child-register.ts'
import { type Bench, type Figure, figureOf, percentile, say, timed } from './figure.ts'

const SIZE = { children: 52_000, visits: 765_000 }
const YEAR = 2026
const OPEN_ROUNDS = 300
const SAVE_ROUNDS = 400
const LIST_ROUNDS = 25
const YEAR_ROUNDS = 3
const PAGE = 50
const rounded = (value: number): number => Number(value.toPrecision(4))

type File = ReturnType<typeof openSqlite>

/** The rows of one child by hand: file, persons, visits, what is due, bookings and calls. */
const OPEN_SQL = [
  'SELECT f.*, c.*, m.name, m.phone FROM child_file f JOIN person c ON c.id = f.child_id LEFT JOIN person m ON m.id = f.mother_id WHERE f.id = ?', 'SELECT * FROM child_visit WHERE file_id = ? AND voided_at IS NULL ORDER BY visit_day',
  'SELECT * FROM child_newborn_visit WHERE file_id = ? AND voided_at IS NULL', 'SELECT * FROM child_due WHERE file_id = ?', 'SELECT * FROM child_appointment WHERE file_id = ?', 'SELECT * FROM child_contact_attempt WHERE file_id = ?',
]
const dueSql = (today: Day, last: Day): string[] => {
  const open = `FROM child_due d JOIN child_file f ON f.id = d.file_id JOIN person c ON c.id = f.child_id WHERE f.voided_at IS NULL AND d.done_day IS NULL AND d.cancelled IS NULL AND d.contact IS NOT NULL AND d.window_end >= '${today}' AND d.due_day <= '${last}'`
  return [`SELECT count(*) ${open}`, `SELECT d.*, c.name, c.sex, c.birth_day, (SELECT m.name FROM person m WHERE m.id = f.mother_id), (SELECT m.phone FROM person m WHERE m.id = f.mother_id) ${open} ORDER BY d.due_day, d.file_id LIMIT ${PAGE}`]
}

/** Children whose next check-up is open today, with what was measured last. */
function waiting(database: File, today: Day): { fileId: string; weightKg: number; lengthCm: number }[] {
  return database.connection.prepare(`SELECT d.file_id AS fileId, v.weight_kg AS weightKg, v.length_cm AS lengthCm FROM child_due d JOIN child_visit v ON v.id = (SELECT l.id FROM child_visit l WHERE l.file_id = d.file_id ORDER BY l.visit_day DESC LIMIT 1)
    WHERE d.line LIKE 'contact:%' AND d.done_day IS NULL AND d.cancelled IS NULL AND d.due_day <= ? AND d.window_end >= ? AND v.visit_day < date(?, '-20 days') ORDER BY d.file_id LIMIT ?`).all(today, today, today, SAVE_ROUNDS) as never
}

/** One check-up as the screen sends it: prepared, measured, saved; what is only asked about is confirmed. Answers the time of saving. */
async function saveOne(scene: Scene, { fileId, weightKg, lengthCm }: ReturnType<typeof waiting>[number]): Promise<number> {
  const prepared = await scene.doctor.call('child.visit.prepare', { fileId })
  const row = { ...emptyRow(childVisit), ...prepared.row, weightKg: rounded(weightKg + 0.2), lengthCm: Math.round((lengthCm + 0.8) * 10) / 10, warningSign1: false, warningSign2: false, warningSign3: false, warningSign4: false, languageRegression: false, illness: '1', chest: '1', abdomen: '1' } as never
  const session = `window-${scene.doctor.loginName}`
  let started = performance.now()
  let answer = await scene.host.call('child.visit.save', { row }, session)
  if (!answer.ok && answer.error.code === 'confirm') {
    const confirmations = answer.error.fields!.map(issue => ({ path: issue.path, key: issue.message.key, reason: '已复测', ...(issue.level === 'retype' ? { again: String((row as Record<string, unknown>)[issue.path]) } : {}) }))
    started = performance.now()
    answer = await scene.host.call('child.visit.save', { row, confirmations } as never, session)
  }
  const ms = performance.now() - started
  if (!answer.ok) throw new Error(JSON.stringify(answer.error))
  return ms
}

/** The same writes by hand, each in a durable transaction: the visit, its history, the child's due lines anew. */
function bareSaves(database: File, fileIds: readonly string[]): number[] {
  const { connection } = database
  const columns = (connection.pragma('table_info(child_visit)') as { name: string }[]).map(column => column.name)
  const like = connection.prepare('SELECT * FROM child_visit WHERE file_id = ? ORDER BY visit_day DESC LIMIT 1')
  const insert = connection.prepare(`INSERT INTO child_visit (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`)
  const due = connection.prepare('SELECT * FROM child_due WHERE file_id = ?')
  const clear = connection.prepare('DELETE FROM child_due WHERE file_id = ?')
  const dueColumns = (connection.pragma('table_info(child_due)') as { name: string }[]).map(column => column.name)
  const line = connection.prepare(`INSERT INTO child_due (${dueColumns.join(', ')}) VALUES (${dueColumns.map(() => '?').join(', ')})`)
  let nth = 0
  const one = connection.transaction((fileId: string) => {
    const row = like.get(fileId) as Record<string, unknown>
    insert.run(columns.map(name => (name === 'id' ? `01900000-0000-7000-9999-${String(nth += 1).padStart(12, '0')}` : row[name])))
    const lines = due.all(fileId) as Record<string, unknown>[]
    clear.run(fileId)
    for (const values of lines) line.run(dueColumns.map(name => values[name]))
  })
  return fileIds.map(fileId => { const started = performance.now(); one(fileId); return performance.now() - started })
}

export const child: Bench = async function* () {
  const folder = mkdtempSync(join(tmpdir(), 'fuyou-bench-'))
  const path = join(folder, 'fuyou.db')
  const database = openSqlite({ path, key: randomBytes(32) })
  await migrate(database, { info: () => {}, warn: () => {}, error: () => {} }, async () => {})
  const scene = await openScene({ database })
  try {
    const today = dayAt(scene.ports.clock.nowMs())
    const resources = scene.ports.folders.resources
    const { visits, writeMs, dueMs } = await writeRegister(database, resources, today, scene.doctor.userId, SIZE)
    const due = database.connection.prepare('SELECT count(*) FROM child_due').pluck().get() as number
    say(`${SIZE.children} children, ${visits} visits, ${due} due lines, ${Math.round(statSync(path).size / 1_048_576)} MB, written in ${(writeMs / 1000).toFixed(1)} s + ${(dueMs / 1000).toFixed(1)} s of due lines, ${Math.round(process.memoryUsage().rss / 1_048_576)} MB of memory`)
    const note = `${SIZE.children} children, ${visits} visits, encrypted file`
    const fileIds = database.connection.prepare('SELECT id FROM child_file ORDER BY substr(id, -3), id LIMIT ?').pluck().all(OPEN_ROUNDS) as string[]
    const tables = openGrowth(resources)

    // Every child is a cold one, as at a window: each is opened once.
    const open = await timed(fileIds, async id => {
      await scene.doctor.call('child.file.open', { id })
      await scene.doctor.call('child.growth.curve', { fileId: id, standard: 'wst423', indicator: 'wfa', lines: 'sd' })
    })
    const bareOpen = await timed(fileIds, id => { for (const text of OPEN_SQL) database.connection.prepare(text).all(id) })
    yield figureOf('child-open', open, 0.95, { baseline: percentile(bareOpen, 0.95), note: `file page and its growth curve, every measurement evaluated at both ages; ${note}; baseline: the same rows as plain SQL` })

    const { last, first } = monthRange(today.slice(0, 7))
    const list = await timed(Array.from({ length: LIST_ROUNDS }), () => scene.doctor.call('child.due.list', { kind: 'due', from: first, to: last, offset: 0, limit: PAGE }))
    const bareList = await timed(Array.from({ length: LIST_ROUNDS }), () => { for (const text of dueSql(today, last)) database.connection.prepare(text.replace('d.due_day <=', `d.due_day >= '${first}' AND d.due_day <=`)).all() })
    yield figureOf('child-due-month', list, 0.95, { baseline: percentile(bareList, 0.95), note: `due list of a month: number and first page of ${PAGE}; baseline: the same two statements as plain SQL` })
    for (const kind of ['due', 'overdue', 'missed', 'noShow', 'chain'] as const) {
      yield figureOf(`child-due-${kind}`, await timed(Array.from({ length: 5 }), () => scene.doctor.call('child.due.list', { kind, offset: 0, limit: PAGE })), 0.95, { note: 'the list as it opens, nothing narrowed' })
    }
    yield figureOf('child-due-counts', await timed(Array.from({ length: 10 }), () => scene.doctor.call('child.due.counts', {})), 0.95, { note: 'how long each of the five lists is' })
    yield figureOf('child-list', await timed(Array.from({ length: 10 }), () => scene.doctor.call('child.list', { offset: 0, limit: PAGE })), 0.95, { note: 'first page of all files' })

    const all = waiting(database, today)
    const some = all.slice(0, all.length / 2)
    const saved: number[] = []
    for (const one of some) saved.push(await saveOne(scene, one))
    const bareSave = bareSaves(database, some.map(one => one.fileId))
    yield figureOf('child-save-visit', saved, 0.95, { baseline: percentile(bareSave, 0.95), note: 'one check-up through host.call: rules, evaluation, history, audit, due lines; baseline: the same rows by hand in a durable transaction' })

    // The hospital changes a number every window depends on: all children's lines are worked out while the clinic goes on.
    const { rev } = await scene.admin.call('setting.get', { key: 'childRules' })
    const renewal = performance.now()
    await scene.admin.call('setting.save', { key: 'childRules', rev, value: { ...CHILD_RULES_DEFAULT, homeVisitDays: CHILD_RULES_DEFAULT.homeVisitDays + 1 } })
    const meanwhile: number[] = []
    for (const one of all.slice(some.length)) meanwhile.push(await saveOne(scene, one))
    const { renewing } = await scene.doctor.call('child.due.counts', {})
    if (renewing === 0) throw new Error('the renewal ended before the saves did')
    while ((await scene.doctor.call('child.due.counts', {})).renewing > 0) await setTimeout(50)
    yield figureOf('child-save-while-renewing', meanwhile, 0.95, { baseline: percentile(saved, 0.95), note: `one check-up while all due lines follow changed rules, ${((performance.now() - renewal) / 1000).toFixed(1)} s in all; baseline: the same when nothing else goes on` })

    // A year's visits as bare numbers in one loop, read by one statement: what re-evaluating costs without the program.
    const yearRows = `SELECT v.visit_day, v.weight_kg, v.length_cm, v.position, c.sex, c.birth_day, f.gestation_days FROM child_visit v JOIN child_file f ON f.id = v.file_id JOIN person c ON c.id = f.child_id WHERE v.voided_at IS NULL AND v.visit_day BETWEEN '${YEAR - 1}-10-01' AND '${YEAR}-09-30'`
    const perSecond = async (work: () => Promise<number>): Promise<{ rate: number; count: number }> => {
      let [fastest, count] = [Infinity, 0]
      for (let round = 0; round < YEAR_ROUNDS; round += 1) {
        const started = performance.now()
        count = await work()
        fastest = Math.min(fastest, performance.now() - started)
      }
      return { rate: count / fastest * 1000, count }
    }
    const plain = await perSecond(async () => {
      const [buffer, numbers] = [createGrowthBuffer(), emptyNumbers()]
      const rows = database.connection.prepare(yearRows).all() as Record<string, never>[]
      for (const row of rows) evaluateInto(tables, DEFAULT_GROWTH_RULES, numbersOf({ sex: row.sex!, birthDay: row.birth_day!, measuredDay: row.visit_day!, weightKg: row.weight_kg!, lengthCm: row.length_cm!, position: row.position === 'L' ? 'lying' : 'standing', gestationDays: row.gestation_days! }, {}, numbers), buffer)
      return rows.length
    })
    const input = { year: YEAR, today, rules: CHILD_RULES_DEFAULT, growthRules: DEFAULT_GROWTH_RULES, resourcesFolder: resources, altitudeM: 0 }
    const page = { part: 'numerator' as const, offset: 0, limit: PAGE }
    const year = await perSecond(async () => (await database.snapshot(trx => runChildStatistics(trx, { ...input, children: { figure: 'stunted', ...page } }))).evaluations)
    const rate: Figure = { name: 'child-year-evaluations', value: rounded(year.rate), unit: '1/s', baseline: rounded(plain.rate), ratio: rounded(year.rate / plain.rate), n: year.count, note: `${year.count} visits of the statistics year ${YEAR} read, evaluated and counted by child; baseline: ${plain.count} visits by one statement and one loop` }
    yield rate
    const whole = await timed(Array.from({ length: YEAR_ROUNDS }), () => database.snapshot(trx => runChildStatistics(trx, input)))
    yield figureOf('child-statistics', whole, 0.95, { note: 'all eight rates of a year' })
    say(`${Math.round(process.memoryUsage().rss / 1_048_576)} MB of memory at the end`)
  } finally {
    await scene.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
