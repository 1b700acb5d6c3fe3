import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from '../../electron/core/db/database.ts'
import { migrate } from '../../electron/core/db/migrate.ts'
import { openSqlite } from '../../electron/core/db/sqlite.ts'
import { refreshAllOpenWork } from '../../electron/core/registry/open-work.ts'
import { openScene, type Scene } from '../../test/support/birth-scene.ts'
import { type Bench, figureOf, percentile, say, timed } from './figure.ts'

const CERTIFICATES = 72_000
/** Six moves of every used number, one of every unused: 432,000 rows and the count's own. */
const MOVES = ['inStock', 'drawn', 'held', 'held', 'printed', 'issued'] as const
const UNUSED = 5_000
const YEARS = 6
const OPEN_CHILDREN = 300
const UNCOLLECTED = 60
const MOTHERS = 2_000
const CHUNK = 4_000
const LAST_MS = Date.parse('2026-03-09T08:00:00Z')
const STEP_MS = YEARS * 365 * 86_400_000 / CERTIFICATES
/** As much as stands on a printed sheet. */
const PRINTED_VALUES = JSON.stringify({ babyName: '李思远', motherAddress: '湖南省衡阳市衡阳县西渡镇解放路 8 号'.repeat(12) })
const YEAR = 2025
const DESK_ROUNDS = 20
const NUMBER_ROUNDS = 200
const STOCKTAKE_ROUNDS = 3
const FORM_ROUNDS = 7
const LEDGER_ROUNDS = 3

type File = ReturnType<typeof openSqlite>
const idOf = (kind: number, nth: number): string => `01900000-0000-7000-9${String(kind).padStart(3, '0')}-${String(nth).padStart(12, '0')}`
const numberOf = (nth: number): string => `Q43${String(nth + 1).padStart(7, '0')}`
const at = (nth: number): string => new Date(LAST_MS - (CERTIFICATES - 1 - nth) * STEP_MS).toISOString()
const frame = (id: string, when: string) => ({ id, rev: 1, defVersion: 1, createdAt: when, createdBy: 'bench', updatedAt: when, updatedBy: 'bench', voidedAt: null, voidReason: null })

/** Six years of a county's window in the real tables: births, registers, sheets, every move of every number. */
export async function fill(database: File, people: { issuer: string; keeper: string }): Promise<void> {
  const write = <T extends keyof Database & string>(table: T, rows: readonly object[]) => database.write(trx => database.insertMany(trx, table, rows as never))
  const first = at(0)
  await write('person', Array.from({ length: MOTHERS }, (_, nth) => ({ ...emptyOf(database, 'person'), ...frame(idOf(1, nth), first), name: `王${String.fromCodePoint(0x4e00 + nth)}芳`, sex: '2', birthDay: '1990-01-01', nationality: 'CHN' })))
  await write('pregnancy', Array.from({ length: MOTHERS }, (_, nth) => ({ ...emptyOf(database, 'pregnancy'), ...frame(idOf(2, nth), first), womanId: idOf(1, nth) })))
  for (let start = 0; start < CERTIFICATES; start += CHUNK) {
    const part = Array.from({ length: CHUNK }, (_, index) => start + index)
    const day = (nth: number) => at(nth).slice(0, 10)
    const isOpen = (nth: number) => nth >= CERTIFICATES - OPEN_CHILDREN
    const used = part.filter(nth => !isOpen(nth))
    // A hundredth of the numbers was spoiled: the sheet before another of the same child.
    const isVoid = (nth: number) => nth % 100 === 99
    const child = (nth: number) => isVoid(nth) ? nth - 1 : nth
    await write('delivery', part.map(nth => ({ ...emptyOf(database, 'delivery'), ...frame(idOf(3, nth), at(nth)), pregnancyId: idOf(2, nth % MOTHERS), motherId: idOf(1, nth % MOTHERS), gestationDays: 275, mode: '1', fetusCount: 1, placeType: '2', placeRegion: '430421', placeName: '青山县妇幼保健院', attendantType: '1', attendantName: '周助产' })))
    await write('newborn', part.map(nth => ({ ...emptyOf(database, 'newborn'), ...frame(idOf(4, nth), at(nth)), deliveryId: idOf(3, nth), birthOrder: 1, outcome: isVoid(nth) ? '2' : '1', sex: nth % 2 ? '1' : '2', bornAt: `${day(nth)}T08:01`, weightG: 3250, lengthCm: 50 })))
    await write('certificateRegistration', part.map(nth => ({ ...emptyOf(database, 'certificateRegistration'), ...frame(idOf(5, nth), at(nth)), newbornId: idOf(4, nth), babyName: `李思${String.fromCodePoint(0x4e00 + nth % 2000)}`, motherName: '王芳', motherIdNumber: '110101199508150009', complete: nth % 3 ? 1 : 0 })))
    await write('certificate', used.map(nth => ({
      ...emptyOf(database, 'certificate'), ...frame(idOf(6, nth), at(nth)), registrationId: idOf(5, child(nth)), newbornId: idOf(4, child(nth)), number: numberOf(nth), issueType: nth % 400 ? '1' : '3', issueSerial: `QF${nth}`, issueDay: day(nth), layoutVersion: 'birth-certificate.v0',
      printedValues: PRINTED_VALUES, printCount: 1, printedBy: people.issuer, printedAt: `${day(nth)}T09:00`, sealedBy: people.keeper, sealedAt: `${day(nth)}T09:30`, collectorName: '王芳', collectorRelation: '1', collectorIdType: '01', collectorIdNumber: '110101199508150009', endedAt: isVoid(nth) ? `${day(nth)}T09:10` : null, endReason: isVoid(nth) ? '1' : null,
      collectedAt: nth % Math.floor(CERTIFICATES / UNCOLLECTED) ? `${day(nth)}T10:00` : null,
    })))
    await write('blankBatch', [batch(`batch-${start}`, numberOf(start), numberOf(start + CHUNK - 1), CHUNK, day(start), people.keeper)])
    await write('blank', used.map(nth => ({ number: numberOf(nth), batchId: `batch-${start}`, edition: '7', state: isVoid(nth) ? 'void' : 'issued', holderId: people.issuer, certificateId: idOf(6, nth), printCount: 1, rev: MOVES.length, updatedAt: at(nth) })))
    await write('blankEvent', used.flatMap(nth => MOVES.map((state, index) => ({
      number: numberOf(nth), seq: index + 1, fromState: MOVES[index - 1] ?? null, toState: isVoid(nth) && state === 'issued' ? 'void' : state, at: at(nth), byUser: people.issuer, secondPersonId: people.keeper, holderId: index ? people.issuer : null,
      certificateId: index > 1 ? idOf(6, nth) : null, reasonCode: isVoid(nth) && state === 'issued' ? '1' : null, reason: null, evidence: null,
    }))))
  }
  const unused = Array.from({ length: UNUSED }, (_, index) => CERTIFICATES + index)
  await write('blankBatch', [batch('batch-unused', numberOf(CERTIFICATES), numberOf(CERTIFICATES + UNUSED - 1), UNUSED, '2026-03-01', people.keeper)])
  await write('blank', unused.map(nth => ({ number: numberOf(nth), batchId: 'batch-unused', edition: '7', state: 'inStock', holderId: null, certificateId: null, printCount: 0, rev: 1, updatedAt: at(CERTIFICATES - 1) })))
  await write('blankEvent', unused.map(nth => ({ number: numberOf(nth), seq: 1, fromState: null, toState: 'inStock', at: at(CERTIFICATES - 1), byUser: people.keeper, secondPersonId: null, holderId: null, certificateId: null, reasonCode: null, reason: null, evidence: null })))
  await database.write(refreshAllOpenWork)
}

const batch = (id: string, firstNumber: string, lastNumber: string, quantity: number, receivedDay: string, keeper: string) => ({
  id, edition: '7', letter: 'Q', firstNumber, lastNumber, quantity, receivedFrom: '青山县卫生健康局', receivedDay, firstCounterId: keeper, secondCounterId: keeper, note: null, createdAt: `${receivedDay}T01:00:00.000Z`,
  printYear: null, reviewUnit: null, reviewerName: null, collectorName: null, collectorIdNumber: null, requestId: null,
})

const columnsOf = new Map<string, Record<string, null>>()
/** Every column of a table, empty: a row is then told by what it has. */
function emptyOf(database: File, table: keyof Database & string): Record<string, null> {
  const known = columnsOf.get(table)
  if (known) return known
  const snake = table.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)
  const empty = Object.fromEntries((database.connection.pragma(`table_info(${snake})`) as { name: string }[]).map(({ name }) => [name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()), null]))
  columnsOf.set(table, empty)
  return empty
}

/** What the desk and the home page ask when somebody opens them. */
async function openDesk(scene: Scene): Promise<void> {
  await scene.issuer.call('home.summary', null)
  await scene.issuer.call('deadline.list', null)
  await scene.issuer.call('certificate.nextNumber', null)
  for (const queue of ['register', 'print', 'ask', 'seal', 'handOver', 'issued', 'ended'] as const) await scene.issuer.call('certificate.queue', { queue, limit: 20 })
}

// The same numbers and pages by hand, without rights, checks, names of people and the contract around them.
const DESK_SQL = [
  ...['register', 'print', 'ask', 'seal', 'handOver'].flatMap(step => [
    `SELECT count(*) FROM open_work WHERE step = '${step}'`,
    `SELECT w.*, n.born_at, r.baby_name, r.mother_name, c.number FROM open_work w JOIN newborn n ON n.id = w.newborn_id LEFT JOIN certificate_registration r ON r.newborn_id = n.id AND r.voided_at IS NULL LEFT JOIN certificate c ON c.newborn_id = n.id AND c.ended_at IS NULL AND c.voided_at IS NULL WHERE w.step = '${step}' ORDER BY w.since LIMIT 20`,
  ]),
  ...['collected_at IS NOT NULL AND ended_at IS NULL', 'ended_at IS NOT NULL'].flatMap(done => [
    `SELECT count(*) FROM certificate WHERE voided_at IS NULL AND ${done}`,
    `SELECT c.number, c.issue_day, r.baby_name, r.mother_name FROM certificate c JOIN certificate_registration r ON r.id = c.registration_id WHERE c.voided_at IS NULL AND c.${done.replace('AND ', 'AND c.')} ORDER BY c.updated_at DESC LIMIT 20`,
  ]),
  `SELECT count(*) FROM blank WHERE state = 'inStock'`,
]

// The form of a year as one would write it by hand: what left, what came, what was born, what lies there.
const FORM_SQL = [
  `SELECT e.to_state, e.reason_code, c.issue_type, d.place_type, d.attendant_type, count(*) FROM blank_event e LEFT JOIN certificate c ON c.id = e.certificate_id LEFT JOIN newborn n ON n.id = c.newborn_id LEFT JOIN delivery d ON d.id = n.delivery_id
    WHERE e.at >= '${YEAR - 1}-12-31T16:00:00.000Z' AND e.at < '${YEAR}-12-31T16:00:00.000Z' AND e.to_state NOT IN ('inStock', 'drawn', 'held', 'printed') GROUP BY 1, 2, 3, 4, 5`,
  `SELECT sum(quantity) FROM blank_batch WHERE received_day BETWEEN '${YEAR}-01-01' AND '${YEAR}-12-31'`,
  `SELECT count(*) FROM newborn n JOIN delivery d ON d.id = n.delivery_id WHERE n.voided_at IS NULL AND n.outcome = '1' AND n.born_at BETWEEN '${YEAR}-01-01T00:00' AND '${YEAR}-12-31T23:59' AND d.place_type IN ('1', '11', '12', '2', '3')`,
  ...[YEAR - 1, YEAR].map(year => `SELECT count(*) FROM blank b JOIN blank_batch t ON t.id = b.batch_id WHERE t.received_day <= '${year}-12-31' AND (SELECT e.to_state FROM blank_event e WHERE e.number = b.number AND e.at < '${year}-12-31T16:00:00.000Z' ORDER BY e.seq DESC LIMIT 1) IN ('inStock', 'drawn', 'held', 'printed')`),
]

export const certificate: Bench = async function* () {
  const folder = mkdtempSync(join(tmpdir(), 'fuyou-bench-'))
  const database = openSqlite({ path: join(folder, 'fuyou.db'), key: randomBytes(32) })
  await migrate(database, { info: () => {}, warn: () => {}, error: () => {} }, async () => {})
  const scene = await openScene({ database })
  try {
    const began = performance.now()
    await fill(database, { issuer: scene.issuer.userId, keeper: scene.keeper.userId })
    const rows = (table: string): number => database.connection.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number
    say(`${rows('certificate')} certificates, ${rows('blank_event')} stock rows, ${Math.round(statSync(join(folder, 'fuyou.db')).size / 1_048_576)} MB, written in ${((performance.now() - began) / 1000).toFixed(1)} s`)
    const run = (statements: readonly string[]) => { for (const text of statements) database.connection.prepare(text).all() }
    const bare = async (statements: readonly string[], rounds: number) => percentile(await timed(Array.from({ length: rounds }), () => run(statements)), 0.5)
    const times = (rounds: number, work: () => unknown) => timed(Array.from({ length: rounds }), work)

    const note = `${CERTIFICATES} certificates, ${rows('blank_event')} stock rows, encrypted file`
    yield figureOf('certificate-desk', await times(DESK_ROUNDS, () => openDesk(scene)), 0.95, { baseline: await bare(DESK_SQL, DESK_ROUNDS), note: `home summary, deadlines, next number and all seven queues with a page each; ${note}; baseline: the same counts and pages as plain SQL` })
    yield figureOf('certificate-next-number', await times(NUMBER_ROUNDS, () => scene.issuer.call('certificate.nextNumber', null)), 0.95, {
      baseline: percentile(await times(NUMBER_ROUNDS, () => database.connection.prepare(`SELECT min(number), count(*) FROM blank WHERE state = 'drawn' AND holder_id = ?`).get(scene.issuer.userId)), 0.95), note: 'baseline: one prepared statement',
    })
    yield figureOf('certificate-annual-form', await times(FORM_ROUNDS, () => scene.keeper.call('annual.form', { year: YEAR })), 0.95, { baseline: await bare(FORM_SQL, FORM_ROUNDS), note: `the form of ${YEAR} with both year ends counted number by number; baseline: five statements written by hand` })
    yield figureOf('certificate-annual-rates', await times(FORM_ROUNDS, () => scene.keeper.call('annual.rates', { year: YEAR })), 0.95, { note: 'twelve months and the year' })

    let day = 0
    const stocktake = async (): Promise<void> => {
      const { id } = await scene.keeper.call('stocktake.open', { day: `2026-03-${String(10 - (day += 1)).padStart(2, '0')}` })
      const { countId } = await scene.keeper.call('stocktake.begin', { id, holderId: null })
      await scene.keeper.call('stocktake.addRange', { countId, firstNumber: numberOf(CERTIFICATES), lastNumber: numberOf(CERTIFICATES + UNUSED - 1) })
      const { place } = await scene.keeper.call('stocktake.count', { countId })
      const started = performance.now()
      const compared = await scene.keeper.call('stocktake.compare', { id })
      compareMs.push(performance.now() - started)
      if (compared.matched !== UNUSED) throw new Error(`stock-take matched ${compared.matched} of ${UNUSED}`)
      const { stocktake: { rev } } = await scene.keeper.call('stocktake.get', { id })
      await scene.keeper.call('stocktake.cancel', { id, rev, reason: `不再需要 ${place.counted}` })
    }
    const compareMs: number[] = []
    const whole = await times(STOCKTAKE_ROUNDS, stocktake)
    const plain = percentile(await times(STOCKTAKE_ROUNDS, () => run([`SELECT number, state, holder_id FROM blank WHERE state IN ('inStock', 'drawn', 'held', 'printed')`, `SELECT number FROM stocktake_number`])), 0.5)
    yield figureOf('certificate-stocktake', whole, 0.95, { baseline: plain, note: `${UNUSED} numbers: opened, counted by one range, compared number by number, ended; baseline: reading both lists` })
    yield figureOf('certificate-stocktake-compare', compareMs, 0.95, { baseline: plain, note: 'book against count alone' })

    let file = 0
    scene.ports.dialogs.saveFile = async () => join(folder, `ledger-${file += 1}.xlsx`)
    const ledger = async (): Promise<void> => {
      const job = await scene.archivist.call('ledger.save', { ledger: 'firstIssue', from: `${YEAR}-01-01`, to: `${YEAR}-12-31`, format: 'xlsx' })
      if (!job) throw new Error('no file was chosen')
      for (;;) {
        const state = await scene.archivist.call('job.get', { id: job.jobId })
        if (state.state === 'failed') throw new Error(`ledger: ${JSON.stringify(state)}`)
        if (state.state === 'done') break
        await new Promise(resolve => setTimeout(resolve, 5))
      }
      if (!existsSync(join(folder, `ledger-${file}.xlsx`))) throw new Error('no ledger was written')
    }
    yield figureOf('certificate-ledger-xlsx', await times(LEDGER_ROUNDS, ledger), 0.95, {
      baseline: percentile(await times(LEDGER_ROUNDS, () => run([`SELECT c.*, r.*, n.* FROM certificate c JOIN certificate_registration r ON r.id = c.registration_id JOIN newborn n ON n.id = c.newborn_id WHERE c.issue_type = '1' AND c.issue_day BETWEEN '${YEAR}-01-01' AND '${YEAR}-12-31' ORDER BY c.number`])), 0.5),
      note: `首次签发登记本 of ${YEAR} as a file; baseline: reading its rows`,
    })
  } finally {
    await scene.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
