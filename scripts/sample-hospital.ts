// Makes a database file with the sample hospital: node scripts/run.mjs exec scripts/sample-hospital.ts --persons N --seed S --out FOLDER
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { migrate } from '../electron/core/db/migrate.ts'
import { openSqlite } from '../electron/core/db/sqlite.ts'
import { SAMPLE_PASSWORD, writeSampleHospital } from '../electron/core/modules/system/sample-writer.ts'

const { values } = parseArgs({ options: { persons: { type: 'string', default: '300' }, seed: { type: 'string', default: '1' }, out: { type: 'string' }, today: { type: 'string' } } })
const persons = Number(values.persons)
const seed = Number(values.seed)
if (!values.out || !Number.isInteger(persons) || persons < 200 || persons > 660_000 || !Number.isInteger(seed)) {
  process.stderr.write('用法 usage: --persons 200…660000 --seed NUMBER --out FOLDER [--today YYYY-MM-DD]\n')
  process.exit(2)
}
const folder = resolve(process.env.INIT_CWD ?? '.', values.out)
mkdirSync(folder, { recursive: true })
const path = join(folder, 'sample.db')
if (existsSync(path)) {
  process.stderr.write(`已有文件,不覆盖 exists already: ${path}\n`)
  process.exit(2)
}
const quiet = { info: () => {}, warn: () => {}, error: () => {} }
// Invented people need no key; a file for looking at, not the program's own.
const database = openSqlite({ path, key: null })
await migrate(database, quiet, async () => {})
const started = performance.now()
const nowMs = values.today ? Date.parse(`${values.today}T09:00:00+08:00`) : Date.now()
const result = await writeSampleHospital({ database, resourcesFolder: join(dirname(import.meta.dirname), 'resources'), nowMs }, { seed, persons })
await database.close()
writeFileSync(join(folder, 'duplicates.json'), `${JSON.stringify(result.duplicates, null, 1)}\n`)
process.stdout.write(`${JSON.stringify({ path, persons: result.persons, rows: result.rows, duplicates: result.duplicates.length, seconds: Math.round((performance.now() - started) / 100) / 10, password: SAMPLE_PASSWORD })}\n`)
