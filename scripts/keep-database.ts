// Keeps a small hospital as this program's migrations and calls make it, as SQL text: test/fixtures/db-NNNN. Run once per
// release (npm's `exec` target of scripts/run.mjs); later programs must open every one that was kept.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type Sqlite from 'better-sqlite3'
import { PROGRAM_DATABASE_VERSION } from '../electron/core/db/migrate.ts'
import { openSqlite } from '../electron/core/db/sqlite.ts'
import { openScene, printCertificate, registerBirth, registerCertificate } from '../test/support/birth-scene.ts'
import { readyForPackage, sendReferral } from '../test/support/package-scene.ts'

const root = dirname(import.meta.dirname)
const target = join(root, 'test', 'fixtures', `db-${String(PROGRAM_DATABASE_VERSION).padStart(4, '0')}`)

/** The statements that make the tables and indexes, in an order that can be run. */
function schemaOf(connection: Sqlite.Database): string {
  const made = connection.prepare("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY type DESC, rootpage").pluck().all() as string[]
  return made.map(text => `${text};\n`).join('')
}

function rowsOf(connection: Sqlite.Database): string {
  const tables = connection.prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY rootpage").pluck().all() as string[]
  return tables.flatMap(table => {
    const columns = connection.prepare(`SELECT name FROM pragma_table_info('${table}') ORDER BY cid`).pluck().all() as string[]
    const values = columns.map(column => `quote(${column})`).join(" || ', ' || ")
    return (connection.prepare(`SELECT ${values} FROM ${table}`).pluck().all() as string[]).map(row => `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${row});\n`)
  }).join('')
}

const database = openSqlite({ path: ':memory:', key: null })
const scene = await openScene({ database })
const { newbornIds, motherId } = await registerBirth(scene, { newborns: [{}, { sex: '1', bornAt: '2026-03-05T08:09' }] })
const { certificateId, number } = await printCertificate(scene, await registerCertificate(scene, newbornIds[0]!))
await scene.sealer.call('certificate.seal', { certificateId, rev: (await scene.sealer.call('certificate.get', { id: certificateId })).rev, scannedNumber: number, matches: true })
await registerCertificate(scene, newbornIds[1]!)
await sendReferral(scene, motherId, await readyForPackage(scene))
rmSync(target, { recursive: true, force: true })
mkdirSync(target, { recursive: true })
writeFileSync(join(target, 'schema.sql'), schemaOf(database.connection))
writeFileSync(join(target, 'rows.sql'), rowsOf(database.connection))
await scene.close()
process.stdout.write(`${target}\n`)
