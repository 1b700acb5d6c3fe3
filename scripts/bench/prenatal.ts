import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PRENATAL_LIST } from '../../domain/code/prenatal-record.ts'
import { delivery } from '../../domain/modules/birth/delivery.record.ts'
import { newborn } from '../../domain/modules/birth/newborn.record.ts'
import { pregnancy, type Pregnancy } from '../../domain/modules/birth/pregnancy.record.ts'
import { person } from '../../domain/modules/people/person.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import type { SampleRecord, SampleUserIds } from '../../domain/sample/chunk.ts'
import { prenatalClinic, sampleSteps } from '../../domain/sample/prenatal.ts'
import { addDays, type Day, dayAt, type Instant } from '../../domain/time/day.ts'
import { migrate } from '../../electron/core/db/migrate.ts'
import type { OpenDatabase } from '../../electron/core/db/engine.ts'
import { openSqlite } from '../../electron/core/db/sqlite.ts'
import { writeSampleRecords } from '../../electron/core/modules/system/sample-writer.ts'
import { openScene } from '../../test/support/birth-scene.ts'
import { type Bench, figureOf, percentile, say, timed } from './figure.ts'

const PREGNANCIES = 60_000
/** Ten years of pregnancies; those of the last nine months are open. */
const YEARS = 10
const CHUNK = 2_000
const OPEN_ROUNDS = 300
const LIST_ROUNDS = 15
const BULLETIN_ROUNDS = 7
const TERM = 276

/** A county's pregnancies with their screening, written in bulk: no history, no audit. */
async function writePregnancies(database: OpenDatabase, today: Day, userId: string): Promise<{ ids: string[]; rows: number }> {
  const rowsOf = prenatalClinic({ seed: 377, today, institutionName: '青山县妇幼保健院', userIds: { chanshai: userId } as SampleUserIds })
  let count = 0
  const idOf = (): string => `01900000-0000-7000-9000-${String(count += 1).padStart(12, '0')}`
  const ids: string[] = []
  let rows = 0
  const span = YEARS * 365
  for (let start = 0; start < PREGNANCIES; start += CHUNK) {
    const records: SampleRecord[] = []
    for (let nth = start; nth < start + CHUNK; nth += 1) {
      const startDay = addDays(today, -Math.floor(span * (1 - nth / PREGNANCIES)) - 30)
      const at = `${startDay}T02:00:00.000Z` as Instant
      const put = (definition: SampleRecord['definition'], row: object): string => { const id = idOf(); records.push({ definition, id, at, by: userId, row: { ...emptyRow(definition), ...row } }); return id }
      const womanId = put(person, { name: `李${String.fromCodePoint(0x4e00 + nth * 7 % 8000)}芳`, sex: '2', birthDay: '1995-05-05', nationality: 'CHN', noDocumentReason: 'notBrought', homeRegion: `430626${String(100 + nth % 20).padStart(3, '0')}`, phone: `139${String(10_000_000 + nth)}` })
      const bornDay = addDays(startDay, TERM)
      const endedDay = bornDay < today ? bornDay : null
      const row: Partial<Pregnancy> = { womanId, state: endedDay ? 'delivered' : 'pregnant', stateDay: endedDay, lastMenstrualDay: startDay, startDay, expectedDay: addDays(startDay, 280), datingMethod: 'menstruation', fetusCount: 1, bookedDay: addDays(startDay, 60) }
      const pregnancyId = put(pregnancy, row)
      ids.push(pregnancyId)
      if (endedDay) {
        const deliveryId = put(delivery, { pregnancyId, motherId: womanId, gestationDays: TERM, mode: '12', fetusCount: 1, placeType: '2', placeRegion: '430626' })
        put(newborn, { deliveryId, birthOrder: 1, outcome: '1', sex: nth % 2 === 0 ? '1' : '2', bornAt: `${endedDay}T08:00`, weightG: 3200 })
      }
      records.push(...rowsOf({ index: nth, pregnancyId, row: row as Pregnancy, womanId, womanBirthDay: '1995-05-05' as Day, startDay, bookedDay: addDays(startDay, 60), endedDay, isDelivered: endedDay !== null, deliveryId: null, fetusCount: 1, first: null, visits: [] }))
    }
    await database.write(async trx => {
      const byDefinition = await writeSampleRecords(database, trx, records)
      await database.insertMany(trx, 'prenatalSampleStep', (byDefinition.get('prenatal.sample') ?? []).flatMap(sampleSteps))
    })
    rows += records.filter(({ definition }) => definition.id.startsWith('prenatal.')).length
    if (start % 20_000 === 0) say(`${start + CHUNK} pregnancies, ${rows} rows of screening`)
  }
  return { ids, rows }
}

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
    const { ids, rows } = await writePregnancies(database, today, nurse.userId)
    const note = `${PREGNANCIES} 次妊娠,${rows} 条筛查记录`
    const some = Array.from({ length: OPEN_ROUNDS }, (_, index) => ids[Math.floor(index / OPEN_ROUNDS * ids.length)]!)
    const statements = OPEN_SQL.map(sql => connection.prepare(sql))
    const bare = await timed(some, id => { for (const statement of statements) statement.all(id) })
    yield figureOf('prenatal-open', await timed(some, pregnancyId => nurse.call('prenatal.open', { pregnancyId })), 0.95, { baseline: percentile(bare, 0.95), note })
    for (const list of PRENATAL_LIST.values) {
      const { total } = await nurse.call('prenatal.list', { list, offset: 0, limit: 50 })
      yield figureOf(`prenatal-list-${list}`, await timed(Array.from({ length: LIST_ROUNDS }), () => nurse.call('prenatal.list', { list, offset: 0, limit: 50 })), 0.95, { note: `${note},清单 ${total} 人` })
    }
    yield figureOf('prenatal-counts', await timed(Array.from({ length: LIST_ROUNDS }), () => nurse.call('prenatal.counts', null)), 0.95, { note })
    const year = today.slice(0, 4)
    const month = `${Number(year) - 1}-12`
    const report = connection.prepare(bulletinSql(String(Number(year) - 1)))
    const byHand = await timed(Array.from({ length: BULLETIN_ROUNDS }), () => report.all())
    for (const by of ['township', 'institution'] as const) yield figureOf(`prenatal-bulletin-${by}`, await timed(Array.from({ length: BULLETIN_ROUNDS }), () => nurse.call('prenatal.bulletin', { month, by })), 0.95, { baseline: percentile(byHand, 0.95), note })
    yield figureOf('prenatal-figures', await timed(Array.from({ length: BULLETIN_ROUNDS }), () => nurse.call('prenatal.figures', { from: `${Number(year) - 1}-01-01`, to: `${Number(year) - 1}-12-31` })), 0.95, { note })
  } finally {
    await scene.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
