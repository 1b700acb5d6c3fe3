import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { preconception, preconceptionFollowUp } from '../../domain/modules/fertility/preconception.record.ts'
import { infectionCase } from '../../domain/modules/infection/case.record.ts'
import { birthDefect } from '../../domain/modules/vital/birth-defect.record.ts'
import { adolescentVisit } from '../../domain/modules/women/adolescent.record.ts'
import { menopauseFile, menopauseVisit } from '../../domain/modules/women/menopause.record.ts'
import type { RecordDefinition } from '../../domain/record/define.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import type { SampleRecord } from '../../domain/sample/chunk.ts'
import { addDays, type Day, dayAt, type Instant } from '../../domain/time/day.ts'
import { migrate } from '../../electron/core/db/migrate.ts'
import { openSqlite } from '../../electron/core/db/sqlite.ts'
import { writeSampleRecords } from '../../electron/core/modules/system/sample-writer.ts'
import { openScene } from '../../test/support/birth-scene.ts'
import { nameForInfection } from '../../test/support/infection-scene.ts'
import { type Bench, figureOf, percentile, say, timed } from './figure.ts'
import { PREGNANCIES, writePregnancies } from './maternal-register.ts'

const ROUNDS = 20

type Known = { id: string; woman_id: string; start_day: Day; state: string }
/** What ten years of the other clinics leave beside the pregnancies: every fifth woman came before it, one in fifty has a case, one in seventy a child with a defect, one in ten comes around menopause or as a girl. */
async function writeClinics(database: ReturnType<typeof openSqlite>, userId: string): Promise<number> {
  const known = database.connection.prepare('SELECT id, woman_id, start_day, state FROM pregnancy').all() as Known[]
  const records: SampleRecord[] = []
  let count = 0
  const put = (definition: RecordDefinition, day: Day, row: object): string => {
    const id = `01900000-0000-7000-9002-${String(count += 1).padStart(12, '0')}`
    records.push({ definition, id, at: `${day}T02:00:00.000Z` as Instant, by: userId, row: { ...emptyRow(definition), ...row } })
    return id
  }
  known.forEach(({ id: pregnancyId, woman_id: womanId, start_day: startDay, state }, nth) => {
    const isOpen = state === 'pregnant'
    if (nth % 5 === 0) {
      const servedDay = addDays(startDay, -100)
      const isFollowed = !isOpen && nth % 4 !== 0
      const coupleId = put(preconception, servedDay, { womanId, number: `YQ${nth}`, servedDay, state: isFollowed ? 'closed' : 'open', ...isFollowed ? { closing: 'outcome', closedDay: addDays(startDay, 300) } : {} })
      if (nth % 2 === 0) put(preconceptionFollowUp, addDays(startDay, 50), { coupleId, kind: 'early', followDay: addDays(startDay, 50), way: 'phone', lastMenstrualDay: startDay, pregnancyId, doctorName: '何医生' })
    }
    if (nth % 50 === 0) put(infectionCase, addDays(startDay, 70), { pregnancyId, number: `MY${nth}`, openedDay: addDays(startDay, 70), doctorName: '曹孕保', syphilisDay: addDays(startDay, 68), syphilisResult: 'positive', syphilisConfirmation: nth % 3 === 0 ? 'waiting' : 'confirmed', ...nth % 3 === 0 ? { waiting: 'syphilis' } : { confirmed: 'syphilis', syphilisConfirmationDay: addDays(startDay, 75) }, nextVisitDay: addDays(startDay, 110), ...isOpen ? {} : { closedDay: addDays(startDay, 700), closingReason: 'completed' } })
    if (nth % 70 === 0 && !isOpen) put(birthDefect, addDays(startDay, 280), { motherId: womanId, pregnancyId, number: `QX${nth}`, state: nth % 11 === 0 ? 'submitted' : 'reported', bornDay: addDays(startDay, 276), gestationDays: 276, weightG: 3200, mainDefect: 'heart', isInduction: false })
    if (nth % 20 === 0) {
      const fileId = put(menopauseFile, addDays(startDay, 10), { womanId, number: `GN${nth}`, openedDay: addDays(startDay, 10), stage: '2', doctorName: '周医生' })
      for (const month of [0, 6]) put(menopauseVisit, addDays(startDay, 10 + month * 30), { womanId, fileId, visitDay: addDays(startDay, 10 + month * 30), hormoneConsent: '0', doctorName: '周医生', nextVisitDay: addDays(startDay, 190 + month * 30) })
    }
    if (nth % 20 === 1) for (const month of [0, 6]) put(adolescentVisit, addDays(startDay, month * 30), { womanId, visitDay: addDays(startDay, month * 30), doctorName: '周医生', referral: '1', nextVisitDay: addDays(startDay, 180 + month * 30) })
  })
  for (let at = 0; at < records.length; at += 5_000) await database.write(async trx => { await writeSampleRecords(database, trx, records.slice(at, at + 5_000)) })
  return records.length
}

/** How long the counts of the home page take, of a county's ten years. */
export const home: Bench = async function* () {
  const folder = mkdtempSync(join(tmpdir(), 'fuyou-bench-'))
  const database = openSqlite({ path: join(folder, 'fuyou.db'), key: randomBytes(32) })
  await migrate(database, { info: () => {}, warn: () => {}, error: () => {} }, async () => {})
  const scene = await openScene({ database })
  try {
    const today = dayAt(scene.ports.clock.nowMs())
    const clerk = await scene.as('yunbao', ['maternalCare', 'womenCare'], '陈医生')
    await nameForInfection(database, clerk.userId)
    await writePregnancies(database, today, clerk.userId)
    const rows = await writeClinics(database, clerk.userId)
    say(`${PREGNANCIES.all} pregnancies, ${rows} rows of the other clinics`)
    const rounds = Array.from({ length: ROUNDS })
    const bare = await timed(rounds, () => database.connection.prepare("SELECT count(*) FROM pregnancy WHERE voided_at IS NULL AND state = 'pregnant'").all())
    for (const name of ['vital.count', 'infection.count', 'fertility.preconception.work', 'women.work'] as const) {
      const counts = await clerk.call(name, null)
      yield figureOf(`home-${name}`, await timed(rounds, () => clerk.call(name, null)), 0.95, { baseline: percentile(bare, 0.95), note: `${JSON.stringify(counts)}; baseline: who is pregnant, counted by one statement` })
    }
  } finally {
    await scene.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
