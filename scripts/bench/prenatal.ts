import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PRENATAL_LIST } from '../../domain/code/prenatal-record.ts'
import type { SampleUserIds } from '../../domain/sample/chunk.ts'
import { prenatalClinic } from '../../domain/sample/prenatal.ts'
import { dayAt } from '../../domain/time/day.ts'
import { migrate } from '../../electron/core/db/migrate.ts'
import { openSqlite } from '../../electron/core/db/sqlite.ts'
import { openScene } from '../../test/support/birth-scene.ts'
import { type Bench, figureOf, percentile, PREGNANCY_BARS, timed } from './figure.ts'
import { PREGNANCIES, writePregnancies } from './maternal-register.ts'

const OPEN_ROUNDS = 300
const LIST_ROUNDS = 15
const BULLETIN_ROUNDS = 7

/** The rows of one woman by hand. */
const OPEN_SQL = ['SELECT p.*, w.* FROM pregnancy p JOIN person w ON w.id = p.woman_id WHERE p.id = ?', ...['prenatal_consent', 'prenatal_request', 'prenatal_sample', 'prenatal_result', 'prenatal_recall', 'prenatal_counselling', 'prenatal_diagnosis', 'prenatal_outcome'].map(table => `SELECT * FROM ${table} WHERE pregnancy_id = ? AND voided_at IS NULL`)]
/** What a report by hand would ask: women screened free of charge in the year by township. */
const bulletinSql = (year: string): string => `SELECT substr(w.home_region, 1, 9), count(DISTINCT s.pregnancy_id) FROM prenatal_sample s JOIN prenatal_request r ON r.id = s.request_id JOIN pregnancy p ON p.id = s.pregnancy_id JOIN person w ON w.id = p.woman_id
  WHERE s.voided_at IS NULL AND s.drawn_at >= '${year}-01-01' AND s.drawn_at <= '${year}-12-31T23:59' AND r.programme = 'free' GROUP BY 1`

export const prenatal: Bench = async function* () {
  const folder = mkdtempSync(join(tmpdir(), 'fuyou-bench-'))
  const database = openSqlite({ path: join(folder, 'fuyou.db'), key: randomBytes(32) })
  await migrate(database, { info: () => {}, warn: () => {}, error: () => {} }, async () => {})
  const scene = await openScene({ database })
  try {
    const { connection } = database
    const today = dayAt(scene.ports.clock.nowMs())
    const nurse = await scene.as('chanshai', ['prenatalCare'], '魏产筛')
    const screeningOf = prenatalClinic({ seed: 377, today, institutionName: '青山县妇幼保健院', userIds: { chanshai: nurse.userId } as SampleUserIds })
    let rows = 0
    const { ids, contacts } = await writePregnancies(database, today, nurse.userId, pregnancy => { const made = screeningOf(pregnancy); rows += made.length; return made })
    const note = `${PREGNANCIES.all} 次妊娠,${contacts} 次服务,${rows} 条筛查记录`
    const some = Array.from({ length: OPEN_ROUNDS }, (_, index) => ids[Math.floor(index / OPEN_ROUNDS * ids.length)]!)
    const statements = OPEN_SQL.map(sql => connection.prepare(sql))
    const bare = await timed(some, id => { for (const statement of statements) statement.all(id) })
    yield figureOf('prenatal-open', await timed(some, pregnancyId => nurse.call('prenatal.open', { pregnancyId })), 0.95, { bar: PREGNANCY_BARS.open, baseline: percentile(bare, 0.95), note })
    for (const list of PRENATAL_LIST.values) {
      const { total } = await nurse.call('prenatal.list', { list, offset: 0, limit: 50 })
      yield figureOf(`prenatal-list-${list}`, await timed(Array.from({ length: LIST_ROUNDS }), () => nurse.call('prenatal.list', { list, offset: 0, limit: 50 })), 0.95, { ...list === 'recall' ? { bar: PREGNANCY_BARS.recallList } : {}, note: `${note},清单 ${total} 人` })
    }
    yield figureOf('prenatal-counts', await timed(Array.from({ length: LIST_ROUNDS }), () => nurse.call('prenatal.counts', null)), 0.95, { note })
    const year = today.slice(0, 4)
    const month = `${Number(year) - 1}-12`
    const report = connection.prepare(bulletinSql(String(Number(year) - 1)))
    const byHand = await timed(Array.from({ length: BULLETIN_ROUNDS }), () => report.all())
    for (const by of ['township', 'institution'] as const) yield figureOf(`prenatal-bulletin-${by}`, await timed(Array.from({ length: BULLETIN_ROUNDS }), () => nurse.call('prenatal.bulletin', { month, by })), 0.95, { bar: PREGNANCY_BARS.bulletin, baseline: percentile(byHand, 0.95), note })
    yield figureOf('prenatal-figures', await timed(Array.from({ length: BULLETIN_ROUNDS }), () => nurse.call('prenatal.figures', { from: `${Number(year) - 1}-01-01`, to: `${Number(year) - 1}-12-31` })), 0.95, { note })
  } finally {
    await scene.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
