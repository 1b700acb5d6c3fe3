import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MATERNAL_DUE } from '../../domain/api/maternal-care-api.ts'
import { maternalVisit } from '../../domain/modules/maternal/visit.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { addDays, dayAt } from '../../domain/time/day.ts'
import { migrate } from '../../electron/core/db/migrate.ts'
import { openSqlite } from '../../electron/core/db/sqlite.ts'
import { openScene } from '../../test/support/birth-scene.ts'
import { insist } from '../../test/support/desk.ts'
import { type Bench, figureOf, percentile, PREGNANCY_BARS, say, timed } from './figure.ts'
import { PREGNANCIES, writePregnancies } from './maternal-register.ts'

const OPEN_ROUNDS = 300
const LIST_ROUNDS = 20
const YEAR_ROUNDS = 5
const SAVE_ROUNDS = 100
const PAGE = 50

/** The rows of one pregnancy by hand, in the order the page shows them. */
const OPEN_SQL = [
  'SELECT p.*, w.* FROM pregnancy p JOIN person w ON w.id = p.woman_id WHERE p.id = ?', 'SELECT d.*, n.* FROM delivery d JOIN newborn n ON n.delivery_id = d.id AND n.voided_at IS NULL WHERE d.pregnancy_id = ? AND d.voided_at IS NULL',
  ...['maternal_first', 'maternal_visit', 'maternal_postpartum_visit', 'maternal_postpartum_check', 'maternal_redating', 'maternal_contact_attempt'].map(table => `SELECT * FROM ${table} WHERE pregnancy_id = ? AND voided_at IS NULL`),
]
/** Who is pregnant with her last visit: what a list written by hand would ask. */
const DUE_SQL = `SELECT p.id, p.start_day, max(v.visit_day) FROM pregnancy p LEFT JOIN maternal_visit v ON v.pregnancy_id = p.id AND v.voided_at IS NULL WHERE p.voided_at IS NULL AND p.state = 'pregnant' GROUP BY p.id`

export const maternal: Bench = async function* () {
  const folder = mkdtempSync(join(tmpdir(), 'fuyou-bench-'))
  const path = join(folder, 'fuyou.db')
  const database = openSqlite({ path, key: randomBytes(32) })
  await migrate(database, { info: () => {}, warn: () => {}, error: () => {} }, async () => {})
  const scene = await openScene({ database })
  try {
    const { connection } = database
    const today = dayAt(scene.ports.clock.nowMs())
    const clerk = await scene.as('yunbao', ['maternalCare'], '陈医生')
    const { contacts, writeMs } = await writePregnancies(database, today, clerk.userId)
    say(`${PREGNANCIES.all} pregnancies, ${PREGNANCIES.open} of them open, ${contacts} contacts, ${Math.round(statSync(path).size / 1_048_576)} MB, written in ${(writeMs / 1000).toFixed(0)} s`)
    const note = `${PREGNANCIES.all} pregnancies, ${contacts} contacts, encrypted file`

    // Every pregnancy is a cold one, as at a window.
    const ids = connection.prepare('SELECT id FROM pregnancy ORDER BY substr(id, -3), id LIMIT ?').pluck().all(OPEN_ROUNDS) as string[]
    const open = await timed(ids, pregnancyId => clerk.call('maternal.file', { pregnancyId }))
    const bareOpen = await timed(ids, id => { for (const text of OPEN_SQL) connection.prepare(text).all(id) })
    yield figureOf('maternal-open', open, 0.95, { bar: PREGNANCY_BARS.open, baseline: percentile(bareOpen, 0.95), note: `the record of one pregnancy; ${note}; baseline: the same rows as plain SQL` })

    const rounds = Array.from({ length: LIST_ROUNDS })
    const bareDue = await timed(rounds, () => connection.prepare(DUE_SQL).all())
    for (const kind of MATERNAL_DUE) yield figureOf(`maternal-due-${kind}`, await timed(rounds, () => clerk.call('maternal.due.list', { kind, offset: 0, limit: PAGE })), 0.95, kind === 'visit' || kind === 'visitOverdue' ? { baseline: percentile(bareDue, 0.95), note: 'first page and number of all; baseline: who is pregnant with the last visit, by one statement' } : { note: 'first page and number of all' })
    yield figureOf('maternal-due-count', await timed(rounds, () => clerk.call('maternal.due.count', {})), 0.95, { note: 'how long all lists are' })
    yield figureOf('maternal-list', await timed(rounds, () => clerk.call('maternal.pregnancy.list', { offset: 0, limit: PAGE })), 0.95, { note: 'who is pregnant, first page and number of all' })
    yield figureOf('maternal-search', await timed(rounds, (_round) => clerk.call('maternal.pregnancy.list', { offset: 0, limit: PAGE, state: 'all', search: '王' })), 0.95, { note: 'a surname among all pregnancies' })
    yield figureOf('maternal-indicators', await timed(Array.from({ length: YEAR_ROUNDS }), () => clerk.call('maternal.indicators', { from: addDays(today, -365), to: today })), 0.95, { note: 'the figures of a year' })

    const expecting = connection.prepare("SELECT id FROM pregnancy WHERE state = 'pregnant' AND start_day < ? ORDER BY substr(id, -3), id LIMIT ?").pluck().all(addDays(today, -100), SAVE_ROUNDS) as string[]
    const saved = await timed(expecting, async pregnancyId => insist(clerk, 'maternal.visit.save', { row: { ...emptyRow(maternalVisit), pregnancyId, visitNumber: 'other', visitDay: today, doctorName: '陈医生', referral: '1', fetalHeartPerMinute: 140 } }))
    yield figureOf('maternal-save-visit', saved, 0.95, { note: 'one visit through the host: questions, history, audit' })
  } finally {
    await scene.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
