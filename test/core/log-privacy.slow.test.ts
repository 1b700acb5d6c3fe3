import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sql } from 'kysely'
import { ROLE_NAMES } from '../../domain/access/permission.ts'
import { api, API_NAMES, type Name } from '../../domain/api/api.ts'
import type { Field } from '../../domain/field/kinds.ts'
import { RECORDS } from '../../domain/modules/index.ts'
import type { RecordDefinition } from '../../domain/record/define.ts'
import type { Day } from '../../domain/time/day.ts'
import { openSqlite } from '../../electron/core/db/sqlite.ts'
import { fatherFields, openScene, printCertificate, registerBirth, registerCertificate, type Scene } from '../support/birth-scene.ts'
import { nameForInfection } from '../support/infection-scene.ts'
import { readyForPackage, sendReferral } from '../support/package-scene.ts'

/** Values that stand nowhere else: wherever one of them appears, it came from a person's record. */
const MARKERS = {
  name: '闻人暮雪', babyName: '闻人初霁', fatherName: '尉迟听澜', phone: '13977778666', idNumber: '110101199508150009', fatherNumber: '110101199306079996', address: '栖霞里弄九十九号',
  health: '罕见标记病一号', note: '备注标记乙丙丁', secret: 'Marker-pass-7731', passphrase: 'MARK-ERPA-SSPH-RASE',
} as const
const MARKS = Object.values(MARKERS)

let scene: Scene
let folder: string
const key = new Uint8Array(32).fill(9)

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fuyou-privacy-'))
  scene = await openScene({ database: openSqlite({ path: join(folder, 'fuyou.db'), key }) })
})
afterAll(async () => {
  await scene.close()
  rmSync(folder, { recursive: true, force: true })
})

const allNames = (schema: unknown, found = new Set<string>()): Set<string> => {
  const { def } = (schema as { _zod: { def: { shape?: Record<string, unknown>; innerType?: unknown; element?: unknown } } })._zod
  for (const [name, inner] of Object.entries(def.shape ?? {})) { found.add(name); allNames(inner, found) }
  if (def.innerType) allNames(def.innerType, found)
  if (def.element) allNames(def.element, found)
  return found
}

function marksFor(schema: unknown): unknown {
  const { def } = (schema as { _zod: { def: { type: string; shape?: Record<string, unknown>; innerType?: unknown; element?: unknown; entries?: Record<string, string> } } })._zod
  if (def.shape) return Object.fromEntries(Object.entries(def.shape).map(([name, inner], index) => [name, markFor(name) ?? marksFor(inner) ?? MARKS[index % MARKS.length]]))
  if (def.innerType) return marksFor(def.innerType)
  if (def.element) return [marksFor(def.element)]
  if (def.entries) return Object.values(def.entries)[0]
  return def.type === 'number' ? 1 : def.type === 'boolean' ? true : def.type === 'null' ? null : undefined
}
const pii = new Map<string, Field['pii']>((RECORDS as readonly RecordDefinition[]).flatMap(definition => Object.entries(definition.fields).flatMap(([name, field]) => field.pii && field.kind === 'text' ? [[name, field.pii] as const] : [])))
const PLANTED: Record<NonNullable<Field['pii']>, string> = { name: MARKERS.name, number: MARKERS.idNumber, address: MARKERS.address, phone: MARKERS.phone, health: MARKERS.health }
const markFor = (name: string): string | undefined => { const kind = pii.get(name); return kind && PLANTED[kind] }

function found(text: string): string[] {
  return MARKS.filter(mark => text.includes(mark) || text.includes(JSON.stringify(mark).slice(1, -1)))
}
function filesBelow(path: string): string[] {
  return readdirSync(path, { recursive: true, encoding: 'utf8' }).map(name => join(path, name)).filter(name => statSync(name).isFile())
}

test('a day’s work, every call failing with personal data in every field, and the database breaking: none of it in the log', async () => {
  const { newbornIds, motherId } = await registerBirth(scene, { mother: { name: MARKERS.name, phone: MARKERS.phone, idNumber: MARKERS.idNumber, homeAddress: MARKERS.address, householdAddress: MARKERS.address, note: MARKERS.note, birthDay: '1995-08-15' as Day } })
  const registrationId = await registerCertificate(scene, newbornIds[0]!, { ...fatherFields, babyName: MARKERS.babyName, fatherName: MARKERS.fatherName, fatherIdNumber: MARKERS.fatherNumber, maritalBirth: true } as never)
  scene.ports.printerSays('failed')
  const { certificateId } = await printCertificate(scene, registrationId)
  const organizationId = await readyForPackage(scene)
  await sendReferral(scene, motherId, organizationId, { impression: MARKERS.health })
  await scene.clerk.call('person.search', { text: MARKERS.name })
  await scene.clerk.call('draft.save', { form: 'person', content: { name: MARKERS.name } })
  await scene.host.call('auth.login', { loginName: MARKERS.name, password: MARKERS.secret }, 'w')
  expect(certificateId).not.toBe('')

  const whole = await scene.as('quan', ROLE_NAMES)
  await nameForInfection(scene.database, whole.userId)
  await whole.call('auth.current', null)
  const everyCall = async () => {
    for (const name of API_NAMES.filter(one => !one.startsWith('auth.l'))) {
      for (const input of [marksFor(api[name].input), MARKERS.name, { [MARKERS.name]: MARKERS.idNumber }, [MARKERS.phone]]) await scene.host.call(name, input, 'window-quan')
      await scene.host.call(`${name}.${MARKERS.name}`, { text: MARKERS.name }, 'window-quan')
    }
  }
  await everyCall()
  // The engine’s own messages quote statements and values: with its tables gone, every call that gets so far fails inside it.
  await sql`PRAGMA foreign_keys = OFF`.execute(scene.database.kysely)
  for (const table of ['person', 'newborn', 'certificate', 'referral', 'person_search']) await sql.raw(`ALTER TABLE ${table} RENAME TO gone_${table}`).execute(scene.database.kysely)
  for (const [name, input] of [['person.get', { id: motherId }], ['person.search', { text: MARKERS.name }], ['person.search', { text: MARKERS.idNumber }], ['delivery.list', {}], ['certificate.find', { number: 'Z430000001' }], ['referral.list', {}], ['person.timeline', { id: motherId }]] as [Name, never][]) {
    const answer = await scene.host.call(name, input, 'window-quan')
    expect(answer).toMatchObject({ ok: false, error: { code: 'internal', ref: expect.any(String) } })
    // The screen gets a reference, not the engine’s words.
    expect(found(JSON.stringify(answer))).toEqual([])
  }
  await everyCall()

  const log = JSON.stringify(scene.ports.logged)
  expect(scene.ports.logged.filter(line => line.event === 'internal').length).toBeGreaterThan(6)
  expect(found(log)).toEqual([])
})

test('every field that names a person was among what was planted', () => {
  const named = new Set(API_NAMES.flatMap(name => [...allNames(api[name].input)]))
  const fields = (RECORDS as readonly RecordDefinition[]).flatMap(definition => Object.entries(definition.fields).filter(([, field]) => field.pii && field.kind === 'text').map(([name]) => name))
  expect(fields.length).toBeGreaterThan(20)
  // The fields of a printed sheet are filled by the core itself from the register, a correction is the register of
  // `replacement.saveRegister`, who brought a lost sheet back comes in as `handedInBy`, and a line of an instrument or a laboratory inside its file.
  const filledByCore = ['printedValues', 'endNote', 'correctedRegister', 'foundByName', 'raw', 'cells', 'detail']
  expect(fields.filter(name => !named.has(name) && !filledByCore.includes(name))).toEqual([])
  expect(named).toContain('handedInBy')
})

test('no personal data in plain text on the disk: neither in the database nor beside it', () => {
  const files = [...filesBelow(folder), ...filesBelow(join(scene.ports.folders.data, '..'))]
  expect(files.some(path => path.endsWith('fuyou.db'))).toBe(true)
  for (const path of files) {
    const bytes = readFileSync(path)
    for (const mark of MARKS) for (const encoding of ['utf8', 'utf16le'] as const) expect(bytes.includes(Buffer.from(mark, encoding)), `${path}: ${mark}`).toBe(false)
  }
})

test('the same search finds the markers in an unencrypted copy: it does not pass on nothing', async () => {
  await scene.database.kysely.executeQuery(sql`PRAGMA wal_checkpoint(TRUNCATE)`.compile(scene.database.kysely))
  const rows = await sql<{ name: string }>`SELECT name FROM gone_person`.execute(scene.database.kysely)
  expect(rows.rows.map(row => row.name)).toContain(MARKERS.name)
  const plain = openSqlite({ path: join(folder, 'plain.db'), key: null })
  await sql`CREATE TABLE person (name text)`.execute(plain.kysely)
  await sql`INSERT INTO person VALUES (${MARKERS.name})`.execute(plain.kysely)
  await plain.close()
  expect(readFileSync(join(folder, 'plain.db')).includes(Buffer.from(MARKERS.name))).toBe(true)
})
