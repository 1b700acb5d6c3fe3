import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Excel from 'exceljs'
import { proposeMapping } from '../../domain/modules/reconciliation/list-columns.ts'
import { SETTINGS } from '../../domain/settings/settings.ts'
import { migrate } from '../../electron/core/db/migrate.ts'
import { openSqlite } from '../../electron/core/db/sqlite.ts'
import { planMonth } from '../../electron/core/export/plan.ts'
import { runTask } from '../../electron/core/run-task.ts'
import { openScene } from '../../test/support/birth-scene.ts'
import { fill } from './certificate.ts'
import { type Bench, figureOf, percentile, say, timed } from './figure.ts'

const ROUNDS = 5
const HEADINGS = ['出生证编号', '新生儿姓名', '性别', '出生日期', '母亲姓名', '母亲身份证号', '签发日期', '签发类型', '状态', '签发机构']
const MONTH = '2026-01'
const SEALED_YEAR = 2025
/** Every hundredth row of the list differs in a name. */
const DIFFERS_EVERY = 100

export const reconcile: Bench = async function* () {
  const folder = mkdtempSync(join(tmpdir(), 'fuyou-bench-'))
  const file = join(folder, 'fuyou.db')
  const key = randomBytes(32)
  const database = openSqlite({ path: file, key })
  await migrate(database, { info: () => {}, warn: () => {}, error: () => {} }, async () => {})
  const scene = await openScene({ database })
  try {
    await fill(database, { issuer: scene.issuer.userId, keeper: scene.keeper.userId })
    const sheets = database.connection.prepare(`SELECT c.number, r.baby_name AS name, n.sex, n.born_at AS born, c.issue_day AS day, c.issue_type AS kind, b.state FROM certificate c
      JOIN certificate_registration r ON r.id = c.registration_id JOIN newborn n ON n.id = c.newborn_id JOIN blank b ON b.number = c.number ORDER BY c.number`).all() as { number: string; name: string; sex: string; born: string; day: string; kind: string; state: string }[]
    const rows = sheets.map((sheet, index) => [sheet.number, index % DIFFERS_EVERY ? sheet.name : `${sheet.name}子`, sheet.sex === '1' ? '男' : '女', sheet.born.replace('T', ' '), '王芳', '110101199508150009', sheet.day, ['首次签发', '换发', '补发'][Number(sheet.kind) - 1], sheet.state === 'void' ? '作废' : '已签发', '青山县妇幼保健院'])
    const csv = join(folder, 'list.csv')
    writeFileSync(csv, `\ufeff${[HEADINGS, ...rows].map(row => row.join(',')).join('\r\n')}`)
    const xlsx = join(folder, 'list.xlsx')
    const book = new Excel.stream.xlsx.WorkbookWriter({ filename: xlsx })
    const sheet = book.addWorksheet('名单')
    for (const row of [HEADINGS, ...rows]) sheet.addRow(row).commit()
    await book.commit()
    say(`${rows.length} rows, ${Math.round(readFileSync(csv).length / 1_048_576)} MB as CSV`)
    const compare = async (path: string): Promise<void> => {
      const { compared, failed } = await runTask(scene.ports, 'reconcile', { what: 'compare', path, headingRow: 0, mapping: proposeMapping(HEADINGS), period: null, ownOnly: false, institution: '青山县妇幼保健院', database: { path: file, keyBase64: key.toString('base64') } })
      if (failed || compared?.counts.compared !== rows.length || compared.differences.length < rows.length / DIFFERS_EVERY) throw new Error(`the comparison went wrong: ${JSON.stringify(failed ?? compared?.counts)}`)
    }
    const times = (work: () => unknown) => timed(Array.from({ length: ROUNDS }), work)
    const plain = percentile(await times(() => {
      const ours = new Map((database.connection.prepare('SELECT c.number, r.* FROM certificate c JOIN certificate_registration r ON r.id = c.registration_id').all() as { number: string; baby_name: string }[]).map(row => [row.number, row.baby_name]))
      return readFileSync(csv, 'utf8').split('\r\n').filter(line => ours.get(line.split(',')[0]!) !== line.split(',')[1]).length
    }), 0.5)
    yield figureOf('reconcile-csv', await times(() => compare(csv)), 0.95, { baseline: plain, note: `${rows.length} rows of ten columns against ${sheets.length} certificates in a worker from start to finish; baseline: the file split into lines and one column looked up` })
    yield figureOf('reconcile-xlsx', await times(() => compare(xlsx)), 0.95, { baseline: plain, note: 'the same list as a workbook; baseline as above' })

    // A year of months was sealed before: every move of it is in the ledger and must be found there, not sent again.
    database.connection.exec(`INSERT INTO export_package (id, month, mode, seq, file_name, folder, manifest_sm3, records, errors, warnings, audit_head, audit_seq, cutoff_at, created_at, created_by)
      SELECT '${SEALED_YEAR}-' || value, '${SEALED_YEAR}-' || value, 'I', 1, '', '', '', 0, 0, 0, '', 0, '2026-01-05T00:00:00.000Z', '', '' FROM json_each('["01","02","03","04","05","06","07","08","09","10","11","12"]')`)
    database.connection.exec(`INSERT INTO export_state (dataset, business_key, record_id, ver, row_hash, op, package_id) SELECT 'stock_move', json_object('certNo', number, 'moveNo', seq), number || '#' || seq, 1, '', 'I', '${SEALED_YEAR}-12' FROM blank_event WHERE at < '2026'`)
    const input = { month: MONTH, institution: { ...SETTINGS.institution.initial, name: '青山县妇幼保健院', code: '121101010000000007', countyCode: '430421' }, resourcesFolder: scene.ports.folders.resources }
    let planned = 0
    const plans = await times(async () => { planned = (await planMonth(database.kysely, input)).reduce((sum, dataset) => sum + dataset.rows.length, 0) })
    yield figureOf('package-plan-full-stock', plans, 0.95, { note: `${planned} rows of one month found and made out of 432,000 moves, ${SEALED_YEAR} sealed month by month before` })
  } finally {
    await scene.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
